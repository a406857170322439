"""In whose name something is decided."""

from __future__ import annotations

import getpass

from corroborate.errors import UsageError


def decider(given: str) -> str:
    """The name given, else the one that this person is logged in by; UsageError where there is neither."""
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):  # a process without a login
        raise UsageError("nobody is named for this decision", "", "Say who decides with --who NAME") from None
