"""What the reports do not say: missing sides, things that nobody counted, and what could not be read."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from corroborate.model import Mention, MentionKind
from corroborate.report.lookup import Lookup
from corroborate.report.wording import ask, counted, language, readable

KINDS = (
    ("Missing sides", ("silent_party",), "No party is accused without a statement of its own, as far as this program can tell."),
    ("What nobody counted", ("uncounted", "uncounted_group"), "Killed, injured, missing and displaced are all counted by somebody."),
    ("What ends when, and which outlet is silent", ("nothing_after", "old_count", "silent_outlet"), "Nothing of the kind was noticed."),
)
"""Headings of the list of gaps, the kinds of gap under each, and what is printed where there is none."""
AROUND = 160
"""Characters on either side within which the sentence round words not understood is shown."""
ENDED = re.compile(r"[.!?…؟۔](?=\s)|[\r\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """One gap, ready to print: its kind, the sentence, the incident where there are several, the printed numbers of its claims."""

    kind: str
    text: str
    about: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were seen and not understood, with the rest of their sentence, by report."""

    report: str
    before: str
    words: str
    after: str
    why: str


def told(lookup: Lookup) -> list[Told]:
    """The gaps of the case, and the groups that findings leave open because nobody counted them."""
    several = len({g.incident for g in lookup.case.gaps}) > 1
    made = []
    for g in lookup.case.gaps:
        incident = lookup.incidents.get(g.incident or "")
        about = readable(incident.title) if incident and several else ""
        made.append(Told(g.kind, g.text, about, tuple(lookup.numbers(g.claims))))
    for f in lookup.ordered(lookup.findings.values()):
        if "group_uncounted" in f.flags:
            text = f"{ask(lookup.questions[f.question])}: a group is named that nobody counted, so the upper end stays open."
            made.append(Told("uncounted_group", text, "", ()))
    return made


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

