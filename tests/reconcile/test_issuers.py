"""A body that publishes its own count is a source; a page about the police is an outlet."""

from __future__ import annotations

import pytest
from telling import Telling, exact

from corroborate.model import Finding, OriginCount, Status
from corroborate.reconcile import reconcile
from corroborate.reconcile.issuers import issuer


@pytest.mark.parametrize(
    ("publisher", "body"),
    [
        ("www.varenne.gov.xa", True), ("cityofvarenne.example", True), ("Ministry of Health of Aldonia", True), ("health.int", True),
        ("Varenne Police Department", True), ("www.varenne-times.example", False), ("go.com", False), ("policemag.example", False),
        ("Police News", False), ("mygov.example", False), ("reliefweb.int", False), ("Varenne Herald", False),
    ],
)  # fmt: skip
def test_who_issues_and_who_reports(publisher: str, body: bool) -> None:
    assert issuer(publisher) is body


def story(publisher: str) -> Telling:
    """What a page says itself, and what another report says that the body said."""
    t = Telling()
    t.say(t.report(publisher), "A total of 50 people were killed.", ("50", exact(50)))
    t.say(t.report("Varenne Herald"), "Varenne police said 50 people were killed.", ("50", exact(50)), speaker="Varenne police")
    return t


def found_of(t: Telling) -> tuple[Finding, ...]:
    """The findings of a story, its origins found by the product."""
    return reconcile(t.documents, t.claims).findings


def test_what_a_body_publishes_itself_is_its_word_and_no_second_one() -> None:
    (found,) = found_of(story("Varenne Police Department"))
    assert (found.status, found.origins) == (Status.REPEATED, OriginCount(1, 1, 2))


def test_what_an_outlet_says_itself_has_no_source() -> None:
    t = Telling()
    t.say(t.report("Varenne Herald"), "A total of 50 people were killed.", ("50", exact(50)))
    (found,) = found_of(t)
    assert found.status is Status.UNATTRIBUTED
    t = Telling()
    t.say(t.report("Varenne Police Department"), "A total of 50 people were killed.", ("50", exact(50)))
    (found,) = found_of(t)
    assert found.status is Status.SINGLE_ORIGIN
