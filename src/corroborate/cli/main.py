"""The command line's edge: every error becomes one line and an exit code."""

from __future__ import annotations

import os
import sys

from corroborate.errors import CorroborateError, UsageError

FAILED, USAGE, INTERRUPTED = 1, 2, 130
STOPPED = "stopped; what was stored is kept. Run the same command again to go on"


def main() -> None:
    """Run the command line; exits 0 (done, Problems listed), 1 (nothing usable came out), 2 (wrong usage), 130 (interrupted)."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        from corroborate.cli.commands import app

        result = app(words, standalone_mode=False, prog_name="corroborate")
        code = result if isinstance(result, int) else 0
        return _say(STOPPED, INTERRUPTED) if code == INTERRUPTED else code  # the parser may catch the interrupt itself
    except KeyboardInterrupt:
        return _say(STOPPED, INTERRUPTED)
    except SystemExit as stopped:  # the parser stops so where the reader of our output went away
        return 0 if isinstance(stopped.__context__, BrokenPipeError) else int(stopped.code or 0)
    except UsageError as error:
        return _say(str(error), USAGE)
    except CorroborateError as error:
        return _say(str(error), FAILED)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the reader of our output went away; nothing more can be written
        return 0
    except Exception as error:
        return _other(error)


def _other(error: Exception) -> int:
    """A usage error of the command parser, a refusal of the system, or a fault of ours: one line in every case."""
    if os.environ.get("CORROBORATE_DEBUG"):
        raise error
    told = getattr(error, "format_message", None)
    if told:
        context = getattr(error, "ctx", None)
        hint = f". See: {context.command_path} --help" if context else ""
        if not told():  # no words at all were given: the help stands there already
            return USAGE
        return _say(f"{' '.join(told().replace('Value error, ', '').split()).rstrip('.')}{hint}", USAGE)
    if type(error).__name__ == "Exit":
        return int(getattr(error, "exit_code", 0))
    if type(error).__name__ == "Abort":
        return _say(STOPPED, INTERRUPTED)
    if isinstance(error, OSError):
        return _say(f"{error.filename or 'the output'}: {error.strerror or error}. Check the path, the rights and the free space", FAILED)
    return _say(f"this is a fault of the program, not yours ({type(error).__name__}). Set CORROBORATE_DEBUG=1 to see where", FAILED)


def _say(message: str, code: int) -> int:
    print(f"corroborate: {message}", file=sys.stderr)
    return code
