"""Every part of the workbench behind the door, on one screen."""

from __future__ import annotations

from fastapi import APIRouter

from corroborate.serve import (
    adding,
    decisions,
    drawing,
    exporting,
    finding,
    findings,
    gaps,
    incidents,
    intake,
    leaving,
    map,
    origins,
    overrule,
    overview,
    reports,
    review,
    search,
    sources,
    timeline,
    withdrawing,
)
from corroborate.serve.api.routes import ROUTERS as INTERFACE

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    findings.router,
    finding.router,
    origins.router,
    timeline.router,
    map.router,
    drawing.router,
    incidents.router,
    gaps.router,
    reports.router,
    search.router,
    intake.router,
    adding.router,
    review.router,
    decisions.router,
    overrule.router,
    exporting.router,
    sources.router,
    withdrawing.router,
    leaving.router,
    *INTERFACE,
)
