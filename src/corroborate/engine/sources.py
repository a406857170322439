"""Sealed sources: who a source is, encrypted under a passphrase that is kept nowhere, and opened only once that is on record."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from corroborate.engine import passwords
from corroborate.engine.people import People
from corroborate.errors import AccessError, CorroborateError, UsageError
from corroborate.ingest.tips import pseudonym as checked
from corroborate.model import Identity, Lockbox, Opening, SealedSource
from corroborate.vocabulary import vocabulary

NONCE, KEY, BLOCK, LONGEST = 12, 32, 512, 20_000
"""Bytes of a nonce and of a key; identities are filled up to a multiple of a block, so that their length tells little; characters."""
SOURCE, REPORT = "source", "report"
"""What can be opened."""


def roles() -> dict[str, str]:
    """What a source may be, and the word for it (data/sealed.toml)."""
    return dict(vocabulary("sealed")["roles"])


def bases() -> dict[str, str]:
    """How a source may know, and the word for it (data/sealed.toml)."""
    return dict(vocabulary("sealed")["bases"])


def told(source: SealedSource) -> str:
    """What others see: "S-14, medic, first-hand"."""
    return f"{source.pseudonym}, {roles().get(source.role, source.role)}, {bases().get(source.basis, source.basis)}"


class Sources:
    """The sealed sources of a case."""

    def __init__(self, people: People, clock: Callable[[], datetime]) -> None:
        self._people, self._file, self._clock = people, people.file, clock

    def sealed(self) -> list[SealedSource]:
        """What everybody may see of them."""
        return self._file.sources()

    def withdrawn(self) -> list[tuple[str, datetime]]:
        """Pseudonyms of sources that withdrew, and when."""
        return self._file.withdrawn()

    def seal(self, pseudonym: str, role: str, basis: str, identity: Identity, passphrase: str, who: str) -> SealedSource:
        """Seal a source; UsageError names the field that will not do, and never repeats what stands in it."""
        name = _pseudonym(pseudonym)
        for field, given, known in (("role", role, roles()), ("basis", basis, bases())):
            if given not in known:
                raise UsageError(f"the {field} is not one of the list", field, f"It is one of: {', '.join(known)}")
        if not identity.name.strip() or sum(map(len, (identity.name, identity.contact, identity.notes))) > LONGEST:
            raise UsageError("the name is missing, or this is too long", "name", f"Give a name, and at most {LONGEST:,} characters in all")
        made = SealedSource(name, role, basis, self._clock(), who)
        self._file.keep(made, _locked(identity, passwords.fit(passphrase, "passphrase", identity.name), name))
        return made

    def open(self, pseudonym: str, passphrase: str, who: str) -> Identity:
        """Who a source is. That it is opened, and by whom, is on the disk before this returns."""
        identity = json.loads(self._unlocked(pseudonym, passphrase)[1].decode().rstrip("\0"))
        self._file.note_opening(who, SOURCE, pseudonym, self._clock())
        return Identity(**identity)

    def change(self, pseudonym: str, passphrase: str, new: str) -> None:
        """Put another passphrase in place of the one that opens a source; the old one opens nothing any more."""
        key = self._unlocked(pseudonym, passphrase)[0]
        box = self._box(pseudonym)
        self._file.rewrap(pseudonym, _wrapped(key, passwords.fit(new, "passphrase"), pseudonym, box.sealed))

    def withdraw(self, pseudonym: str, who: str, why: str = "") -> str:
        """Remove who a source is, for good; returns the hash of what was kept, '' where nothing was sealed."""
        box = self._file.box(pseudonym)
        hash_ = hashlib.sha256(box.sealed).hexdigest() if box else ""
        self._file.withdraw(pseudonym, hash_, who, self._clock(), why)
        return hash_

    def note(self, who: str, kind: str, subject: str) -> None:
        """Put on record that somebody opens something; call it before it is shown."""
        self._file.note_opening(who, kind, subject, self._clock())

    def openings(self) -> list[Opening]:
        """Who opened what, the last one first."""
        return self._file.openings()

    def _box(self, pseudonym: str) -> Lockbox:
        box = self._file.box(pseudonym)
        if box is None:
            raise UsageError("there is no sealed source of that pseudonym", hint="See the list of sealed sources")
        return box

    def _unlocked(self, pseudonym: str, passphrase: str) -> tuple[bytes, bytes]:
        """The key of an identity and the identity; AccessError for a wrong passphrase, which has to wait after several."""
        box, counted = self._box(pseudonym), (SOURCE, pseudonym)
        self._people.wait_for([counted])
        self._file.failed(*counted, self._clock())
        try:
            key = _opened(passwords.key(passphrase[: passwords.LONGEST], box.salt, box.cost), box.wrapped, pseudonym)
        except InvalidTag:
            raise AccessError("this passphrase does not open the source", hint="Nobody can reset it: ask who sealed the source") from None
        self._file.forgive(*counted)
        try:
            return key, _opened(key, box.sealed, pseudonym)
        except InvalidTag:
            hint = "Take the file of people from a copy of before"
            raise CorroborateError("what is sealed here was damaged or changed", pseudonym, hint) from None


def _pseudonym(given: str) -> str:
    try:
        return checked(given.strip())
    except CorroborateError:
        hint = "One word of letters, at most four digits, hyphens: S-14. The tip of the source bears the same"
        raise UsageError("this is not a pseudonym", "pseudonym", hint) from None


def _locked(identity: Identity, passphrase: str, pseudonym: str) -> Lockbox:
    plain = json.dumps({"name": identity.name, "contact": identity.contact, "notes": identity.notes}).encode()
    plain += b"\0" * (-len(plain) % BLOCK)
    key = secrets.token_bytes(KEY)
    return _wrapped(key, passphrase, pseudonym, _closed(key, plain, pseudonym))


def _wrapped(key: bytes, passphrase: str, pseudonym: str, sealed: bytes) -> Lockbox:
    salt, cost = secrets.token_bytes(16), passwords.cost_now()
    box = Lockbox(cost, salt, b"", sealed)
    return replace(box, wrapped=_closed(passwords.key(passphrase, salt, cost), key, pseudonym))


def _closed(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _opened(key: bytes, closed: bytes, bound_to: str) -> bytes:
    return AESGCM(key).decrypt(closed[:NONCE], closed[NONCE:], bound_to.encode())
