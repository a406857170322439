"""Who may work on a case, and whom it protects: what stands in the file of people beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corroborate.model.person import Person, Role


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in: `password` is the argon2id hash with its salt and cost, never the password."""

    name: str
    password: str
    roles: tuple[Role, ...]
    created: datetime
    disabled: bool = False

    @property
    def person(self) -> Person:
        """The person at the workbench, with everything that the roles held include."""
        return Person(self.name, frozenset(role for held in self.roles for role in INCLUDED[held]))


INCLUDED: dict[Role, tuple[Role, ...]] = {
    Role.READER: (Role.READER,),
    Role.ANALYST: (Role.READER, Role.ANALYST),
    Role.SECOND_REVIEWER: (Role.READER, Role.ANALYST, Role.SECOND_REVIEWER),
    Role.KEEPER_OF_SOURCES: (Role.READER, Role.ANALYST, Role.KEEPER_OF_SOURCES),
}
"""What a role includes: deciding as the second of two and opening sealed sources include each other in no direction."""


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody opened a sealed source or a restricted report; written before it is shown, and never removed."""

    number: int
    when: datetime
    who: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Lockbox:
    """An identity as it is kept: `sealed` under a key of its own, that key `wrapped` under one made of a passphrase, `salt` and `cost`."""

    cost: str
    salt: bytes
    wrapped: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SealedSource:
    """What everybody may see of a sealed source: "S-14, medic, first-hand", and who sealed it when."""

    pseudonym: str
    role: str
    basis: str
    added: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a source is; only ever in memory, and only after its passphrase was given."""

    name: str
    contact: str
    notes: str
