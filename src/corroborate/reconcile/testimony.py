"""Who speaks: edges between claims of one source on one matter, and between a report's own words and the source that it names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from corroborate.model import Claim, Document, Edge, SourceKind, Strength
from corroborate.reconcile.names import (
    bare,
    content,
    core,
    fullest,
    generic,
    private,
    same_among,
    same_name,
    same_office,
    same_post,
    same_role,
    same_state,
    same_unnamed,
)
from corroborate.reconcile.offices import Office, office, one_body, same_authority, same_desk
from corroborate.reconcile.posts import holds, speaks_for, titled_for
from corroborate.reconcile.restating import CHANCE, star
from corroborate.reconcile.retold import retold
from corroborate.reconcile.rules import bloc, relays
from corroborate.reconcile.spellings import respelled, surname
from corroborate.reconcile.voices import Voice, hidden, meetings
from corroborate.reconcile.words import words

SMALL = 2.0
"""The same for sources that are both no more than "officials" or "authorities"."""
INSIDER = "insider_inferred"
"""Flag of a quotation in the locative first person, in the mouth of somebody whose office is elsewhere."""


# ---------------------------------------------------------------- same speaker


def same_speaker(documents: Sequence[Document], claims: Sequence[Claim], matter_of: Mapping[str, str]) -> list[Edge]:
    """Edges between attributed claims of one source on one matter, whoever it told."""
    voices: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            name = claim.speaker.name
            where = claim.document if private(claim.speaker) or generic(name) or bare(name) else ""
            voices[matter_of.get(claim.id, ""), f"{where}\n{claim.speaker.name}"].append(claim)
    text = {d.id: d.text for d in documents}
    edges: list[Edge] = []
    by_matter: dict[str, list[Voice]] = defaultdict(list)
    for (matter, _), held in sorted(voices.items()):
        voice = Voice(fullest(c.speaker for c in held if c.speaker), held)
        edges += _one_voice(voice)
        by_matter[matter].append(voice)
    for group in by_matter.values():
        edges += _renamed(group, text) + _the_group(group) + _one_branch(group, text)
    return edges


def relays_insider(claim: Claim) -> bool:
    """Whether an official's words are those of somebody who was there ("we sit in the cellar"): an unnamed source behind the speaker."""
    return INSIDER in claim.flags


def _one_voice(voice: Voice) -> list[Edge]:
    """Edges between all that one source says; what it relays of somebody inside is only probably its own."""
    relayed = [c for c in voice.claims if relays_insider(c)]
    own = [c for c in voice.claims if not relays_insider(c)]
    edges = [e for held in (own, relayed) for e in star(held, Strength.CERTAIN, "same-speaker", f"Both go back to {voice.source.name}.")]
    if own and relayed:
        why = f"{voice.source.name} says one, and relays in the other the words of somebody unnamed who was there."
        edges.append(Edge(own[0].id, relayed[0].id, Strength.PROBABLE, "relayed-insider", why))
    return edges


def _renamed(voices: Sequence[Voice], text: Mapping[str, str]) -> list[Edge]:
    """Edges between voices whose sources are one under two names; a short name that fits several full ones joins none surely."""
    edges = []
    pairs = meetings(voices, text)
    wider: dict[int, list[Voice]] = defaultdict(list)
    for a, b in (p for pair in pairs for p in (pair, pair[::-1])):
        if _wider(a.source.name, b.source.name):
            wider[id(a)].append(b)
    equal: list[tuple[Voice, Voice]] = []
    torn = {k for k, found in wider.items() if _two_people(found)}
    for a, b in pairs:
        unsure = any(id(p) in torn and any(q is w for w in wider[id(p)]) for p, q in ((a, b), (b, a)))
        if found := _one(a, b, same_name(a.source.name, b.source.name), unsure, text):
            if found[1] == "equal-figure":
                equal.append((a, b))
            else:
                edges.append(_named_twice(a, b, *found))
    return edges + _one_each(equal)


def _one_each(equal: Sequence[tuple[Voice, Voice]]) -> list[Edge]:
    """Edges for sources of one figure: who is not named is one of the named ones, never the bridge between two of them."""
    edges, taken = [], set()
    ranked = [(a, b) if hidden(b) and not hidden(a) else (b, a) for a, b in equal]
    ranked.sort(key=lambda p: (not p[0].documents & p[1].documents, -len(p[0].claims), p[0].source.name, p[1].source.name))
    for named, other in ranked:
        if hidden(named) or id(other) not in taken:
            edges.append(_named_twice(named, other, Strength.PROBABLE, "equal-figure"))
            taken |= set() if hidden(named) else {id(other)}
    return edges


def _one_branch(voices: Sequence[Voice], text: Mapping[str, str]) -> list[Edge]:
    """Edges between sources that speak for one body told by its kind; one without a place goes to the event's or the one told most."""
    held: dict[Office, list[Voice]] = defaultdict(list)
    for voice in voices:
        if (found := office(voice.source, voice.role, [text[d] for d in sorted(voice.documents)])).kinds:
            held[found].append(voice)
    home = _home(voices)
    edges = []
    for x, mine in held.items():
        fits = [(y, v) for y, found in held.items() if one_body(x, y) for v in (found if y.whose else found[:1])]
        rivals = [(y, v) for y, v in fits if y.whose]
        for voice in mine:
            chosen = rivals or fits
            if rivals and not x.whose:
                first = min(rivals, key=partial(_nearest, voice, home))
                chosen = [first, *(f for f in fits if not f[0].whose and not same_desk(x, first[0]))]
            edges += [_branch(v, voice, y, x) for y, v in chosen if v is not voice]
    return edges


def _nearest(voice: Voice, home: frozenset[str], rival: tuple[Office, Voice]) -> tuple[object, ...]:
    """The body that a source without a place speaks for comes first: of its own report, of the event's place, the one told most."""
    its, other = rival
    return not other.documents & voice.documents, not its.whose & home, -len(other.documents), other.source.name


def _home(voices: Sequence[Voice]) -> frozenset[str]:
    """The words of the place that most claims of a matter give."""
    named = Counter(c.place.name for v in voices for c in v.claims if c.place)
    return frozenset(words(min(named, key=lambda p: (-named[p], p), default="")))


def _branch(a: Voice, b: Voice, x: Office, y: Office) -> Edge:
    """A head of a body may speak for himself: of him it is probable only where both give one figure."""
    strength = Strength.PROBABLE if same_desk(x, y) or _agree(a, b) else Strength.POSSIBLE
    sure = "probably" if strength is Strength.PROBABLE else "possibly"
    why = f"{a.source.name} and {b.source.name} are {sure} one body ({', '.join(sorted(x.kinds & y.kinds))}) and those who speak for it."
    return Edge(a.claims[0].id, b.claims[0].id, strength, "one-body", why)


def _two_people(voices: Sequence[Voice]) -> bool:
    """Whether the voices are of different people, whom a surname alone does not tell apart."""
    names = [v.source.name for v in voices if v.source.kind is SourceKind.PERSON]
    return any(not same_name(x, y) for x in names for y in names)


def _wider(short: str, full: str) -> bool:
    """Whether the second name says more of one source than the first."""
    return core(short) < core(full) and same_name(short, full)


def _the_group(voices: Sequence[Voice]) -> list[Edge]:
    """Edges from "the group" to the only body that its report names."""
    edges = []
    for a in (v for v in voices if generic(v.source.name) or bare(v.source.name)):
        beside = [v for v in voices if v.documents & a.documents and v is not a and v.source.kind is SourceKind.BODY]
        short = content(a.source.name) if bare(a.source.name) else frozenset()
        named = [v for v in beside if (short < content(v.source.name) if short else core(v.source.name))]
        if len(named) == 1:
            why = f"{a.source.name} is probably {named[0].source.name}, the only body that the report quotes."
            edges.append(Edge(named[0].claims[0].id, a.claims[0].id, Strength.PROBABLE, "the-group", why))
    return edges


def _one(a: Voice, b: Voice, fits: bool, unsure: bool, text: Mapping[str, str]) -> tuple[Strength, str] | None:
    """How surely two voices are one source, and by which rule."""
    x, y = a.source.name, b.source.name
    if SourceKind.PSEUDONYM in (a.source.kind, b.source.kind):
        return None  # a pseudonym is no name: it stands for one source under this very word only
    if hidden(a) or hidden(b):
        return _one_unnamed(a, b, fits, unsure)
    if {a.source.kind, b.source.kind} == {SourceKind.PERSON}:
        fits = respelled(x, y) or (fits and surname(x, y))
    if fits:
        sure = Strength.CERTAIN if content(x) == content(y) else Strength.PROBABLE
        return (Strength.POSSIBLE if unsure else sure), "same-speaker"
    return (Strength.PROBABLE, "same-speaker") if same_among(x, y) else _one_house(a, b, text)


def _one_unnamed(a: Voice, b: Voice, fits: bool, unsure: bool) -> tuple[Strength, str] | None:
    """The same where one of two voices at least has no name by which it could be known in another report."""
    x, y, together = a.source.name, b.source.name, bool(a.documents & b.documents)
    if fits and not same_post(x, y):
        return Strength.POSSIBLE, "same-office"
    if not together and (fits or same_office(x, y)) and retold(a.claims, b.claims):
        return Strength.PROBABLE, "retold"
    if fits:
        return (Strength.PROBABLE if together and not unsure else Strength.POSSIBLE), "same-speaker"
    if same_among(x, y):
        return Strength.PROBABLE, "same-speaker"
    if _agree(a, b) and not _other_sides(a, b) and not (relays(a.source) or relays(b.source)):
        return Strength.PROBABLE, "equal-figure"
    if same_authority(x, y) and (together or _agree(a, b, SMALL)):
        return (Strength.PROBABLE if _agree(a, b, SMALL) else Strength.POSSIBLE), "same-office"
    if same_office(x, y):
        return (Strength.PROBABLE if together and same_unnamed(x, y) and same_post(x, y) else Strength.POSSIBLE), "same-office"
    return None


def _one_house(a: Voice, b: Voice, text: Mapping[str, str]) -> tuple[Strength, str] | None:
    """The same for two names that are not one: a body and who speaks for it or heads it, an office and its holder, media of one state."""
    x, y, together = a.source.name, b.source.name, bool(a.documents & b.documents)
    if together and not (core(x) and core(y)) and _agree(a, b):
        return Strength.PROBABLE, "equal-figure"
    if bare(x) or bare(y):
        return None  # left to the-group
    if same_role(x, y):
        return Strength.PROBABLE, "same-speaker"
    if same_state(x, y):
        return Strength.POSSIBLE, "same-office"
    pairs = [(p.source, q, [text[d] for d in sorted(p.documents)]) for p, q in ((a, y), (b, x))]
    people = {a.source.kind, b.source.kind} == {SourceKind.PERSON}
    if any((titled_for if people else speaks_for)(*pair) for pair in pairs):
        return Strength.PROBABLE, "spokesperson"
    if not people and any(holds(*pair) for pair in pairs):
        return Strength.PROBABLE, "office-holder"
    if together and {a.source.kind, b.source.kind} == {SourceKind.PERSON, SourceKind.BODY} and _agree(a, b):
        return Strength.POSSIBLE, "body-and-person"
    return None


def _agree(a: Voice, b: Voice, smallest: float = CHANCE) -> bool:
    """Whether two voices, one of them unnamed, give an equal telling number of the same thing at the same time."""
    return any(
        figure[1] >= smallest and any(_same_day(c, d) for c in a.figures[figure] for d in b.figures[figure])
        for figure in a.figures.keys() & b.figures.keys()
    )


def _other_sides(a: Voice, b: Voice) -> bool:
    """Whether both are known to stand on different sides: a survivor is not the police."""
    x, y = bloc(a.source), bloc(b.source)
    return x != y and "unknown" not in (x, y)


def _same_day(a: Claim, b: Claim) -> bool:
    return a.as_of is None or b.as_of is None or abs((a.as_of - b.as_of).days) <= 1


def _named_twice(a: Voice, b: Voice, strength: Strength, rule: str) -> Edge:
    sure = {Strength.CERTAIN: "are", Strength.PROBABLE: "are probably", Strength.POSSIBLE: "may be"}[strength]
    if rule == "equal-figure":
        why = f"{a.source.name} and {b.source.name} give the same figure, and one of them is not named."
        return Edge(a.claims[0].id, b.claims[0].id, strength, rule, why)
    if rule == "retold":
        why = f"{a.source.name} and {b.source.name} tell the same facts in the same order: probably one telling in two wordings."
        return Edge(a.claims[0].id, b.claims[0].id, strength, rule, why)
    if rule == "body-and-person":
        why = f"One report gives the same figure to {a.source.name} and to {b.source.name}: perhaps one who speaks for the other."
        return Edge(a.claims[0].id, b.claims[0].id, strength, rule, why)
    what = "a body and one who speaks for it" if rule == "spokesperson" else "one source"
    return Edge(a.claims[0].id, b.claims[0].id, strength, rule, f"{a.source.name} and {b.source.name} {sure} {what}.")
