"""Where and when: the place and time of what a sentence tells, and whether it tells of another event; the rules: docs/dates.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt

import regex

from corroborate.model import Document, Mention, MentionKind, Period, Place, Span
from corroborate.read.dates import Dated, find_dates
from corroborate.read.facilities import find_facilities
from corroborate.read.found import Noticed, Scene, Sentence, SentenceKind
from corroborate.read.gazetteer import fold
from corroborate.read.places import Named, find_places
from corroborate.read.vocabulary import vocabulary

MAKER = "read/scenes-1"
_NEAR_KM = 25.0
"""Two coordinates closer than this may be the same place told from two points."""
_LEDE = 3
"""Body sentences that, with the headline, tell what a report is about."""


@cache
def _any(name: str) -> regex.Pattern[str]:
    words = sorted(vocabulary("scenes")[name], key=lambda w: (-len(w), w))
    return regex.compile(r"\b(?:" + "|".join(regex.escape(w) for w in words) + r")\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Main:
    """What the report is about: its place, the day or days of the event, and whether it covers an area."""

    place: Place | None
    when: Period | None
    area: bool
    lede: tuple[Named, ...]


class Scenes:
    """The places and times of one document."""

    def __init__(self, document: Document, cut: list[Sentence]) -> None:
        self._document, self._cut = document, cut
        self._told = [s for s in cut if s.kind in (SentenceKind.HEADLINE, SentenceKind.BODY, SentenceKind.CAPTION)]
        self._places = find_places(document.text, cut)
        self._sites = find_facilities(cut)
        self._anchor = document.published or _dateline_day(document.text)
        self._dates = find_dates(document.text, self._anchor)
        self._main = self._about()
        self._other = self._backgrounds()
        self.noticed = Noticed(tuple(self._mentions()))

    def at(self, start: int, end: int) -> Scene:
        """Where and when the words at `[start, end)` take place."""
        sentence = self._sentence(start)
        if sentence is None:
            return Scene(as_of=self._anchor)
        left, right = self._clause(sentence, start, end)
        dated = self._when(sentence, left, right, start)
        flags = set(self._other.get(sentence.index, frozenset()))
        flags |= self._flags(sentence, left, right, start, dated)
        background = bool(flags & {"cumulative", "other_day", "other_event"}) or ("other_place" in flags and not self._main.area)
        place = self._place(sentence, left, right, start, background)
        when = dated.period if dated else (None if background else self._main.when)
        return Scene(place, self._facility(sentence, start), when, self._as_of(sentence, dated, start), background, tuple(sorted(flags)))

    # sentences and clauses

    def _sentence(self, at: int) -> Sentence | None:
        return next((s for s in self._cut if s.start <= at < s.end), None)

    def _clause(self, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        """The clause round the words: cut at semicolons, dashes, and at `while`, `and ... also`, `but`, `including` a new event."""
        cuts = [sentence.start, sentence.end]
        for m in regex.finditer(r";|\s[–—-]\s|,?\s\b(?:while|whereas|but|although|though|after|before|days after|hours after|following|compared|since)\b", sentence.text):
            cuts.append(sentence.start + m.start())
        return max(c for c in cuts if c <= start), min(c for c in cuts if c >= end)

    # what the report is about

    def _about(self) -> _Main:
        head = [s for s in self._told if s.kind is SentenceKind.HEADLINE]
        body = [s for s in self._told if s.kind is SentenceKind.BODY and len(s.text) > 40]
        top = [*head, *body[:_LEDE]] or self._told[: _LEDE + 1]
        indexes = [s.index for s in top]
        lede = tuple(n for n in self._places if n.sentence in indexes and n.role not in ("dateline", "speaker"))
        text = " ".join(s.text for s in top)
        return _Main(self._main_place(lede), self._main_when(top), bool(_any("area").search(text)), lede)

    def _main_place(self, lede: tuple[Named, ...]) -> Place | None:
        """The finest place of headline and lede, the one where something happens first, then the one named most."""
        often: Counter[str] = Counter()
        for n in self._places:
            if n.role not in ("dateline", "speaker"):
                often[key(n.place)] += 1
        pool = lede or tuple(n for n in self._places if n.role == "at")
        if not pool:
            return None
        return max(pool, key=lambda n: (n.grain >= 2 and n.role == "at", n.grain, often[key(n.place)], -n.start)).place

    def _main_when(self, top: list[Sentence]) -> Period | None:
        for s in top:
            days = [d for d in self._dates if s.start <= d.start < s.end and d.kind in ("day", "span") and d.days <= 3]
            events = [d for d in days if not self._is_said(s, d)] or ([] if len(top) > 1 else days)
            if events and _any("event").search(s.text):
                return events[0].period
        days = [d for s in top for d in self._dates if s.start <= d.start < s.end and d.kind in ("day", "span") and d.days <= 3]
        if days:
            return days[0].period
        return None

    # dates

    def _is_said(self, sentence: Sentence, d: Dated) -> bool:
        """Whether a date tells when somebody spoke: it stands right after a verb of saying."""
        before = self._document.text[sentence.start : d.start]
        said = "|".join(map(regex.escape, vocabulary("dates")["said"]))
        return bool(regex.search(rf"\b(?:{said})\b(?:\s+(?!in\b|that\b)[\w’']+){{0,3}}\s*(?:,\s*)?(?:on|late|early|late on|early on|in a statement on)?\s*$", before, regex.IGNORECASE))

    def _in(self, left: int, right: int) -> list[Dated]:
        return [d for d in self._dates if left <= d.start < right]

    def _when(self, sentence: Sentence, left: int, right: int, start: int) -> Dated | None:
        """The date that the clause tells, else the sentence; not the day of speaking."""
        for a, b in ((left, right), (sentence.start, sentence.end)):
            found = [d for d in self._in(a, b) if not self._is_said(sentence, d)]
            if found:
                return min(found, key=lambda d: (abs(d.start - start), d.start))
        return None

    def _as_of(self, sentence: Sentence, dated: Dated | None, start: int) -> date | None:
        """The day that a statement holds for: the day of speaking if told, else the event's single day, else publication."""
        said = [d for d in self._in(sentence.start, sentence.end) if d.days == 1 and self._is_said(sentence, d)]
        if said:
            return said[0].period.start
        if dated and dated.kind == "day":
            return dated.period.start
        return self._anchor

    # background

    def _flags(self, sentence: Sentence, left: int, right: int, start: int, dated: Dated | None) -> set[str]:
        flags = set()
        text = self._document.text[sentence.start : sentence.end]
        if self._is_total(text, dated):
            flags.add("cumulative")
        if dated and self._far(dated):
            flags.add("other_day")
        return flags

    def _is_total(self, text: str, dated: Dated | None) -> bool:
        war = "|".join(map(regex.escape, vocabulary("scenes")["war"]))
        patterns = (
            rf"\bsince\b[^.;]{{0,60}}\b(?:{war})\b",
            rf"\b(?:{war})s?\b[^.;]{{0,40}}\b(?:has|have|had)\s+(?:already\s+)?(?:killed|left|claimed|cost|displaced|forced|driven)",
            rf"\b(?:killed|died|dead|deaths|displaced|lives|toll)\b[^.;]{{0,60}}\b(?:in|during|of)\s+(?:the\s+)?[\w'’-]*\s*(?:[\w-]+[- ]year(?:[- ]old|[- ]long|s)?[ -](?:of )?)(?:civil )?(?:{war})\b",
            rf"\b(?:have|has)\s+(?:been\s+)?(?:killed|died)\b[^.;]{{0,60}}\b(?:civil\s+war|{war})\b(?!\s+(?:plane|jet|monitor))",
        )
        long_ago = dated is not None and dated.kind == "since" and dated.days > 45
        return long_ago or any(regex.search(p, text, regex.IGNORECASE) for p in patterns)

    def _far(self, dated: Dated) -> bool:
        """Whether a date lies clear of the event's own days."""
        main = self._main.when
        if dated.kind in ("since", "lasting"):
            return False
        if main is None:
            if self._anchor is None:
                return False
            main = Period(self._anchor - timedelta(days=7), self._anchor)
        slack = 1 if dated.days <= 2 else 0
        return not dated.period.touches(main, slack) and dated.period.end < main.start

    def _backgrounds(self) -> dict[int, frozenset[str]]:
        """Sentences that tell of another event, and those that go on with it."""
        found: dict[int, frozenset[str]] = {}
        before: Sentence | None = None
        for s in self._told:
            flags: set[str] = set()
            own = [n for n in self._places if n.sentence == s.index and n.role not in ("dateline", "speaker")]
            home = [n for n in own if self._is_main(n.place)]
            away = [n for n in own if n.grain == 3 and n.role == "at" and not self._near_main(n.place)]
            event = _any("event").search(s.text)
            if away and not home and event:
                flags.add("other_place")
            if _any("separate").search(s.text[:80]) and event and not home:
                flags.add("other_event")
            if not flags and before is not None and before.index in found and s.paragraph == before.paragraph and not home and not own:
                flags |= found[before.index]
            if flags and s not in self._told[:2]:
                found[s.index] = frozenset(flags)
            before = s
        return found

    # places

    def _is_main(self, place: Place) -> bool:
        main = self._main.place
        return main is not None and key(place) == key(main)

    def _near_main(self, place: Place) -> bool:
        """Whether a place is the main one, holds it, lies in it or close to it, or stands in the lede."""
        main = self._main.place
        if main is None or self._is_main(place) or any(key(n.place) == key(place) for n in self._main.lede):
            return True
        if place.kind == "country" or main.kind == "country":
            return place.country == main.country
        if "admin1" in (place.kind, main.kind):
            return (place.country == main.country and None in (place.admin1, main.admin1)) or place.admin1 == main.admin1
        gap = distance(place, main)
        return gap is not None and gap <= _NEAR_KM

    def _place(self, sentence: Sentence, left: int, right: int, start: int, background: bool) -> Place | None:
        """The place of the clause, else of the sentence, else of the sentence before in a background passage, else the main place."""
        for a, b in ((left, right), (sentence.start, sentence.end)):
            found = [n for n in self._places if a <= n.start < b and n.role not in ("dateline", "speaker")]
            if found:
                chosen = max(found, key=lambda n: (n.role == "at" and n.grain == 3, n.grain == 3, n.role == "at", n.grain, -abs(n.start - start)))
                return chosen.place
        if background:
            near = [n for n in self._places if n.sentence < sentence.index and n.role == "at" and n.grain == 3]
            if near and self._cut[near[-1].sentence].paragraph == sentence.paragraph:
                return near[-1].place
            return None
        return self._main.place

    def _facility(self, sentence: Sentence, start: int) -> str | None:
        own = [s for s in self._sites if s.sentence == sentence.index and s.name]
        return min(own, key=lambda s: (abs(s.start - start), s.start)).name if own else None

    def _mentions(self) -> list[Mention]:
        rows = [(n.start, n.end, MentionKind.PLACE, n.place.id or n.place.name) for n in self._places]
        rows += [(d.start, d.end, MentionKind.DATE, f"{d.period.start}/{d.period.end}") for d in self._dates]
        rows += [(s.start, s.end, MentionKind.FACILITY, s.name or s.kind) for s in self._sites]
        return [Mention(Span.of(self._document.id, self._document.text, a, b), kind, value, MAKER) for a, b, kind, value in sorted(rows)]


def key(place: Place) -> str:
    """What two mentions of one place share: the gazetteer's id, else the folded name."""
    return place.id or fold(place.name)


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places; None where the gazetteer lacks one."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    x, y, u, v = map(radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    return 12742 * asin(sqrt(sin((u - x) / 2) ** 2 + cos(x) * cos(u) * sin((v - y) / 2) ** 2))


def _dateline_day(text: str) -> date | None:
    """The first full date near the top of a text, for a report whose day of publication is not known."""
    return next((d.period.start for d in find_dates(text[:600], None) if d.kind == "day"), None)
