"""A source withdraws: what it told, what was read in it and what people wrote of it is removed for good; the log keeps the hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.engine.sheets import sheets
from corroborate.model import Decision, Document
from corroborate.store import Store


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What goes, or went: reports with their versions and copies, claims, decisions whose words go; `entries` are in the log for it."""

    reports: tuple[str, ...]
    versions: int
    claims: int
    decisions: tuple[str, ...]
    entries: tuple[str, ...] = ()


def meant(store: Store, what: str) -> Withdrawn:
    """What would go; nothing is changed. An unknown name means nothing: a sealed source may have no tip in the case."""
    documents = store.withdrawals.meant(what)
    return _told(store, documents, store.withdrawals.written(documents) if documents else [])


def follow(store: Store) -> bool:
    """Remove what came in from another case although it was withdrawn; returns whether there was anything. The caller scrubs."""
    documents = store.withdrawals.back()
    if documents:
        removed(store, documents)
    return bool(documents)


def removed(store: Store, documents: Sequence[Document]) -> Withdrawn:
    """Forget what people wrote of the reports, remove them, and replay what was decided together with other reports."""
    written = store.withdrawals.written(documents)
    told, gone = _told(store, documents, written), {d.id for d in documents}
    touched = {document for d in written for _, document in store.log.names(d) if document} - gone
    for d in written:
        store.log.forget(d, d.when)
    store.withdrawals.remove(documents)
    for held in sheets(store, sorted(touched)):
        held.save()
        store.reviews.stale([held.document.id])
    return told


def _told(store: Store, documents: Sequence[Document], written: Sequence[Decision]) -> Withdrawn:
    names = tuple(sorted({d.name for d in documents}))
    return Withdrawn(names, len(documents), store.withdrawals.claims(documents), tuple(d.name for d in written))
