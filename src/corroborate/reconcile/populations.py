"""Who is counted: printed populations reduced to classes that may be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corroborate.reconcile.words import stem, vocabulary, words

EVERYONE = "all"


@dataclass(frozen=True, slots=True)
class Population:
    """Who is counted: known `classes`, further words that narrow them, and a `severity` of the injured; all empty for everyone."""

    classes: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()
    severity: str = ""
    civilians: bool = False

    @property
    def everyone(self) -> bool:
        """Whether nobody in particular is named."""
        return not (self.classes or self.narrowed or self.severity)

    @property
    def key(self) -> str:
        """The same text for the same people."""
        return " ".join([*sorted(self.classes), *sorted(self.narrowed), *([f"({self.severity})"] if self.severity else [])]) or EVERYONE

    def covers(self, other: Population) -> bool:
        """Whether `other` may be the same people named more closely."""
        return self.severity == other.severity and self.classes <= other.classes and self.narrowed <= other.narrowed


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], dict[str, str], dict[str, str]]:
    data = vocabulary("populations")
    general = frozenset(stem(w) for w in data["general"])
    ignored = frozenset(stem(w) for w in data["ignored"]) | frozenset(data["ignored"])
    groups = {stem(w): name for name, listed in data["groups"].items() for w in listed}
    severity = {w: name for name, listed in data["severity"].items() for w in listed}
    return general, ignored, groups, severity


@lru_cache(maxsize=65536)
def population(printed: str | None) -> Population:
    """Reduce printed words ("many of the police officers") to a Population; None is everyone."""
    if not printed:
        return Population()
    general, ignored, groups, severity = _tables()
    heads = [w for w in re.split(r"\W+", printed.lower()) if w]
    cut = next((k for k, w in enumerate(heads) if k and w in vocabulary("populations")["cut"]), len(heads))
    kept = words(" ".join(heads[:cut]))
    classes = frozenset(groups[w] for w in kept if w in groups)
    grave = next((severity[w] for w in heads if w in severity), "")
    rest = frozenset(w for w in kept if w not in general | ignored and w not in groups and w not in severity and not w.isdigit())
    return Population(classes, rest, grave, "civilian" in kept)
