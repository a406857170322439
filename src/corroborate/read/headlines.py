"""Sources at the end or the head of a headline: "Bomb kills 31: state TV", "Official: 5 dead", "... police say"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from corroborate.model import Commitment
from corroborate.read.cuewords import Cue, speech_verbs
from corroborate.read.found import Sentence
from corroborate.read.sources import left_phrase, phrase
from corroborate.read.words import Word, is_modifier, is_name, is_noun, is_small, nouns
from corroborate.vocabulary import vocabulary

_MARKS = frozenset({":", "-", "–", "—", ";"})
_PLACES = frozenset(
    {"city", "town", "village", "district", "county", "border", "coast", "airport", "school", "port", "market", "church", "hospital"}
)
_SITE = frozenset({"online", "post", "world", "region", "weather", "sports"})
_JOINTS = frozenset({"of", "for", "the", "in", "and", "a", "an", "from", "at", "&", "'", "."})
_CUES = frozenset({"say", "says", "said", "reports", "report", "reported"})


def is_headline(text: str, sentence: Sentence) -> bool:
    """Whether the first line of a report is its headline: no full stop, and a paragraph of its own."""
    return sentence.index == 0 and sentence.text[-1] not in '.!”"' and len(sentence.text) < 200


def headline_source(text: str, found: list[Word], people: frozenset[str] = frozenset()) -> Cue | None:
    """The source that a headline names at its end or its head, with the rest as what it says; `people` speak in the text below."""
    while found and not found[-1].text[-1].isalnum():
        found = found[:-1]
    bar = next((k for k, w in enumerate(found) if w.text == "|" and k > 4), None)
    found = _without_site(text, found[:bar])  # "... | Port Times": the outlet's own name
    return _trailing(text, found) or _leading(text, found, people) or _bare(text, found)


def _without_site(text: str, found: list[Word]) -> list[Word]:
    """The headline without " - World - Port Times": capitalised words after a spaced mark, an outlet's name among them."""
    for k in range(len(found) - 1, max(2, len(found) - 6), -1):
        if found[k].text in {"-", "–", "—"} and text[found[k].start - 1].isspace():
            tail = found[k + 1 :]
            proper = [w for w in tail if w.low not in nouns().modifiers and not is_noun(w)]
            named = all(is_name(w) or w.text[0].isdigit() or "." in w.text or w.low in ("of", "the", ",", "&") for w in tail)
            if tail and named and proper and any(w.low in nouns().media | _SITE or "." in w.text for w in tail):
                return _without_site(text, found[:k])
            return found
    return found


def _trailing(text: str, found: list[Word]) -> Cue | None:
    for k in range(len(found) - 1, max(2, len(found) - 8), -1):
        if found[k].text in _MARKS and (found[k].text != "-" or text[found[k].start - 1].isspace()):
            last = len(found) - (found[-1].low in _CUES and len(found) - k > 2)
            if k + 1 < len(found) and is_noun(found[k + 1]) and is_small(found[k + 1]):
                last = next(
                    (j for j in range(k + 2, last) if is_name(found[j]) and not is_noun(found[j])), last
                )  # a byline glued to the source
            if k + 1 < last and (_fits(found, k + 1, last) or (_outlet(found, k + 1, last) and last < len(found))):
                return _cue(text, found, k + 1, last, (found[0].start, found[k].start))
            return None
    return None


def _outlet(found: list[Word], first: int, last: int) -> bool:
    return all(is_name(w) for w in found[first:last]) and last - first <= 4


def _leading(text: str, found: list[Word], people: frozenset[str]) -> Cue | None:
    for k in range(1, min(6, len(found) - 2)):
        if found[k].text == ":" and (_fits(found, 0, k) or " ".join(w.text for w in found[:k]) in people):
            return _cue(text, found, 0, k, (found[k + 1].start, found[-1].end))
    return None


def _bare(text: str, found: list[Word]) -> Cue | None:
    """Where marks were stripped, a capitalised source noun that ends a headline in sentence case is its source."""
    if len(found) < 6 or not _sentence_case(found):
        return None
    last = len(found)
    if found[-1].low in _CUES and found[-1].low != "reports":
        first = left_phrase(found, last - 1)
        if first and any(is_noun(w) for w in found[first : last - 1]):
            return _cue(text, found, first, last - 1, (found[0].start, found[first].start))
        return None
    if found[-1].low not in _bare_nouns():
        return None
    k = last - 1
    while (
        k > last - 4
        and found[k - 1].low in nouns().modifiers - _PLACES
        and is_name(found[k - 1]) >= is_name(found[last - 1]) | (k < last - 1 and is_name(found[k]))
    ):
        k -= 1
    if k == last - 1 and found[k].text[0].islower() and found[k].low not in ("monitor", "reports"):
        return None
    if {found[k - 1].low, found[k - 2].low} & speech_verbs().keys():
        return None  # "..., claimed a regional governor": an ordinary attribution
    if k == last - 1 and found[k - 1].low in ("of", "in", "at", "by", "on", "from", "the", "with", "for", "a"):
        return None
    return _cue(text, found, k, last, (found[0].start, found[k].start))


@cache
def _bare_nouns() -> frozenset[str]:
    return frozenset(vocabulary("roles")["headline"]["words"])


def _sentence_case(found: list[Word]) -> bool:
    long = [w for w in found[1:-1] if w.text[0].isalpha() and len(w.text) > 3]
    return sum(w.text[0].islower() for w in long) >= max(2, len(long) // 3)


def _fits(found: list[Word], first: int, last: int) -> bool:
    part = found[first:last]
    if any(not (is_name(w) or is_noun(w) or is_modifier(w) or w.low in _JOINTS or w.text.isdigit()) for w in part):
        return False  # "police search for a gunman" is a clause
    return 0 < len(part) <= 6 and (any(is_noun(w) for w in part) or (len(part) == 1 and part[0].text.isupper() and len(part[0].text) < 8)
                                   or " ".join(w.low for w in part) in nouns().outlets)  # fmt: skip


def _cue(text: str, found: list[Word], first: int, last: int, content: tuple[int, int]) -> Cue:
    source = phrase(text, found, first, last)
    source = replace(source, definite=not source.indefinite)  # headlines drop the article: "Governor: 9 dead" is the governor
    start, end = found[first].start, found[last - 1].end
    cue = Cue(start, end, "headline", Commitment.ASSERTED, "headline", source, None, start, end)
    cue.contents = [content]
    return cue
