"""The only place that knows SQL."""

from pathlib import Path

from corroborate.store.people import PeopleFile
from corroborate.store.port import WHOLE, Added, Joined, Read, Store
from corroborate.store.sqlite import SqliteStore
from corroborate.store.tables import Tables, Told, Wanted
from corroborate.store.watching import Watch

__all__ = ["WHOLE", "Added", "Joined", "PeopleFile", "Read", "Store", "Tables", "Told", "Wanted", "Watch", "open_store"]


def open_store(path: Path | None, create: bool = True) -> Store:
    """Open the case at `path`, made if `create` allows it; None keeps the case in memory."""
    return SqliteStore(path, create)
