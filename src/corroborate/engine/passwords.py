"""Passwords and passphrases: what they must be, how they are kept, and the keys that are made of them."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import hash_secret_raw

from corroborate.errors import UsageError

SHORTEST, LONGEST = 12, 1_000
"""Characters."""
TIME, MEMORY, LANES = 3, 65_536, 1
"""Passes, KiB and lanes of argon2id (RFC 9106 gives 3 passes over 64 MiB where memory is scarce): about a seventh of a second."""
AT_ONCE = BoundedSemaphore(2)
"""So many are worked out at one time: a flood of tries must not take the memory of an old laptop."""


def fit(password: str, what: str = "password", not_this: str = "") -> str:
    """The password in one way of writing; UsageError for one that is too short, too long, or the name of its owner."""
    made = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(made) <= LONGEST:
        raise UsageError(f"the {what} has {len(made)} characters", hint=f"Take {SHORTEST} to {LONGEST}: four or five words do well")
    if len(set(made)) < 5 or (not_this and not_this.casefold() in made.casefold() and len(made) - len(not_this) < SHORTEST // 2):
        raise UsageError(f"the {what} is too easy to guess", hint="Take four or five words that have nothing to do with each other")
    return made


def kept(password: str) -> str:
    """The hash under which a password is kept, with its salt and cost."""
    with AT_ONCE:
        return _hasher().hash(password)


def matches(hash_: str | None, password: str) -> bool:
    """Whether it is the password of a hash; where there is no hash, as much work is done and the answer is no."""
    made = unicodedata.normalize("NFKC", password[: LONGEST * 2])
    with AT_ONCE:
        try:
            return _hasher().verify(hash_ or _nobodys(), made) and hash_ is not None
        except (Argon2Error, InvalidHashError):
            return False


def key(passphrase: str, salt: bytes, cost: str) -> bytes:
    """The 32 bytes that a passphrase comes to; `cost` is what `cost_now()` gave when it was chosen."""
    time, memory, lanes = (int(part) for part in cost.split(","))
    with AT_ONCE:
        return hash_secret_raw(unicodedata.normalize("NFKC", passphrase).encode(), salt, time, memory, lanes, 32, Type.ID)


def cost_now() -> str:
    """Passes, KiB and lanes, as they are kept beside what they were used for."""
    return f"{TIME},{MEMORY},{LANES}"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(TIME, MEMORY, LANES)


@cache
def _nobodys() -> str:
    """A hash that nothing matches, of the cost of all others: a name that nobody has takes as long to refuse as a wrong password."""
    return _hasher().hash("\0 nobody's")
