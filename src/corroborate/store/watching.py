"""Whether a case file was changed, told without reading it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock

from corroborate.store.refusals import place


class Watch:
    """A connection that never writes: SQLite tells it in microseconds whether any other one has committed since it last asked."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._db = sqlite3.connect(place(path), uri=True, isolation_level=None, check_same_thread=False)

    def mark(self) -> int:
        """A number that is another one after every change; it compares only with others of this watch."""
        with self._lock:
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
