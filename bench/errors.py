"""An error browser: gold and ours side by side in the text, sorted by kind of error; one HTML file, for the eye, never committed.

    python bench/errors.py cases ROOT [--part all|train|dev] [--reader encoder|fast|rules] --out FILE.html
    CORROBORATE_BENCH_DATA=DIR python bench/errors.py polnear [--part dev] [--articles N] --out FILE.html

Cases: amounts and statements that are missed, false, of another measure, with another value, or said by somebody else. PolNeAR:
attributions that are missed or false, or whose source, cue or content differ. The page needs nothing but itself.
"""

from __future__ import annotations

import argparse
import html
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold
import polnear

from corroborate.model import Claim
from corroborate.read.claims import Reader, read

Span = tuple[int, int]
AROUND = 260

STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #ccc;padding:.4em;vertical-align:top;text-align:left}
mark{background:#cde8c8}mark.ours{background:#f6d5a8}mark.both{background:#c9dcf5}nav a{margin-right:1em}small{color:#555}"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where ours and gold differ: what kind of error, where, and both sides in words."""

    kind: str
    where: str
    text: str
    gold: tuple[Span, ...]
    ours: tuple[Span, ...]
    wanted: str
    got: str


def of_cases(root: Path, part: str, reader: Reader) -> Iterator[Difference]:
    """Differences of the claims of labelled cases."""
    for folder in gold.cases(root, part):
        marked = gold.gold(folder)
        for document in gold.documents(folder):
            claims = list(read(document, reader).claims)
            wanted = [c for c in marked["claims"] if c["report"] == document.name]
            yield from _of_report(f"{folder.name}/{document.name}", document.text, wanted, claims)


def _of_report(where: str, text: str, wanted: list[dict[str, Any]], claims: list[Claim]) -> Iterator[Difference]:
    left = [c for c in claims if not c.measure.startswith("ours:")]
    for g in wanted:
        span = g["value"] or g["evidence"]
        at = ((span["start"], span["end"]),)
        near = [c for c in left if bool(c.value) == bool(g["value"]) and _shared(at[0], _span(c)) > 0]
        same = next((c for c in near if c.measure == g["measure"]), None)
        told = f"{g['measure']} · {g['speaker'] or 'the outlet'}"
        if same is None:
            other = next(iter(near), None) if g["value"] else None
            if other:
                left.remove(other)
            kind = f"measure: {g['measure']} read as {other.measure}" if other else f"missed: {g['measure']}"
            yield Difference(kind, where, text, at, (_span(other),) if other else (), told, _said(other) if other else "")
            continue
        left.remove(same)
        name = same.speaker.name if same.speaker else None
        if g["value"] and same.amount and (same.amount.point, same.amount.low, same.amount.high) != tuple(
            g["value"][k] for k in ("point", "low", "high")
        ):
            yield Difference("value", where, text, at, (_span(same),), f"{g['value']['text']} ({g['value']['bound']})", f"{same.amount}")
        if bool(name) != bool(g["speaker"]) or (name and not _like(name, g["speaker"])):
            kind = "named, should be nobody" if not g["speaker"] else "nobody, should be named" if not name else "another name"
            yield Difference(f"speaker: {kind}", where, text, at, (_span(same),), told, _said(same))
    for c in left:
        yield Difference(f"false: {c.measure}", where, text, (), (_span(c),), "", _said(c))


def _like(a: str, b: str) -> bool:
    x, y = ({w for w in n.lower().replace(".", "").split() if w not in ("the", "a", "an", "of")} for n in (a, b))
    short, long = sorted((a, b), key=len)
    initials = "".join(w[0] for w in long.split() if w[0].isupper())
    return short == initials or (bool(x & y) and (x <= y or y <= x))


def _span(claim: Claim) -> Span:
    span = claim.value or claim.sentence
    return span.start, span.end


def _said(claim: Claim) -> str:
    return f"{claim.measure} · {' > '.join(s.name for s in claim.chain) or 'the outlet'}"


def _shared(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def of_polnear(part: str, articles: int | None, reader: Reader) -> Iterator[Difference]:
    """Differences of the attributions of PolNeAR."""
    for path, text, wanted in polnear.articles(Path(os.environ["CORROBORATE_BENCH_DATA"]), part, articles):
        found = polnear.ours(text, reader)
        loose = dict(polnear.paired(found, wanted, False))
        for i, j in loose.items():
            f, g = found[i], wanted[j]
            for kind in ("source", "cue", "content"):
                a, b = getattr(g, kind), getattr(f, kind)
                if a != b:
                    yield Difference(f"{kind} differs", path, text, a or g.content, b, _words(text, a), _words(text, b))
        for j, g in enumerate(wanted):
            if j not in loose.values():
                yield Difference("attribution missed", path, text, g.content, (), _words(text, (*g.source, *g.cue)), "")
        for i, f in enumerate(found):
            if i not in loose:
                yield Difference("attribution false", path, text, (), f.content, "", _words(text, (*f.source, *f.cue)))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def page(found: list[Difference]) -> str:
    """The differences as one page, the commonest kind first."""
    kinds = Counter(d.kind for d in found)
    links = " ".join(f'<a href="#k{k}">{html.escape(kind)} ({n})</a>' for k, (kind, n) in enumerate(kinds.most_common()))
    parts = [f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors</title><style>{STYLE}</style><nav>{links}</nav>']
    parts.append('<p>Marked: <mark>gold</mark> <mark class="ours">ours</mark> <mark class="both">both</mark></p>')
    for k, (kind, n) in enumerate(kinds.most_common()):
        rows = "".join(_row(d) for d in found if d.kind == kind)
        parts.append(f'<h2 id="k{k}">{html.escape(kind)}: {n}</h2><table><tr><th>text<th>gold<th>ours</tr>{rows}</table>')
    return "".join(parts)


def _row(d: Difference) -> str:
    cells = "".join(f"<td>{html.escape(words)}" for words in (d.wanted, d.got))
    return f"<tr><td><small>{html.escape(d.where)}</small><br>{_marked(d)}{cells}</tr>"


def _marked(d: Difference) -> str:
    """The text round the place, with every character that is marked in colour."""
    spans = [*d.gold, *d.ours]
    start, end = max(0, min(a for a, _ in spans) - AROUND // 2), min(len(d.text), max(b for _, b in spans) + AROUND // 2)
    made, before = [], ""
    for k in range(start, end):
        wanted, ours = (any(a <= k < b for a, b in side) for side in (d.gold, d.ours))
        now = "both" if wanted and ours else "gold" if wanted else "ours" if ours else ""
        if now != before:
            made.append(("</mark>" if before else "") + (f'<mark class="{now}">' if now else ""))
            before = now
        made.append(html.escape(d.text[k]))
    return "".join(made) + ("</mark>" if before else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cases", "polnear"])
    parser.add_argument("root", type=Path, nargs="?")
    parser.add_argument("--part")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--reader", type=Reader, default=Reader.ENCODER, choices=list(Reader))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if args.what == "cases":
        found = list(of_cases(args.root, args.part or "all", args.reader))
    else:
        found = list(of_polnear(args.part or "dev", args.articles, args.reader))
    args.out.write_text(page(found), encoding="utf-8")
    for kind, n in Counter(d.kind for d in found).most_common(25):
        print(f"{n:5d} {kind}")


if __name__ == "__main__":
    main()
