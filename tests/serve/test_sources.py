"""A canary is sealed as the source of a tip: neither its name nor its contact is in any byte of any file, page, export or log."""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.serve.conftest import Asked

from corroborate.engine import passwords
from corroborate.engine.people import people_file
from corroborate.model import Person, Role
from corroborate.report.exports import EXPORTS
from corroborate.report.profiles import profiles

PHRASE, OTHER = "seven brown herons by the gate", "no tide ever came so early"
NAME, CONTACT, NOTES = "Wrenna Canary-Thistle", "wrenna@canary.invalid +44 20 7946 0018", "third pier, asks for Thistledown"
CANARIES = ("Wrenna", "Canary-Thistle", "canary.invalid", "7946 0018", "third pier", "Thistledown", PHRASE, OTHER)
FORM = {"pseudonym": "Kite-7", "role": "medic", "basis": "witnessed", "name": NAME, "contact": CONTACT, "notes": NOTES}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    yield


def seal(asked: Asked, **other: str) -> Any:
    return asked.post("/sources/new", {**FORM, "passphrase": PHRASE, "again": PHRASE, **other})


def role(asked: Asked, *roles: Role) -> None:
    """Go on as somebody who holds these roles alone."""
    guard = asked.app.state.guard
    guard._person = Person("Bo", frozenset(roles))
    for session in guard._sessions.values():
        object.__setattr__(session, "person", guard._person)


def test_a_source_is_sealed_seen_by_all_and_opened_by_a_keeper(asked: Asked) -> None:
    assert seal(asked).headers["location"] == "/sources/Kite-7"
    assert "Kite-7, medic, first-hand" in asked.get("/sources").text
    shown = asked.post("/sources/Kite-7/open", {"passphrase": PHRASE})
    assert all(word in unescape(shown.text) for word in (NAME, CONTACT, NOTES)) and shown.headers["cache-control"] == "no-store"
    assert "by Ana" in asked.get("/sources/Kite-7").text and "source Kite-7" in asked.get("/sources").text


def test_a_wrong_passphrase_is_one_sentence_and_then_a_wait(asked: Asked) -> None:
    seal(asked)
    for _ in range(5):
        wrong = asked.post("/sources/Kite-7/open", {"passphrase": OTHER})
        assert wrong.status_code == 403 and "This passphrase does not open the source" in wrong.text and OTHER not in wrong.text
    waiting = asked.post("/sources/Kite-7/open", {"passphrase": PHRASE})
    assert waiting.status_code == 429 and "Try again in" in waiting.text and NAME not in unescape(waiting.text)
    assert "Never." in asked.get("/sources/Kite-7").text


def test_another_passphrase(asked: Asked) -> None:
    seal(asked)
    differs = asked.post("/sources/Kite-7/passphrase", {"passphrase": PHRASE, "new": OTHER, "again": OTHER + "!"})
    assert differs.status_code == 400
    asked.post("/sources/Kite-7/passphrase", {"passphrase": PHRASE, "new": OTHER, "again": OTHER})
    assert asked.post("/sources/Kite-7/open", {"passphrase": PHRASE}).status_code == 403
    assert NAME in unescape(asked.post("/sources/Kite-7/open", {"passphrase": OTHER}).text)


@pytest.mark.parametrize(
    ("field", "value"),
    [("pseudonym", "Wrenna C"), ("role", "nurse Thistledown"), ("passphrase", "short"), ("again", "other"), ("name", "")],
)
def test_what_will_not_do_is_said_and_what_was_typed_stays_but_for_the_passphrase(asked: Asked, field: str, value: str) -> None:
    told = seal(asked, **{field: value})
    assert told.status_code == 400 and 'role="alert"' in told.text and PHRASE not in told.text
    assert (NAME in unescape(told.text)) == (field != "name")
    assert not people_file(asked.app.state.desks.path).exists() or "Kite-7" not in asked.get("/sources").text


def test_a_field_that_is_too_long_is_not_repeated(asked: Asked) -> None:
    told = seal(asked, name="Wrenna " * 100)
    assert told.status_code == 422 and "Wrenna" not in told.text


def test_who_may_what(asked: Asked) -> None:
    seal(asked)
    role(asked, Role.READER)
    page = asked.get("/sources/Kite-7")
    assert "keeper of sources alone" in page.text and "Who opened what" not in asked.get("/sources").text
    assert {asked.get("/sources/new").status_code, seal(asked).status_code} == {403}
    role(asked, Role.READER, Role.ANALYST, Role.SECOND_REVIEWER)
    assert asked.get("/sources/new").status_code == 200
    for address in ("open", "passphrase"):
        refused = asked.post(f"/sources/Kite-7/{address}", {"passphrase": PHRASE, "new": OTHER, "again": OTHER})
        assert refused.status_code == 403 and NAME not in unescape(refused.text)


def test_opening_a_restricted_report_is_on_record_and_without_a_record_nothing_opens(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    case = asked.app.state.desks.case()
    (tip,) = [d for d in case.documents if d.restricted]
    words = case.opened(tip.id)[0]
    assert asked.post(f"/reports/{tip.id}/open").status_code == 200
    assert f"report {tip.name}" in asked.get("/sources").text
    file = asked.app.state.vault.sources()._file
    monkeypatch.setattr(type(file), "note_opening", _full)
    refused = asked.post(f"/reports/{tip.id}/open")
    assert refused.status_code == 500 and words[:30] not in unescape(refused.text)


def _full(*_: object) -> None:
    from corroborate.errors import StoreError

    raise StoreError("the file of people could not be written (full)", "", "Free the disk")


def test_looking_makes_no_file_of_people(asked: Asked) -> None:
    assert asked.get("/sources").status_code == 200 and asked.get("/sources/Kite-7").status_code == 404
    assert not people_file(asked.app.state.desks.path).exists()


def test_the_canary_is_in_no_byte_of_any_file_page_export_or_log(
    asked: Asked, case_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    seal(asked)
    asked.post("/sources/Kite-7/open", {"passphrase": PHRASE})
    asked.post("/sources/Kite-7/open", {"passphrase": OTHER})
    asked.post("/sources/Kite-7/passphrase", {"passphrase": PHRASE, "new": OTHER, "again": OTHER})
    pages = ["/", "/sources", "/sources/Kite-7", "/sources/new", "/sources/Nobody", "/reports", "/findings", "/decisions", "/nothing"]
    pages += ["/search?words=heron", "/api/v1/search?words=Kite", "/api/v1/reports", "/api/v1/decisions", "/api/v1/openapi.json"]
    for address in pages:
        assert not found(unescape(asked.get(address).text)), address
    for format_ in EXPORTS:
        for profile in profiles():
            assert asked.get(f"/export?profile={profile}&format={format_}").status_code == 200
            held = asked.get(f"/export/file?profile={profile}&format={format_}")
            assert held.status_code == 200 and not found(unpacked(held.content, tmp_path)), (format_, profile)
    for file in sorted(p for p in case_file.parent.rglob("*") if p.is_file()):
        assert not found(file.read_bytes().decode("latin-1")), file.name
    out, err = capfd.readouterr()
    assert not found(out + err + caplog.text)


def found(text: str) -> list[str]:
    return [c for c in CANARIES if c.casefold() in text.casefold()]


def unpacked(data: bytes, folder: Path) -> str:
    path = folder / "held"
    path.write_bytes(data)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    path.unlink()
    return data.decode("utf-8", "replace")


def test_a_source_withdraws_on_a_page(asked: Asked, case_file: Path) -> None:
    (tip,) = [d for d in asked.app.state.desks.case().documents if d.restricted]
    pseudonym = tip.tip.pseudonym
    words = asked.app.state.desks.case().opened(tip.id)[0].split("\n")[0][:40]
    seal(asked, pseudonym=pseudonym)
    shown = asked.get(f"/withdraw?what={pseudonym}").text
    assert tip.name in shown and f"who the source {pseudonym} is" in shown
    for form in ({"why": "", "sure": pseudonym}, {"why": "asked for", "sure": "another"}):
        refused = asked.post("/withdraw", {"what": pseudonym, **form})
        assert refused.status_code == 400 and 'role="alert"' in refused.text
    done = asked.post("/withdraw", {"what": pseudonym, "why": "asked for", "sure": pseudonym})
    assert "are gone from the case file" in done.text and "Who the source is, is gone too" in done.text
    asked.settled()
    assert words.encode() not in b"".join(p.read_bytes() for p in case_file.parent.iterdir() if p.is_file())
    assert f"{pseudonym}, " in asked.get("/sources").text and asked.get(f"/sources/{pseudonym}").status_code == 404
    assert asked.app.state.desks.case().verify() == [] and asked.get(f"/reports/{tip.id}").status_code == 404


def test_nobody_but_a_keeper_withdraws(asked: Asked) -> None:
    role(asked, Role.READER, Role.ANALYST, Role.SECOND_REVIEWER)
    assert asked.get("/withdraw").status_code == 403
    assert asked.post("/withdraw", {"what": "x", "why": "y", "sure": "x"}).status_code == 403


@pytest.mark.parametrize("format_", sorted(EXPORTS))
@pytest.mark.parametrize("profile", sorted(profiles()))
def test_a_reader_takes_what_is_made_for_passing_on_and_nothing_else(asked: Asked, format_: str, profile: str) -> None:
    role(asked, Role.READER)
    answers = [asked.get(f"/export/file?profile={profile}&format={format_}"), asked.get(f"/api/v1/exports/{format_}?profile={profile}")]
    answers.append(asked.get(f"/export?profile={profile}&format={format_}"))
    assert {a.status_code for a in answers} == {200 if profiles()[profile].for_readers else 403}
    for answer in answers[:2]:
        if answer.status_code == 200:
            assert answer.headers["content-disposition"].startswith("attachment") and "sandbox" in answer.headers["content-security-policy"]
    assert ">internal<" not in asked.get("/export").text


def test_the_preview_stands_before_the_download(asked: Asked) -> None:
    plain = asked.get("/export")
    assert "/export/file" not in plain.text
    shown = asked.get("/export?profile=who-ssa-public&format=xlsx").text
    assert "/export/file?format=xlsx&amp;profile=who-ssa-public" in shown and "origin 1" in shown and "[withheld]" in shown
    assert re.search(r"claims left out", shown)


@pytest.mark.parametrize("query", ["profile=nothing", "profile=public&format=pdf", "profile=" + "x" * 500])
def test_what_is_no_profile_or_format_is_refused_with_what_is(asked: Asked, query: str) -> None:
    for address in (f"/export?{query}", f"/export/file?{query}"):
        told = asked.get(address)
        assert told.status_code == 400 and "Use one of" in told.text


def test_nothing_of_an_export_is_left_behind(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    assert asked.get("/export/file?profile=public&format=csv").status_code == 200
    assert asked.get("/export/file?profile=nothing&format=csv").status_code == 400
    assert list((tmp_path / "tmp").iterdir()) == []
