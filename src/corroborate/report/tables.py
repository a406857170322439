"""Claims, findings, reports, relations and what published standards make of them as tables: CSV files, one XLSX (docs/tables.md).

A cell that a spreadsheet would take for a formula gets an apostrophe in front in CSV and is written as plain text in XLSX.
Numbers are numbers; addresses are never made into links; there are no macros.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from corroborate.model import Case, Claim, Finding
from corroborate.report.answers import denies
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import Profile, profile_named, redact
from corroborate.report.visible import visible
from corroborate.report.wording import ask, measure, relation, status_line
from corroborate.version import __version__

Cell = str | float | int | bool | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_CELL = 32_767
"""What a spreadsheet cell holds; longer words are cut with a mark."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `rows` are as wide as `header`; None is an empty cell."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a case."""

    findings: Table
    claims: Table
    reports: Table
    relations: Table
    counts: Table
    grades: Table
    gaps: Table

    @property
    def all(self) -> tuple[Table, ...]:
        """The tables in the order in which they are written."""
        return (self.findings, self.claims, self.reports, self.relations, self.counts, self.grades, self.gaps)


def tables(case: Case, profile: str | Profile = "public") -> Tables:
    """Write a case as tables under a redaction profile."""
    return _tables(redact(case, profile_named(profile)))


def _tables(shown: Case) -> Tables:
    lookup = Lookup(shown)
    return Tables(
        _findings(lookup), _claims(lookup), _reports(lookup), _relations(lookup), _counts(lookup), _grades(lookup), _gaps(lookup)
    )


def write_csv(case: Case, folder: Path, profile: str | Profile = "public") -> list[Path]:
    """Write a file for each table into a folder (UTF-8 with a mark, which spreadsheets need)."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables(case, profile).all:
        path = folder / f"{table.name}.csv"
        path.write_bytes(csv_of(table))
        written.append(path)
    return written


def csv_of(table: Table) -> bytes:
    """One table as a CSV file (UTF-8 with a mark, which spreadsheets need)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(case: Case, path: Path, profile: str | Profile = "public") -> Path:
    """Write one workbook with a sheet for each table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rules = profile_named(profile)
    shown = redact(case, rules)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, options) as book:
        # the day of making is left out, so that the same case gives the same bytes
        book.set_properties({"title": shown.name[:255], "comments": f"Corroborate {__version__}, profile {rules.name}", "created": EPOCH})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"valign": "top", "num_format": "#,##0.###"})
        for table in _tables(shown).all:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.header) - 1)
            sheet.write_row(0, 0, table.header, head)
            _fill(sheet, table, body, number)
    path.write_bytes(held.getvalue())
    return path


def _fill(sheet: xlsxwriter.worksheet.Worksheet, table: Table, body: object, number: object) -> None:
    """Write the rows and give every column a width that shows most of its words."""
    for n, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_string(n, at, "yes" if cell else "no", body)
            elif isinstance(cell, int | float):
                sheet.write_number(n, at, cell, number)
            elif cell is not None:
                sheet.write_string(n, at, _cut(cell), body)
    for at, name in enumerate(table.header):
        longest = max((len(str(row[at] or "")) for row in table.rows[:200]), default=0)
        sheet.set_column(at, at, min(60, max(len(name), longest, 6) + 2))


def _plain(cell: Cell) -> Cell:
    """A CSV cell: words that could run as a formula are disarmed by an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else cell
    shown = _cut(cell)
    return f"'{shown}" if shown.lstrip(" \u00a0\ufeff").startswith(FORMULA) else shown


def _cut(words: str) -> str:
    shown = visible(words).replace("\r\n", "\n").replace("\r", "\n")
    return shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - 2] + " …"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


FINDING_COLUMNS: dict[str, Callable[[Finding, Lookup], Cell]] = {
    "id": lambda f, x: f.id,
    "question": lambda f, x: ask(x.questions[f.question]),
    "measure": lambda f, x: x.questions[f.question].measure,
    "unit": lambda f, x: x.questions[f.question].unit,
    "population": lambda f, x: x.questions[f.question].population,
    "place": lambda f, x: x.questions[f.question].place,
    "incident": lambda f, x: i.title if (i := x.incident(f.question)) else None,
    "period": lambda f, x: x.questions[f.question].period,
    "stage": lambda f, x: x.questions[f.question].stage,
    "standard": lambda f, x: x.questions[f.question].standard,
    "low": lambda f, x: f.low,
    "best": lambda f, x: f.best,
    "high": lambda f, x: f.high,
    "high_reported": lambda f, x: f.high_reported,
    "reports": lambda f, x: x.reports(f.claims),
    "reports_for_it": lambda f, x: x.reports(f.support),
    "origins_min": lambda f, x: f.origins.min,
    "origins_probable": lambda f, x: f.origins.probable,
    "origins_max": lambda f, x: f.origins.max,
    "status": lambda f, x: str(f.status),
    "status_in_words": lambda f, x: status_line(f),
    "why": lambda f, x: f.why,
    "would_change": lambda f, x: "; ".join(f.would_change),
    "flags": lambda f, x: ", ".join(f.flags),
    "claims": lambda f, x: " ".join(f.claims),
}


CLAIM_COLUMNS: dict[str, Callable[[Claim, Lookup], Cell]] = {
    "number": lambda c, x: x.number[c.id],
    "id": lambda c, x: c.id,
    "report": lambda c, x: x.document(c).name,
    "publisher": lambda c, x: x.document(c).publisher,
    "published": lambda c, x: _day(x.document(c).published),
    "measure": lambda c, x: c.measure,
    "measure_in_words": lambda c, x: measure(c.measure)["noun"],
    "words": lambda c, x: c.value.text if c.value else c.about,
    "bound": lambda c, x: str(c.amount.bound) if c.amount else None,
    "point": lambda c, x: c.amount.point if c.amount else None,
    "low": lambda c, x: c.amount.low if c.amount else None,
    "high": lambda c, x: c.amount.high if c.amount else None,
    "unit": lambda c, x: c.unit,
    "population": lambda c, x: c.population,
    "stage": lambda c, x: c.stage,
    "standard": lambda c, x: c.standard,
    "place": lambda c, x: c.place.name if c.place else None,
    "facility": lambda c, x: c.facility,
    "event_from": lambda c, x: _day(c.when.start) if c.when else None,
    "event_to": lambda c, x: _day(c.when.end) if c.when else None,
    "as_of": lambda c, x: _day(c.as_of),
    "speaker": lambda c, x: c.speaker.name if c.speaker else None,
    "speaker_role": lambda c, x: c.speaker.role if c.speaker else None,
    "via": lambda c, x: " > ".join(s.name for s in c.via),
    "commitment": lambda c, x: str(c.commitment),
    "denial": lambda c, x: denies(c),
    "background": lambda c, x: c.background,
    "restricted": lambda c, x: c.restricted,
    "question": lambda c, x: q.id if (q := x.question(c.id)) else None,
    "origin": lambda c, x: o.id if (o := x.origin(c.id)) else None,
    "origin_who": lambda c, x: o.who if (o := x.origin(c.id)) else None,
    "sentence": lambda c, x: c.sentence.text,
    "start": lambda c, x: c.sentence.start,
    "end": lambda c, x: c.sentence.end,
}


def _findings(lookup: Lookup) -> Table:
    found = lookup.ordered(lookup.findings.values())
    return Table("findings", tuple(FINDING_COLUMNS), tuple(tuple(of(f, lookup) for of in FINDING_COLUMNS.values()) for f in found))


def _claims(lookup: Lookup) -> Table:
    claims = lookup.claims.values()
    return Table("claims", tuple(CLAIM_COLUMNS), tuple(tuple(of(c, lookup) for of in CLAIM_COLUMNS.values()) for c in claims))


def _reports(lookup: Lookup) -> Table:
    header = ("report", "publisher", "published", "title", "url", "language", "claims", "restricted", "copy_of", "sha256")
    named = {d.id: d.name for d in lookup.case.documents}
    rows = tuple(
        (
            d.name, d.publisher, _day(d.published), d.title, d.url, d.language, len(lookup.made_by(d.id)), d.restricted,
            named.get(d.copy_of or ""), d.sha256,
        )
        for d in lookup.case.documents
    )  # fmt: skip
    return Table("reports", header, rows)


def _relations(lookup: Lookup) -> Table:
    header = ("claim_a", "number_a", "relation", "in_words", "claim_b", "number_b", "why", "rule")
    rows = tuple(
        (r.a, lookup.number.get(r.a), str(r.type), relation(str(r.type)), r.b, lookup.number.get(r.b), r.why, r.rule)
        for r in lookup.case.reconciliation.relations
    )
    return Table("relations", header, rows)


def _counts(lookup: Lookup) -> Table:
    """Findings by published counting rules, ours beside them."""
    header = (
        "finding", "question", "rule", "version", "low", "best", "high", "provisional", "our_low", "our_best", "our_high", "why", "claims",
    )  # fmt: skip
    versions = {s.name: s.version for s in lookup.case.standards}
    rows = []
    for c in lookup.case.counts:
        if c.question in lookup.findings:
            ours = lookup.findings[c.question]
            asked = ask(lookup.questions[c.question])
            numbers = (c.low, c.best, c.high, c.provisional, ours.low, ours.best, ours.high)
            rows.append((c.finding, asked, c.rule, versions.get(c.rule), *numbers, c.why, " ".join(c.claims)))
    return Table("counts", header, tuple(rows))


def _grades(lookup: Lookup) -> Table:
    """Grades of incidents and items by published standards."""
    header = ("subject", "about", "standard", "version", "grade", "word", "why", "would_change")
    versions = {s.name: s.version for s in lookup.case.standards}
    rows = tuple(
        (g.subject, _about(g.subject, lookup), g.standard, versions.get(g.standard), g.code, g.word, g.why, " ".join(g.would_change))
        for g in lookup.case.grades
    )
    return Table("grades", header, rows)


def _about(subject: str, lookup: Lookup) -> str | None:
    """What a grade is of, in words: the title of an incident, the sentence of a claim."""
    if subject in lookup.incidents:
        return lookup.incidents[subject].title
    return lookup.claims[subject].sentence.text if subject in lookup.claims else None


def _gaps(lookup: Lookup) -> Table:
    """What the reports do not say."""
    header = ("kind", "gap", "incident", "claims")
    rows = tuple(
        (g.kind, g.text, lookup.incidents[g.incident].title if g.incident in lookup.incidents else None, " ".join(g.claims))
        for g in lookup.case.gaps
    )
    return Table("gaps", header, rows)
