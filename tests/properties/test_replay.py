"""Replaying what people decided: twice is once, in any order of arrival, by the table of docs/decisions-log.md."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.model import Amount, Bound, Claim, Decision, Reviewed, Source, SourceKind, Span, State, Verdict, fingerprint, not_undone
from corroborate.review.anchors import anchor
from corroborate.review.edits import edited
from corroborate.review.fields import applied, seen, told
from corroborate.review.matters import Matter, part
from corroborate.review.replay import Replayed, Report

NOW = datetime(2031, 5, 6, tzinfo=UTC)
TOWNS = ("Varenne", "Perle", "Tessaly", "Port Aldo", "Orrin", "Maddle")
sentences = st.lists(st.tuples(st.sampled_from(TOWNS), st.integers(2, 99)), min_size=1, max_size=6, unique_by=lambda s: s[0])


def text_of(said: list[tuple[str, int]]) -> str:
    return " ".join(f"In {town} the collapse of a bridge killed {n} people, the mayor of {town} said." for town, n in said)


def read(document: str, text: str, better: frozenset[str] = frozenset()) -> list[Claim]:
    """What a reader makes of such a text: one claim a sentence; of the towns that it reads better it gives another kind of count."""
    claims, at = [], 0
    for sentence in text.split(". "):
        start = text.index(sentence, at)
        at = start + len(sentence)
        town = next((t for t in TOWNS if f"In {t}" in sentence), "")
        number = next((w for w in sentence.split() if w.isdigit()), None)
        if not town or number is None:
            continue
        value = Span.of(document, text, text.index(number, start), text.index(number, start) + len(number))
        claims.append(
            Claim(
                "c" + fingerprint(document, value.start, value.end), document, "people_injured" if town in better else "people_killed",
                (Span.of(document, text, start, at),), value, Amount.make(Bound.EXACT, float(number)),
                chain=(Source(f"the mayor of {town}", SourceKind.PERSON),),
            )
        )  # fmt: skip
    return claims


class People:
    """A log that is written over one report."""

    def __init__(self, document: str, text: str, claims: list[Claim], log: str = "log") -> None:
        self.document, self.text, self.claims, self.log = document, text, claims, log
        self.decisions: list[Decision] = []

    def says(self, verdict: Verdict, claim: Claim, number: float = 0, who: str = "Ilse", others: list[Claim] | None = None) -> Decision:
        parts = {
            Verdict.ACCEPT: (part(claim),), Verdict.REJECT: (), Verdict.MERGE: (part(claim),),
            Verdict.EDIT: (part(edited(claim, {"value": number, "bound": "exact"}, self.text)),),
            Verdict.SPLIT: tuple(part(edited(claim, {"value": number + k, "bound": "exact"}, self.text)) for k in range(2)),
        }[verdict]  # fmt: skip
        meant = [claim, *(others or [])]
        before = Report(self.document, self.text, self.claims, self.decisions).of(claim.id)
        after = tuple(e.decision.name for e in before)
        matter = Matter({}, tuple(anchor(c, self.text) for c in meant), {c.id: seen(c) for c in meant}, parts, after)
        return self._append(claim.id, verdict, who, matter)

    def undoes(self, decision: Decision) -> Decision:
        return self._append(decision.name, Verdict.UNDO, "Bram", None)

    def _append(self, subject: str, verdict: Verdict, who: str, matter: Matter | None) -> Decision:
        when = NOW + timedelta(minutes=len(self.decisions))
        last = self.decisions[-1] if self.decisions else None
        text = matter.text() if matter else None
        made = Decision.after(last, self.log, who, when, subject, verdict, "", matter.seen.get(subject, "") if matter else "", text)
        self.decisions.append(made)
        return made


@st.composite
def worked(draw: st.DrawFn) -> tuple[People, str]:
    """A report with some decisions, undoings among them, and the report's next text."""
    said = draw(sentences)
    people = People("d1", text_of(said), read("d1", text_of(said)))
    for _ in range(draw(st.integers(1, 8))):
        verdict = draw(st.sampled_from([Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT, Verdict.SPLIT, Verdict.MERGE, Verdict.UNDO]))
        claim = draw(st.sampled_from(people.claims))
        others = [c for c in people.claims if c != claim]
        if verdict is Verdict.UNDO and people.decisions:
            people.undoes(draw(st.sampled_from(people.decisions)))
        elif verdict is Verdict.MERGE and others:
            people.says(verdict, claim, others=[draw(st.sampled_from(others))])
        elif verdict not in (Verdict.UNDO, Verdict.MERGE):
            people.says(verdict, claim, float(draw(st.integers(100, 200))), draw(st.sampled_from(["Ilse", "Bram"])))
    return people, text_of(draw(sentences))


def over(people: People, document: str, text: str, claims: list[Claim], decisions: list[Decision] | None = None) -> Replayed:
    return Report(document, text, claims, people.decisions if decisions is None else decisions, False, ("d1", "d2")).replayed()


@settings(max_examples=150, deadline=None)
@given(worked(), st.randoms(use_true_random=False), st.booleans())
def test_twice_is_once_and_the_order_of_arrival_changes_nothing(
    made: tuple[People, str], shuffled: random.Random, revised: bool
) -> None:
    people, later = made
    document, text = ("d2", later) if revised else ("d1", people.text)
    claims = read(document, text)
    first = over(people, document, text, claims)
    arrived = list(people.decisions)
    shuffled.shuffle(arrived)
    assert over(people, document, text, list(reversed(claims)), [*arrived]) == first
    assert over(people, document, text, claims) == first


@settings(max_examples=150, deadline=None)
@given(worked())
def test_a_claim_counts_once_and_none_is_lost(made: tuple[People, str]) -> None:
    """Whatever the next text is: every present claim stands for itself or has a row, every row is of this report."""
    people, later = made
    claims = read("d2", later)
    rows = {r.id: r for r in over(people, "d2", later, claims).rows}
    assert all(r.document == "d2" and (r.claim is None or r.claim.id == r.id) for r in rows.values())
    for r in rows.values():
        if r.claim:
            assert later[r.claim.sentence.start : r.claim.sentence.end] == r.claim.sentence.text
    live = {d.subject for d in people.decisions if d.verdict != Verdict.UNDO}
    lost = [r for r in rows.values() if r.state is State.ORPHAN]
    assert {r.id for r in lost} <= live | {r.id for r in lost if r.id not in {c.id for c in claims}}


def row(people: People, document: str, text: str, claims: list[Claim]) -> Reviewed:
    (found,) = over(people, document, text, claims).rows
    return found


@settings(max_examples=100, deadline=None)
@given(sentences, st.data(), st.sampled_from([Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT]))
def test_the_table(said: list[tuple[str, int]], data: st.DataObject, verdict: Verdict) -> None:
    done = {Verdict.ACCEPT: State.ACCEPTED, Verdict.EDIT: State.EDITED, Verdict.REJECT: State.REJECTED}[verdict]
    text = text_of(said)
    claims = read("d1", text)
    k = data.draw(st.integers(0, len(claims) - 1))
    people = People("d1", text, claims)
    people.says(verdict, claims[k], 150.0)
    count = {Verdict.ACCEPT: float(said[k][1]), Verdict.EDIT: 150.0, Verdict.REJECT: None}[verdict]

    def counts(r: Reviewed) -> float | None:
        return r.claim.amount.point if r.claim and r.claim.amount else None

    same = row(people, "d1", text, claims)
    assert (same.state, counts(same), same.moved) == (done, count, False)
    better = read("d1", text, frozenset({said[k][0]}))
    x_changed = row(people, "d1", text, better)
    assert (x_changed.state, counts(x_changed)) == (State.DISAGREES, count)
    assert x_changed.claim is None or x_changed.claim.measure == "people_killed"
    longer = f"Correction. {text}"
    s_changed = row(people, "d2", longer, read("d2", longer))
    assert (s_changed.state, counts(s_changed), s_changed.moved) == (done, count, True)
    both = row(people, "d2", longer, read("d2", longer, frozenset({said[k][0]})))
    assert both.state is State.REOPENED and both.claim is not None and both.claim.measure == "people_injured"
    gone = row(people, "d2", "Rain is expected on Friday.", [])
    assert gone.state is State.ORPHAN and gone.claim is None


@settings(max_examples=100, deadline=None)
@given(sentences, st.data())
def test_what_two_logs_decided_apart_is_a_conflict_unless_they_agree(said: list[tuple[str, int]], data: st.DataObject) -> None:
    text = text_of(said)
    claims = read("d1", text)
    claim = data.draw(st.sampled_from(claims))
    one, other = People("d1", text, claims, "log-a"), People("d1", text, claims, "log-b")
    one.says(Verdict.EDIT, claim, 150.0)
    theirs = data.draw(st.sampled_from([150.0, 151.0]))
    other.says(Verdict.EDIT, claim, theirs, who="Bram")
    together = [*one.decisions, *other.decisions]
    found = Report("d1", text, claims, together).rows[claim.id]
    assert found.state is (State.EDITED if theirs == 150 else State.REOPENED)
    assert (found.claim == claim) is (theirs != 150)
    joined = People("d1", text, claims, "log-c")
    joined.decisions = list(together)
    joined.says(Verdict.EDIT, claim, 152.0)
    assert Report("d1", text, claims, joined.decisions).rows[claim.id].state is State.EDITED


@given(sentences)
def test_the_fields_of_a_claim_go_there_and_back(said: list[tuple[str, int]]) -> None:
    for claim in read("d1", text_of(said)):
        assert applied(replace(claim, measure="other", amount=None, chain=()), told(claim)) == claim


def test_an_undoing_holds_whatever_the_clocks_say() -> None:
    first = Decision.after(None, "a", "Ilse", NOW, "c1", Verdict.REJECT, "", "")
    early = Decision.after(None, "b", "Bram", NOW - timedelta(days=900), first.name, Verdict.UNDO, "", "")
    again = Decision.after(early, "b", "Bram", NOW - timedelta(days=901), early.name, Verdict.UNDO, "", "")
    assert not_undone([first, early]) == [] and not_undone([again, first, early]) == [first]


def test_a_long_chain_of_undoings_is_followed_to_its_end() -> None:
    chain = [Decision.after(None, "a", "Ilse", NOW, "c1", Verdict.REJECT, "", "")]
    for _ in range(3001):
        chain.append(Decision.after(chain[-1], "a", "Ilse", NOW, chain[-1].name, Verdict.UNDO, "", ""))
    assert not_undone(chain) == [] and not_undone(chain[:-1]) == chain[:1]


@pytest.mark.parametrize("changed", [{"measure": "people_injured"}, {"population": "women"}, {"chain": ()}, {"amount": None}])
def test_what_a_reviewer_saw_is_told_apart(changed: dict[str, object]) -> None:
    (claim,) = read("d1", text_of([("Perle", 4)]))
    assert seen(replace(claim, **changed)) != seen(claim)  # type: ignore[arg-type]
