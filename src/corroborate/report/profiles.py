"""What may leave the case file: redaction profiles, applied to a whole case before anything is written.

Every exporter renders the case that `redact` returns and never the original, so that nothing withheld can be reached by way of
a field that somebody forgot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from corroborate.model import (
    Case,
    Claim,
    Document,
    Finding,
    Grade,
    Incident,
    Mention,
    Origin,
    Place,
    Problem,
    Question,
    Reason,
    Reconciliation,
    Source,
    SourceKind,
    Span,
)
from corroborate.report.closing import closed
from corroborate.report.profilefiles import Profile, profile_named, profiles
from corroborate.report.sealing import WITHHELD, Seal

__all__ = ["Profile", "profile_named", "profiles", "redact"]

MAIL = "message/rfc822"
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()./-]{6,}\d")
COVER = "█"
LETTERED = "admiralty:"
"""Grades that hold the user's own judgement of a source."""


def redact(case: Case, profile: Profile) -> Case:
    """The case as it may be shown under a profile; ids and claims stay the same unless it shows no words at all (closing.py)."""
    return _Redaction(case, profile).case() if profile.texts else closed(case, profile)


class _Redaction:
    """One case under one profile."""

    def __init__(self, case: Case, profile: Profile) -> None:
        self.original, self.profile = case, profile
        self.seal = Seal(case.documents, case.claims)
        self.names = _names(case.documents, profile)
        self.texts = {d.id: WITHHELD if d.restricted else self.mask(d.text) for d in case.documents}
        self.tips = {d.id: d.tip.pseudonym if d.tip else "restricted source" for d in case.documents if d.restricted}
        self.report_of = {c.id: c.document for c in case.claims}
        self.hidden = {c.id for c in case.claims if c.restricted or c.document in self.tips}
        self.swaps = self._swaps()

    def _swaps(self) -> list[tuple[str, str]]:
        """Names of private reports and of their senders, with what they go by in this profile; the longest first."""
        kept = {d.publisher for d in self.original.documents if self.names[d.id] == d.name}
        renamed = [d for d in self.original.documents if self.names[d.id] != d.name]
        pairs = {(d.name, self.names[d.id]) for d in renamed}
        pairs |= {(d.publisher, self.names[d.id]) for d in renamed if d.publisher and d.publisher not in kept}
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def case(self) -> Case:
        """The case, every part redacted."""
        case = self.original
        return replace(
            case,
            documents=tuple(self.document(d) for d in case.documents),
            claims=tuple(self.claim(c) for c in case.claims),
            mentions=tuple(self.mention(m) for m in case.mentions if m.span.document not in self.tips),
            reconciliation=self.reconciliation(case.reconciliation),
            problems=tuple(self.problem(p) for p in case.problems),
            counts=tuple(replace(c, reasons=self.reasons(c.reasons)) for c in case.counts),
            grades=tuple(self.grade(g) for g in case.grades if self.profile.letters or not g.code.startswith(LETTERED)),
            gaps=tuple(replace(g, text=self.clean(g.text)) for g in case.gaps),
            standards=tuple(s for s in case.standards if self.profile.letters or s.name != "letters"),
        )

    def reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        """Reasons, their sentences cleaned."""
        return tuple(replace(r, text=self.clean(r.text)) for r in reasons)

    def grade(self, g: Grade) -> Grade:
        """One grade, its sentences cleaned."""
        return replace(g, word=self.clean(g.word), reasons=self.reasons(g.reasons), would_change=self.every(g.would_change))

    def mask(self, text: str) -> str:
        """Contact details covered with as many characters, so that offsets still hold."""
        return CONTACT.sub(lambda found: COVER * len(found[0]), text) if self.profile.mask_contacts else text

    def clean(self, text: str) -> str:
        """A sentence that the rules made, without private names, senders, contacts and restricted wording."""
        for old, new in self.swaps:
            text = text.replace(old, new)
        if self.tips:
            text = text.replace("“”", "“withheld”")  # a tip's words are not even there to be quoted
        return self.mask(self.seal.clean(text))

    def maybe(self, text: str | None) -> str | None:
        """`clean` for a field that may be empty."""
        return self.clean(text) if text else text

    def every(self, texts: Iterable[str]) -> tuple[str, ...]:
        """`clean` for several texts."""
        return tuple(self.clean(text) for text in texts)

    def document(self, d: Document) -> Document:
        """One report; tips lose text, title, address and basis, e-mails in public their sender."""
        public_private = self.profile.rename_private and (d.restricted or d.media_type == MAIL)
        return replace(
            d,
            name=self.names[d.id],
            text=self.texts[d.id],
            sha256="" if d.restricted and not self.profile.hash_private else d.sha256,
            publisher=None if public_private or not d.publisher else self.mask(d.publisher),
            title=None if d.restricted or not d.title else self.mask(d.title),
            url=None if d.restricted or not d.url else _url(d.url, self.profile),
            tip=replace(d.tip, basis=None) if d.tip else None,
        )

    def span(self, span: Span) -> Span:
        """A span of an open report, cut again out of the text that is shown; out of its own words in an excerpt without texts."""
        if not self.texts.get(span.document):
            return replace(span, text=self.mask(span.text), before="", after="") if self.profile.mask_contacts else span
        shown = self.texts[span.document][span.start : span.end]
        return span if shown == span.text and not self.profile.mask_contacts else replace(span, text=shown, before="", after="")

    def mention(self, m: Mention) -> Mention:
        """One mention of an open report."""
        return replace(m, span=self.span(m.span), value=self.mask(m.value))

    def source(self, s: Source) -> Source:
        """One link of a chain."""
        return replace(s, name=self.mask(s.name), span=self.span(s.span) if s.span else None)

    def claim(self, c: Claim) -> Claim:
        """One claim; a tip's is sealed."""
        if c.id in self.hidden:
            return self.sealed(c)
        return replace(
            c,
            evidence=tuple(self.span(e) for e in c.evidence),
            value=self.span(c.value) if c.value else None,
            place=_place(c.place, self.profile),
            chain=tuple(self.source(s) for s in c.chain),
        )

    def sealed(self, c: Claim) -> Claim:
        """A tip's claim: measure, value and pseudonym stay; whatever its own words say goes."""

        def covered(span: Span) -> Span:
            return Span(span.document, 0, 0, WITHHELD)

        return replace(
            c,
            evidence=tuple(covered(e) for e in c.evidence),
            value=covered(c.value) if c.value else None,
            population=None,
            about=None,
            facility=None,
            place=_tip_place(c.place, self.profile),
            when=replace(c.when, words="") if c.when else None,
            chain=(Source(self.tips.get(c.document, "restricted source"), SourceKind.PSEUDONYM),),
            restricted=True,
        )

    def problem(self, p: Problem) -> Problem:
        """One problem, its report by the name that it goes by here."""
        by_name = dict(self.swaps)
        return Problem(self.names.get(p.document, by_name.get(p.document, p.document)), p.stage, self.clean(p.message), self.clean(p.hint))

    def reconciliation(self, r: Reconciliation) -> Reconciliation:
        """Everything that was concluded, each sentence of it cleaned."""
        shared = {q for c, q in r.question_of.items() if c not in self.hidden}
        return replace(
            r,
            questions=tuple(self.question(q, q.id in shared) for q in r.questions),
            origins=tuple(self.origin(o) for o in r.origins),
            incidents=tuple(self.incident(i) for i in r.incidents),
            relations=tuple(replace(x, why=self.clean(x.why)) for x in r.relations),
            findings=tuple(self.finding(f) for f in r.findings),
        )

    def origin(self, o: Origin) -> Origin:
        """One origin; one that only tips speak for goes by its pseudonym."""
        sealed = bool(o.claims) and all(c in self.hidden for c in o.claims)
        who = self.tips.get(self.report_of.get(o.claims[0], ""), WITHHELD) if sealed else self.clean(o.who)
        return replace(o, who=who, how=self.clean(o.how), edges=tuple(replace(e, why=self.clean(e.why)) for e in o.edges))

    def incident(self, i: Incident) -> Incident:
        """One incident; one that only tips tell of is placed no more finely than they are."""
        only_tips = bool(i.claims) and all(c in self.hidden for c in i.claims)
        place = _tip_place(i.place, self.profile) if only_tips else _place(i.place, self.profile)
        title = WITHHELD if only_tips else self.clean(i.title)
        return replace(i, title=title, place=place, reasons=self.every(i.reasons), by_hand=self.every(i.by_hand))

    def question(self, q: Question, shared: bool) -> Question:
        """A question that an open report answers too keeps its words; one that only tips answer is named by its measure."""
        if shared or not self.tips:
            return replace(q, population=self.maybe(q.population), place=self.maybe(q.place), event=self.maybe(q.event))
        return replace(q, population=None, place=None, event=None, period=None)

    def finding(self, f: Finding) -> Finding:
        """One finding, its sentences cleaned."""
        by_hand = tuple(replace(h, note=self.clean(h.note)) for h in f.by_hand)
        return replace(f, reasons=self.reasons(f.reasons), would_change=self.every(f.would_change), by_hand=by_hand)


def _names(documents: Sequence[Document], profile: Profile) -> dict[str, str]:
    """The name that each document goes by: under a profile that renames, tips and e-mails are numbered in order of name."""
    seen: Counter[str] = Counter()
    names = {}
    for d in sorted(documents, key=lambda d: d.name):
        kind = "tip" if d.restricted else "e-mail" if d.media_type == MAIL else ""
        seen[kind] += 1
        names[d.id] = f"{kind} {seen[kind]}" if kind and profile.rename_private else d.name
    return names


def _url(url: str, profile: Profile) -> str:
    """The address without what may hold a key or a name; one that cannot be taken apart is left out."""
    if not profile.strip_urls:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")) if parts.netloc else ""


def _place(place: Place | None, profile: Profile) -> Place | None:
    if place is None or place.latitude is None or place.longitude is None:
        return place
    if profile.hide_sites and place.kind in ("site", "unknown"):
        return replace(place, latitude=None, longitude=None)
    return replace(place, latitude=round(place.latitude, profile.place_decimals), longitude=round(place.longitude, profile.place_decimals))


def _tip_place(place: Place | None, profile: Profile) -> Place | None:
    kept = {"city": ("city", "admin2", "admin1", "country"), "admin1": ("admin1", "country")}.get(profile.tip_places, ())
    return _place(place, profile) if place and place.kind in kept else None
