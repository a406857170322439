"""What programs are told of the interface: its OpenAPI document, and the same as a plain page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from corroborate.model import Role
from corroborate.serve.api.parts import Fault
from corroborate.serve.pages import page
from corroborate.serve.roles import needs

SAYS = (
    "The same case as the pages show. Lists are paged: give `next` as `cursor` for the next page. An answer's `ETag` can be sent back as "
    "`If-None-Match`. What cannot be done is said in one sentence: `error`, `where`, `hint`. Words of restricted reports are in no answer."
)
SCHEMES = {
    "key": {"type": "http", "scheme": "bearer", "description": "The key that the server printed when it started."},
    "session": {"type": "apiKey", "in": "cookie", "name": "corroborate_8600", "description": "A browser's session; named by the port."},
    "form": {"type": "apiKey", "in": "header", "name": "X-CSRF", "description": "The proof that stands in every page, for changes."},
}
FAULTS = {
    "400": "The call was wrong; nothing was done.",
    "401": "Nobody has shown who is asking.",
    "403": "Who is asking may not do this.",
    "404": "There is no such thing in this case.",
    "413": "More came in than this address takes.",
    "421": "The workbench does not answer to this host name.",
    "422": "A field could not be used; the error names it.",
    "429": "Too much at once; the hint says how long to wait.",
    "500": "A fault of the program; what was decided before is stored.",
}
router = APIRouter(include_in_schema=False)


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title="Corroborate", version="1", summary="The workbench for programs.", description=SAYS, routes=app.routes)
        made.setdefault("components", {})["securitySchemes"] = SCHEMES
        for at in made["paths"].values():
            for method, told in at.items():
                told["security"] = [{"key": []}, {"session": []} if method == "get" else {"session": [], "form": []}]
                told["responses"].update({code: _fault(says) for code, says in FAULTS.items()})
        held = made["components"]["schemas"]
        held["Fault"] = Fault.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):  # the framework's own shape, which ours takes the place of
            held.pop(unused, None)
        app.openapi_schema = made
    return app.openapi_schema


def _fault(says: str) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}}


@router.get("/api/v1/docs")
@needs(Role.READER)
def described(request: Request) -> HTMLResponse:
    """Every address of the interface on one page."""
    told = describe(request.app)
    rows = [
        {"method": method.upper(), "path": path, "says": o.get("description", ""), "given": o.get("parameters", ())}
        for path, at in told["paths"].items()
        for method, o in at.items()
    ]
    return page(request, "api.html", says=SAYS, rows=rows, schemes=SCHEMES)
