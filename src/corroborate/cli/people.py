"""The commands for people: who may work on a case in a team, and as what. Passwords are asked for, never given as words of a command."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli import output
from corroborate.engine.people import People, open_people
from corroborate.errors import StoreError, UsageError
from corroborate.model import Account, Role

app = typer.Typer(no_args_is_help=True, help="Say who may work on a case in a team, and as what.")

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who; decisions are signed with it.", show_default=False)]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Take the password from standard input, for scripts.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@contextmanager
def _people(case: Path, create: bool = False) -> Iterator[People]:
    if not case.exists():
        raise StoreError("there is no such case file", str(case), f"Make one with: corroborate run PATH --case {case}")
    people = open_people(case, create)
    try:
        yield people
    finally:
        people.close()


@app.command(epilog="Example: corroborate people add case.db Rosa --role analyst")
def add(
    case: CaseFile, name: Name,
    role: Annotated[list[Role], typer.Option("--role", help="What the account may do; can be given more than once.")],
    password_stdin: FromInput = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Make an account; the password is asked for twice."""
    with _people(case, create=True) as people:
        made = people.add(name, role, _password(password_stdin))
    return _told("added", made, as_json)


@app.command("list", epilog="Example: corroborate people list case.db")
def list_(case: CaseFile, as_json: AsJson = False) -> int:
    """List the accounts with their roles."""
    with _people(case) as people:
        held = people.accounts()
    if as_json:
        output.emit({"accounts": [_data(a) for a in held]})
    else:
        print("\n".join(_line(a) for a in held))
    return 0


@app.command(epilog="Example: corroborate people disable case.db Rosa")
def disable(
    case: CaseFile, name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let the account in again.")] = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Shut an account out at once; what was decided under it stays."""
    with _people(case) as people:
        made = people.set_disabled(name, not undo)
    return _told("enabled" if undo else "disabled", made, as_json)


@app.command(epilog="Example: corroborate people role case.db Rosa second_reviewer")
def role(
    case: CaseFile, name: Name, roles: Annotated[list[Role], typer.Argument(help="What the account may do from now on.")],
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Give an account other roles, in place of those that it has."""
    with _people(case) as people:
        made = people.set_roles(name, roles)
    return _told("changed", made, as_json)


@app.command(epilog="Example: corroborate people password case.db Rosa")
def password(case: CaseFile, name: Name, password_stdin: FromInput = False, as_json: AsJson = False) -> int:
    """Give an account another password; its sessions end."""
    with _people(case) as people:
        made = people.set_password(name, _password(password_stdin))
    return _told("changed", made, as_json)


@app.command(epilog="Example: corroborate people key case.db Rosa")
def key(case: CaseFile, name: Name, as_json: AsJson = False) -> int:
    """Print a key by which programs act for an account; an earlier one opens nothing any more."""
    with _people(case) as people:
        made = people.new_key(name)
    told = f"Authorization: Bearer {made}\nIt is kept nowhere, and ends when the account is changed"
    output.emit({"key": made}) if as_json else print(told)
    return 0


def _password(from_input: bool) -> str:
    """The password, asked for twice on the terminal or read as the first line of standard input."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password on", hint="Give it on standard input, with --password-stdin")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise UsageError("the two passwords differ", hint="Nothing was changed; run the command again")
    return first


def _line(account: Account) -> str:
    return f"{output.clean(account.name)}\t{', '.join(account.roles)}" + ("\tdisabled" if account.disabled else "")


def _data(account: Account) -> dict[str, object]:
    made = account.created.isoformat(timespec="seconds")
    return {"name": account.name, "roles": list(account.roles), "created": made, "disabled": account.disabled}


def _told(what: str, account: Account, as_json: bool) -> int:
    output.emit({"done": what, "account": _data(account)}) if as_json else print(f"{what}: {_line(account)}")
    return 0
