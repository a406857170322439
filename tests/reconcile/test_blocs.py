"""The table of sides: the user's own, with one clear line where it cannot be used, and no judgement of ours about outlets."""

from __future__ import annotations

import pytest

from corroborate.errors import CorroborateError
from corroborate.model import Source, SourceKind
from corroborate.reconcile.blocs import active, by_table, parse, shipped, using
from corroborate.reconcile.rules import bloc, camp, parties

MINE = """version = "port-aldo-1"
[[bloc]]
name = "Northern Front"
words = ["northern front", "teo brandvold"]
party = true
expected = true
[[bloc]]
name = "residents"
words = ["resident"]
with = "city"
[[bloc]]
name = "city"
words = ["mayor"]
"""
TEO = Source("Teo Brandvold", SourceKind.PERSON)


def test_another_table_gives_another_side_and_the_first_comes_back() -> None:
    assert bloc(TEO) == "unknown"
    with using(parse(MINE, "mine.toml")):
        assert bloc(TEO) == "Northern Front"
        assert parties() == {"Northern Front"}
        assert camp(Source("a resident", SourceKind.INSIDER)) == "city"
    assert bloc(TEO) == "unknown"
    assert active() is shipped()


@pytest.mark.parametrize(
    ("speaker", "side"),
    [("a resident who fled", "people who were there"), ("the WHO", "international body"), ("Red Cross of Port Aldo", "international body")],
)
def test_an_acronym_of_the_table_is_no_common_word(speaker: str, side: str) -> None:
    assert shipped().side(speaker) == side


def test_a_table_keeps_its_version_and_hash() -> None:
    one, other = parse(MINE, "a"), parse(MINE.replace("mayor", "major"), "a")
    assert one.version == "port-aldo-1" and one.sha256 != other.sha256
    assert parse(MINE.replace("\n", "\r\n"), "a").sha256 == one.sha256
    assert parse(MINE.partition("\n")[2], "a").version


def test_what_is_remembered_of_a_source_is_remembered_for_one_table() -> None:
    asked = []

    @by_table
    def look(source: Source) -> str:
        asked.append(source)
        return bloc(source)

    assert [look(TEO), look(TEO)] == ["unknown", "unknown"] and len(asked) == 1
    with using(parse(MINE, "mine.toml")):
        assert look(TEO) == "Northern Front"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('[[bloc]]\nname = "a"\n', "mine.toml, line 2: a row of the table of sides needs a name and words"),
        ('[[bloc]]\nname = "a"\nwords = "a"\n', "'words' must be a list of words"),
        ('[[bloc]]\nname = "a"\nwords = ["a", 3]\n', "every one of 'words'"),
        ('[[bloc]]\nname = "a"\nwords = ["a"]\nparti = true\n', "no key 'parti'"),
        ('[[bloc]]\nname = "a"\nwords = ["a"]\nparty = "yes"\n', "'party' must be true or false"),
        ('[[bloc]]\nname = "a"\nwords = ["a"]\nwith = "b"\n', "counts with 'b', which is no row"),
        ('[[bloc]]\nname = "a"\nwords = ["a"]\n[[bloc]]\nname = "a"\nwords = ["c"]\n', "line 5: there are two rows 'a'"),
        ('[[bloc]]\nname = "unknown"\nwords = ["a"]\n', "cannot be a row"),
        ("[[bloc]\n", "not TOML"),
        ("", "no row"),
    ],
)
def test_a_bad_row_is_one_line_with_its_place(row: str, told: str) -> None:
    with pytest.raises(CorroborateError) as caught:
        parse("# a table\n" + row, "mine.toml")
    assert told in str(caught.value)
    assert str(caught.value).startswith("mine.toml") and "\n" not in str(caught.value)


def test_the_shipped_table_names_no_outlet_and_expects_nobody() -> None:
    assert not any(row.expected for row in shipped().rows)
    capitals = {word for row in shipped().rows for word in row.words if word != word.lower()}
    assert capitals == {"UN", "U.N.", "WHO", "EU"}
