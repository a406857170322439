"""Every format that a case can leave in, each as one file under a redaction profile."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corroborate.errors import UsageError
from corroborate.model import Case
from corroborate.report.dossier import dossier
from corroborate.report.profiles import Profile
from corroborate.report.record import record
from corroborate.report.tables import write_csv, write_xlsx

Writer = Callable[[Case, Path, Profile, datetime | None], None]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: what it is called, for whom, the file's ending and media type, and what writes it (case, path, profile, when)."""

    title: str
    says: str
    suffix: str
    media_type: str
    write: Writer


def _record(case: Case, path: Path, profile: Profile, made: datetime | None) -> None:
    path.write_text(json.dumps(record(case, profile), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _dossier(case: Case, path: Path, profile: Profile, made: datetime | None) -> None:
    path.write_text(dossier(case, profile, made), encoding="utf-8")


def _csv(case: Case, path: Path, profile: Profile, made: datetime | None) -> None:
    """The tables in one zip; its entries bear no time, so that the same case gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in write_csv(case, Path(folder), profile):
            packed.writestr(zipfile.ZipInfo(table.name), table.read_bytes(), zipfile.ZIP_DEFLATED)


def _xlsx(case: Case, path: Path, profile: Profile, made: datetime | None) -> None:
    write_xlsx(case, path, profile)


EXPORTS: dict[str, Export] = {
    "dossier": Export("Dossier", "one HTML file to read and hand on", ".html", "text/html; charset=utf-8", _dossier),
    "xlsx": Export("Workbook", "a spreadsheet with a sheet for each table", ".xlsx",
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "csv": Export("CSV tables", "the same tables as files in a zip", ".zip", "application/zip", _csv),
    "record": Export("Record", "everything as JSON, for programs", ".json", "application/json", _record),
}  # fmt: skip


def export_named(name: str) -> Export:
    """The format of that name; UsageError if there is none."""
    if name not in EXPORTS:
        raise UsageError(f"there is no format {name!r}", hint=f"Use one of: {', '.join(EXPORTS)}")
    return EXPORTS[name]
