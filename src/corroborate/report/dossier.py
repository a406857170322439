"""The dossier: one self-contained HTML file for a person who has to trust what it says and hand it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corroborate.model import Case, Claim, Commitment
from corroborate.report import gaps
from corroborate.report.answers import Answer, Group, denies, groups, not_known, unsaid
from corroborate.report.lookup import Lookup
from corroborate.report.map import draw
from corroborate.report.profiles import Profile, profile_named, redact
from corroborate.report.texts import MANY, Row, Text, texts
from corroborate.report.timeline import timeline
from corroborate.report.visible import visible
from corroborate.report.voices import Join, voices
from corroborate.report.wording import counted, day, wording
from corroborate.version import __version__

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
UNNAMED = "case"
"""What a case is called that is kept in memory, or in a file called case.db."""
FEWEST, MOST = 2, 14
"""Answers from this many reports on are named under "What is established", and at most this many."""


def dossier(case: Case, profile: str | Profile = "public", made: datetime | None = None) -> str:
    """Write a case as one HTML page under a redaction profile; `made` is printed as the day of making, and left out if None."""
    rules = profile_named(profile)
    return _page(redact(case, rules), rules, made)


def _page(case: Case, profile: Profile, made: datetime | None) -> str:
    lookup = Lookup(case)
    told = groups(lookup)
    everything = [a for g in told for a in (*g.main, *g.once)]
    anchors = {a.question: a.anchor for a in everything}
    days, undated = timeline(lookup)
    unread, unread_in_all = gaps.unread(lookup)
    reports = texts(lookup, anchors)
    return _environment().get_template("dossier.html").render(
        case=case, heading=_heading(case, told), profile=profile, policy=POLICY, version=__version__, made=day(made.date()) if made else "",
        received=_received(case), rests_on=_rests_on(lookup), established=established(told), groups=told, families=wording()["families"],
        statuses=wording()["statuses"], voices=voices(lookup), contested=[a for a in everything if a.status in ("contested", "conflict")],
        denials=_denials(reports, lookup), movements=_movements(everything),
        needs=[a for a in everything if a.family == "need"], days=days, undated=undated, map=draw(lookup), gaps=gaps.told(lookup),
        gap_kinds=gaps.KINDS, standards=case.standards, unread=unread, unread_in_all=unread_in_all, wordless=gaps.wordless(lookup),
        languages=gaps.languages(lookup), reports=reports, left_out=sum(bool(t.left_out) for t in reports), many=MANY,
        anchors=anchors, lookup=lookup,
    )  # fmt: skip


def established(told: list[Group]) -> list[tuple[str, list[Answer]]]:
    """The answers that more than one report gives, by how firm they are, firmest first, then as the findings stand: (status, answers)."""
    chosen = [a for g in told for a in g.main if a.report_count >= FEWEST or a.status in ("conflict", "contested")]
    chosen = [a for a in chosen if not unsaid(a)]
    most = {a.id for a in sorted(chosen, key=lambda a: -a.report_count)[:MOST]}
    order = sorted(wording()["statuses"], key=lambda s: wording()["statuses"][s]["order"])
    return [(s, found) for s in order if (found := [a for a in chosen if a.id in most and a.status == s])]


def _movements(everything: list[Answer]) -> list[Answer]:
    """What moves and what is stuck, each measure and stage together."""
    moving = [a for a in everything if a.family == "movement" or a.measure == "people_trapped"]
    order = list(wording()["measures"])
    return sorted(moving, key=lambda a: (order.index(a.measure) if a.measure in order else len(order), a.stage))


def _rests_on(lookup: Lookup) -> str:
    """What the case rests on: "8 reports, 5 origins, 42 claims"."""
    attributed = sum(o.attributed for o in lookup.origins.values())
    copies = sum(d.copy_of is not None for d in lookup.case.documents)
    parts = [counted(len(lookup.documents) - copies, "report"), counted(attributed, "origin"), counted(len(lookup.claims), "claim")]
    return ", ".join(parts)


def _heading(case: Case, told: list[Group]) -> str:
    """The name of the case, a file's name made readable; one that nobody named goes by its first incident."""
    return told[0].title if case.name == UNNAMED and told else case.name.replace("_", " ")


def _received(case: Case) -> str:
    """The day on which the last report came in."""
    return day(max(d.received for d in case.documents).date()) if case.documents else ""


def _denials(reports: list[Text], lookup: Lookup) -> list[tuple[list[int], Row]]:
    """Sentences that deny something, each once, with the numbers of its claims; a negated count ("240 could not leave") is none."""
    denying = {lookup.number[c.id] for c in lookup.claims.values() if _is_denial(c)}
    found: dict[tuple[str, str], tuple[list[int], Row]] = {}
    for text in reports:
        for row in text.rows:
            if row.number in denying:
                found.setdefault((text.anchor, row.sentence), ([], row))[0].append(row.number)
    return list(found.values())


def _is_denial(c: Claim) -> bool:
    """Whether a claim denies something: not a negated count, nor what is only not known yet."""
    return denies(c) and not not_known(c) and (c.amount is None or c.commitment is Commitment.DENIED)


def _environment() -> Environment:
    """Templates with everything escaped and nothing invisible let through."""
    environment = Environment(
        loader=PackageLoader("corroborate.report", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_finalize,
    )  # fmt: skip
    filters: Mapping[str, Callable[..., Any]] = {"style": lambda source: Markup(source), "counted": counted}  # noqa: S704 - own style sheet
    environment.filters.update(filters)
    environment.globals.update(at=_at, at_origin=_at_origin)
    return environment


def _at(number: int) -> str:
    """Where a claim stands, by its printed number."""
    return f"#claim-{number}"


def _at_origin(join: Join) -> str:
    """Where the other origin of a join stands."""
    return f"#{join.other}"


def _finalize(value: Any) -> Any:
    """Make what a reader could not see visible in every string that is printed, before it is escaped."""
    return visible(value) if type(value) is str else value
