"""Whether a time that could lie on either side of the report lies ahead or back, by the verbs and prepositions beside it.

What stands nearest before the time decides, inside its own clause; a verb of saying right before it (`will rise, police said on Friday`)
tells the day of speaking, which is past.
"""

from __future__ import annotations

from functools import cache

import regex

from corroborate.vocabulary import vocabulary

_CLAUSE = regex.compile(
    r".*(?:[.;:!?“”\"\n]|``|''|,\s+(?:and|but|who|which|as)\b|\b(?:but|while|after|because|when|where|since|following)\b)",
    regex.IGNORECASE | regex.DOTALL,
)
"""All that stands before the clause of the words that end a text."""
_AHEAD = regex.compile(
    r"\b(?:will|shall|won['’]t|would|(?-i:may)|might|must|should|going to|ready to"
    r"|(?:is|are|was|were|be|been) (?:to|due|scheduled|slated|set)"
    r"|(?:is|are|was|were) (?:(?:now|still|widely) )?(?:expected|supposed|planned|likely|meant|obliged)"
    r"|(?:plan|expect|hope|intend|vow|promise|threaten|prepare|agree|want|pledge|schedul|aim|need|decid)(?:s|n?ed|d|ing|ning)?"
    r" (?:\p{L}+ly )?to(?! (?:an?|the|this|these|his|her|its|their|all)\b)"
    r"|(?:plan(?:s|ned|ning)|schedul(?:ed|ing)) (?:for|an?|the|another)|set (?:to|for)"
    r"|(?<!ed |known |found |seem |seems )to be|scheduled|payable|upcoming|as (?:early|soon) as|no later than|ahead of|effective|expires?"
    r"|(?:has|have) (?:until|till)|deadline|(?:conven|reconven|open|start|begin|clos|meet|vot|resum|expir|arriv)e?s)\b"
    r"|\bdue(?: (?:on|by|in|at|back|for))?\s*$",
    regex.IGNORECASE,
)
_DEADLINE = regex.compile(
    r"\b(?:must|should|would|could|can|may|deadline|ultimatum|order\w*|told to|vow\w*|promis\w+|plan\w*|hop\w+|demand\w*|urg\w+)\b"
)
_DONE = regex.compile(r"\b(?:had|has|have|was|were|\p{L}+ed|rose|stood|fell|grew|left|died|lasted)\b[^.;]*$", regex.IGNORECASE)
"""Before `by Thursday`: what is told is over, so that the day is one gone by."""
_PAST = regex.compile(
    r"\b(?:was|were|had|did|has|have|been|died|hit|struck|shot|left|fell|broke|went|came|took|gave|blew|drove|rose|began|became|met"
    r"|said|told|found|made|held|won|lost|\p{L}{2,}ed)\b",
    regex.IGNORECASE,
)
_BESIDE = regex.compile(_PAST.pattern + r"\s+(?:late\s+|early\s+)?(?:on\s+|in\s+)?$", regex.IGNORECASE)
_SINCE = regex.compile(r"\b(?:since|last|past|ended|dated|of)\s*(?:the\s+)?(?:on\s+)?$", regex.IGNORECASE)
_THE = regex.compile(r"\bthe\s+$", regex.IGNORECASE)
_COMING = regex.compile(
    r"\s+(?:deadline|elections?|vote|referendum|summit|hearing|trial|meeting|talks|launch|expiry|start|opening|inauguration|ballot)\b",
    regex.IGNORECASE,
)
"""`the July 7 bombing` is over, `the July 7 deadline` may be to come."""
_BY = regex.compile(
    r"(?P<to>\bto \p{L}+ (?:[\p{L}-]+ ){0,4}?)?\b(?:by|until|till|before)\s+(?:the\s+)?(?:end of\s+)?"
    r"(?:(?:\d[\d:.]*\s*(?:[ap]\.?m\.?)?|noon|midnight)\s+(?:\p{Lu}{2,4}\s+)?(?:on\s+)?)?$",
    regex.IGNORECASE,
)
"""`by`, `until`; after an infinitive (`asked them to leave by`) always ahead."""
_OPENS = regex.compile(r"\W*(?:but|and|earlier|later|also|late|early|then)?\s*(?:on|in|by|at|from|this|the|next)?\s*", regex.IGNORECASE)
_FINITE = regex.compile(
    r"[^.;]{0,70}?\b(?:(?P<ahead>will|(?:is|are) (?:to|due|set|expected|scheduled)|plans? to)"
    r"|(?P<back>was|were|had|has|\p{L}{2,}ed|said|told|met|went|came|took|died|fell|hit|rose|struck|began|made|held))\b"
)
"""The first verb after a time that opens its clause."""


@cache
def _said() -> regex.Pattern[str]:
    """A verb of saying right before a time."""
    said = "|".join(map(regex.escape, vocabulary("dates")["said"]))
    return regex.compile(
        rf"(?<!\b(?:will|to|would|may|could|be)\s)\b(?:{said})(?:\s+(?:in|at|to|late|early|on|earlier|a|an|the|reporters|statement|interview))*\s*$",
        regex.IGNORECASE,
    )


BACK, LIKELY_BACK, OPEN, AHEAD = -2, -1, 0, 1
"""How a time leans: what is told of it is over; a verb of its clause is in the past; nothing tells; it is to come."""


def leaning(text: str, start: int, end: int, lead: str = "") -> int:
    """How the words at `[start, end)` lean, by what stands beside them."""
    before = text[max(0, start - 120) : start]
    if _said().search(before) or _SINCE.search(before):
        return BACK
    if _THE.search(before) and text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha() and not _COMING.match(text, end):
        return BACK
    clause = _clause(before)
    after = _FINITE.match(text, end) if _OPENS.fullmatch(clause) else None
    by = _BY.search(f"{before}{lead} " if lead in ("until", "by", "till") else before)
    if by:
        if after:
            return AHEAD if after["ahead"] else BACK
        if by["to"]:
            return AHEAD
        over = _DONE.search(before[-80:]) and not _DEADLINE.search(before[-80:]) and not _AHEAD.search(clause)
        return BACK if over else AHEAD
    if _AHEAD.search(clause):
        return AHEAD
    if _BESIDE.search(clause):
        return BACK
    if _PAST.search(clause):
        return LIKELY_BACK
    return OPEN if after is None else AHEAD if after["ahead"] else BACK


def _clause(before: str) -> str:
    """The part of what stands before a time that belongs to its own clause."""
    cut = _CLAUSE.match(before)
    return before[cut.end() :] if cut else before
