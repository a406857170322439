"""Which claims go back to one utterance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from corroborate.model import Bond, Claim, Document, Edge, Origin, OriginCount, Strength, fingerprint
from corroborate.reconcile.across import told_elsewhere
from corroborate.reconcile.bonds import joined, parted
from corroborate.reconcile.copies import copies
from corroborate.reconcile.hints import hints
from corroborate.reconcile.issuers import issued, issuer
from corroborate.reconcile.names import fullest
from corroborate.reconcile.quotations import quotations
from corroborate.reconcile.restating import own_voices, restated
from corroborate.reconcile.retold import own_retold, shared_errors
from corroborate.reconcile.rules import nobody
from corroborate.reconcile.testimony import same_speaker
from corroborate.reconcile.wires import wire, wires

WITNESSED = "witnessed"
"""Flag of a claim that the outlet's own people saw or counted themselves."""
SILENCE = 90
"""Days without a report after which a source that answers other questions speaks on another matter."""
_JOINS = (Strength.CERTAIN, Strength.PROBABLE)


def dependence(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], incident_of: Mapping[str, str],
    bonds: Sequence[Bond] = (),
) -> list[Edge]:  # fmt: skip
    """Collect the evidence that pairs of claims share an origin; what people judged of it goes before all of it."""
    matters = _matters(documents, claims, question_of, incident_of)
    edges = same_speaker(documents, claims, matters) + told_elsewhere(documents, claims, matters)
    edges += restated(claims, question_of) + quotations(claims, question_of)
    shared = copies(documents, claims, question_of)
    edges += shared + wires(documents, claims, question_of) + shared_errors(documents, claims, question_of)
    edges += issued(documents, claims, question_of)
    edges += joined(bonds, claims)
    sets = _joined(edges, _JOINS)
    sourced = {sets.root(c.id) for c in claims if c.speaker}
    mine = [c for c in claims if not c.speaker and sets.root(c.id) not in sourced]
    edges += own_voices(documents, mine, _copied(mine, shared))
    edges += hints(claims, question_of) + own_retold(claims, question_of)
    return parted(sorted(set(edges), key=lambda e: (e.a, e.b, e.rule, e.strength)), bonds)


def _matters(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], incident_of: Mapping[str, str]
) -> dict[str, str]:
    """The matter that a source speaks on: the event that most answers to its question tell of, as long as reports of it go on."""
    day = {d.id: d.published for d in documents}
    asked: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        asked[question_of.get(claim.id, claim.id)].append(claim)
    told: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    event = {}
    for question, held in asked.items():
        counted = Counter(incident_of.get(c.id, "") for c in held)
        event[question] = min(counted, key=lambda i: (-counted[i], i))
        printed = [d for c in held if (d := day.get(c.document))]
        if printed:
            told[event[question]].append((min(printed), max(printed), question))
    season = {q: f"{k}" for spans in told.values() for q, k in _seasons(spans)}
    return {c.id: f"{event[q]} {season.get(q, '0')}" for q, held in asked.items() for c in held}


def _seasons(spans: Iterable[tuple[date, date, str]]) -> Iterator[tuple[str, int]]:
    """Questions numbered by the run of reports that answer them: after a long silence what is reported is another matter."""
    last, number = None, 0
    for first, end, question in sorted(spans):
        if last is not None and (first - last).days > SILENCE:
            number += 1
        last = max(last or end, end)
        yield question, number


def _copied(mine: Sequence[Claim], shared: Sequence[Edge]) -> dict[str, frozenset[str]]:
    """The documents that share each unattributed claim as copy; a document that mostly copies is copy throughout."""
    document = {c.id: c.document for c in mine}
    met: dict[str, set[str]] = defaultdict(set)
    for edge in shared:
        if edge.a in document and edge.b in document:
            both = {document[edge.a], document[edge.b]}
            met[edge.a] |= both
            met[edge.b] |= both
    return {claim: frozenset({"copy"}) for claim in met}


# ---------------------------------------------------------------- components


class _Sets:
    """Disjoint sets of ids, made of pairs that belong together; each set is named by its least member."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            a, b = sorted((self.root(one), self.root(other)))
            if a != b:
                self._above[b] = a

    def root(self, claim: str) -> str:
        """The least member of the claim's set."""
        way = []
        while (above := self._above.get(claim, claim)) != claim:
            way.append(claim)
            claim = above
        self._above.update(dict.fromkeys(way, claim))
        return claim


def _joined(edges: Iterable[Edge], strengths: Iterable[Strength] = tuple(Strength)) -> _Sets:
    """The sets that edges of the given strengths make."""
    return _Sets((e.a, e.b) for e in edges if e.strength in strengths)


def origins(documents: Sequence[Document], claims: Sequence[Claim], edges: Sequence[Edge]) -> tuple[list[Origin], dict[str, str]]:
    """Join claims over certain and probable edges; returns the origins and the origin id of every claim."""
    sets = _joined(edges, _JOINS)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[sets.root(claim.id)].append(claim)
    touching: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        for root in {sets.root(edge.a), sets.root(edge.b)}:
            touching[root].append(edge)
    outlet = {d.id: d.outlet for d in documents}
    age = {d.id: (d.published.isoformat() if d.published else "9999", d.name) for d in documents}
    made = {}
    for root, members in held.items():
        members.sort(key=lambda c: (age[c.document], c.sentence.start, c.id))
        made[root] = _origin(members, touching[root], outlet)
    return sorted(made.values(), key=lambda o: o.id), {c.id: made[sets.root(c.id)].id for c in claims}


def _origin(members: Sequence[Claim], edges: Sequence[Edge], outlet: Mapping[str, str]) -> Origin:
    """The origin of claims, oldest first; its id is the oldest claim's, so that later reports keep it."""
    speakers = [c.speaker for c in members if c.speaker]
    reports = len({c.document for c in members})
    outlets = sorted({outlet[c.document] for c in members})
    seen = any(WITNESSED in c.flags for c in members)
    itself = any(issuer(outlet[c.document]) for c in members if not c.speaker)
    if speakers:
        who = fullest(speakers).name
        via = sorted({s.name for c in members for s in c.via})
        how = f"named in {_reports(reports)}" + (f", through {', '.join(via)}" if via else "")
    else:
        agencies = sorted({wire(c) for c in members})
        name = agencies[0] if len(agencies) == 1 and agencies[0] else outlets[0]
        who = name if seen or itself else f"unattributed {name}"
        own = f"own words, in {_reports(reports)}" + (" (shared copy)" if len(outlets) > 1 else "")
        how = "what its own people saw" if seen else "what it publishes itself" if itself else own
    ids = tuple(sorted(c.id for c in members))
    known = seen or itself or not all(nobody(s) for s in speakers)
    return Origin("o" + fingerprint(members[0].id), who, how, ids, known, tuple(edges))


def _reports(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"


class Independence:
    """The origins of a story, joined on every edge, on certain and probable ones, and on certain ones only."""

    def __init__(self, sources: Sequence[Origin], edges: Sequence[Edge]) -> None:
        self.sources, self.edges = sources, edges
        self._attributed = {c for o in sources if o.attributed for c in o.claims}
        self._origin_of = {c: o.id for o in sources for c in o.claims}
        self._every, self._certain = _joined(edges), _joined(edges, (Strength.CERTAIN,))

    def count(self, support: Sequence[str]) -> OriginCount:
        """The independent origins behind claims; an outlet's own voice counts nothing in the first two and one in the last."""
        return OriginCount(
            min=len({self._every.root(c) for c in support if c in self._attributed}),
            probable=len({self._origin_of[c] for c in support if c in self._attributed}),
            max=len({self._certain.root(c) for c in support}),
        )


_last: list[Independence] = []


def count(support: Sequence[str], sources: Sequence[Origin], edges: Sequence[Edge]) -> OriginCount:
    """Count the independent origins behind the claims `support`; the joined sets are kept for the next question of the same story."""
    if not _last or _last[0].sources is not sources or _last[0].edges is not edges:
        _last[:] = [Independence(sources, edges)]
    return _last[0].count(support)
