"""The schema of a case file: migrations by number, applied when it is opened."""

from __future__ import annotations

import sqlite3
import time
from importlib.resources import files

from corroborate.errors import StoreError

APPLICATION = 0x436F7272  # "Corr": tells a case from any other SQLite file
TRIES = 200


def migrations() -> list[tuple[int, str]]:
    """The migrations that the package carries: number and SQL, in order."""
    folder = files("corroborate") / "store" / "migrations"
    found = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text(encoding="utf-8")) for name in found]


def prepare(db: sqlite3.Connection, where: str) -> None:
    """Bring a case file to the schema of this version; StoreError for a file of another kind or of a newer version."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    application, version, empty = _state(db)
    if not empty and application != APPLICATION:
        raise StoreError("this SQLite file is not a case", where, "Give the path of a case, or of a file that does not exist yet")
    known = migrations()
    if version > known[-1][0]:
        raise StoreError(f"this case was written by a newer version (schema {version})", where, "Install the newer version to open it")
    _write_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    if version < known[-1][0]:
        _migrate(db, known)


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


def _migrate(db: sqlite3.Connection, known: list[tuple[int, str]]) -> None:
    """Apply what is missing in one transaction; another process that came first leaves nothing to do."""
    db.execute("BEGIN IMMEDIATE")
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for number, sql in known:
            if number > version:
                for statement in _statements(sql):
                    db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {known[-1][0]}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Cut a script into statements; a trigger's body holds semicolons, so SQLite itself says where one is complete."""
    found, held = [], ""
    for line in sql.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found
