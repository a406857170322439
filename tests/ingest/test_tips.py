"""A tip comes in sealed: no name of it, no mistake in it, says what it says or who gave it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from corroborate.model import Tip
from ingest.making import packed, put, take

SECRET = "Oda Renn from ward four"  # noqa: S105 - what must not leak, no password
WHAT = "what: |\n  Sixteen people are held in the cellar.\n  They have no water.\n"
FORM = f"kind: tip\n{WHAT}when: 2031-05-03\nbasis: witnessed\nsource: Heron-4\n"


def test_a_tip(tmp_path: Path) -> None:
    (document,), problems = take(put(tmp_path / f"{SECRET}.yaml", FORM))
    assert not problems and re.fullmatch(r"tip-[0-9a-f]{8}", document.name)
    assert document.restricted and document.text == "Sixteen people are held in the cellar.\nThey have no water."
    assert document.tip == Tip("Heron-4", "witnessed", date(2031, 5, 3))
    assert (document.title, document.publisher, document.url, document.published) == (None, None, None, date(2031, 5, 3))


def test_a_tip_is_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    put(tmp_path / "note.txt", "\ufeff# from the hotline\r\n" + FORM.replace("\n", "\r\n"))
    put(tmp_path / "a.zip", packed({f"{SECRET}.txt": FORM.replace("Sixteen", "Six").replace("kind", '"Kind"').replace("tip", "'TIP'", 1)}))
    documents, problems = take(tmp_path)
    assert [d.restricted for d in documents] == [True] and len(problems) == 1 and problems[0].document.startswith("tip-")


def test_the_hour_of_a_tip(tmp_path: Path) -> None:
    (document,), _ = take(put(tmp_path / "1.yaml", FORM.replace("2031-05-03", "2031-05-03T21:40:00+02:00")))
    assert document.published_at == datetime(2031, 5, 3, 19, 40, tzinfo=UTC)


def test_what_a_listing_says_of_a_tip_is_not_taken(tmp_path: Path) -> None:
    put(tmp_path / "1.yaml", FORM)
    put(tmp_path / "reports.csv", f"file,publisher,published,url,title\n1.yaml,{SECRET},2031-05-01,tel:123,{SECRET}\n")
    (document,), problems = take(tmp_path)
    assert (document.publisher, document.title, document.url, document.published) == (None, None, None, date(2031, 5, 3)) and not problems


WRONG = {
    "a name": FORM + f"name: {SECRET}\n",
    "a phone": FORM + f"phone: {SECRET}\n",
    "an address": FORM + f"Address: {SECRET}\n",
    "a field that is a name": FORM + f"{SECRET}: yes\n",
    "a full name as source": FORM.replace("Heron-4", SECRET),
    "a number as source": FORM.replace("Heron-4", "A05551234567"),
    "a mail address as source": FORM.replace("Heron-4", "oda@ward.example"),
    "free words as basis": FORM.replace("witnessed", SECRET),
    "a basis in many lines": FORM.replace("witnessed", f"[{SECRET}]"),
    "no day": FORM.replace("2031-05-03", SECRET),
    "an ambiguous day": FORM.replace("2031-05-03", "04/05/2031"),
    "no words": FORM.replace(WHAT, ""),
    "broken": FORM + f"  {SECRET}: [\n",
    "twice": FORM + f"what: {SECRET}\n",
    "a list": f"- kind: tip\n- {SECRET}\n",
    "two in a file": FORM + f"---\n{SECRET}\n",
    "an object": FORM.replace("Heron-4", f"!!python/object/apply:os.system ['{SECRET}']"),
    "nested": FORM + "what2: " + "[" * 5000,
    "too large": FORM + "#" * 200_000 + SECRET,
    "no tip": f"services: {SECRET}\n",
}


@pytest.mark.parametrize("how", WRONG)
def test_a_form_that_is_wrong_is_refused_without_repeating_it(tmp_path: Path, how: str) -> None:
    documents, (problem,) = take(put(tmp_path / f"{SECRET}.yml", WRONG[how]))
    assert not documents and problem.document.startswith("tip-") and problem.hint
    for word in ("Oda", "Renn", "ward", "cellar", "Sixteen", "5551234", "04/05"):
        assert word not in repr(problem)


def test_a_pile_of_references_stays_words(tmp_path: Path) -> None:
    bomb = "kind: tip\nwhat: &a [x,x]\nwhen: &b [*a,*a]\nbasis: &c [*b,*b]\nsource: [*c,*c]\n"
    documents, problems = take(put(tmp_path / "1.yaml", bomb))
    assert not documents and len(problems) == 1


def test_the_form_that_ships_has_every_field_and_is_empty(tmp_path: Path) -> None:
    from corroborate.ingest.tips import FIELDS

    form = files("corroborate").joinpath("data/tip.yaml").read_text("utf-8")
    assert [f for f in FIELDS if re.search(rf"(?m)^{f}:", form)] == list(FIELDS)
    documents, problems = take(put(tmp_path / "1.yaml", form))
    assert not documents and "lacks what, when, source" in problems[0].message
