"""The schema of a case file, and of the file of people beside it: migrations by number, applied when it is opened."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from importlib.resources import files

from corroborate.errors import StoreError
from corroborate.store.transactions import whole

TRIES = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the number that tells it from any other SQLite file, the folder of its migrations, what it is called."""

    application: int
    folder: str
    called: str


CASE = Kind(0x436F7272, "migrations", "a case")  # "Corr"
PEOPLE = Kind(0x436F7250, "people_migrations", "a file of people")  # "CorP"


def migrations(kind: Kind = CASE) -> list[tuple[int, str]]:
    """The migrations that the package carries for a kind of file: number and SQL, in order."""
    folder = files("corroborate") / "store" / kind.folder
    found = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text(encoding="utf-8")) for name in found]


def prepare(db: sqlite3.Connection, where: str, kind: Kind = CASE) -> None:
    """Bring a file to the schema of this version; StoreError for a file of another kind or of a newer version."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    application, version, empty = _state(db)
    if not empty and application != kind.application:
        raise StoreError(f"this SQLite file is not {kind.called}", where, "Give the path of a case, or of a file that does not exist yet")
    known = migrations(kind)
    if version > known[-1][0]:
        raise StoreError(f"this file was written by a newer version (schema {version})", where, "Install the newer version to open it")
    _write_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    if version < known[-1][0]:
        _migrate(db, known, kind)


def _state(db: sqlite3.Connection) -> tuple[int, int, bool]:
    """Application, schema version and whether there is no table yet, at one moment: another process may be making the case now."""
    db.execute("BEGIN")
    try:
        application, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        return application, version, db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0] == 0
    finally:
        db.execute("ROLLBACK")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to write-ahead mode; SQLite does not wait for another process here, so it is tried again for a while."""
    for _ in range(TRIES):
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
    db.execute("PRAGMA journal_mode = WAL")


def _migrate(db: sqlite3.Connection, known: list[tuple[int, str]], kind: Kind) -> None:
    """Apply what is missing in one transaction; another process that came first leaves nothing to do."""
    with whole(db):
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for number, sql in known:
            if number > version:
                for statement in _statements(sql):
                    db.execute(statement)
        db.execute(f"PRAGMA application_id = {kind.application}")
        db.execute(f"PRAGMA user_version = {known[-1][0]}")


def _statements(sql: str) -> list[str]:
    """Cut a script into statements; a trigger's body holds semicolons, so SQLite itself says where one is complete."""
    found, held = [], ""
    for line in sql.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found
