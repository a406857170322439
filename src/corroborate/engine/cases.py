"""One case, opened: add reports, look at what they say, write it out. The same for the command line and for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from corroborate.engine import deciding, listing, local, sheets, tables, withdrawing
from corroborate.engine.installation import log_of
from corroborate.engine.rows import tell_all
from corroborate.engine.sheets import sheet, shut
from corroborate.engine.stages import stages
from corroborate.engine.verifying import verify
from corroborate.engine.withdrawing import Withdrawn
from corroborate.ingest import Delivery
from corroborate.model import (
    Case,
    Claim,
    Counted,
    Decided,
    Decision,
    Document,
    Finding,
    Problem,
    Reason,
    Reviewed,
    Standing,
    State,
    Verdict,
)
from corroborate.read import Reader
from corroborate.reconcile.admiralty import rated
from corroborate.reconcile.appraisal import appraised, standards
from corroborate.reconcile.blocs import using
from corroborate.reconcile.counting import counted
from corroborate.reconcile.estimates import not_estimated
from corroborate.report.dossier import dossier
from corroborate.report.exports import export_named
from corroborate.report.preview import Preview, preview
from corroborate.report.profiles import Profile, profile_named, profiles
from corroborate.report.record import record
from corroborate.report.shown import Shown, show
from corroborate.report.why import why
from corroborate.review.replay import makes
from corroborate.settings import Settings
from corroborate.store import Added, Joined, Store, Tables, open_store


class OpenCase:
    """A case, in a file or in memory; use it with `with`, or `close()` it.

    >>> with open_case() as case:
    ...     case.add("examples/harbour")
    ...     for finding in case.findings: print(finding.status, finding.low, finding.best, finding.high)
    """

    def __init__(self, store: Store, settings: Settings, progress: local.Progress = local.silent) -> None:
        self._store, self._settings, self._progress = store, settings, progress
        self._blocs = tables.blocs(store, settings.blocs)
        self._letters = tables.letters(store, settings.letters)
        self._profiles = tables.profiles(store, settings.profiles)

    def __enter__(self) -> OpenCase:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the case; everything added is already stored."""
        self._store.close()

    def add(self, *paths: str | Path) -> local.Work:
        """Take reports in, read them and reconcile what they touch; what is already there is not done again."""
        self.__dict__.pop("whole", None)
        with using(self._blocs):
            return local.work(self._store, [Path(p) for p in paths], self._settings, _now(), self._progress)

    def ingest(self, *paths: str | Path) -> Added:
        """Only take reports in."""
        self.__dict__.pop("whole", None)
        return local.ingest(self._store, [Path(p) for p in paths], self._settings, _now(), self._progress)

    def deliver(self, delivery: Delivery, name: str, noted: local.Noted = local.unnoted) -> Added:
        """Only take in files that were handed over, under a name of the delivery's own; `noted` is told of each report and Problem."""
        self.__dict__.pop("whole", None)
        return local.deliver(self._store, delivery, name, self._settings, _now(), noted, self._progress)

    def read(self, again: bool = True) -> int:
        """Read the reports that this reader has not read yet; returns how many. Not `again`: what another one has read is left so."""
        self.__dict__.pop("whole", None)
        return local.read_all(self._store, self._settings, self._progress, again)

    @property
    def outdated(self) -> int:
        """How many reports another reader, or another version of this one, has read."""
        return self._store.outdated(stages(self._settings.reader).read.version)

    def reconcile(self) -> tuple[str, ...]:
        """Reconcile the stories that new readings touch; returns their ids."""
        self.__dict__.pop("whole", None)
        with using(self._blocs):
            return local.reconcile_all(self._store, replace(self._settings, reader=self._reader()), self._progress)

    def _reader(self) -> Reader:
        """The reader that has read the case: a conclusion names who read what it rests on, whichever reader the case is opened with."""
        held, wanted = self._store.read_by(), self._settings.reader
        return next((r for r in (wanted, *Reader) if stages(r).read.version in held), wanted)

    def decide(
        self, verdict: str, subject: str, *, who: str, note: str = "", change: Mapping[str, Any] | None = None, seen: str | None = None
    ) -> Decision:
        """Append what a person decided (docs/decisions-log.md); it is on the disk when this returns, `reconcile()` concludes from it.

        UsageError names what cannot be used; StaleError where `seen` (of `standing`) is given and something else stands by now."""
        self.__dict__.pop("whole", None)
        return deciding.decide(self._store, self._log, deciding.said(verdict, subject, who, note, change, seen), datetime.now(UTC))

    def together(self) -> AbstractContextManager[None]:
        """Make several decisions one: all that is decided inside is stored, or none of it where one cannot be."""
        return self._store.together()

    def undo(self, decision: str, who: str, why: str = "") -> Decision:
        """Take back a decision by its name (log:number); the log keeps both, and an undo can be undone."""
        return self.decide(Verdict.UNDO, decision, who=who, note=why)

    def standing(self, claim: str, who: str | None = None) -> Standing:
        """How a claim stands, for the person who asks: what counts, what the machine reads, what was decided (docs/decisions-log.md)."""
        held = sheet(self._store, claim)
        standing = held.standing(claim, who)
        return shut(standing) if held.document.restricted else standing  # the report says it: of a claim that is gone there is none to ask

    def reviewed(self, state: State) -> list[Reviewed]:
        """The claims that stand in one state of review, by report: those that the machine now disagrees with, reopened, orphans."""
        return self._store.reviews.of_state(state)

    @property
    def second_reader(self) -> bool:
        """Whether the case asks for two people a claim."""
        return sheets.second_reader(self._store)

    def ask_for_second_reader(self, wanted: bool = True) -> None:
        """Have every claim decided by two people, the second without the first one's verdict; the case keeps it."""
        self.__dict__.pop("whole", None)
        deciding.ask_for_second_reader(self._store, wanted)

    def made(self, decision: Decision) -> tuple[str, ...]:
        """The ids of the claims that a decision made: one for an added claim, one for each part of a split."""
        return makes(decision)

    def merge(self, first: str, second: str, who: str, why: str) -> Decision:
        """Decide that two incidents are one and draw the conclusions; it holds over re-runs and can be undone."""
        made = self.decide(Verdict.INCIDENT_MERGE, first, who=who, note=why, change={"with": second})
        self.reconcile()
        return made

    def split(self, incident: str, document: str, who: str, why: str) -> Decision:
        """Decide that a report (id or file) is of another event than the others of an incident, and draw the conclusions."""
        document = next((d.id for d in self.documents if document in (d.id, d.name)), document)
        made = self.decide(Verdict.INCIDENT_SPLIT, incident, who=who, note=why, change={"report": document})
        self.reconcile()
        return made

    def decided(self, state: str = "", who: str = "") -> list[Decided]:
        """The decisions as a list, each with how it stands (docs/decisions-log.md): all, or those in one state; as `who` may see them."""
        found = listing.listed(self._store, deciding.told_to(self._store, who))
        return [d for d in found if state in ("", d.state)]

    def forget(self, decision: str, *, matter: bool = True) -> None:
        """Remove the note of a decision, and what was decided unless `matter` is False, for good; the log keeps their hashes and holds.

        What was decided no longer counts then; `reconcile()` draws the conclusions."""
        self.__dict__.pop("whole", None)
        deciding.forget(self._store, decision, datetime.now(UTC), matter)

    def withdraw(self, what: str, who: str, why: str) -> Withdrawn:
        """Remove everything of a report (id or name), or of all tips of a pseudonym, for good; the log keeps the hashes (docs/people.md).

        `reconcile()` draws the conclusions of what is left."""
        self.__dict__.pop("whole", None)
        return deciding.withdraw(self._store, self._log, what, who, why, datetime.now(UTC))

    def withdrawable(self, what: str) -> Withdrawn:
        """What a withdrawal would remove; nothing is changed."""
        return withdrawing.meant(self._store, what)

    def scrub(self) -> None:
        """Write the file anew without what was removed from it earlier."""
        self._store.withdrawals.scrub()

    def verify(self) -> list[Problem]:
        """What is not as it was written: chains of decisions, evidence, originals; empty for a sound case."""
        return verify(self._store, self._progress)

    def join(self, other: str | Path) -> Joined:
        """Take in the reports and decisions of another case file, and draw the conclusions; StoreError where nothing can be taken in."""
        self.__dict__.pop("whole", None)
        joined = deciding.join(self._store, Path(other))
        self.read()
        self.reconcile()
        return joined

    @cached_property
    def _log(self) -> str:
        return log_of(self._store.path, self._settings.home)

    @property
    def decisions(self) -> list[Decision]:
        """What people decided, by time."""
        return self._store.log.entries()

    def decisions_for(self, who: str) -> list[Decision]:
        """What people decided, by time, without what this person must not see before deciding too."""
        return deciding.told_to(self._store, who)

    @cached_property
    def whole(self) -> Case:
        """Everything the case holds now."""
        return self.part(None)

    def part(self, stories: Sequence[str] | None) -> Case:
        """What belongs to some stories of the case (all of it: None), with what the published standards make of it."""
        with using(self._blocs):
            case = self._store.case(self.made_by, stories)
            made = self._store.concluded_by()
            return appraised(replace(case, problems=(*case.problems, *tables.other_sides(made, case.name))), self._letters)

    @property
    def made_by(self) -> dict[str, str]:
        """The version of every stage that the case was read and concluded by."""
        return {**stages(self._settings.reader).versions(), **tables.made_by(self._store.read_by(), self._store.concluded_by())}

    @property
    def tables(self) -> Tables:
        """The case as pages read it (`engine.desk`); what a case of an earlier version has not in its tables yet is put there."""
        with using(self._blocs):
            tell_all(self._store)
        return self._store.tables

    def standards(self, case: Case) -> Case:
        """A part of the case with the rules and tables in use, and what the user's own letters for sources make of its claims."""
        with using(self._blocs):
            return replace(case, standards=standards(self._letters), grades=(*case.grades, *rated(case, self._letters)))

    def why(self, id_: str) -> Shown:
        """How one finding came about, step by step; UsageError if the case holds none with that id."""
        return why(self.whole, id_)

    def counted(self, rule: str) -> tuple[Counted, ...]:
        """The findings counted by one published rule (docs/standards.md); UsageError for a name that is none."""
        return counted(self.whole, (rule,))

    def not_estimated(self) -> tuple[Reason, ...]:
        """Why no missing number is estimated from this case."""
        return not_estimated(self.whole)

    @property
    def blocs(self) -> str:
        """The table of sides in use, as TOML."""
        return self._blocs.text

    @property
    def documents(self) -> tuple[Document, ...]:
        """The reports, by name."""
        return self.whole.documents

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, by report and place in it."""
        return self.whole.claims

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What may be said, one finding a question."""
        return self.whole.reconciliation.findings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be taken in or read."""
        return self.whole.problems

    def original(self, report: str) -> bytes:
        """The bytes that a report (by its id) came in; those of a restricted one as well: ask first who is asking."""
        return self._store.original(report)

    def opened(self, report: str) -> tuple[str, tuple[Claim, ...]]:
        """The words of a restricted report and its claims with theirs: ask first who is asking, and put it on record."""
        return self._store.revealed(report)

    def twins(self, report: str) -> list[Document]:
        """The other reports of the same bytes, without their texts."""
        return self._store.twins(report)

    def versions(self, report: str) -> list[Document]:
        """Every version of a report, the one that counts first; restricted ones without their words."""
        return self._store.versions(report)

    def record(self, profile: str = "internal") -> dict[str, Any]:
        """The case as a record (docs/record.md)."""
        return record(self.whole, self.profile(profile))

    def dossier(self, profile: str = "public") -> str:
        """The case as one HTML page."""
        return dossier(self.whole, self.profile(profile), made=_now())

    @property
    def profiles(self) -> dict[str, Profile]:
        """The redaction profiles by name: the package's, and the user's own that the case keeps."""
        return {**profiles(), **self._profiles}

    def profile(self, name: str) -> Profile:
        """The redaction profile of that name; UsageError if there is none."""
        return profile_named(name, self._profiles)

    def export(self, format_: str, path: str | Path, profile: str = "public") -> None:
        """Write the case as one file: dossier, xlsx, csv (in a zip) or record."""
        export_named(format_).write(self.whole, Path(path), self.profile(profile), _now())

    def preview(self, profile: str = "public") -> Preview:
        """What a profile withholds or changes in this case, counted, with examples."""
        return preview(self.whole, self.profile(profile))

    def show(self, id_: str) -> Shown:
        """Open one report, claim, origin, question, incident or finding; the only way to the words of a restricted report."""
        return show(self._opened(id_), id_, reveal=True)

    def _opened(self, id_: str) -> Case:
        """The case with the words of the one restricted report that `id_` is, or is a claim of."""
        held = {d.id: d for d in self.documents if d.restricted}
        wanted = {c.document for c in self.claims if c.id == id_} | {d for d in held if id_ in (d, held[d].name)}
        case = self.whole
        for document in sorted(wanted & set(held)):
            text, claims = self._store.revealed(document)
            full = {c.id: c for c in claims}
            case = replace(
                case,
                documents=tuple(replace(d, text=text) if d.id == document else d for d in case.documents),
                claims=tuple(full.get(c.id, c) for c in case.claims),
            )
        return case


def open_case(
    path: str | Path | None = None, *, create: bool = True, settings: Settings | None = None, progress: local.Progress = local.silent
) -> OpenCase:
    """Open the case file at `path`, made if it is not there (StoreError if `create` is False); None keeps the case in memory."""
    return OpenCase(open_store(Path(path) if path else None, create), settings or Settings(), progress)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
