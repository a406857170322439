"""The one cookie of the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Jar:
    """Where a browser keeps its session: what the cookie is called, and whether it travels over TLS alone."""

    name: str
    secure: bool

    @classmethod
    def of(cls, hosts: Iterable[str], secure: bool) -> Jar:
        """The jar of a workbench at these hosts (host:port).

        Browsers share cookies between all ports of a host, so that two open cases need names of their own; the prefix makes a browser
        refuse the cookie from anything but this very host over TLS."""
        ports = sorted({host.rpartition(":")[2] for host in hosts})
        return cls(f"{'__Host-' if secure else ''}corroborate_{'_'.join(ports)}", secure)

    def held(self, header: str) -> str:
        """The cookie's value out of a request's header; '' where there is none."""
        try:
            found = SimpleCookie(header).get(self.name)
        except CookieError:
            return ""
        return found.value if found else ""

    def keep(self, answer: Response, value: str) -> None:
        """Have the browser keep the cookie until it is closed, out of reach of scripts and of other sites."""
        answer.set_cookie(self.name, value, httponly=True, samesite="strict", secure=self.secure)

    def drop(self, answer: Response) -> None:
        """Have the browser forget the cookie."""
        answer.delete_cookie(self.name, httponly=True, samesite="strict", secure=self.secure)
