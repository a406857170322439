"""The dossier in a real browser: nothing is fetched, nothing complains, nothing runs off a telephone's screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corroborate.report.dossier import dossier
from report.fixture import case
from report.test_dossier import hostile, many

CHROMIUM = os.environ.get("CORROBORATE_CHROMIUM") or next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no chromium found (set CORROBORATE_CHROMIUM)")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def opened(browser: Any, path: Path, width: int) -> tuple[Any, list[str], list[str]]:
    """The page at a width, with what it asked for and what it complained of."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    return page, asked, said


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("name", ["plain", "hostile", "crowded"])
def test_it_is_quiet_and_fits(browser: Any, tmp_path: Path, width: int, name: str) -> None:
    path = tmp_path / "dossier.html"
    path.write_text(dossier({"plain": case, "hostile": hostile, "crowded": lambda: many(60, 200)}[name]()), encoding="utf-8")
    page, asked, said = opened(browser, path, width)
    assert asked == [path.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_dot_leads_to_its_sentence_and_the_sentence_back(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "dossier.html"
    path.write_text(dossier(case()), encoding="utf-8")
    page, _, _ = opened(browser, path, 1200)
    page.locator(".ladder a[href='#claim-9']").first.click()
    assert page.evaluate("document.querySelector(':target').textContent") == "19"
    page.locator(".text a[aria-label^='claim 9:']").click()
    assert page.evaluate("document.querySelector(':target h4').textContent").startswith("How many people were killed")
    broken = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !document.querySelector(h))")
    assert broken == []
    page.close()


def test_words_stand_out_enough_from_their_ground(browser: Any, tmp_path: Path) -> None:
    """WCAG AA: 4.5 to 1 for every colour that the style sheet gives to words."""
    path = tmp_path / "dossier.html"
    path.write_text(dossier(case()), encoding="utf-8")
    page, _, _ = opened(browser, path, 1200)
    lowest = page.evaluate("""() => {
      const part = v => v <= .03928 * 255 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
      const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(part); return .2126 * r + .7152 * g + .0722 * b };
      const own = e => getComputedStyle(e).backgroundColor;
      const ground = e => !e ? 'rgb(255, 255, 255)' : /, 0\\)$/.test(own(e)) ? ground(e.parentElement) : own(e);
      let worst = 21;
      for (const e of document.querySelectorAll('main *, header *, footer *')) {
        if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        worst = Math.min(worst, (a + .05) / (b + .05));
      }
      return worst }""")
    assert lowest >= 4.5
    page.close()
