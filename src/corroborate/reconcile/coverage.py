"""What the reports do not say: what nobody counted, who is not heard, what ends when, which outlet is silent (docs/standards.md)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from corroborate.model import Bound, Case, Claim, Document, Gap, Incident
from corroborate.reconcile.blocs import UNKNOWN, active
from corroborate.reconcile.parties import Party, merged
from corroborate.reconcile.populations import population
from corroborate.reconcile.rules import rules
from corroborate.reconcile.standards import loaded
from corroborate.reconcile.statements import listed
from corroborate.reconcile.words import stem
from corroborate.vocabulary import vocabulary

GAPS = "ours:gaps"
_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[.;:!?]")


def gaps(case: Case) -> tuple[Gap, ...]:
    """The gaps of every incident that enough reports tell of, the largest first; of the largest alone where none is."""
    least = loaded()[GAPS].data["reports"]
    every = sorted(case.reconciliation.incidents, key=lambda i: (-len(i.claims), i.id))
    documents = {d.id: d for d in case.documents}
    own = {c.id for c in case.claims if not c.background}
    told = [i for i in every if len(_reports(i, documents)) >= least and own & set(i.claims)] or every[:1]
    by_id = {c.id: c for c in case.claims}
    days = sorted(d.published for d in case.documents if d.published and not d.copy_of)
    made: list[Gap] = []
    for incident in told:
        claims = [by_id[c] for c in incident.claims if c in by_id]
        made += _of_incident(incident, claims, _reports(incident, documents), days)
    return tuple(made)


def _of_incident(incident: Incident, claims: Sequence[Claim], reports: Sequence[Document], days: Sequence[date]) -> list[Gap]:
    return [
        *_measures(incident, claims), *_groups(incident, claims), *_parties(incident, claims), *_silent(incident, claims, reports),
        *_old(incident, claims, reports), *_after(incident, reports, days),
    ]  # fmt: skip


def _reports(incident: Incident, documents: Mapping[str, Document]) -> list[Document]:
    """The reports of an incident; a second copy of the same bytes is the same report."""
    return [documents[d] for d in incident.documents if d in documents and not documents[d].copy_of]


def _noun(measure: str) -> str:
    """What a measure counts, in words: "people killed"."""
    known = vocabulary("wording")["measures"].get(measure, {})
    return str(known.get("noun", measure.removeprefix("ours:").replace("_", " ")))


def _counts(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that give a number, rather than a word for one."""
    return [c for c in claims if c.amount and c.amount.bound is not Bound.VAGUE]


# ---------------------------------------------------------------- what nobody counted


def _measures(incident: Incident, claims: Sequence[Claim]) -> list[Gap]:
    given, vague = {c.measure for c in _counts(claims)}, defaultdict(list)
    for c in claims:
        if c.amount and c.measure not in given:
            vague[c.measure].append(c)
    made = []
    for m in loaded()[GAPS].data["expected"]:
        if m in vague:
            said = listed([f"“{c.value.text}”" for c in vague[m] if c.value and not c.restricted]) or "a word"
            made.append(Gap("uncounted", f"Nobody counts the {_noun(m)}: reports say no more than {said}.", incident.id, _ids(vague[m])))
        elif m not in given:
            made.append(Gap("uncounted", f"No report gives a number of {_noun(m)}.", incident.id))
    return made


def _groups(incident: Incident, claims: Sequence[Claim]) -> list[Gap]:
    """Groups that are named among those affected and that nobody counts: "killed 12 people, including children"."""
    wanted = set(loaded()[GAPS].data["groups"])
    counted: dict[str, set[str]] = defaultdict(set)
    for c in _counts(claims):
        counted[c.measure] |= population(c.population).classes
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    printed: dict[tuple[str, str], str] = {}
    for c in claims:
        for group, word in _named(c, wanted):
            if group not in counted[c.measure]:
                found[c.measure, group].append(c)
                printed.setdefault((c.measure, group), word)
    return [Gap("uncounted_group", _unnumbered(printed[key], key[0]), incident.id, _ids(held)) for key, held in sorted(found.items())]


def _unnumbered(group: str, measure: str) -> str:
    return f"Nobody counted the {group} among the {_noun(measure)}, whom a report names."


def _named(claim: Claim, wanted: set[str]) -> list[tuple[str, str]]:
    """Groups that the sentence of a count names without a number, with the printed word; none of a tip, whose words are withheld."""
    if claim.amount is None or claim.restricted or not claim.measure.startswith("people_"):
        return []
    if claim.amount.bound is Bound.VAGUE and claim.value and claim.value.text.casefold() == (claim.population or "").casefold():
        return [(g, claim.value.text) for g in population(claim.population).classes & wanted]
    rule = loaded()[GAPS].data
    tokens = _TOKEN.findall(claim.sentence.text)
    low = [t.casefold() for t in tokens]
    made = []
    for cue in (tuple(words.split()) for words in rule["cues"]):
        for at in range(len(low) - len(cue)):
            if tuple(low[at : at + len(cue)]) == cue:
                made += _after_cue(tokens[at + len(cue) : at + len(cue) + rule["adjectives"] + 1], wanted)
    return made


def _after_cue(tokens: Sequence[str], wanted: set[str]) -> list[tuple[str, str]]:
    """The group in plural that follows, if no number, article or stop comes before it."""
    groups = {stem(w): name for name, listed_ in vocabulary("populations")["groups"].items() for w in listed_}
    for word in tokens:
        low = word.casefold()
        if not low.isalpha() or low in ("a", "an", "one", "the") or low in vocabulary("numbers")["cardinals"]:
            return []
        name = groups.get(stem(low))
        if name in wanted and (low.endswith("s") or low in ("children", "women", "men", "staff", "elderly")):
            return [(name, low)]
    return []


# ---------------------------------------------------------------- who is not heard


def _parties(incident: Incident, claims: Sequence[Claim]) -> list[Gap]:
    """Accused parties without a statement of their own, and expected parties of the table of sides whom no report quotes."""
    voices = {f"{s.name} {s.role or ''}" for c in claims for s in c.chain}
    sides = {active().side(voice) for voice in voices}
    accusing: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.measure == "responsibility_attributed" and c.about and c.polarity == "+" and Party(c.about).told:
            accusing[c.about].append(c)
    made = []
    for names in merged(sorted(accusing)):
        if not any(_speaks(Party(name), voices, sides) for name in names):
            ids = _ids(c for name in names for c in accusing[name])
            shortest = min(names, key=lambda n: (len(n), n))
            text = f"Held responsible, with no statement of theirs in these reports: {shortest}."
            made.append(Gap("silent_party", text, incident.id, ids))
    for side in sorted(_expected() - sides):
        made.append(Gap("silent_party", f"No report carries a statement of {side} (by the table of sides).", incident.id))
    return made


def _speaks(party: Party, voices: set[str], sides: set[str]) -> bool:
    """Whether a report quotes the party: by a word of its name; a mere kind, or a side of the user's own, by its side."""
    if any(party.words & Party(voice).words for voice in voices):
        return True
    return party.side in sides and party.side != UNKNOWN and (not party.proper or party.side in _expected())


def _expected() -> set[str]:
    return {row.name for row in active().rows if row.expected}


def _silent(incident: Incident, claims: Sequence[Claim], reports: Sequence[Document]) -> list[Gap]:
    """Outlets that give no number of what most others give."""
    rule = loaded()[GAPS].data
    outlet = {d.id: d.outlet for d in reports if not d.restricted}  # a tip is no outlet
    all_ = sorted(set(outlet.values()))
    if len(all_) < rule["outlets"]:
        return []
    made = []
    for measure in rule["expected"]:
        giving = {outlet[c.document] for c in claims if c.amount and c.measure == measure and c.document in outlet}
        quiet = [o for o in all_ if o not in giving]
        if quiet and len(giving) >= max(2, rule["share"] * len(all_)):
            give = "gives" if len(quiet) == 1 else "give"
            text = f"{len(quiet)} of {len(all_)} outlets {give} no number of {_noun(measure)}: {listed(quiet)}."
            made.append(Gap("silent_outlet", text, incident.id))
    return made


# ---------------------------------------------------------------- what ends when


def _old(incident: Incident, claims: Sequence[Claim], reports: Sequence[Document]) -> list[Gap]:
    """Counts of what goes on that are older than the last reports of the incident."""
    last = max((d.published for d in reports if d.published), default=None)
    if last is None:
        return []
    published = {d.id: d.published for d in reports}
    t = rules()["time"]
    days: dict[str, list[tuple[date, Claim]]] = defaultdict(list)
    for c in _counts(claims):
        day = c.as_of or published.get(c.document)
        if day and not c.background and c.measure in (*t["cumulative"], *t["stock"]):
            days[c.measure].append((day, c))
    made = []
    for measure, held in sorted(days.items()):
        newest = max(day for day, _ in held)
        if (last - newest).days >= loaded()[GAPS].data["stale"]:
            ids = _ids(c for day, c in held if day == newest)
            text = f"The last count of {_noun(measure)} is as of {_day(newest)}; reports go on until {_day(last)}."
            made.append(Gap("old_count", text, incident.id, ids))
    return made


def _after(incident: Incident, reports: Sequence[Document], days: Sequence[date]) -> list[Gap]:
    """After which day no report tells of the incident."""
    last = max((d.published for d in reports if d.published), default=None)
    if last is None:
        return [Gap("nothing_after", "No report says when it was published, so that the end of the reporting is not known.", incident.id)]
    later = len(days) - bisect_right(days, last)
    many = "1 later report of this case tells" if later == 1 else f"{later} later reports of this case tell"
    beside = f"; {many} of other things" if later else ""
    return [Gap("nothing_after", f"Nothing after {_day(last)}: the last report on it is of that day{beside}.", incident.id)]


def _day(value: date) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{value.day} {months[value.month - 1]} {value.year}"


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({c.id for c in claims}))
