"""What people hand over, kept beside the case until it is stored in it: under names of our own, readable for nobody else."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from corroborate.errors import CorroborateError, UsageError
from corroborate.ingest import Delivery, Facts, Received
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import label
from corroborate.ingest.sniffing import HEAD, is_tip

MANIFEST = "parcel.json"
CHUNK = 1 << 20
LONGEST_NAME = 150
HALF_RECEIVED = 3600
"""Seconds after which files that were never wholly handed over are removed."""
NOTHING = Facts()


@dataclass(slots=True)
class Parcel:
    """Files handed over at once: `id` is also the name of its folder, made with the first file that needs one.

    `again`: not only what is new is to be read, but also what another version of the reader has read."""

    root: Path
    limits: Limits
    who: str
    what: str = ""
    id: str = field(default_factory=lambda: f"j{secrets.token_hex(8)}")
    asked: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    items: list[Received] = field(default_factory=list)
    lost: int = 0
    again: bool = False

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.root / self.id

    @property
    def delivery(self) -> Delivery:
        """Its files as they are taken in."""
        return tuple(self.items)

    @property
    def stays(self) -> bool:
        """Whether something of it lies on the disk."""
        return any(isinstance(item.source, Path) for item in self.items)

    def put(self, name: str, data: bytes, facts: Facts = NOTHING) -> None:
        """Add what was typed or pasted, in UTF-8; it is never written to the disk outside the case."""
        self.items.append(Received(self._free(name), data, facts, charset="utf-8"))

    def copy(self, name: str, stream: BinaryIO, facts: Facts = NOTHING) -> None:
        """Add a file; of its name only the last part counts. A tip stays in memory, so that its words lie nowhere but in the case."""
        own = self._free(name)
        head = stream.read(HEAD)
        if is_tip(head, PurePosixPath(own).suffix.lower()):
            self.items.append(Received(own, head + stream.read(self.limits.tip_bytes), facts))
            return
        path = self._place(len(self.items) + 1)
        try:
            with path.open("xb") as out:
                out.write(head)
                shutil.copyfileobj(stream, out, CHUNK)
        except OSError as error:
            raise _full(self.root, error) from error
        self.items.append(Received(own, path, facts))

    def _place(self, number: int) -> Path:
        try:
            self.root.mkdir(mode=0o700, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise _full(self.root, error) from error
        return self.folder / f"{number:06d}"

    def _free(self, name: str) -> str:
        """The last part of a name, fit to print, and numbered where the parcel has it already."""
        path = PurePosixPath(label(name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".~ ") or "unnamed")
        stem, suffix = path.stem[:LONGEST_NAME], path.suffix[:20]
        taken = {item.name for item in self.items}
        names = (f"{stem}{'' if n == 1 else f'~{n}'}{suffix}" for n in range(1, len(taken) + 2))
        return next(n for n in names if n not in taken)

    def seal(self) -> None:
        """Note on the disk what the parcel holds: from now on it is found again after a crash."""
        if not self.stays:
            return
        rows = [{"name": i.name, "file": i.source.name, "facts": _plain(i.facts)} for i in self.items if isinstance(i.source, Path)]
        told = {"who": self.who, "what": self.what, "asked": self.asked.isoformat(), "files": rows, "lost": len(self.items) - len(rows)}
        fresh = self.folder / f"{MANIFEST}.new"
        with fresh.open("w", encoding="utf-8") as out:
            json.dump(told, out)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self.folder / MANIFEST)

    def remove(self) -> None:
        """Take its files from the disk; what is stored in the case stays."""
        shutil.rmtree(self.folder, ignore_errors=True)


def room(case: Path) -> Path:
    """The folder for what is handed over to a case: beside it, so that it lies on no other disk than the case."""
    return case.with_name(case.name + "-intake")


def left(root: Path, limits: Limits) -> Iterator[Parcel]:
    """The parcels that an earlier run did not come to store, oldest first; what was only half received is removed."""
    found = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        parcel = _again(folder, limits)
        if parcel:
            found.append(parcel)
        elif folder.is_dir() and not folder.is_symlink() and time.time() - folder.stat().st_mtime > HALF_RECEIVED:
            shutil.rmtree(folder, ignore_errors=True)
    yield from sorted(found, key=lambda p: (p.asked, p.id))


def _again(folder: Path, limits: Limits) -> Parcel | None:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        items = [Received(f["name"], folder / Path(f["file"]).name, _facts(f["facts"])) for f in told["files"]]
        asked = datetime.fromisoformat(told["asked"])
        return Parcel(folder.parent, limits, told["who"], told["what"], folder.name, asked, items, told["lost"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _plain(facts: Facts) -> dict[str, str | None]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(facts).items()}


def _facts(told: dict[str, Any]) -> Facts:
    day, moment = told.pop("published"), told.pop("published_at")
    published = date.fromisoformat(day) if day else None
    return Facts(**told, published=published, published_at=datetime.fromisoformat(moment) if moment else None)


def _full(root: Path, error: OSError) -> CorroborateError:
    hint = "Free the disk, or ask for the right to write beside the case; nothing of this was kept"
    return UsageError(f"the files could not be put down ({error.strerror or type(error).__name__})", root.name, hint)
