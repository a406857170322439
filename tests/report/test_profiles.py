"""What a profile withholds cannot be reached through any field of the case that is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroborate.model import Document, Problem, Reason
from corroborate.report.profiles import profiles, redact
from corroborate.report.sealing import WITHHELD, Seal
from report.fixture import TIP, case

SECRETS = ("Brannagh", "Ostrava", "cousin", "coffins", "cellar", "morgue", "her cousin told her")


@pytest.mark.parametrize("name", sorted(profiles()))
def test_no_field_of_a_redacted_case_holds_a_word_of_the_tip(name: str) -> None:
    whole = case()
    leaking = replace(whole.reconciliation.findings[0], reasons=(Reason("r", f"It says: {TIP[:60]}"),))
    outcome = replace(whole.reconciliation, findings=(leaking, *whole.reconciliation.findings[1:]))
    problem = Problem("7-brannagh.yaml", "read", "7-brannagh.yaml: seen: " + TIP[10:50])
    shown = repr(redact(replace(whole, reconciliation=outcome, problems=(problem,)), profiles()[name]))
    if name == "internal":  # the file's name is known to those who work on the case
        shown = shown.replace("7-brannagh.yaml", "")
    assert not [secret for secret in SECRETS if secret in shown]


def test_redacting_keeps_ids_values_and_offsets() -> None:
    whole = case()
    public = redact(whole, profiles()["public"])
    assert [c.id for c in public.claims] == [c.id for c in whole.claims]
    assert [c.amount for c in public.claims] == [c.amount for c in whole.claims]
    texts = {d.id: d.text for d in public.documents}
    for claim in (c for c in public.claims if not c.restricted):
        for span in (*claim.evidence, *([claim.value] if claim.value else [])):
            assert texts[span.document][span.start : span.end] == span.text


def test_contacts_are_covered_character_for_character() -> None:
    whole = case()
    d = replace(whole.documents[0], text="Call +44 20 7946 0018 or write to a.b@mail.invalid; 2,000 vehicles left.")
    shown = redact(replace(whole, documents=(d,), claims=()), profiles()["public"]).documents[0]
    assert len(shown.text) == len(d.text)
    assert "7946" not in shown.text
    assert "mail.invalid" not in shown.text
    assert shown.text.endswith("2,000 vehicles left.")


def test_public_coordinates_are_coarse_and_sites_have_none() -> None:
    places = {c.place.name: c.place for c in redact(case(), profiles()["public"]).claims if c.place}
    assert (places["Port Aldo"].latitude, places["Port Aldo"].longitude) == (41.3, 19.4)
    assert places["Tessaly Bridge"].latitude is None


def test_words_that_an_open_report_prints_are_not_secret() -> None:
    whole = case()
    seal = Seal(whole.documents, whole.claims)
    assert seal.clean("At least 16 people were killed") == "At least 16 people were killed"
    assert seal.clean("Brannagh Ostrava said so") == f"{WITHHELD} said so"
    assert seal.clean("for she counted twenty-two coffins on Tuesday") == WITHHELD


def test_a_case_without_tips_is_left_alone_by_the_seal() -> None:
    whole = case()
    open_only: tuple[Document, ...] = tuple(d for d in whole.documents if not d.restricted)
    assert Seal(open_only, whole.claims[:3]).clean(TIP) == TIP
