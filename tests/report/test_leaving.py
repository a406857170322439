"""Every format under every profile: what a profile withholds is in no byte of what leaves, and the preview says so beforehand."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corroborate.errors import UsageError
from corroborate.model import Case, Claim, Document
from corroborate.report.closing import SOME
from corroborate.report.exports import EXPORTS, export_named
from corroborate.report.preview import KINDS, preview
from corroborate.report.profilefiles import parse
from corroborate.report.profiles import Profile, profile_named, profiles, redact
from report.fixture import case

SECRETS = ("Brannagh", "Ostrava", "coffins", "morgue in the cellar")
OWN = """
[bare]
like = "who-ssa-public"
places = "admin1"
facilities = "none"
families = []

[press]
like = "public"
place_decimals = 0
"""
EVERY = {**profiles(), **parse(OWN, "own.toml")}
CLOSED = [name for name, p in EVERY.items() if not p.texts]


def whole() -> Case:
    """The fixture with a contact in a text, and an address that holds a key."""
    made = case()
    first = made.documents[0]
    open_one = replace(first, text=first.text + "\nCall +44 20 7946 0018.\n", url="https://post.invalid/a?key=s3cr3t#me")
    return replace(made, documents=(open_one, *made.documents[1:]))


def written(format_: str, profile: Profile, folder: Path) -> bytes:
    """What is in the file, unpacked where it is packed."""
    path = folder / f"out{EXPORTS[format_].suffix}"
    export_named(format_).write(whole(), path, profile, None)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
    return path.read_bytes()


@pytest.mark.parametrize("profile", sorted(EVERY))
@pytest.mark.parametrize("format_", sorted(EXPORTS))
def test_no_format_under_any_profile_holds_a_word_of_a_tip(format_: str, profile: str, tmp_path: Path) -> None:
    held = written(format_, EVERY[profile], tmp_path).decode("utf-8", "replace")
    assert not [s for s in SECRETS if s in (held.replace("7-brannagh", "") if profile == "internal" else held)]
    assert len(held) > 500


@pytest.mark.parametrize("profile", sorted(EVERY))
@pytest.mark.parametrize("format_", sorted(EXPORTS))
def test_contacts_and_keys_leave_only_under_internal(format_: str, profile: str, tmp_path: Path) -> None:
    held = written(format_, EVERY[profile], tmp_path)
    assert (b"s3cr3t" in held) == (profile == "internal") or format_ == "record"
    if profile != "internal":
        assert b"7946 0018" not in held and b"s3cr3t" not in held


@pytest.mark.parametrize("profile", CLOSED)
@pytest.mark.parametrize("format_", sorted(EXPORTS))
def test_a_profile_without_words_lets_out_no_name_and_no_words(format_: str, profile: str, tmp_path: Path) -> None:
    held = written(format_, EVERY[profile], tmp_path).decode("utf-8", "replace")
    plain = " ".join(re.findall(r"\w+", held.casefold()))
    finest = EVERY[profile].places
    assert not [n for n in names(whole(), finest) if n.casefold() in held.casefold()]
    assert not [run for d in whole().documents for run in runs(d.text) if run in plain]
    assert not [i for d in whole().documents for i in (d.id, d.sha256[:12], d.name) if i in held]


def names(held: Case, finest: str) -> Iterator[str]:
    """Everything that is called by a name: sources, outlets, titles, places finer than they may be told, events."""
    for c in held.claims:
        yield from (s.name for s in c.chain if len(s.name) > 3)
        yield from (f for f in (c.about, c.facility) if f and len(f) > 6)
        if c.place and c.place.kind not in ("country", finest):
            yield c.place.name
    yield from (n for d in held.documents for n in (d.publisher, d.title) if n)
    yield from (i.title for i in held.reconciliation.incidents)


def runs(text: str) -> Iterator[str]:
    """Five words in a row; fewer are in our own sentences too."""
    words = re.findall(r"\w+", text.casefold())
    yield from (" ".join(words[n : n + 5]) for n in range(len(words) - 4))


@pytest.mark.parametrize("profile", CLOSED)
def test_numbers_statuses_and_days_still_leave(profile: str) -> None:
    old, new = whole(), redact(whole(), EVERY[profile])
    kept = [c for c in old.claims if EVERY[profile].families == () or c.measure in {s.measure for s in new.claims}]
    facts = [(c.measure, c.amount, c.as_of, c.commitment) for c in kept]
    assert facts == [(c.measure, c.amount, c.as_of, c.commitment) for c in new.claims]
    before = {(f.low, f.best, f.high, f.status) for f in old.reconciliation.findings}
    assert new.reconciliation.findings and {(f.low, f.best, f.high, f.status) for f in new.reconciliation.findings} <= before


def test_a_count_of_some_people_never_reads_as_a_count_of_all() -> None:
    old, new = whole(), redact(whole(), EVERY["bare"])
    for c, s in zip(old.claims, new.claims, strict=True):
        assert s.population == (c.population if c.population in (None, "all", "people") else SOME)


def test_a_facility_is_told_by_its_kind_and_a_place_by_its_country() -> None:
    shown = redact(whole(), EVERY["who-ssa-public"])
    assert {c.place.kind for c in shown.claims if c.place} == {"country"}
    assert not [c for c in shown.claims if c.place and c.place.latitude is not None]
    kinds = {c.facility for c in shown.claims if c.facility}
    assert kinds <= {"hospital", "school", "harbour", "transport", "worship", "market", "bridge", "station", "port", "dam"} | kinds & {""}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_preview_tells_every_change_and_nothing_that_stays(name: str) -> None:
    held = preview(whole(), EVERY[name])
    told = {w.kind: w for w in held.withheld}
    assert set(told) <= set(KINDS) and "restricted" in told
    assert all(w.count >= len(w.examples) for w in held.withheld)
    assert not [s for s in SECRETS for w in held.withheld for e in w.examples if s in " ".join(e).replace("7-brannagh", "")]
    if name == "internal":
        assert not set(told) & {"contacts", "addresses", "texts", "hashes"}
    elif EVERY[name].texts:
        assert told["contacts"].count == 1 and "7946" in told["contacts"].examples[0][0] and "█" in told["contacts"].examples[0][1]
        assert told["addresses"].examples[0] == ("https://post.invalid/a?key=s3cr3t#me", "https://post.invalid/a")
        assert ("7-brannagh.yaml", "tip 1") in told["renamed"].examples
    else:
        assert told["texts"].count == len([d for d in whole().documents if not d.restricted])
        assert {"sources", "coarser", "events", "reasons"} <= set(told)
        assert held.claims == len(redact(whole(), EVERY[name]).claims)


def test_the_preview_counts_what_is_left_out() -> None:
    held = preview(whole(), EVERY["who-ssa-public"])
    (left,) = [w for w in held.withheld if w.kind == "left_out"]
    assert left.count + held.claims == len(whole().claims) and left.count > 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no profile"),
        ("[public]\nlike = 'internal'", "cannot be called"),
        ("[Mine]\nlike = 'public'", "cannot be called"),
        ("mine = 3", "not a table"),
        ("[mine]\nlike = 'nothing'", "no profile"),
        ("[mine]\nlike = 'public'\nsecret = true", "'secret'"),
        ("[mine]\ntitle = 'x'", "lacks"),
        ("[mine]\nlike = 'public'\nletters = 'no'", "true or false"),
        ("[mine]\nlike = 'public'\nplace_decimals = 9", "0 to 6"),
        ("[mine]\nlike = 'public'\nplace_decimals = true", "0 to 6"),
        ("[mine]\nlike = 'public'\ntip_places = 'street'", "one of"),
        ("[mine]\nlike = 'public'\nfamilies = ['harms']", "families"),
        ("[mine]\nlike = 'public'\nplaces = 'country'", "words of reports"),
        ("[mine]\nlike = 'public'\ntexts = false", "places and facilities"),
        ("[mine]\nlike = 'public'\ntitle = \"a\\nb\"", "line"),
        ("[mine", "TOML"),
    ],
)
def test_a_profile_that_will_not_do_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)) as refused:
        parse(text, "own.toml")
    assert "own.toml" in str(refused.value)


def test_a_name_that_is_no_profile_names_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"who-ssa-public.*press"):
        profile_named("pres", parse(OWN, "own.toml"))


def test_every_profile_that_shows_less_than_internal_is_open_to_readers() -> None:
    assert {n for n, p in profiles().items() if not p.for_readers} == {"internal"}


def test_a_case_without_anything_leaves_too(tmp_path: Path) -> None:
    made = case()
    no_documents: tuple[Document, ...] = ()
    no_claims: tuple[Claim, ...] = ()
    r = made.reconciliation
    empty = replace(
        made, documents=no_documents, claims=no_claims, mentions=(), problems=(), counts=(), grades=(), gaps=(),
        reconciliation=replace(r, questions=(), origins=(), incidents=(), relations=(), findings=(), question_of={}, origin_of={}),
    )  # fmt: skip
    for name, export in EXPORTS.items():
        for profile in EVERY.values():
            export.write(empty, tmp_path / name, profile, None)
            assert preview(empty, profile).withheld == ()
