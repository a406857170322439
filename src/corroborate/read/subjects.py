"""Who stands before a speech verb: a noun phrase, a pronoun, a name with its apposition, the noun of a relative clause."""

from __future__ import annotations

from dataclasses import replace

from corroborate.read.cuewords import AUX, BE, ISSUED, MODAL, OPENERS, PREPOSITIONS, QUOTES, RELATIVES, TIMES, Cue, cue_words, speech_verbs
from corroborate.read.sources import Phrase, left_phrase, phrase, right_phrase
from corroborate.read.words import DETERMINERS, Word, is_name, is_noun, is_plain, is_small, nouns

Subject = tuple[int, int, Phrase | None, str | None]
"""First word, index after the last word, the phrase, or the pronoun in its place."""

_NO_ADVERB = frozenset({"family", "daily", "weekly", "assembly", "ally", "reply", "supply", "only"})


def subject(text: str, found: list[Word], stop: int, strong: bool, known: frozenset[str]) -> Subject | None:
    """The subject that ends before word `stop`; a `strong` verb takes any noun phrase at the head of its clause."""
    before = found[stop - 1]
    if found[stop].low in ("saying", "putting") and not with_subject(found, stop):
        return None
    pronoun = before.low.partition("'")[0]  # "they'd said"
    if pronoun in ("he", "she", "it", "they", "i", "we"):
        return stop - 1, stop, None, pronoun
    if before.low == "them" and stop > 2 and found[stop - 2].low == "of" and clause_start(found, stop - 3):
        return stop - 3, stop, None, "them"  # "one of them said"
    if before.low in ("who", "which"):
        last = stop - 1 - (stop > 1 and found[stop - 2].text == ",")
        inner = left_phrase(found, last, known) if last > 0 else None
        return None if inner is None else (inner, stop - 1, phrase(text, found, inner, last), None)
    if before.text == "," or before.text in {"-", "–", "—"}:
        return _with_apposition(text, found, stop, known)
    return None if before.low == "and" else _plain(text, found, stop, strong, known)


def _with_apposition(text: str, found: list[Word], stop: int, known: frozenset[str]) -> Subject | None:
    apposition = appositive(found, stop - 1, known)
    if apposition is None:
        return None
    first, last = apposition
    source = phrase(text, found, first, last)
    end = next((k for k in range(last + 1, stop - 1) if found[k].text == ","), stop - 1)
    behind = phrase(text, found, last + 1, end) if last + 1 < end else None
    role = not source.person and (source.indefinite or any(is_noun(w) for w in found[first:last]))
    role = role or _of_somebody(found, first, last)
    if role and behind and behind.person and (behind.role or "dr").lower().rstrip(".") in nouns().titles:
        return first, stop, replace(behind, role=source.text), None  # "the chief of the office, Ida Moor, said"
    return first, stop, _with_role(source, text, found, last, stop), None


def _of_somebody(found: list[Word], first: int, last: int) -> bool:
    """Whether the words are somebody's aide, spokesman or wife, and not that somebody: "an aide to President Aurel Finch"."""
    joins = ("to", "of", "for")
    inside = next((k for k in range(first + 1, last) if found[k].low in joins), None)
    if inside is not None:
        return is_small(found[inside - 1])
    return first > 1 and found[first - 1].low in joins and is_small(found[first - 2])


def _plain(text: str, found: list[Word], stop: int, strong: bool, known: frozenset[str]) -> Subject | None:
    first = left_phrase(found, stop, known)
    if first is None:
        return _relative(text, found, stop, known)
    if first > 1 and found[first - 1].low in ("citing", "quoting"):
        stop, first = first - 1, left_phrase(found, first - 1, known) or 0  # "the agency citing officials said": the agency says it
        return (first, stop, phrase(text, found, first, stop), None) if any(is_noun(w) or is_name(w) for w in found[first:stop]) else None
    if first and found[first - 1].low in MODAL - {"to"}:
        return None  # "would probe reports"
    led = _leader(text, found, first, known)
    if led is not None:
        return led[0], stop, led[1], None
    if found[first].low in ("no", "few", "not", "neither") or (first and found[first - 1].low == "nor"):
        return None
    if first > 2 and found[first - 1].text == "," and all(is_name(w) for w in found[first:stop]):
        whole = appositive(found, first - 1, known)  # the end of a role with a comma in it: "..., head of the port of Aldo, Tessaly said"
        if whole and any(is_noun(w) or w.low in nouns().titles for w in found[whole[1] + 1 : whole[1] + 4]):
            return whole[0], stop, _with_role(phrase(text, found, *whole), text, found, whole[1], stop), None
    told = _in_statement(found, first, known)
    if told is not None:
        return told[0], stop, phrase(text, found, *told), None
    source = issuer(text, found, first, stop) or phrase(text, found, first, stop)
    source = _apposed(text, found, first, stop, source, known)
    if _speaks(found, first, stop, source, strong):
        return first, stop, source, None
    far = _far(found, first)
    if far is not None:
        return far, stop, phrase(text, found, far, stop), None
    return _relative(text, found, stop, known)


def _in_statement(found: list[Word], first: int, known: frozenset[str]) -> tuple[int, int] | None:
    """ "The front in a statement published by Aldo Radio said": the source stands before the medium."""
    for k in range(first, max(0, first - 9), -1):
        if found[k - 1].low in ("in", "via", "through") and found[k].low in DETERMINERS and k > 1:
            if not any(w.low in cue_words("medium", "words") or w.low in nouns().documents for w in found[k + 1 : k + 4]):
                return None
            stop = k - 1 - (found[k - 2].text == ",")
            start = left_phrase(found, stop, known) if stop else None
            good = start is not None and clause_start(found, start) and (is_name(found[stop - 1]) or is_noun(found[stop - 1]))
            return (start, stop) if good and start is not None else None
        if found[k].text in {",", ".", ";", ":"} or found[k].low in speech_verbs():
            return None
    return None


def _leader(text: str, found: list[Word], first: int, known: frozenset[str]) -> tuple[int, Phrase] | None:
    """ "Ida Moor, who runs the observatory, said", "the group which tracks the war said": who stands before the clause, not its object."""
    if first < 3 or found[first - 2].low not in ("who", "which") or not is_plain(found[first - 1]):
        return None
    stop = first - 2 - (found[first - 3].text == ",")
    start = left_phrase(found, stop, known) if stop else None
    if start is None:
        return None
    named = phrase(text, found, start, stop)
    return (start, named) if named.person or any(is_noun(w) for w in found[start:stop]) else None


def _far(found: list[Word], first: int) -> int | None:
    """ "A family in the outskirts of Port Aldo said": the source noun that opens the clause, with places behind it."""
    for k in range(first - 1, max(0, first - 9), -1):
        if (
            is_noun(found[k])
            and is_small(found[k])
            and (found[k + 1].low in PREPOSITIONS or found[k + 1].low in ("close", "familiar", "inside", "within"))
        ):
            start = left_phrase(found, k + 1)
            return start if start is not None and _opens(found, start) else None
        if not (is_plain(found[k]) or found[k].low in PREPOSITIONS or found[k].low in DETERMINERS):
            return None
    return None


def _speaks(found: list[Word], first: int, stop: int, source: Phrase, strong: bool) -> bool:
    """Whether a phrase may be the subject of a speech verb, and not only the last words of what is said."""
    part = found[first:stop]
    if len(part) == 1 and part[0].low.endswith("ly") and not is_noun(part[0]):
        return False  # "Inexplicably found"
    noun, bare, opening = any(is_noun(w) for w in part), all(is_name(w) for w in part), clause_start(found, first)
    if not strong:
        return opening and (noun or bare)
    placed = found[first - 1].low in PREPOSITIONS if first else False
    if placed and ((source.person is not None and found[first - 1].low == "of") or (bare and found[first - 1].low == "on")):
        return False  # "opponents of President Moor said", "posted on YouTube said"
    if opening or noun or (source.person is not None and not placed):
        return True
    issued = found[first - 1].low == "by" and found[first - 2].low in ISSUED
    return bare and (issued or not placed)


def with_subject(found: list[Word], stop: int) -> bool:
    """Whether "saying" has a subject of its own: "with officials saying", "officials were saying"."""
    return any(found[j].low == "with" for j in range(max(0, stop - 9), stop)) or found[stop - 1].low in BE


def issuer(text: str, found: list[Word], first: int, last: int) -> Phrase | None:
    """ "a statement from the ministry": whoever issued it is the source."""
    for k in range(first + 1, last - 1):
        if found[k].low in ("from", "by") and (found[k - 1].low in nouns().documents or found[k - 1].low in ISSUED):
            return phrase(text, found, k + 1, last)
    return _titled_document(text, found, first, last)


def _titled_document(text: str, found: list[Word], first: int, last: int) -> Phrase | None:
    """ "the latest VOHR estimates", "an Observatory toll": the name in front of the document."""
    if found[last - 1].low not in cue_words("toll", "documents"):
        return None
    names = [k for k in range(first, last - 1) if is_name(found[k])]
    if (
        not names
        or names != list(range(names[0], last - 1))
        or (len(names) == 1 and not found[names[0]].text.isupper() and not is_noun(found[names[0]]))
    ):
        return None
    if found[names[0]].low in ("initial", "early", "preliminary", "media", "news"):
        return None
    return phrase(text, found, names[0], last - 1)


def _apposed(text: str, found: list[Word], first: int, stop: int, source: Phrase, known: frozenset[str]) -> Phrase:
    """ "X, president of Y announced", "The X a monitoring group gave": the name before an apposition that no comma closes."""
    if source.person or (not is_noun(found[min(first + source.indefinite, stop - 1)]) and not source.indefinite):
        return source
    comma = found[first - 1].text == "," if first > 1 else False
    if comma and (source.head.endswith("s") or source.head in nouns().bodies):
        return source  # "... and Mill Drive, police said": no apposition
    end = first - comma
    if end < 1 or (not is_name(found[end - 1]) and not (found[end - 1].text == ")" and found[end - 2].text.isupper())):
        return source
    start = left_phrase(found, end, known)
    if start is None or not (start == 0 or clause_start(found, start)) or (not comma and not source.indefinite):
        return source
    whole = phrase(text, found, start, end)
    if (comma and not whole.person) or whole.indefinite or whole.head in nouns().documents:
        return source
    if (
        not comma
        and not any(is_noun(w) for w in found[start:end])
        and ((start > 0 and found[start - 1].low in PREPOSITIONS) or not _opens(found, start))
    ):
        return source
    return Phrase(
        whole.start,
        whole.end,
        whole.text,
        whole.kind,
        whole.person,
        whole.role or source.text,
        whole.head,
        whole.definite,
        whole.indefinite,
    )


def pair(text: str, found: list[Word], cue: Cue, known: frozenset[str]) -> None:
    """ "Chief A and Mayor B said", "said A and B.": give a cue whose source is a person the other person who says it with them."""
    if cue.source is None or cue.source.person is None or cue.form not in ("active", "inverted"):
        return
    first = next(k for k, w in enumerate(found) if w.start >= cue.source_start)
    last = next((k for k, w in enumerate(found) if w.start >= cue.source.end), len(found))
    joint = next((k for k in range(last - 1, first, -1) if found[k].low == "and"), None)
    other: Phrase | None = None
    if joint is not None and joint + 1 < last:
        other = phrase(text, found, first, joint)
        cue.source = phrase(text, found, joint + 1, last) if other.person else cue.source
    elif cue.form == "active" and first > 1 and found[first - 1].low == "and":
        start = left_phrase(found, first - 1, known)
        other = phrase(text, found, start, first - 1) if start is not None and _opens(found, start) else None
    elif cue.form == "inverted" and last + 1 < len(found) and found[last].low == "and":
        end = right_phrase(found, last + 1, known)
        ended = end is not None and (end == len(found) or found[end].text in {",", ".", ";"} | QUOTES)
        other = phrase(text, found, last + 1, end) if end is not None and ended else None
    cue.beside = other if other is not None and other.person else None


def _opens(found: list[Word], k: int) -> bool:
    return k == 0 or found[k - 1].text in QUOTES | {",", ":", ";"} or found[k - 1].low in OPENERS


def clause_start(found: list[Word], k: int) -> bool:
    """Whether a phrase stands at the head of its clause, or so near the start of the sentence that only an adverbial fits before it."""
    return k == 0 or found[k - 1].text in QUOTES | {",", ":", ";", "-", "–", "—", ")"} or found[k - 1].low in OPENERS or k <= 3


def _relative(text: str, found: list[Word], stop: int, known: frozenset[str]) -> tuple[int, int, Phrase | None, str | None] | None:
    """ "A man who gave his name as X said": the noun before the relative pronoun, if it names a source."""
    for k in range(stop - 2, 0, -1):
        if found[k].low in RELATIVES:
            last = k - (found[k - 1].text == ",")
            first = left_phrase(found, last, known)
            if first is not None and any(is_noun(w) for w in found[first:last]) and clause_start(found, first):
                return first, stop, _apposed(text, found, first, last, phrase(text, found, first, last), known), None
        if found[k].low in speech_verbs() and found[k].low not in ("put", "called", "found", "held"):
            return None
    return None


def appositive(found: list[Word], comma: int, known: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The name before an apposition that closes at word `comma`: "Ida Moor, head of the port office, said"."""
    mark = found[comma].text
    best: tuple[int, int] | None = None
    for k in range(comma - 1, max(0, comma - 34), -1):
        if found[k].text in QUOTES and found[k - 1].text in {",", ".", "?", "!"}:
            break
        if found[k].text == mark and k > 0:
            last = k - (k > 1 and found[k - 1].low in ("there", "here"))
            first = left_phrase(found, last, known)
            if first is None:
                continue
            if clause_start(found, first) and (any(is_noun(w) or is_name(w) for w in found[first:last])):
                best = (first, last)
                if not (first > 0 and found[first - 1].text == ","):
                    break
    if best is None and mark == ",":
        name = left_phrase(found, comma, known)
        if (
            name is not None
            and name > 3
            and found[name - 1].text == ","
            and 2 <= comma - name <= 4
            and all(is_name(w) and not is_noun(w) for w in found[name:comma])
        ):
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


def before_cue(found: list[Word], k: int) -> int:
    """The index after the subject: auxiliaries, adverbs, days and "in a statement" between subject and verb are stepped over."""
    while k > 1:
        word = found[k - 1]
        if word.low == "to" and k > 3 and found[k - 2].low == "on" and found[k - 3].low in ("went", "goes", "going"):
            k -= 3  # "went on to say"
        elif word.low in ("there", "here", "both", "each") and is_noun(found[k - 2]):
            k -= 1  # "a doctor there said"
        elif word.low in AUX or (word.low.endswith("ly") and is_small(word) and not is_noun(word) and word.low not in _NO_ADVERB):
            k -= 1
        elif word.low in TIMES or (word.text.isdigit() and found[k - 2].low in TIMES):
            k -= 1
            while k > 1 and found[k - 1].low in TIMES | {"on", "the"}:
                k -= 1
        elif (
            word.low in cue_words("medium", "words")
            and k >= 4
            and found[k - 2].low in ("a", "an", "the", "his")
            and found[k - 3].low in ("in", "on", "by")
        ):
            k -= 3
        else:
            break
    return k
