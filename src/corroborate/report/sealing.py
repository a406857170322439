"""Keeping a restricted report's own words out of everything that was derived from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corroborate.model import Claim, Document

WITHHELD = "[withheld: restricted source]"
RUN = 4
"""A run of this many words that only restricted reports hold counts as their wording."""
WORD = re.compile(r"\w+")


class Seal:
    """Knows the words that only restricted reports hold, and cleans sentences that the rules made out of claims.

    Two nets: names that restricted claims carry (sources, facilities, populations), and runs of four words. Both leave alone
    what an open report prints as well.
    """

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        hidden = [d for d in documents if d.restricted]
        self.names: tuple[str, ...] = ()
        self._runs: frozenset[tuple[str, ...]] = frozenset()
        if not hidden:
            return
        open_texts = [d.text for d in documents if not d.restricted]
        own = {d.tip.pseudonym for d in hidden if d.tip}
        printed = "\n".join(open_texts).casefold()
        private = {name for c in claims if c.restricted for name in _names(c)} | {d.title for d in hidden if d.title}
        known = {n for n in private if n not in own and len(n) > 3 and n.casefold() not in printed}
        self.names = tuple(sorted(known, key=lambda n: (-len(n), n)))
        spoken = {run for text in open_texts for run in _runs(text)}
        self._runs = frozenset(run for d in hidden for run in _runs(d.text) if run not in spoken)

    def clean(self, text: str) -> str:
        """The text with private names covered; all of it withheld where it repeats a restricted report's wording."""
        if self._runs and any(run in self._runs for run in _runs(text)):
            return WITHHELD
        for name in self.names:
            text = re.sub(re.escape(name), WITHHELD, text, flags=re.IGNORECASE)
        return text


def _names(claim: Claim) -> set[str]:
    """Printed words of a claim outside its sentence: whom, what and where it names."""
    place = claim.place.name if claim.place and claim.place.kind in ("site", "unknown") else None
    found = [*(s.name for s in claim.chain), *(s.role for s in claim.chain), claim.about, claim.facility, claim.population, place]
    return {name for name in found if name}


def _runs(text: str) -> list[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return list(zip(*(words[i:] for i in range(RUN)), strict=False))
