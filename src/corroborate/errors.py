"""The errors a user can meet, as one tree.

CorroborateError                what went wrong, where, and the next step
├── UsageError                  the command or the call was wrong            (exit 2)
├── StaleError                  somebody decided in the meantime            (exit 1; show what stands and ask again)
├── IntakeError                 one input could not become a document        (becomes a Problem; the run goes on)
├── AccessError                 somebody may not do this, or not yet         (exit 1; 403 or 429 in the workbench)
└── StoreError                  the case file could not be opened or written (exit 1)
"""

from __future__ import annotations


class CorroborateError(Exception):
    """Something a user can act on: what happened, where, and the next step."""

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        return ". ".join(part for part in (f"{self.where}: {self.what}" if self.where else self.what, self.hint) if part)


class UsageError(CorroborateError):
    """The command or the call was wrong; nothing was done."""


class StaleError(CorroborateError):
    """What was decided on is no longer what stands; nothing was done."""


class IntakeError(CorroborateError):
    """One input could not become a document."""


class StoreError(CorroborateError):
    """A case file could not be opened, read or written."""


class AccessError(CorroborateError):
    """Somebody may not do this; `wait` are the seconds after which it may be tried again, 0 where waiting does not help."""

    def __init__(self, what: str, where: str = "", hint: str = "", wait: int = 0) -> None:
        super().__init__(what, where, hint)
        self.wait = wait
