"""Attributions without a subject and its verb: "according to", "citing", and passives with "by"."""

from __future__ import annotations

from corroborate.model import Commitment, SourceKind
from corroborate.read.cuewords import AUX, BE, BREAKS, OPENERS, Cue, cue_words, speech_verbs
from corroborate.read.sources import Phrase, phrase, right_phrase
from corroborate.read.subjects import issuer
from corroborate.read.words import Word, is_name, is_noun


def phrased(text: str, found: list[Word], k: int, first: int, known: frozenset[str]) -> Cue | None:
    """ "according to X" and the like: before, after or in the middle of what X says."""
    last = right_phrase(found, first, known)
    pronoun = found[first].low if first < len(found) and found[first].low in ("him", "her", "them", "it") else None
    if last is None and not pronoun:
        return None
    last = last or first + 1
    source = None if pronoun else issuer(text, found, first, last) or named_after(text, found, phrase(text, found, first, last), last)
    cue = Cue(
        found[k].start,
        found[first - 1].end,
        "according to",
        Commitment.ASSERTED,
        "phrase",
        source,
        pronoun,
        found[first].start,
        found[last - 1].end,
    )
    if last + 1 < len(found) and found[last].low in ("cited", "quoted") and found[last + 1].low == "by":
        end = right_phrase(found, last + 2, known)
        if end and source:
            cue.deeper, cue.source = source, phrase(text, found, last + 2, end)
            last = end
    leading = k == 0 or (found[k - 1].low in OPENERS | {",", "-", "–", "—"} and _leads(found, k))
    after = _skip_appositive(found, last)
    if leading and after < len(found) - 1:
        cue.contents = [(found[after].start, found[-1].end)]
    else:
        cue.closing = True
        cue.pointing = k == 2 and found[0].low in ("that", "this", "these") and found[1].low in BE
        cue.contents = [(found[0].start, found[k].start)] if k else []
        if after < len(found) and found[after].low not in BREAKS | {".", "and", "as", "who", "which"}:
            cue.contents.append((found[after].start, found[-1].end))
    return cue


def _leads(found: list[Word], k: int) -> bool:
    return k <= 2 or found[k - 1].low in BREAKS | {"and", "but"}


def _skip_appositive(found: list[Word], k: int) -> int:
    """Past the comma, and past "who commands the garrison," behind it."""
    if k >= len(found) or found[k].text != ",":
        return k
    if k + 1 < len(found) and found[k + 1].low in ("who", "which"):
        close = next((j for j in range(k + 2, len(found)) if found[j].text == ","), None)
        return close + 1 if close else k + 1
    return k + 1


def citing(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """ "citing medics": the source belongs below the speaker of the sentence."""
    last = right_phrase(found, k + 1, known)
    if last is None or not is_source(found, k + 1, last):
        return None
    source = phrase(text, found, k + 1, last)
    return Cue(
        found[k].start, found[k].end, found[k].low, Commitment.ASSERTED, "citing", source, None, found[k + 1].start, found[last - 1].end
    )


def is_source(found: list[Word], first: int, last: int) -> bool:
    """Whether a noun phrase can name a source: a source noun in it, or nothing but names."""
    part = found[first:last]
    return any(is_noun(w) for w in part) or all(is_name(w) or w.low in ("the", "of", "for", "al", "de") for w in part)


def passive(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """ "was confirmed by X": the whole clause; "claimed by X": only the claim."""
    last = right_phrase(found, k + 2, known)
    if last is None or not is_source(found, k + 2, last):
        return None
    source = phrase(text, found, k + 2, last)
    low = found[k].low
    commitment = speech_verbs().get(low, (Commitment.ASSERTED, False))[0]
    cue = Cue(found[k].start, found[k + 1].end, low, commitment, "passive", source, None, found[k + 2].start, found[last - 1].end)
    cue.contents = [(found[k].start, found[last - 1].end)]
    if last < len(found) - 1 and found[last].low == "that":
        cue.contents.append((found[last].start, found[-1].end))
    elif (
        low in cue_words("passive", "whole")
        and k
        and found[k - 1].low in BE | AUX | {"as"}
        and not any(w.low in BREAKS | {"and", "which"} for w in found[:k])
    ):
        cue.contents = [(found[0].start, found[-1].end)]
    return cue


def named_after(text: str, found: list[Word], source: Phrase, last: int) -> Phrase:
    """ "said the mayor, Ida Moor": the name behind the role."""
    if (
        source.kind not in (SourceKind.OFFICIALS, SourceKind.INSIDER)
        or last + 2 >= len(found)
        or found[last].text != ","
        or not is_noun(found[last - 1])
    ):
        return source
    end = right_phrase(found, last + 1)
    name = phrase(text, found, last + 1, end) if end else None
    if name is None or not name.person or not (end is None or end == len(found) or found[end].text in {",", ".", ";"}):
        return source
    return Phrase(name.start, name.end, name.text, name.kind, name.person, source.text, name.head)
