"""How fast one browser, or one address, may ask: a bucket of tokens each."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 10_000
"""Buckets kept; the ones that were not used for longest go first, and are full anyway by then."""
BURST = 5
"""Seconds' worth of requests that may come at once."""


class Pace:
    """At most `rate` requests a second and key on average, and `BURST` times as many at once; `clock` gives seconds."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.most, self._clock = rate, max(1.0, rate * BURST), clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Take a token for a request; 0 where there is one, else the seconds after which to ask again."""
        now = self._clock()
        left, since = self._held.pop(key, (self.most, now))
        left = min(self.most, left + (now - since) * self.rate)
        taken = left >= 1
        self._held[key] = (left - taken, now)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
        return 0 if taken else max(1, round((1 - left) / self.rate))
