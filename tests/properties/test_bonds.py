"""What a person parted never comes together, over however many edges, and nothing else is lost for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Bond, Edge, Strength, Verdict
from corroborate.reconcile.bonds import parted

CLAIMS = st.sampled_from([f"c{k}" for k in range(8)])
pairs = st.tuples(CLAIMS, CLAIMS).filter(lambda p: p[0] != p[1])
strengths = st.sampled_from(list(Strength))
edges = st.lists(st.builds(lambda p, s: Edge(*sorted(p), s, "same-speaker", "one name"), pairs, strengths), max_size=16)
kinds = st.sampled_from([Verdict.ORIGIN_PART, Verdict.ORIGIN_INDEPENDENT])
bonds = st.lists(st.builds(lambda v, p: Bond(v, *p, "by hand"), kinds, pairs), max_size=4)


def together(held: list[Edge], a: str, b: str) -> bool:
    """Whether edges lead from one claim to the other."""
    met, frontier = {a}, [a]
    while frontier:
        at = frontier.pop()
        for e in held:
            for other in {e.a, e.b} - met if at in (e.a, e.b) else ():
                met.add(other)
                frontier.append(other)
    return b in met


@given(edges, bonds)
def test_what_was_parted_stays_apart_and_what_is_left_out_had_to_be(found: list[Edge], judged: list[Bond]) -> None:
    kept = parted(found, judged)
    assert [e for e in found if e in set(kept)] == kept
    apart = [b for b in judged if b.verdict is Verdict.ORIGIN_PART]
    assert not any(together(kept, b.a, b.b) for b in apart)
    for left in {*found} - {*kept}:
        assert any(together([*kept, left], b.a, b.b) for b in judged)


@given(edges, bonds)
def test_independence_takes_away_doubtful_edges_alone(found: list[Edge], judged: list[Bond]) -> None:
    doubted = [b for b in judged if b.verdict is Verdict.ORIGIN_INDEPENDENT]
    kept = parted(found, doubted)
    assert {e for e in found if e.strength is not Strength.POSSIBLE} <= {*kept}
    sure = [e for e in kept if e.strength is not Strength.POSSIBLE]
    assert not any(together(kept, b.a, b.b) and not together(sure, b.a, b.b) for b in doubted)


@given(edges, bonds)
def test_the_order_of_edges_and_judgements_changes_nothing(found: list[Edge], judged: list[Bond]) -> None:
    assert {*parted(found, judged)} == {*parted(found[::-1], judged[::-1])}
