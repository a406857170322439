"""The stages run in this process, over one store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corroborate.engine.deciding import replay_all
from corroborate.engine.judging import judged
from corroborate.engine.naming import within
from corroborate.engine.placing import decided, known, place_all
from corroborate.engine.rows import told
from corroborate.engine.stages import Found, Stage, stages
from corroborate.errors import CorroborateError
from corroborate.ingest import Delivery
from corroborate.model import Claim, Document, Original, Problem, Reading, Reconciliation, Sketch, fingerprint
from corroborate.reconcile.incidents import Known
from corroborate.settings import Settings
from corroborate.store import WHOLE, Added, Read, Store

Progress = Callable[[str, int, int | None], None]
"""Told after each step: the stage, how many are done, of how many (None while that is not known)."""


Noted = Callable[[Document | Problem], None]
"""Told of every report that comes in, before it is stored, and of everything that could not be one."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run did: reports added, documents read, stories reconciled."""

    added: Added
    read: int = 0
    stories: tuple[str, ...] = ()


def unnoted(item: Document | Problem) -> None:
    """Nobody asks what came in."""


def ingest(store: Store, paths: Sequence[Path], settings: Settings, now: datetime, progress: Progress = silent) -> Added:
    """Take reports in; what was stored before an interruption stays, and running again goes on from there."""
    total = Added()
    for path in paths:
        root = fingerprint((path if path.is_dir() else path.parent).resolve())
        total = total.plus(_ingest(store, path, root, settings, now, progress))
    return total


def deliver(
    store: Store, delivery: Delivery, name: str, settings: Settings, now: datetime, noted: Noted = unnoted, progress: Progress = silent
) -> Added:
    """Take in what was handed over at once; `name` is the delivery's own: its files are no newer versions of another delivery's."""
    return _ingest(store, delivery, fingerprint("delivery", name), settings, now, progress, noted)


def _ingest(
    store: Store, given: Path | Delivery, root: str, settings: Settings, now: datetime, progress: Progress, noted: Noted = unnoted
) -> Added:
    total = Added()
    originals: list[Original] = []
    problems: list[Problem] = []
    for done, item in enumerate(stages(settings.reader).ingest.run([given], settings.limits, now), 1):
        (originals if isinstance(item, Original) else problems).append(item)  # type: ignore[arg-type]  # the two kinds that gather yields
        noted(item.document if isinstance(item, Original) else item)
        progress("ingest", done, None)
        if len(originals) >= settings.batch:
            total = total.plus(store.add(originals, problems, root))
            originals, problems = [], []
    return total.plus(store.add(originals, problems, root))


def read_all(store: Store, settings: Settings, progress: Progress = silent, again: bool = True) -> int:
    """Read every document that this version has not read yet (not `again`: that none has); one that breaks the reader becomes a Problem."""
    stage = stages(settings.reader).read
    waiting = store.unread(stage.version) if again else store.never_read()
    batch = []
    for done, id_ in enumerate(waiting, 1):
        batch.append(_read(stage, store.to_read(id_)))
        progress("read", done, len(waiting))
        if len(batch) >= settings.batch:
            store.save_readings(batch)
            batch = []
    store.save_readings(batch)
    return len(waiting)


def _read(stage: Stage[Found], document: Document) -> Read:
    try:
        reading, seen, keys, drawn = stage.run(document)
    except CorroborateError:
        raise  # the reader itself cannot run: no report can be read
    except Exception as error:
        said = f"the report could not be read ({type(error).__name__})"
        problem = Problem(document.name, "read", said, "the other reports are not affected; please report this with the file")
        reading, seen, keys, drawn = Reading(document.id, (), (), (problem,)), (), frozenset(), Sketch(document.id)
    return Read(reading, seen, keys, drawn, stage.version)


def reconcile_all(store: Store, settings: Settings, progress: Progress = silent) -> tuple[str, ...]:
    """Reconcile every story that a new or changed report belongs to; returns the ids of these stories."""
    stage = stages(settings.reader).reconcile
    replay_all(store)
    place_all(store, settings)
    with store.together():  # what is decided after this makes its story stale once more
        hands, held = decided(store), judged(store)
        stale = store.stories(stage.version, settings.whole_up_to)
    for done, (story, members) in enumerate(stale, 1):
        documents, claims = store.story_input(members)
        outcome, problem = _reconciled(stage, documents, claims, known(store, story, members, claims, hands, held))
        named = outcome if story == WHOLE else within(story, outcome)
        store.conclude(story, members, stage.version, named, problem, told(store.name, documents, claims, named))
        progress("reconcile", done, len(stale))
    return tuple(story for story, _ in stale)


def _reconciled(
    stage: Stage[Reconciliation], documents: list[Document], claims: list[Claim], given: Known
) -> tuple[Reconciliation, Problem | None]:
    """What a story comes to; one that breaks the rules is a Problem, its claims stay, and the other stories go on."""
    try:
        return stage.run(documents, claims, given), None
    except Exception as error:
        said = f"this and {len(documents) - 1} reports with it could not be brought together ({type(error).__name__})"
        hint = "their claims are kept; please report it with these files"
        return Reconciliation((), (), (), (), ()), Problem(documents[0].name, "reconcile", said, hint)


def work(store: Store, paths: Sequence[Path], settings: Settings, now: datetime, progress: Progress = silent) -> Work:
    """The whole job: take in, read, reconcile."""
    added = ingest(store, paths, settings, now, progress)
    read = read_all(store, settings, progress)
    return Work(added, read, reconcile_all(store, settings, progress))
