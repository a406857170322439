"""The page of gaps says what is not said, not read and not understood, and for each problem what to do."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.serve.conftest import EXAMPLES, SETTINGS, Asked
from tests.serve.test_intake import IMAGE
from tests.serve.test_reports import Marks, case_of, entered

from corroborate.engine.cases import open_case
from corroborate.ingest import Received

TURKISH = "Limanda gece boyunca süren yangında 12 kişi öldü, 30 kişi yaralandı ve iki gemi battı. Yetkililer soruşturma başlattı."


def test_every_gap_of_the_case_is_told(asked: Asked) -> None:
    page = unescape(asked.get("/gaps").text)
    gaps = asked.app.state.desks.case().whole.gaps
    assert gaps and all(g.text in page for g in gaps)


def test_words_that_were_not_understood_lead_to_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "flood.db"
    with open_case(path, settings=SETTINGS) as case:
        case.add(EXAMPLES / "flood")
        words = [m for m in case.whole.mentions if m.kind == "unread"]
    assert words
    for asked in entered(path):
        page = unescape(asked.get("/gaps").text)
        for m in words:
            address = f"/reports/{m.span.document}?at={m.span.start}#u{m.span.start}"
            assert address in page and m.value in page
            assert f'id="u{m.span.start}"' in asked.get(address).text


def test_a_language_that_is_not_read_is_said_with_its_reports(tmp_path: Path) -> None:
    for asked in entered(case_of(tmp_path / "t.db", Received("a.txt", TURKISH.encode()))):
        page = asked.get("/gaps").text
        assert "in Turkish: <strong>stored and not read</strong>" in page and "/reports?language=tr" in page
        assert "which is not read" in page


def test_a_problem_names_its_file_and_the_next_step_and_links_to_its_report(tmp_path: Path) -> None:
    files = Received("a.txt", TURKISH.encode()), Received(f"{IMAGE}.png", b"\x89PNG\r\n\x1a\n"), Received("empty.txt", b"")
    for asked in entered(case_of(tmp_path / "t.db", *files)):
        case = asked.app.state.desks.case()
        page = asked.get("/gaps").text
        (document,) = case.documents
        assert f'<a href="/reports/{document.id}">a.txt</a>' in page
        assert all(p.message in unescape(page) and p.hint in unescape(page) for p in case.problems)
        assert not [held for tag, held in Marks(page).tags if tag == "img"]
        taken = unescape(asked.get("/gaps?stage=ingest").text)
        assert "empty.txt" in taken and "which is not read" not in taken
        assert "empty.txt" not in asked.get("/gaps?stage=read").text


def test_no_address_breaks_the_page(asked: Asked) -> None:
    for query in ("gaps=0", "problems=99999999", "noticed=-1", "stage=%3Cscript%3E", "noticed=77"):
        answer = asked.get(f"/gaps?{query}")
        assert answer.status_code == 200 and "<script>" not in re.sub(r"<script src=\"/static/[^>]*>", "", answer.text)
