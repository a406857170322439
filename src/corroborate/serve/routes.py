"""Every part of the workbench behind the door, on one screen."""

from __future__ import annotations

from fastapi import APIRouter

from corroborate.serve import overview

ROUTERS: tuple[APIRouter, ...] = (overview.router,)
