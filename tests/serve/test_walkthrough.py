"""The whole way once, in a real browser: a new user hands reports over, reviews ten claims by keyboard alone, joins origins, overrules a
finding, sees the dossier change, starts the server anew with another version of the reader, and finds every decision as the table of
replay says."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.serve.conftest import EXAMPLES, SETTINGS, Running, running

from corroborate.engine.cases import OpenCase, open_case
from corroborate.model import Claim, State, Status
from corroborate.read import Reader
from corroborate.settings import Settings

NEWER = Settings(reader=Reader.FAST)
"""Another version of the reader: it reads who is trapped in one sentence of the harbour otherwise."""
CHANGING = ("1-meridian.txt", "2-coast-daily.txt", "7-sund-radio.txt")
"""Reports that come from a folder, so that they can come in anew with other words."""
TEN = 10
SECONDS = 8.0
"""What one claim may take of the machine, far under the ten seconds that a person has for it; some tenths on a machine that is free."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The reports as files that can come in anew with other words."""
    return Path(shutil.copytree(EXAMPLES / "harbour", tmp_path / "reports"))


def rewrite(folder: Path, name: str, was: str, now: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(was) == 1
    (folder / name).write_text(text.replace(was, now), encoding="utf-8")


def found(case: OpenCase, name: str, words: str, measure: str, amount: float) -> Claim:
    """The claim of one sentence of one report."""
    names = {d.id: d.name for d in case.documents}
    held = [c for c in case.claims if names[c.document] == name and words in c.sentence.text and c.measure == measure]
    return next(c for c in held if c.amount and amount in c.amount.stated)


def held_by(page: Any) -> str:
    """The id of the claim on the page."""
    return str(page.url.split("/review/")[1].split("?")[0])


def moved(page: Any, act: Callable[[], None]) -> None:
    """Do something that leads to another claim, and wait until a person can go on."""
    before = page.url
    act()
    page.wait_for_url(lambda url: url != before)
    page.locator("#claim:focus").wait_for()


def by_keyboard(page: Any, kept: dict[str, str]) -> dict[str, float]:
    """Review ten claims, those of `kept` among them, with no other device than the keyboard; seconds that each took the machine."""
    took: dict[str, float] = {}
    page.keyboard.press("j")
    page.locator("#claim:focus").wait_for()
    while len(took) < TEN:
        claim = held_by(page)
        if claim not in kept and len(took) >= TEN - len(set(kept) - set(took)):
            moved(page, lambda: page.keyboard.press("j"))
            continue
        begun = time.monotonic()
        match kept.get(claim, "accept"):
            case "accept":
                moved(page, lambda: page.keyboard.press("a"))
            case "reject":
                page.keyboard.press("r")
                moved(page, lambda: page.keyboard.press("2"))
            case value:
                page.keyboard.press("e")
                page.keyboard.press("v")  # nothing is selected: the key leads into the field
                page.keyboard.type(value)
                moved(page, lambda: page.keyboard.press("Enter"))
        took[claim] = time.monotonic() - begun
    return took


def opened(browser: Any, held: Running) -> Any:
    page = browser.new_context().new_page()
    page.set_default_timeout(60_000)
    page.goto(held.address)
    return page


def settled(held: Running, page: Any) -> None:
    """Wait until the page says nothing of findings that lag behind."""
    page.goto(held.base + "/decisions")
    page.locator("#state .notice").wait_for(state="detached")


def decide(page: Any, form: str, **fields: str) -> None:
    """Fill in a form of a finding's page."""
    for name, value in fields.items():
        field = page.locator(f"{form} [name={name}]")
        (field.select_option if field.evaluate("one => one.tagName") == "SELECT" else field.fill)(value)


@pytest.mark.browser
def test_a_new_user_decides_and_nothing_decided_is_lost(
    browser: Any, folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path, watched = tmp_path / "case.db", tmp_path / "watched"
    watched.mkdir()
    shutil.copy(folder / "reports.csv", watched)
    with running(path) as held:  # there is no case yet: it is made
        page = opened(browser, held)
        hand_over(page, held, [f for f in sorted(folder.iterdir()) if f.name not in CHANGING])
        for name in CHANGING:
            shutil.move(folder / name, watched / name)
        with open_case(path, settings=SETTINGS) as case:  # another program adds to the case while the workbench is open
            case.add(watched)
        before = dossier(page, held)
        with open_case(path, settings=SETTINGS) as case:
            edited = found(case, "1-meridian.txt", "At least 14 people were killed", "people_killed", 14)
            lost = found(case, "2-coast-daily.txt", "At least 14 people were killed", "people_killed", 14)
            disputed = found(case, "5-brask-courier.txt", "Marant said that 240 patients and 60 staff", "people_trapped", 60)
            shifted = found(case, "7-sund-radio.txt", "About 1,100 people have left", "people_evacuated", 1100)
            rejected = found(case, "1-meridian.txt", "More than 4,000 people have been killed", "people_killed", 4000)
        kept = {edited.id: "16", lost.id: "accept", disputed.id: "accept", shifted.id: "1183", rejected.id: "reject"}
        page.click(".menu >> text=Review")
        page.locator("h1", has_text="Review").wait_for()
        took = by_keyboard(page, kept)
        record_property("seconds_a_claim", {claim: round(seconds, 3) for claim, seconds in took.items()})
        assert set(kept) <= set(took) and max(took.values()) < SECONDS, took
        page.goto(held.base + "/review")
        assert f"{TEN} of " in page.inner_text(".bar")
        settled(held, page)
        with open_case(path, settings=SETTINGS) as case:
            finding = next(f for f in case.findings if shifted.id in f.claims)
        overruled(page, held, finding.id)
        with open_case(path, settings=SETTINGS) as case:
            joined = next(f for f in case.findings if f.question == finding.question)
            assert joined.origins.probable < finding.origins.probable and joined.by_hand[-1].status is Status.CONTESTED
        assert "1,183" in dossier(page, held) and "1,183" not in before, "the dossier holds what a person decided"
        page.context.close()
        assert held.app.state.complaints == []

    rewrite(watched, "1-meridian.txt", "At least 14 people were killed", "At least 18 people were killed")
    rewrite(watched, "2-coast-daily.txt", "At least 14 people were killed and dozens wounded on Tuesday when shells hit", "Smoke over")
    rewrite(watched, "7-sund-radio.txt", "Convoy from Port Aldo reaches Sund", "A convoy from Port Aldo has reached Sund by now")
    table = {
        edited.id: (State.REOPENED, "/decisions/reopened"),  # text and reading changed
        lost.id: (State.ORPHAN, "/decisions/orphans"),  # its words are gone
        disputed.id: (State.DISAGREES, "/decisions/disagrees"),  # the same text is read otherwise
        shifted.id: (State.EDITED, "/review?state=edited"),  # the text changed elsewhere: found again and applied
        rejected.id: (State.REJECTED, "/review?state=rejected"),
        **{claim: (State.ACCEPTED, "/review?state=accepted") for claim in took if claim not in kept},  # the same, or found again
    }
    with running(path, NEWER) as held:  # the server, started anew
        page = opened(browser, held)
        with open_case(path, settings=NEWER) as case:
            assert case.ingest(watched).revised == len(CHANGING)
        page.goto(held.base + "/intake")
        page.click("form[action='/intake/read']:has([name=again]) button")  # what another version has read too
        page.locator("#jobs", has_text="Done.").wait_for()
        settled(held, page)
        for claim, (state, where) in table.items():
            with open_case(path, settings=NEWER) as case:
                now = case.standing(claim)  # by the id of before: a changed report has claims of other ids
            assert now.state is state, where
            page.goto(held.base + where)
            assert f"/review/{now.id}" in page.content() or f"c-{now.id}" in page.content(), where
        page.goto(held.base + "/decisions/disagrees")
        page.click("text=Keep the person’s")
        page.goto(held.base + f"/review/{disputed.id}")
        assert "accepted" in page.inner_text(".state")
        page.context.close()
        assert held.app.state.complaints == []


def hand_over(page: Any, held: Running, files: list[Path]) -> None:
    """Hand reports over in the page and wait until they are read."""
    page.goto(held.base + "/intake")
    page.set_input_files("#files", [str(path) for path in files])
    page.click("text=Add these files")
    page.locator("#jobs", has_text="Done.").wait_for()


def dossier(page: Any, held: Running) -> str:
    """The dossier as the page of exports gives it."""
    return str(page.context.request.get(held.base + "/export/file?profile=internal&format=dossier").text())


def overruled(page: Any, held: Running, finding: str) -> None:
    """Join two origins of a finding and set its status, with a reason each; the page shows both beside the machine's."""
    page.goto(f"{held.base}/findings/{finding}")
    page.click("summary:has-text('Who goes back to whom')")
    decide(page, "form[action='/decide/origin']", note="the council reads the ministry's list")
    page.click("text=Join: one utterance")
    settled(held, page)
    page.goto(f"{held.base}/findings/{finding}")
    decide(page, "form[action='/decide/finding']", status=str(Status.CONTESTED), note="two lists are being compared")
    page.click("form[action='/decide/finding'] button")
    settled(held, page)
    page.goto(f"{held.base}/findings/{finding}")
    assert "A person says" in page.inner_text("main") and "two lists are being compared" in page.inner_text("main")
