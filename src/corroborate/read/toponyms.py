"""Names that may be places, with what the words round them say for it; how: docs/places.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from corroborate.read.bodynames import at_home, in_body, is_home, named_person, of_counties, of_party
from corroborate.read.found import Sentence
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.read.literals import Guarded
from corroborate.read.namewords import Token, kinds, known, listed
from corroborate.read.standing import arrives, comes_from, is_office, says, speaks_there, treated
from corroborate.read.surnames import holds, is_large_city, main_country, surnames
from corroborate.vocabulary import vocabulary

_LINKS = frozenset(("de", "del", "la", "le", "les", "da", "do", "dos", "of", "al", "el", "on", "upon", "sur", "ez", "es", "ash", "as"))
_DATELINE = regex.compile(r"(?:[^.!?\n]|(?<=\b\p{Lu}\p{L}{0,4})\.){2,70}?(?:\s*\([\w .,/’'-]{2,40}\))?\s*(?:\s[-–]\s|—|--|―)\s*")
_DASH = regex.compile("[-–—―]")
_GAPS = (" ", "-", "\xa0")
_TOGETHER = ("", *_GAPS)
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """A name in `[start, end)` that may be a place, before it is decided which one.

    evidence: kind (`the town of X`), inside (`X, Known`), home (`an X man`), strong (`in X`), weak (`to X`), dateline, body,
    opening (the first word of a sentence), none. `noun` is the kind of place that the words name, `inside` what it is said to
    lie in, `role` as in Named.
    """

    start: int
    end: int
    name: str
    sentence: int
    evidence: str
    role: str
    noun: str = ""
    inside: str = ""
    candidates: tuple[Known, ...] = ()
    told: bool = False
    """Whether the whole report uses the name as that of a place."""
    doubt: bool = False
    """Whether it is a place only where the rest of the report speaks for it."""


@cache
def _bodies_named() -> Guarded:
    """Names of bodies that hold the name of a place."""
    names = sorted(listed("named_bodies"), key=lambda n: (-len(n), n))
    return Guarded(r"\b(?:" + "|".join(map(regex.escape, names)) + r")\b")


@cache
def _days() -> frozenset[str]:
    dates = vocabulary("dates")
    return frozenset(form for forms in [*dates["months"], *dates["weekdays"]] for form in forms)


def read_names(text: str, cut: list[Sentence], words: list[list[Token]]) -> list[Names]:
    """The names of every sentence, with what the whole document tells of its words."""
    common = frozenset(m.group() for m in regex.finditer(r"\b\p{Ll}+\b", text))
    people, country = surnames(text, words), main_country(words)
    return [Names(text, sentence, row, common, people, country) for sentence, row in zip(cut, words, strict=True)]


def _titled(words: list[Token]) -> bool:
    """Whether a line writes every word of weight with a capital: there capitals tell nothing."""
    small = listed("locative") | listed("directional") | listed("beside")
    weighty = [w for w in words if len(w.word) > 3 and w.lower not in small]
    return len(words) >= 4 and sum(w.capital for w in words) >= 0.6 * len(words) and sum(w.capital for w in weighty) >= 0.85 * len(weighty)


class Names:
    """The names of one sentence that may be places; `title` marks a line in which every word is written as a name."""

    def __init__(
        self, text: str, sentence: Sentence, words: list[Token], common: frozenset[str], people: frozenset[str], country: str
    ) -> None:
        self.text, self.sentence, self.words = text, sentence, words
        self.common, self.people, self.country = common, people, country
        self.days = _days()
        self.title = _titled(words)
        self.masked = [(sentence.start + m.start(), sentence.start + m.end()) for m in _bodies_named().finditer(sentence.text)]
        self.dateline = sentence.start + self._dateline()

    def _dateline(self) -> int:
        """How many characters of the sentence are a dateline: `PORT ALDO, Varenne (Wire) —`."""
        m = _DATELINE.match(self.sentence.text) if _DASH.search(self.sentence.text) else None
        if m is None:
            return 0
        capitals = any(w.word.isupper() and len(w.word) > 2 for w in self.words[:3] if w.end <= self.sentence.start + m.end())
        return m.end() if capitals or "(" in m.group() or self._stands_alone(m.end()) else 0

    def _stands_alone(self, end: int) -> bool:
        """Whether only a city's name stands before a dash: `Port Aldo - Shells fell all night`."""
        words = [w for w in self.words if w.start < self.sentence.start + end]
        after = self.sentence.text[end : end + 1]
        return 0 < len(words) < 4 and after.isupper() and self.together(0, len(words)) and is_large_city(" ".join(w.word for w in words))

    def heard(self, told: frozenset[str]) -> Iterator[Heard]:
        """Names left to right, the longest known one first; `told` are folded names that the report uses as those of places."""
        i = 0
        while i < len(self.words):
            step = 1
            if self.words[i].capital:
                for n in (n for n in range(self._run(i), 0, -1) if self.words[i + n - 1].capital):
                    if found := self._told(i, i + n, told) or self._try(i, i + n):
                        yield found
                        step = n
                        break
                    if n > 1 and self._passed(i, i + n):
                        step = n
                        break
            i += step

    def _passed(self, i: int, j: int) -> bool:
        """Whether words that are no place here are a place's whole name, so that no part of them is one."""
        return (
            self.together(i, j)
            and self._namelike(self.words[i:j], i, j)
            and any(k.kind != "city" or k.population > 5_000 for k in known(" ".join(w.word for w in self.words[i:j]))[:1])
        )

    def _told(self, i: int, j: int, told: frozenset[str]) -> Heard | None:
        """The words as a name that the report uses as that of a place elsewhere; a part of a longer name is none."""
        row = self.words[i:j]
        name = " ".join(w.word for w in row)
        if not told or not self.together(i, j) or fold(name) not in told or row[0].lower in listed("articles"):
            return None
        part = i and self.joined(i) and self.words[i - 1].capital and self.words[i - 1].lower in listed("part_names")
        street = j < len(self.words) and self.joined(j) and self.words[j].lower in listed("ways")
        if part or street:
            return None
        before, noun, role = self.lead(i)
        after, inside = self.kind_after(j), self.container(j)
        if self._inside_name(i, j, bool(after), before):
            return None
        candidates, after = self._in_county(name, after, j)
        evidence = "kind" if noun or after else before
        if evidence == "none" and self.words[i - 1].lower != "of" and any(t.endswith(f" {fold(name)}") for t in told):
            return None  # `official Aldo estimates` in a report of Port Aldo
        if row[0].start < self.dateline:
            evidence, role = "dateline", "dateline"
        last = row[-1]
        role = "whole" if role == "at" and last.possessive and known(name)[:1] and known(name)[0].kind != "city" else role
        role = "speaker" if role in ("at", "bare") and says(self, j) else role
        return Heard(
            row[0].start, last.start + len(last.word), name, self.sentence.index, evidence, role, noun or after, inside, candidates, True
        )

    def _run(self, i: int) -> int:
        """How many words from `i` on stand together without punctuation, at most the longest name."""
        n = 1
        while n < _LONGEST and i + n < len(self.words) and not self.words[i + n - 1].possessive and self.gap(i + n) in ("", *_GAPS):
            n += 1
        return n

    def joined(self, j: int) -> bool:
        """Whether a word stands right beside the one before it, as in one name."""
        return self.together(j - 1, j + 1)

    def together(self, i: int, j: int) -> bool:
        """Whether words from `i` to before `j` stand as one name: no punctuation, no possessive before the last."""
        for k in range(i + 1, j):
            a, b = self.words[k - 1], self.words[k]
            if b.start - a.end > 1 or a.possessive or self.text[a.end : b.start] not in _TOGETHER:
                return False
        return True

    def _try(self, i: int, j: int) -> Heard | None:
        """The words from `i` to before `j` as a name, if they may be a place."""
        row = self.words[i:j]
        if not self._namelike(row, i, j):
            return None
        before, noun, role = self.lead(i)
        after, inside = self.kind_after(j), self.container(j)
        name = " ".join(w.word for w in row)
        candidates, after = self._in_county(name, after, j)
        inside = inside if holds(inside, candidates) else ""
        home = before in ("none", "weak") and bool(candidates) and (is_home(self, i, j) or at_home(self, i, self.people))
        if name in vocabulary("places")["abbreviations"]:
            candidates = tuple(k for k in candidates if k.kind != "city")
        if j < len(self.words) and self.together(i, j + 1) and self.words[j].capital and self.words[j].lower in listed("ways"):
            j, row, candidates, after = j + 1, self.words[i : j + 1], (), self.words[j].lower
        evidence = "kind" if noun or after else "inside" if inside and candidates else "home" if home else before
        if row[0].start < self.dateline:
            evidence, role = "dateline", "dateline"
        elif self._sigil(row, candidates, inside):
            return None
        street = row[-1].lower in listed("ways") and len(row) > 1 and before == "strong"
        if not candidates and not street and not self._unknown(row, i, j, noun, after, before, inside):
            return None
        if any(k.kind == "city" for k in candidates) and self._force(i, j):
            return Heard(row[0].start, row[-1].end, name, self.sentence.index, "strong", "force", "", "", candidates)
        if named_person(self, i, j):
            return None
        if self._inside_name(i, j, bool(after), before):
            return self._of_body(i, j, name, candidates)
        trust = self._credible(row, evidence, candidates, before, inside) if candidates else "sure"
        if not trust:
            return None
        last = row[-1]
        role = "whole" if role == "at" and last.possessive else "speaker" if role in ("at", "bare") and says(self, j) else role
        role = "speaker" if after and role in ("at", "bare") and is_office(self, j) else role
        end, name = last.start + len(last.word), " ".join(w.word for w in row)
        based = j < len(self.words) and self.gap(j) == "-" and self.words[j].lower == "based"
        role, doubt = "speaker" if based else role, trust == "doubt"
        evidence = "opening" if doubt and evidence == "none" and i == 0 and len(row) == 1 else evidence
        return Heard(row[0].start, end, name, self.sentence.index, evidence, role, noun or after, inside, candidates, doubt=doubt)

    def _in_county(self, name: str, after: str, j: int) -> tuple[tuple[Known, ...], str]:
        """The places of a name and the kind that stands after it: `Aldo` before `county`, or in `Aldo and Brask counties`, the county."""
        after = after or ("counties" if of_counties(self, j) else "")
        kind = "Parish" if after in ("parish", "parishes") else "County"
        told = after in ("county", "counties", "parish", "parishes")
        county = tuple(k for k in known(f"{name} {kind}") if k.kind == "admin2") if told else ()
        return county or known(name), after

    def _of_body(self, i: int, j: int, name: str, candidates: tuple[Known, ...]) -> Heard | None:
        """A known place inside the name of a body, where nothing happens: `Tessaly Superior Court`."""
        first, last = self.words[i], self.words[j - 1]
        alone = not (i and self.words[i - 1].capital and self.joined(i) and self.words[i - 1].lower not in listed("beside"))
        if not candidates or not alone or not (in_body(self, i, j) or name in vocabulary("places")["abbreviations"]):
            return None
        large = candidates[0].kind in ("country", "admin1", "admin2") or candidates[0].population >= 100_000
        ordinary = self.common | listed("body_words") | (frozenset() if large else listed("risky") | self.people)
        if i == j - 1 and name not in vocabulary("places")["abbreviations"] and first.lower in ordinary:
            return None
        end = last.start + len(last.word)
        return Heard(first.start, end, name, self.sentence.index, "body", "body", "", "", candidates, doubt=not large)

    def _namelike(self, row: list[Token], i: int, j: int) -> bool:
        """Whether the words are written as one name, and no day, people or body."""
        if not self.together(i, j) or not row[-1].capital or not all(w.capital or w.lower in _LINKS for w in row):
            return False
        if any(a <= row[0].start < b for a, b in self.masked):
            return False
        word, places = row[0], vocabulary("places")
        if any(w.lower in listed("articles") for w in row[:2]) and len(row) > 1:
            return False
        short = len(word.word) < 3 and word.word not in places["abbreviations"]
        return len(row) > 1 or not (
            word.lower in _days() | listed("beside") | kinds() | {"university", "institute", "observatory", "ministry"}
            or word.lower in places["adjectives"]
            or short
        )

    def _sigil(self, row: list[Token], candidates: tuple[Known, ...], inside: str) -> bool:
        """Whether a word is an abbreviation (`SANA`) or a compound (`rebel-held`) rather than a name; a headline may be all capitals."""
        if self.title or (candidates and candidates[0].kind == "country") or row[-1].word in vocabulary("places")["abbreviations"]:
            return False
        if candidates and inside and sum(len(w.word) for w in row) > 4:
            return False
        parts = [w.word.split("-") for w in row]
        compound = any(len(p) > 1 and len(p[-1]) > 3 and p[-1].islower() for p in parts)
        return compound or any(w.word.isupper() and 1 < len(w.word) <= 5 for w in row)

    def lead(self, i: int) -> tuple[str, str, str]:
        """What stands before a name: the strength of the evidence, the kind of place named, and the role."""
        if of_party(self, i):
            return "strong", "", "speaker"
        k, noun, direction = i - 1, "", False
        while k >= 0 and i - k <= 6 and self.near(k):
            token, word = self.words[k], self.words[k].lower
            if word == "of" and k and self._kind_of(k - 1):
                noun, k = self.words[k - 1].lower, k - 2
            elif word in listed("settlements") and not token.capital and not token.possessive:
                noun, k = word, k - 1
            elif self._describes(token):
                direction = direction or word.endswith("ern")
                k -= 1
            else:
                break
        word = self.words[k].lower if k >= 0 and self.near(k) else ""
        role = "speaker" if speaks_there(self, k) else "at" if word in listed("locative") or noun else "bare"
        role = "bare" if role == "at" and comes_from(self, k) else role
        role = "speaker" if treated(self, k) else arrives(self, k) or role if role != "speaker" else role
        if role == "bare" and k >= 0 and self.words[k].lower in listed("dealing"):
            role = "speaker"  # `talks with X`: the government there
        if word in listed("locative") or direction:
            return "strong", noun, role
        if word in listed("directional"):
            return "weak", noun, "at" if word in listed("hitting") and role == "bare" else role
        return "none", noun, role

    def _kind_of(self, k: int) -> bool:
        """Whether `X of` names a kind of place; a Department of something is a body."""
        word = self.words[k]
        return word.lower in kinds() and not word.possessive and not (word.capital and word.lower == "department")

    def _describes(self, token: Token) -> bool:
        """Whether a word may stand between a preposition and a name: `in the rebel-held northern Syrian ...`."""
        word = token.lower
        held = word.endswith("ern") or "-held" in word or word in listed("describing")
        return held or token.possessive or word in vocabulary("places")["adjectives"]

    def _force(self, i: int, j: int) -> bool:
        """Whether a town's police or fire brigade is meant: `Port Aldo police said`."""
        alone = not (i and self.joined(i) and self.words[i - 1].capital)
        after = self.words[j] if j < len(self.words) and self.gap(j) == " " else None
        return alone and not self.title and after is not None and not after.capital and after.lower in listed("local_forces")

    def near(self, k: int) -> bool:
        """Whether nothing but space or an opening mark parts a word from the one after it."""
        return self.text[self.words[k].end : self.words[k + 1].start].strip(" \xa0\"“‘'(") == ""

    def kind_after(self, j: int) -> str:
        """The kind of place that stands after a name: `Tessaly province`, `Aldo refugee camp`."""
        if j < len(self.words) and self.gap(j) in _GAPS and not self.words[j - 1].possessive:
            word = self.words[j].lower
            body = self.words[j].capital and word in ("department", "state", "capital", "port")
            if not body and (word in kinds() or word.rstrip("s") in kinds()):
                return word
            if word in ("refugee", "border", "city") and j + 1 < len(self.words) and self.words[j + 1].lower in kinds():
                return self.words[j + 1].lower
        return ""

    def container(self, j: int) -> str:
        """The name after `X, ` or `X in `, if it is a known place: what X lies in."""
        if j >= len(self.words):
            return ""
        gap = self.gap(j)
        k = j + 1 if gap == " " and self.words[j].lower == "in" else j
        if k >= len(self.words) or (k == j and gap.strip() not in (",", ",’")):
            return ""
        while k + 1 < len(self.words) and not self.words[k].capital and (self.words[k].lower == "in" or self._describes(self.words[k])):
            k += 1
        for n in (3, 2, 1):
            if k + n <= len(self.words) and self.words[k].capital and self.together(k, k + n):
                name = " ".join(w.word for w in self.words[k : k + n])
                if self.text[self.words[k].start : self.words[k + n - 1].end + 1] in vocabulary("places")["abbreviations"]:
                    name += "."
                if any(c.kind != "city" or c.population > 100_000 for c in known(name)):
                    return name
        return ""

    def gap(self, j: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[j - 1].end : self.words[j].start]

    def _inside_name(self, i: int, j: int, has_noun: bool, before: str) -> bool:
        """Whether the words are part of a longer name: a person, a newspaper, a body (`University of X`), a corner of two streets."""
        if (
            self.words[j - 1].word.endswith(".")
            and self.words[j - 1].word in vocabulary("places")["abbreviations"]
            and i
            and self.gap(i) != " "
        ):
            return False
        if (
            i > 1
            and self.words[i - 1].lower == "of"
            and self.words[i - 2].capital
            and self.words[i - 2].lower in listed("bodies") - kinds()
        ):
            return True
        if j + 2 < len(self.words) and self.words[j].lower == "and" and self.words[j + 2].lower in listed("corners"):
            return True
        if j < len(self.words) and self.gap(j) in (" ", "\xa0") and not self.words[j - 1].possessive and not has_noun:
            after = self.words[j]
            if after.lower in listed("bodies") and (after.capital or after.lower in ("police", "government")):
                return True
            if after.capital and not self.title and after.lower not in listed("beside"):
                told = after.lower in vocabulary("places")["adjectives"] or after.lower in _days()
                return not told and not any(k.kind == "country" for k in known(after.word)[:1])
        if i and self.words[i - 1].lower in listed("titles") and self.gap(i) in (" ", ". "):
            return True
        if not i or self.gap(i) not in (" ", "\xa0") or self.title:
            return False
        left = self.words[i - 1]
        plain = left.lower in listed("beside") | kinds() or left.possessive or left.lower in vocabulary("places")["adjectives"]
        return left.capital and not plain and not (i == 1 and before != "none") and (before == "none" or not known(left.word))

    def _credible(self, row: list[Token], evidence: str, candidates: tuple[Known, ...], before: str, inside: str) -> str:
        """Whether a known name is meant as a place here: sure, doubt (where the rest of the report says so), or empty."""
        if row[0].word in vocabulary("places")["abbreviations"]:
            return "sure"
        top, single = candidates[0], len(row) == 1
        word = row[0].lower
        if evidence in ("kind", "inside", "dateline"):
            told = evidence != "inside" or not single or word not in self.common | listed("risky") or before != "none"
            told = told or (word not in self.common and any(k.kind == "admin1" for k in known(inside)))
            return "sure" if told else ""
        person = single and word in self.people
        risky = single and (word in listed("risky") or person)
        if evidence in ("strong", "home"):
            return "" if risky and person else "sure" if not risky or top.population >= 300_000 else "doubt"
        if single and (word in self.common or (word in listed("given_names") and top.kind == "city")):
            return ""
        if risky:
            return "" if person else "doubt"
        if top.kind in ("country", "region", "admin1") or (top.kind == "admin2" and not single):
            return "sure"
        floor = 50_000 if evidence == "weak" else 100_000
        return "sure" if top.population >= floor and not (self.title and evidence == "none" and top.population < 300_000) else "doubt"

    def _unknown(self, row: list[Token], i: int, j: int, noun: str, after: str, before: str, inside: str) -> bool:
        """Whether a name that the gazetteer lacks is a place all the same: the words say what kind of place it is."""
        if not self._whole(row, i, j) or not self.own_name(row):
            return False
        name = " ".join(w.word for w in row)
        if before == "strong" and self.country and len(name) >= 6 and gazetteer().sounding(name, self.country):
            return True
        if self.title:
            return False
        if noun:
            settled = i > 1 and self.words[i - 1].lower in listed("settlements") and self.words[i - 2].lower in ("the", "nearby")
            return settled or self.words[i - 1].lower in ("of", "called", "named")
        if after and after not in ("state", "department", "area", "square", "street") and before in ("strong", "weak"):
            return True
        return bool(inside) and before == "strong" and self.words[i - 1].lower != "at"

    def _whole(self, row: list[Token], i: int, j: int) -> bool:
        """Whether no capitalised word stands right beside the name."""
        left = i > 0 and self.words[i - 1].capital and self.together(i - 1, i + 1)
        right = j < len(self.words) and self.words[j].capital and self.together(j - 1, j + 1)
        return not left and not right

    def own_name(self, row: list[Token]) -> bool:
        """Whether the words can name a place by themselves: no people, day, body, facility or ordinary word."""
        first, last, places = row[0].lower, row[-1].lower, vocabulary("places")
        opener = first in listed("beside") | kinds() and not (len(row) > 1 and first in listed("part_names"))
        if opener or last in kinds() | listed("bodies") | {"day", "eve"} or last in places["facilities"]:
            return False
        if len(row) == 1 and first in self.common:
            return False
        if len(row) > 1 and any(k.kind == "country" for w in row for k in known(w.word)[:1]):
            return False
        if any("-" in w.word and w.word.rpartition("-")[2].islower() for w in row):
            return False
        no = _days() | listed("peoples") | {"on", "upon", "am", "of"}
        return not any(w.lower in no or w.lower in places["adjectives"] or (w.word.isupper() and len(w.word) < 5) for w in row)
