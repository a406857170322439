"""Run as a script: one file's bytes on standard input, what was read on standard output as JSON; argv: the task, library folders."""

from __future__ import annotations

import json
import sys
from typing import Any

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


def pages(data: bytes, most: int) -> dict[str, object]:
    """The text of at most `most` pages of a PDF, how many pages there are, and the title; or what is wrong with the file."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "damaged"}
    texts = []
    for number in range(min(len(document), most)):
        try:
            texts.append(document[number].get_textpage().get_text_bounded())
        except pypdfium2.PdfiumError:
            texts.append("")
    return {"pages": texts, "count": len(document), "title": document.get_metadata_dict().get("Title", "")}


def reports(asked: dict[str, Any], data: bytes) -> dict[str, object]:
    """What the reader of a format that came under suspicion yields, here where it can be stopped."""
    from corroborate.errors import IntakeError
    from corroborate.ingest import feeds, office, web
    from corroborate.ingest.isolation import packed
    from corroborate.ingest.limits import Limits
    from corroborate.ingest.material import Received

    here = {"html": web.here, "feed": feeds.here, "docx": office.here}[asked["task"]]
    try:
        received = Received(asked["name"], data, charset=asked["charset"])
        return {"items": [packed(item) for item in here(received, Limits(**asked["limits"]))]}
    except IntakeError as error:
        return {"error": [error.what, error.hint]}


def main() -> None:
    """Read, extract, answer; libraries may print, so the answer goes to the stream that was there before them."""
    asked = json.loads(sys.argv[1])
    sys.path += sys.argv[2:]
    bounded()
    answer, sys.stdout = sys.stdout, sys.stderr
    data = sys.stdin.buffer.read()
    answer.write(json.dumps(pages(data, asked["limits"]["pages"]) if asked["task"] == "pdf" else reports(asked, data)))


if __name__ == "__main__":
    main()
