"""What the workbench keeps apart from the case: sealed sources, and who opened what."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from fastapi import Request

from corroborate.engine.people import People, now_utc, open_people, people_file
from corroborate.engine.sources import Sources


class Vault:
    """The file of people of a case, opened when it is first needed: a case that seals nothing gets none by being looked at."""

    def __init__(self, case: Path, people: People | None = None) -> None:
        self._case, self._people, self._own, self._lock = case, people, people is None, Lock()

    @property
    def there(self) -> bool:
        """Whether there is such a file already."""
        return self._people is not None or people_file(self._case).exists()

    def sources(self) -> Sources:
        """The sealed sources; the file is made if it is not there yet."""
        with self._lock:
            if self._people is None:
                self._people = open_people(self._case)
            return Sources(self._people, now_utc)

    def close(self) -> None:
        """Close the file, if it is ours to close."""
        with self._lock:
            if self._people and self._own:
                self._people.close()
                self._people = None


def vault(request: Request) -> Vault:
    """The vault of the case that is asked about."""
    held: Vault = request.app.state.vault
    return held
