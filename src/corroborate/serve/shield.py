"""What stands before every page: allowed hosts and origins, a bound on sizes, who is asking, and headers that tie the browser's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corroborate.serve.cookies import Jar
from corroborate.serve.guard import SAFE, Guard
from corroborate.serve.pace import Pace

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; report-uri /csp"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
OPEN = ("/static/", "/csp", "/login")
"""Paths that nobody need show who they are for."""
LARGEST = 1_000_000
"""Bytes that a form may have; what takes files in has its own bound."""


DRAINED = 20
"""Times its limit up to which a body that is too large is let in and thrown away: a browser reads no answer before it has sent all."""


class TooLarge(Exception):
    """More came in than the path may take: so many bytes."""


class Shield:
    """An ASGI application round the workbench; `sizes` bounds in bytes what a path may take, `hosts` are the names it answers to."""

    def __init__(
        self, app: ASGIApp, guard: Guard, hosts: Iterable[str], sizes: Callable[[str], int], secure: bool = False, pace: Pace | None = None
    ) -> None:
        self.app, self.guard, self.hosts, self.sizes, self.pace = app, guard, frozenset(hosts), sizes, pace
        self.jar = Jar.of(self.hosts, secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kept = scope["path"].startswith("/static/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "max-age=3600" if kept else "no-store")
            await send(message)

        refusal = self._refusal(scope) or self._enter(scope) or self._pressed(scope) or self._unknown(scope)
        if refusal:
            await refusal(scope, receive, guarded)
        else:
            await self._pass(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why this request is not for us, or not from our own page."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return _refused(scope, 421, "this address is not one that the workbench answers to", "Use the address that the server printed")
        if scope["method"] not in SAFE and not self._ours(headers.get("origin"), headers.get("sec-fetch-site")):
            return _refused(scope, 403, "this came from another site's page and was refused", "Do it in the workbench's own page")
        return None

    def _ours(self, origin: str | None, site: str | None) -> bool:
        """Whether a change comes from a page of ours, or from no browser.

        A page that sends no referrer gives its forms the origin "null"; then the browser must say that it is the same."""
        if origin == "null":
            return site == "same-origin"
        return (not origin or origin.partition("://")[2] in self.hosts) and site in (None, "same-origin", "none")

    def _enter(self, scope: Scope) -> Response | None:
        """Find out who is asking and note it on the request; a token in the address opens the front page."""
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["session"] = state["person"] = None
        if (token := _token(scope)) and (cookie := self.guard.enter(token)):
            return self._welcome(cookie)
        state["jar"], state["cookie"] = self.jar, self.jar.held(headers.get("cookie", ""))
        if session := self.guard.session(state["cookie"]):
            state["session"], state["person"] = session, session.person
        elif headers.get("authorization", "").startswith("Bearer "):
            state["person"] = self.guard.bearer(headers["authorization"][7:])
        return None

    def _unknown(self, scope: Scope) -> Response | None:
        """The page to log in, for who has not shown who they are and asks for what is behind the door."""
        if scope["state"]["person"] or scope["path"].startswith(OPEN):
            return None
        if scope["path"].startswith("/api/"):
            return _refused(scope, 401, "nobody has shown who is asking", "Show the key that the server printed: Authorization: Bearer KEY")
        return RedirectResponse("/login", 303)

    def _pressed(self, scope: Scope) -> Response | None:
        """Ask whoever asks too fast to wait: each session on its own, and all who have none by their address."""
        state = scope["state"]
        who = f"session {state['cookie']}" if state["session"] else f"address {scope['client'][0] if scope['client'] else ''}"
        wait = self.pace.wait(who) if self.pace else 0
        if not wait:
            return None
        answer = _refused(scope, 429, "these are too many requests at once", f"Wait {wait} second{'s' if wait > 1 else ''} and ask again")
        answer.headers["retry-after"] = str(wait)
        return answer

    def _welcome(self, cookie: str) -> Response:
        """Keep the cookie and go to the front page, so that the token does not stay in the address."""
        answer = RedirectResponse("/", 303)
        self.jar.keep(answer, cookie)
        return answer

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, its body bounded."""
        limit, got, begun = self.sizes(scope["path"]), 0, False

        async def bounded() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > limit:
                while message.get("more_body") and got < limit * DRAINED:
                    message = await receive()
                    got += len(message.get("body", b""))
                raise TooLarge(limit)
            return message

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, bounded, noting)
        except TooLarge:
            if not begun:
                await _refused(scope, 413, f"this is larger than {limit:,} bytes", "Send less at once")(scope, receive, send)


def _refused(scope: Scope, code: int, what: str, hint: str) -> Response:
    """One sentence and the next step; as JSON for a program."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": what, "where": "", "hint": hint}, code, {"www-authenticate": "Bearer"} if code == 401 else None)
    return PlainTextResponse(f"{what[0].upper()}{what[1:]}. {hint}.\n", code)


def _token(scope: Scope) -> str:
    """The token in the address of the front page."""
    query = scope["query_string"].decode("latin-1")
    return query[6:] if scope["path"] == "/" and scope["method"] == "GET" and query.startswith("token=") else ""
