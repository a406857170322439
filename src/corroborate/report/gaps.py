"""What the reports do not say: missing sides, things that nobody counted, and what could not be read."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from corroborate.model import Claim, Mention, MentionKind
from corroborate.report.lookup import Lookup
from corroborate.report.wording import ask, counted, language, measure, wording

ACCUSING = frozenset({"responsibility_attributed"})
SMALL = frozenset({"the", "a", "an", "of", "and", "forces", "troops", "fighters", "army", "military", "government", "group", "militants"})
WORD = re.compile(r"[^\W\d_]{3,}")
AROUND = 160
"""Characters on either side within which the sentence round words not understood is shown."""
ENDED = re.compile(r"[.!?…؟۔](?=\s)|[\r\n]")


@dataclass(frozen=True, slots=True)
class Silent:
    """A party that is accused and never speaks, with the printed numbers of the claims that accuse it."""

    party: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were seen and not understood, with the rest of their sentence, by report."""

    report: str
    before: str
    words: str
    after: str
    why: str


def silent_sides(lookup: Lookup) -> list[Silent]:
    """Accused parties without any claim of their own; a shared name or nationality word counts as theirs."""
    accusing: dict[str, list[Claim]] = defaultdict(list)
    for claim in lookup.claims.values():
        if claim.measure in ACCUSING and claim.about and claim.polarity == "+":
            accusing[_plain(claim.about)].append(claim)
    voices = {w for c in lookup.claims.values() for s in c.chain for w in _words(f"{s.name} {s.role or ''}")}
    return [
        Silent(min((c.about or "" for c in claims), key=lambda a: (len(a), a)), tuple(lookup.numbers(c.id for c in claims)))
        for party, claims in sorted(accusing.items())
        if party and not _words(party) & voices
    ]


def uncounted(lookup: Lookup) -> list[str]:
    """Sentences on what nobody counted: usual measures without any number, and groups that findings leave open."""
    given = {c.measure for c in lookup.claims.values() if c.amount}
    missing = [f"No report gives a number of {measure(m)['noun']}." for m in wording()["expected"] if m not in given]
    for finding in lookup.ordered(lookup.findings.values()):
        if "group_uncounted" in finding.flags:
            missing.append(f"{ask(lookup.questions[finding.question])}: a group is named that nobody counted, so the upper end stays open.")
    return missing


def unread(lookup: Lookup, limit: int = 200) -> tuple[list[Unread], int]:
    """Words that were seen and not understood, at most `limit` of them, and how many in all; those of reports that were read first."""
    aside = _not_read(lookup)
    found = [m for m in lookup.case.mentions if m.kind is MentionKind.UNREAD and m.span.document in lookup.documents]
    found.sort(key=lambda m: lookup.documents[m.span.document].name in aside)
    return [_unread(m, lookup) for m in found[:limit]], len(found)


def _unread(m: Mention, lookup: Lookup) -> Unread:
    d, span = lookup.documents[m.span.document], m.span
    if d.text[span.start : span.end] != span.text:  # a profile took the words out of the text
        return Unread(d.name, span.before, span.text, span.after, m.value)
    before, after = d.text[max(0, span.start - AROUND) : span.start], d.text[span.end : span.end + AROUND]
    first = max((e.end() for e in ENDED.finditer(before)), default=0)
    last = ENDED.search(after)
    return Unread(d.name, before[first:].lstrip(), span.text, after[: last.start() + 1 if last else None].rstrip(), m.value)


def _not_read(lookup: Lookup) -> set[str]:
    """Names of the reports that the reader set aside, or of which it read a part and found nothing there."""
    claimed = {d.name for d in lookup.case.documents if lookup.made_by(d.id)}
    return {p.document for p in lookup.case.problems if p.stage == "read"} - claimed


def wordless(lookup: Lookup) -> list[str]:
    """Names of reports that were read and gave no claim; those that were set aside stand among the problems."""
    aside = _not_read(lookup)
    return [d.name for d in lookup.case.documents if not lookup.made_by(d.id) and not d.copy_of and d.name not in aside]


def languages(lookup: Lookup) -> str:
    """What the reports are written in: "7 reports in English, 1 report in Spanish"."""
    found: dict[str, int] = defaultdict(int)
    for d in lookup.case.documents:
        found[d.language] += 1
    return ", ".join(f"{counted(n, 'report')} in {language(code)}" for code, n in sorted(found.items(), key=lambda kv: (-kv[1], kv[0])))


def _plain(words: str) -> str:
    return " ".join(WORD.findall(words.casefold()))


def _words(words: str) -> set[str]:
    """The telling words of a name, cut to five letters so that a country meets its adjective."""
    return {w[:5] for w in WORD.findall(words.casefold()) if w not in SMALL}
