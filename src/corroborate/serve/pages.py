"""Pages out of templates: everything escaped, nothing invisible let through, the same frame round each."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from corroborate.engine.cases import OpenCase
from corroborate.model import Person
from corroborate.report.visible import visible
from corroborate.report.wording import counted, day, days, language, readable
from corroborate.serve.desks import Desks
from corroborate.serve.jobs import Jobs
from corroborate.serve.team import TeamGuard
from corroborate.version import __version__

PLACES = (
    ("/", "Overview"),
    ("/findings", "Findings"),
    ("/review", "Review"),
    ("/incidents", "Incidents"),
    ("/origins", "Origins"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/reports", "Reports"),
    ("/gaps", "Gaps"),
    ("/decisions", "Decisions"),
    ("/intake", "Add reports"),
    ("/sources", "Sources"),
    ("/export", "Export"),
)
"""Address and name of every page in the menu."""


def _seen(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _plain(code: str) -> str:
    """A code as words: "single_origin" is "single origin"."""
    return str(code).replace("_", " ")


TEMPLATES = Environment(
    loader=PackageLoader("corroborate.serve", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True, finalize=_seen, auto_reload=False,
)  # fmt: skip
TEMPLATES.filters.update(counted=counted, day=day, days=days, language=language, readable=readable, plain=_plain)


def desks(request: Request) -> Desks:
    """The case's desks."""
    held: Desks = request.app.state.desks
    return held


def case(request: Request) -> OpenCase:
    """The case, as this thread holds it."""
    return desks(request).case()


def jobs(request: Request) -> Jobs:
    """What was handed over and is read behind the pages."""
    held: Jobs = request.app.state.jobs
    return held


def person(request: Request) -> Person:
    """Who is asking; the shield has let nobody else through."""
    held: Person = request.state.person
    return held


def partial(request: Request, template: str, code: int = 200, /, **values: Any) -> HTMLResponse:
    """Part of a page, in answer to htmx."""
    return HTMLResponse(TEMPLATES.get_template(template).render(**_frame(request), **values), code)


def page(request: Request, template: str, code: int = 200, /, **values: Any) -> HTMLResponse:
    """A whole page; its template extends base.html and is given the frame's values (person, csrf, menu, case_name, behind)."""
    return partial(request, template, code, **values)


def _frame(request: Request) -> dict[str, Any]:
    session, held, person = request.state.session, desks(request), request.state.person
    team = isinstance(request.app.state.guard, TeamGuard)
    name = held.path.stem if person or not team else "Workbench"  # a stranger on the network learns not even what the case is called
    return {
        "team": team, "person": person, "csrf": session.csrf if session else "", "menu": PLACES, "here": request.url.path,
        "case_name": name, "behind": person and held.behind, "trouble": held.trouble if person else None, "version": __version__,
    }  # fmt: skip
