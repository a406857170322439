"""Reports that were handed over are stored, read and compared behind the pages: one parcel at a time, in the order of their coming."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from threading import Condition, Event, RLock, Thread
from typing import TYPE_CHECKING, Any

from corroborate.engine.cases import OpenCase, open_case
from corroborate.errors import CorroborateError
from corroborate.model import Document, Problem
from corroborate.serve.guard import Refused
from corroborate.serve.parcels import Parcel, left, room
from corroborate.settings import Settings

if TYPE_CHECKING:
    from corroborate.serve.desks import Desks

MOST_WAITING, KEPT, LISTED = 20, 50, 200
"""Jobs that may wait, finished ones that are remembered, and reports or problems of one that are listed by name."""


class JobState(StrEnum):
    """How far a job is; after the first four nothing more happens by itself."""

    WAITING = "waiting"
    STORING = "storing"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


STORED = ("new", "known", "copies", "found", "faults", "documents", "names", "problems")
"""What of a job is known once its parcel is stored."""
RUNS = frozenset({JobState.WAITING, JobState.STORING, JobState.READING, JobState.COMPARING})


@dataclass(frozen=True, slots=True)
class Job:
    """What became of one parcel so far: `done` of `total` (None while not known) in its state; counts of what came in.

    `documents` are ids of reports that it brought, `names` what they were called, `problems` what could not be one, each at most LISTED;
    `found` and `faults` count all.
    `lost` tips were in memory when the server stopped and have to be handed over again."""

    id: str
    who: str
    what: str
    asked: datetime
    state: JobState = JobState.WAITING
    done: int = 0
    total: int | None = None
    new: int = 0
    known: int = 0
    copies: int = 0
    found: int = 0
    faults: int = 0
    documents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    lost: int = 0

    @property
    def runs(self) -> bool:
        """Whether there is more to come."""
        return self.state in RUNS


class Stopping(Exception):
    """The server stops; what is stored stays, the rest is taken up again by a person."""


@dataclass(slots=True)
class _Tally:
    """Collects what one delivery brings."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    found: int = 0
    faults: int = 0

    def note(self, item: Document | Problem) -> None:
        if isinstance(item, Document):
            self.found += 1
            self.documents += [replace(item, text="")] if self.found <= LISTED else []
        else:
            self.faults += 1
            self.problems += [item] if self.faults <= LISTED else []


class Jobs:
    """The jobs of one workbench. `send` returns at once; `all` and `job` tell how far they are, to whoever asks."""

    def __init__(self, desks: Desks) -> None:
        self._desks, self._lock, self._stop = desks, RLock(), Event()
        self._more = Condition(self._lock)
        self._jobs: dict[str, Job] = {}
        self._parcels: dict[str, Parcel] = {}
        self._queue: deque[str] = deque()
        self._worker: Thread | None = None
        self.root = room(desks.path)
        for parcel in left(self.root, desks.settings.limits):
            self._parcels[parcel.id] = parcel
            self._jobs[parcel.id] = replace(_job(parcel), state=JobState.INTERRUPTED)

    @property
    def settings(self) -> Settings:
        """The settings that reports are read with."""
        return self._desks.settings

    def parcel(self, who: str, what: str = "") -> Parcel:
        """An empty parcel to fill and `send`; Refused while too much waits."""
        with self._lock:
            if len(self._queue) >= MOST_WAITING:
                raise Refused("too much waits to be read already", 503, "Wait until some of it is done, then hand it over again")
        return Parcel(self.root, self.settings.limits, who, what)

    def send(self, parcel: Parcel) -> Job:
        """Take a parcel. What is in memory alone is stored before this returns; what lies on the disk soon."""
        job = _job(parcel)
        if parcel.stays:
            parcel.seal()
        else:
            job = self._stored(self._desks.case(), parcel, job)
        with self._lock:
            self._parcels[job.id] = parcel
            self._jobs[job.id] = job
            self._queue.append(job.id)
            self._start()
            self._forget()
        return job

    def read(self, who: str, again: bool = False) -> Job:
        """Have everything read that is stored and was not read yet; `again`: by this version of the reader."""
        parcel = self.parcel(who, "reports to be read again" if again else "reports that were not read yet")
        parcel.again = again
        return self.send(parcel)

    def resume(self, id_: str) -> Job | None:
        """Go on with a job that was interrupted or failed; None if there is none to go on with."""
        with self._lock:
            job = self._jobs.get(id_)
            if job is None or job.runs or job.state is JobState.DONE or id_ not in self._parcels:
                return None
            self._jobs[id_] = replace(_job(self._parcels[id_]), lost=0)
            self._queue.append(id_)
            self._start()
            return self._jobs[id_]

    def discard(self, id_: str) -> bool:
        """Remove what an interrupted or failed job has not stored; False if there is no such job, or it runs."""
        with self._lock:
            job = self._jobs.get(id_)
            if job is None or job.runs:
                return False
            del self._jobs[id_]
            parcel = self._parcels.pop(id_, None)
        if parcel:
            parcel.remove()
        return True

    def job(self, id_: str) -> Job | None:
        """How far a job is; None if it is not known (any more)."""
        return self._jobs.get(id_)

    def all(self) -> list[Job]:
        """The jobs, newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Stop after the report in hand; what is stored stays, what is not is listed as interrupted by the next start."""
        self._stop.set()
        with self._lock:
            self._more.notify_all()
        if self._worker:
            self._worker.join(timeout=60)
        if self.root.is_dir() and not any(self.root.iterdir()):
            self.root.rmdir()

    # ------------------------------------------------------------------ the worker
    def _start(self) -> None:
        if self._worker is None:
            self._worker = Thread(target=self._work, name="intake", daemon=True)
            self._worker.start()
        self._more.notify_all()

    def _forget(self) -> None:
        over = [j for j in self.all() if j.state is JobState.DONE][KEPT:]
        for job in over:
            del self._jobs[job.id]

    def _work(self) -> None:
        while (id_ := self._next()) is not None:
            try:
                self._run(id_)
            except Stopping:
                return
            except CorroborateError as error:
                self._set(id_, state=JobState.FAILED, trouble=str(error))
            except Exception as error:  # the pages go on, and so do the other jobs
                told = f"this is a fault of the program, not yours ({type(error).__name__}); what was stored before is kept"
                self._set(id_, state=JobState.FAILED, trouble=told)

    def _next(self) -> str | None:
        with self._lock:
            while not self._queue and not self._stop.is_set():
                self._more.wait()
            return None if self._stop.is_set() else self._queue.popleft()

    def _run(self, id_: str) -> None:
        """Store what lies on the disk, read what is not read, and wait until the findings show it."""
        parcel = self._parcels[id_]
        with open_case(self._desks.path, settings=self.settings, progress=self._progress(id_)) as case:
            if parcel.stays:
                self._set(id_, state=JobState.STORING, done=0, total=None)
                job = self._stored(case, parcel, self._jobs[id_])
                self._set(id_, **{n: getattr(job, n) for n in STORED})
            self._set(id_, state=JobState.READING, done=0, total=None)
            case.read(parcel.again)
        self._set(id_, state=JobState.COMPARING, done=0, total=None)
        asked = self._desks.touch()
        while not self._desks.shown(asked):
            if self._stop.wait(0.05):
                raise Stopping
        trouble = self._desks.trouble
        self._set(id_, state=JobState.FAILED if trouble else JobState.DONE, trouble=trouble or "")
        with self._lock:
            self._parcels.pop(id_, None)

    def _stored(self, case: OpenCase, parcel: Parcel, job: Job) -> Job:
        """Store a parcel's reports in the case and take its files from the disk."""
        tally = _Tally()
        if parcel.items:
            added = case.deliver(parcel.delivery, parcel.id, tally.note)
            job = replace(job, new=added.new, known=added.known, copies=added.copies)
        parcel.remove()
        parcel.items.clear()
        ids, names = tuple(d.id for d in tally.documents), tuple(d.name for d in tally.documents)
        return replace(job, found=tally.found, faults=tally.faults, documents=ids, names=names, problems=tuple(tally.problems))

    def _progress(self, id_: str) -> Callable[[str, int, int | None], None]:
        def told(stage: str, done: int, total: int | None) -> None:
            if self._stop.is_set():
                raise Stopping
            self._set(id_, done=done, total=total)

        return told

    def _set(self, id_: str, **changes: Any) -> None:
        with self._lock:
            if id_ in self._jobs:
                self._jobs[id_] = replace(self._jobs[id_], **changes)


def _job(parcel: Parcel) -> Job:
    return Job(parcel.id, parcel.who, parcel.what, parcel.asked, lost=parcel.lost)
