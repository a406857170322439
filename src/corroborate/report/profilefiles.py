"""Redaction profiles as files: the package's own, and those of a user, each checked before anything is written under it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from corroborate.errors import UsageError
from corroborate.report.wording import wording
from corroborate.vocabulary import vocabulary

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
WORDS = 300
LIKE = "like"
ONE_OF: dict[str, tuple[str, ...]] = {
    "tip_places": ("city", "admin1", "none"),
    "places": ("", "admin1", "country"),
    "facilities": ("", "kind", "none"),
}
SEE = "See docs/profiles.md for the form"


@dataclass(frozen=True, slots=True)
class Profile:
    """One redaction profile; the fields are those of `data/profiles.toml`."""

    name: str
    title: str
    says: str
    for_readers: bool
    rename_private: bool
    hash_private: bool
    strip_urls: bool
    mask_contacts: bool
    place_decimals: int
    hide_sites: bool
    tip_places: str
    letters: bool
    texts: bool
    places: str
    facilities: str
    families: tuple[str, ...]


KEYS: dict[str, str] = {f.name: str(f.type) for f in fields(Profile) if f.name != "name"}


@cache
def profiles() -> dict[str, Profile]:
    """The profiles of `data/profiles.toml` by name."""
    return {name: _profile(name, held, "data/profiles.toml") for name, held in vocabulary("profiles").items()}


def profile_named(name: str | Profile, own: Mapping[str, Profile] | None = None) -> Profile:
    """The profile of that name, of the package's or of a user's `own`; UsageError if there is none."""
    if isinstance(name, Profile):
        return name
    known = {**profiles(), **(own or {})}
    if name not in known:
        raise UsageError(f"there is no profile {name!r}", hint=f"Use one of: {', '.join(known)}.")
    return known[name]


def parse(text: str, where: str) -> dict[str, Profile]:
    """The profiles of a user's file by name; UsageError names the profile and the key that will not do."""
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"this is no TOML ({error})", where, SEE) from error
    found: dict[str, Profile] = {}
    for name, table in held.items():
        if not NAME.fullmatch(name) or name in profiles():
            hint = f"Lower-case letters, digits and hyphens, and none of {', '.join(profiles())}"
            raise UsageError(f"a profile cannot be called {name!r}", where, hint)
        if not isinstance(table, dict):
            raise UsageError(f"{name!r} is not a table", where, f"A profile is a table: [{name}]. {SEE}")
        found[name] = _profile(name, _filled(name, table, found, where), where)
    if not found:
        raise UsageError("there is no profile in this file", where, SEE)
    return found


def _filled(name: str, table: Mapping[str, Any], before: Mapping[str, Profile], where: str) -> dict[str, Any]:
    """The table with what it takes from the profile that it is like."""
    if LIKE not in table:
        return dict(table)
    known = {**profiles(), **before}
    if table[LIKE] not in known:
        raise UsageError(f"[{name}] is like {table[LIKE]!r}, which is no profile", where, f"It is one of: {', '.join(known)}")
    base = known[table[LIKE]]
    taken: dict[str, Any] = {key: getattr(base, key) for key in KEYS}
    return {**taken, "title": name, **{k: v for k, v in table.items() if k != LIKE}}


def _profile(name: str, table: Mapping[str, Any], where: str) -> Profile:
    unknown, missing = sorted(set(table) - set(KEYS)), [key for key in KEYS if key not in table]
    if unknown or missing:
        told = f"has a key that a profile does not have: {unknown[0]!r}" if unknown else f"lacks {missing[0]!r}"
        raise UsageError(f"[{name}] {told}", where, f'{SEE}; `like = "public"` gives what is not said')
    made = Profile(name=name, **{key: _value(name, key, value, where) for key, value in table.items()})
    if made.texts and (made.places or made.facilities or made.families):
        hint = "Set texts = false too, or leave places, facilities and families empty"
        raise UsageError(f"[{name}] shows the words of reports, which name what it would withhold", where, hint)
    if not made.texts and not (made.places and made.facilities):
        hint = 'Say places = "admin1" or "country", and facilities = "kind" or "none"'
        raise UsageError(f"[{name}] withholds the words of reports and does not say how places and facilities are told", where, hint)
    return made


def _value(name: str, key: str, value: Any, where: str) -> Any:
    """The value, if it is what the key takes."""
    kind, known = KEYS[key], list(wording()["families"])
    if key == "families":
        if not isinstance(value, list | tuple) or not all(v in known for v in value):
            raise UsageError(f"[{name}] {key} is not a list of families", where, f"They are: {', '.join(known)}")
        return tuple(value)
    if key in ONE_OF and value not in ONE_OF[key]:
        raise UsageError(f"[{name}] {key} is {value!r}", where, f"It is one of: {', '.join(repr(v) for v in ONE_OF[key])}")
    if kind == "bool" and not isinstance(value, bool):
        raise UsageError(f"[{name}] {key} is {value!r}", where, "It is true or false")
    if kind == "int" and not (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6):
        raise UsageError(f"[{name}] {key} is {value!r}", where, "It is a whole number from 0 to 6")
    if kind == "str" and not (isinstance(value, str) and len(value) <= WORDS and value.isprintable()):
        raise UsageError(f"[{name}] {key} is not a line of at most {WORDS} characters", where, SEE)
    return value
