"""What templates of findings, origins, days and places say in words, and where their links lead."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from corroborate.model import ClaimRow, FindingRow, Status
from corroborate.report.lookup import Lookup
from corroborate.report.voices import Join
from corroborate.report.wording import amount, day, days, measure, origins, readable, stage, status, wording
from corroborate.serve import addresses
from corroborate.serve.pages import TEMPLATES


def value(row: ClaimRow) -> str:
    """What a claim says, in a cell: its amount, what it names, that it denies."""
    said = amount(row.amount) if row.amount else row.about
    denied = row.polarity == "-" or row.commitment == "denied"
    return f"{said or 'said'}{' (denied)' if denied else ''}" if said or not denied else "denied"


def plainly(code: Status) -> str:
    """A status in a sentence for a lay reader."""
    return str(wording()["statuses"][str(code)]["plain"])


def title(row: FindingRow) -> str:
    """A question with what narrows it down, on one line."""
    return f"{row.asked} ({', '.join(row.about)})" if row.about else row.asked


def sentences(lookup: Lookup) -> Callable[[int], str]:
    """Where the sentence of a claim stands, by the number that it has on a page."""
    held = {n: addresses.of_claim(c, lookup.claims[c].document) for c, n in lookup.number.items()}
    return held.__getitem__


def other_origin(join: Join) -> str:
    """The page of the other origin of a join."""
    return addresses.of_origin(join.origin)


def plain(code: str) -> str:
    """A code as words: "single_origin" is "single origin"."""
    return str(code).replace("_", " ")


def noun(name: str) -> str:
    """What a measure counts."""
    return measure(name)["noun"]


TEMPLATES.loader = ChoiceLoader([
    PackageLoader("corroborate.serve", "templates"),
    PrefixLoader({"report": PackageLoader("corroborate.report", "templates")}),  # what draws for the dossier draws for the pages
])  # fmt: skip
TEMPLATES.filters.update(
    day=day, days=days, full_title=title, noun=noun, origins=origins, plain=plain, plainly=plainly, readable=readable, stage=stage,
    status=status, value=value,
)  # fmt: skip
TEMPLATES.globals.update(to=addresses, at_origin=other_origin)
