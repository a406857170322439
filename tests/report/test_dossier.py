"""The dossier stands alone, leads everywhere it points, and lets nothing out of a report but words."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corroborate.errors import UsageError
from corroborate.model import Case, Problem, Reconciliation, Span
from corroborate.report.answers import groups
from corroborate.report.dossier import dossier
from corroborate.report.lookup import Lookup
from report.fixture import case, document
from report.page import Page


@pytest.fixture(scope="module")
def source() -> str:
    return dossier(case(), made=datetime(2026, 5, 14, tzinfo=UTC))


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_nothing_is_fetched_from_anywhere(source: str, page: Page) -> None:
    assert all(link.startswith("#") for link in page.links)
    assert not {"script", "link", "iframe", "object", "embed", "form", "base", "img"} & {tag for tag, _ in page.tags}
    assert not re.search(r"@import|url\((?!#)", source)
    assert not [name for _, held in page.tags for name in held if name.startswith("on")]
    policy = next(held["content"] for tag, held in page.tags if held.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_tags_nest_and_every_link_leads_somewhere(page: Page) -> None:
    assert not page.wrong
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_every_claim_has_its_place_and_leads_back(page: Page) -> None:
    for n in range(1, len(case().claims) + 1):
        assert f"claim-{n}" in page.ids
        assert f"#claim-{n}" in page.links


def test_the_page_can_be_read_by_ear(page: Page) -> None:
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert dict(page.tags)["html"]["lang"] == "en"
    tags = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(tags)
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in held for tag, held in page.tags if tag == "th")
    assert all(held.get("aria-label") for tag, held in page.tags if tag == "a" and held.get("class") in ("c", "full", "open", "gone"))


def test_it_says_what_it_rests_on_and_what_it_refuses(page: Page) -> None:
    text = " ".join(page.text.split())
    assert "8 reports, 10 origins, 26 claims" in text
    assert "Made on 14 May 2026" in text
    assert "7 reports, 4 origins (3–4)" in text
    assert "35,000 to 50,000, which of them is not decided" in text
    assert "What would change it: a later count by the emergency service. a list of names." in text
    assert "No report gives a number of people missing." in text
    assert "the language (es) is not read" in text


def test_a_made_day_is_printed_only_where_it_is_given() -> None:
    assert "Made on" not in dossier(case())
    assert dossier(case()) == dossier(case())


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_a_tip_shows_value_measure_and_pseudonym_only(profile: str) -> None:
    text = Page(dossier(case(), profile)).text
    assert "Heron" in text
    assert "22" in text
    assert "[withheld: restricted source]" in text
    for secret in ("Brannagh", "Ostrava", "cousin", "coffins", "cellar", "morgue"):
        assert secret not in text


def test_public_leaves_out_senders_keys_and_private_names() -> None:
    public, internal = dossier(case()), dossier(case(), "internal")
    for private in ("jo@mail.invalid", "Jo Sender", "k3y", "7-brannagh", "5-meridian"):
        assert private not in public
    assert "k3y" in internal
    assert "5-meridian.eml" in internal


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match="no profile"):
        dossier(case(), "everything")


HOSTILE = "<script>alert(1)</script> \" onmouseover='x' & \u202eevil\u2066 \x00\x1b[31m {{ 7*7 }} \ud800 " + "W" * 4000


def hostile() -> Case:
    """The fixture with hostile words in every place that a report or its metadata can reach."""
    whole = case()
    d = document('a"><img src=x>.txt', HOSTILE, HOSTILE[:300], None, title=HOSTILE, url="javascript:alert(1)")
    first = whole.claims[0]
    span = Span.of(d.id, d.text, 0, len(HOSTILE) - 10)
    claim = replace(first, id="c00", document=d.id, evidence=(span,), value=None, amount=None, measure="ours:<b>x</b>", about=HOSTILE[:200])
    r = whole.reconciliation
    f = replace(r.findings[0], reasons=(replace(r.findings[0].reasons[0], text=HOSTILE),), would_change=(HOSTILE,))
    outcome = replace(r, findings=(f, *r.findings[1:]), question_of={**r.question_of, "c00": "q-killed"})
    problems = (*whole.problems, Problem(HOSTILE[:80], "read", HOSTILE))
    documents, claims = (*whole.documents, d), (*whole.claims, claim)
    return replace(whole, name=HOSTILE, documents=documents, claims=claims, reconciliation=outcome, problems=problems)


def test_hostile_words_stay_words() -> None:
    source = dossier(hostile())
    source.encode("utf-8")
    page = Page(source)
    assert not page.wrong
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert all(link.startswith("#") for link in page.links)
    assert not [name for _, held in page.tags for name in held if name.startswith("on")]
    assert "[U+202E]evil[U+2066]" in page.text
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00\x1b]", source)
    assert "{{ 7*7 }}" in page.text


def many(n: int, length: int = 4000) -> Case:
    """A case of n reports, the fixture's first one over and over with all of its claims."""
    whole = case()
    first, r = whole.documents[0], whole.reconciliation
    filler = "\n" + "Nothing further was known of the harbour. " * (length // 42)
    documents, claims, asked, origin = [], [], dict(r.question_of), dict(r.origin_of)
    for i in range(n):
        d = replace(first, id=f"d{i:05}", name=f"{i:05}.txt", text=first.text + filler)
        documents.append(d)
        for c in (c for c in whole.claims if c.document == first.id and i % 2 == 0):
            spans = tuple(replace(e, document=d.id) for e in c.evidence)
            claim = replace(c, id=f"{c.id}-{i}", document=d.id, evidence=spans, value=replace(c.value, document=d.id) if c.value else None)
            claims.append(claim)
            asked[claim.id], origin[claim.id] = r.question_of[c.id], r.origin_of[c.id]
    by_question = {q: tuple(c.id for c in claims if asked[c.id] == q) for q in {*asked.values()}}
    by_origin = {o: tuple(c.id for c in claims if origin[c.id] == o) for o in {*origin.values()}}
    findings = tuple(replace(f, claims=by_question.get(f.question, ()), support=()) for f in r.findings)
    origins = tuple(replace(o, claims=by_origin.get(o.id, ()), edges=()) for o in r.origins)
    outcome = Reconciliation(r.questions, origins, (), (), findings, asked, origin)
    return replace(whole, documents=tuple(documents), claims=tuple(claims), reconciliation=outcome, mentions=(), problems=())


def test_two_hundred_reports_stay_small_and_quick() -> None:
    big = many(200)
    start = time.perf_counter()
    source = dossier(big)
    assert time.perf_counter() - start < 6
    assert len(source.encode("utf-8")) < 10_000_000
    page = Page(source)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_beyond_three_hundred_reports_uncited_texts_are_left_out_and_said_so() -> None:
    text = Page(dossier(many(310, length=100))).text
    assert "texts on which nothing here rests are left out (155)" in text


def test_an_empty_case_is_a_page_too() -> None:
    empty = Case("Nothing yet", (), (), (), Reconciliation((), (), (), (), ()), (), {})
    page = Page(dossier(empty))
    assert "0 reports, 0 origins, 0 claims" in page.text
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_a_case_that_nobody_named_goes_by_its_first_incident() -> None:
    assert "<h1><bdi>Strike on the ferry terminal</bdi></h1>" in dossier(replace(case(), name="case"))
    assert "<h1><bdi>port-aldo</bdi></h1>" in dossier(replace(case(), name="port-aldo"))


def test_who_is_accused_and_who_denies_it_are_both_named() -> None:
    told = [a for g in groups(Lookup(case())) for a in (*g.main, *g.once) if a.measure == "responsibility_attributed"]
    assert told
    for answer in told:
        assert "denied:" not in answer.stated
