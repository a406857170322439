"""Which claims may be compared: one question is one thing counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corroborate.model import Claim, Document, Place, Question, fingerprint
from corroborate.reconcile.accusations import subjects
from corroborate.reconcile.cells import Cell
from corroborate.reconcile.incidents import described
from corroborate.reconcile.kinds import means
from corroborate.reconcile.parts import apart, contrasted, inside, renamed
from corroborate.reconcile.places import alone, elsewhere, home
from corroborate.reconcile.populations import EVERYONE, population, severity, thing
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

PEOPLE = "people_"
_SMALL = re.compile(r"\b(?:of|in|on|at|to|from|with|for|by|that|which|who|were|was|are|is|had|have|has|be|been|or|as|into|near|after)\b")
_FROM = re.compile(r"\b(?:of|from|off|to)\s+(?:the\s+)?((?:[A-Z][\w’'-]+\s?)+)")
_HOSPITAL = re.compile(r"\b[A-Z][\w’'.-]+ (?:[A-Z][\w’'-]+ )*(?:Hospital|Infirmary|Clinic|Medical (?:Cent|Facility))")
_BLOW = re.compile(
    r"\bthe (first|second|third|fourth) (?:[a-z]+ )?"
    r"(blast|explosion|bomb|bombing|attack|strike|raid|shooting|quake|tremor|wave|crash|boat|bus|vehicle)\b"
    r"(?! (?:since|in|of|this|on|within|against|to|there)\b)",
    re.IGNORECASE,
)
REACH = 80
"""Characters between a blow and the count that is given for it."""
_APART = {"more": "in addition", "beyond": "in all"}
HURT = frozenset({"people_injured", "people_killed_or_injured"})


def questions(
    documents: Sequence[Document], claims: Sequence[Claim], incident_of: Mapping[str, str]
) -> tuple[list[Question], dict[str, str]]:
    """Place every claim in a question; returns the questions and the question id of every claim."""
    twins, claims = _once(documents, claims)
    counts = [c for c in claims if c.amount is not None]
    events: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        events[incident_of.get(claim.id, "")].append(claim)
    homes = {event: home(held) for event, held in events.items()}
    usual = {event: _usual_means(held) for event, held in events.items()}
    cell_of = {c.id: _cell(c, incident_of.get(c.id, ""), homes[incident_of.get(c.id, "")], usual) for c in counts}
    cell_of = contrasted(counts, inside(counts, cell_of))
    cell_of = apart(counts, renamed(counts, cell_of))
    cell_of |= subjects([c for c in claims if c.amount is None], incident_of)
    held: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[cell_of[claim.id]].append(claim)
    told = described(claims, incident_of)
    asked = {cell: _question(cell, members, told.get(cell.incident)) for cell, members in held.items()}
    placed = {c.id: asked[cell_of[c.id]].id for c in claims}
    return sorted(asked.values(), key=lambda q: (q.measure, q.event or "", q.id)), placed | {c: placed[t] for c, t in twins.items()}


def _once(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[dict[str, str], list[Claim]]:
    """Claims of reports that came twice, each with its twin, and all other claims: a report says nothing oftener for coming again."""
    first: dict[str, str] = {}
    for d in sorted(documents, key=lambda d: d.id):
        first.setdefault(d.text, d.id)
    again = {d.id: first[d.text] for d in documents if first[d.text] != d.id}
    known = {_place(c, c.document): c.id for c in claims if c.document not in again}
    twins = {c.id: known[p] for c in claims if c.document in again and (p := _place(c, again[c.document])) in known}
    return twins, [c for c in claims if c.id not in twins]


def _place(claim: Claim, document: str) -> tuple[object, ...]:
    return document, claim.sentence.start, claim.value.start if claim.value else -1, claim.measure, claim.about, claim.facility, claim.flags


def _usual_means(claims: Sequence[Claim]) -> str:
    """The means of attack that most counts of an event are told with."""
    told = Counter(m for c in claims if c.amount and (m := _means(c)))
    return min(told, key=lambda m: (-told[m], m), default="")


def _means(claim: Claim) -> str:
    """The one means of attack that a sentence names, empty for none and for several."""
    found = means(claim.sentence.text)
    return next(iter(found)) if len(found) == 1 else ""


def _cell(claim: Claim, incident: str, main: Place | None, usual: Mapping[str, str]) -> Cell:
    empty = Cell(incident, claim.measure, "", EVERYONE, "", claim.stage or "", claim.standard or "", "")
    if claim.measure.startswith(PEOPLE) or claim.measure == "attackers":
        who = population(claim.population)
        if claim.place and who.narrowed and who.classes <= {"resident"} and who.narrowed <= set(words(claim.place.name)):
            who = replace(who, classes=frozenset(), narrowed=frozenset())  # "Varenne residents" in Varenne are everyone there
        if claim.measure in HURT and not who.severity:
            who = replace(who, severity=severity(_clause(claim)))
        label = "more" if claim.measure == "people_killed" and _adds(claim) else ""
        key = EVERYONE if claim.measure == "attackers" else who.key
        other = m if (m := _means(claim)) != usual[incident] else ""
        return empty._replace(who=key, where=elsewhere(claim, main) or _ward(claim) or other, part=_alone(claim) or _which(claim) or label)
    if claim.measure in vocabulary("populations")["things"]:
        what = thing(claim.measure, f"{claim.population or ''} {claim.unit or ''} {_clause(claim)}")
        return empty._replace(who=what or (_reference(claim) if claim.measure == "distance" else ""))
    return empty._replace(who=population(claim.population or _noun(claim)).key)


def _which(claim: Claim) -> str:
    """The one of several blows that a sentence counts for: "the second blast killed seven", "seven in the second blast"."""
    if claim.value is None:
        return ""
    at = claim.value.start - claim.sentence.start
    before = [m for m in _BLOW.finditer(claim.sentence.text, 0, max(0, at)) if at - m.end() <= REACH]
    after = [] if before else [m for m in _BLOW.finditer(claim.sentence.text, max(0, at)) if m.start() - at <= REACH]
    found = before[-1:] or after[:1]
    return f"{found[0].group(1)} {found[0].group(2)}".lower() if found else ""


def _alone(claim: Claim) -> str:
    """The label of a count that its sentence gives for one place alone."""
    return f"{where} alone" if (where := alone(claim)) else ""


def _ward(claim: Claim) -> str:
    """A mark of what a named hospital counts: those who were brought to it, where a report tells them from all."""
    name = claim.speaker.name if claim.speaker else ""
    return "hospital" if _HOSPITAL.search(name) else ""


def _noun(claim: Claim) -> str:
    """What stands right after an amount, up to a small word: the things counted."""
    following = _SMALL.split(_clause(claim).removeprefix(claim.value.text if claim.value else ""))[0].split()
    head = next((k for k, w in enumerate(following) if len(w) > 3 and w.endswith("s")), len(following))  # what follows a plural is a verb
    return " ".join(following[: head + 1])


def _reference(claim: Claim) -> str:
    """The place that a distance is taken from or to."""
    at = claim.value.end - claim.sentence.start if claim.value else 0
    found = _FROM.search(claim.sentence.text[at : at + 80])
    return " ".join(words(found.group(1))) if found else ""


def _clause(claim: Claim) -> str:
    """The amount and the words right after it, up to the next comma, conjunction or number."""
    if claim.value is None:
        return ""
    sentence, at = claim.sentence, claim.value.end - claim.sentence.start
    return claim.value.text + " " + re.split(r"[,;.]|\band\b|\bbut\b|\d", sentence.text[at : at + 60])[0]


def _adds(claim: Claim) -> bool:
    printed = re.sub(r"\bmore than\b", "", claim.value.text.lower()) if claim.value else ""
    return bool(set(re.findall(r"[a-z]+", printed)) & set(vocabulary("populations")["increment"]))


# ---------------------------------------------------------------- what users see


def _question(cell: Cell, members: Sequence[Claim], event: str | None) -> Question:
    """A question in words, from the commonest printed forms of its claims; its id hashes the cell."""
    if members[0].amount is None:
        who = _commonest(c.about for c in members) or EVERYONE
    else:
        who = (_commonest(c.population or _noun(c) for c in members) or cell.who) if cell.who != EVERYONE else EVERYONE
    if cell.part and not cell.part.startswith("~"):
        part = cell.part if " " in cell.part else f"a part ({_commonest(c.value.text for c in members if c.value)})"
        who = f"{who}, {_APART.get(cell.part, part)}"
    first = min(members, key=lambda c: (c.document, c.sentence.start, c.id))
    return Question(
        id="q" + fingerprint(*cell),
        measure=_commonest(c.measure for c in members) or cell.measure,
        unit=_commonest(c.unit for c in members),
        population=who,
        place=_commonest(c.facility or (c.place.name if c.place else None) for c in members),
        event=event,
        period=_commonest((c.when.words or c.when.start.isoformat()) if c.when else None for c in members),
        stage=first.stage,
        standard=first.standard,
    )


def _commonest(printed: Iterable[str | None]) -> str | None:
    counted = Counter(p for p in printed if p)
    return min(counted, key=lambda p: (-counted[p], p), default=None)
