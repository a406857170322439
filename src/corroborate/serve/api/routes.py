"""Every part of the interface on one screen."""

from __future__ import annotations

from fastapi import APIRouter

from corroborate.serve.api import claims, decisions, described, exports, findings, holdings, incidents, intake, origins, reports

ROUTERS: tuple[APIRouter, ...] = (
    holdings.router, reports.router, claims.router, findings.router, origins.router, incidents.router, decisions.router, exports.router,
    intake.router, described.router,
)  # fmt: skip
