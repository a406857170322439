"""Corroborate reads many reports of one crisis: what they say, who says so, and how many of them actually know.

>>> import corroborate
>>> with corroborate.open_case("case.db") as case:
...     case.add("reports/")
...     for finding in case.findings: print(finding.status, finding.best, finding.why)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corroborate.version import __version__

if TYPE_CHECKING:
    from corroborate.engine.cases import OpenCase, open_case

__all__ = ["OpenCase", "__version__", "open_case"]


def __getattr__(name: str) -> Any:
    """Load the engine only when it is asked for, so that importing the package stays cheap."""
    if name in ("OpenCase", "open_case"):
        from corroborate.engine import cases

        return getattr(cases, name)
    raise AttributeError(f"module 'corroborate' has no attribute {name!r}")
