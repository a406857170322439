"""How a place stands in its sentence: who comes from there, goes there, is treated there or speaks there; how: docs/places.md."""

from __future__ import annotations

from corroborate.read.bodynames import Row
from corroborate.read.namewords import listed


def comes_from(row: Row, k: int) -> bool:
    """Whether the phrase tells where somebody comes from: `families from the Port Aldo suburb of Tessaly`."""
    while k >= 0 and (row.words[k].capital or row.words[k].lower in ("the", "and", "of")):
        k -= 1
    return k >= 0 and row.words[k].lower in ("from", "native", "resident", "residents", "based")


def is_office(row: Row, j: int) -> bool:
    """Whether a body follows the name and its kind: `X County Sheriff's Office`."""
    return j + 1 < len(row.words) and row.joined(j + 1) and row.words[j + 1].capital and row.words[j + 1].lower in listed("offices")


def says(row: Row, j: int) -> bool:
    """Whether a verb of saying stands right after the name: `a doctor at the clinic in X said`."""
    k = j + 1 if j < len(row.words) and row.words[j].lower in ("has", "have", "had", "also", "later", "again") else j
    return k < len(row.words) and row.gap(j) == row.gap(k) == " " and row.words[k].lower in listed("declares")


def arrives(row: Row, k: int) -> str:
    """Goal where somebody has come to the name (`arrived in X`, `reached X`), toward where he goes there (`fled to X`), else empty."""
    if k < 0:
        return ""
    before = [w.lower for w in row.words[max(0, k - 4) : k]]
    if row.words[k].lower in ("to", "into", "toward", "towards"):
        return "toward" if any(w in listed("moving") for w in before) else ""
    arrived = row.words[k].lower in ("in", "at") and bool(before) and before[-1] in listed("arriving")
    return "goal" if arrived or row.words[k].lower in listed("reaching") else ""


def treated(row: Row, k: int) -> bool:
    """Whether somebody is in hospital at the name, away from where he was hurt: `taken to a hospital in X`, `in hospital in X`."""
    before = [w.lower for w in row.words[max(0, k - 4) : max(0, k)]]
    ward = bool(before) and before[-1] in ("hospital", "hospitals", "clinic", "clinics")
    return ward and (before[-2:-1] == ["in"] or any(w in ("to", "treated", "treatment", "admitted") for w in before))


def speaks_there(row: Row, k: int) -> bool:
    """Whether the words before the preposition name somebody who speaks or an office, not something that happens."""
    before = [w.lower for w in row.words[max(0, k - 4) : max(0, k)]]
    told = "told" in before and k >= 0 and row.words[k].lower in ("in", "from", "by")
    return told or any(w in listed("elsewhere") for w in before[-2:])
