"""From paths to documents: what is there is found, told apart by its bytes, read, and given its name and its id."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from corroborate.errors import IntakeError
from corroborate.ingest import folders, formats, listings, sniffing
from corroborate.ingest.languages import language
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Delivery, Extracted, Facts, Received, label, problem, sound
from corroborate.model import Document, Original, Problem, fingerprint
from corroborate.version import __version__


def unseen(sha256: str) -> str | None:
    """No document is stored yet."""
    return None


def gather(
    paths: Sequence[Path | Delivery], limits: Limits, now: datetime, known: Callable[[str], str | None] = unseen
) -> Iterator[Original | Problem]:
    """Every report under `paths` as a document with its bytes, and a Problem for each thing that is none.

    Nothing is raised for an input: the run goes on. `now` is when they are received. `known` gives, for the SHA-256 of bytes,
    the id of the first stored document that has them: another document with the same bytes is marked as its copy.
    """
    desk = Desk(limits, now, known)
    for root, received in found(paths, limits):
        if isinstance(received, Problem):
            yield received
        else:
            yield from desk.take(root, received)


def found(paths: Sequence[Path | Delivery], limits: Limits) -> Iterator[tuple[str, Received | Problem]]:
    """What lies under the paths, each file once, with the name of the folder that it was found in; and what was delivered."""
    seen: set[Path] = set()
    under = [p for p in paths if isinstance(p, Path)]
    covered = {p.parent.resolve() for p in under if p.is_file() and listings.is_listing(p.name)}
    for delivery in (p for p in paths if isinstance(p, tuple)):
        named = {r.name: r for r in delivery}
        yield from (("", item) for item in folders.chosen(sorted(named), named.__getitem__, limits))
    for path in under:
        if not path.exists():
            yield "", problem(str(path), "there is no such file or folder", "Check the path")
        elif path.is_dir() or listings.is_listing(path.name):
            root = path if path.is_dir() else path.parent
            for item in folders.folder(root, limits):
                if isinstance(item, Problem) or fresh(item, seen):
                    yield root.resolve().name, item
        elif not path.is_file():
            yield "", problem(path.name, "is neither a file nor a folder", "Name a file or a folder")
        elif path.parent.resolve() not in covered and fresh(item := Received(path.name, path), seen):
            yield path.resolve().parent.name, item


def fresh(received: Received, seen: set[Path]) -> bool:
    """Whether this file was not met before under another path; notes it."""
    path = received.source
    if not isinstance(path, Path) or (resolved := path.resolve()) in seen:
        return not isinstance(path, Path)
    seen.add(resolved)
    return True


def stated(received: Received, item: Extracted) -> Facts:
    """What is known of a report: a listing wins; for one report out of many it gives the publisher only, and a day where there is none.

    A listing could carry a source's name into the title of a tip: of a tip only what the form itself says is taken.
    """
    if item.tip:
        return item.facts
    if item.name in (None, received.name):
        return received.facts.over(item.facts)
    return Facts(publisher=received.facts.publisher).over(item.facts).over(received.facts.shared())


class Exhausted(Exception):
    """An archive holds more than it may."""


class Desk:
    """Turns received bytes into documents; remembers names and hashes within one intake."""

    def __init__(self, limits: Limits, now: datetime, known: Callable[[str], str | None]) -> None:
        self.limits, self.now, self.known = limits, now, known
        self.names: set[str] = set()
        self.first: dict[str, str] = {}
        self.items = self.bytes = 0

    def take(self, root: str, received: Received) -> Iterator[Original | Problem]:
        """All documents of one file; what an archive may hold is counted over all that is nested in it."""
        self.items = self.bytes = 0
        try:
            yield from self.read(root, received)
        except Exhausted:
            hint = "Unpack it and give the parts one by one"
            yield problem(formats.shown(received), "holds more than the limits allow; the rest is not read", hint)

    def read(self, root: str, received: Received) -> Iterator[Original | Problem]:
        """The documents of received bytes; whatever a reader raises becomes one Problem."""
        made = 0
        try:
            for item in formats.reader(received, self.limits)(received, self.limits):
                made += 1
                if isinstance(item, Received):
                    yield from self.nested(root, replace(item, facts=item.facts.over(received.facts.shared())))
                else:
                    yield item if isinstance(item, Problem) else self.original(root, received, item)
            if not made:
                yield problem(formats.shown(received), "holds no report", "Check that it is the file that you meant")
        except IntakeError as error:
            yield problem(formats.shown(received), error.what, error.hint)
        except Exhausted:
            raise
        except OSError as error:
            yield problem(formats.shown(received), f"cannot be opened ({type(error).__name__})", "Check that it is there and may be read")
        except Exception as error:
            # The kind of error only: its words may hold what the file says, and a tip's must never be shown.
            yield problem(formats.shown(received), f"could not be read ({type(error).__name__})", "Open it yourself and save it as text")

    def nested(self, root: str, item: Received) -> Iterator[Original | Problem]:
        """The documents of a member of an archive; Exhausted when the archive holds too much."""
        self.items += 1
        self.bytes += item.size()
        if self.items > self.limits.items or self.bytes > self.limits.archive_bytes:
            raise Exhausted
        if item.depth > self.limits.depth:
            message = f"archives nested deeper than {self.limits.depth} are not opened"
            yield problem(formats.shown(item), message, "Unpack it and give its folder")
            return
        yield from self.read(root, item)

    def original(self, root: str, received: Received, item: Extracted) -> Original | Problem:
        """One report as a document, or the Problem that it has no text or too much of it."""
        name = item.name or received.name
        if not any(c.isalnum() for c in item.text):
            return problem(name, "holds no text", "Check the file; a scan needs its text recognised (OCR) first")
        if len(item.text) > self.limits.text_characters:
            hint = "Split it, or raise the limit"
            return problem(name, f"the text has {len(item.text):,} characters, the limit is {self.limits.text_characters:,}", hint)
        if item.tip is None and sniffing.is_tip(item.text.encode("utf-8", "replace")[: sniffing.HEAD], ""):
            hidden = "tip-" + fingerprint(item.text, length=8)
            return problem(hidden, "a tip inside another format is not read", "Save the form itself as .yaml")
        data = item.data if item.data is not None else received.read(self.limits.file_bytes)
        whole = replace(item, text=sound(item.text))
        return Original(self.document(self.unique(root, label(name)), received, whole, hashlib.sha256(data).hexdigest()), data)

    def document(self, name: str, received: Received, item: Extracted, sha256: str) -> Document:
        """The document under its unique name; of two with the same bytes the later is the copy."""
        facts = stated(received, item).tidy()
        identity = "d" + fingerprint(sha256, name, facts.publisher, facts.published, facts.url, facts.title)
        first = self.first.setdefault(sha256, self.known(sha256) or identity)
        return Document(
            id=identity, name=name, text=item.text, sha256=sha256, media_type=item.media_type, received=self.now,
            tool="; ".join(filter(None, (f"corroborate {__version__}", item.tool))), publisher=facts.publisher,
            published=facts.published, published_at=facts.published_at, title=facts.title, url=facts.url,
            language=language(item.text), restricted=item.tip is not None, tip=item.tip, copy_of=first if first != identity else None,
        )  # fmt: skip

    def unique(self, root: str, name: str) -> str:
        """The name itself, else with its folder before it, else numbered: never one that another document has."""
        tries = iter(range(2, 1_000_000))
        candidate = name
        if name in self.names and root and not name.startswith("tip-"):
            candidate = name = f"{root}/{name}"
        while candidate in self.names:
            candidate = f"{name}~{next(tries)}"
        self.names.add(candidate)
        return candidate
