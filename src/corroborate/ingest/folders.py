"""Which files of a folder or an archive are reports: those that its listing names, else all that are meant to be read."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from corroborate.errors import IntakeError
from corroborate.ingest import listings
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Received, problem
from corroborate.model import Problem

CLUTTER = {"thumbs.db", "desktop.ini", "__macosx"}
"""Names that systems leave behind, lower case; with hidden files they are passed over without a word."""


def folder(root: Path, limits: Limits) -> Iterator[Received | Problem]:
    """The reports of a folder, in order of name; links inside it are not followed."""
    names: list[str] = []
    for found in walk(root, limits):
        if isinstance(found, Problem):
            yield found
        else:
            names.append(found)
    yield from chosen(names, lambda name: Received(name, root / name), limits)


def walk(root: Path, limits: Limits) -> Iterator[str | Problem]:
    """Every file under `root` as a relative path with slashes, sorted; a Problem for links and for folders that cannot be opened."""
    closed: list[OSError] = []
    count = 0
    for here, folders, files in os.walk(root, onerror=closed.append):
        base = Path(here)
        for name in sorted([*folders, *files]):
            relative = (base / name).relative_to(root).as_posix()
            if (base / name).is_symlink() and not clutter(relative):
                yield problem(relative, "is a link, and links are not followed", "Copy the file itself into the folder")
        folders[:] = sorted(f for f in folders if not (base / f).is_symlink() and not clutter(f))
        for name in sorted(files):
            path = base / name
            if path.is_symlink() or clutter(name):
                continue
            if not path.is_file():
                yield problem(path.relative_to(root).as_posix(), "is no ordinary file", "Remove it from the folder")
                continue
            count += 1
            if count > limits.items:
                yield problem(relative_name(base, root), f"more than {limits.items:,} files; the rest is not read", "Split the folder")
                return
            yield path.relative_to(root).as_posix()
    for error in closed:
        yield problem(Path(error.filename or root).name, "cannot be opened", "Check its access rights")


def relative_name(path: Path, root: Path) -> str:
    """A path inside `root` with slashes; the root itself by its own name."""
    return root.resolve().name if path == root else path.relative_to(root).as_posix()


def chosen(names: Sequence[str], fetch: Callable[[str], Received], limits: Limits) -> Iterator[Received | Problem]:
    """The reports among the files of a folder or archive, in order of name; `fetch` gives a file's bytes."""
    tops = top_listings(names)
    found: list[Received | Problem] = []
    for top in tops:
        found += listed(top, names, fetch, limits)
    roots = [parent(top) for top in tops]
    saved = {PurePosixPath(n).with_suffix("").as_posix() + "_files" for n in names if n.lower().endswith((".html", ".htm"))}
    for name in names:
        free = not any(within(name, root) for root in roots)
        if free and not clutter(name) and not any(within(name, pieces) for pieces in saved):
            found.append(fetch(name))
    # Python's sort is stable: what concerns a file stands before or after it as it was found.
    yield from sorted(found, key=lambda item: item.name if isinstance(item, Received) else item.document)


def top_listings(names: Sequence[str]) -> list[str]:
    """The listings that count: the uppermost of each branch, reports.csv before reports.xlsx."""
    every = sorted((n for n in names if listings.is_listing(n)), key=lambda n: (n.count("/"), n.lower()))
    tops: list[str] = []
    for name in every:
        if not any(within(name, parent(top)) for top in tops):
            tops.append(name)
    return tops


def listed(listing: str, names: Sequence[str], fetch: Callable[[str], Received], limits: Limits) -> Iterator[Received | Problem]:
    """The files that a listing names, with what it says of them, and a Problem for each that is not there."""
    base = parent(listing)
    # File systems differ in how they compose accented letters; a listing written on another one must still match.
    present = {spelled(n): n for n in names}
    try:
        for row in listings.rows(fetch(listing), limits):
            if isinstance(row, Problem):
                yield row
                continue
            name = unicodedata.normalize("NFC", f"{base}/{row.file}" if base else row.file)
            if name in present:
                held = fetch(present[name])
                yield replace(held, facts=row.facts.over(held.facts))
            else:
                yield problem(name, f"is named in {listing} but is not there", "Add the file, or delete its row")
    except IntakeError as error:
        yield problem(listing, f"{error.what}; no file of its folder is read", error.hint)


def spelled(name: str) -> str:
    """A file's name as a listing would spell it: letters composed, bytes of an old Windows archive as what they stood for."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", name)


def parent(name: str) -> str:
    """The folder of a relative path, "" for the root."""
    return "" if (folder := PurePosixPath(name).parent.as_posix()) == "." else folder


def within(name: str, root: str) -> bool:
    """Whether a relative path lies under a folder; every path lies under ""."""
    return not root or name.startswith(root + "/")


def clutter(name: str) -> bool:
    """Whether a path is hidden, an office program's lock file, or left behind by a system."""
    return any((part.startswith((".", "~$")) and part != "..") or part.lower() in CLUTTER for part in PurePosixPath(name).parts)
