"""The commands for incidents: list them with why they stand together; merge, split and undo by hand, with a reason that is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from corroborate.cli import output
from corroborate.cli.deciders import decider
from corroborate.engine.cases import OpenCase
from corroborate.errors import UsageError
from corroborate.reconcile.hands import standing
from corroborate.settings import Settings
from corroborate.store import open_store

app = typer.Typer(no_args_is_help=True, help="See which reports tell of one event, and decide where the text does not.")

CaseFile = Annotated[Path, typer.Option("--case", help="The case file.", show_default=False)]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.", show_default=False)]
Who = Annotated[str, typer.Option("--who", help="Who decides [default: the name you are logged in by].", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _open(case: Path) -> OpenCase:
    return OpenCase(open_store(case, create=False), Settings())


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageError("a decision needs a reason", "--why", "Say in a sentence why")
    return why.strip()


@app.command("list", epilog="Example: corroborate incidents list --case case.db")
def list_(case: CaseFile, as_json: AsJson = False) -> int:
    """List the incidents: where and when, their reports, what they may be one with, and what was decided by hand."""
    with _open(case) as opened:
        found: list[dict[str, Any]] = opened.record()["incidents"]
        decided = [{"decision": d.name, "verdict": d.verdict, "who": d.who, "why": d.note} for d in standing(opened.decisions)]
    if as_json:
        output.emit({"incidents": found, "decisions": decided})
        return 0
    if not found:
        print("no incidents. Reports that are not reconciled yet are by: corroborate reconcile --case CASE")
    for incident in found:
        held = f"{len(incident['reports'])} reports, {len(incident['claims'])} claims"
        print(output.clean(f"{incident['id']}  {incident['title']}  {held}"))
        for line in (
            *_inside(incident),
            *(f"possibly one with the event of {_pair(j)}" for j in incident["possible"]),
            *incident["by_hand"],
        ):
            print(output.clean(f"    {line}"))
    for row in decided:
        print(output.clean(f"{row['decision']}  {row['verdict']} by {row['who']}: {row['why']}"))
    return 0


def _inside(incident: dict[str, Any]) -> list[str]:
    return [f"inside {incident['within']}"] if incident["within"] else []


def _pair(join: dict[str, Any]) -> str:
    """Two reports that may tell of one event, with the sum of the reasons."""
    return f"{join['a']} / {join['b']} ({join['score']:+.1f}: {', '.join(r['reason'] for r in join['reasons'] if r['weight'] > 0)})"


@app.command(epilog='Example: corroborate incidents merge i1a2b3c4d5e6 i6f5e4d3c2b1 --case case.db --why "both are the raid on the mill"')
def merge(
    first: Annotated[str, typer.Argument(help="An incident.")],
    second: Annotated[str, typer.Argument(help="The incident that is the same event.")],
    case: CaseFile, why: Why, who: Who = "", as_json: AsJson = False,
) -> int:  # fmt: skip
    """Decide that two incidents are one event."""
    with _open(case) as opened:
        made = opened.merge(first, second, decider(who), _reason(why))
    return _told(made.name, as_json)


@app.command(epilog='Example: corroborate incidents split i1a2b3c4d5e6 3.txt --case case.db --why "it tells of the day before"')
def split(
    incident: Annotated[str, typer.Argument(help="An incident.")],
    report: Annotated[str, typer.Argument(help="The report (id or file) that tells of another event.")],
    case: CaseFile, why: Why, who: Who = "", as_json: AsJson = False,
) -> int:  # fmt: skip
    """Decide that a report tells of another event than the other reports of an incident."""
    with _open(case) as opened:
        made = opened.split(incident, report, decider(who), _reason(why))
    return _told(made.name, as_json)


@app.command(epilog='Example: corroborate incidents undo 0f1e2d3c4b5a:3 --case case.db --why "a second report names the other mill"')
def undo(
    decision: Annotated[str, typer.Argument(help="A merge or split, as `incidents list` names it.")],
    case: CaseFile, why: Why, who: Who = "", as_json: AsJson = False,
) -> int:  # fmt: skip
    """Take back a merge or a split; the log keeps both."""
    with _open(case) as opened:
        made = opened.undo(decision, decider(who), _reason(why))
        opened.reconcile()
    return _told(made.name, as_json)


def _told(decision: str, as_json: bool) -> int:
    told = f"decided ({decision}); take it back with: corroborate incidents undo {decision}"
    output.emit({"decision": decision}) if as_json else print(told)
    return 0
