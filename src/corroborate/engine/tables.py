"""The user's own tables: which speakers stand on which side, letters for sources, redaction profiles; a case keeps the last one given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corroborate.errors import UsageError
from corroborate.model import Problem
from corroborate.reconcile import admiralty
from corroborate.reconcile import blocs as sides
from corroborate.report import profilefiles
from corroborate.report.profiles import Profile, profile_named
from corroborate.settings import Settings
from corroborate.store import Store, open_store

BLOCS, LETTERS, PROFILES = "blocs", "letters", "profiles"
SIDES = "+sides."
"""What stands in the version of a conclusion before the hash of its table of sides."""
LARGEST = 1_000_000
"""Bytes that such a file may have."""


def blocs(store: Store, given: Path | None) -> sides.Blocs:
    """The table of sides: the file given, else the one that the case keeps, else the one of the package."""
    if given is None:
        kept = store.kept(BLOCS)
        return sides.parse(kept, f"the table of sides kept in {store.name}") if kept else sides.shipped()
    made = sides.parse(_read(given), str(given))
    store.keep(BLOCS, made.text)
    return made


def check(given: Settings) -> None:
    """Refuse a table that cannot be used before a case is made or changed for it."""
    if given.blocs:
        sides.parse(_read(given.blocs), str(given.blocs))
    if given.letters:
        admiralty.parse(_read(given.letters), str(given.letters))
    if given.profiles:
        profilefiles.parse(_read(given.profiles), str(given.profiles))


def letters(store: Store, given: Path | None) -> admiralty.Letters | None:
    """The letters of sources: the file given, else the one that the case keeps, else none."""
    if given is None:
        kept = store.kept(LETTERS)
        return admiralty.parse(kept, f"the letters kept in {store.name}") if kept else None
    made = admiralty.parse(_read(given), str(given))
    store.keep(LETTERS, made.text)
    return made


def profiles(store: Store, given: Path | None) -> dict[str, Profile]:
    """The user's own redaction profiles by name: of the file given, else of the one that the case keeps, else none."""
    if given is None:
        kept = store.kept(PROFILES)
        return profilefiles.parse(kept, f"the profiles kept in {store.name}") if kept else {}
    text = _read(given)
    made = profilefiles.parse(text, str(given))
    store.keep(PROFILES, text)
    return made


def profile_known(name: str, given: Path | None, case: Path | None) -> None:
    """Refuse a name that is no profile of the package's, of the file given or of the case at `case`; nothing is made or changed for it."""
    own = profilefiles.parse(_read(given), str(given)) if given else {}
    if not given and case and case.exists():
        store = open_store(case, create=False)
        own = profiles(store, None)
        store.close()
    profile_named(name, own)


def made_by(read: Sequence[str], concluded: Sequence[str]) -> dict[str, str]:
    """The versions that a case was read and concluded by, which need not be those of the settings it is opened with."""
    return {stage: ", ".join(versions) for stage, versions in (("read", read), ("reconcile", concluded)) if versions}


def other_sides(concluded: Sequence[str], case: str) -> list[Problem]:
    """A Problem where stories were concluded by another table of sides than the one in use."""
    mine = f"{SIDES}{sides.active().sha256[:8]}"
    if all(v.endswith(mine) for v in concluded):
        return []
    told = "some of this was concluded with another table of sides than the one in use"
    return [Problem(case, "reconcile", told, "run: corroborate reconcile --case " + case)]


def _read(path: Path) -> str:
    """The text of a file of the user's; UsageError says why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError("this file is too large for a table", str(path), "Give the table itself")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"this file cannot be read ({error.strerror or error})", str(path), "Check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError("this file is not UTF-8 text", str(path), "Save it as UTF-8") from error
