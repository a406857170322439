"""Statements without a finite verb of speech: participles that carry the subject on, and people who are quoted as saying."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Commitment, SourceKind
from corroborate.read.cuewords import AUX, BE, PREPOSITIONS, Cue, carrying
from corroborate.read.sources import Phrase, left_phrase, phrase, right_phrase
from corroborate.read.subjects import before_cue
from corroborate.read.words import DETERMINERS, PRONOUNS, Word, is_noun, is_plain, nouns


def carried(text: str, found: list[Word], k: int, made: list[Cue], known: frozenset[str]) -> Cue | None:
    """ "The army shelled the town, claiming that it was empty": the subject of the sentence, or whoever has just spoken in it."""
    if k < 3 or k + 1 >= len(found) or not _joins(found, k):
        return None
    if any(w.low in ("lives", "life") for w in found[k + 1 : k + 6]):
        return None  # "claiming 31 lives"
    commitment = carrying()[found[k].low]
    before = found[k - 1] if k else None
    if before is None or before.low in BE | PREPOSITIONS | {"without", "despite", "than"}:
        return None
    if is_noun(before) and before.low not in nouns().documents:  # "officials saying" have their own subject; "a statement saying" does not
        return None
    if made:
        last = made[-1]
        if last.form not in ("active", "inverted") or last.commitment is commitment or last.nested:
            return None
        cue = replace(last, start=found[k].start, end=found[k].end, word=found[k].low, commitment=commitment, audience=None, deeper=None)
        last.contents = [(s, min(e, before.end)) for s, e in last.contents if s < before.end]
    else:
        opening = _opening(text, found, k, known)
        if opening is None:
            return None
        last_word, source, pronoun = opening
        cue = Cue(
            found[k].start, found[k].end, found[k].low, commitment, "active", source, pronoun, found[0].start, found[last_word - 1].end
        )  # fmt: skip
    cue.contents = [(found[k + 1].start, found[-1].end)]
    cue.closing = False
    return cue


def _joins(found: list[Word], k: int) -> bool:
    """Whether a participle opens a phrase of its own: behind a comma, or, where commas are lost, before what it says."""
    if found[k - 1].text == "," or found[k + 1].low == "that" or found[k - 1].low in nouns().documents:
        return True
    said = found[k + 1].low in DETERMINERS | PRONOUNS | {"there", "at", "more"}
    return said and not {found[k - 1].low, found[k - 2].low} & DETERMINERS


def _opening(text: str, found: list[Word], k: int, known: frozenset[str]) -> tuple[int, Phrase | None, str | None] | None:
    """The source with which a sentence opens, where its verb may follow: index after it, phrase or pronoun."""
    if found[0].low in ("he", "she", "they", "it"):
        return 1, None, found[0].low
    last = right_phrase(found, 0, known)
    if last is None or last >= k or (not is_plain(found[last]) and found[last].low not in AUX | BE | {","}):
        return None
    source = phrase(text, found, 0, last)
    if source.indefinite and source.kind not in (SourceKind.OFFICIALS, SourceKind.BODY):
        return None
    return (last, source, None) if source.person or any(is_noun(w) for w in found[:last]) else None


def quoted_as(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """ "The governor was quoted as saying", "the prosecutor, quoted by the daily as saying": who is quoted speaks, who quotes relays."""
    near = range(k + 1, min(len(found) - 2, k + 10))
    said = next((j + 1 for j in near if found[j].low == "as" and found[j + 1].low in ("saying", "telling")), None)
    if said is None:
        return None
    stop = before_cue(found, k)
    while stop > 1 and (found[stop - 1].low in BE or found[stop - 1].text == ","):
        stop = before_cue(found, stop - 1)
    pronoun = found[stop - 1].low if found[stop - 1].low in ("he", "she", "they", "it") else None
    first = stop - 1 if pronoun else left_phrase(found, stop, known)
    if first is None:
        return None
    source = None if pronoun else phrase(text, found, first, stop)
    cue = Cue(
        found[k].start, found[k].end, "quoted", Commitment.ASSERTED, "active", source, pronoun, found[first].start, found[stop - 1].end
    )  # fmt: skip
    end = right_phrase(found, k + 2, known) if found[k + 1].low == "by" else None
    cue.audience = phrase(text, found, k + 2, end) if end else None
    cue.contents = [(found[said + 1].start, found[-1].end)]
    return cue
