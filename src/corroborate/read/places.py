"""Places that a document names, ranked by context and never by first match; how: docs/places.md."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from corroborate.model import Place
from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.read.vocabulary import vocabulary

_TOKEN = regex.compile(r"(?:(?:U\.S\.A?|U\.K\.|St\.|Mt\.|Ft\.)|[\p{L}\d][\p{L}\p{M}\d]*(?:['’`ʼ-][\p{L}\p{M}\d]+)*)")
_ARTICLE = regex.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ez|es|et)[-’'\s]", regex.IGNORECASE)
_LINKS = frozenset({"de", "del", "la", "le", "les", "da", "do", "dos", "of", "al", "el", "on", "upon", "sur", "ez", "es", "ash", "as", "ar", "der", "den", "am"})
_DATELINE = regex.compile(r"[^.!?\n]{2,70}?(?:\s*\([\w .,/’'-]{2,40}\))?\s*(?:\s[-–]\s|—|--|―)\s*")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: offsets into the document, and the word without a possessive ending."""

    start: int
    end: int
    word: str
    possessive: bool

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.word.lower()

    @property
    def capital(self) -> bool:
        """Whether the word is written as a name, an Arabic article before it allowed for."""
        bare = _ARTICLE.sub("", self.word, count=1) if "-" in self.word else self.word
        return self.word[0].isupper() or bare[:1].isupper()


@dataclass(frozen=True, slots=True)
class Named:
    """A place mention in `[start, end)`, with how it stands there.

    role: at (something happens there), whole (the country or division that a nearer place lies in), speaker (where a source
    stands), dateline (where the reporter stands), bare (no preposition).
    """

    start: int
    end: int
    place: Place
    role: str
    sentence: int
    population: int = 0

    @property
    def grain(self) -> int:
        """How fine the place is: 3 a settlement or site, 2 a division, 1 a country."""
        wide = self.place.id is not None and self.place.id.startswith("region.") and self.place.kind == "unknown"
        return 1 if wide else {"country": 1, "admin1": 2}.get(self.place.kind, 3)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A name that may be a place, before it is decided which one."""

    start: int
    end: int
    name: str
    sentence: int
    evidence: str
    role: str
    noun: str = ""
    inside: str = ""
    candidates: tuple[Known, ...] = ()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("places")["words"][name])


@cache
def _kinds() -> frozenset[str]:
    return _words("settlements") | _words("quarters") | _words("divisions")


@cache
def _days() -> frozenset[str]:
    dates = vocabulary("dates")
    return frozenset(form for forms in [*dates["months"], *dates["weekdays"]] for form in forms)


@cache
def known(name: str) -> tuple[Known, ...]:
    """What the gazetteer and the list of regions know under a printed name."""
    places = vocabulary("places")
    name = places["abbreviations"].get(name, name)
    found = gazetteer().named(name)
    if region := places["regions"].get(fold(name)):
        country, latitude, longitude = region
        found = (Known(name, "region", f"region.{fold(name)}", country, "", latitude, longitude, 3_000_000), *found)
    return found


def tokens(sentence: Sentence) -> list[Token]:
    """The words of a sentence with their offsets in the document."""
    made = []
    for m in _TOKEN.finditer(sentence.text):
        word = m.group()
        possessive = word[-2:] in ("'s", "’s")
        bare = word[:-2] if possessive else word
        if not possessive and len(word) > 4 and word[0].isupper() and word.endswith("s") and _lost_apostrophe(word):
            possessive, bare = True, word[:-1]
        made.append(Token(sentence.start + m.start(), sentence.start + m.end(), bare, possessive))
    return made


def _sigil(word: str) -> bool:
    """Whether a word is an abbreviation (`SANA`) or a compound (`rebel-held`) rather than a name."""
    parts = word.split("-")
    return (word.isupper() and 1 < len(word) <= 5) or (len(parts) > 1 and len(parts[-1]) > 3 and parts[-1].islower())


@cache
def _lost_apostrophe(word: str) -> bool:
    """Whether a word is a country's name with an `s`: feeds lose apostrophes."""
    return any(k.kind == "country" for k in gazetteer().named(word[:-1])) and not gazetteer().named(word)


def find_places(text: str, cut: list[Sentence]) -> list[Named]:
    """Every place mention of the document, in order."""
    common = {m.group() for m in regex.finditer(r"\b\p{Ll}+\b", text)}
    cut = [s for s in cut if s.kind is not SentenceKind.PROMOTION]
    words = [tokens(s) for s in cut]
    people = _surnames(words)
    heard = [h for s, w in zip(cut, words, strict=True) for h in _Sentence(text, s, w, common, people).heard()]
    votes = _votes(words, heard)
    divisions = {fold(h.name) for h in heard if h.noun in _words("divisions")} | {fold(h.inside) for h in heard if h.inside}
    return list(_unfold([named for h in heard if (named := _decide(h, votes, divisions))], cut, words))


def _surnames(words: list[list[Token]]) -> frozenset[str]:
    """Last words of two-word names whose first word is no place and no kind of place: likely people."""
    found = set()
    for row in words:
        for a, b in zip(row, row[1:], strict=False):
            together = a.capital and b.capital and b.start - a.end == 1 and not a.possessive
            if together and a.lower not in _words("beside") | _kinds() and not _large(a.word) and not known(f"{a.word} {b.word}"):
                found.add(b.lower)
    return frozenset(found)


def _large(name: str) -> bool:
    return any(k.kind == "country" or k.population > 500_000 for k in known(name)[:1])


def _votes(words: list[list[Token]], heard: list[_Heard]) -> Counter[str]:
    """How strongly the document speaks of each country."""
    adjectives = vocabulary("places")["adjectives"]
    votes: Counter[str] = Counter()
    for row in words:
        for token in row:
            if token.capital and (country := adjectives.get(token.lower)):
                votes[country] += 1
    for h in heard:
        weight = 0.5 if h.role in ("dateline", "speaker") else 2
        top = h.candidates[0] if h.candidates else None
        if (top and top.kind == "country") or (top and top.population >= 200_000 and all(k.population * 8 < top.population or k.country == top.country for k in h.candidates[1:])):
            votes[top.country] += weight  # type: ignore[assignment]
    return votes


class _Sentence:
    """The names of one sentence that may be places."""

    def __init__(self, text: str, sentence: Sentence, words: list[Token], common: set[str], people: frozenset[str]) -> None:
        self.text, self.sentence, self.words, self.common, self.people = text, sentence, words, common, people
        capitals = sum(w.capital for w in words)
        self.title = len(words) >= 4 and capitals >= 0.6 * len(words)
        dateline = _DATELINE.match(sentence.text)
        told = dateline is not None and any(w.word.isupper() and len(w.word) > 2 for w in words[:3] if w.end <= sentence.start + dateline.end())
        self.dateline = sentence.start + dateline.end() if dateline and (told or "(" in dateline.group()) else sentence.start

    def heard(self) -> Iterator[_Heard]:
        """Names left to right, the longest known one first."""
        i = 0
        while i < len(self.words):
            step = 1
            if self.words[i].capital:
                for n in range(min(_LONGEST, len(self.words) - i), 0, -1):
                    if found := self._try(i, i + n):
                        yield found
                        step = n
                        break
            i += step

    def _together(self, i: int, j: int) -> bool:
        return all(
            b.start - a.end <= 1 and self.text[a.end : b.start] in (" ", "-", "\xa0", "") and not a.possessive
            for a, b in zip(self.words[i : j - 1], self.words[i + 1 : j], strict=True)
        )

    def _try(self, i: int, j: int) -> _Heard | None:
        row = self.words[i:j]
        if not self._together(i, j) or not row[-1].capital or not all(w.capital or w.lower in _LINKS for w in row):
            return None
        name = " ".join(w.word for w in row)
        if j - i == 1 and (row[0].lower in _days() or row[0].lower in vocabulary("places")["adjectives"] or (len(name) < 3 and name not in vocabulary("places")["abbreviations"])):
            return None
        before, noun, role = self._lead(i)
        after_noun = self._kind_after(j)
        inside = self._container(j)
        candidates = known(name)
        if j < len(self.words) and self._together(i, j + 1) and self.words[j].capital and self.words[j].lower in _words("ways"):
            j, row, candidates, after_noun = j + 1, self.words[i : j + 1], (), self.words[j].lower
            name = " ".join(w.word for w in row)
        evidence = before
        if noun or after_noun:
            evidence = "kind"
        elif inside and candidates:
            evidence = "inside"
        if row[0].start < self.dateline:
            evidence, role = "dateline", "dateline"
        if any(_sigil(w.word) for w in row) and not self.title and not (candidates and candidates[0].kind == "country") and row[0].start >= self.dateline:
            return None
        street = row[-1].lower in _words("ways") and len(row) > 1 and before == "strong"
        if not candidates and not street and not self._unknown(row, i, j, evidence, noun, after_noun, before, inside):
            return None
        if self._inside_name(i, j, bool(after_noun), before) or (candidates and not self._credible(row, i, evidence, candidates, before)):
            return None
        end = row[-1].end - (2 if row[-1].possessive and self.text[row[-1].end - 1] == "s" else 0)
        if row[-1].possessive:
            role = "whole" if role == "at" else role
        return _Heard(row[0].start, end, name, self.sentence.index, evidence, role, noun or after_noun, inside, candidates)

    def _lead(self, i: int) -> tuple[str, str, str]:
        """What stands before a name: the strength of the evidence, the kind of place named, and the role."""
        k, noun, direction = i - 1, "", False
        while k >= 0 and i - k <= 6 and self._near(k):
            word = self.words[k].lower
            if word == "of" and k and self.words[k - 1].lower in _kinds() and not self.words[k - 1].possessive:
                noun, k = self.words[k - 1].lower, k - 2
            elif word in _words("settlements") and not self.words[k].capital and not self.words[k].possessive:
                noun, k = word, k - 1
            elif word in ("the", "a", "of", "city", "its") or (word.endswith("ern") or "-held" in word or word in ("rural", "besieged", "greater", "downtown", "nearby")):
                direction = direction or word.endswith("ern")
                k -= 1
            elif self.words[k].possessive or word in vocabulary("places")["adjectives"] or word in ("mainly", "city’s", "mostly", "remote", "small", "coastal"):
                k -= 1
            else:
                break
        word = self.words[k].lower if k >= 0 and self._near(k) else ""
        role = "speaker" if self._speaker(k) else "at" if word in _words("locative") or noun else "bare"
        if word == "from" and role == "at":
            role = "bare"
        if word in _words("locative") or direction:
            return "strong", noun, role
        if word in _words("directional"):
            return "weak", noun, "at" if word in ("on", "hit", "hits", "rocks", "struck", "strikes", "bombed", "shelled") and role == "bare" else role
        return "none", noun, role

    def _near(self, k: int) -> bool:
        return self.text[self.words[k].end : self.words[k + 1].start].strip(" \xa0\"“‘'(") == ""

    def _speaker(self, k: int) -> bool:
        """Whether the words before the preposition name somebody who speaks or an office, not something that happens."""
        row = [w.lower for w in self.words[max(0, k - 4) : max(0, k)]]
        return any(w in _words("elsewhere") for w in row[-2:]) or ("told" in row and k >= 0 and self.words[k].lower in ("in", "from", "by"))

    def _kind_after(self, j: int) -> str:
        if j < len(self.words) and self.text[self.words[j - 1].end : self.words[j].start] in (" ", "-", "\xa0") and not self.words[j - 1].possessive:
            word = self.words[j].lower
            if (word in _kinds() or word.rstrip("s") in _kinds()) and not (self.words[j].capital and word in ("department", "state", "capital", "port")):
                return word
            if word in ("refugee", "border", "city") and j + 1 < len(self.words) and self.words[j + 1].lower in _kinds():
                return self.words[j + 1].lower
        return ""

    def _container(self, j: int) -> str:
        """The name after `X, ` or `X in `, if it is a known place: what X lies in."""
        if j >= len(self.words):
            return ""
        gap = self.text[self.words[j - 1].end : self.words[j].start]
        k = j + 1 if gap == " " and self.words[j].lower == "in" else j
        if k >= len(self.words) or ((k == j and gap.strip() not in (",", ",’")) or (k == j and "," not in gap)):
            return ""
        while k + 1 < len(self.words) and (self.words[k].lower in ("the", "central", "in") or (self.words[k].lower.endswith("ern") and not self.words[k].capital)):
            k += 1
        for n in (3, 2, 1):
            if k + n <= len(self.words) and self.words[k].capital and self._together(k, k + n):
                name = " ".join(w.word for w in self.words[k : k + n])
                if self.text[self.words[k].start : self.words[k + n - 1].end + 1] in vocabulary("places")["abbreviations"]:
                    name += "."
                if any(c.kind != "city" or c.population > 100_000 for c in known(name)):
                    return name
        return ""

    def _inside_name(self, i: int, j: int, has_noun: bool, before: str) -> bool:
        """Whether the words are part of a longer name: a person, a newspaper, a body."""
        if j < len(self.words) and self.text[self.words[j - 1].end : self.words[j].start] in (" ", "-", "\xa0"):
            after = self.words[j]
            if after.lower in _words("bodies") and (after.capital or after.lower in ("police", "government")) and not has_noun:
                return not self.words[j - 1].possessive
            if after.capital and not has_noun and not self.title and after.lower not in _words("beside") and not self.words[j - 1].possessive:
                return after.lower not in vocabulary("places")["adjectives"] and after.lower not in _days()
        if i and self.words[i - 1].lower in _words("titles") and self.text[self.words[i - 1].end : self.words[i].start] in (" ", ". "):
            return True
        if i and self.text[self.words[i - 1].end : self.words[i].start] in (" ", "-", "\xa0") and not self.title:
            left = self.words[i - 1]
            plain = left.lower in _words("beside") or left.lower in vocabulary("places")["adjectives"] or left.lower in _kinds() or left.possessive
            return left.capital and not plain and not (i == 1 and before != "none") and (before == "none" or not known(left.word))
        return False

    def _credible(self, row: list[Token], i: int, evidence: str, candidates: tuple[Known, ...], before: str) -> bool:
        """Whether a known name is meant as a place here."""
        top, single = candidates[0], len(row) == 1
        word = row[0].lower
        if evidence in ("kind", "inside", "dateline"):
            return evidence != "inside" or not single or word not in self.common | _words("risky") or before != "none"
        risky = single and (word in _words("risky") or word in self.people)
        if evidence == "strong":
            return not (risky and word in self.people) and (not risky or top.population >= 300_000)
        if risky or (single and word in self.common):
            return False
        if top.kind in ("country", "region", "admin1"):
            return True
        floor = 50_000 if evidence == "weak" else 100_000
        return top.population >= floor and not (self.title and evidence == "none" and top.population < 300_000)

    def _unknown(self, row: list[Token], i: int, j: int, evidence: str, noun: str, after_noun: str, before: str, inside: str) -> bool:
        """Whether a name that the gazetteer lacks is a place all the same: the words say what kind of place it is."""
        if row[0].lower in _words("beside") or row[0].lower in _kinds() or row[-1].lower in _kinds() | _words("bodies") | {"day", "eve"}:
            return False
        if any(w.lower in _days() or w.lower in ("on", "upon", "am", "of") or (w.word.isupper() and len(w.word) < 5) for w in row):
            return False
        whole = (i == 0 or not (self.words[i - 1].capital and self._together(i - 1, i + 1))) and not (
            j < len(self.words) and self.words[j].capital and self._together(j - 1, j + 1)
        )
        if not whole or self.title or any(w.lower in vocabulary("places")["adjectives"] or w.lower in _words("peoples") for w in row):
            return False
        if noun:
            return self.words[i - 1].lower in ("of", "called", "named") or (i > 1 and self.words[i - 1].lower in _words("settlements") and self.words[i - 2].lower in ("the", "nearby"))
        if after_noun and after_noun not in ("state", "department", "area", "square", "street") and before in ("strong", "weak"):
            return True
        return bool(inside) and before == "strong"


def _decide(h: _Heard, votes: Counter[str], divisions: set[str]) -> Named | None:
    """Which of the places of that name is meant; None where nothing speaks for it."""
    best = _best(h, votes, divisions)
    if best is None and h.candidates:
        return None
    if best is None:
        return _outside(h, votes)
    kind = {"region": "admin1" if best.country else "unknown"}.get(best.kind, best.kind)
    place = Place(h.name, kind, best.id, best.country or None, best.admin1 or None, best.latitude, best.longitude)
    return Named(h.start, h.end, place, h.role, h.sentence, best.population)


def _best(h: _Heard, votes: Counter[str], divisions: set[str]) -> Known | None:
    total = sum(votes.values()) or 1
    containers = known(h.inside) if h.inside else ()

    def score(k: Known) -> float:
        points = 0.7 * math.log10(k.population + 10) + 6 * votes[k.country] / total
        points += 0.7 * (fold(k.name) == fold(h.name)) + 1.5 * (fold(k.admin1) in divisions and k.kind == "city")
        points += 6 * any(_lies_in(k, c) for c in containers)
        points += {"country": 2.0, "region": 1.0, "admin1": 5.0 if h.noun in _words("divisions") else -1.0}.get(k.kind, 0.0)
        return points - 4 * (k.kind == "city" and h.noun in _words("divisions"))

    ranked = sorted(h.candidates, key=lambda k: (-score(k), k.id))
    if not ranked:
        return None
    top = ranked[0]
    fits = votes[top.country] > 0 or any(_lies_in(top, c) for c in containers)
    own_name = fold(top.name) == fold(h.name)
    if h.evidence == "none" and top.kind == "city" and not (own_name and (fits or top.population >= 300_000)) and top.population < 500_000:
        return None
    floor = {"strong": 30_000, "kind": 15_000, "weak": 100_000, "dateline": 50_000}.get(h.evidence, 300_000)
    return top if fits or top.kind in ("country", "region") or top.population >= floor else None


def _lies_in(k: Known, container: Known) -> bool:
    if container.kind == "country":
        return k.country == container.country
    return container.kind == "admin1" and k.country == container.country and k.admin1 == container.admin1 and k.kind == "city"


def _outside(h: _Heard, votes: Counter[str]) -> Named | None:
    """A place that the gazetteer lacks: found by its consonants in the countries of the report, else kept as printed."""
    containers = [c for c in known(h.inside) if h.inside and c.kind in ("country", "admin1")]
    country = containers[0].country if containers else votes.most_common(1)[0][0] if votes else None
    admin1 = next((c.admin1 for c in containers if c.kind == "admin1"), None)
    if country and h.noun not in _words("quarters"):
        near = [k for k in gazetteer().sounding(h.name, country) if admin1 in (None, k.admin1)]
        if len(near) == 1 or (near and near[0].population >= 5 * near[1].population + 1):
            k = near[0]
            return Named(h.start, h.end, Place(h.name, k.kind, k.id, k.country, k.admin1, k.latitude, k.longitude), h.role, h.sentence, k.population)
    kind = "admin1" if h.noun in _words("divisions") else "site" if h.noun in _words("quarters") else "unknown"
    return Named(h.start, h.end, Place(h.name, kind, None, country, admin1), h.role, h.sentence)


def _unfold(found: list[Named], cut: list[Sentence], words: list[list[Token]]) -> Iterator[Named]:
    """Add later mentions of places that only once stood with the words that told them; keep the order of the text."""
    told = {fold(n.place.name): n.place for n in found if n.place.id is None and n.grain == 3}
    taken = {n.start for n in found}
    more = []
    for sentence, row in zip(cut, words, strict=True):
        for i, token in enumerate(row):
            place = told.get(fold(token.word)) if token.capital and token.start not in taken else None
            if place:
                role = "at" if i and row[i - 1].lower in _words("locative") else "bare"
                more.append(Named(token.start, token.end, replace(place, name=token.word), role, sentence.index))
    yield from sorted([*found, *more], key=lambda n: n.start)
