"""Where and when what a sentence tells takes place, and whether it is background; the rules in words: docs/dates.md."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import regex

from corroborate.model import Document, Mention, MentionKind, Place, Span
from corroborate.read.dates import Dated, find_dates, find_vague
from corroborate.read.events import OTHER, Clause, Events, clauses
from corroborate.read.facilities import Site, find_facilities
from corroborate.read.found import Noticed, Scene, Sentence, SentenceKind
from corroborate.read.places import Named, find_places
from corroborate.read.surroundings import ASIDE

MAKER = "read/scenes-1"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HERE = regex.compile(r"\bthe (?:city|town|village|camp|province|area|district|island|port)\b")
_LASTS = regex.compile(
    r"\b(?:has|have|is|are|remains?|still|now|so far|rises?|rose|risen|toll|climbs?|climbed|continu\w+|confirmed|feared|expected)\b",
    regex.IGNORECASE,
)
"""Words of what is still so on the day of the report."""
_PAST = regex.compile(
    r"\b(?:was|were|had|did|died|hit|struck|shot|left|fell|broke|went|came|took|gave|blew|drove|\p{L}{2,}ed)\b", regex.IGNORECASE
)
_TOLL = regex.compile(r"\b(?:kill\w*|dead|died|deaths?|wounded|injur\w+|hurt|bodies|casualt\w+|victims?|missing|lives)\b", regex.IGNORECASE)
LONG_HEADING = 200
"""Characters of a line that is never only a date."""
LATE = 2
"""Days after the event from which a report tells it as past."""
_TOLD = (SentenceKind.HEADLINE, SentenceKind.BODY, SentenceKind.CAPTION)


class Scenes:
    """The places and times of one document."""

    def __init__(self, document: Document, cut: list[Sentence]) -> None:
        self._document, self._cut = document, cut
        self._starts = [s.start for s in cut]
        self._anchor = _publication(document.text, document.published)
        self._places = find_places(document.text, cut)
        self._sites = find_facilities(cut)
        self._dates = find_dates(document.text, self._anchor)
        self._now = [v.start for v in find_vague(document.text) if v.kind == "present"]
        self._headings = list(self._day_headings())
        told = [s for s in cut if s.kind in _TOLD]
        self._events = Events(document.text, told, self._places, self._dates, self._anchor, document.title or "")
        self.noticed = Noticed(tuple(self._mentions()))

    def at(self, start: int, end: int) -> Scene:
        """Where and when the words at `[start, end)` take place."""
        sentence = self._sentence(start)
        if sentence is None:
            return Scene(as_of=self._anchor)
        clause = next(c for c in reversed(clauses(sentence)) if c.start <= start)
        flags = self._events.flags.get(clause.start, frozenset())
        background = bool(flags & OTHER)
        dated = self._when(clause, start)
        own = dated and not self._events.aftermath(clause.sentence, dated)
        when = dated.period if dated and (own or background) else None if background else self._events.main.when
        place = self._place(clause, start, background)
        return Scene(place, self._facility(sentence, start), when, self._as_of(clause, dated, background), background, tuple(sorted(flags)))

    def _day_headings(self) -> Iterator[tuple[int, date]]:
        """Lines that are only a date: what follows is told as of that day."""
        text = self._document.text
        for d in self._dates:
            first, last = text.rfind("\n", 0, d.start) + 1, text.find("\n", d.end)
            line = text[first : last if last >= 0 else None]
            alone = len(line) < LONG_HEADING and _solid(line) <= _solid(text[d.start : d.end]) + 8
            if d.kind == "day" and alone and d.start > 0 and (self._anchor is None or d.period.start <= self._anchor):
                yield d.end, d.period.start

    def _sentence(self, at: int) -> Sentence | None:
        index = bisect_right(self._starts, at) - 1
        return self._cut[index] if index >= 0 and at < self._cut[index].end else None

    def _when(self, clause: Clause, start: int) -> Dated | None:
        """The date that the clause tells, else the sentence, the nearest to the words; never the day of speaking."""
        for a, b in ((clause.start, clause.end), (clause.sentence.start, clause.sentence.end)):
            found = [d for d in self._events.dates_in(a, b) if not self._events.is_said(clause.sentence, d)]
            if found:
                return min(found, key=lambda d: (abs(d.start - start), d.start))
        return None

    def _as_of(self, clause: Clause, dated: Dated | None, background: bool) -> date | None:
        """The day that a statement holds for.

        The day of speaking if told; publication for what is still so (`has risen to`); the event's single day if told; the report's own
        event for what is told as past some days later, or the next day without being a toll; else publication, or the day of the heading.
        """
        sentence, main = clause.sentence, self._events.main.when
        said = [d for d in self._events.dates_in(sentence.start, sentence.end) if d.days == 1 and self._events.is_said(sentence, d)]
        if said:
            return said[0].period.start
        base = self._under_heading(sentence)
        lasts = bool(_LASTS.search(self._document.text, clause.start, clause.end)) or any(clause.start <= v < clause.end for v in self._now)
        if dated and dated.kind == "day" and (background or not lasts):
            return dated.period.start
        if background or dated or lasts or base is None or main is None or main.end > base or (main.end - main.start).days > 2:
            return base
        late = (base - main.end).days
        told = late >= LATE or (late > 0 and not _TOLL.search(sentence.text))
        return main.start if told and _PAST.search(self._document.text, clause.start, clause.end) else base

    def _under_heading(self, sentence: Sentence) -> date | None:
        """The day of the last heading that is only a date (a timeline, a live report), else the day of publication."""
        before = [day for at, day in self._headings if at <= sentence.start]
        return before[-1] if before else self._anchor

    def _place(self, clause: Clause, start: int, background: bool) -> Place | None:
        """The place of the clause, else of the sentence, else of the passage that goes on, else the report's own.

        A wider place that holds the report's own place means that place, unless the clause is background.
        """
        sentence, main = clause.sentence, self._events.main
        for a, b in ((clause.start, clause.end), (sentence.start, sentence.end)):
            found = [n for n in self._places if a <= n.start < b and n.role not in ASIDE]
            found = [n for n in found if self._same_event(n, clause) and not (n.street and main.place)]
            found = [n for n in found if background or n.role == "at" or n.grain > 1]
            found = [n for n in found if n.role != "toward" or background or main.place is None]
            if found and self._list(found):
                return None if background else main.place
            if found:
                best = max(found, key=lambda n: (*_fit(n), -self._way(n, start))).place
                return main.place if not background and main.inside(best) else best
        if not background or _HERE.search(self._document.text, clause.start, clause.end):
            return main.place
        if not self._events.flags.get(clause.start, frozenset()) & {"other_event", "other_place"}:
            return None
        near = [n for n in self._places if n.sentence in range(sentence.index - 3, sentence.index) and n.role == "at"]
        away = [n for n in near if not main.near(n.place)]
        return away[-1].place if away else None

    def _list(self, found: list[Named]) -> bool:
        """Whether three places or more are told in one breath, so that none of them is the place."""
        gaps = (self._document.text[a.end : b.start] for a, b in pairwise(found))
        return sum(regex.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|\s)\s*(?:the\s+|in\s+)?", gap) is not None for gap in gaps) > 1

    def _way(self, n: Named, start: int) -> int:
        """How far a mention stands from words; one that stands before them belongs to what was told before the next `and`."""
        joined = n.start < start and regex.search(r"[,;]|\band\b", self._document.text[n.end : start]) is not None
        return abs(n.start - start) + 80 * joined

    def _same_event(self, n: Named, clause: Clause) -> bool:
        """Whether a mention stands in the clause, or in one of the same sentence that is background just as much."""
        other = next((c for c in reversed(clauses(clause.sentence)) if c.start <= n.start), clause)
        flags = self._events.flags
        return bool(flags.get(other.start, frozenset()) & OTHER) == bool(flags.get(clause.start, frozenset()) & OTHER)

    def _facility(self, sentence: Sentence, start: int) -> str | None:
        """The facility that the sentence names nearest to the words, a definite noun only where no other event lies between."""
        own = [s for s in self._sites if s.sentence == sentence.index and s.name and self._meant(s)]
        return min(own, key=lambda s: (abs(s.start - start), s.start)).name if own else None

    def _meant(self, site: Site) -> bool:
        named = [s for s in self._sites if s.name == site.name and not s.definite and s.start < site.start]
        return not site.definite or (bool(named) and self._aside(named[-1].sentence) == self._aside(site.sentence))

    def _aside(self, sentence: int) -> bool:
        """Whether a sentence begins in background."""
        return bool(self._events.flags.get(self._cut[sentence].start, frozenset()) & OTHER)

    def _mentions(self) -> list[Mention]:
        rows = [(n.start, n.end, MentionKind.PLACE, n.place.id or n.place.name) for n in self._places]
        rows += [(d.start, d.end, MentionKind.DATE, f"{d.period.start}/{d.period.end}") for d in self._dates]
        rows += [(s.start, s.end, MentionKind.FACILITY, s.name or s.kind) for s in self._sites]
        return [Mention(Span.of(self._document.id, self._document.text, a, b), kind, value, MAKER) for a, b, kind, value in sorted(rows)]


def _solid(text: str) -> int:
    """How many letters and digits a stretch has."""
    return len(regex.sub(r"\W", "", text))


def _fit(n: Named) -> tuple[bool, int, bool]:
    """How well a mention tells where: a fine place where something happens, then any fine place, then a wide one."""
    at = n.role in ("at", "goal")
    return at and n.grain == 3, n.grain, at


def _publication(text: str, published: date | None) -> date | None:
    """The day that relative times count from: the printed one where a report prints its own, for pages are saved and filed later.

    Without either, the first full date near the top of the text.
    """
    printed = next(
        (d for d in find_dates(text[:500], published) if d.kind == "day" and _PRINTED.search(text[: d.start]) and _full(d)), None
    )
    if printed and (published is None or abs((printed.period.start - published).days) <= NEAR_DAYS):
        return _printed_later(text, printed.period.start)
    if published:
        return _printed_later(text, published)
    return next((d.period.start for d in find_dates(text[:600], None) if d.kind == "day"), None)


_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
NEAR_DAYS = 45
"""Days by which a printed day of publication may lie off the given one and be believed."""
_PRINTED = regex.compile(r"(?:^|\n|\b(?:posted|published|updated|modified|issued|AFP|Reuters|AP)\b[^.;\n]{0,25})\W*$", regex.IGNORECASE)
"""What stands before a day of publication: the start of a line, or words of publishing."""


def _full(d: Dated) -> bool:
    """Whether a date is printed with its year, and so means one day whatever the day of publication."""
    return _YEAR.search(d.period.words) is not None


def _printed_later(text: str, published: date) -> date:
    """The day of publication; a day later where the text tells of the morrow by its weekday as of something past.

    Outlets date a story by its first version and rewrite it the next day: `said early Friday` in a report dated Thursday.
    """
    today, morrow = (_WEEKDAYS[(published.weekday() + n) % 7] for n in (0, 1))
    past = r"\b(?:said|told|reported|announced|died|killed|early|morning|afternoon)\s+(?:on\s+|late\s+|early\s+)?"
    told = regex.findall(rf"(?:{past}{morrow}|{morrow}\s+(?:morning|afternoon))\b", text)
    top = regex.search(rf"\b(?:on|said)\s+{morrow}\b|\b{morrow}\s+(?:morning|afternoon)\b", text[:800])
    ahead = r"\b(?:will|would|due|expected|scheduled|planned|until|next|last)\b"
    first = regex.search(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", text)
    if top and first and first.group() == morrow and not regex.search(ahead, text[max(0, top.start() - 60) : top.end()]):
        return published + timedelta(days=1)
    return published + timedelta(days=1) if len(told) > 1 and regex.search(rf"\b{today}\b", text) else published
