"""What `serve` prints and refuses, for one person and for a team."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corroborate.cli import output
from corroborate.cli.deciders import decider
from corroborate.errors import UsageError
from corroborate.read import Reader
from corroborate.serve.server import Started, Team, beyond, serve, serve_team
from corroborate.settings import Settings


def refuse_strangers(host: str, names: Sequence[str], cert: Path | None, key: Path | None) -> None:
    """Refuse what would open the case to others without accounts and encryption."""
    if beyond(host):
        hint = "Make accounts (corroborate people add CASE NAME --role analyst) and start it with --team"
        raise UsageError("other machines could open this case, and everybody on the way could read along", f"--host {host}", hint)
    if names or cert or key:
        raise UsageError("--name, --cert and --key are for a team", hint="Add --team, or leave them out")


def for_one(case: Path, reader: Reader, port: int, who: str, as_json: bool) -> int:
    """Serve one person on this machine."""

    def told(started: Started) -> None:
        if as_json:
            output.emit({"address": started.address, "key": started.key})
        else:
            print(f"Open in one browser: {started.address}\nKey for programs:    {started.key}", flush=True)

    serve(case, Settings(reader=reader), decider(who), port, told)
    return 0


def for_a_team(
    case: Path, reader: Reader, port: int, host: str, names: Sequence[str], cert: Path | None, key: Path | None, as_json: bool
) -> int:
    """Serve people with accounts, over TLS."""

    def told(started: Started) -> None:
        if as_json:
            output.emit({"address": started.address, "fingerprint": started.fingerprint})
        else:
            print(f"Open in a browser: {started.address}\nFingerprint of its certificate (SHA-256):\n{started.fingerprint}", flush=True)

    serve_team(case, Settings(reader=reader), Team(host, names, cert, key), port, told)
    return 0
