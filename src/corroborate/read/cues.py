"""Attributions of one sentence: the cue, the source beside it, and the words of the sentence that it covers."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Commitment, SourceKind
from corroborate.read.carried import carried, quoted_as
from corroborate.read.cuewords import (
    AFTER_NOUN,
    ARTICLES,
    AUX,
    BE,
    DEEDS,
    EYES,
    EYES_SEE,
    MODAL,
    NOUNLIKE,
    OPENERS,
    PREPOSITIONS,
    QUOTES,
    Cue,
    carrying,
    cue_triggers,
    cue_words,
    speech_verbs,
    stirring,
)
from corroborate.read.phrases import citing, is_source, named_after, passive, phrased
from corroborate.read.scopes import after_adjuncts, bound, broadcaster, medium_of, rest_of, scope
from corroborate.read.sources import Phrase, left_phrase, phrase, right_phrase
from corroborate.read.subjects import appositive, before_cue, clause_start, pair, subject, with_subject
from corroborate.read.words import DETERMINERS, PRONOUNS, Word, is_name, is_noun, is_small, nouns


def find(text: str, found: list[Word], quoted: list[bool], known: frozenset[str]) -> list[Cue]:
    """Every attribution of one sentence, in the order of their cues; `quoted[i]` says that word i stands inside a quotation."""
    made: list[Cue] = []
    label = _labelled(text, found)
    if label:
        made.append(label)
        quoted = [False] * len(found)  # whoever speaks inside the entry is told by the one who is named before it
    k = 0
    while k < len(found):
        if found[k].low not in stirring():
            k += 1
            continue
        inside = (quoted[k] and not _opens_quote(found, quoted, k)) or any(m.source_start <= found[k].start < m.source_end for m in made)
        cue = None if inside else _at(text, found, quoted, k, known)
        if cue is None and not inside and found[k].low in carrying():
            cue = carried(text, found, k, made, known)
        if cue is None and not inside and k and found[k - 1].low in ("and", "but") and found[k].low in speech_verbs() and _speech(found, k):
            cue = _coordinate(text, found, k, made[-1] if made else None, known)
        if cue:
            made.append(cue)
        k += 1
    bound(found, made)
    for cue in made:
        pair(text, found, cue, known)
    return made


def _at(text: str, found: list[Word], quoted: list[bool], k: int, known: frozenset[str]) -> Cue | None:
    low = found[k].low
    if low not in cue_triggers():
        return None
    following = found[k + 1].low if k + 1 < len(found) else ""
    if k and found[k].text[0].isupper() and found[k - 1].text not in QUOTES and not _capitals(found):
        return None  # "By Rana Said": a name
    if low == "posted" and k and (found[k - 1].low in cue_words("shown", "things") or found[k - 1].low in nouns().documents):
        return None  # "in a statement posted on", "a video posted online": a participle
    if low == "states" and (found[k].text[0].isupper() or (k and found[k - 1].low in ("member", "gulf"))):
        return None
    if not _speech(found, k):
        return None
    if (low == "according" and following == "to") or (low == "as" and following == "per") or (low in ("attributed",) and following == "to"):
        return phrased(text, found, k, k + 2, known)
    if low in cue_words("relay", "participles") and not (k and found[k - 1].low in BE):
        return citing(text, found, k, known)
    if low == "on" and k > 1 and found[k - 1].low in ("went", "goes") and (following == ":" or following in QUOTES):
        return _active(text, found, quoted, k - 1, Commitment.ASSERTED, True, known)  # "She went on: ..."
    if low in EYES_SEE and not (k and found[k - 1].low in PRONOUNS):
        return _seeing(text, found, k, known)
    if low in ("quoted", "cited") and following in ("as", "by"):
        reported = quoted_as(text, found, k, known)
        if reported:
            return reported
    toll = low in cue_words("toll", "verbs") and _near_toll(found, k)
    if low not in speech_verbs() and not toll and low not in cue_words("relay", "verbs"):
        return None
    commitment, strong = speech_verbs().get(low, (Commitment.ASSERTED, False))
    if low.startswith("claim") and (
        following[:1].isdigit() or (following in ("lives", "the", "at", "dozens", "hundreds", "scores") and _lives(found, k))
    ):
        return None
    if low in NOUNLIKE and (following in speech_verbs() or following in AFTER_NOUN):
        return None
    if low in NOUNLIKE and following == "that" and k and (found[k - 1].low in speech_verbs() or found[k - 1].low in PREPOSITIONS):
        return None  # "dismissed reports that"
    if following == "to" and low in ("believed", "thought", "said", "reported"):
        return None
    if following in ("on", "of", "for", "upon") and low in ("blamed", "accused", "charged", "held", "called"):
        return None
    if low in cue_words("passive", "whole") | cue_words("passive", "own") and following == "by":
        return passive(text, found, k, known)
    return _inverted(text, found, k, commitment, known) or _active(text, found, quoted, k, commitment, strong or toll, known)


def _capitals(found: list[Word]) -> bool:
    """Whether most words have a capital, as in the headlines of some papers."""
    long = [w for w in found if len(w.text) > 3 and w.text[0].isalpha()]
    return len(long) > 4 and sum(w.text[0].isupper() for w in long) * 3 >= 2 * len(long)


def _opens_quote(found: list[Word], quoted: list[bool], k: int) -> bool:
    """ "The council "has documented 31 deaths"": the verb is quoted, its subject is not."""
    q = before_cue(found, k)
    return q > 1 and found[q - 1].text in QUOTES and not quoted[q - 2] and found[q - 2].text[-1].isalnum()


def _coordinate(text: str, found: list[Word], k: int, before: Cue | None, known: frozenset[str]) -> Cue | None:
    """ "The agency revised its figures and specified ...", "said A and denied B": the subject stands further left."""
    if before is not None and before.form == "active" and not before.closing:
        cue = replace(
            before,
            start=found[k].start,
            end=found[k].end,
            word=found[k].low,
            commitment=speech_verbs()[found[k].low][0],
            audience=None,
            deeper=None,
        )
        before.contents = [(s, min(e, found[k - 1].start)) for s, e in before.contents if s < found[k - 1].start]
    elif before is None:
        last = right_phrase(found, 0, known)
        if (
            last is None
            or last >= k - 1
            or not is_source(found, 0, last)
            or not (any(is_noun(w) for w in found[:last]) or found[last - 1].text.isupper() or phrase(text, found, 0, last).person)
        ):
            return None
        cue = Cue(
            found[k].start,
            found[k].end,
            found[k].low,
            speech_verbs()[found[k].low][0],
            "active",
            phrase(text, found, 0, last),
            None,
            found[0].start,
            found[last - 1].end,
        )
    else:
        return None
    rest = after_adjuncts(found, k + 1)
    cue.contents = [(found[rest].start, found[-1].end)] if rest < len(found) - 1 else []
    return cue if cue.contents else None


def _labelled(text: str, found: list[Word]) -> Cue | None:
    """ "BBC - "...": a name, a dash or colon and a quotation: an entry of a list of reports."""
    while found and found[0].text in {"*", "•", "·", "-", "–"}:
        found = found[1:]
    for k in range(1, min(len(found) - 2, 5)):
        if found[k].text in {"-", "–", "—", ":"} and found[k + 1].text in {'"', "“"} and all(is_name(w) for w in found[:k]):
            source = phrase(text, found, 0, k)
            cue = Cue(
                found[0].start, found[k - 1].end, "label", Commitment.ASSERTED, "active", source, None, found[0].start, found[k - 1].end
            )
            cue.contents = [(found[k + 1].start, found[-1].end)]
            return cue
        if not is_name(found[k]):
            return None
    return None


def _seeing(text: str, found: list[Word], k: int, known: frozenset[str]) -> Cue | None:
    """ "A photographer for the agency saw three bodies": people who were there and report."""
    stop = before_cue(found, k)
    first = left_phrase(found, stop, known) if stop else None
    if first is None or not clause_start(found, first) or not any(w.low in EYES for w in found[first:stop]):
        return None
    source = phrase(text, found, first, stop)
    cue = Cue(
        found[k].start, found[k].end, found[k].low, Commitment.ASSERTED, "active", source, None, found[first].start, found[stop - 1].end
    )
    cue.contents = [(found[k].end, found[-1].end)]
    return cue


def _speech(found: list[Word], k: int) -> bool:
    """Whether the verb is one of speech here: "called" police and "found" dead are not."""
    if found[k].low == "found" and k + 1 < len(found) and found[k + 1].low in cue_words("shown", "states"):
        return False
    return found[k].low not in cue_words("bound", "words") or _introduces(found, k)


def _introduces(found: list[Word], k: int) -> bool:
    """Whether "that", a colon or a quotation stands beside the verb: "continued" and "held" are speech only then."""
    if found[k].low in ("held", "holds") and any(w.low in ("responsible", "accountable") for w in found[k : k + 10]):
        return True
    if found[k].low == "called":
        return any(w.text in QUOTES for w in found[k + 1 : k + 10])  # "called the raid a “massacre”"
    after = after_adjuncts(found, k + 1)
    beside = {found[j].text for j in (k - 2, k - 1, k + 1, k + 2, after) if 0 <= j < len(found)}
    return bool(beside & (QUOTES | {":"})) or (after < len(found) and found[after].low == "that")


def _claimed_deed(found: list[Word], k: int) -> int | None:
    """ "claimed responsibility for", "claims the attack": the claim is the deed; what else the sentence tells is not said by them."""
    if not found[k].low.startswith("claim"):
        return None
    for j in range(k + 1, min(len(found), k + 8)):
        if found[j].low in DEEDS:
            return j
        if found[j].low in ("that", "it", "they", "he", "to") or found[j].text in {",", "."}:
            return None
    return None


def _lives(found: list[Word], k: int) -> bool:
    """ "claimed the lives of ten": nobody speaks."""
    return any(w.low in ("lives", "life") for w in found[k + 1 : k + 6])


def _near_toll(found: list[Word], k: int) -> bool:
    return any(w.low in cue_words("toll", "nouns") for w in found[k + 1 : k + 8])


def _inverted(text: str, found: list[Word], k: int, commitment: Commitment, known: frozenset[str]) -> Cue | None:
    if found[k].low not in cue_words("inverted", "words") or k == 0 or k + 1 >= len(found):
        return None
    before = found[k - 1]
    if before.low in PRONOUNS | BE | AUX | MODAL or before.low in ("and", "who"):
        return None
    stray = found[k + 1].text == "," and before.text in QUOTES and k + 2 < len(found)  # "... left," said, Ida Moor
    k += stray
    pronoun = found[k + 1].low if found[k + 1].low in ("he", "she") else None
    last = right_phrase(found, k + 1, known)
    if last is None and not pronoun:
        return None
    last = last or k + 2
    if not pronoun and not is_source(found, k + 1, last):
        return None
    punctuated = before.text in QUOTES or before.text in {",", "?", "!", "’", "'"}
    rest = after_adjuncts(found, last)
    if found[k + 1].low in ("their", "his", "her", "its", "no", "some", "many"):
        return None
    if not punctuated:
        stop = before_cue(found, k)
        subject = left_phrase(found, stop)
        ends = (
            rest >= len(found) - 1
            and k > 6
            and (found[k + 1].low == "the" or last - k <= 3 or phrase(text, found, k + 1, last).person is not None)
        )
        placed = subject is not None and subject > 3 and found[subject - 1].low in PREPOSITIONS and found[k + 1].low in DETERMINERS
        if (
            subject is not None
            and not ends
            and not placed
            and (clause_start(found, subject) or is_noun(found[stop - 1]) or any(is_noun(w) and is_small(w) for w in found[subject:stop]))
        ):
            return None
        if rest < len(found) and found[rest].text not in {".", ",", ";"} and found[rest].low not in OPENERS | {"in", "on", "adding"}:
            return None
    elif before.text == "," and _comma_subject(found, k) and not _ends_clause(found, last):
        return None
    source = None if pronoun else named_after(text, found, phrase(text, found, k + 1, last), last)
    cue = Cue(found[k].start, found[k].end, found[k].low, commitment, "inverted", source, pronoun, found[k + 1].start, found[last - 1].end)
    cue.contents = [(found[0].start, found[k].start)]
    cue.closing = True
    cue.medium = medium_of(found, last)
    cue.audience = broadcaster(text, found, last)
    rest_of(found, rest, cue)
    return cue


def _ends_clause(found: list[Word], k: int) -> bool:
    return (
        k >= len(found)
        or found[k].text in {",", ".", ";", ":"}
        or found[k].low in ("on", "in", "at", "as", "who", "during", "after", "from")
    )


def _comma_subject(found: list[Word], k: int) -> bool:
    """Whether the comma before the verb closes an apposition ("X, the mayor, said officers ...")."""
    return (
        any(found[j].text == "," for j in range(k - 2, max(-1, k - 16), -1))
        and found[0].text not in QUOTES
        and appositive(found, k - 1) is not None
    )


def _active(
    text: str, found: list[Word], quoted: list[bool], k: int, commitment: Commitment, strong: bool, known: frozenset[str]
) -> Cue | None:
    stop = before_cue(found, k)
    if stop == 0:
        return None
    before = found[stop - 1]
    if found[k].low == "saying" and not with_subject(found, stop):
        return None
    if before.low in cue_words("negation", "words") | cue_words("negation", "joined") | MODAL or before.low in ARTICLES:
        return None
    if found[k].low == "alleged" and before.low in DETERMINERS:
        return None  # "five alleged rebels"
    if before.low in BE:
        if not found[k].low.endswith("ing"):
            return None
        stop -= 1
        before = found[stop - 1]
        if stop == 0:
            return None
    if quoted[k] and before.text in QUOTES:
        stop -= 1
    elif quoted[stop - 1] and before.text not in QUOTES:
        return None
    spoken = subject(text, found, stop, strong, known)
    if spoken is None:
        return None
    first, last, source, pronoun = spoken
    that = k + 1 < len(found) and found[k + 1].low == "that"
    if found[k].low in ("found", "finds", "show", "shows", "showed") and _searching(source) and not that:
        return None
    cue = Cue(found[k].start, found[k].end, found[k].low, commitment, "active", source, pronoun, found[first].start, found[last - 1].end)
    rest = k + 1
    heard_end = next(
        (rest + n for n in (3, 2, 1) if " ".join(w.low for w in found[rest : rest + n]) in cue_words("audience", "words")), None
    )
    if found[k].low in ("told", "tells", "informed") and heard_end:
        rest = heard_end
    elif found[k].low in ("told", "tells") and rest < len(found) and found[rest].low == "of":
        rest += 1
    elif found[k].low in ("told", "tells", "informed"):
        end = right_phrase(found, rest, known)
        if end is None:
            return None
        named_end = next(
            (j for j in range(rest, end) if found[j].low in ("reporter", "reporters", "correspondent", "journalist", "journalists")), end
        )
        heard = phrase(text, found, rest, named_end if named_end > rest and is_name(found[named_end - 1]) else end)
        if heard.text.lower().removeprefix("the ") not in cue_words("audience", "words") and heard.head not in cue_words(
            "audience", "words"
        ):
            cue.audience = heard
        rest = end
    if found[k].low in cue_words("relay", "verbs"):
        end = right_phrase(found, rest, known)
        if end is None or not any(
            found[j].low == "as" and found[j + 1].low in ("saying", "telling") for j in range(end, min(len(found) - 1, end + 9))
        ):
            return None
        cue.deeper = phrase(text, found, rest, end)
        rest = end
    own = _claimed_deed(found, k)
    if own:
        cue.contents = [(found[k].start, found[own].end)]
        return cue
    cue.medium = medium_of(found, rest)
    if cue.audience is None and rest == k + 1 and rest < len(found) and found[rest].low in ("on", "in"):
        cue.audience = broadcaster(text, found, rest)
    if cue.audience is None:
        cue.audience = _speaking_to(text, found)
    rest = after_adjuncts(found, rest)
    scope(found, cue, first, rest)
    if cue.closing and commitment is Commitment.DENIED and not any(w.text in QUOTES for w in found[:first]):
        cue.contents = []  # "..., a claim the army denied": what is denied is not what they say
    return cue


def _searching(source: Phrase | None) -> bool:
    """Whether a subject of "found" is somebody who comes upon things, not a body that comes to a conclusion."""
    if source is None or source.kind in (SourceKind.PERSON, SourceKind.INSIDER, SourceKind.OFFICIALS):
        return True
    return source.head in ("police", "army", "forces", "force", "team", "teams", "troops", "military", "guard", "security")


def _speaking_to(text: str, found: list[Word]) -> Phrase | None:
    """ "Speaking to AFP on Wednesday, the governor said": the outlet that he told."""
    if len(found) < 4 or found[0].low not in ("speaking", "talking") or found[1].low not in ("to", "with") or not is_name(found[2]):
        return None
    end = right_phrase(found, 2)
    heard = phrase(text, found, 2, end) if end else None
    return heard if heard and heard.person is None else None
