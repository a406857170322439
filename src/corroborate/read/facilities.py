"""Facilities that a document names (hospitals, schools, markets, bridges ...) and which mentions mean the same one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.gazetteer import fold
from corroborate.read.literals import Guarded
from corroborate.vocabulary import vocabulary

LEDE = 3
"""Paragraphs, from the top, in which `a hospital` may be the one that is named later."""
REACH = 3
"""Paragraphs that a definite noun (`the hospital`) may look back over for the facility that it means."""


_STREET = regex.compile(r"\s+(?:in|on)\s+(?:\p{Lu}[\w’'-]*\s+){1,3}(?:Street|St\.|Avenue|Road|Square|Lane|Boulevard|Drive)\b")
"""What tells `the school in Mill Street` from other schools."""


@dataclass(frozen=True, slots=True)
class Site:
    """A facility mention in `[start, end)`: its class, the words that tell it from others, and the fullest name printed for it.

    `definite` mentions (`the hospital`) point back; `name` is None where nothing was found that they could mean.
    """

    start: int
    end: int
    kind: str
    words: frozenset[str]
    name: str | None
    definite: bool
    sentence: int
    paragraph: int


@cache
def _nouns() -> Guarded:
    """Any noun of a facility: the pattern with names is too slow for sentences without one."""
    return Guarded(r"\b(?:" + "|".join(map(regex.escape, vocabulary("places")["facilities"])) + r")\b")


@cache
def _pattern() -> regex.Pattern[str]:
    nouns = sorted(vocabulary("places")["facilities"], key=lambda n: (-len(n), n))
    noun = "|".join(regex.escape(n) for n in nouns)
    word = r"[\p{Lu}\d][\p{L}\p{M}\d]*(?:['’.-][\p{L}\p{M}\d]+)*(?:['’]s)?"
    article = r"(?:[Aa]l|[Ee]l)[- ]"
    link = r"(?:\s+(?:and|of|de|al|el|bin|abu)\b)?"
    kinds = "|".join(regex.escape(k) for k in sorted(vocabulary("places")["words"]["facility_kinds"], key=lambda k: (-len(k), k)))
    opening = "|".join(regex.escape(n.capitalize()) for n in sorted(_vague()))  # `Port Aldo hospital`: Port is no port
    return regex.compile(
        rf"(?:\b(?P<article>(?i:the|a|an|this|that|another|one|its|their))\s+)?"
        rf"(?P<name>(?:(?:{article})?{word}{link}\s+){{0,5}}?)"
        rf"(?P<kinds>(?:(?i:{kinds})\s+){{0,3}})"
        rf"\b(?!(?:{opening})\s+(?-i:\p{{Lu}}))(?P<noun>(?i:{noun}))\b"
        rf"(?P<number>\s+(?:[Nn]o\.?|[Nn]umber)\s*\d+)?"
        rf"(?P<after>\s+(?:of|named|called)\s+(?:{article})?{word}(?:\s+{word}){{0,3}})?",
    )


def find_facilities(cut: list[Sentence]) -> list[Site]:
    """Every facility mention of the document, in order, resolved to the fullest name that the document prints for it."""
    rough = [site for s in cut if s.kind not in (SentenceKind.PROMOTION, SentenceKind.BYLINE) for site in _in(s)]
    return _resolved(rough)


def _in(sentence: Sentence) -> Iterator[Site]:
    if not _nouns().search(sentence.text):
        return
    letters = [w[0] for w in sentence.text.split() if w[0].isalpha()]
    title = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.6 * len(letters)
    for m in _pattern().finditer(sentence.text):
        noun, name = m["noun"].lower(), _name(m["name"])
        if title and len(name.split()) > 2:
            continue
        plain = not name and not m["number"] and not m["after"]
        if noun in _vague() and plain and not m["kinds"]:
            continue
        street = _STREET.match(sentence.text, m.end()) if plain else None
        telling = {*fold(name).split(), *fold(m["kinds"] or "").split(), *fold(m["number"] or "").split(), *fold(m["after"] or "").split()}
        telling -= {"of", "the", "named", "called", "al", "no", "number", "and"}
        start = m.start("name") if name else m.start("kinds") if m["kinds"] else m.start("noun")
        if name:
            start = sentence.text.index(name.split()[0], m.start("name"))
        end = street.end() if street else m.end()
        plain = plain and not street
        telling |= set(fold(street.group()).split()[1:]) if street else set()
        printed = sentence.text[start:end].strip()
        definite = plain and (m["article"] or "").lower() in ("the", "this", "that", "its")
        bare = plain and not m["kinds"]
        taken = sentence.text[: m.start()].endswith("to ")  # `taken to a hospital` is not the hospital that was hit
        if bare and not definite and (taken or (m["article"] or "").lower() not in ("a", "an")):
            continue
        kind = vocabulary("places")["facilities"][noun]
        yield Site(
            sentence.start + start, sentence.start + end, kind, frozenset(telling), None if bare else printed, definite,
            sentence.index, sentence.paragraph,
        )  # fmt: skip


def _name(words: str) -> str:
    """The words before a noun from where its name begins: openers, numbers and peoples (`the two Varennese ...`) do not belong to it."""
    row = words.split()
    skip = _openers() | vocabulary("places")["adjectives"].keys() | vocabulary("dates")["numbers"].keys()
    own = vocabulary("places")["words"]["part_names"]
    while row and (row[0].lower() in skip or row[0].isdigit()) and not (len(row) > 1 and row[0].lower() in own):
        row = row[1:]
    return " ".join(row)


@cache
def _openers() -> frozenset[str]:
    return frozenset(vocabulary("places")["words"]["beside"])


@cache
def _vague() -> frozenset[str]:
    """Nouns that mean a facility only with a name: `base`, `station`, `bar`, `club`, `plant`, `park`, `port`, `mine`."""
    return frozenset(vocabulary("places")["words"]["vague_facilities"])


@cache
def _special() -> frozenset[str]:
    return frozenset(w for kind in vocabulary("places")["words"]["facility_kinds"] for w in fold(kind).split())


def same(a: Site, b: Site) -> bool:
    """Whether two mentions may mean one facility: one class, one's telling words among the other's, no differing speciality."""
    if a.kind != b.kind:
        return False
    if (a.words & _special()) != (b.words & _special()) and (a.words & _special()) and (b.words & _special()):
        return False
    return bool(a.words) and bool(b.words) and (a.words <= b.words or b.words <= a.words)


def _resolved(rough: list[Site]) -> list[Site]:
    made: list[Site] = []
    first: dict[tuple[str, frozenset[str], str | None], Site] = {}  # the fullest name is that of the first of those that say the same
    for site in rough:
        first.setdefault((site.kind, site.words, site.name), site)
    for i, site in enumerate(rough):
        if site.words:
            fullest = max((s for s in first.values() if same(site, s) and s.name), key=lambda s: (len(s.words), -s.start), default=site)
            name = fullest.name
        else:
            name = _meant(site, made) if site.definite else _named_later(site, rough)
            if name is None and not site.definite:
                continue
        made.append(Site(site.start, site.end, site.kind, rough[i].words, name, site.definite, site.sentence, site.paragraph))
    return made


def _meant(site: Site, before: list[Site]) -> str | None:
    """The facility that a definite noun points back to: the most recent of its class within reach."""
    near = [s for s in before if s.kind == site.kind and s.name and site.paragraph - s.paragraph <= REACH]
    return near[-1].name if near else None


def _named_later(site: Site, rough: list[Site]) -> str | None:
    """The facility that `a hospital` in the first paragraphs introduces: the only one of its class named near it."""
    named = [s for s in rough if s.kind == site.kind and s.words and abs(s.paragraph - site.paragraph) <= REACH]
    if not named or site.paragraph > LEDE:
        return None
    fullest = max(named, key=lambda s: (len(s.words), -s.start))
    return fullest.name if all(same(s, fullest) for s in named) else None
