"""The commands: parse, call the engine, print; no logic."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli import derived, incidents, logs, output, people, withdrawing
from corroborate.cli.progress import ProgressBar
from corroborate.engine import tables
from corroborate.engine.cases import OpenCase
from corroborate.engine.local import Work
from corroborate.errors import UsageError
from corroborate.model import Case
from corroborate.read import Reader
from corroborate.settings import Settings
from corroborate.store import open_store
from corroborate.version import __version__

KINDS = "Reports are text, HTML, PDF, Word, mail, feed, WARC or zip files, or a folder of them"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read many reports of one crisis: what do they say, who says so, and how many of them actually know?",
    epilog="Example: corroborate run reports/ --case case.db --dossier dossier.html",
)


app.add_typer(incidents.app, name="incidents")
app.command(epilog="Example: corroborate decisions case.db --state disagrees")(logs.decisions)
app.command(epilog="Example: corroborate verify case.db")(logs.verify)
app.command(epilog="Example: corroborate merge case.db from-the-other-laptop.db")(logs.merge)
app.command(epilog='Example: corroborate withdraw case.db S-14 --why "the source asks for it"')(withdrawing.withdraw)
app.add_typer(people.app, name="people")


INTERNAL, PUBLIC = "internal", "public"


class Format(StrEnum):
    """What `export` writes."""

    RECORD = "record"
    CSV = "csv"
    XLSX = "xlsx"
    DOSSIER = "dossier"


ReadBy = Annotated[
    Reader, typer.Option("--reader", help="Who reads: the trained encoder with the rules, a small one (fast), or the rules alone.")
]
Paths = Annotated[list[Path], typer.Argument(help="Reports: files, folders or archives.", show_default=False)]
CaseFile = Annotated[Path, typer.Option("--case", help="The case file.", show_default=False)]
MaybeCase = Annotated[
    Path | None, typer.Option("--case", help="Keep the case in this file; without it nothing is kept.", show_default=False)
]
RecordOut = Annotated[Path | None, typer.Option("--record", help="Write the record (JSON) here; - prints it.", show_default=False)]
DossierOut = Annotated[Path | None, typer.Option("--dossier", help="Write the dossier (one HTML file) here.", show_default=False)]
Shown = Annotated[
    str | None, typer.Option("--profile", help="How much the outputs show [default: internal for a record, public for a dossier].")
]
ProfileFile = Annotated[
    Path | None, typer.Option("--profiles", help="Your own redaction profiles (docs/profiles.md); the case keeps them.", show_default=False)
]
BlocFile = Annotated[
    Path | None, typer.Option("--blocs", help="Your own table of sides (docs/standards.md); the case keeps it.", show_default=False)
]
LetterFile = Annotated[
    Path | None, typer.Option("--letters", help="Your letters for sources (docs/standards.md); the case keeps them.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"corroborate {__version__}")
        raise typer.Exit


@app.callback()
def _root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    pass


def _open(
    path: Path | None, create: bool, bar: ProgressBar, reader: Reader = Reader.ENCODER, *, blocs: Path | None = None,
    letters: Path | None = None, profiles: Path | None = None,
) -> OpenCase:  # fmt: skip
    settings = Settings(reader=reader, blocs=blocs, letters=letters, profiles=profiles)
    tables.check(settings)
    return OpenCase(open_store(path, create), settings, bar)


def _existing(paths: list[Path]) -> None:
    missing = [str(p) for p in paths if not p.exists()]
    if missing:
        raise UsageError("there is no such file or folder", ", ".join(missing), "Check the path")


def _writable(*outputs: Path | None) -> None:
    """Refuse before any work what could not be written after it."""
    for path in outputs:
        output.check(path)


def _known(profile: str | None, profiles: Path | None, case: Path | None) -> None:
    """Refuse a profile that is in no table before any work is done for it."""
    if profile is not None:
        tables.profile_known(profile, profiles, case)


def _outputs(case: OpenCase, record: Path | None, dossier: Path | None, profile: str | None) -> None:
    if record:
        output.write(record, json.dumps(case.record(profile or INTERNAL), ensure_ascii=False, indent=1) + "\n")
    if dossier:
        output.write(dossier, case.dossier(profile or PUBLIC))


def _findings(case: Case, as_json: bool, **more: object) -> None:
    """Print the findings of a case, or of the part of it that was just worked on."""
    from corroborate.report.record import record
    from corroborate.report.terminal import print_findings

    if as_json:
        output.emit({**more, "findings": record(case)["findings"], "problems": output.as_json(case.problems)})
        return
    print_findings(case)
    output.list_problems(case.problems)


def _told(part: Case, done: Work, case: Path | None) -> None:
    """What a run came to, for a person."""
    if case and done.added.known and not done.stories:
        print(f"nothing new: all {done.added.known} reports are in the case already. See: corroborate report --case {case}")
        output.list_problems(part.problems)
    elif done.added.new + done.added.known:
        _findings(part, False)
    else:
        output.list_problems(part.problems)


def _nothing(paths: list[Path]) -> int:
    """One line where there was no report, or none that could be used; the exit code for it."""
    given = ", ".join(str(path) for path in paths)
    print(output.clean(f"corroborate: {given}: no report there can be used. {KINDS}"), file=sys.stderr)
    return 1


@app.command(epilog="Example: corroborate run reports/ --case case.db --record record.json --dossier dossier.html")
def run(
    paths: Paths,
    case: MaybeCase = None,
    record: RecordOut = None,
    dossier: DossierOut = None,
    profile: Shown = None,
    profiles: ProfileFile = None,
    reader: ReadBy = Reader.ENCODER,
    blocs: BlocFile = None,
    letters: LetterFile = None,
    as_json: AsJson = False,
) -> int:
    """Do the whole job: take reports in, read them, reconcile what they say, and write what was asked for."""
    _existing(paths)
    _writable(record, dossier)
    _known(profile, profiles, case)
    with ProgressBar(as_json) as bar, _open(case, True, bar, reader, blocs=blocs, letters=letters, profiles=profiles) as opened:
        done = opened.add(*paths)
        bar.stop()
        part = opened.part(done.stories if case else None)
        _outputs(opened, record, dossier, profile)
        taken = {"new": done.added.new, "known": done.added.known, "copies": done.added.copies, "revised": done.added.revised}
        quiet = as_json or str(record) == "-"
        if as_json:
            _findings(part, True, added=taken, read=done.read, holds=output.counts(part))
        elif not quiet:
            _told(part, done, case)
        return 0 if done.added.new + done.added.known else _nothing(paths)


@app.command(epilog="Example: corroborate ingest reports/ feed.xml --case case.db")
def ingest(paths: Paths, case: CaseFile, as_json: AsJson = False) -> int:
    """Take reports in and keep them, with their bytes and hashes; they are not read yet."""
    _existing(paths)
    with ProgressBar(as_json) as bar, _open(case, True, bar) as opened:
        added = opened.ingest(*paths)
        problems = [p for p in opened.problems if p.stage == "ingest"]
    if as_json:
        taken = {"new": added.new, "known": added.known, "copies": added.copies, "revised": added.revised}
        output.emit({"added": taken, "problems": output.as_json(problems)})
    else:
        print(f"{added.new} new reports ({added.copies} copies, {added.revised} newer versions), {added.known} known already")
        output.list_problems(problems)
    return 0 if added.new + added.known else _nothing(paths)


@app.command(epilog="Example: corroborate read --case case.db")
def read(case: CaseFile, reader: ReadBy = Reader.ENCODER, as_json: AsJson = False) -> int:
    """Read the reports that this version has not read yet: what they say, and who says so."""
    with ProgressBar(as_json) as bar, _open(case, False, bar, reader) as opened:
        done, claims = opened.read(), len(opened.claims)
    output.emit({"read": done, "claims": claims}) if as_json else print(f"{done} reports read; the case holds {claims} claims")
    return 0


@app.command(epilog="Example: corroborate reconcile --case case.db")
def reconcile(case: CaseFile, blocs: BlocFile = None, as_json: AsJson = False) -> int:
    """Bring the claims together: which may be compared, which go back to one origin, what may be said."""
    with ProgressBar(as_json) as bar, _open(case, False, bar, blocs=blocs) as opened:
        stories, findings = opened.reconcile(), len(opened.findings)
    told = f"{len(stories)} stories reconciled; the case holds {findings} findings"
    output.emit({"stories": len(stories), "findings": findings}) if as_json else print(told)
    return 0


@app.command(epilog="Example: corroborate report --case case.db --dossier dossier.html --profile internal")
def report(
    case: CaseFile,
    record: RecordOut = None,
    dossier: DossierOut = None,
    profile: Shown = None,
    profiles: ProfileFile = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Count by a published rule, beside ours.", show_default=False)] = None,
    estimate: Annotated[bool, typer.Option("--estimate", help="Ask for what nobody counted: says why it is not estimated.")] = False,
    letters: LetterFile = None,
    as_json: AsJson = False,
) -> int:
    """Print the findings of a case; write its record and its dossier."""
    if [bool(rule), estimate, str(record) == "-"].count(True) > 1:
        raise UsageError("only one of these can be printed at once", "--rule, --estimate, --record -", "Ask for them one after the other")
    _writable(record, dossier)
    _known(profile, profiles, case)
    with ProgressBar(True) as bar, _open(case, False, bar, letters=letters, profiles=profiles) as opened:
        _outputs(opened, record, dossier, profile)
        if rule:
            return derived.print_rule(opened, rule, as_json)
        if estimate:
            return derived.print_refusal(opened, as_json)
        if str(record) != "-":
            _findings(opened.whole, as_json, holds=output.counts(opened.whole))
        return 0 if opened.documents else 1


@app.command(epilog="Example: corroborate export --case case.db --format xlsx --out tables.xlsx")
def export(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help="The file to write; for csv a folder.", show_default=False)],
    format_: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.RECORD,
    profile: Annotated[str, typer.Option("--profile", help="How much it shows.")] = PUBLIC,
    profiles: ProfileFile = None,
    as_json: AsJson = False,
) -> int:
    """Write a case as its record or dossier, or its claims and findings as tables (formulas neutralised)."""
    from corroborate.report.tables import write_csv, write_xlsx

    output.check(out, folder=format_ is Format.CSV)
    _known(profile, profiles, case)
    with ProgressBar(True) as bar, _open(case, False, bar, profiles=profiles) as opened:
        if format_ is Format.RECORD:
            _outputs(opened, out, None, profile)
            written = [out]
        elif format_ is Format.DOSSIER:
            _outputs(opened, None, out, profile)
            written = [out]
        elif format_ is Format.CSV:
            written = write_csv(opened.whole, out, opened.profile(profile))
        else:
            written = [write_xlsx(opened.whole, out, opened.profile(profile))]
    output.emit({"written": [str(p) for p in written]}) if as_json else print("\n".join(f"wrote {p}" for p in written))
    return 0


@app.command(epilog="Example: corroborate preview --case case.db --profile who-ssa-public")
def preview(
    case: CaseFile,
    profile: Annotated[str, typer.Option("--profile", help="The redaction profile.")] = PUBLIC,
    profiles: ProfileFile = None,
    as_json: AsJson = False,
) -> int:
    """Say what an export under a profile would withhold or change in this case, with examples of before and after."""
    from corroborate.cli.leaving import print_preview

    _known(profile, profiles, case)
    with ProgressBar(True) as bar, _open(case, False, bar, profiles=profiles) as opened:
        return print_preview(opened.preview(profile), as_json)


@app.command(epilog="Example: corroborate show c3f1a2b4c5d6 --case case.db")
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A report (id or file), claim, origin, question, incident or finding.")],
    case: CaseFile,
    as_json: AsJson = False,
) -> int:
    """Open one thing with its evidence and its reasons; of a tip, this is the only command that shows the words."""
    with ProgressBar(True) as bar, _open(case, False, bar) as opened:
        shown = opened.show(id_)
    output.emit(shown.data) if as_json else print("\n".join(shown.lines))
    return 0


@app.command(epilog="Example: corroborate why f3f1a2b4c5d6 --case case.db")
def why(
    id_: Annotated[str, typer.Argument(metavar="FINDING", help="A finding, or the question that it answers.")],
    case: CaseFile,
    as_json: AsJson = False,
) -> int:
    """Say in plain sentences how a finding came about, step by step, and what would change it."""
    with ProgressBar(True) as bar, _open(case, False, bar) as opened:
        told = opened.why(id_)
    output.emit(told.data) if as_json else print("\n".join(told.lines))
    return 0


@app.command(epilog="Example: corroborate blocs > mine.toml")
def blocs(case: MaybeCase = None, as_json: AsJson = False) -> int:
    """Print the table of sides in use, to read it or to start one of your own from it."""
    with ProgressBar(True) as bar, _open(case, False, bar) as opened:
        text = opened.blocs
    output.emit({"blocs": text}) if as_json else print(text, end="")
    return 0


@app.command(epilog="Example: corroborate serve case.db")
def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case file; made if it is not there.", show_default=False)],
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8600,
    who: Annotated[str, typer.Option("--who", help="Who decides [default: the name you are logged in by].", show_default=False)] = "",
    reader: ReadBy = Reader.ENCODER,
    team: Annotated[bool, typer.Option("--team", help="For people with an account (corroborate people), over TLS.")] = False,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; beyond this machine only with --team.")] = "127.0.0.1",
    names: Annotated[
        list[str], typer.Option("--name", help="A name or address that others reach this machine by.", show_default=False)
    ] = [],  # noqa: B006 - never changed
    cert: Annotated[Path | None, typer.Option("--cert", help="A certificate of your own (PEM), with --key.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The key of --cert (PEM).", show_default=False)] = None,
    as_json: AsJson = False,
) -> int:
    """Open the workbench in a browser: review claims, decide, see what changes. Stop it with Ctrl-C."""
    from corroborate.cli import serving

    if team:
        return serving.for_a_team(case, reader, port, host, names, cert, key, as_json)
    serving.refuse_strangers(host, names, cert, key)
    return serving.for_one(case, reader, port, who, as_json)
