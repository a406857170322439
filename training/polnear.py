"""PolNeAR's standoff files (brat) as examples: every attribution of news on a campaign, marked by trained readers."""

from __future__ import annotations

from pathlib import Path

from examples import Attribution, Example, attributed


def marked(path: Path) -> list[Attribution]:
    """The attributions of one standoff file; a role's number ("Content2") only tells its parts apart."""
    spans: dict[str, list[tuple[int, int]]] = {}
    links: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key[:1] == "T" and key[1:].isdigit():  # the words of a span may go on in a line of their own
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [(int(a), int(b)) for a, b in (part.split() for part in offsets.split(";"))]
        elif key[:1] == "E" and key[1:].isdigit():
            links.append(rest.split())
    made = []
    for link in links:
        one = Attribution()
        for role, _, target in (part.partition(":") for part in link):
            kind = role.rstrip("0123456789").lower()
            if kind in ("source", "cue", "content"):
                getattr(one, kind).extend(spans.get(target, []))
        for held in (one.source, one.cue, one.content):
            held.sort()
        if one.content:
            made.append(one)
    return made


def polnear(root: Path, part: str, limit: int | None = None) -> list[Example]:
    """The articles of a part (train, dev, test); of one that several read, the first reader's marks."""
    made = []
    for path in sorted((root / "data" / part / "text").glob("*.txt"))[:limit]:
        with path.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        files = sorted((path.parent.parent / "attributions").glob(f"{path.stem}*.ann"))
        if files:
            made.append(attributed(f"polnear/{path.stem}", text, marked(files[0])))
    return made
