"""Noun phrases that name a source, read leftwards from a verb or rightwards from "according to", without a tagger."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import SourceKind
from corroborate.read.words import DETERMINERS, INDEFINITE, Word, is_modifier, is_name, is_noun, is_plain, is_small, nouns
from corroborate.vocabulary import vocabulary

_OF = frozenset({"of", "for"})
_AT = frozenset({"in", "at", "from", "inside", "within", "with", "near", "to", "on", "across", "by"})
_PARTICLES = frozenset(vocabulary("syntax")["particles"])
_GIVEN = frozenset(vocabulary("syntax")["given"])
_OUTLET_TAIL = frozenset(vocabulary("syntax")["outlet_tail"])
_LONGEST = 9
_PLACE_HEADS, _PLACE_TAILS = (frozenset(vocabulary("roles")["places"][key]) for key in ("heads", "tails"))
_OPENING = frozenset(vocabulary("syntax")["openers"])
_ACTORS = frozenset(w for w in vocabulary("roles")["insiders"]["words"] if w.endswith(("s", "men"))) - nouns().modifiers


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as printed: words `[first, last)` of its sentence, the personal name in it if any, and the role beside it."""

    start: int
    end: int
    text: str
    kind: SourceKind
    person: str | None = None
    role: str | None = None
    head: str = ""
    definite: bool = False
    indefinite: bool = False


def left_phrase(found: list[Word], end: int, known: frozenset[str] = frozenset()) -> int | None:
    """The index of the first word of the noun phrase that ends before word `end`, None where there is none."""
    stop = _skip_brackets(found, end)
    start = _base_left(found, stop)
    if start is None:
        return _place_left(found, stop)
    start = _cut_acronym(found, start, stop)
    start = _cut_known(found, start, stop, known)
    while start >= 2:
        joint = found[start - 1].low
        before = _base_left(found, start - 1)
        if before is None:
            break
        head = found[start - 2]
        if (
            (
                joint in _OF
                and (
                    is_noun(head)
                    or (
                        is_name(head)
                        and (
                            _is_capital(found[start])
                            or is_noun(found[stop - 1])
                            or any(is_noun(w) and is_name(w) for w in found[start:stop])
                        )
                    )
                )
            )
            or (joint in _AT and is_noun(head) and not is_noun(found[stop - 1]))
            or (joint in _AT and is_noun(head) and is_small(head) and _indefinite(found[before]))
            or (joint in ("with", "from", "at") and any(is_noun(w) for w in found[start:stop]) and _full_name(found, before, start - 1))
            or (joint == "and" and _joined(found, before, start, stop))
        ):
            start = before
        else:
            break
    return start


def _full_name(found: list[Word], first: int, last: int) -> bool:
    """ "Ida Moor with the Harbour Office": two or three names that are nothing else, at the head of their clause."""
    opens = first == 0 or found[first - 1].text in {",", '"', "“", "”", "-", "–", "—"}
    first += last - first > 2 and found[first].low in nouns().titles  # "Professor Ida Moor"
    return opens and 2 <= last - first <= 3 and all(is_name(w) and not is_noun(w) for w in found[first:last])


def _place_left(found: list[Word], end: int) -> int | None:
    """ "a doctor at the main hospital site": any noun may end the phrase where a source noun and a preposition stand before it."""
    for k in range(end - 1, max(0, end - 7), -1):
        if found[k].low in _AT | _OF and is_noun(found[k - 1]):
            return _base_left(found, k)
        if not (is_plain(found[k]) or is_name(found[k]) or found[k].low in DETERMINERS):
            return None
    return None


def _cut_acronym(found: list[Word], start: int, end: int) -> int:
    """ "in eastern Varenne UNVR said": an acronym that ends a run of other names is a name of its own."""
    last = found[end - 1].text
    if (
        (
            end - start > 1
            and last.isupper()
            and len(last) > 1
            and last.isalpha()
            and not any(w.text.isupper() for w in found[start : end - 1])
        )
        and found[start].low not in DETERMINERS
        and start > 0
        and not any(is_noun(w) for w in found[start : end - 1])
    ):
        return end - 1
    return start


def _skip_brackets(found: list[Word], end: int) -> int:
    if found[end - 1].text == ")":
        for k in range(end - 2, max(-1, end - 14), -1):
            if found[k].text == "(":
                return end if found[k + 1].low in _AT | _OF else k
    return end


def _indefinite(word: Word) -> bool:
    return word.low in INDEFINITE


def _is_capital(word: Word) -> bool:
    return is_name(word)


def _joined(found: list[Word], before: int, start: int, stop: int) -> bool:
    head, last = found[start - 2], found[stop - 1]
    if is_name(head) and is_name(last) and not is_noun(last) and found[start].low not in DETERMINERS:
        return before == 0 or any(is_noun(w) for w in found[before : start - 1])
    return is_noun(head) and head.low not in ("family", "man", "woman") and (is_noun(last) or is_name(last))


def _base_left(found: list[Word], end: int) -> int | None:
    """The base noun phrase that ends before `end`: names, nouns, modifiers, then a determiner."""
    k = end
    while k > 0 and end - k < _LONGEST and _nominal(found, k - 1, end):
        k -= 1
    k = _shed(found, _drop_place(found, k, end), end)
    if k == end:
        return _unknown_left(found, end)
    if k > 0 and found[k - 1].low in DETERMINERS:
        return k - 1
    if is_small(found[end - 1]) and not _plural(found[end - 1].low) and k == end - 1:
        return _unknown_left(found, end) or k
    return k


def _parted(word: Word, following: Word) -> bool:
    """ "killed four men police said", "committed by rebels Moor said": a plural for people and what follows it are two phrases."""
    if word.low in _ACTORS and (_plural(following.low) or is_small(following)):
        return True
    person = is_name(following) and not is_noun(following) and following.low not in nouns().titles
    return person and word.low != "police" and _plural(word.low) and is_noun(word)


def _nominal(found: list[Word], k: int, end: int) -> bool:
    word = found[k]
    if k < end - 1 and is_small(word) and _parted(word, found[k + 1]):
        return False
    if word.low in _PARTICLES:
        return k + 1 < end and (is_name(found[k + 1]) or found[k + 1].low in _PARTICLES)
    if is_name(word) or is_noun(word):
        return True
    return k < end - 1 and word.low != "and" and is_modifier(word)


def _drop_place(found: list[Word], start: int, end: int) -> int:
    """In "hit Aldo activists said" the place belongs to what is said: a bare plural sheds the names of a preposition before it."""
    last = found[end - 1]
    if start < 2 or not is_small(last) or not is_name(found[start]) or found[start - 1].low not in _AT | _OF:
        return start
    if found[start - 1].low in _AT and is_noun(found[start - 2]):
        return start
    if found[start - 1].low in _OF and (is_noun(found[start - 2]) or not _plural(last.low)):
        return start
    k = start
    while k < end - 1 and is_name(found[k]):
        k += 1
    return k


def _shed(found: list[Word], start: int, end: int) -> int:
    """ "killed Ida Moor state television said", "hit Varenne security sources said": a name in mid-clause is no part of a common noun."""
    if start == 0 or end - start < 2 or found[start - 1].low in _OPENING:
        return start
    if found[start - 1].text == "/" and end - start > 2:
        return start + 2  # "REUTERS/Ida Moor Officials said": a picture credit glued to the sentence
    before = found[start - 1]
    placing = before.low in _AT | _OF
    ordinary = placing or (is_small(before) and is_plain(before))
    if not ordinary or (placing and start > 1 and is_noun(found[start - 2])):
        return start
    k = start
    while k < end and is_name(found[k]) and not is_noun(found[k]) and not _adjectival(found[k].low) and found[k].low not in nouns().titles:
        k += 1
    return k if start < k < end and is_small(found[k]) and not found[k - 1].low.endswith("'s") and found[k].low not in _PARTICLES else start


def _adjectival(low: str) -> bool:
    """Whether a name may be the adjective of a country or region: it belongs to the noun behind it."""
    return _demonym(low) or low.endswith(("i", "an", "ch", "k", "el", "u.s", "uk", "us")) or not low.isalpha()


def _unknown_left(found: list[Word], end: int) -> int | None:
    """A phrase with an unlisted noun counts when an article opens it a few ordinary words before."""
    for k in range(end - 1, max(-1, end - 6), -1):
        if found[k].low in DETERMINERS:
            return k if k < end - 1 else None
        if not (is_plain(found[k]) and (is_small(found[k]) or is_name(found[k]))):
            return None
    return None


def _plural(low: str) -> bool:
    return (low.endswith("s") and not low.endswith("ss")) or low in ("police", "people", "media", "military", "army")


def _cut_known(found: list[Word], start: int, end: int, known: frozenset[str]) -> int:
    """Where the end of a run of names is itself a name of this report, the words before it belong to what is said."""
    if not known or found[start].low in DETERMINERS or start == 0:
        return start
    for k in range(start + 1, end):
        if " ".join(w.text for w in found[k:end]) in known:
            return k
    return start


def right_phrase(found: list[Word], start: int, known: frozenset[str] = frozenset()) -> int | None:
    """The index after the last word of the noun phrase that begins at word `start`, None where there is none."""
    k = _base_right(found, start)
    if k is None:
        return None
    k = _bracket(found, k)
    while k + 1 < len(found):
        joint = found[k].low
        nxt = _base_right(found, k + 1)
        if nxt is None:
            break
        after = found[k + 1]
        if joint in _OF or (joint in _AT and joint != "by" and joint != "on" and _placed(found, k, nxt)) or (
            joint in ("from", "by") and found[k - 1].low in nouns().documents and is_noun(found[nxt - 1])
        ):
            k = _bracket(found, nxt)
        elif joint == "and" and is_noun(found[nxt - 1]) and (is_noun(found[k - 1]) or is_name(found[k - 1])) and after.low != "its":
            k = nxt
        else:
            break
    return _trim_known(found, start, k, known)


def _placed(found: list[Word], k: int, nxt: int) -> bool:
    common = is_small(found[k - 1])  # "residents in the town", but not "the State in the cities"
    near = is_name(found[k + 1]) or (common and (is_name(found[nxt - 1]) or found[k + 1].low in ("the", "a", "his", "her")))
    return is_noun(found[k - 1]) and near


def _bracket(found: list[Word], k: int) -> int:
    """Take "(VOHR)" into the name that it abbreviates."""
    if k + 2 < len(found) and found[k].text == "(" and found[k + 2].text == ")" and found[k + 1].text.isupper():
        return k + 3
    return k


def _base_right(found: list[Word], start: int) -> int | None:
    k, limit = start, min(len(found), start + _LONGEST + 1)
    article = k < limit and found[k].low in DETERMINERS and found[k].low != "that"
    k += article
    first = k
    unknown = 0
    while k < limit:
        word = found[k]
        if k > first and _ends(found[k - 1], word):
            break
        if (
            is_name(word)
            or is_noun(word)
            or (is_modifier(word) and word.low != "and")
            or (word.low in _PARTICLES and _before_name(found, k, limit))
        ):
            k += 1
        elif (k > first and unknown < 1 and is_plain(word) and is_small(word) and _described(found, first, k, limit)) or (
            article and is_plain(word) and is_small(word) and unknown < 2 and not _has_head(found, first, k)
        ):
            unknown += 1
            k += 1
        else:
            break
    while k > first and is_modifier(found[k - 1]) and not (is_noun(found[k - 1]) or is_name(found[k - 1])):
        if found[k - 1].low in nouns().titles:
            break  # "a statement from a rabbi"
        k -= 1
    return k if k > first else None


def _before_name(found: list[Word], k: int, limit: int) -> bool:
    nxt = next((w for w in found[k:limit] if w.low not in _PARTICLES), None)
    return nxt is not None and is_name(nxt)


def _described(found: list[Word], first: int, k: int, limit: int) -> bool:
    """ "British rail investigators", "county criminal records": an unlisted word before the source noun."""
    if k + 1 < limit and found[k + 1].low in nouns().documents and is_small(found[k + 1]):
        return True  # "county criminal records", "police incident report"
    return k + 1 < limit and is_noun(found[k + 1]) and all(_demonym(w.low) or (not is_name(w) and not is_noun(w)) for w in found[first:k])


def _has_head(found: list[Word], first: int, k: int) -> bool:
    return any(is_noun(w) or is_name(w) for w in found[first:k])


def _ends(word: Word, following: Word) -> bool:
    """A lower-case plural ends its phrase before a name: "activists Varenne jets"; so does an outlet's name before another."""
    if is_small(word) and word.low in nouns().sources and _plural(word.low) and is_name(following):
        return word.low != "police" or not (is_noun(following) or following.low.rstrip(".") in nouns().titles or is_modifier(following))
    if is_name(word) and not word.text.isupper() and word.low in nouns().bodies and following.text.isupper() and len(following.text) > 1:
        return True  # "the Observatory VLA has lost": two names
    return (
        word.low in nouns().outlets and following.low not in _OUTLET_TAIL and not (is_name(following) and following.low in nouns().sources)
    )


def _trim_known(found: list[Word], start: int, end: int, known: frozenset[str]) -> int:
    first = start + (found[start].low in DETERMINERS)
    for k in range(end - 1, first, -1):
        if " ".join(w.text for w in found[first:k]) in known and is_name(found[k]):
            return k
    return end


def phrase(text: str, found: list[Word], first: int, last: int) -> Phrase:
    """What the words `[first, last)` say of the source: kind, personal name, role, head noun."""
    part = found[first:last]
    opening = part[0].low
    body = part[1:] if opening in DETERMINERS and len(part) > 1 else part
    start, end = (body if opening in ("the", "this", "that") else part)[0].start, part[-1].end
    person, role = _person(text, body)
    head = _head(body)
    kind = SourceKind.PERSON if person else _kind(body, head)
    return Phrase(start, end, text[start:end], kind, person, role, head, opening == "the", opening in INDEFINITE)


def _head(body: list[Word]) -> str:
    """The head noun: the last source noun before the first preposition, else the last word there."""
    stop = next((k for k, w in enumerate(body) if w.low in _OF | _AT and k > 0), len(body))
    for word in reversed(body[:stop]):
        if is_noun(word):
            return word.low.removesuffix("'s")
    return body[stop - 1].low


def _kind(body: list[Word], head: str) -> SourceKind:
    classes = nouns()
    names = " ".join(w.low for w in body)
    if names in classes.outlets or (any(w.low in classes.outlets for w in body[:1]) and len(body) == 1):
        return SourceKind.MEDIA
    for group, kind in (
        (classes.officials, SourceKind.OFFICIALS), (classes.insiders, SourceKind.INSIDER), (classes.media, SourceKind.MEDIA),
        (classes.bodies, SourceKind.BODY), (classes.documents, SourceKind.BODY),
    ):  # fmt: skip
        if head in group:
            return kind
    return SourceKind.BODY if any(is_name(w) for w in body) else SourceKind.INSIDER


def _person(text: str, body: list[Word]) -> tuple[str | None, str | None]:
    """The personal name after the last title or role word, and the words before it; a bare name of two to four words stands alone."""
    classes = nouns()
    after = 0
    for k, word in enumerate(body[:-1]):
        role = word.low in classes.titles or word.low in classes.officials or word.low in classes.insiders
        if role and not _plural_role(word.low):
            after = k + 1
    named = _before_role(body, after) if after else 0
    if named:
        return text[body[0].start : body[named - 1].end], text[body[named].start : body[-1].end]
    behind = _behind_place(text, body[after:]) if after else None
    if behind:
        return behind, text[body[0].start : body[after - 1].end]
    run = list(body[after:])
    cut = next((k for k, w in enumerate(run) if not (is_name(w) or w.low in _PARTICLES)), len(run))
    run, rest = run[:cut], run[cut:]
    if not run or any(w.low.removesuffix("'s") in classes.bodies | classes.media | classes.officials for w in run):
        return None, None
    if after and (not rest or rest[0].low in _OF | _AT | {","}):
        return text[run[0].start : run[-1].end], text[body[0].start : body[after - 1].end]
    if (
        not after
        and 2 <= len(run) <= 4
        and (not rest or rest[0].low in {"of", "from", "with", "at"})
        and " ".join(w.low for w in run) not in classes.outlets
        and not _looks_body(run)
    ):
        return text[run[0].start : run[-1].end], None
    return None, None


def _before_role(body: list[Word], after: int) -> int:
    """How many words of a name stand before its role where the comma between them is lost ("Ida Lo Moor head of the council said")."""
    names = next((k for k, w in enumerate(body) if not is_name(w)), len(body))
    role = names == after - 1 and after < len(body) and body[after].low in _OF and is_small(body[names])
    return names if role and 2 <= names <= 4 and not any(is_noun(w) for w in body[:names]) and not _looks_body(body[:names]) else 0


def _behind_place(text: str, rest: list[Word]) -> str | None:
    """ "governor of Tessaly Ida Moor said": where no comma parts them, the last two of three names behind "of" are the person's."""
    names = rest[1:]
    if not rest or rest[0].low not in _OF or len(names) != 3 or names[0].low in _PLACE_HEADS or names[-1].low in _PLACE_TAILS:
        return None
    plain = all(is_name(w) and not is_noun(w) and w.text[0].isupper() and not w.text.isupper() for w in names)
    return text[names[1].start : names[2].end] if plain else None


def _plural_role(low: str) -> bool:
    return low.endswith("s") and low[:-1] in nouns().officials | nouns().insiders


def _demonym(low: str) -> bool:
    return low.endswith(("ian", "ish", "ese")) and low not in _GIVEN


def _looks_body(run: list[Word]) -> bool:
    if run[0].low in _PLACE_HEADS or run[-1].low in _PLACE_TAILS:
        return True
    return any(w.text.isupper() and len(w.text) > 1 for w in run) or _demonym(run[0].low) or run[-1].low.endswith("'s")


def opening_person(text: str, found: list[Word]) -> Phrase | None:
    """The person with whom a sentence opens: "Guard Ida Moor, 57, ran", "Ida Moor, a nurse, was"."""
    for k in range(2, min(len(found) - 1, 12)):
        if found[k].text == ",":
            first = k
            while first > 0 and k - first < 3 and is_name(found[first - 1]) and not is_noun(found[first - 1]):
                first -= 1
            aged = found[k + 1].text.isdigit() or found[k + 1].low in ("a", "an", "the", "who")
            if k - first >= 2 and aged and (first == 0 or is_plain(found[first - 1]) or is_name(found[first - 1])):
                return phrase(text, found, first, k)
            return None
    last = right_phrase(found, 0) if found else None
    named = phrase(text, found, 0, last) if last else None
    return named if named and named.person and named.role else None
