"""What leaves: everything that a profile withholds or changes in a case, counted, with examples of before and after.

It compares the case as those who work on it see it with the case as it would be written: it cannot say anything else than the exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corroborate.model import Case, Claim, Document, Grade, Place
from corroborate.report.closing import kept_claims
from corroborate.report.profiles import COVER, Profile, profile_named, redact

EXAMPLES, LONGEST, ROUND = 3, 120, 40
NOTHING = "nothing"
Change = tuple[str, str, str]
"""Kind, before, after."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One kind of thing that is withheld or changed: how many there are, and the first few as (before, after)."""

    kind: str
    says: str
    count: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a case would lose under a profile: of how many reports and claims, and every kind of change."""

    profile: Profile
    reports: int
    claims: int
    withheld: tuple[Withheld, ...]


KINDS = {
    "restricted": "restricted reports, whose words are withheld",
    "renamed": "reports under another name",
    "texts": "texts of reports withheld",
    "contacts": "texts with contact details covered",
    "publishers": "outlets and senders withheld",
    "titles": "titles withheld or changed",
    "addresses": "addresses cut or withheld",
    "hashes": "hashes withheld",
    "days": "days of publication withheld",
    "left_out": "claims left out",
    "sentences": "sentences and words of claims withheld or changed",
    "sources": "claims whose sources are not named",
    "groups": "claims that do not tell who is counted",
    "facilities": "claims whose facility is not named",
    "coarser": "claims whose place is told less finely",
    "positions": "positions rounded or withheld",
    "events": "events not named",
    "reasons": "explanations withheld or changed",
    "grades": "grades left out",
    "gaps": "gaps left out or changed",
    "problems": "problems left out or changed",
}
"""Every kind of change, in the order in which it is told."""


def preview(case: Case, profile: Profile) -> Preview:
    """What would leave, and what would not."""
    shown = redact(case, profile)
    case = redact(case, profile_named("internal"))  # what those who work on the case may see: a tip's words are no example
    found: dict[str, dict[tuple[str, str], None]] = {}
    counts: dict[str, int] = {}
    for kind, before, after in _changes(case, shown, profile):
        counts[kind] = counts.get(kind, 0) + 1
        held = found.setdefault(kind, {})
        if len(held) < EXAMPLES and before:
            held[_short(before), _short(after) or NOTHING] = None
    rows = tuple(Withheld(kind, says, counts[kind], tuple(found[kind])) for kind, says in KINDS.items() if kind in counts)
    return Preview(profile, len(shown.documents), len(shown.claims), rows)


def _changes(case: Case, shown: Case, profile: Profile) -> Iterator[Change]:
    kept = list(case.claims) if profile.texts else kept_claims(case, profile)
    for d, e in zip(case.documents, shown.documents, strict=True):
        yield from _document(d, e)
    leaving = {c.id for c in kept}
    yield from (("left_out", _claim_line(c), "") for c in case.claims if c.id not in leaving)
    for c, s in zip(kept, shown.claims, strict=True):
        yield from _claim(c, s)
    yield from _conclusions(case, shown, leaving)


def _document(d: Document, e: Document) -> Iterator[Change]:
    """What changes of one report; of a restricted one nothing is told but that it is one."""
    if d.name != e.name:
        yield "renamed", d.name, e.name
    if d.restricted:
        yield "restricted", "", ""
    elif d.text != e.text:
        covered = len(d.text) == len(e.text) and COVER in e.text
        yield ("contacts", *_where(d.text, e.text)) if covered else ("texts", d.text[:LONGEST], e.text[:LONGEST])
    fields: dict[str, Callable[[Document], str | None]] = {
        "publishers": lambda x: x.publisher,
        "titles": lambda x: x.title,
        "addresses": lambda x: x.url,
        "hashes": lambda x: x.sha256,
        "days": lambda x: x.published.isoformat() if x.published else None,
    }
    for kind, of in fields.items():
        if of(d) != of(e):
            yield kind, "" if d.restricted else of(d) or "", of(e) or ""


def _claim(c: Claim, s: Claim) -> Iterator[Change]:
    """What changes of one claim; a restricted one's words are not there to begin with."""
    if c.restricted:
        if c.place != s.place:
            yield "coarser", "", ""
        return
    if [e.text for e in c.evidence] != [e.text for e in s.evidence]:
        yield "sentences", c.sentence.text, s.sentence.text
    if [x.name for x in c.chain] != [x.name for x in s.chain]:
        yield "sources", " > ".join(x.name for x in c.chain) or "the outlet's own voice", " > ".join(x.name for x in s.chain)
    if c.population != s.population:
        yield "groups", c.population or "", s.population or ""
    if c.facility != s.facility:
        yield "facilities", c.facility or "", s.facility or ""
    yield from _place(c.place, s.place)


def _place(before: Place | None, after: Place | None) -> Iterator[Change]:
    if before is None:
        return
    if after is None or after.name != before.name:
        yield "coarser", before.name, after.name if after else ""
    if before.latitude is not None and (after is None or (before.latitude, before.longitude) != (after.latitude, after.longitude)):
        yield "positions", _point(before), _point(after) if after else ""


def _point(place: Place) -> str:
    return "" if place.latitude is None else f"{place.name}: {place.latitude}, {place.longitude}"


def _conclusions(case: Case, shown: Case, leaving: set[str]) -> Iterator[Change]:
    r, t = case.reconciliation, shown.reconciliation
    answered = {q for c, q in r.question_of.items() if c in leaving}
    told_of = [i for i in r.incidents if len(t.incidents) == len(r.incidents) or leaving.intersection(i.claims)]
    yield from (("events", i.title, j.title) for i, j in zip(told_of, t.incidents, strict=True) if i.title != j.title)
    answers = [f for f in r.findings if len(t.findings) == len(r.findings) or f.question in answered]
    for f, g in zip(answers, t.findings, strict=True):
        yield from (("reasons", a.text, b.text) for a, b in zip(f.reasons, g.reasons, strict=True) if a.text != b.text)
    yield from (("grades", f"{g.standard}: {g.word}", "") for g in _gone(case.grades, shown.grades))
    told = {g.text for g in shown.gaps}
    yield from (("gaps", g.text, "") for g in case.gaps if g.text not in told)
    messages = {p.message for p in shown.problems}
    yield from (("problems", p.message, "") for p in case.problems if p.message not in messages)


def _gone(before: Iterable[Grade], after: Iterable[Grade]) -> Iterator[Grade]:
    left = {(g.standard, g.word) for g in after}
    yield from (g for g in before if (g.standard, g.word) not in left)


def _where(before: str, after: str) -> tuple[str, str]:
    """The first place at which two texts of one length differ, with a few words round it."""
    at = next(n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
    start, end = max(0, at - ROUND), at + ROUND
    return before[start:end], after[start:end]


def _claim_line(c: Claim) -> str:
    return "" if c.restricted else f"{c.measure}: {c.sentence.text}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 2] + " …"
