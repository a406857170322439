"""The case behind the pages: opened once a thread, and brought up to date after what people decide."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from threading import Event, Lock, Thread, local
from time import monotonic

from corroborate.engine.cases import OpenCase, open_case
from corroborate.errors import CorroborateError
from corroborate.settings import Settings
from corroborate.store import Watch

AGAIN = 30.0
"""Seconds after which what could not be brought up to date is tried again, if nobody decides before."""


class Desks:
    """One case for many threads. After `touch()` its conclusions are brought up to date in the background; `behind` says they are not yet.

    `trouble` is what kept them from being so, None where nothing did; it is tried again after a while."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path, self.settings = path, settings
        self._mine, self._wake, self._stop, self._lock = local(), Event(), Event(), Lock()
        self._asked = self._done = 0
        self.trouble: str | None = None
        self._watch = Watch(path)
        self.run = token_hex(8)  # marks of one run of the server say nothing in another
        self._keeper = Thread(target=self._keep, name="keeper", daemon=True)
        self._keeper.start()

    def case(self) -> OpenCase:
        """The case, as this thread holds it; nothing read before is remembered, since others may have changed it."""
        held: OpenCase | None = getattr(self._mine, "case", None)
        if held is None:
            held = self._mine.case = open_case(self.path, settings=self.settings)
        held.__dict__.pop("whole", None)
        return held

    def mark(self) -> int:
        """A number that is another one once anything in the case has changed, by us or by another program."""
        return self._watch.mark()

    @property
    def behind(self) -> bool:
        """Whether something was decided that the findings do not show yet."""
        return self._done < self._asked

    def touch(self) -> int:
        """Have the conclusions brought up to date soon; returns at once, with a number to ask `shown` for."""
        with self._lock:
            self._asked += 1
            mine = self._asked
        self._wake.set()
        return mine

    def settle(self, seconds: float) -> bool:
        """Wait until the findings show what was decided up to now; False if that takes longer, or something keeps them from it."""
        asked, until = self._asked, monotonic() + seconds
        while not self.shown(asked) and monotonic() < until:
            self._stop.wait(0.02)
        return self.shown(asked) and self.trouble is None

    def shown(self, asked: int) -> bool:
        """Whether the findings show all that was there when `touch` gave this number."""
        return self._done >= asked

    def close(self) -> None:
        """Stop the keeper; what was decided is stored already, and a later start brings the conclusions up to date."""
        self._stop.set()
        self._wake.set()
        self._keeper.join(timeout=60)
        self._watch.close()

    def _keep(self) -> None:
        """Reconcile whenever somebody asked for it; several decisions in the meantime are one round."""
        while not self._stop.is_set():
            self._wake.wait(AGAIN if self.trouble else None)
            self._wake.clear()
            if self._stop.is_set():
                return
            upto = self._asked
            try:
                self.case().reconcile()
                self.trouble = None
            except CorroborateError as error:
                self.trouble = str(error)
            except Exception as error:  # the pages go on
                self.trouble = f"the findings could not be brought up to date ({type(error).__name__}); what was decided is stored"
            self._done = upto
