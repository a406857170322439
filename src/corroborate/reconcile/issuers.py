"""Reports that a body publishes itself: what the page says in its own words is the body's, not an outlet's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corroborate.model import Claim, Document, Edge, Strength
from corroborate.reconcile.names import core
from corroborate.reconcile.rules import find, rules

TELLING = 4
"""Letters of a word of a speaker's name from which on it says something if a publisher's name holds it."""
_ADDRESS = re.compile(r"(?:\w+://)?(?:www\d*\.)?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def issuer(publisher: str) -> bool:
    """Whether a publisher is no outlet but a body that counts or decides: by its address or its name (`rules.toml`, `[issuers]`)."""
    data = rules()["issuers"]
    if find(data["press"], publisher):
        return False
    if address := _ADDRESS.fullmatch(publisher.strip()):
        host = address.group(1).lower()
        return any(_ends(host, e) for e in data["endings"]) or any(host.startswith(b) for b in data["beginnings"])
    return bool(find(data["words"], publisher))


def _ends(host: str, ending: str) -> bool:
    """Whether an address ends on `ending`, whose `*` stands for a country's two letters."""
    return re.search(rf"(?:^|\.){re.escape(ending).replace(re.escape('*'), '[a-z]{2}')}$", host) is not None


def issued(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between what a body publishes in its own words and what other reports say that it, or somebody of its name, said."""
    mine = {d.id: d.outlet for d in documents if issuer(d.outlet)}
    asked: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        asked[question_of.get(claim.id)].append(claim)
    edges = []
    for held in asked.values():
        for own in (c for c in held if not c.speaker and c.document in mine):
            for told in (c for c in held if c.speaker and _named_in(c.speaker.name, mine[own.document])):
                name = told.speaker.name if told.speaker else ""
                why = f"{mine[own.document]} publishes it itself, and {name} bears its name."
                edges.append(Edge(own.id, told.id, Strength.PROBABLE, "issuer", why))
    return edges


@lru_cache(maxsize=16_384)
def _named_in(speaker: str, publisher: str) -> bool:
    """Whether a word of a speaker's name stands in the publisher's, also where an address runs its words together."""
    letters = re.sub(r"[^a-z]", "", publisher.lower())
    return any(len(w) >= TELLING and w in letters for w in core(speaker))
