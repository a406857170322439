"""Run as a script: one file's bytes on standard input, what was read on standard output as JSON; argv: task, limit, folders."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

MEMORY = 4_000_000_000
"""Bytes of address space: far more than a report needs, far less than a hostile one would take."""


def bounded() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass


def pdf(data: bytes, most: int) -> dict[str, object]:
    """The text of at most `most` pages, how many pages there are, and the title; or what is wrong with the file."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "damaged"}
    pages = []
    for number in range(min(len(document), most)):
        try:
            pages.append(document[number].get_textpage().get_text_bounded())
        except pypdfium2.PdfiumError:
            pages.append("")
    return {"pages": pages, "count": len(document), "title": document.get_metadata_dict().get("Title", "")}


def html(data: bytes, most: int) -> dict[str, object]:
    """The main text and the facts of a page that was given as UTF-8."""
    from corroborate.ingest.web import in_short

    return in_short(data.decode("utf-8", "replace"))


TASKS: dict[str, Callable[[bytes, int], dict[str, object]]] = {"pdf": pdf, "html": html}


def main() -> None:
    """Read, extract, answer; libraries may print, so the answer goes to the stream that was there before them."""
    task, most, *folders = sys.argv[1:]
    sys.path += folders
    bounded()
    answer, sys.stdout = sys.stdout, sys.stderr
    answer.write(json.dumps(TASKS[task](sys.stdin.buffer.read(), int(most))))


if __name__ == "__main__":
    main()
