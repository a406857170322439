"""Every page in a real browser, wide and narrow: nothing scrolls sideways, complains or breaks the policy, and axe finds nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from tests.serve.conftest import SETTINGS, Running

from corroborate.engine.cases import open_case

PAGES = (
    "/",
    "/findings",
    "/findings?status=conflict&sort=place&turned=1",
    "/findings?words=nothing+of+the+kind",
    "/review",
    "/review?state=all&order=report",
    "/review/add?report={report}&start=0&end=40",
    "/decisions",
    "/decisions/disagrees",
    "/review/{claim}?panel=edit",
    "/review/{claim}?panel=reject",
    "/review/{claim}?panel=split",
    "/sources",
    "/sources/new",
    "/withdraw?what={report}",
    "/export",
    "/export?profile=who-ssa-public",
    "/origins",
    "/origins?who=outlets",
    "/origins/{origin}",
    "/timeline",
    "/timeline?first=2031-03-12&last=2031-03-12",
    "/timeline/2031-03-11",
    "/timeline/undated",
    "/map",
    "/map/{place}",
    "/reports",
    "/reports?words=nothing+of+the+kind&problems=1&publisher=Nobody",
    "/reports/{report}",
    "/reports/{report}?add=1",
    "/reports/{sealed}",
    "/incidents",
    "/incidents/{incident}",
    "/search",
    "/search?words=hospital",
    "/search?words=unicorn&in=report",
    "/gaps",
    "/intake",
    "/findings/{finding}",
)
"""Addresses that are opened: {finding} is one that has every drawing. A new page is added here."""
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
WIDTHS = (1280, 360)


@pytest.fixture
def named(served: Running) -> dict[str, str]:
    """Ids for the addresses above."""
    with open_case(served.app.state.desks.path, settings=SETTINGS) as case:
        finding = next(f for f in case.findings if f.status == "conflict")
        origin = max(case.whole.reconciliation.origins, key=lambda o: len(o.claims))
        place = next(c.place for c in case.claims if c.place)
        claim = case.claims[0]
        case.decide("claim.edit", claim.id, who="Ana", note="counted again", change={"value": 15})
        held = {"finding": finding.id, "claim": claim.id, "report": claim.document}
        held["sealed"] = next(d.id for d in case.documents if d.restricted)
        held["incident"] = next(i.id for i in case.whole.reconciliation.incidents if i.possible)
        return {**held, "origin": origin.id, "place": quote(place.key, safe="")}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_are_quiet_and_can_be_used_by_everybody(browser: Any, served: Running, named: dict[str, str], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is put into the page; the next test keeps the policy
    page = context.new_page()
    page.goto(served.address)
    wrong: list[str] = []
    for address in PAGES if scheme == "light" else PAGES[-1:]:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(served.base + address.format(**named))
            found = Axe().run(page, options=STANDARD).response["violations"]
            wrong += [f"{address} at {width}: {v['id']}, {v['nodes'][0]['html'][:200]}" for v in found]
    context.close()
    assert wrong == []


@pytest.mark.browser
def test_no_page_scrolls_sideways_or_complains(browser: Any, served: Running, named: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: m.text.startswith("[DOM]") or said.append(m.text))  # [DOM]: the browser's advice on passwords
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served.address)
    for address in PAGES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.goto(served.base + address.format(**named)).ok, address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} at {width}"
            assert page.locator("h1").count() == 1 and page.locator("main").count() == 1, address
            assert said == [], address
    context.close()


@pytest.mark.browser
def test_a_filter_narrows_at_once_and_the_back_button_undoes_it(browser: Any, served: Running) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address)
    page.goto(served.base + "/findings")
    before = page.locator("tbody tr").count()
    page.select_option("#f-status", "conflict")
    page.wait_for_function("n => document.querySelectorAll('tbody tr').length < n", arg=before)
    assert "status=conflict" in page.url
    page.go_back()
    page.wait_for_function("n => document.querySelectorAll('tbody tr').length == n", arg=before)
    assert "status=" not in page.url
    context.close()
