"""Where it is said to have happened, drawn off line and no finer than it is known."""

from __future__ import annotations

from collections import defaultdict

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import Role
from corroborate.report.map import Listed, Named, drawn
from corroborate.serve import asked
from corroborate.serve.addresses import of_place
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
MOST = 40
"""Places of the page: those that most claims name. Others are reached from their claims and findings."""
KNOWN_AS = {"city": "city or town", "site": "single site", "admin1": "region", "admin2": "county"}


@router.get("/map")
@needs(Role.READER)
def places(request: Request) -> HTMLResponse:
    """The places that most claims name, drawn; and those that are not drawn, each with the reason."""
    found = Desk(case(request)).places(MOST)
    made = drawn(tuple(Named(p.place, p.claims) for p in found.items))
    listed: dict[str, list[Listed]] = defaultdict(list)
    for one in made.listed if made else ():
        listed[one.why].append(one)
    return page(request, "map.html", map=made, listed=listed, known_as=KNOWN_AS, left_out=found.total - len(found.items), at_place=of_place)


@router.get("/map/{key}")
@needs(Role.READER)
def place(request: Request, key: str) -> HTMLResponse:
    """Every claim that names one place."""
    desk = Desk(case(request))
    found = desk.at_place(key, asked.number(request.query_params))
    if not found.total:
        raise Refused("no claim names that place", 404, "Look for it on the map, or in the table beside it")
    held = next((p.place for p in desk.places(MOST).items if p.place.key == key), None)
    name = held.name if held else key.partition(":")[2]

    def here(**other: object) -> str:
        return asked.address(of_place(key), {}, **other)

    return page(request, "place.html", name=name, place=held, found=found, here_paged=here, known_as=KNOWN_AS)
