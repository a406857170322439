"""Names of the world's places, off line; the file is made by tools/build_gazetteer.py and documented there."""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

_APOSTROPHES = regex.compile(r"['’‘ʼ`´ʻʹ]")
_OTHER = regex.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e"})
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "the"})
_PAIRS = tuple(pair.split(">") for pair in ("kh>k", "gh>g", "sh>s", "ch>s", "dh>d", "th>t", "ph>f", "zh>z", "ts>s", "q>k", "c>k"))
_WEAK = regex.compile(r"[aeiouyw ]")


CLOSE = 75
"""Likeness of two spellings, in percent, that makes up for a skeleton of only three consonants."""


class Known(NamedTuple):
    """A place that the gazetteer knows: degrees, people, ISO country code; kind is city, admin2 (a county), admin1 or country."""

    name: str
    kind: str
    id: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int


def lies_in(k: Known, container: Known) -> bool:
    """Whether a place lies in a country or a first-order division."""
    if container.kind == "country":
        return k.country == container.country
    if container.kind == "admin2":
        return k.kind == "city" and (k.country, k.admin1) == (container.country, container.admin1) and _close(k, container)
    return container.kind == "admin1" and (k.country, k.admin1) == (container.country, container.admin1) and k.kind in ("city", "admin2")


def _close(a: Known, b: Known) -> bool:
    """Whether two places are less than about 60 km apart."""
    return abs(a.latitude - b.latitude) < 0.55 and abs(a.longitude - b.longitude) * cos(radians(a.latitude)) < 0.55


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as a key: Latin letters without accents, lower case, words parted by one space, no leading article."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).lower().translate(_LETTERS))
    words = _OTHER.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """What two transliterations of one name share: its consonants, those that are written in several ways made equal."""
    bare = "".join(w for w in fold(name).split() if w not in _ARTICLES)
    for written, kept in _PAIRS:
        bare = bare.replace(written, kept)
    bones = _WEAK.sub("", bare[:1].translate(str.maketrans("aeiouyw", "       ")) + bare[1:])
    kept_bones = regex.sub(r"(.)\1+", r"\1", bones)
    return kept_bones.removesuffix("h") or kept_bones


class Gazetteer:
    """The places of one file; names are looked up by binary search in the unpacked text, so that it opens fast and stays small."""

    def __init__(self, packed: bytes) -> None:
        data = gzip.decompress(packed)
        middle = data.index(b"\n\n")
        self._places = data[:middle].split(b"\n")
        self._names = data
        self._from = middle + 2

    def named(self, name: str) -> tuple[Known, ...]:
        """Every place of that name, the largest first; accents, case, hyphens and a leading article do not matter."""
        key = fold(name)
        return self._at(key) if len(key) > 1 else ()

    def sounding(self, name: str, country: str) -> tuple[Known, ...]:
        """Places of a watched country whose name is another transliteration of this one."""
        bones = skeleton(name)
        found = self._at(f"~{country.lower()}{bones}") if len(bones) >= 3 else ()
        return tuple(k for k in found if len(bones) > 3 or fuzz.ratio(fold(name), fold(k.name)) >= CLOSE)

    def _at(self, key: str) -> tuple[Known, ...]:
        wanted = key.encode() + b"\t"
        low, high = self._from, len(self._names)
        while low < high:
            middle = self._names.rfind(b"\n", self._from - 1, (low + high) // 2) + 1
            end = self._names.index(b"\n", middle)
            line = self._names[middle : end + 1]
            if line.startswith(wanted):
                return tuple(self._place(int(n)) for n in line[len(wanted) :].split(b"\t"))
            # Keys are compared without the tab, as the file is sorted by key alone.
            if line.partition(b"\t")[0] < wanted[:-1]:
                low = end + 1
            else:
                high = middle
        return ()

    def _place(self, line: int) -> Known:
        name, kind, id_, country, admin1, latitude, longitude, population = self._places[line].decode().split("\t")
        return Known(name, kind, id_, country, admin1, float(latitude), float(longitude), int(population))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships; unpacked at first use."""
    return Gazetteer((files("corroborate") / "data" / "gazetteer.tsv.gz").read_bytes())
