"""What each verdict needs: the fields of its change, checked and in one spelling (docs/decisions-log.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from corroborate.errors import UsageError
from corroborate.model import Bound, Commitment, SourceKind, Status, Verdict

LONGEST = 2_000
"""Characters of a typed field."""
MOST = 50
"""Parts of a split, claims of a merge, links of a chain."""
_HINT = "See docs/decisions-log.md"


def wrong(field: str, what: str) -> UsageError:
    """The error that names the field that cannot be used."""
    return UsageError(what, field, _HINT)


# ---------------------------------------------------------------- one field


def _text(field: str, value: object) -> str | None:
    """A short text; None and "" take the field away."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise wrong(field, f"a text of at most {LONGEST} characters is needed")
    return value.strip() or None


def _needed(field: str, value: object) -> str:
    found = _text(field, value)
    if found is None:
        raise wrong(field, "a text is needed")
    return found


def _measure(field: str, value: object) -> str:
    found = _needed(field, value)
    if not re.fullmatch(r"[a-z][a-z0-9_]*(:[a-z0-9_]+)?", found):
        raise wrong(field, "this is no name of a measure (docs/measures.md)")
    return found


def _number(field: str, value: object) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e15:
        raise wrong(field, "a number is needed")
    return float(value)


def _day(field: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise wrong(field, "a day as YYYY-MM-DD is needed") from None


def _period(field: str, value: object) -> list[str] | None:
    """A period as [start, end, words]: given as a day, as two days with a slash between, or as start and end by name."""
    if value is None or value == "":
        return None
    given = value if isinstance(value, Mapping) else dict(zip(("start", "end"), str(value).split("/", 1), strict=False))
    start, end, words = given.get("start"), given.get("end") or given.get("start"), given.get("words")
    made = [_day(field, start) or "", _day(field, end) or "", _text(field, words) or ""]
    if not made[0] or made[1] < made[0]:
        raise wrong(field, "a day, or two days as YYYY-MM-DD/YYYY-MM-DD with the earlier one first, is needed")
    return made


def _place(field: str, value: object) -> dict[str, Any] | None:
    """A place by name, with what is known of it if it is given whole."""
    if isinstance(value, Mapping):
        kinds = {"kind": str, "id": str, "country": str, "admin1": str, "latitude": float, "longitude": float}
        made: dict[str, Any] = {"name": _needed(field, value.get("name"))}
        for name, kind in kinds.items():
            if value.get(name) is not None:
                made[name] = _text(field, value[name]) if kind is str else _number(field, value[name])
        return made
    typed = _text(field, value)
    return {"name": typed} if typed else None


def _source(field: str, value: object) -> dict[str, Any] | None:
    """A source by name and kind (docs/speakers.md); without a kind it is taken for a named body."""
    if value is None or value == "":
        return None
    given = value if isinstance(value, Mapping) else {"name": value}
    made = {"name": _needed(field, given.get("name")), "kind": _word(SourceKind)(field, given.get("kind") or "body")}
    return made | {k: t for k in ("role", "medium", "basis") if (t := _text(field, given.get(k)))}


def _sources(field: str, value: object) -> list[dict[str, Any]]:
    if value is None or value == "":
        return []
    if not isinstance(value, (list, tuple)) or len(value) > MOST:
        raise wrong(field, "a list of sources is needed, the one next to the outlet first")
    return [s for v in value if (s := _source(field, v))]


def _word(kind: type[Bound] | type[Commitment] | type[SourceKind]) -> Callable[[str, object], str]:
    def checked(field: str, value: object) -> str:
        if value not in {str(k) for k in kind}:
            raise wrong(field, f"one of {', '.join(kind)} is needed")
        return str(value)

    return checked


def _status(field: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if value not in {str(s) for s in Status}:
        raise wrong(field, f"one of {', '.join(Status)} is needed")
    return str(value)


def _sign(field: str, value: object) -> str:
    if value not in ("+", "-"):
        raise wrong(field, "+ or - is needed")
    return str(value)


def _flag(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(field, "true or false is needed")
    return value


def _words(field: str, value: object) -> dict[str, int]:
    """Offsets of words in the report's text, half-open."""
    if not isinstance(value, Mapping) or any(type(value.get(k)) is not int for k in ("start", "end")):
        raise wrong(field, "start and end of the selected words are needed")
    if not 0 <= value["start"] < value["end"]:
        raise wrong(field, "nothing is selected")
    return {"start": value["start"], "end": value["end"]}


def _id(field: str, value: object) -> str:
    return _needed(field, value)


def _ids(field: str, value: object) -> list[str]:
    if not isinstance(value, (list, tuple)) or not 0 < len(value) <= MOST:
        raise wrong(field, f"one to {MOST} ids are needed")
    return sorted({_needed(field, v) for v in value})


CLAIM: dict[str, Callable[[str, object], Any]] = {
    "value": _number, "upper": _number, "bound": _word(Bound), "unit": _text, "measure": _measure, "population": _text, "about": _text,
    "place": _place, "facility": _text, "as_of": _day, "when": _period, "speaker": _source, "via": _sources,
    "commitment": _word(Commitment), "polarity": _sign, "stage": _text, "standard": _text, "background": _flag, "value_span": _words,
    "sentence_span": _words,
}  # fmt: skip
"""The fields that a claim is edited by."""


def checked_fields(given: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Fields of a claim in one spelling; UsageError names the one that cannot be used."""
    unknown = sorted(set(given) - set(CLAIM))
    if unknown:
        raise wrong(prefix + unknown[0], f"there is no such field; there are {', '.join(CLAIM)}")
    return {name: CLAIM[name](prefix + name, value) for name, value in given.items()}


def _changes(field: str, value: object) -> list[dict[str, Any]]:
    """The changes that make the parts of a split."""
    if not isinstance(value, (list, tuple)) or not 2 <= len(value) <= MOST or not all(isinstance(v, Mapping) and v for v in value):
        raise wrong(field, f"two to {MOST} parts with a field each are needed")
    return [checked_fields(v, f"{field}[{k}].") for k, v in enumerate(value)]


# ---------------------------------------------------------------- one verdict

_FIELDS: dict[Verdict, dict[str, Callable[[str, object], Any]]] = {
    Verdict.ACCEPT: {"machine": _flag},
    Verdict.EDIT: CLAIM,
    Verdict.REJECT: {"reason": _needed},
    Verdict.SPLIT: {"parts": _changes},
    Verdict.MERGE: {"with": _ids, **CLAIM},
    Verdict.ADD: CLAIM,
    Verdict.NOTE: {},
    Verdict.QUESTION_MOVE: {"with": _text},
    Verdict.ORIGIN_JOIN: {"with": _ids},
    Verdict.ORIGIN_PART: {"from": _ids},
    Verdict.ORIGIN_INDEPENDENT: {"of": _ids, "by": _text, "reason": _needed},
    Verdict.FINDING_SET: {"status": _status, "best": _number},
    Verdict.INCIDENT_NEST: {"within": _text},
    Verdict.INCIDENT_MERGE: {"with": _id},
    Verdict.INCIDENT_SPLIT: {"report": _id},
    Verdict.REPORT_WITHDRAW: {},
    Verdict.UNDO: {},
}
_NEEDED: dict[Verdict, tuple[str, ...]] = {
    Verdict.REJECT: ("reason",),
    Verdict.SPLIT: ("parts",),
    Verdict.MERGE: ("with",),
    Verdict.ADD: ("sentence_span", "measure"),
    Verdict.ORIGIN_JOIN: ("with",),
    Verdict.ORIGIN_INDEPENDENT: ("of",),
    Verdict.INCIDENT_MERGE: ("with",),
    Verdict.INCIDENT_SPLIT: ("report",),
}


def checked(verdict: Verdict, change: Mapping[str, Any] | None) -> dict[str, Any]:
    """The change of a verdict in one spelling; UsageError names the field that is missing, unknown or cannot be used."""
    given, known = dict(change or {}), _FIELDS[verdict]
    if verdict is Verdict.EDIT and not given:
        raise wrong("change", "an edit needs at least one field")
    if verdict is Verdict.FINDING_SET and not given:
        raise wrong("status", "status, best or both are needed")
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise wrong(unknown[0], f"there is no such field of {verdict}" + (f"; there are {', '.join(known)}" if known else ""))
    missing = [f for f in _NEEDED.get(verdict, ()) if f not in given]
    if missing:
        raise wrong(missing[0], f"{verdict} needs it")
    return {name: known[name](name, value) for name, value in given.items()}
