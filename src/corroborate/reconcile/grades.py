"""Grades of published standards for incidents and for items of information, with their reasons (docs/standards.md).

A grade is the standard's word, namespaced, and stands beside the status of a finding; neither changes the other. Levels of the
WHO surveillance system (`who-ssa`) are never assigned by machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corroborate.model import Case, Grade, Incident, Reason
from corroborate.reconcile.parties import Party, merged
from corroborate.reconcile.populations import population
from corroborate.reconcile.rules import find
from corroborate.reconcile.standards import ATTACKS, Loaded, loaded
from corroborate.reconcile.statements import Statement, ids, listed, spoken, statements, upper
from corroborate.reconcile.witnesses import voices

AIRWARS = "airwars:grades"
CLAIMED, ACCUSED, DENIED = "responsibility_claimed", "responsibility_attributed", "responsibility_denied"


@dataclass(frozen=True, slots=True)
class Harm:
    """What the reports of one incident say of harm and of who did it."""

    incident: Incident
    counts: tuple[Statement, ...]
    fighters: tuple[Statement, ...]
    claimed: tuple[Statement, ...]
    accused: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    attacks: tuple[Statement, ...]
    voices: int

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that claim it or are held responsible, one name for each that may be one."""
        names = dict.fromkeys(_party(s) for s in (*self.claimed, *self.accused))
        return tuple(min(held, key=lambda n: (len(n), n)) for held in merged([n for n in names if Party(n).told]))


def graded(case: Case) -> tuple[Grade, ...]:
    """Grade every incident of civilian harm; one of which no report tells of a strike is none, nor is one that is only looked back on."""
    rule = loaded()[AIRWARS]
    r = case.reconciliation
    answers = statements(case.documents, case.claims, r.question_of, r.origins)
    people = {q.id: population(q.population).classes for q in r.questions}
    incident_of = {c: i.id for i in r.incidents for c in i.claims}
    said: dict[str, dict[int, Statement]] = {}
    for s in (s for held in answers.values() for s in held if not s.hypothetical):
        for c in s.claims:
            said.setdefault(incident_of.get(c.id, ""), {})[id(s)] = s
    harms = [_harm(i, tuple(said.get(i.id, {}).values()), people, rule) for i in r.incidents]
    return tuple(_grade(h, rule) for h in harms if _struck(h, rule) and any(not s.claim.background for s in h.counts))


def _struck(h: Harm, rule: Loaded) -> bool:
    """Whether a report tells of a military strike."""
    return any(find(rule.data["munitions"], c.sentence.text) for s in h.attacks for c in s.claims)


def _harm(
    incident: Incident,
    said: Sequence[Statement],
    people: Mapping[str, frozenset[str]],
    rule: Loaded,
) -> Harm:
    so = [s for s in said if not s.denied]
    counts = [s for s in so if s.amount and rule.covers(s.measure)]
    fighting = set(rule.data["combatants"])
    return Harm(
        incident, tuple(counts), tuple(s for s in counts if people.get(s.question, frozenset()) & fighting),
        _of(so, CLAIMED), _of(so, ACCUSED), _of(said, DENIED), tuple(s for s in so if _attack(s)), voices(counts),
    )  # fmt: skip


def _attack(s: Statement) -> bool:
    """Whether a report says that somebody attacked; aftershocks are counted by the same measure and are none."""
    return s.measure in ATTACKS and (s.measure != "attacks" or s.claim.unit == "attacks")


def _of(said: Iterable[Statement], measure: str) -> tuple[Statement, ...]:
    return tuple(s for s in said if s.measure == measure)


def _party(s: Statement) -> str:
    """Who claims it, or whom a statement holds responsible, in printed words."""
    about = next((c.about for c in s.claims if c.about), "")
    speaker = next((c.speaker.name for c in s.claims if c.speaker), "")
    return (speaker if s.measure == CLAIMED else about) or about or speaker


def _grade(h: Harm, rule: Loaded) -> Grade:
    """The first grade of the file whose test holds, with the reasons, and what would make it another one."""
    rows = {row["code"]: row for row in rule.data["grade"]}
    code, reasons = next((code, made) for code in rows if (made := TESTS[code](h)))
    row = rows[code]
    last = Reason(f"grade.{row['word']}", f"That is “{row['word']}” by the standard's definition: {row['means']}.", ids(h.counts))
    return Grade(h.incident.id, AIRWARS, code, row["word"], (*reasons, last), (row["would_change"],))


def _discounted(h: Harm) -> list[Reason]:
    """All who are counted as killed or injured are said to be fighters."""
    if not h.fighters or len(h.fighters) < len(h.counts):
        return []
    return [Reason("grade.only_fighters", f"All who are counted are said to be fighters: {_list(h.fighters)}.", ids(h.fighters))]


def _contested(h: Harm) -> list[Reason]:
    """Two parties that are surely two claim it or are held responsible; two names of one party contest nothing."""
    if not any(Party(a).is_another(Party(b)) for a, b in combinations(h.parties, 2)):
        return []
    said = (*h.claimed, *h.accused)
    return [Reason("grade.several_parties", f"Different parties claim it or are held responsible: {listed(h.parties)}.", ids(said))]


def _confirmed(h: Harm) -> list[Reason]:
    """A party says that it did it. A claim that somebody else ascribes to it is none of its own."""
    own = [s for s in h.claimed if s.attributed]
    if not own:
        return []
    return [*_voices(h), Reason("grade.accepted", f"Responsibility is claimed: {listed([_party(s) for s in own])}.", ids(own))]


def _fair(h: Harm) -> list[Reason]:
    """Two or more independent origins report the harm, and a report says which party attacked."""
    if h.voices < 2 or not h.parties:
        return []
    named = Reason("grade.party_named", f"Reports hold a party responsible: {listed(h.parties)}.", ids(h.accused))
    return [*_voices(h), named, *_denials(h)]


def _weak(h: Harm) -> list[Reason]:
    """Whatever is left: one origin, or nobody says whose attack it was."""
    made = _voices(h)
    if not h.parties:
        text = "No report says which party attacked, which a firmer grade needs."
        made.append(Reason("grade.no_party", text, ids(h.attacks)))
    return [*made, *_denials(h)]


def _voices(h: Harm) -> list[Reason]:
    n = h.voices
    text = f"{n} independent origin{' reports' if n == 1 else 's report'} people killed or injured, whatever number each gives."
    return [Reason("grade.origins", text if n else "No report names a source for the harm.", ids(h.counts))]


def _denials(h: Harm) -> list[Reason]:
    """A denial is told and changes no grade: the standard asks for competing claims, not for consent."""
    if not h.denied:
        return []
    return [Reason("grade.denial", upper(f"a denial stands beside it and changes no grade: {_list(h.denied)}."), ids(h.denied))]


def _list(said: Sequence[Statement]) -> str:
    return listed([spoken(s) for s in said])


TESTS = {
    "airwars:discounted": _discounted, "airwars:contested": _contested, "airwars:confirmed": _confirmed, "airwars:fair": _fair,
    "airwars:weak": _weak,
}  # fmt: skip
"""What has to hold for each grade; the reasons, empty where it does not hold."""
