"""Who works on a case, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do, least first; who may do more may do all before it, but for the keeper of sources, who alone opens them."""

    READER = "reader"  # looks, and exports what a profile lets out
    ANALYST = "analyst"  # decides
    SECOND_REVIEWER = "second_reviewer"  # decides as the second of two
    KEEPER_OF_SOURCES = "keeper_of_sources"  # opens sealed sources and restricted reports


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the workbench: the name that decisions carry, and the roles held."""

    name: str
    roles: frozenset[Role] = frozenset(Role)

    def may(self, role: Role) -> bool:
        """Whether this person may do what the role allows; every other role includes a reader's."""
        return role in self.roles or (role is Role.READER and bool(self.roles))
