"""What a key statement names (the accused, the weapon, the facility, the cause), as a clean noun phrase in printed words."""

from __future__ import annotations

from functools import cache

import regex

from corroborate.read.frames import compiled
from corroborate.vocabulary import vocabulary

LONGEST_NAME = 12
"""Words of a name of anything; what is longer is a clause and names nothing."""
LEAST_LETTERS = 12
SHOUTED = 0.8
"""Share of capitals among the letters from which a sentence prints everything in capitals."""
_EDGE = ' \t\r\n.,;:–—-"“”«»[]*•'
_LEFT = _EDGE.replace(".", "")


@cache
def _words(name: str) -> regex.Pattern[str]:
    return compiled(rf"(?:{'|'.join(vocabulary('propositions')['named'][name])})")


def lowered(text: str) -> str:
    """A sentence that is printed in capitals, in small letters of the same length, so that no capital in it passes for a name."""
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > LEAST_LETTERS and sum(c.isupper() for c in letters) >= SHOUTED * len(letters)
    small = text.lower()
    return small if shouted and len(small) == len(text) else text


def named(text: str, span: tuple[int, int], kind: str = "") -> str | None:
    """The noun phrase at a span: whole words, without what leads in and what follows; None for a pronoun or part of a clause.

    `kind` is "party" for who did it, "facility" for a place of use, "clause" for what stands before a verb and may hold verbs of its own.
    """
    start, end = _whole(text, span)
    phrase = text[start:end]
    if kind == "party":
        phrase = _own(_headed(text, start, end))
    elif kind == "facility":
        phrase = _words("cuts").sub("", phrase)
    for breaks in ("breaks", "party_breaks")[: 2 if kind == "party" else 1]:
        if cut := _words(breaks).search(phrase, 1):
            phrase = phrase[: cut.start()]
    phrase = _trimmed(phrase)
    if not phrase or _words("pronouns").match(phrase) or _words("clauses").match(phrase) or len(phrase.split()) > LONGEST_NAME:
        return None
    if (kind == "party" and _words("no_party").fullmatch(phrase)) or (kind == "clause" and _words("verbs").search(phrase)):
        return None
    return " ".join(phrase.split())


def _headed(text: str, start: int, end: int) -> str:
    """A party with the noun that its adjective belongs to ("Varennese" gives "Varennese air strikes"); an adjective alone names nobody."""
    phrase = text[start:end]
    if not (adjective := _words("adjectives").search(text, start, end)) or regex.search(r"\ban? (?:[\w-]+ )?$", text[: adjective.start()]):
        return phrase
    if head := _words("heads").match(text, end):
        return text[start : head.end()]
    return phrase if adjective.group().isupper() else text[start : adjective.start()]


def _own(phrase: str) -> str:
    """A party without the words of a text without commas that stand before its article ("In Varenne the army" gives "the army")."""
    cut = regex.search(r".*(?<!\b(?:of|and|or|by|for|in|from)) (?=the )", phrase)
    return phrase[cut.end() :] if cut else phrase


def _whole(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span widened to the borders of its words."""
    start, end = span
    start -= text[start - 1 : start + 1].startswith(".") and text[start : start + 1].isdigit()
    while start and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _trimmed(phrase: str) -> str:
    """A phrase without conjunctions, adverbs and articles before it, and without function words and marks after it."""
    before = None
    while phrase != before:
        before = phrase
        dotted = regex.search(r"(?:\b\p{Lu}\.){2,}$", phrase)
        phrase = phrase.lstrip(_LEFT) if dotted else _balanced(phrase.lstrip(_LEFT).rstrip(_EDGE))
        if lead := regex.match(rf"(?:{_words('leads').pattern})(?=[\s,])", phrase, regex.IGNORECASE):
            phrase = phrase[lead.end() :]
        if tail := regex.search(rf"(?<=[\s,])(?:{_words('tails').pattern})$", phrase, regex.IGNORECASE):
            phrase = phrase[: tail.start()]
    return regex.sub(r"[’']s?$", "", phrase)


def _balanced(phrase: str) -> str:
    """A phrase cut before a parenthesis that it does not close or open."""
    if phrase.count("(") > phrase.count(")"):
        return phrase[: phrase.rindex("(")].strip(_EDGE)
    return phrase[: phrase.index(")")].strip(_EDGE) if phrase.count(")") > phrase.count("(") else phrase


def fullest(text: str, noun: str) -> str | None:
    """The one proper name of a facility that a report prints with this noun ("hospital": "St Ilse Hospital"); None for none or several."""
    if " " in noun or not noun.isalpha():
        return None
    head = rf"{noun[0].upper()}{regex.escape(noun[1:].lower())}|{regex.escape(noun.lower())}"
    proper = r"(?:(?:St|Ste|Mt|Ft|Dr)\.|(?!The\b)\p{Lu}[\p{L}’'-]*)"
    pattern = regex.compile(rf"(?<=\p{{Ll}} )(?P<name>{proper}(?: (?:{proper}|al|el|de|del|la)){{0,4}} (?:{head}))(?![\p{{L}}-])")
    names: dict[str, str] = {}
    for at in pattern.finditer(text):
        name = _trimmed(_words("cuts").sub("", at["name"]))
        if " " in name and name[0].isupper():
            names.setdefault(name.casefold(), name)
    return next(iter(names.values())) if len(names) == 1 else None


def whole_person(text: str, name: str) -> str:
    """A surname with the first names that a report prints before it; as it is where it prints none or those of several people."""
    if not regex.fullmatch(r"\p{Lu}\p{Ll}[\p{L}’'-]+", name):
        return name
    given = r"(?:\p{Lu}[\p{L}’'-]+|\p{Lu}\.|[“\"]\p{Lu}\p{L}+[”\"])"
    pattern = rf"(?<=[\p{{Ll}},“\"—-] |^){given}(?: {given}){{0,2}} {regex.escape(name)}(?![\p{{L}}-])"
    printed = (_trimmed(at.group()) for at in regex.finditer(pattern, text))
    whole = {n for n in printed if " " in n and not _words("titles").match(n)}
    return min(whole, key=lambda n: (-len(n), n)) if whole and len({n.split()[0] for n in whole}) == 1 else name
