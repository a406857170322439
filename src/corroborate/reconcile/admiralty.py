"""The Admiralty code: the number of an item is computed from the findings, the letter of its source is the user's own.

The number is worked out without the letters being there at all (`credibility`), and only then joined to them: a known weakness
of the scale is that the letter pulls the number along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.errors import CorroborateError
from corroborate.model import Case, Claim, Finding, Grade, Reason, Relation, RelationType, Standard, Status
from corroborate.reconcile.standards import loaded
from corroborate.reconcile.usertables import table

ADMIRALTY = "admiralty:number"
KEYS = ("name", "letter", "by", "why")
HINT = "docs/standards.md shows the format"
AGAINST = frozenset({RelationType.CONFLICTS, RelationType.DENIES})


@dataclass(frozen=True, slots=True)
class Letter:
    """What the user says of one source: its name as the record prints it, A to F, who set it and why."""

    name: str
    letter: str
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """The user's file of letters."""

    rows: tuple[Letter, ...]
    version: str
    sha256: str
    text: str

    @property
    def standard(self) -> Standard:
        """The file as a record names it."""
        return Standard("letters", self.version, self.sha256, "Letters of sources", "Set by the user, source by source.")

    def of(self, claim: Claim) -> Letter | None:
        """The letter of a claim's deepest source; an outlet's own voice has none."""
        name = claim.speaker.name.casefold() if claim.speaker else ""
        return next((row for row in self.rows if row.name.casefold() == name), None)


def parse(text: str, where: str) -> Letters:
    """Read the user's letters; CorroborateError names the file, the line and what is wrong with the row."""
    made = table(text, where, "the file of letters", "source", HINT)
    return Letters(tuple(map(_row, made.rows, made.places)), made.version, made.sha256, text)


def _row(row: Any, place: str) -> Letter:
    known = loaded()[ADMIRALTY].data["letters"]
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise CorroborateError("a row of the file of letters needs the name of a source", place, HINT)
    if not isinstance(row.get("letter"), str) or row["letter"] not in known:
        raise CorroborateError(f"{row.get('letter')!r} is no letter of the Admiralty code", place, f"Use one of: {', '.join(known)}")
    wrong = [k for k in row if k not in KEYS or not isinstance(row[k], str)]
    if wrong:
        hint = f"Use {', '.join(KEYS)}, in quotation marks"
        raise CorroborateError(f"a row of the file of letters cannot hold {wrong[0]!r}", place, hint)
    return Letter(row["name"].strip(), row["letter"], row.get("by", ""), row.get("why", ""))


def credibility(claim: Claim, finding: Finding, related: Mapping[str, list[Relation]]) -> tuple[str, Reason]:
    """The number of an item and why: 1, 2, 5 or 6; 3 and 4 ask for a judgement that no rule can make. Knows no letter."""
    mine = related.get(claim.id, [])
    odd = any(r.type is RelationType.IMPLAUSIBLE for r in mine)
    aside = any(r.rule in ("range.apart",) and claim.id in r.claims for r in finding.reasons)
    taken_back = any(r.type is RelationType.CORRECTS and r.b == claim.id for r in mine)
    against = any(r.type in AGAINST for r in mine)
    others = finding.origins.max > 1 and finding.status is not Status.UNATTRIBUTED
    if taken_back or aside:
        why = "it was corrected later" if taken_back else "it is too far from every other count"
        return "5", Reason("admiralty.contradicted", f"Other information contradicts it: {why}.", (claim.id,))
    if finding.status is Status.CORROBORATED and claim.id in finding.support and not odd and not against:
        text = f"Confirmed by other sources: {finding.origins.probable} independent origins agree."
        return "1", Reason("admiralty.confirmed", text, finding.support)
    if others and claim.id in finding.support and not odd and not against:
        return "2", Reason("admiralty.consistent", "Not confirmed, and consistent with what others say.", finding.support)
    why = "what it says does not fit together" if odd else "nobody else speaks of it"
    why = "others contradict it and nothing decides" if against else why
    return "6", Reason("admiralty.not_judged", f"Cannot be judged: {why}.", (claim.id,))


def rated(case: Case, letters: Letters | None) -> tuple[Grade, ...]:
    """Rate the claims of sources that the user gave a letter; without a file of letters there is no rating."""
    if letters is None:
        return ()
    r = case.reconciliation
    related: dict[str, list[Relation]] = {}
    for x in r.relations:
        for end in {x.a, x.b}:
            related.setdefault(end, []).append(x)
    findings = {f.question: f for f in r.findings}
    answered = [(c, findings[q]) for c in case.claims if (q := r.question_of.get(c.id)) in findings]
    numbers = [(c, *credibility(c, f, related)) for c, f in answered]
    return tuple(_rating(c, number, reason, letter) for c, number, reason in numbers if (letter := letters.of(c)))


def _rating(claim: Claim, number: str, reason: Reason, letter: Letter) -> Grade:
    words = loaded()[ADMIRALTY].data
    by = f", set by {letter.by}" if letter.by else ", set by the user"
    said = f"The letter {letter.letter} ({words['letters'][letter.letter]}) is not computed{by}{': ' + letter.why if letter.why else ''}."
    change = {
        "1": "Proof that the sources are one would make it 2.",
        "2": "A second independent origin that says the same would make it 1.",
        "5": "A source of its own that bears it out would lift it.",
        "6": "A second independent origin that says the same would make it 1.",
    }[number]
    return Grade(
        claim.id, ADMIRALTY, f"admiralty:{letter.letter}{number}", f"{number} ({words['numbers'][number]}), source {letter.letter}",
        (reason, Reason("admiralty.letter", said, (claim.id,))), (change, "Another letter in the user's file would change the letter."),
    )  # fmt: skip
