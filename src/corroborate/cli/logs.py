"""The commands of the decision log: what was decided, whether the case is what it was, and two cases made one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli import output
from corroborate.cli.deciders import decider
from corroborate.cli.progress import ProgressBar
from corroborate.engine.cases import OpenCase
from corroborate.engine.listing import IN_FORCE, NOTED, REPLACED, UNDONE
from corroborate.errors import UsageError
from corroborate.model import Decided, State
from corroborate.report.visible import visible
from corroborate.settings import Settings
from corroborate.store import open_store

STATES = (*State, IN_FORCE, REPLACED, UNDONE, NOTED)
CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def decisions(
    case: CasePath,
    state: Annotated[str, typer.Option("--state", help="Only those in one state (docs/decisions-log.md).", show_default=False)] = "",
    who: Annotated[str, typer.Option("--who", help="Who asks [default: the name you are logged in by].", show_default=False)] = "",
    readers: Annotated[
        int | None, typer.Option("--readers", min=1, max=2, help="Have claims decided by one person, or by two.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List what was decided and how it stands: in force, disagreed with by the machine, to be decided again, gone."""
    if state and state not in STATES:
        raise UsageError(f"there is no state {state}", "--state", f"There are {', '.join(STATES)}")
    with OpenCase(open_store(case, create=False), Settings()) as opened:
        if readers:
            opened.ask_for_second_reader(readers == 2)
            opened.reconcile()
        found = opened.decided(state, decider(who))
    if as_json:
        output.emit({"decisions": [_data(d) for d in found]})
        return 0
    for d in found:
        print(visible(_line(d)))
    if not found:
        print("no decision" + (f" is in the state {state}" if state else " was made yet"), file=sys.stderr)
    return 0


def _line(d: Decided) -> str:
    e = d.decision
    about = " ".join(part for part in (d.claim or e.subject, f"({d.report})" if d.report else "") if part)
    return f"{e.name}  {e.when:%Y-%m-%d %H:%M}  {e.who}  {e.verdict}  {about}  {d.state}" + (f"  {e.note}" if e.note else "")


def _data(d: Decided) -> dict[str, str | None]:
    e = d.decision
    return {
        "decision": e.name, "when": e.when.isoformat(), "who": e.who, "verdict": e.verdict, "subject": e.subject, "claim": d.claim,
        "report": d.report, "state": d.state, "note": e.note,
    }  # fmt: skip


def verify(case: CasePath, as_json: AsJson = False) -> int:
    """Check every chain of decisions, every piece of evidence and every original; exit code 1 if anything is not as it was written."""
    with ProgressBar(True) as bar, OpenCase(open_store(case, create=False), Settings(), bar) as opened:
        found = opened.verify()
        held = {"reports": len(opened.documents), "decisions": len(opened.decisions)} if not found else {}
    if as_json:
        output.emit({"sound": not found, **held, "faults": output.as_json(found)})
        return 1 if found else 0
    for p in found:
        print(visible(f"{p.document}: {p.message}. {p.hint}"))
    if not found:
        print(f"sound: {held['reports']} reports with their evidence and originals, {held['decisions']} decisions in unbroken chains")
    return 1 if found else 0


def merge(
    case: CasePath,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The case file whose reports and decisions come in.", show_default=False)],
    as_json: AsJson = False,
) -> int:
    """Take the reports and decisions of another case file into this one; the other is not changed, and nothing is lost or doubled."""
    if other.exists() and case.exists() and case.samefile(other):
        raise UsageError("these are one file", str(other), "Give the other case file")
    with ProgressBar(True) as bar, OpenCase(open_store(case, create=False), Settings(), bar) as opened:
        came = opened.join(other)
        again = opened.decided(State.REOPENED)
    if as_json:
        counts = {"reports": came.reports, "revised": came.revised, "decisions": came.decisions, "logs": came.logs}
        output.emit({**counts, "kept": list(came.kept), "reopened": [_data(d) for d in again]})
        return 0
    print(f"came in: {came.reports} reports, newer versions of {came.revised}, {came.decisions} decisions of {came.logs} logs")
    for name in came.kept:
        print(visible(f"both cases have a setting or table {name!r} and they differ: that of {case} is kept"))
    if again:
        print(f"{len(again)} decisions are to be looked at again: corroborate decisions {case} --state reopened")
    return 0
