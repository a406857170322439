"""Names of places that the gazetteer does not hold, told by how a whole report uses them; how: docs/places.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import regex

from corroborate.read.gazetteer import fold
from corroborate.read.namewords import Token, known, listed
from corroborate.read.toponyms import Names
from corroborate.vocabulary import vocabulary

ENOUGH = 2
"""Points that make a name a place: one strong use, or two weak ones."""
_AGE = regex.compile(r",\s+(?:who is\s+)?(?:aged\s+)?\d{1,2}(?:,|\.|-year|\s+years)")
_OPENS = regex.compile(r"[\"“”'‘(\[]")
_LOWER_LINKS = frozenset(("de", "del", "la", "do", "da", "dos", "sur", "al", "el", "ez", "ad", "ash"))


def told_names(rows: list[Names]) -> frozenset[str]:
    """Folded names that the report uses as those of places: once in a way that leaves no doubt, or twice in ways that suggest it.

    A name that the report also gives to somebody or to a body is none.
    """
    points: Counter[str] = Counter()
    uses: dict[str, list[tuple[Names, int, int]]] = defaultdict(list)
    for names in rows:
        for i, j in _runs(names):
            name = fold(" ".join(w.word for w in names.words[i:j]))
            uses[name].append((names, i, j))
            points[name] += _points(names, i, j)
    likely = [name for name, told in points.items() if told >= ENOUGH]
    return frozenset(n for n in likely if any(_may_name(*use) for use in uses[n]) and not any(_named_person(*use) for use in uses[n]))


def _runs(names: Names) -> Iterator[tuple[int, int]]:
    """Capitalised words that stand together, from where the name begins: `In Upper Loom` is the name Upper Loom."""
    words, i = names.words, 0
    while i < len(words):
        if not words[i].capital:
            i += 1
            continue
        j = i + 1
        while j < len(words) and names.joined(j) and (words[j].capital or _links(names, j)):
            j += 1
        start = i
        while start < j and _opens(words, start, j):
            start += 1
        if start < j and words[j - 1].capital:
            yield start, j
        i = j


def _links(names: Names, j: int) -> bool:
    """Whether a small word joins two parts of one name."""
    return names.words[j].lower in _LOWER_LINKS and j + 1 < len(names.words) and names.words[j + 1].capital and names.joined(j + 1)


def _opens(words: list[Token], i: int, j: int) -> bool:
    """Whether a capitalised word only opens the sentence, or tells when, before a name; `Upper Loom` is one name."""
    lower = words[i].lower
    return lower in listed("beside") and not (lower in listed("part_names") and j - i > 1)


def _may_name(names: Names, i: int, j: int) -> bool:
    """Whether the words can be the name of a place at all."""
    row = names.words[i:j]
    if len(row) > 4 or any(w.lower in listed("no_places") for w in row) or _wire(row):
        return False
    if row[0].lower in listed("titles") or row[-1].lower in listed("ways") or not names.own_name(row):
        return False
    if len(row) > 1 and any(_large_town(w) for w in row):
        return False
    short = all(w.word.isupper() and len(w.word) < 6 for w in row) and row[0].start >= names.dateline
    return len(row[-1].word) > 2 and not short and not any(w.word[0].isdigit() for w in row)


def _large_town(word: Token) -> bool:
    """Whether a word alone is a city: beside another name it is no part of an unknown one."""
    return word.lower not in listed("part_names") and any(k.kind == "city" and k.population > 50_000 for k in known(word.word)[:1])


@cache
def _wires() -> frozenset[str]:
    return frozenset(fold(name) for name in vocabulary("roles")["media"]["wires"])


def _wire(row: list[Token]) -> bool:
    return fold(" ".join(w.word for w in row)) in _wires()


def _named_person(names: Names, i: int, j: int) -> bool:
    """Whether the words are used as the name of somebody: with a title or an age, or as who speaks."""
    words, last = names.words, names.words[j - 1]
    if len(words[i:j]) == 1 and last.lower in names.people:
        return True
    if i and names.joined(i) and words[i - 1].lower in listed("titles"):
        return True
    if _AGE.match(names.text, last.start + len(last.word)):
        return True
    speaks = j < len(words) and names.gap(j) == " " and words[j].lower in listed("speaks") and not last.possessive
    return speaks and names.lead(i)[0] == "none"


def _points(names: Names, i: int, j: int) -> int:
    """What one use of a name says for its being a place: 2 leaves no doubt, 1 suggests it."""
    words = names.words
    if words[i].start < names.dateline:
        return ENOUGH if _opens_dateline(names, i, j) else 0
    if names.title:
        return 0
    before, noun, _ = names.lead(i)
    word = words[i - 1].lower if i and names.near(i - 1) else ""
    if j < len(words) and names.gap(j) == " " and words[j].lower in listed("ways"):
        return 0
    if (noun and (word == "of" or not noun.endswith("s"))) or _seat(names, i, j, word):
        return ENOUGH
    if names.kind_after(j):
        return ENOUGH if before != "none" else 0
    if _names_event(names, j):
        return 1
    if word in listed("articles") or words[j - 1].possessive or not _ends(names, i, j):
        return 0
    if word in listed("placing") or (word in listed("describing_own") and before == "strong"):
        return 0 if _trusts(words, i) else ENOUGH
    if word in listed("moving_prepositions"):
        return ENOUGH if _moves(names, i) else 1
    if word == "of" and i > 1 and words[i - 2].capital:
        return 0  # `Board of Education`
    own = word == "at" and words[i].lower in listed("halves") and j - i > 1
    return ENOUGH if own or word in listed("taking") else int(word in ("at", "of"))


def _opens_dateline(names: Names, i: int, j: int) -> bool:
    """Whether a name is the first thing of a dateline."""
    end = names.words[j - 1].end
    after = names.text[end : end + 2].strip()[:1]
    opened = _OPENS.search(names.text[names.sentence.start : names.words[i].start])
    return i == 0 and not opened and after in (",", "(", "-", "–", "—")


def _seat(names: Names, i: int, j: int, word: str) -> bool:
    """Whether the words name who or what a town has: `X's mayor`, `the mayor of X`, `X residents`, `the streets of X`."""
    words = names.words
    k = j
    while k < len(words) and k - j < 2 and words[k].lower in listed("describing_own") and names.gap(k) == " ":
        k += 1
    if k < len(words) and names.gap(k) == " " and not words[k].capital and words[k].lower in listed("seats"):
        return words[j - 1].possessive or words[k].lower in listed("peopling")
    return word == "of" and i > 1 and words[i - 2].lower in listed("seats") and _ends(names, i, j)


def _ends(names: Names, i: int, j: int) -> bool:
    """Whether a name ends here, so that it is not the first part of a longer one (`in the Oster flood`, `in Halden prison`)."""
    words = names.words
    if j >= len(words) or names.gap(j).strip(" \xa0"):
        return True
    after = words[j]
    if after.word[0].isdigit() or (i > 0 and words[i - 1].capital and after.lower in listed("subjects")):
        return True
    verbal = not after.capital and after.lower.endswith(("ed", "ing", "ly"))
    return verbal or after.lower in listed("after_places") or after.lower in names.days


def _names_event(names: Names, j: int) -> bool:
    """Whether an accident is called by the name: `the X train crash`."""
    words = names.words
    for k in range(j, min(j + 2, len(words))):
        if names.gap(k) != " " or words[k].capital:
            return False
        if words[k].lower in listed("accidents"):
            return True
    return False


def _trusts(words: list[Token], i: int) -> bool:
    """Whether the preposition belongs to a word of trust: `confidence in X` is no place."""
    return i > 1 and words[i - 2].lower in listed("trusting")


def _moves(names: Names, i: int) -> bool:
    """Whether somebody or something moves to or from the name: `the road to X`, `fled from X`, `a convoy out of X`."""
    return any(w.lower in listed("moving") for w in names.words[max(0, i - 5) : i - 1])
