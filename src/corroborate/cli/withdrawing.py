"""The command for a source that withdraws."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli import output
from corroborate.cli.deciders import decider
from corroborate.engine.cases import OpenCase
from corroborate.engine.people import open_people, people_file
from corroborate.engine.sources import Sources
from corroborate.engine.withdrawing import Withdrawn
from corroborate.errors import UsageError
from corroborate.settings import Settings
from corroborate.store import open_store


def withdraw(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)],
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A report (id or file), or a source's pseudonym.", show_default=False)] = "",
    why: Annotated[str, typer.Option("--why", help="The reason, kept in the log.", show_default=False)] = "",
    who: Annotated[str, typer.Option("--who", help="Who answers for it [default: who is logged in].", show_default=False)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")] = False,
    scrub: Annotated[bool, typer.Option("--scrub", help="Write the file anew without what was withdrawn before.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> int:
    """Remove a report, or all that a source told and who it is, from the files for good; the log keeps the hashes."""
    with OpenCase(open_store(case, create=False), Settings()) as opened:
        if scrub:
            opened.scrub()
            return _done("the file was written anew without what was withdrawn", as_json)
        if not what:
            raise UsageError("nothing is named", "WHAT", "Give a report (id or file), or the pseudonym of a source")
        would = opened.withdrawable(what)
        sealed = _is_sealed(case, what)
        if not would.versions and not sealed:
            raise UsageError("there is no report or sealed source of that name", what, "See: corroborate report --case CASE")
        if dry_run:
            return _told(would, sealed, "would be withdrawn", as_json)
        name = decider(who)
        if not why.strip():
            raise UsageError("a withdrawal needs a reason", "--why", "Say in a sentence why; it is kept in the log")
        done = opened.withdraw(what, name, why) if would.versions else would
        if sealed:
            _unseal(case, what, name, why)
        opened.reconcile()
    return _told(done, sealed, "withdrawn", as_json)


def _is_sealed(case: Path, pseudonym: str) -> bool:
    """Whether a source of that pseudonym is sealed beside the case."""
    if not people_file(case).exists():
        return False
    people = open_people(case, create=False)
    try:
        return any(s.pseudonym == pseudonym for s in people.file.sources())
    finally:
        people.close()


def _unseal(case: Path, pseudonym: str, who: str, why: str) -> None:
    people = open_people(case, create=False)
    try:
        Sources(people, lambda: datetime.now(UTC)).withdraw(pseudonym, who, why.strip())
    finally:
        people.close()


def _told(w: Withdrawn, sealed: bool, how: str, as_json: bool) -> int:
    if as_json:
        held = {"reports": list(w.reports), "versions": w.versions, "claims": w.claims, "decisions": list(w.decisions)}
        output.emit({how.replace(" ", "_"): {**held, "source": sealed}, "entries": list(w.entries)})
        return 0
    print(output.clean(f"{how}: {', '.join(w.reports) or 'no report'} ({w.versions} versions and copies, {w.claims} claims)"))
    if w.decisions:
        print(f"what was written with {len(w.decisions)} decisions goes with it: {', '.join(w.decisions)}")
    if sealed:
        print("who the source is goes with it")
    if w.entries:
        print(f"the log keeps that, and the hashes: {', '.join(w.entries)}")
    return 0


def _done(what: str, as_json: bool) -> int:
    output.emit({"done": what}) if as_json else print(what)
    return 0
