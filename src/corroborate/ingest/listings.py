"""reports.csv and reports.xlsx: which files of a folder are reports, and what is known of each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from corroborate.errors import IntakeError
from corroborate.ingest import dates, office
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Facts, Received, problem
from corroborate.model import Problem

NAMES = ("reports.csv", "reports.xlsx")
"""Names of a listing, lower case; the first wins where a folder has both."""
COLUMNS = ("file", "publisher", "published", "url", "title")
LONGEST_CELL = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a listing: its file, relative to the listing's folder, and what is known of it."""

    file: str
    facts: Facts


def is_listing(name: str) -> bool:
    """Whether a file of this name lists the reports of its folder."""
    return PurePosixPath(name).name.lower() in NAMES


def rows(listing: Received, limits: Limits) -> Iterator[Row | Problem]:
    """The rows of a listing, in its order; IntakeError if it is no table or has no column `file`."""
    data = listing.read(limits.file_bytes)
    table = office.sheet(listing.name, data, limits) if listing.name.lower().endswith(".xlsx") else separated(listing.name, data)
    columns: dict[str, int] = {}
    seen: set[str] = set()
    empty = True
    for number, cells in table:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if not columns:
            columns = header(listing.name, cells)
            continue
        empty = False
        for item in row(listing.name, number, {k: cells[i] for k, i in columns.items() if i < len(cells)}):
            if isinstance(item, Row) and item.file in seen:
                yield problem(f"{listing.name}, row {number}", f"{item.file} is listed twice", "The first row counts; delete the other")
                continue
            if isinstance(item, Row):
                seen.add(item.file)
            yield item
    if empty:
        raise IntakeError("the listing names no report", listing.name, "It needs a header (file,publisher,published) and rows")


def separated(name: str, data: bytes) -> Iterator[tuple[int, list[object]]]:
    """Rows of a CSV in any usual charset, separated by comma, semicolon or tab; numbered by line."""
    text = decode(data)[0].lstrip("\ufeff").replace("\0", "")
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, list(cells)
    except csv.Error as error:
        raise IntakeError(f"row {reader.line_num} is no CSV ({error})", name, "Save the table again as CSV (UTF-8)") from None


def header(name: str, cells: Iterable[object]) -> dict[str, int]:
    """Where each known column stands; IntakeError without `file`."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        title = str(cell or "").strip().lower()
        if title in COLUMNS:
            found.setdefault(title, index)
    if "file" not in found:
        raise IntakeError("the listing has no column 'file'", name, f"Its first line names the columns: {','.join(COLUMNS)}")
    return found


def row(name: str, number: int, cells: dict[str, object]) -> Iterator[Row | Problem]:
    """The Row of one line of the table, and a Problem for what of it cannot be used."""
    where = f"{name}, row {number}"
    file = str(cells.get("file") or "").strip().replace("\\", "/")
    if not file:
        yield problem(where, "no file is named", "Name the report's file, or delete the row")
        return
    if not inside(file):
        yield problem(where, f"{clean(file)} leaves the folder", "Put the report beside reports.csv; nothing outside is read")
        return
    day, moment = None, None
    try:
        day, moment = when(cells.get("published"))
    except ValueError as error:
        words = clean(cells["published"])
        yield problem(where, f"'{words}' {error}; the date of {file} is left open", "Write it as YYYY-MM-DD")
    publisher, title, url = (clean(cells.get(column)) for column in ("publisher", "title", "url"))
    yield Row(str(PurePosixPath(file)), Facts(publisher, day, moment, title, url))


def inside(file: str) -> bool:
    """Whether a path stays in the folder that it is relative to, on every system."""
    return not (file.startswith("/") or re.match(r"[A-Za-z]:", file) or ".." in file.split("/") or "\0" in file)


def when(cell: object) -> tuple[date | None, datetime | None]:
    """A cell as a day and, where its zone is stated, a moment."""
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    words = str(cell or "").strip()
    return dates.published(words) if words else (None, None)


def clean(cell: object) -> str | None:
    """A cell's words on one line; None for an empty one."""
    return " ".join(str(cell).split())[:LONGEST_CELL] or None if cell is not None else None
