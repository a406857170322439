"""Attributions of one sentence: the cue, the source beside it, and the words of the sentence that it covers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from corroborate.model import Commitment
from corroborate.read.sources import Phrase, left_phrase, phrase, right_phrase
from corroborate.read.vocabulary import vocabulary
from corroborate.read.words import PRONOUNS, Word, is_name, is_noun, is_small, nouns

_BE = frozenset("is are was were be been being".split())
_AUX = frozenset("has have had also later earlier previously initially then now since first separately meanwhile again repeatedly already just"
                 " therefore however further once subsequently quickly only still immediately recently reportedly officially strongly flatly"
                 " categorically independently publicly".split())  # fmt: skip
_MODAL = frozenset("to could can would should may might must will cannot".split())
_TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday early late january february march april may june"
                   " july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec morning evening night"
                   " afternoon midday noon day week month".split())  # fmt: skip
_BREAKS = frozenset("while but although though whereas however yet".split())
_OPENERS = frozenset("and but while as although though whereas when because since that after before if where with meanwhile however later earlier"
                     " so until or nor".split())  # fmt: skip
_ISSUED = frozenset("published released compiled issued collected gathered provided given".split())
_DEEDS = frozenset("responsibility attack attacks bombing bombings blast blasts assault explosion strike strikes raid shooting operation ambush killing".split())
_EYES = frozenset("journalist journalists reporter reporters correspondent correspondents photographer photographers witness witnesses"
                  " cameraman monitors observers videographer".split())  # fmt: skip
_NOUNLIKE = frozenset("reports report claims claim estimates estimate fears fear show shows".split())
_AFTER_NOUN = frozenset("of from about on were was are is have has had by in which said".split())
_PREPOSITIONS = frozenset("of in at from near on by to for with into over across outside around".split())
_QUOTES = frozenset("\"“”«»")


@dataclass(slots=True)
class Cue:
    """One attribution as printed: the cue's offsets, its source as a phrase or a pronoun, whom it told or cites, and what it covers."""

    start: int
    end: int
    word: str
    commitment: Commitment
    form: str
    source: Phrase | None
    pronoun: str | None = None
    source_start: int = 0
    source_end: int = 0
    audience: Phrase | None = None
    deeper: Phrase | None = None
    medium: str | None = None
    contents: list[tuple[int, int]] = field(default_factory=list)
    nested: bool = False
    closing: bool = False


@cache
def _verbs() -> dict[str, tuple[Commitment, bool]]:
    table: dict[str, tuple[Commitment, bool]] = {}
    for name, group in vocabulary("cues")["verbs"].items():
        for word in group["weak"]:
            table[word] = (Commitment(name), False)
        for word in group["strong"]:
            table[word] = (Commitment(name), True)
    return table


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(vocabulary("cues")[section][key])


def find(text: str, found: list[Word], quoted: list[bool], known: frozenset[str]) -> list[Cue]:
    """Every attribution of one sentence, in the order of their cues; `quoted[i]` says that word i stands inside a quotation."""
    made: list[Cue] = []
    label = _labelled(text, found)
    if label:
        made.append(label)
    k = 0
    while k < len(found):
        inside = quoted[k] or any(m.source_start <= found[k].start < m.source_end for m in made)
        cue = None if inside else _at(text, found, quoted, k, known)
        if cue is None and not made and found[k].low == "saying" and not inside:
            cue = _saying(text, found, k, known)
        if cue is None and not inside and k and found[k - 1].low in ("and", "but") and found[k].low in _verbs():
            cue = _coordinate(text, found, k, made[-1] if made else None, known)
        if cue:
            made.append(cue)
        k += 1
    _bound(found, made)
    return made


def _at(text: str, found: list[Word], quoted: list[bool], k: int, known: frozenset[str]) -> Cue | None:
    low = found[k].low
    following = found[k + 1].low if k + 1 < len(found) else ""
    if (low == "according" and following == "to") or (low == "as" and following == "per") or (low in ("attributed",) and following == "to"):
        return _phrased(text, found, k, k + 2, known)
    if low in _set("relay", "participles") and not (k and found[k - 1].low in _BE):
        return _citing(text, found, k, known)
    if low in ("saw", "witnessed", "counted") and not (k and found[k - 1].low in PRONOUNS):
        return _seeing(text, found, k, known)
    toll = low in _set("toll", "verbs") and _near_toll(found, k)
    if low not in _verbs() and not toll and low not in _set("relay", "verbs"):
        return None
    commitment, strong = _verbs().get(low, (Commitment.ASSERTED, False))
    if low.startswith("claim") and (following[:1].isdigit() or following in ("lives", "the", "at", "dozens", "hundreds", "scores") and _lives(found, k)):
        return None
    if low in _NOUNLIKE and (following in _verbs() or following in _AFTER_NOUN):
        return None
    if following == "to" and low in ("believed", "thought", "said", "reported"):
        return None
    if following in ("on", "of", "for") and low in ("blamed", "accused", "charged", "held", "called"):
        return None
    if low in _set("passive", "whole") | _set("passive", "own") and following == "by":
        return _passive(text, found, k, known)
    return _inverted(text, found, k, commitment, known) or _active(text, found, quoted, k, commitment, strong or toll, known)


def _coordinate(text: str, found: list[Word], k: int, before: Cue | None, known: frozenset[str]) -> Cue | None:
    """"The agency revised its figures and specified ...", "said A and denied B": the subject stands further left."""
    if before is not None and before.form == "active" and not before.closing:
        cue = replace(before, start=found[k].start, end=found[k].end, word=found[k].low, commitment=_verbs()[found[k].low][0], audience=None, deeper=None)
        before.contents = [(s, min(e, found[k - 1].start)) for s, e in before.contents if s < found[k - 1].start]
    elif before is None:
        last = right_phrase(found, 0, known)
        if last is None or last >= k - 1 or not (_is_source(found, 0, last) and (any(is_noun(w) for w in found[:last]) or found[last - 1].text.isupper())):
            return None
        cue = Cue(found[k].start, found[k].end, found[k].low, _verbs()[found[k].low][0], "active", phrase(text, found, 0, last), None, found[0].start, found[last - 1].end)
    else:
        return None
    rest = _after_adjuncts(found, k + 1)
    cue.contents = [(found[rest].start, found[-1].end)] if rest < len(found) - 1 else []
    return cue if cue.contents else None


def _labelled(text: str, found: list[Word]) -> Cue | None:
    """"BBC - "...": a name, a dash or colon and a quotation: an entry of a list of reports."""
    for k in range(1, min(len(found) - 2, 5)):
        if found[k].text in {"-", "–", "—", ":"} and found[k + 1].text in {'"', "“"} and all(is_name(w) for w in found[:k]):
            source = phrase(text, found, 0, k)
            cue = Cue(found[0].start, found[k - 1].end, "label", Commitment.ASSERTED, "active", source, None, found[0].start, found[k - 1].end)
            cue.contents = [(found[k + 1].start, found[-1].end)]
            return cue
        if not is_name(found[k]):
            return None
    return None


def _seeing(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """"A photographer for the agency saw three bodies": people who were there and report."""
    stop = _before(found, k)
    first = left_phrase(found, stop, known) if stop else None
    if first is None or not _clause_start(found, first) or not any(w.low in _EYES for w in found[first:stop]):
        return None
    source = phrase(text, found, first, stop)
    cue = Cue(found[k].start, found[k].end, found[k].low, Commitment.ASSERTED, "active", source, None, found[first].start, found[stop - 1].end)
    cue.contents = [(found[k].end, found[-1].end)]
    return cue


def _saying(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """"The agency updated its toll, saying three more had died": the subject of the sentence says it."""
    last = right_phrase(found, 0, known)
    if last is None or last >= k or not any(is_noun(w) for w in found[:last]):
        return None
    source = phrase(text, found, 0, last)
    cue = Cue(found[k].start, found[k].end, "saying", Commitment.ASSERTED, "active", source, None, found[0].start, found[last - 1].end)
    if k + 1 < len(found):
        cue.contents = [(found[k + 1].start, found[-1].end)]
    return cue


def _claimed_deed(found: list[Word], k: int) -> int | None:
    """"claimed responsibility for", "claims the attack": the claim is the deed; what else the sentence tells is not said by them."""
    if not found[k].low.startswith("claim"):
        return None
    for j in range(k + 1, min(len(found), k + 8)):
        if found[j].low in _DEEDS:
            return j
        if found[j].low in ("that", "it", "they", "he", "to") or found[j].text in {",", "."}:
            return None
    return None


def _lives(found: list[Word], k: int) -> bool:
    """"claimed the lives of ten": nobody speaks."""
    return any(w.low in ("lives", "life") for w in found[k + 1 : k + 6])


def _near_toll(found: list[Word], k: int) -> bool:
    return any(w.low in _set("toll", "nouns") for w in found[k + 1 : k + 8])


def _phrased(text: str, found: list[Word], k: int, first: int, known: frozenset[str]) -> Cue | None:
    last = right_phrase(found, first, known)
    pronoun = found[first].low if first < len(found) and found[first].low in ("him", "her", "them", "it") else None
    if last is None and not pronoun:
        return None
    last = last or first + 1
    source = None if pronoun else _issuer(text, found, first, last) or phrase(text, found, first, last)
    cue = Cue(found[k].start, found[first - 1].end, "according to", Commitment.ASSERTED, "phrase", source, pronoun, found[first].start, found[last - 1].end)
    if last + 1 < len(found) and found[last].low in ("cited", "quoted") and found[last + 1].low == "by":
        end = right_phrase(found, last + 2, known)
        if end and source:
            cue.deeper, cue.source = source, phrase(text, found, last + 2, end)
            last = end
    leading = k == 0 or found[k - 1].low in _OPENERS | {",", "-", "–", "—"} and _leads(found, k)
    after = _skip_appositive(found, last)
    if leading and after < len(found) - 1:
        cue.contents = [(found[after].start, found[-1].end)]
    else:
        cue.closing = True
        cue.contents = [(found[0].start, found[k].start)] if k else []
        if after < len(found) and found[after].low not in _BREAKS | {".", "and", "as", "who", "which"}:
            cue.contents.append((found[after].start, found[-1].end))
    return cue


def _leads(found: list[Word], k: int) -> bool:
    return k <= 2 or found[k - 1].low in _BREAKS | {"and", "but"}


def _skip_appositive(found: list[Word], k: int) -> int:
    if k < len(found) and found[k].text == ",":
        return k + 1
    return k


def _citing(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """"citing medics": the source belongs below the speaker of the sentence."""
    last = right_phrase(found, k + 1, known)
    if last is None or not _is_source(found, k + 1, last):
        return None
    source = phrase(text, found, k + 1, last)
    return Cue(found[k].start, found[k].end, found[k].low, Commitment.ASSERTED, "citing", source, None, found[k + 1].start, found[last - 1].end)


def _is_source(found: list[Word], first: int, last: int) -> bool:
    part = found[first:last]
    return any(is_noun(w) for w in part) or all(is_name(w) or w.low in ("the", "of", "for", "al", "de") for w in part)


def _passive(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    last = right_phrase(found, k + 2, known)
    if last is None or not _is_source(found, k + 2, last):
        return None
    source = phrase(text, found, k + 2, last)
    low = found[k].low
    commitment = _verbs().get(low, (Commitment.ASSERTED, False))[0]
    cue = Cue(found[k].start, found[k + 1].end, low, commitment, "passive", source, None, found[k + 2].start, found[last - 1].end)
    cue.contents = [(found[k].start, found[last - 1].end)]
    if last < len(found) - 1 and found[last].low == "that":
        cue.contents.append((found[last].start, found[-1].end))
    elif low in _set("passive", "whole") and k and found[k - 1].low in _BE | _AUX | {"as"} and not any(w.low in _BREAKS | {"and", "which"} for w in found[:k]):
        cue.contents = [(found[0].start, found[-1].end)]
    return cue


def _inverted(text: str, found: list[Word], k: int, commitment: Commitment, known: frozenset[str]) -> Cue | None:
    if found[k].low not in _set("inverted", "words") or k == 0 or k + 1 >= len(found):
        return None
    before = found[k - 1]
    if before.low in PRONOUNS | _BE | _AUX | _MODAL or before.low in ("and", "who"):
        return None
    stray = found[k + 1].text == "," and before.text in _QUOTES and k + 2 < len(found)  # "... left," said, Ida Moor
    k += stray
    pronoun = found[k + 1].low if found[k + 1].low in ("he", "she") else None
    last = right_phrase(found, k + 1, known)
    if last is None and not pronoun:
        return None
    last = last or k + 2
    if not pronoun and not _is_source(found, k + 1, last):
        return None
    punctuated = before.text in _QUOTES or before.text in {",", "?", "!", "’", "'"}
    rest = _after_adjuncts(found, _skip_relative(found, last))
    if found[k + 1].low in ("their", "his", "her", "its", "no", "some", "many"):
        return None
    if not punctuated:
        stop = _before(found, k)
        subject = left_phrase(found, stop)
        ends = rest >= len(found) - 1 and k > 6 and (found[k + 1].low == "the" or last - k <= 3)
        if subject is not None and not ends and (_clause_start(found, subject) or is_noun(found[stop - 1]) or any(is_noun(w) and is_small(w) for w in found[subject:stop])):
            return None
        if rest < len(found) and found[rest].text not in {".", ",", ";"} and found[rest].low not in _OPENERS | {"in", "on", "adding"}:
            return None
    elif before.text == "," and _comma_subject(found, k) and not _ends_clause(found, last):
        return None
    source = None if pronoun else _named_after(text, found, phrase(text, found, k + 1, last), last)
    cue = Cue(found[k].start, found[k].end, found[k].low, commitment, "inverted", source, pronoun, found[k + 1].start, found[last - 1].end)
    cue.contents = [(found[0].start, found[k].start)]
    cue.closing = True
    cue.medium = _medium(found, last)
    cue.audience = _broadcaster(text, found, last)
    _rest(found, rest, cue)
    return cue


def _named_after(text: str, found: list[Word], source: Phrase, last: int) -> Phrase:
    """"said the mayor, Ida Moor": the name behind the role."""
    if source.person or last + 2 >= len(found) or found[last].text != "," or not is_noun(found[last - 1]):
        return source
    end = right_phrase(found, last + 1)
    name = phrase(text, found, last + 1, end) if end else None
    if name is None or not name.person or not (end == len(found) or found[end].text in {",", ".", ";"}):
        return source
    return Phrase(name.start, name.end, name.text, name.kind, name.person, source.text, name.head)


def _ends_clause(found: list[Word], k: int) -> bool:
    return k >= len(found) or found[k].text in {",", ".", ";", ":"} or found[k].low in ("on", "in", "at", "as", "who", "during", "after", "from")


def _comma_subject(found: list[Word], k: int) -> bool:
    """Whether the comma before the verb closes an apposition ("X, the mayor, said officers ...")."""
    return any(found[j].text == "," for j in range(k - 2, max(-1, k - 16), -1)) and found[0].text not in _QUOTES and _appositive(found, k - 1) is not None


def _skip_relative(found: list[Word], k: int) -> int:
    return k


def _before(found: list[Word], k: int) -> int:
    """The index after the subject: auxiliaries, adverbs, days and "in a statement" between subject and verb are stepped over."""
    while k > 1:
        word = found[k - 1]
        if word.low in _AUX:
            k -= 1
        elif word.low in _TIMES or (word.text.isdigit() and found[k - 2].low in _TIMES):
            k -= 1
            while k > 1 and found[k - 1].low in _TIMES | {"on", "the"}:
                k -= 1
        elif word.low in _set("medium", "words") and k >= 4 and found[k - 2].low in ("a", "an", "the", "his") and found[k - 3].low in ("in", "on", "by"):
            k -= 3
        else:
            break
    return k


def _active(
    text: str, found: list[Word], quoted: list[bool], k: int, commitment: Commitment, strong: bool, known: frozenset[str]
) -> Cue | None:
    stop = _before(found, k)
    if stop == 0:
        return None
    before = found[stop - 1]
    if before.low in _set("negation", "words") | _set("negation", "joined") | _MODAL:
        return None
    if before.low in _BE:
        if not found[k].low.endswith("ing"):
            return None
        stop -= 1
        before = found[stop - 1]
        if stop == 0:
            return None
    if quoted[stop - 1] and before.text not in _QUOTES:
        return None
    subject = _subject(text, found, stop, strong, known)
    if subject is None:
        return None
    first, last, source, pronoun = subject
    cue = Cue(found[k].start, found[k].end, found[k].low, commitment, "active", source, pronoun, found[first].start, found[last - 1].end)
    rest = k + 1
    if found[k].low in ("told", "tells", "informed"):
        end = right_phrase(found, rest, known)
        if end is None and rest < len(found) and found[rest].low in _set("audience", "words"):
            end = rest + 1
        if end is None:
            return None
        named_end = next((j for j in range(rest, end) if found[j].low in ("reporter", "reporters", "correspondent", "journalist", "journalists")), end)
        heard = phrase(text, found, rest, named_end if named_end > rest and is_name(found[named_end - 1]) else end)
        if heard.text.lower().removeprefix("the ") not in _set("audience", "words") and heard.head not in _set("audience", "words"):
            cue.audience = heard
        rest = end
    if found[k].low in _set("relay", "verbs"):
        end = right_phrase(found, rest, known)
        if end is None or not any(found[j].low == "as" and found[j + 1].low in ("saying", "telling") for j in range(end, min(len(found) - 1, end + 9))):
            return None
        cue.deeper = phrase(text, found, rest, end)
        rest = end
    own = _claimed_deed(found, k)
    if own:
        cue.contents = [(found[k].start, found[own].end)]
        return cue
    cue.medium = _medium(found, rest)
    if cue.audience is None and rest == k + 1 and rest < len(found) and found[rest].low in ("on", "in"):
        cue.audience = _broadcaster(text, found, rest)
    rest = _after_adjuncts(found, rest)
    _scope(found, cue, first, rest)
    return cue


def _subject(
    text: str, found: list[Word], stop: int, strong: bool, known: frozenset[str]
) -> tuple[int, int, Phrase | None, str | None] | None:
    before = found[stop - 1]
    if found[stop].low in ("saying", "putting") and not _with_subject(found, stop):
        return None
    if before.low in ("he", "she", "it", "they", "i", "we"):
        return stop - 1, stop, None, before.low
    if before.low in ("who", "which"):
        inner = left_phrase(found, stop - 1 - (found[stop - 2].text == ","), known) if stop > 1 else None
        return None if inner is None else (inner, stop - 1, phrase(text, found, inner, stop - 1 - (found[stop - 2].text == ",")), None)
    if before.text == "," or before.text in {"-", "–", "—"}:
        apposition = _appositive(found, stop - 1, known)
        if apposition is None:
            return None
        first, last = apposition
        source = phrase(text, found, first, last)
        inner = phrase(text, found, last + 1, stop - 1) if last + 1 < stop - 1 else None
        if inner and inner.person and not inner.role and not source.person and (source.indefinite or any(is_noun(w) for w in found[first:last])):
            return first, stop, replace(inner, role=source.text), None  # "the chief of the office, Ida Moor, said"
        return first, stop, _with_role(source, text, found, last, stop), None
    if before.low == "and":
        return None
    first_word = left_phrase(found, stop, known)
    if first_word is None:
        return _relative(text, found, stop, known)
    source = phrase(text, found, first_word, stop)
    if found[first_word].low in ("no", "few", "not", "neither"):
        return None
    opening = _clause_start(found, first_word)
    if first_word > 2 and found[first_word - 1].text == "," and all(is_name(w) for w in found[first_word:stop]):
        whole = _appositive(found, first_word - 1, known)
        if whole and any(is_noun(w) for w in found[whole[1] + 1 : whole[1] + 4]):
            return whole[0], stop, _with_role(phrase(text, found, *whole), text, found, whole[1], stop), None
    source = _issuer(text, found, first_word, stop) or source
    source = _apposed(text, found, first_word, stop, source, known)
    fine = opening or any(is_noun(w) for w in found[first_word:stop]) or source.person is not None
    if strong:
        bare = all(is_name(w) for w in found[first_word:stop])
        issued = found[first_word - 1].low == "by" and found[first_word - 2].low in _ISSUED
        fine = fine or bare and (issued or found[first_word - 1].low not in _PREPOSITIONS)
    else:
        fine = opening and (any(is_noun(w) for w in found[first_word:stop]) or all(is_name(w) for w in found[first_word:stop]))
    if not fine:
        return _relative(text, found, stop, known)
    return first_word, stop, source, None


def _with_subject(found: list[Word], stop: int) -> bool:
    return any(found[j].low == "with" for j in range(max(0, stop - 9), stop)) or found[stop - 1].low in _BE


def _issuer(text: str, found: list[Word], first: int, last: int) -> Phrase | None:
    """"a statement from the ministry": whoever issued it is the source."""
    for k in range(first + 1, last - 1):
        if found[k].low in ("from", "by") and (found[k - 1].low in nouns().documents or found[k - 1].low in _ISSUED):
            return phrase(text, found, k + 1, last)
    return None


def _apposed(text: str, found: list[Word], first: int, stop: int, source: Phrase, known: frozenset[str]) -> Phrase:
    """"X, president of Y announced", "The X a monitoring group gave": the name before an apposition that no comma closes."""
    if source.person or not is_noun(found[min(first + source.indefinite, stop - 1)]) and not source.indefinite:
        return source
    comma = found[first - 1].text == "," if first > 1 else False
    end = first - comma
    if end < 1 or not is_name(found[end - 1]) and not (found[end - 1].text == ")" and found[end - 2].text.isupper()):
        return source
    start = left_phrase(found, end, known)
    if start is None or not (start == 0 or _clause_start(found, start)) or not comma and not source.indefinite:
        return source
    whole = phrase(text, found, start, end)
    if comma and not whole.person:
        return source
    if not comma and not any(is_noun(w) for w in found[start:end]) and (start > 0 and found[start - 1].low in _PREPOSITIONS or not _opens(found, start)):
        return source
    return Phrase(whole.start, whole.end, whole.text, whole.kind, whole.person, whole.role or source.text, whole.head, whole.definite, whole.indefinite)


def _opens(found: list[Word], k: int) -> bool:
    return k == 0 or found[k - 1].text in _QUOTES | {",", ":", ";"} or found[k - 1].low in _OPENERS


def _clause_start(found: list[Word], k: int) -> bool:
    return k == 0 or found[k - 1].text in _QUOTES | {",", ":", ";", "-", "–", "—", ")"} or found[k - 1].low in _OPENERS or k <= 3


def _relative(text: str, found: list[Word], stop: int, known: frozenset[str]) -> tuple[int, int, Phrase | None, str | None] | None:
    """"A man who gave his name as X said": the noun before the relative pronoun, if it names a source."""
    for k in range(stop - 2, 0, -1):
        if found[k].low in ("who", "which", "whose", "named", "based", "working", "living", "speaking", "whom"):
            last = k - (found[k - 1].text == ",")
            first = left_phrase(found, last, known)
            if first is not None and any(is_noun(w) for w in found[first:last]) and _clause_start(found, first):
                return first, stop, _apposed(text, found, first, last, phrase(text, found, first, last), known), None
        if found[k].low in _verbs() and found[k].low not in ("put", "called", "found", "held"):
            return None
    return None


def _appositive(found: list[Word], comma: int, known: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The name before an apposition that closes at word `comma`: "Ida Moor, head of the port office, said"."""
    mark = found[comma].text
    best: tuple[int, int] | None = None
    for k in range(comma - 1, max(0, comma - 34), -1):
        if found[k].text in _QUOTES and found[k - 1].text in {",", ".", "?", "!"}:
            break
        if found[k].text == mark and k > 0:
            first = left_phrase(found, k, known)
            if first is None:
                continue
            if _clause_start(found, first) and (any(is_noun(w) or is_name(w) for w in found[first:k])):
                best = (first, k)
                if not (first > 0 and found[first - 1].text == ","):
                    break
    if best is None and mark == ",":
        name = left_phrase(found, comma, known)
        if name is not None and name > 3 and found[name - 1].text == "," and 2 <= comma - name <= 4 and all(is_name(w) and not is_noun(w) for w in found[name:comma]):
            return name, comma
        first = left_phrase(found, comma, known)
        if first == 0 and any(is_noun(w) or w.text.isupper() for w in found[:comma]):
            return first, comma
    return best


def _with_role(source: Phrase, text: str, found: list[Word], last: int, stop: int) -> Phrase:
    role = text[found[min(last + 1, stop - 1)].start : found[stop - 1].start].strip(" ,")
    if not role or source.role:
        return source
    return Phrase(source.start, source.end, source.text, source.kind, source.person, role, source.head, source.definite, source.indefinite)


def _medium(found: list[Word], k: int) -> str | None:
    for j in range(k, min(len(found), k + 6)):
        if found[j].low in ("in", "on", "via", "by", "during", "at"):
            for size in (3, 2, 1):
                for at in (j + 1, j + 2):
                    words = " ".join(w.low for w in found[at : at + size])
                    if words in _set("medium", "words"):
                        return words
    return None


def _broadcaster(text: str, found: list[Word], k: int) -> Phrase | None:
    """"said X on BFM Television", "told the daily Y": the outlet that carried it."""
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


def _after_adjuncts(found: list[Word], k: int) -> int:
    """Step over "on Sunday", "in a statement", "by phone" after the verb."""
    while k < len(found):
        low = found[k].low
        if low in _TIMES or low in ("late", "early"):
            k += 1
        elif low in ("on", "in", "by", "at", "via", "during", "through") and k + 1 < len(found):
            j = k + 1
            while j < len(found) and j - k < 6 and (
                found[j].low in _TIMES | {"a", "an", "the", "his", "her", "its", "their", "phone", "separate", "written", "brief", "short", "posted",
                                          "televised", "national", "televison", "later"} or found[j].text.isdigit()
            ):  # fmt: skip
                j += 1
            size = next((s for s in (3, 2, 1) if " ".join(w.low for w in found[j : j + s]) in _set("medium", "words")), 0)
            if size:
                k = j + size
                if k < len(found) and found[k].low in ("posted", "issued", "released", "published", "carried", "broadcast", "sent", "read", "aired", "made", "account"):
                    while k < len(found) and found[k].text not in {",", ".", ";"} and found[k].low != "that":
                        k += 1
            elif j > k + 1 and found[j - 1].low in _TIMES or (j > k + 1 and found[j - 1].text.isdigit()):
                k = j
            else:
                return k
        else:
            return k
    return k


def _scope(found: list[Word], cue: Cue, first: int, rest: int) -> None:
    """What an active verb covers: what follows it, or what stands before its subject where the sentence ends on it."""
    end = found[-1].end
    following = found[rest] if rest < len(found) else None
    left = first > 0 and _has_left(found, first)
    ending = following is None or (following.text in {".", ")", "”", '"'} and rest >= len(found) - 2)
    if left and (ending or following is None or _postposed(found, first, following)):
        cue.closing = True
        cue.contents = [(found[0].start, found[first].start)]
        _rest(found, rest, cue)
    elif following is not None and not ending:
        cue.contents = [(following.start, end)]


def _has_left(found: list[Word], first: int) -> bool:
    return first >= 3 or any(w.text in _QUOTES for w in found[:first])


def _postposed(found: list[Word], first: int, following: Word) -> bool:
    before = found[first - 1]
    if following.low == "that":
        return False
    if before.text in _QUOTES and (first >= 6 or found[first - 2].text in {",", ".", "?", "!", "…"}):
        return True
    if following.text == ":":
        return False
    if before.text == "," and first > 6 and following.low in ("in", "on", "at", "during", "as", "when", "after", "from", "who", "following"):
        return found[0].low not in _OPENERS | {"in", "on", "at", "according"} or first > 14
    if before.text == ",":
        return following.text in {",", ";", "."} or following.low in ("adding", "citing", "as", "after", "when") and first > 6
    if before.low in _OPENERS or before.text in {":", ";", "-", "–", "—", ")"}:
        return False
    return first > 7


def _rest(found: list[Word], rest: int, cue: Cue) -> None:
    k = rest
    while k < len(found) and found[k].text in {",", ".", "-", "–", "—"}:
        k += 1
    if k < len(found) and found[k].low not in _BREAKS:
        cue.contents.append((found[k].start, found[-1].end))


def _bound(found: list[Word], made: list[Cue]) -> None:
    """Nest and part the attributions of one sentence: an active one ends where a coordinate one begins."""
    opening = {w.start: k for k, w in enumerate(found)}
    for a, b in zip(made, made[1:], strict=False):
        if a.form not in ("active", "phrase") or a.closing or b.form not in ("active",) or not a.contents or b.closing:
            continue
        k = opening[b.source_start]
        begins = a.contents[0][0]
        direct = all(w.low in {"that", "on", "the"} | _TIMES for w in found[opening.get(begins, 0) : k])
        if direct:
            b.nested = True
            continue
        cut = k
        while cut > 0 and (found[cut - 1].low in _OPENERS or found[cut - 1].text == ","):
            cut -= 1
        a.contents = [(s, min(e, found[cut].start)) for s, e in a.contents if s < found[cut].start]
