"""Where what was decided of stands: by id, by printed words, by the best overlap in a changed text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from corroborate.model import Claim, Span, fingerprint

ALIKE = 75.0
"""From this likeness on (0 to 100) a sentence of the new text is taken for the changed sentence of the old one."""

LONGEST = 2_000_000
"""Characters of a text in which a changed sentence is looked for; in a longer one it is only found unchanged."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim as a decision knew it: id, report, a hash of the report's text, and its sentence and value with printed words and context."""

    claim: str
    document: str
    text: str
    sentence: Span
    value: Span | None = None
    measure: str = ""


def text_hash(text: str) -> str:
    """What tells whether two reports have one text."""
    return fingerprint(text, length=16)


def anchor(claim: Claim, text: str) -> Anchor:
    """The anchor of a claim in its report's text; the spans of a sealed claim get no words."""
    return Anchor(claim.id, claim.document, text_hash(text), claim.sentence, claim.value, claim.measure)


def as_plain(a: Anchor) -> dict[str, Any]:
    """An anchor as JSON can hold it."""
    made = {"claim": a.claim, "document": a.document, "text": a.text, "measure": a.measure, "sentence": _plain(a.sentence)}
    return made | ({"value": _plain(a.value)} if a.value else {})


def _plain(s: Span) -> list[Any]:
    return [s.start, s.end, s.text, s.before, s.after]


def from_plain(held: dict[str, Any]) -> Anchor:
    """The anchor that `as_plain` wrote."""
    document = held["document"]
    value = Span(document, *held["value"]) if "value" in held else None
    return Anchor(held["claim"], document, held["text"], Span(document, *held["sentence"]), value, held.get("measure", ""))


def region(span: Span, text: str) -> tuple[int, int] | None:
    """Where the words of a span stand in another text: its own words where they are nearest to what stood round them, else the most
    similar stretch; None where nothing is similar."""
    if not span.text:
        return None
    found = _exact(span, text)
    if found:
        return found
    fits = len(span.text) <= len(text) <= LONGEST
    best = fuzz.partial_ratio_alignment(span.text, text, score_cutoff=ALIKE) if fits else None
    if best is not None and best.dest_end > best.dest_start:
        return best.dest_start, best.dest_end
    return (0, len(text)) if 0 < len(text) < len(span.text) and fuzz.ratio(span.text, text) >= ALIKE else None


def _exact(span: Span, text: str) -> tuple[int, int] | None:
    places: list[int] = []
    at = text.find(span.text)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(span.text, at + 1)
    if not places:
        return None

    def around(at: int) -> tuple[float, int]:
        before, after = text[max(0, at - len(span.before)) : at], text[at + len(span.text) :][: len(span.after)]
        return fuzz.ratio(before, span.before) + fuzz.ratio(after, span.after), -abs(at - span.start)

    best = max(places, key=around)
    return best, best + len(span.text)


def found(anchors: Iterable[Anchor], text: str, claims: Sequence[Claim]) -> dict[str, Claim]:
    """The claim of the present text that each anchor means, by the id that the anchor knew: the one of this id, else the one of the same
    printed words, else the one of the best overlap. Two claims of one report never become one; what is gone is left out."""
    by_id = {c.id: c for c in claims}
    known = {a.claim: a for a in anchors}
    made = {i: by_id[i] for i in known if i in by_id}
    taken = {(known[i].document, c.id) for i, c in made.items()}
    pairs = [p for i in sorted(set(known) - set(made)) for p in _pairs(known[i], text, claims)]
    for _, _, subject, claim in sorted(pairs, key=lambda p: (p[0], p[1]), reverse=True):
        place = (known[subject].document, claim.id)
        if subject not in made and place not in taken:
            made[subject] = claim
            taken.add(place)
    return made


Pair = tuple[tuple[int, int, int], int, str, Claim]


def _pairs(a: Anchor, text: str, claims: Sequence[Claim]) -> list[Pair]:
    """Every claim that an anchor may mean, with how well it fits."""
    same = text_hash(text) == a.text
    place = (a.sentence.start, a.sentence.end) if same else region(a.sentence, text)
    if place is None:
        return []
    return [(score, -k, a.claim, c) for k, c in enumerate(claims) if (score := _score(a, c, place, same))]


def _score(a: Anchor, claim: Claim, place: tuple[int, int], same: bool) -> tuple[int, int, int] | None:
    """How well a claim of the place fits an anchor: its number's words, its measure, how much of the sentence; None where it does not.

    In an unchanged text a number that stands elsewhere is another claim, whatever it counts."""
    overlap = min(place[1], claim.sentence.end) - max(place[0], claim.sentence.start)
    if overlap <= 0 or (a.value is None) != (claim.value is None):
        return None
    words = a.value is not None and claim.value is not None and a.value.text == claim.value.text
    touch = a.value is not None and claim.value is not None and a.value.start < claim.value.end and claim.value.start < a.value.end
    measure = claim.measure == a.measure
    if not (touch if same and a.value else words or measure):
        return None
    return int(words), int(measure), overlap
