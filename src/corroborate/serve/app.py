"""The workbench as one application."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from corroborate.errors import CorroborateError
from corroborate.report.visible import visible
from corroborate.serve import entrance
from corroborate.serve.api.described import describe
from corroborate.serve.desks import Desks
from corroborate.serve.guard import Guard, code_of, proven
from corroborate.serve.jobs import Jobs
from corroborate.serve.pace import Pace
from corroborate.serve.pages import page
from corroborate.serve.roles import allowed, declared
from corroborate.serve.routes import ROUTERS
from corroborate.serve.shield import LARGEST, Shield, TooLarge
from corroborate.serve.team import TeamGuard
from corroborate.serve.vault import Vault
from corroborate.settings import Settings
from corroborate.version import __version__

TAKES_FILES = ("/intake", "/api/v1/reports")
"""Paths that reports come in by."""


def create_app(
    path: Path, settings: Settings, guard: Guard, hosts: Iterable[str], secure: bool = False, pace: Pace | None = None
) -> FastAPI:
    """The workbench over the case at `path`; it answers to `hosts` (host:port) alone, to whom `guard` knows, and at most at `pace`."""
    app = FastAPI(
        title="Corroborate", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.desks, app.state.guard, app.state.complaints = Desks(path, settings), guard, []
    app.state.jobs = Jobs(app.state.desks)
    app.state.vault = Vault(path, guard.people if isinstance(guard, TeamGuard) else None)
    app.include_router(entrance.router)  # a browser's complaint and a log-in come without a page of ours before them
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # how the framework says it is to be done
    for router in ROUTERS:
        declared(router)
        app.include_router(router, dependencies=[Depends(allowed), Depends(proven)])
    app.mount("/static", StaticFiles(directory=str(files("corroborate.serve") / "static")), name="static")
    for kind, told in TOLD:
        app.add_exception_handler(kind, told)

    def size(path: str) -> int:
        return settings.limits.file_bytes if path.startswith(TAKES_FILES) else LARGEST

    app.add_middleware(Shield, guard=guard, hosts=tuple(hosts), sizes=size, secure=secure, pace=pace)
    return app


Handler = Callable[[Request, Exception], Awaitable[Response]]


def _answer(request: Request, code: int, what: str, hint: str = "", where: str = "") -> Response:
    """One sentence and the next step, as a page or, for a program, as JSON."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": visible(what), "where": visible(where), "hint": hint}, code)
    return page(request, "error.html", code, what=f"{where}: {what}" if where else what, hint=hint)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, CorroborateError)  # noqa: S101 - registered for nothing else
    return _answer(request, code_of(error), error.what, error.hint, error.where)


async def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    found = [(".".join(str(part) for part in e["loc"][1:]), str(e["msg"])) for e in error.errors()[:5]]
    told = "; ".join(f"{field}: {says}" if field else says for field, says in found)
    return _answer(request, 422, f"this could not be used: {told}", "Mend the field that is named and send it again", found[0][0][:80])


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code == 304:
        return Response(status_code=304, headers=error.headers)
    what = "there is no such page" if error.status_code == 404 else str(error.detail).lower()
    answer = _answer(request, error.status_code, what, "Go back, or to the overview")
    answer.headers.update(error.headers or {})
    return answer


async def _large(request: Request, error: Exception) -> Response:
    hint = "Hand it over in parts; a folder on this machine is taken in whole by: corroborate run FOLDER --case CASE"
    return _answer(request, 413, f"this is larger than {error.args[0]:,} bytes, and nothing of it was kept", hint)


async def _fault(request: Request, error: Exception) -> Response:
    print(f"corroborate: a page failed ({request.method} {request.url.path}: {type(error).__name__})", file=sys.stderr)
    return _answer(request, 500, f"this is a fault of the program, not yours ({type(error).__name__})", "What was decided before is stored")


TOLD: tuple[tuple[type[Exception], Handler], ...] = (
    (CorroborateError, _told),
    (RequestValidationError, _unfit),
    (HTTPException, _http),
    (TooLarge, _large),
    (Exception, _fault),
)
"""Who puts an error into words."""
