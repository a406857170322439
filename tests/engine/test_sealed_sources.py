"""Who a source is opens with its passphrase alone, and never before that is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corroborate.engine import passwords
from corroborate.engine.people import People
from corroborate.engine.sources import Sources, bases, told
from corroborate.errors import AccessError, CorroborateError, StoreError, UsageError
from corroborate.ingest.tips import BASES
from corroborate.model import Identity
from corroborate.store import PeopleFile

PHRASE, OTHER = "seven brown herons by the gate", "no tide ever came so early"
WHO = Identity("Canary Wren", "canary@mail.invalid, +44 20 7946 0018", "nurse at the third pier")
CANARIES = ("Canary", "Wren", "mail.invalid", "7946", "third pier")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    people = People(PeopleFile(tmp_path / "case.people.db"))
    yield Sources(people, lambda: datetime(2031, 5, 6, tzinfo=UTC))
    people.close()


def sealed(sources: Sources) -> None:
    sources.seal("S-14", "medic", "witnessed", WHO, PHRASE, "Rosa")


def test_others_see_the_pseudonym_what_the_source_is_and_how_it_knows(sources: Sources) -> None:
    sealed(sources)
    assert [told(s) for s in sources.sealed()] == ["S-14, medic, first-hand"]
    assert set(bases()) == set(BASES), "the form of a tip and the list of sealed sources know the same ways to know"


def test_opening_is_on_record_before_it_is_shown(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(sources)
    assert sources.open("S-14", PHRASE, "Ilse") == WHO
    assert [(o.who, o.kind, o.subject) for o in sources.openings()] == [("Ilse", "source", "S-14")]
    sources._file.close()
    with pytest.raises((CorroborateError, Exception)):
        sources.open("S-14", PHRASE, "Ilse")


def test_nothing_is_shown_where_it_cannot_be_put_on_record(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(sources)

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(sources._file, "note_opening", full)
    with pytest.raises(StoreError):
        sources.open("S-14", PHRASE, "Ilse")


def test_a_wrong_passphrase_opens_nothing_and_has_to_wait(sources: Sources) -> None:
    sealed(sources)
    for _ in range(5):
        with pytest.raises(AccessError, match="does not open"):
            sources.open("S-14", OTHER, "Ilse")
    with pytest.raises(AccessError, match="too many") as waiting:
        sources.open("S-14", PHRASE, "Ilse")
    assert waiting.value.wait > 0 and sources.openings() == []


def test_another_passphrase_takes_the_place_of_the_old(sources: Sources, tmp_path: Path) -> None:
    sealed(sources)
    old = sources._box("S-14").wrapped
    sources.change("S-14", PHRASE, OTHER)
    assert sources.open("S-14", OTHER, "Ilse") == WHO
    with pytest.raises(AccessError):
        sources.open("S-14", PHRASE, "Ilse")
    assert not [p.name for p in tmp_path.iterdir() if old in p.read_bytes()], "what the old passphrase opened is gone"


def test_no_byte_of_an_identity_or_a_passphrase_stands_in_the_file(sources: Sources, tmp_path: Path) -> None:
    sealed(sources)
    sources.open("S-14", PHRASE, "Ilse")
    held = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"S-14" in held and not [c for c in (*CANARIES, PHRASE) if c.encode() in held]
    sizes = {len(sources._box("S-14").sealed)}
    sources.seal("S-15", "medic", "told", Identity("A", "", ""), PHRASE, "Rosa")
    assert len(sources._box("S-15").sealed) in sizes, "the length does not tell one short entry from another"


def test_a_box_put_under_another_pseudonym_does_not_open(sources: Sources) -> None:
    sealed(sources)
    sources.seal("S-15", "medic", "told", Identity("A", "", ""), PHRASE, "Rosa")
    with sources._file._transaction() as db:
        db.execute("UPDATE source SET sealed = (SELECT sealed FROM source WHERE pseudonym = 'S-14') WHERE pseudonym = 'S-15'")
    with pytest.raises(CorroborateError, match="damaged or changed"):
        sources.open("S-15", PHRASE, "Ilse")


@pytest.mark.parametrize(
    ("pseudonym", "role", "basis", "identity", "phrase"),
    [
        ("Canary Wren", "medic", "witnessed", WHO, PHRASE),
        ("S-14", "Canary's doctor", "witnessed", WHO, PHRASE),
        ("S-14", "medic", "her cousin Wren told her", WHO, PHRASE),
        ("S-14", "medic", "witnessed", Identity("", "", ""), PHRASE),
        ("S-14", "medic", "witnessed", Identity("Canary", "x" * 30_000, ""), PHRASE),
        ("S-14", "medic", "witnessed", WHO, "short"),
    ],
)
def test_a_refusal_repeats_nothing_that_was_given(
    sources: Sources, pseudonym: str, role: str, basis: str, identity: Identity, phrase: str
) -> None:
    with pytest.raises(UsageError) as refused:
        sources.seal(pseudonym, role, basis, identity, phrase, "Rosa")
    assert not [c for c in CANARIES if c in str(refused.value)] and sources.sealed() == []


def test_a_withdrawn_source_is_gone_and_its_pseudonym_stays_taken(sources: Sources, tmp_path: Path) -> None:
    sealed(sources)
    box = sources._box("S-14")
    assert len(sources.withdraw("S-14", "Rosa", "asked for")) == 64
    assert sources._file._rows("SELECT who, why FROM withdrawn") == [("Rosa", "asked for")]
    assert sources.sealed() == [] and [p for p, _ in sources.withdrawn()] == ["S-14"]
    assert not [p.name for p in tmp_path.iterdir() if box.sealed[:64] in p.read_bytes()]
    with pytest.raises(StoreError):
        sealed(sources)
