"""Who is held responsible, by the printed words: which names may be one party, and which are surely two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corroborate.reconcile.blocs import UNKNOWN, active
from corroborate.reconcile.names import alias, peoples
from corroborate.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a report prints it."""

    name: str

    @property
    def words(self) -> frozenset[str]:
        """The words that tell it from others, cut to five letters so that a country meets its adjective; no troops, no planes."""
        return frozenset(w[:5] for w in _WORD.findall(self.name.casefold()) if w not in _means())

    @property
    def countries(self) -> frozenset[str]:
        """The countries and peoples that it names."""
        return peoples(self.name)

    @property
    def proper(self) -> bool:
        """Whether it is a name, rather than "the attackers"."""
        return any(w[:1].isupper() for w in self.name.removeprefix("The ").split())

    @property
    def side(self) -> str:
        """Its side, by the table in use."""
        return active().side(self.name)

    @property
    def told(self) -> bool:
        """Whether the words say which party: a name, a country, or a kind of speaker that the table of sides knows."""
        return bool(self.countries or (self.words and self.proper)) or self.side != UNKNOWN

    def may_be(self, other: Party) -> bool:
        """Whether two names may be one party: a word, a country or another name in common, or one side."""
        if self.words & other.words or self.countries & other.countries or (self.side == other.side != UNKNOWN):
            return True
        return bool(alias(self.name)) and alias(self.name) == alias(other.name)

    def is_another(self, other: Party) -> bool:
        """Whether two names are surely two parties: of different countries, or of different known sides, and nothing in common."""
        if self.may_be(other):
            return False
        sides = UNKNOWN not in (self.side, other.side)
        return sides or bool(self.countries and other.countries)


@cache
def _means() -> frozenset[str]:
    """Words for what a party acts with, which tell no party from another (`data/rules.toml`, `[parties].means`)."""
    return frozenset(vocabulary("rules")["parties"]["means"])


def merged(names: list[str]) -> list[list[str]]:
    """Names that may be one party put together, each group in the order given."""
    groups: list[list[str]] = []
    for name in names:
        met = [g for g in groups if any(Party(name).may_be(Party(other)) for other in g)]
        groups = [g for g in groups if g not in met] + [[*(n for g in met for n in g), name]]
    return groups
