"""Who is counted: printed populations reduced to classes that may be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corroborate.reconcile.words import stem, words
from corroborate.vocabulary import vocabulary

EVERYONE = "all"
_BROUGHT = re.compile(r"hospitali[sz]ed|\b(?:in|to|into|from)\b[^.]{0,30}\bhospitals?\b")


@dataclass(frozen=True, slots=True, order=True)
class Population:
    """Who is counted: known `classes`, further words that narrow them, a `severity` of the injured; all empty for everyone."""

    classes: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()
    severity: str = ""
    civilian: bool = False

    @property
    def everyone(self) -> bool:
        """Whether nobody in particular is named."""
        return not (self.classes or self.narrowed or self.severity or self.civilian)

    @property
    def loose(self) -> bool:
        """Whether the words only describe people from outside ("foreigners", "villagers of Tessaly"), as another report may not."""
        return self.classes <= frozenset(vocabulary("populations")["open"]) and not self.severity and not self.civilian

    @property
    def key(self) -> str:
        """The same text for the same people."""
        parts = [*(["civilian"] if self.civilian else []), *sorted(self.classes), *sorted(self.narrowed)]
        return " ".join([*parts, *([f"({self.severity})"] if self.severity else [])]) or EVERYONE

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


@lru_cache(maxsize=16_384)
def population(printed: str | None) -> Population:
    """Reduce printed words ("many of the police officers") to a Population; None is everyone."""
    if not printed:
        return Population()
    general, ignored, groups, severity = _tables()
    heads = [w for w in re.split(r"\W+", printed.lower().replace("u.s.", "us")) if w]
    nearby = set(vocabulary("grammar")["words"]["nearby"])  # "people from nearby houses" are some of the people
    cut = next(
        (k for k, w in enumerate(heads) if k and w in vocabulary("populations")["cut"] and not nearby & set(heads[k + 1 : k + 2])),
        len(heads),
    )
    kept = words(" ".join(heads[:cut]))
    classes = frozenset(groups[w] for w in kept if w in groups)
    grave = next((severity[w] for w in heads if w in severity), "")
    passed = general | ignored | severity.keys() | groups.keys()
    return Population(classes, frozenset(w for w in kept if w not in passed and not w.isdigit()), grave, "civilian" in kept and not classes)


def thing(measure: str, printed: str) -> str:
    """The class of things that a count of attacks, of distance or of magnitude is about; empty for the measure's own."""
    found = set(words(printed))
    for name, listed in sorted(vocabulary("populations")["things"].get(measure, {}).items()):
        if found & set(listed):
            return str(name)
    return ""


def severity(printed: str) -> str:
    """How gravely the injured of a phrase are hurt, empty where it does not say; a hospital only where they are brought to one."""
    _, _, _, grave = _tables()
    phrase = printed.lower()
    found = (w for w in re.findall(r"[a-z-]+", phrase) if w in grave and (not w.startswith("hospital") or _BROUGHT.search(phrase)))
    return next((grave[w] for w in found), "")
