"""The event that a report is about, and which of its clauses tell of another one; the rules in words: docs/dates.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import regex

from corroborate.model import Period, Place
from corroborate.read.dates import Dated
from corroborate.read.eventwords import (
    LARGE,
    SINCE,
    WHEN,
    came,
    compared,
    course,
    habit,
    is_total,
    later_deaths,
    led,
    past_of,
    saying,
    so_far,
    superlative,
    words,
)
from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.gazetteer import fold
from corroborate.read.places import Named
from corroborate.read.surroundings import ASIDE

NEAR_KM = 25.0
"""Two coordinates closer than this may be one place told from two points."""
LEDE = 3
"""Body sentences that, with the headline, tell what a report is about."""
LONG = 45
"""Days after which a count since some day is a total of a war, not of an event."""
REACH = 3
"""Sentences over which a passage about another event goes on without being named again."""

OTHER = frozenset({"cumulative", "other_day", "other_event", "other_place", "habit"})
"""The flags that make a clause background."""
_CLAUSE = regex.compile(
    r";|\s[–—-]\s|,\s+and\b|(?<=\b(?:came|comes))\s+(?:just\s+)?as\b"
    r"|(?:,\s*|\s)(?:while|whereas|but|although|though|after|days after|hours after|following|compared|in response to"
    r"|a response to|in retaliation for|in revenge for)\b",
    regex.IGNORECASE,
)


_THEN = regex.compile(r"\bsince\b[^,;]{1,40}?(,?\s+when\b)")
_BREAK = regex.compile(r"(?<!\b\p{Lu}\p{L}{1,3})\.|[;\n]")
_WHO = regex.compile(r"\b(?:who|whose|which|born|founded|established|former)\b[^,;]*$")
_NIGHT = regex.compile(r"night|overnight|late\b|early\b|midnight|dawn", regex.IGNORECASE)
_ASIDE = regex.compile(r",\s+(?:who|whose|which)\b[^,;]*(?=,)")
"""What is told of somebody between two commas: the sentence goes on behind it as if it were not there."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that may tell an event of its own: offsets into the document."""

    start: int
    end: int
    sentence: Sentence
    resumes: int | None = None
    """Where the clause begins that goes on here, behind something told between two commas."""


def clauses(sentence: Sentence) -> list[Clause]:
    """A sentence cut where another event may begin, and round what is told of somebody between commas."""
    if sentence.endless:
        return [Clause(sentence.start, sentence.end, sentence)]
    cuts = {m.start() for m in _CLAUSE.finditer(sentence.text) if m.start() > 12}
    cuts |= {m.start(1) for m in _THEN.finditer(sentence.text)} if "since" in sentence.text else set()
    asides = [m.span() for m in _ASIDE.finditer(sentence.text)]
    edges = sorted({0, len(sentence.text), *cuts, *(edge for aside in asides for edge in aside)})
    before = {end: max((e for e in edges if e < start), default=0) for start, end in asides}
    at = sentence.start
    return [Clause(at + a, at + b, sentence, at + before[a] if a in before else None) for a, b in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class MainEvent:
    """What a report is about: its place, its day or days, whether it covers an area, and every place of headline and lede."""

    place: Place | None
    when: Period | None
    area: bool
    lede: frozenset[str]

    def is_place(self, place: Place) -> bool:
        """Whether a place is the event's own."""
        return self.place is not None and key(place) == key(self.place)

    def inside(self, place: Place) -> bool:
        """Whether the event's own place lies in a wider place."""
        main = self.place
        if main is not None and place.kind == "admin1" and place.id is None and fold(place.name) in fold(main.name).split():
            return True  # the Aldo region, of Port Aldo
        if main is None or place.country != main.country or place.country is None:
            return False
        if place.kind == "admin2":
            return main.kind == "city" and place.admin1 == main.admin1 and (distance(place, main) or 0) <= NEAR_KM
        return place.kind == "country" or (place.kind == "admin1" and place.admin1 == main.admin1 and main.kind != "country")

    def near(self, place: Place) -> bool:
        """Whether a place is the event's own, holds it, lies in it or close to it, or stands in headline or lede."""
        main = self.place
        if main is None or self.is_place(place) or key(place) in self.lede:
            return True
        if place.country is None or main.country is None:
            return False
        if "country" in (place.kind, main.kind):
            return place.country == main.country
        if "admin1" in (place.kind, main.kind):
            return place.country == main.country and (place.admin1 == main.admin1 or None in (place.admin1, main.admin1))
        gap = distance(place, main)
        if gap is None:  # a village that no gazetteer holds: near unless its division is known to be another
            return place.country == main.country and (place.admin1 == main.admin1 or None in (place.admin1, main.admin1))
        return gap <= NEAR_KM


def key(place: Place) -> str:
    """What two mentions of one place share: the gazetteer's id, else the folded name."""
    return place.id or fold(place.name)


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places; None where the gazetteer lacks one."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    x, y, u, v = map(radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    return 12742 * asin(sqrt(sin((u - x) / 2) ** 2 + cos(x) * cos(u) * sin((v - y) / 2) ** 2))


class Events:
    """The report's own event, and for every clause the flags that part it from that event."""

    def __init__(
        self, text: str, told: list[Sentence], places: list[Named], dates: list[Dated], anchor: date | None, title: str = ""
    ) -> None:
        self._text, self._told, self._anchor, self._title = text, told, anchor, title
        self._standing = sorted((n for n in places if n.role in ("dateline", "force") and n.grain == 3), key=lambda n: (n.role, n.start))[
            :1
        ]
        self._places = [n for n in places if n.role not in ASIDE]
        self._dates = [d for d in dates if not self.is_aside(d)]
        self.top = self._lede()
        self.main = self._about()
        self.flags = self._all_flags()

    # the report's own event

    def _lede(self) -> list[Sentence]:
        head = [s for s in self._told if s.kind is SentenceKind.HEADLINE]
        body = [s for s in self._told if s.kind is SentenceKind.BODY and len(s.text) > 40]
        return [*head, *body[:LEDE]] or self._told[: LEDE + 1]

    def _about(self) -> MainEvent:
        indexes = {s.index for s in self.top} | {s.index for s in self._told[:4] if s.kind is SentenceKind.CAPTION}
        lede = [n for n in self._places if n.sentence in indexes and self._whole(n)]
        head = " ".join(s.text for s in self.top[:2])
        area = bool(words("area").search(head) or words("wide").search(head))
        if area:  # a flood is where the first sentences put it, not in the first town that they name later
            lede = [n for n in lede if n.sentence in {s.index for s in self.top[:2]}] or lede
        places = frozenset(key(n.place) for n in lede if n.grain > 1)
        place = self._place(lede, area)
        return MainEvent(place, self._when(MainEvent(place, None, area, places)), area, places)

    def _place(self, lede: list[Named], area: bool) -> Place | None:
        """Where the event is: the place of headline and lede that is finest, where something happens, and named most often.

        Where these name only a country, the place in it of which the rest of the report tells most.
        """
        often = Counter[str](key(n.place) for n in self._places)
        lands = Counter(n.place.country or "" for n in self._places if n.place.country)
        first = {s.index for s in self.top[:2]}
        titled = {key(n.place) for n in self._places if n.place.name in self._title or n.sentence == self.top[0].index}

        def weight(n: Named) -> tuple[float, int]:
            land = 3 * lands[n.place.country or ""] / (sum(lands.values()) or 1)
            names = min(often[key(n.place)], 4) * 0.5 + (n.sentence in first) + 1.5 * (key(n.place) in titled)
            aside = 2 * (n.grain == 1) + 2 * (n.role in ("goal", "toward")) + 4 * n.street
            return land + names + 2 * n.grain + 2.5 * (n.role == "at") - aside, -n.start

        lands_told = {n.place.country for n in lede if n.grain == 1 and n.role == "at" and n.sentence in first}
        inside = [n for n in lede if n.place.country in lands_told]
        rest = [n for n in self._places if n.role == "at" and self._whole(n)] or self._standing
        best = max(inside or lede or rest, key=weight, default=None)
        if best is not None and best.street and self._standing:
            best = self._standing[0]
        if best is None or best.grain > 1 or area:
            return best.place if best else None
        inner = [n for n in self._places if n.grain == 3 and n.role == "at" and n.place.country == best.place.country]
        return max(inner, key=lambda n: (often[key(n.place)], -n.start), default=best).place

    def _whole(self, n: Named) -> bool:
        """Whether a mention may stand for all that the report tells: `in X alone` is a part of it."""
        return not self._text.startswith(" alone", n.end)

    def _when(self, event: MainEvent) -> Period | None:
        """The first short time that headline or lede give for an event, else the first near publication in the body; no day of speaking.

        Where that is longer than a day (`over the weekend`), a day inside it that is told there too.
        """
        harm = any(words("event").search(s.text) for s in self.top[:2])
        for part in (self.top, self._told[:12]):
            first: Period | None = None
            for s in part:
                at = [n.place for n in self._places if n.sentence == s.index and n.role == "at" and n.grain == 3]
                if part is not self.top and at and not any(map(event.near, at)):
                    continue
                for d in self.dates_in(s.start, s.end):
                    long = d.kind == "since" or d.days > (22 if d.kind == "lasting" else 3)
                    heading = d.period.start == self._anchor and any(c.isdigit() for c in d.period.words) and d.start - s.start < 80
                    far = part is not self.top and (self._anchor is None or not -2 <= (self._anchor - d.period.end).days <= 8)
                    told = words("event").search(s.text) and not self.aftermath(s, d)
                    far = far or (part is not self.top and not harm and not self._points_back(s.text))
                    if not long and not heading and not far and not self.is_said(s, d) and told:
                        if d.days == 1 and (first is None or first.touches(d.period)):
                            return d.period
                        first = first or d.period
            if first:
                return first
        return None

    def aftermath(self, s: Sentence, d: Dated) -> bool:
        """Whether a date tells what came after the event: when wounded died, bodies were found, a toll rose, somebody was buried."""
        clause = next((c for c in reversed(clauses(s)) if c.start <= d.start), None)
        start, end = (clause.start, clause.end) if clause else (s.start, s.end)
        if words("event").search(s.text) and later_deaths().search(self._text, start, end):
            return True
        nearest = [
            (min(abs(m.start() - d.start), abs(m.end() - d.start)), late)
            for late, name in ((False, "event"), (True, "aftermath"))
            for m in words(name).compiled.finditer(self._text, start, end)
        ]
        return bool(nearest) and min(nearest)[1]

    # dates

    def dates_in(self, start: int, end: int) -> list[Dated]:
        """The dates that a stretch of text tells, asides and comparisons left out."""
        return [d for d in self._dates if start <= d.start < end]

    def is_aside(self, d: Dated) -> bool:
        """Whether a date belongs to a comparison (`the deadliest since 1999`) or to who somebody is (`who was president in 1999`)."""
        before = _BREAK.split(self._text[max(0, d.start - 160) : d.end])[-1]
        compared = led("", "comparison", r"[^,;]*\b(?:since|decades?)\b([^,;]*)$").search(before)
        if compared and not regex.search(r"\b(?:came|was|were|occurred|happened|struck|hit)\b", compared.group(1)):
            return True
        return _WHO.search(before) is not None and not words("event").search(
            before
        )

    def is_said(self, sentence: Sentence, d: Dated) -> bool:
        """Whether a date tells when somebody spoke: it stands right after a verb of saying, or opens a sentence of saying."""
        before = self._text[sentence.start : d.start]
        ends, opens = saying()
        if ends.search(before):
            return True
        if before.strip().lower() in ("", "on", "late", "early", "late on", "early on"):
            after = opens.match(self._text, d.end, sentence.end)
            return after is not None and not words("event").search(after.group())
        return False

    # other events

    def _all_flags(self) -> dict[int, frozenset[str]]:
        """Flags of every clause, by its start; a clause without signs of its own goes on with what stands before it."""
        found: dict[int, frozenset[str]] = {}
        running: frozenset[str] = frozenset()
        last, since = None, 0
        for s in self._told:
            goes_on = running if last is not None and since < REACH and self._goes_on(last, s, running) else frozenset[str]()
            since = since + 1 if goes_on else 0
            for clause in clauses(s):
                if clause.resumes is not None:
                    goes_on = found.get(clause.resumes, frozenset())
                own = self._signs(clause, bool(goes_on))
                goes_on = frozenset(goes_on) if own is None else own
                found[clause.start] = goes_on
            running, last = goes_on, s
        return found

    def _goes_on(self, last: Sentence, s: Sentence, running: frozenset[str]) -> bool:
        """Whether a sentence goes on with another event that the one before it told."""
        if not running or self._home(s.start, s.end):
            return False
        if s.text.startswith("Since then"):
            return True
        back = r"(?:[^,.]{0,60}\b)?(?:that|those|the|the earlier|the same)\s+(?:[\w-]+\s+){0,2}?"
        pointer = led(back, "noun").compiled.match(s.text)
        pronoun = regex.match(r"(?:It|They|He|She|Its|Their|That|Those|The others?|The (?:pilot|driver|dead|victims|group))\b", s.text)
        if running & {"other_event", "other_place"}:
            neutral = "other_event" in running and not any(s.start <= n.start < s.end for n in self._places)
            return s.paragraph == last.paragraph or neutral or bool(pointer or pronoun)
        if "other_day" in running:
            return led(r"\b(?:that|the earlier|those)\s+", "noun").search(s.text[:120]) is not None
        return "cumulative" in running and bool(regex.search(r"\bof (?:them|those|the dead)\b|\b(?:has|have) put the\b", s.text[:100]))

    def _home(self, start: int, end: int) -> bool:
        return any(start <= n.start < end and self.main.is_place(n.place) and n.grain > 1 for n in self._places)

    def _signs(self, clause: Clause, running: bool) -> frozenset[str] | None:
        """The flags that a clause earns by its own words; None where it has no sign, the empty set where it is the report's own event."""
        if clause.sentence.endless:
            return None
        text = self._text[clause.start : clause.end]
        flags = set()
        dates = self.dates_in(clause.start, clause.end)
        wide = any(d.kind == "since" and d.days > 7 for d in dates) and self._wider(clause)
        brief = any(d.kind in ("since", "lasting") and d.days <= LONG for d in dates)
        lasting = course().search(text) is not None
        if not lasting and (wide or (is_total(compared().sub("", text)) and not brief) or any(self._long(d) for d in dates)):
            flags.add("cumulative")
        if any(map(so_far, dates)) and words("event").search(text) and not superlative().search(text):
            flags.add("cumulative")
        event = [d for d in dates if not self.is_said(clause.sentence, d)]
        home = self._home(clause.start, clause.end)
        if clause.sentence not in self._told[:2] and not self.main.area and not home and LARGE.search(text) and words("event").search(text):
            flags.add("cumulative")
        main = self.main.when
        near = any(main is not None and d.days <= 3 and d.period.touches(main) and not _earlier(d) for d in event)
        told = self.main.when is not None or clause.sentence not in self.top[:2]
        if told and not near and not lasting and any(self._far(d, text, home) for d in event):
            flags.add("other_day")
        if habit(text):
            flags.add("habit")
        opened = self._opened(text, clause)
        recount = led(r"\b(?:earlier|previous)\s+(?:\w+\s+)?", "counts").search(text)
        harm = words("event").search(text)
        if opened is not None and harm and not home and not recount and not self._points_back(text[opened:]):
            flags.add("other_event")
        if harm and not home and not self.main.area and self._away(clause) and not self._points_back(text):
            flags.add("other_place")
        if flags:
            return frozenset(flags) if clause.sentence not in self.top[:1] else frozenset()
        back = home or any(self.main.when is not None and d.days <= 2 and d.period.touches(self.main.when) for d in event)
        return frozenset() if back and (home or not running) else None

    def _opened(self, text: str, clause: Clause) -> int | None:
        """Where in a clause the words end that open another event; None without such words.

        `Meanwhile` opens one only where the clause has a place or an event of its own: rescuers work meanwhile, too.
        """
        before = self._text[clause.sentence.start : clause.start]
        if clause.start > clause.sentence.start and (came().search(before) or (WHEN.match(text) and SINCE.search(before))):
            return 0
        if told := past_of().search(text):
            return told.end()
        m = words("separate").search(text[:70])
        if m is None:
            return None
        at = any(n.role == "at" and clause.start <= n.start < clause.end for n in self._places)
        if m.group().lower() == "meanwhile":
            return m.end() if at or led(r"\b(?:an?|another|other)\s+(?:[\w-]+\s+){0,2}?", "noun").search(text) else None
        if m.group().lower() == "separate":
            beside, near = text[m.end() :].lstrip(), text[m.end() : m.end() + 25]
            return m.end() if words("noun").compiled.match(beside) or words("noun").search(near) else None
        return m.end()

    def _away(self, clause: Clause) -> bool:
        """Whether what happens in a clause happens somewhere else, and nothing of it at or near the report's own place."""
        here = [n for n in self._places if clause.start <= n.start < clause.end]
        at = [n for n in here if n.role == "at" and (n.grain == 3 or (n.grain == 1 and n.place.kind == "country"))]
        return bool(at) and not any(self.main.near(n.place) for n in here if n.grain > 1 or n in at)

    def _wider(self, clause: Clause) -> bool:
        """Whether a clause counts over a whole country or division in which the report's own place is only one."""
        here = [n for n in self._places if clause.start <= n.start < clause.end]
        main = self.main.place
        return main is not None and any(n.role == "at" and self.main.inside(n.place) and key(n.place) != key(main) for n in here)

    def _points_back(self, text: str) -> bool:
        return led(r"\b(?:the|this|its)\s+(?:[\w-]+\s+)?", "noun").search(text) is not None

    def _long(self, d: Dated) -> bool:
        """Whether a date counts over longer than an event: since long ago, over the past year, from one month to a far one."""
        through = d.kind == "span" and regex.match(r"from|between", d.period.words, regex.IGNORECASE)
        return d.days > LONG and (d.kind in ("since", "lasting") or through is not None)

    def _far(self, d: Dated, text: str, home: bool) -> bool:
        """Whether a date lies clear of the event's own days, before them."""
        main = self.main.when
        if d.kind in ("since", "lasting"):
            return False
        if main is None:
            if self._anchor is None or self._points_back(text):
                return False
            main = Period(self._anchor - timedelta(days=7), self._anchor)
        fresh = self.main.when is not None and self._anchor is not None and (self._anchor - self.main.when.end).days <= 3
        if fresh and 28 <= d.days <= 31 and d.period.touches(main) and regex.match(r"in \p{Lu}", d.period.words, regex.IGNORECASE):
            return not home  # nobody tells of yesterday as `in July`
        if _earlier(d) and self.main.when is not None and self._anchor is not None:
            return (self._anchor - self.main.when.end).days <= 1 and d.period.start < main.start
        night = _NIGHT.search(text + main.words)
        slack = 0 if d.days == 1 and not home and not night and self.main.when is not None else 1
        return d.period.end < main.start and not d.period.touches(main, slack)


def _earlier(d: Dated) -> bool:
    """Whether a date means part of the current week, month or year before what has just been told."""
    return d.period.words.lower().startswith("earlier this")
