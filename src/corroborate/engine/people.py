"""Who may work on a case: accounts, logging in and out, and how long who failed has to wait."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corroborate.engine import passwords
from corroborate.errors import AccessError, UsageError
from corroborate.model import Account, Person, Role
from corroborate.store import PeopleFile

LASTS, IDLE, STEP = timedelta(hours=12), timedelta(hours=1), timedelta(seconds=60)
"""How long a session lasts at most, how long unused, and how often its use is noted."""
FORGOTTEN, MOST = timedelta(hours=24), 10_000
"""Failures are forgotten after this time, and the oldest where there are so many."""
FREE = {"account": 5, "pair": 5, "address": 15, "source": 5}
LONGEST = {"account": 300, "pair": 900, "address": 900, "source": 300}
"""Tries that cost nothing, and the most seconds to wait after more: nobody can be locked out for ever, whoever keeps trying."""
WRONG = "the name or the password is wrong"


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as its browser and its pages need it: who it is, and the secret that stands in every form."""

    person: Person
    csrf: str


def people_file(case: Path) -> Path:
    """Where the people of a case stand: harbour.db has harbour.people.db."""
    return case.with_name(f"{case.stem}.people.db")


def folded(name: str) -> str:
    """A name as it is told from others: how it is written does not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def now_utc() -> datetime:
    """The time."""
    return datetime.now(UTC)


class People:
    """The people of one case; `clock` tells the time."""

    def __init__(self, file: PeopleFile, clock: Callable[[], datetime] = now_utc) -> None:
        self.file, self._clock = file, clock

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    # ------------------------------------------------------------------ accounts
    def add(self, name: str, roles: Sequence[Role], password: str) -> Account:
        """Make an account; UsageError for a name, a role or a password that will not do."""
        shown = " ".join(unicodedata.normalize("NFKC", name).split())
        if not 1 <= len(shown) <= 80 or not shown.isprintable():
            raise UsageError("this name will not do", hint="Give 1 to 80 letters: decisions are signed with it")
        made = Account(shown, passwords.kept(passwords.fit(password, not_this=shown)), _roles(roles), self._clock())
        self.file.add(folded(shown), made)
        return made

    def accounts(self) -> list[Account]:
        """All accounts by name."""
        return self.file.accounts()

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password; its sessions end."""
        held = self._held(name)
        return self._change(replace(held, password=passwords.kept(passwords.fit(password, not_this=held.name))))

    def set_roles(self, name: str, roles: Sequence[Role]) -> Account:
        """Give an account other roles; its sessions end."""
        return self._change(replace(self._held(name), roles=_roles(roles)))

    def set_disabled(self, name: str, disabled: bool) -> Account:
        """Shut an account out, or let it in again; what its owner decided stays."""
        return self._change(replace(self._held(name), disabled=disabled))

    def _held(self, name: str) -> Account:
        held = self.file.account(folded(name))
        if held is None:
            raise UsageError("there is no account of that name", name, "See: corroborate people list CASE")
        return held

    def _change(self, account: Account) -> Account:
        self.file.change(folded(account.name), account)
        return account

    # ------------------------------------------------------------------ logging in
    def log_in(self, name: str, password: str, address: str) -> str:
        """Open a session; returns what the browser is to hold. AccessError for whoever has to wait, or gave a wrong name or password."""
        key, now = folded(name[:200]), self._clock()
        self.file.forget(now - FORGOTTEN, MOST)
        counted = self._counted(key, address)
        self.wait_for(counted)
        for kind, what in counted:  # counted before it is looked at, so that many tries at once are no way round
            self.file.failed(kind, what, now)
        account = self.file.account(key)
        usable = account if account and not account.disabled else None
        if not passwords.matches(usable.password if usable else None, password) or usable is None:
            raise AccessError(WRONG, hint="Try again, or ask who set up the workbench")
        self._welcome(key, address, now, counted)
        token = secrets.token_urlsafe(32)
        self.file.enter(hashed(token), key, secrets.token_urlsafe(32), now)
        return token

    def _welcome(self, key: str, address: str, now: datetime, counted: Sequence[tuple[str, str]]) -> None:
        """Forget what failed for this account; of the address only this try, or its owner could try on another's behalf for ever."""
        self.file.know(key, address, now)
        for kind, what in counted:
            if kind != "address":
                self.file.forgive(kind, what)
        self.file.unfail("address", address)

    def _counted(self, key: str, address: str) -> list[tuple[str, str]]:
        """What a try is counted for: an address that the account knows is not shut out by what others try from elsewhere."""
        known = self.file.familiar(key, address)
        return [("pair", f"{key} {address}") if known else ("account", key), ("address", address)]

    def wait_for(self, counted: Sequence[tuple[str, str]]) -> None:
        """Refuse while there is still to wait for one of these."""
        left = max(self._left(kind, what) for kind, what in counted)
        if left:
            raise AccessError("there were too many wrong tries", hint=f"Try again in {_told(left)}", wait=left)

    def _left(self, kind: str, what: str) -> int:
        """Seconds still to wait: 2, 4, 8 … after each further failure, up to the most of its kind."""
        held = self.file.failures(kind, what)
        if held is None or held[0] < FREE[kind]:
            return 0
        wait = min(LONGEST[kind], 2 << min(20, held[0] - FREE[kind]))
        return max(0, round(wait - (self._clock() - held[1]).total_seconds()))

    # ------------------------------------------------------------------ sessions
    def session(self, token: str) -> Entry | None:
        """The session that a browser holds; None where there is none, or it is over."""
        found = self.file.session(hashed(token))
        if found is None:
            return None
        account, csrf, began, seen = found
        now = self._clock()
        if account.disabled or now - began > LASTS or now - seen > IDLE:
            self.file.leave(hashed(token))
            return None
        if now - seen > STEP:
            self.file.use(hashed(token), now)
        return Entry(account.person, csrf)

    def new_key(self, name: str) -> str:
        """A key by which programs act for an account, told once and kept nowhere; an earlier one opens nothing any more."""
        held, token = self._held(name), secrets.token_urlsafe(32)
        self.file.give_key(hashed(token), folded(held.name), self._clock())
        return token

    def of_key(self, token: str) -> Person | None:
        """Whom a program acts for that shows this key; None where it opens nothing."""
        account = self.file.key_of(hashed(token))
        return account.person if account and not account.disabled else None

    def log_out(self, token: str) -> None:
        """End a session, and all others that are over."""
        self.file.leave(hashed(token))
        now = self._clock()
        self.file.sweep(now - LASTS, now - IDLE)


def open_people(case: Path, create: bool = True) -> People:
    """The people of the case at `case`; StoreError where nobody has an account and `create` is False."""
    return People(PeopleFile(people_file(case), create))


def hashed(token: str) -> str:
    """What of a session is kept: who reads the file cannot use it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    if not roles:
        raise UsageError("an account needs a role", hint=f"Roles are: {', '.join(Role)}")
    return tuple(sorted(set(roles), key=list(Role).index))


def _told(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
