"""Reviewing in a real browser: by keyboard alone, and two people on one claim who lose nothing of each other's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.serve.conftest import SETTINGS, Running

from corroborate.engine.cases import open_case
from corroborate.model import State

pytestmark = pytest.mark.browser


def claim_of(served: Running, amount: float, name: str = "1-meridian.txt", measure: str = "people_killed") -> str:
    """A claim of a report's own sentence by its number."""
    with open_case(served.app.state.desks.path, settings=SETTINGS) as case:
        names = {d.id: d.name for d in case.documents}
        return next(
            c.id for c in case.claims
            if names[c.document] == name and c.measure == measure and not c.headline and c.amount and amount in c.amount.stated
        )  # fmt: skip


def standing(served: Running, claim: str) -> Any:
    with open_case(served.app.state.desks.path, settings=SETTINGS) as case:
        return case.standing(claim)


def enter(browser: Any, served: Running, **more: Any) -> Any:
    page = browser.new_context(**more).new_page()
    page.goto(served.address)
    return page


def press(page: Any, key: str) -> None:
    """A key that leads to another claim."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url != before)
    page.locator("#claim:focus").wait_for()


@pytest.fixture
def page(browser: Any, served: Running) -> Any:
    page = enter(browser, served)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.context.close()
    assert said == []


def test_a_key_decides_and_the_focus_goes_to_the_next_claim(page: Any, served: Running) -> None:
    page.goto(served.base + "/review")
    press(page, "j")
    claim = page.url.split("/review/")[1].split("?")[0]
    press(page, "a")
    assert standing(served, claim).state is State.ACCEPTED
    other = page.url.split("/review/")[1].split("?")[0]
    page.keyboard.press("r")
    page.wait_for_selector("#panel-reject:visible")
    press(page, "2")
    assert standing(served, other).state is State.REJECTED
    page.keyboard.press("u")
    page.locator(".done", has_text="Taken back").wait_for()
    assert standing(served, other).state is State.UNREVIEWED
    press(page, "j")
    press(page, "k")


def test_the_change_is_proven_by_the_header_of_the_script_alone(page: Any, served: Running) -> None:
    claim = claim_of(served, 14)
    page.goto(f"{served.base}/review/{claim}")
    page.evaluate("document.querySelectorAll('input[name=csrf]').forEach(one => one.remove())")
    press(page, "a")
    assert standing(served, claim).state is State.ACCEPTED


def test_words_are_chosen_by_keys_and_taken_into_a_field_with_where_they_stand(page: Any, served: Running) -> None:
    claim = claim_of(served, 34, "6-relief-council.eml", "people_injured")
    page.goto(f"{served.base}/review/{claim}")
    page.keyboard.press("e")
    page.keyboard.press("z")
    assert page.evaluate("document.activeElement.id") == "text"
    for _ in range(5):  # The Relief Council has verified 11
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "11"
    page.keyboard.press("v")
    assert page.input_value("#f-value") == "11"
    page.keyboard.press("Enter")
    page.locator(".done", has_text="Edited").wait_for()
    held = standing(served, claim).claim
    assert held.amount.point == 11 and held.value.text == "11"


def test_no_key_fires_while_somebody_types(page: Any, served: Running) -> None:
    claim = claim_of(served, 14)
    page.goto(f"{served.base}/review/{claim}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-words"
    page.keyboard.type("a r u j e")
    assert page.input_value("#find-words") == "a r u j e" and claim in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("a and r")
    assert page.input_value("#note-words") == "a and r" and standing(served, claim).state is State.UNREVIEWED
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel-note")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys") and standing(served, claim).state is State.UNREVIEWED


def test_every_key_of_the_list_has_a_button_or_says_what_it_does_itself(page: Any, served: Running) -> None:
    page.goto(f"{served.base}/review/{claim_of(served, 14)}")
    told = set(page.locator("dl.keys kbd").all_text_contents())
    buttons = set(page.locator(":is(.verbs, .bar, .report, .beside) [data-key]").evaluate_all("all => all.map(one => one.dataset.key)"))
    assert told - buttons == {"/", "Esc", "u", "l"}  # a field, a way out, nothing to take back yet, nobody who came before
    assert buttons <= told


def test_two_people_on_one_claim_lose_nothing_and_see_each_other(browser: Any, served: Running) -> None:
    claim = claim_of(served, 14)
    ana, berit = enter(browser, served), enter(browser, served)
    for page in (ana, berit):
        page.goto(f"{served.base}/review/{claim}")
    ana.keyboard.press("e")
    ana.fill("#f-value", "15")
    ana.keyboard.press("Enter")
    ana.locator(".done", has_text="Edited").wait_for()

    berit.evaluate("window.dispatchEvent(new Event('focus'))")
    berit.wait_for_selector("#since .notice")
    assert "has decided on this claim" in berit.inner_text("#since")
    berit.keyboard.press("e")
    berit.fill("#f-value", "17")
    berit.fill("#f-population", "patients")
    berit.keyboard.press("Enter")
    berit.wait_for_selector("[role=alert]")
    assert "something else stands" in berit.inner_text("[role=alert] >> nth=0")
    assert berit.input_value("#f-value") == "17" and berit.input_value("#f-population") == "patients"
    assert standing(served, claim).claim.amount.point == 15

    berit.keyboard.press("Enter")  # having seen it, on purpose
    berit.locator(".done", has_text="Edited").wait_for()
    assert standing(served, claim).claim.amount.point == 17 and len(standing(served, claim).decisions) == 2
    ana.goto(f"{served.base}/review/{claim}")
    assert "at least 17" in ana.inner_text("#claim")
    for page in (ana, berit):
        page.context.close()


def test_without_scripts_the_same_forms_decide(browser: Any, served: Running) -> None:
    claim = claim_of(served, 14)
    page = enter(browser, served, java_script_enabled=False)
    page.goto(f"{served.base}/review/{claim}?panel=reject")
    page.click("text=It is of another event")
    assert standing(served, claim).state is State.REJECTED and "Rejected: " in page.inner_text(".done")
    page.click("text=Undo")
    assert standing(served, claim).state is State.UNREVIEWED
    page.context.close()
