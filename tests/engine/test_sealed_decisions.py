"""What people write of a tip's claims stays where the tip's words are: in no page, list, finding or table beside."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.model import Claim, State, Verdict
from corroborate.read import Reader
from corroborate.review.replay import made_id
from corroborate.settings import Settings

RAID = "Raid in Varenne\n\nA raid on the mill in the town of Varenne killed 26 people on Monday, police said."
TIP = "kind: tip\nwhat: At least 31 people were killed in the mill on Monday.\nwhen: 2031-03-12\nbasis: witnessed\nsource: S-1\n"
SEALED = ("Tamsin Orrel", "the night nurse")


@pytest.fixture
def case(tmp_path: Path) -> OpenCase:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    (tmp_path / "tip.yaml").write_text(TIP, encoding="utf-8")
    opened = corroborate.open_case(tmp_path / "case.db", settings=Settings(reader=Reader.RULES))
    opened.add(tmp_path / "a.txt", tmp_path / "tip.yaml")
    return opened


def claim(case: OpenCase, restricted: bool) -> Claim:
    return next(c for c in case.claims if c.restricted is restricted and c.measure == "people_killed")


def test_words_typed_of_a_tips_claim_are_in_no_open_table_page_or_list(case: OpenCase, tmp_path: Path) -> None:
    tip, other = claim(case, True), claim(case, False)
    note = f"told by {SEALED[0]}"
    case.decide(Verdict.EDIT, tip.id, who="Ilse", note=note, change={"population": SEALED[1], "value": 32})
    case.decide(Verdict.ORIGIN_INDEPENDENT, tip.id, who="Ilse", note=note, change={"of": [other.id], "by": SEALED[0], "reason": SEALED[1]})
    case.decide(Verdict.NOTE, tip.id, who="Ilse", note=note)
    case.decide(Verdict.QUESTION_MOVE, tip.id, who="Ilse", note=note, change={"with": other.id})
    case.reconcile()
    assert claim(case, True).amount is not None and claim(case, True).amount.point == 32  # type: ignore[union-attr]
    shown = [json.dumps(case.record()), case.dossier("internal"), repr(case.decisions), repr(case.decided()), repr(case.standing(tip.id))]
    shown += [line for f in case.findings for line in case.why(f.id).lines]
    assert any("Ilse" in line and "not shown" in line for line in shown)
    for words in SEALED:
        assert not any(words in text for text in shown), words
    assert case.verify() == [] and case.standing(tip.id).state is State.EDITED
    case.close()
    db = sqlite3.connect(tmp_path / "case.db")
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'restricted%'").fetchall():
        rows = repr(db.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
        assert not any(words in rows for words in SEALED), table


def test_a_tips_claim_is_found_again_by_its_sealed_words(case: OpenCase, tmp_path: Path) -> None:
    tip = claim(case, True)
    case.decide(Verdict.REJECT, tip.id, who="Ilse", change={"reason": SEALED[1]})
    case.close()
    with corroborate.open_case(tmp_path / "case.db", settings=Settings(reader=Reader.FAST)) as again:
        again.read()
        again.reconcile()
        assert tip.id not in {c.id for c in again.claims}


def test_of_a_tips_claim_that_is_gone_nothing_is_told_either(case: OpenCase) -> None:
    tip = claim(case, True)
    split = case.decide(Verdict.SPLIT, tip.id, who="Ilse", change={"parts": [{"value": 10}, {"value": 21}]})
    part = made_id(split.name, 1)
    case.decide(Verdict.EDIT, part, who="Bram", note=f"told by {SEALED[0]}", change={"population": SEALED[1]})
    case.undo(split.name, "Ilse", "one number after all")
    standing = case.standing(part)
    assert standing.state is State.ORPHAN and standing.decisions
    assert not any(words in repr(standing) for words in (*SEALED, "31 people"))


def test_what_is_written_of_a_tip_itself_or_of_where_it_belongs_is_sealed_too(case: OpenCase) -> None:
    tip = claim(case, True)
    first, second = case.whole.reconciliation.incidents
    case.decide(Verdict.NOTE, tip.document, who="Ilse", note=f"told by {SEALED[0]}")
    case.merge(first.id, second.id, "Ilse", f"told by {SEALED[0]}")
    (held,) = case.whole.reconciliation.incidents
    case.split(held.id, tip.document, "Ilse", f"told by {SEALED[0]}")
    assert len(case.whole.reconciliation.incidents) == 2
    assert SEALED[0] not in repr(case.decisions) + json.dumps(case.record())
    assert case.verify() == []
