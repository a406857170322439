"""Zip and gzip archives: unpacked in memory, member by member, with bounds on size and ratio; nothing is written to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from corroborate.errors import IntakeError
from corroborate.ingest import office
from corroborate.ingest.folders import chosen, clutter
from corroborate.ingest.limits import Limits
from corroborate.ingest.listings import inside, is_listing
from corroborate.ingest.material import Extracted, Received, problem
from corroborate.model import Problem

SMALL = 1_000_000
"""Bytes below which no expansion ratio is suspicious: short logs of one repeated line do compress a thousandfold."""
DAMAGED = "Fetch the archive again, or unpack it and give its folder"


def kind(received: Received) -> str:
    """The media type of a zip by what is in it; IntakeError if its directory cannot be read."""
    with received.open() as stream, opened(received.name, stream) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return office.DOCX
    if {"xl/workbook.xml", "ppt/presentation.xml", "content.xml"} & names:
        hint = "Save the report as DOCX, PDF or text; a listing is named reports.xlsx"
        raise IntakeError("is a workbook, slides or OpenDocument", received.name, hint)
    if any(n.startswith("archive/") and n.endswith((".warc", ".warc.gz")) for n in names):
        return "application/wacz"
    return "application/zip"


def opened(name: str, stream: BinaryIO) -> zipfile.ZipFile:
    """The archive in a stream; IntakeError if it is none."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise IntakeError("is a damaged zip archive", name, DAMAGED) from None


def read_zip(received: Received, limits: Limits) -> Iterator[Extracted | Received | Problem]:
    """The members of a zip that are reports, or that its reports.csv names; each is read by its own format."""
    with received.open() as stream, opened(received.name, stream) as archive:
        if len(archive.infolist()) > limits.items:
            raise IntakeError(f"holds more than {limits.items:,} files", received.name, "Unpack it and give its folders one by one")
        members: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            if info.is_dir() or clutter(info.filename):
                continue
            if (fault := refused(info)) is not None:
                yield problem(f"{received.name}/{safe(info.filename)}", *fault)
            else:
                members[numbered(info.filename, members)] = info
        yield from contents(received, archive, members, limits)


def contents(
    received: Received, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], limits: Limits
) -> Iterator[Received | Problem]:
    """The chosen members, unpacked one at a time as they are asked for."""

    def fetch(name: str) -> Received:
        # A listing is needed at once; of every other member only the name is, until its turn comes.
        return Received(name, unpack(received.name, archive, members[name], limits) if is_listing(name) else b"")

    for item in chosen(sorted(members), fetch, limits):
        if isinstance(item, Problem):
            yield problem(f"{received.name}/{item.document}", item.message, item.hint)
            continue
        try:
            data = unpack(received.name, archive, members[item.name], limits)
        except IntakeError as error:
            yield problem(f"{received.name}/{item.name}", error.what, error.hint)
            continue
        yield Received(f"{received.name}/{item.name}", data, item.facts, depth=received.depth + 1)


def refused(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a member is not read, and what to do; None if nothing speaks against it."""
    if not inside(info.filename.replace("\\", "/")):
        return "its name leaves the archive", "Find out who packed it; nothing outside is read"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, and links are not followed", "Pack the file itself"
    if info.flag_bits & 1:
        return "is encrypted", "Unpack it with its password and give the folder"
    return None


def numbered(name: str, taken: dict[str, zipfile.ZipInfo]) -> str:
    """A member's name, numbered where the archive has it twice."""
    name = str(PurePosixPath(name.replace("\\", "/")))
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}~{number}"
    return candidate


def safe(name: str) -> str:
    """A member's name fit for a message."""
    return "".join(c if c.isprintable() else "?" for c in name)[-200:]


def unpack(where: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """A member's bytes; IntakeError if it is damaged, too large, or expands beyond the ratio. The header is not believed."""
    most = min(limits.file_bytes, max(SMALL, info.compress_size * limits.ratio))
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise IntakeError("is damaged, or packed in a way that cannot be read", where, DAMAGED) from None
    if len(data) > most:
        raise IntakeError(expands(most, limits), where, "Check it: tiny files that unpack to gigabytes are an attack")
    return data


def expands(most: int, limits: Limits) -> str:
    """What to say of a member that unpacks to more than it may."""
    if most == limits.file_bytes:
        return f"too large: the limit is {limits.file_bytes:,} bytes"
    return f"unpacks to more than {limits.ratio} times its size"


def read_gzip(received: Received, limits: Limits) -> Iterator[Received]:
    """The one file in a gzip stream, read by its own format."""
    name = received.name.removesuffix(".gz").removesuffix(".GZ")
    most = min(limits.file_bytes, max(SMALL, received.size() * limits.ratio))
    unzip = zlib.decompressobj(wbits=31)
    parts = bytearray()
    try:
        with received.open() as stream:
            while len(parts) <= most and not unzip.eof and (chunk := stream.read(1 << 16)):
                parts += unzip.decompress(chunk, most + 1 - len(parts))
    except zlib.error:
        raise IntakeError("is a damaged gzip file", received.name, "Fetch it again") from None
    if len(parts) > most:
        raise IntakeError(expands(most, limits), received.name, "Check it: tiny files that unpack to gigabytes are an attack")
    if not unzip.eof:
        raise IntakeError("is cut off: the gzip file has no end", received.name, "Fetch it again")
    yield Received(name if name != received.name else f"{name}/content", bytes(parts), received.facts, depth=received.depth + 1)
