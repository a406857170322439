"""What people hand over in the page comes in as it would from a folder, whatever it is; nothing of it runs or leads out of the case."""

from __future__ import annotations

import gzip
import io
import re
import time
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.serve.conftest import EXAMPLES, Asked, Running, running
from tests.serve.test_reports import SCRIPT, Marks

from corroborate.engine.cases import open_case
from corroborate.ingest import Received
from corroborate.model import Document
from corroborate.read import Reader
from corroborate.serve.jobs import Job, Jobs
from corroborate.settings import Settings

TEXT = "Police in Ardo said on Monday that 12 people were killed when a ferry sank off the pier. A nurse said 4 children were missing."


IMAGE = "<img src=x onerror=alert(1)>"


def ended(asked: Asked) -> Job:
    """The newest job, once nothing more happens to it."""
    for _ in range(1200):
        job = asked.app.state.jobs.all()[0]
        if not job.runs:
            return job  # type: ignore[no-any-return]
        time.sleep(0.05)
    raise AssertionError(f"the job did not end: {job}")


def handed(asked: Asked, *files: tuple[str, bytes], **fields: str) -> Job:
    answer = asked.client.post("/intake/files", data={"csrf": asked.csrf, **fields}, files=[("files", f) for f in files])
    assert answer.status_code == 303, answer.text
    return ended(asked)


def brought(asked: Asked, job: Job) -> Document:
    (document,) = [d for d in asked.app.state.desks.case().documents if d.id in job.documents]
    return document


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def test_dropped_files_become_reports_that_the_page_links_to(asked: Asked) -> None:
    job = handed(asked, ("ferry.txt", TEXT.encode()), publisher="Ardo Radio", published="2031-05-03")
    document = brought(asked, job)
    assert (document.name, document.publisher, document.published) == ("ferry.txt", "Ardo Radio", date(2031, 5, 3))
    page = asked.get("/intake").text
    assert f"/reports/{document.id}" in page and "1 new report" in page and "by Ana" in page
    assert asked.get(f"/reports/{document.id}").status_code == 200


def test_the_case_is_as_if_the_folder_had_been_taken_in(asked: Asked) -> None:
    before = {d.id for d in asked.app.state.desks.case().documents}
    files = [(p.name, p.read_bytes()) for p in sorted((EXAMPLES / "harbour").iterdir())]
    job = handed(asked, *files)
    assert (job.new, job.known, job.faults) == (0, 9, 0)
    assert {d.id for d in asked.app.state.desks.case().documents} == before


def test_a_zip_comes_in_whole(asked: Asked) -> None:
    job = handed(asked, ("two.zip", zipped(a__txt=TEXT.encode(), b__txt=TEXT.replace("12", "14").encode())))
    assert job.new == 2 and set(job.names) == {"two.zip/a.txt", "two.zip/b.txt"}


def test_a_pasted_text_keeps_who_published_it_and_when(asked: Asked) -> None:
    told = {"text": TEXT + "\r\nÉcole: two.", "publisher": "Ardo Radio", "published": "3 May 2031", "title": "Ferry", "url": "https://r.example/1"}
    answer = asked.client.post("/intake/text", data={"csrf": asked.csrf, **told})
    assert answer.status_code == 303
    document = brought(asked, ended(asked))
    assert (document.publisher, document.published, document.title) == ("Ardo Radio", date(2031, 5, 3), "Ferry")
    assert document.text == TEXT + "\nÉcole: two." and document.url == "https://r.example/1"


def test_a_pasted_page_is_read_as_a_page(asked: Asked) -> None:
    page = f"<html><head><title>Ferry sinks</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article>{SCRIPT}</body></html>"
    asked.post("/intake/page", {"page": page, "publisher": "Ardo Post"})
    document = brought(asked, ended(asked))
    assert document.media_type == "text/html" and "alert" not in document.text and TEXT in document.text


def test_a_tip_becomes_a_sealed_report_and_its_words_stand_on_no_page(asked: Asked) -> None:
    words = "Nine men are held in the old boathouse."
    answer = asked.post("/intake/tip", {"what": words, "when": "2031-05-03", "basis": "witnessed", "source": "Heron-9"})
    assert answer.status_code == 303
    document = brought(asked, ended(asked))
    assert document.restricted and document.tip and (document.tip.pseudonym, document.tip.basis) == ("Heron-9", "witnessed")
    for path in ("/intake", "/reports", f"/reports/{document.id}", "/intake/jobs"):
        assert "boathouse" not in asked.get(path).text
    assert words in re.sub("<[^>]*>", "", asked.post(f"/reports/{document.id}/open").text)


@pytest.mark.parametrize(
    ("path", "fields", "says"),
    [
        ("text", {"text": "  "}, "There is no text"),
        ("text", {"text": TEXT, "published": "04/05/2031"}, "YYYY-MM-DD"),
        ("page", {"page": ""}, "There is no text"),
        ("tip", {"what": "Nine men", "when": "2031-05-03", "source": "Jane Roe"}, "not a pseudonym"),
        ("tip", {"what": "Nine men", "when": "soon", "source": "Heron-9"}, "YYYY-MM-DD"),
        ("tip", {"what": "", "when": "2031-05-03", "source": "Heron-9"}, "This is needed"),
        ("tip", {"what": "Nine men", "when": "2031-05-03", "source": "Heron-9", "basis": "a cousin"}, "not one of the list"),
        ("files", {}, "No file was chosen"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_and_nothing_typed_is_lost(asked: Asked, path: str, fields: dict[str, str], says: str) -> None:
    answer = asked.post(f"/intake/{path}", fields)
    told = unescape(answer.text)
    assert answer.status_code == 422 and says in told and 'role="alert"' in told and 'aria-invalid="true"' in told
    assert all(value in told for value in fields.values() if value.strip() and value != "a cousin")
    assert asked.app.state.jobs.all() == []


BOMB = zipped(a__txt=b"0" * 60_000_000)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 99999999\r\n\r\n"
    b"HTTP/1.1 200 OK\r\n\r\nx"
)
NEST = zipped(d__zip=zipped(c__zip=zipped(b__zip=zipped(a__zip=zipped(x__txt=TEXT.encode())))))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bomb.zip", BOMB, "unpacks to more than"),
        ("bomb.gz", gzip.compress(b"0" * 60_000_000), "large|unpacks to more than"),
        ("lies.warc", WARC, "."),
        ("nested.zip", NEST, "nested deeper"),
        ("deep.json", b"[" * 500_000, "."),
        ("deep.html", b"<div>" * 200_000 + TEXT.encode(), "."),
        ("empty.txt", b"", "empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"0" * 500, "not a report"),
        ("line.txt", b"word " * 4_000_000, "characters"),
        ("reports.csv", b"file\n../../etc/passwd\n", "leaves the folder"),
        ("tip.yaml", b"kind: tip\nwhat: nine men\nname: Jane Roe\n", "a field that the form does not have"),
    ],
)
def test_a_hostile_file_is_one_problem_in_words_or_harmless(asked: Asked, name: str, data: bytes, says: str) -> None:
    job = handed(asked, (name, data))
    assert job.state == "done" and job.new + len(job.problems) >= 1 and len(job.problems) <= 1
    for problem in job.problems:
        assert re.search(says, problem.message) and (problem.hint or name.endswith("warc"))
    page = asked.get("/intake").text
    assert "Jane" not in page and "Traceback" not in page
    assert asked.get("/").status_code == 200


def test_names_and_fields_full_of_script_add_no_element_to_the_page(asked: Asked) -> None:
    job = handed(asked, (f"../../{IMAGE}\u202e=cmd.txt", TEXT.encode()), (f"{IMAGE}.png", b"\x89PNG\r\n\x1a\n"), publisher=SCRIPT)
    assert job.new == 1 and job.faults == 1
    for path in ("/intake", "/reports", f"/reports/{job.documents[0]}"):
        answer = asked.get(path).text
        assert "\u202e" not in answer and "alert(1)" in unescape(answer)
        assert not [held for tag, held in Marks(answer).tags if tag in ("img", "iframe") or any(name.startswith("on") for name in held)]


def test_what_is_too_large_is_refused_in_a_sentence_and_leaves_nothing(asked: Asked) -> None:
    answer = asked.client.post("/intake/files", data={"csrf": asked.csrf}, files=[("files", ("a.txt", b"x" * 50_000_001))])
    assert answer.status_code == 413 and "larger than 50,000,000 bytes" in answer.text
    assert asked.app.state.jobs.all() == [] and not list(asked.app.state.desks.path.parent.glob("*intake*/*"))


def test_a_form_from_elsewhere_brings_nothing_in(asked: Asked) -> None:
    before = asked.app.state.jobs.all()
    assert asked.client.post("/intake/text", data={"text": TEXT, "csrf": "guessed"}).status_code == 403
    assert asked.client.post("/intake/files", files=[("files", ("a.txt", TEXT.encode()))]).status_code == 403
    assert asked.app.state.jobs.all() == before


def test_what_was_stored_before_a_stop_can_be_read_later(asked: Asked) -> None:
    case = asked.app.state.desks.case()
    case.deliver((Received("late.txt", TEXT.encode()),), "stopped")
    assert "1 report is stored and not read yet" in " ".join(asked.get("/intake").text.split())
    asked.post("/intake/read")
    assert ended(asked).state == "done"
    late = next(d for d in asked.app.state.desks.case().documents if d.name == "late.txt")
    assert [c for c in asked.app.state.desks.case().claims if c.document == late.id]


def test_what_another_reader_has_read_is_left_so_until_somebody_asks(asked: Asked) -> None:
    other = open_case(asked.app.state.desks.path, settings=Settings(reader=Reader.FAST))
    other.deliver((Received("other.txt", TEXT.encode()),), "other")
    other.read(again=False)
    handed(asked, ("new.txt", TEXT.replace("12", "15").encode()))
    assert asked.app.state.desks.case().outdated == 1
    assert "1 report was read by another version" in asked.get("/intake").text
    asked.post("/intake/read", {"again": "1"})
    assert ended(asked).state == "done" and asked.app.state.desks.case().outdated == 0
    assert "another version" not in asked.get("/intake").text


def test_an_interrupted_parcel_is_shown_with_what_to_do(asked: Asked) -> None:
    parcel = asked.app.state.jobs.parcel("Ben", "1 file")
    parcel.copy("a.txt", io.BytesIO(TEXT.encode()))
    parcel.seal()
    asked.app.state.jobs = Jobs(asked.app.state.desks)  # as a start after a stop finds it
    page = asked.get("/intake").text
    assert "The server stopped" in page and "by Ben" in page and f"/intake/jobs/{parcel.id}/resume" in page
    asked.post(f"/intake/jobs/{parcel.id}/resume")
    assert ended(asked).new == 1
    assert asked.post("/intake/jobs/nothing/discard").status_code == 303


@pytest.mark.browser
def test_files_are_chosen_sent_and_seen_to_be_read_by_another_person_too(browser: Any, served: Running, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    said: list[str] = []
    pages = []
    for _ in range(2):
        page = browser.new_context().new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(served.address)
        page.goto(f"{served.base}/intake")
        pages.append(page)
    first, other = pages
    first.set_input_files("#files", str(tmp_path / "ferry.txt"))
    assert "ferry.txt" in first.inner_text("#files-told")
    first.click("text=Add these files")
    for page in (first, other):
        page.wait_for_selector("#jobs a:has-text('ferry.txt')", timeout=30_000)
        page.wait_for_selector("#jobs >> text=Done.", timeout=30_000)
    other.focus("#jobs a")
    other.wait_for_timeout(2_500)
    assert other.evaluate("document.activeElement.textContent") == "ferry.txt", "the page keeps the focus while it renews itself"
    first.click("#jobs a:has-text('ferry.txt')")
    assert "12" in first.inner_text("#text")
    assert said == []
    for page in pages:
        page.context.close()


@pytest.mark.browser
def test_without_scripts_the_same_forms_work(browser: Any, case_file: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    with running(case_file) as served:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(served.address)
        page.goto(f"{served.base}/intake")
        page.set_input_files("#files", str(tmp_path / "ferry.txt"))
        page.click("text=Add these files")
        assert "1 file" in page.inner_text("#jobs")
        context.close()
