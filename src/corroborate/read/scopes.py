"""What a cue covers: the words after it, the words before it, and where a coordinate statement cuts it off."""

from __future__ import annotations

import itertools

from corroborate.read.cuewords import BREAKS, OPENERS, QUOTES, TIMES, Cue, cue_words, speech_verbs
from corroborate.read.sources import Phrase, phrase, right_phrase
from corroborate.read.words import DETERMINERS, Word, is_name, nouns

_BY = frozenset({"on", "in", "by", "at", "via", "during", "through"})
_LEAD = DETERMINERS | {"separate", "written", "brief", "short", "televised", "national", "later"}


def scope(found: list[Word], cue: Cue, first: int, rest: int) -> None:
    """What an active verb covers: what follows it, or what stands before its subject where the sentence ends on it."""
    end = found[-1].end
    following = found[rest] if rest < len(found) else None
    nested = first > 0 and (found[first - 1].low in speech_verbs() or found[first - 1].low == "that")
    left = first > 0 and _has_left(found, first) and not nested
    ending = following is None or (following.text in {".", ")", "”", '"'} and rest >= len(found) - 2)
    if left and (ending or following is None or _postposed(found, first, following)):
        cue.closing = True
        cue.contents = [(found[0].start, found[first].start)]
        rest_of(found, rest, cue)
    elif following is not None and not ending:
        cue.contents = [(following.start, end)]


def _has_left(found: list[Word], first: int) -> bool:
    return first >= 3 or any(w.text in QUOTES for w in found[:first])


def _postposed(found: list[Word], first: int, following: Word) -> bool:
    before = found[first - 1]
    if following.low == "that":
        return False
    if before.text in QUOTES and (first >= 6 or found[first - 2].text in {",", ".", "?", "!", "…"}):
        return True
    if following.text == ":":
        return False
    if (
        before.text == ","
        and first > 6
        and following.low in ("in", "on", "at", "during", "as", "when", "after", "from", "who", "following")
    ):
        return found[0].low not in OPENERS | {"in", "on", "at", "according"} or first > 14
    if before.text == ",":
        return following.text in {",", ";", "."} or (following.low in ("adding", "citing", "as", "after", "when") and first > 6)
    if before.low in OPENERS or before.text in {":", ";", "-", "–", "—", ")"}:
        return False
    return first > 7


def rest_of(found: list[Word], rest: int, cue: Cue) -> None:
    """Add what follows a closing cue, unless it begins somebody else's clause."""
    k = rest
    while k < len(found) and found[k].text in {",", ".", "-", "–", "—"}:
        k += 1
    if k < len(found) and found[k].low not in BREAKS:
        cue.contents.append((found[k].start, found[-1].end))


def bound(found: list[Word], made: list[Cue]) -> None:
    """Nest and part the attributions of one sentence: an active one ends where a coordinate one begins."""
    opening = {w.start: k for k, w in enumerate(found)}
    for a, b in itertools.pairwise(made):
        if b.closing and a.form == "active" and not a.closing:
            a.contents = [(s, min(e, b.source_start)) for s, e in a.contents if s < b.source_start]
        if a.form not in ("active", "phrase") or a.closing or b.form not in ("active",) or not a.contents or b.closing:
            continue
        k = opening[b.source_start]
        begins = a.contents[0][0]
        direct = all(w.low in {"that", "on", "the"} | TIMES for w in found[opening.get(begins, 0) : k])
        if direct:
            b.nested = True
            continue
        cut = k
        while cut > 0 and (found[cut - 1].low in OPENERS or found[cut - 1].text == ","):
            cut -= 1
        a.contents = [(s, min(e, found[cut].start)) for s, e in a.contents if s < found[cut].start]


def after_adjuncts(found: list[Word], k: int) -> int:
    """Step over "on Sunday", "in a statement", "by phone" after the verb."""
    while k < len(found):
        after = k + 1 if found[k].low in TIMES else _past_adjunct(found, k)
        if after == k:
            return k
        k = after
    return k


def _past_adjunct(found: list[Word], k: int) -> int:
    """The index after "on Sunday" or "in a televised statement" at word `k`, `k` itself where none begins."""
    if found[k].low not in _BY:
        return k
    j = k + 1
    while j < len(found) and j - k < 6 and (found[j].low in TIMES or found[j].low in _LEAD or found[j].text.isdigit()):
        j += 1
    size = next((s for s in (3, 2, 1) if " ".join(w.low for w in found[j : j + s]) in cue_words("medium", "words")), 0)
    if size:
        return _past_issue(found, j + size)
    return j if j > k + 1 and (found[j - 1].low in TIMES or found[j - 1].text.isdigit()) else k


def _past_issue(found: list[Word], k: int) -> int:
    """Past "posted on its website" behind "in a statement"."""
    if k < len(found) and found[k].low in cue_words("medium", "issued"):
        while k < len(found) and found[k].text not in {",", ".", ";"} and found[k].low != "that":
            k += 1
    return k


def medium_of(found: list[Word], k: int) -> str | None:
    """The channel named within a few words after the verb ("in a statement")."""
    for j in range(k, min(len(found), k + 6)):
        if found[j].low in ("in", "on", "via", "by", "during", "at"):
            for size in (3, 2, 1):
                for at in (j + 1, j + 2):
                    words = " ".join(w.low for w in found[at : at + size])
                    if words in cue_words("medium", "words"):
                        return words
    return None


def broadcaster(text: str, found: list[Word], k: int) -> Phrase | None:
    """ "said X on Port Television", "told the daily Y": the outlet that carried it."""
    for j in range(k, len(found)):
        if found[j].low in ("on", "to", "with") and j + 1 < len(found) and is_name(found[j + 1]):
            end = right_phrase(found, j + 1)
            if end and found[end - 1].low in ("reporter", "correspondent", "journalist") and end - j == 3:
                return phrase(text, found, j + 1, end - 1)
            if end and any(w.low in ("television", "tv", "radio", "tv's") or w.low in nouns().outlets for w in found[j + 1 : end]):
                return phrase(text, found, j + 1, end)
        if found[j].text in {".", ";", '"', "“"}:
            return None
    return None
