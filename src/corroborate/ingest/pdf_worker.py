"""Run as a script: PDF bytes on standard input, the text of its pages as JSON on standard output; argv: library folder, pages."""

from __future__ import annotations

import json
import sys

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


def extracted(data: bytes, most: int) -> dict[str, object]:
    """The pages' text, how many pages there are, and the title; or what is wrong with the file."""
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


def main() -> None:
    """Read, extract, answer."""
    sys.path.append(sys.argv[1])
    bounded()
    answer = json.dumps(extracted(sys.stdin.buffer.read(), int(sys.argv[2])))
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
