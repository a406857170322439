"""Who may ask: a token on this machine, the sessions that it opens, and the proof that a form came from our own page."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from fastapi import Request

from corroborate.errors import AccessError, CorroborateError, StaleError, UsageError
from corroborate.model import Person

CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf"
LONGEST_FIELD = 1_000_000_000
"""Bytes of one field of a form: no bound of its own, since the shield bounds the whole of it."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Refused(CorroborateError):
    """The request may not do this; `code` is the HTTP status."""

    def __init__(self, what: str, code: int = 403, hint: str = "") -> None:
        super().__init__(what, hint=hint)
        self.code = code


def code_of(error: CorroborateError) -> int:
    """The HTTP status of an error: what the user can mend, what is not allowed or not yet, and what is our fault or the disk's."""
    if isinstance(error, Refused):
        return error.code
    if isinstance(error, AccessError):
        return 429 if error.wait else 403
    if isinstance(error, StaleError):
        return 409
    return 400 if isinstance(error, UsageError) else 500


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that has shown who it is; `csrf` stands in every form of its pages."""

    person: Person
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Guard(Protocol):
    """Tells who is asking."""

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie's value, None where there is none."""

    def bearer(self, token: str) -> Person | None:
        """Who a program is that shows this token instead of a cookie."""

    def enter(self, token: str) -> str | None:
        """Open a session for a token from an address; returns the cookie's value, None where the token does not open one."""


class LocalGuard:
    """One person on this machine: each token in an address opens one browser, and the next one is printed.

    The token of a program (`key`) opens the interface for as long as the server runs."""

    def __init__(self, person: Person) -> None:
        self._person, self._lock = person, Lock()
        self._sessions: dict[str, Session] = {}
        self.token, self.key = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.opened: Callable[[], None] = lambda: None  # told when a token was used up and the next one holds

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie's value."""
        return self._sessions.get(cookie)

    def bearer(self, token: str) -> Person | None:
        """The person, for the key of programs."""
        return self._person if hmac.compare_digest(token.encode(), self.key.encode()) else None

    def enter(self, token: str) -> str | None:
        """Use up the token; another one takes its place."""
        with self._lock:
            if not hmac.compare_digest(token.encode(), self.token.encode()):
                return None
            self.token = secrets.token_urlsafe(24)
            cookie = secrets.token_urlsafe(32)
            self._sessions[cookie] = Session(self._person)
        self.opened()
        return cookie


async def proven(request: Request) -> None:
    """Refuse a change that a page of ours did not ask for; a program with a token has no cookie to be misused."""
    session: Session | None = request.state.session
    if request.method in SAFE or session is None:
        return
    shown = request.headers.get(CSRF_HEADER) or str((await request.form(max_part_size=LONGEST_FIELD)).get(CSRF_FIELD, ""))
    if not hmac.compare_digest(shown.encode(), session.csrf.encode()):
        raise Refused("this form is out of date", hint="Load the page again and repeat what you did")
