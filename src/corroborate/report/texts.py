"""Every report with its claims in their sentences, as the dossier's last pages print it."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Claim, Document
from corroborate.report.answers import denies, not_known
from corroborate.report.lookup import Lookup
from corroborate.report.passages import Piece, pieces
from corroborate.report.wording import day, days, measure, valued, wording

MANY = 300
"""Above this many reports, texts without any claim are left out."""
LONG = 4_000_000
"""Above this many characters in all, texts are cut down to what stands round the claims."""
CONTEXT = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a report, in words; `answer` is the anchor of the finding that it answers."""

    number: int
    id: str
    what: str
    value: str
    chain: tuple[str, ...]
    attributed: bool
    stance: str
    where: str
    when: str
    answer: str
    sentence: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One report: what is known of it, its text in pieces (None where it is left out), and its claims."""

    anchor: str
    document: Document
    published: str
    pieces: tuple[Piece, ...] | None
    left_out: str
    rows: tuple[Row, ...]


def texts(lookup: Lookup, answers: dict[str, str]) -> list[Text]:
    """Every report in order; `answers` maps a question's id to the anchor of its finding."""
    documents = lookup.case.documents
    many, long = len(documents) > MANY, sum(len(d.text) for d in documents) > LONG
    return [_text(n, d, lookup, answers, many, long) for n, d in enumerate(documents, 1)]


def _text(n: int, d: Document, lookup: Lookup, answers: dict[str, str], many: bool, long: bool) -> Text:
    claims = lookup.made_by(d.id)
    rows = tuple(row(c, lookup, answers) for c in claims)
    left_out = _left_out(d, claims, lookup, many)
    cut = None if left_out else tuple(pieces(d.text, claims, CONTEXT if long else None))
    return Text(f"r-{n}", d, day(d.published), cut, left_out, rows)


def _left_out(d: Document, claims: list[Claim], lookup: Lookup, many: bool) -> str:
    """Why a text is not printed; empty if it is."""
    if d.restricted:
        return "Text withheld: restricted source."
    if d.copy_of:
        first = lookup.documents.get(d.copy_of)
        return f"An identical copy of {first.name if first else 'another report'}; the text is printed there." if not claims else ""
    if many and not claims:
        return f"Text left out: the case holds more than {MANY} reports, and nothing here rests on this one."
    return ""


def _value(c: Claim) -> str:
    """What a claim says, in a cell: its amount, what it names, or that it names nothing; a denial that names nothing stands as its note."""
    bare = "" if denies(c) else str(wording()["answers"][measure(c.measure).get("answer", "named")]["yes"])
    return valued(c) or c.about or c.facility or bare


def row(c: Claim, lookup: Lookup, answers: dict[str, str]) -> Row:
    """One claim in words; `answers` maps a question to the anchor of its finding."""
    question = lookup.question(c.id)
    unknown, unclear = not_known(c), "speaker_unclear" in c.flags
    denial = denies(c) and not unknown and c.measure != "other_denial"  # a denial is what that measure is called
    told = (
        ("background", c.background), ("headline", c.headline), ("denial", denial), ("not known yet", unknown),
        ("source unclear", unclear),
    )  # fmt: skip
    notes = [note for note, holds in told if holds] + [f"credibility {g.word}" for g in lookup.grades.get(c.id, ())]
    what = measure(c.measure)["noun"]
    parts = [what, c.population or "", c.stage or ""]
    return Row(
        number=lookup.number[c.id], id=c.id, what=", ".join(p for p in parts if p), value=_value(c),
        chain=tuple(lookup.said_by(c)), attributed=bool(c.chain), stance=str(wording()["commitments"][str(c.commitment)]),
        where=c.facility or (c.place.name if c.place else ""), when=day(c.as_of) if c.as_of else days(c.when),
        answer=answers.get(question.id, "") if question else "", sentence=c.sentence.text, notes=tuple(notes),
    )  # fmt: skip
