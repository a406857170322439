"""A team at one case: log-in with name and password, sessions that outlast the server, log-out."""

from __future__ import annotations

from corroborate.engine.people import People
from corroborate.model import Person
from corroborate.serve.guard import Session


class TeamGuard:
    """Who is asking, by accounts (docs/people.md); `fingerprint` is that of the certificate, for people to compare."""

    def __init__(self, people: People, fingerprint: str) -> None:
        self.people, self.fingerprint = people, fingerprint

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie's value, None where there is none or it is over."""
        entry = self.people.session(cookie) if cookie else None
        return Session(entry.person, entry.csrf) if entry else None

    def bearer(self, token: str) -> Person | None:
        """Whom a program acts for that shows a key of an account."""
        return self.people.of_key(token)

    def enter(self, token: str) -> str | None:
        """Nobody: an address opens nothing for a team."""
        return None
