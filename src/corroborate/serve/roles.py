"""What each part of the workbench needs: every route says which role it is for, and one that says nothing is for nobody but all roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute

from corroborate.model import Person, Role
from corroborate.serve.guard import Refused

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
WORDS = {
    Role.READER: "readers and whoever may do more",
    Role.ANALYST: "analysts",
    Role.SECOND_REVIEWER: "second reviewers",
    Role.KEEPER_OF_SOURCES: "keepers of sources",
}
_NEEDED: dict[Callable[..., Any], Role] = {}
_ASKED: dict[Callable[..., Any], Role] = {}
"""Functions of routes, and dependencies, with the role that each is for."""
_ALSO: dict[Callable[..., Any] | None, tuple[Role, ...]] = {}
"""Functions of routes that other roles may ask as well; what these may not do there is the function's to say."""


def needs(role: Role, *others: Role) -> Callable[[Endpoint], Endpoint]:
    """Say above a route's function, below the line that gives its address, for which role it is, and for which others as well."""

    def note(endpoint: Endpoint) -> Endpoint:
        _NEEDED[endpoint], _ALSO[endpoint] = role, others
        return endpoint

    return note


def may(role: Role) -> Callable[[Request], None]:
    """The same as a dependency, for a router all of whose routes are for one role."""

    def asked(request: Request) -> None:
        _refuse(role, request)

    _ASKED[asked] = role
    return asked


def declared(router: APIRouter) -> None:
    """Take note of the roles that a router's dependencies name, for those of its routes that name none themselves."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            named = [_ASKED[d.dependency] for d in (*router.dependencies, *route.dependencies) if d.dependency in _ASKED]
            if named:
                _NEEDED.setdefault(route.endpoint, named[-1])


def needed(endpoint: Callable[..., Any] | None) -> Role | None:
    """The role that a route's function was said to need, None where nothing was said."""
    return _NEEDED.get(endpoint) if endpoint else None


async def allowed(request: Request) -> None:
    """Refuse who does not hold the role that the route needs; it stands before every route behind the door."""
    endpoint, person = request.scope.get("endpoint"), request.state.person
    if isinstance(person, Person) and any(person.may(role) for role in _ALSO.get(endpoint, ())):
        return
    _refuse(needed(endpoint), request)


def _refuse(role: Role | None, request: Request) -> None:
    person = request.state.person
    if not isinstance(person, Person) or not (person.may(role) if role else all(map(person.may, Role))):
        told = f"this is for {WORDS[role]}" if role else "this is for nobody yet"
        raise Refused(told, hint="Who set up the workbench can give you another role: corroborate people role CASE NAME ROLE")
