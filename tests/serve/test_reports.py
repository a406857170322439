"""A report can be read with everything that was understood of it marked, whatever stands in it, and nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HOST, SETTINGS, Asked, Running, running

from corroborate.engine.cases import open_case
from corroborate.ingest import Facts, Received
from corroborate.model import Person
from corroborate.model.person import Role
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard
from corroborate.serve.passages import PART, lay_out

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = (
    f"Ferry sinks {SCRIPT}\r\n\r\nPolice in Ardo said on Monday that 12 people \U0001f6a2 were killed {SCRIPT} when a ferry sank.\r\n"
    "A nurse said 4 children\u202e were missing.\u200b \U0001f6a2\U0001f6a2 Then 7 more people died, she said.\x00\r\n"
)


class Marks(HTMLParser):
    """Collects what a browser would see of a page: its elements, and the words of the text with their offsets."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.bits: list[tuple[int, int, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append((tag, held))
        if "data-at" in held:
            self.bits.append((int(held["data-at"] or 0), int(held["data-long"] or 0), ""))
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            at, long, words = self.bits[-1]
            self.bits[-1] = (at, long, words + data)


def case_of(path: Path, *received: Received) -> Path:
    with open_case(path, settings=SETTINGS) as case:
        case.deliver(received, "test")
        case.read()
        case.reconcile()
    return path


@pytest.fixture
def hostile_file(tmp_path: Path) -> Path:
    facts = Facts(publisher=f"Ardo {SCRIPT}", published=date(2031, 5, 5), title=f"Title {SCRIPT}", url="javascript:alert(3)")
    return case_of(tmp_path / "hostile.db", Received(f"{SCRIPT}=cmd|x.txt", HOSTILE.encode(), facts))


@pytest.fixture
def hostile(hostile_file: Path) -> Iterator[Asked]:
    yield from entered(hostile_file)


def entered(path: Path, person: Person = Person("Ana")) -> Iterator[Asked]:  # noqa: B008 - immutable
    guard = LocalGuard(person)
    app = create_app(path, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        yield Asked(client, app)
    app.state.jobs.close()
    app.state.desks.close()


def test_the_list_shows_every_report_and_narrows_to_some(asked: Asked) -> None:
    whole = asked.get("/reports").text
    assert "9 reports" in whole and "Sund" in whole
    assert "1 report of these" in asked.get("/reports?words=evening").text
    assert "2 reports of these" in asked.get("/reports?publisher=Brask+Courier").text
    assert "1 report of these" in asked.get("/reports?restricted=1").text
    assert "0 reports of these" in asked.get("/reports?copies=1").text
    assert "0 reports of these" in asked.get("/reports?day=1999-01-01").text
    assert "All reports" in asked.get("/reports?language=uk").text


BROKEN = ("page=-1", "page=9999999999999999999", "page=%00", "day=tomorrow", f"words={'x' * 9_000}", "publisher=%22%3E")


@pytest.mark.parametrize("query", BROKEN)
def test_no_address_breaks_the_list(asked: Asked, query: str) -> None:
    assert asked.get(f"/reports?{query}").status_code == 200


def test_every_claim_of_a_report_is_marked_where_it_stands(asked: Asked) -> None:
    case = asked.app.state.desks.case()
    for document in case.documents:
        if document.restricted:
            continue
        claims = [c for c in case.claims if c.document == document.id]
        page = Marks(asked.get(f"/reports/{document.id}").text)
        ids = [held["id"] for _, held in page.tags if held.get("id")]
        assert len(ids) == len(set(ids)) and {c.id for c in claims} <= set(ids)
        links = [held.get("href") for tag, held in page.tags if tag == "a"]
        assert all(f"/review/{c.id}" in links and f"#{c.id}" in links for c in claims)
        amounts = {one for _, held in page.tags for one in (held.get("data-of") or "").split()}
        assert {c.id for c in claims if c.value} == amounts


def test_the_words_of_the_page_stand_at_the_offsets_that_it_gives(hostile: Asked) -> None:
    (document,) = hostile.app.state.desks.case().documents
    bits = Marks(hostile.get(f"/reports/{document.id}").text).bits
    assert "\U0001f6a2" in "".join(words for _, _, words in bits)
    for at, long, words in bits:
        printed = document.text[at : at + long]
        assert words == printed or (words and not printed.isprintable() and "[U+" in words)


def test_a_hostile_report_adds_no_element_and_no_address_to_any_page(hostile: Asked) -> None:
    (document,) = hostile.app.state.desks.case().documents
    for path in ("/reports", f"/reports/{document.id}", f"/reports/{document.id}?add=1"):
        answer = hostile.get(path)
        page = Marks(answer.text)
        assert answer.status_code == 200 and "alert(1)" in unescape(answer.text)
        assert [held.get("src") for tag, held in page.tags if tag in ("script", "img", "iframe")] == [
            held["src"] for tag, held in page.tags if tag == "script" and (held.get("src") or "").startswith("/static/")
        ]
        assert not [name for _, held in page.tags for name in held if name.startswith("on") or name == "style"]
        assert not [held for _, held in page.tags if (held.get("href") or "").startswith("javascript")]
        assert "\u202e" not in answer.text and "\u200b" not in answer.text


def test_the_original_bytes_are_a_file_to_keep_and_nothing_to_open(hostile: Asked) -> None:
    (document,) = hostile.app.state.desks.case().documents
    answer = hostile.get(f"/reports/{document.id}/original")
    assert answer.content == HOSTILE.encode()
    assert answer.headers["content-type"] == "application/octet-stream" and answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment") and "<" not in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert hostile.get("/reports/d0000/original").status_code == 404


def test_a_sealed_report_keeps_its_words_until_a_keeper_opens_it(asked: Asked) -> None:
    case = asked.app.state.desks.case()
    (sealed,) = [d for d in case.documents if d.restricted]
    words, _ = case.opened(sealed.id)
    closed = asked.get(f"/reports/{sealed.id}")
    assert "is sealed" in closed.text and not any(w in unescape(closed.text) for w in sentences(words))
    assert asked.get(f"/reports/{sealed.id}/original").status_code == 403
    assert asked.get(f"/reports/{sealed.id}/open").status_code == 405
    opened = asked.post(f"/reports/{sealed.id}/open")
    assert all(w in unescape(re.sub("<[^>]*>", "", opened.text)) for w in sentences(words))
    assert opened.headers["cache-control"] == "no-store"
    assert "/review/add" not in opened.text


def sentences(text: str) -> list[str]:
    return [line.strip()[:40] for line in text.splitlines() if line.strip()]


def test_nobody_but_a_keeper_opens_a_sealed_report(case_file: Path) -> None:
    for asked in entered(case_file, Person("Ben", frozenset({Role.READER, Role.ANALYST}))):
        (sealed,) = [d for d in asked.app.state.desks.case().documents if d.restricted]
        assert asked.post(f"/reports/{sealed.id}/open").status_code == 403


def test_an_earlier_version_can_still_be_read_and_says_that_it_counts_no_more(tmp_path: Path) -> None:
    text = "Police in Ardo said on Monday that {} people were killed when a ferry sank."
    path = case_of(tmp_path / "v.db", Received("a.txt", text.format(12).encode()))
    case_of(path, Received("a.txt", text.format(14).encode()))
    for asked in entered(path):
        (now,) = asked.app.state.desks.case().documents
        page = asked.get(f"/reports/{now.id}").text
        assert "An earlier version" in page and "that 14" in re.sub("<[^>]*>", "", page)
        assert now.revises
        old = re.sub("<[^>]*>", "", asked.get(f"/reports/{now.revises}").text)
        assert "that 12" in old and "its claims count no more" in old


def test_copies_name_each_other(tmp_path: Path) -> None:
    data = b"Police in Ardo said on Monday that 12 people were killed when a ferry sank."
    for asked in entered(case_of(tmp_path / "c.db", Received("a.txt", data), Received("b.txt", data))):
        for one, other in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
            id_ = next(d.id for d in asked.app.state.desks.case().documents if d.name == one)
            assert f"{other}</a> has the same bytes" in asked.get(f"/reports/{id_}").text


def test_a_very_long_text_comes_in_parts_and_a_claim_brings_its_part(tmp_path: Path) -> None:
    filler = "The harbour was calm and nothing is known. " * 4_000
    text = f"{filler}\nPolice in Ardo said on Monday that 12 people were killed when a ferry sank.\n{filler}"
    for asked in entered(case_of(tmp_path / "l.db", Received("a.txt", text.encode()))):
        case = asked.app.state.desks.case()
        (document,), claim = case.documents, next(c for c in case.claims if c.value and c.value.text == "12")
        first = asked.get(f"/reports/{document.id}").text
        assert len(first) < 4 * PART and "Part 1 of" in first and f'id="{claim.id}"' not in first
        assert f'id="{claim.id}"' in asked.get(f"/reports/{document.id}?claim={claim.id}").text
        assert asked.get(f"/reports/{document.id}?part=999999").status_code == 200


def test_the_parts_of_a_text_are_the_text(tmp_path: Path) -> None:
    text = "x" * (2 * PART + 7) + "\n" + "word " * PART
    parts = [lay_out(text, number=n) for n in range(1, lay_out(text).parts + 1)]
    assert [p.start for p in parts[1:]] == [p.end for p in parts[:-1]] and parts[-1].end == len(text)
    printed = "".join(b.text for p in parts for line in p.lines for s in line.stretches for b in s.bits)
    assert printed == text.replace("\n", "")


def test_sentences_can_be_chosen_without_a_mouse(asked: Asked) -> None:
    document = next(d for d in asked.app.state.desks.case().documents if not d.restricted)
    page = unescape(asked.get(f"/reports/{document.id}?add=1").text)
    offered = re.findall(rf"/review/add\?report={document.id}&start=(\d+)&end=(\d+)", page)
    assert len(offered) >= 5
    assert all(document.text[int(a) : int(b)].strip() == document.text[int(a) : int(b)] for a, b in offered)


SELECT = """([start, end]) => {
  const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT), nodes = [];
  while (walk.nextNode()) nodes.push(walk.currentNode);
  const n = nodes.findIndex((node) => node.data.includes(start));
  const last = nodes.slice(n).find((node) => node.data.includes(end));
  const range = document.createRange();
  range.setStart(nodes[n], nodes[n].data.indexOf(start)); range.setEnd(last, last.data.indexOf(end) + end.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


@pytest.mark.browser
def test_selected_words_become_offsets_of_the_report(browser: Any, hostile_file: Path) -> None:
    with running(hostile_file) as served:
        case = open_case(hostile_file, settings=SETTINGS)
        (document,) = case.documents
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(served.address)
        page.goto(f"{served.base}/reports/{document.id}")
        for start, end in (("were killed", "ferry sank"), ("12", "people"), ("nurse", "missing"), ("Then", "7"), ("more", "said")):
            page.evaluate(SELECT, [start, end])
            href = page.get_attribute("#choose:visible", "href")
            a, b = (int(n) for n in re.findall(r"(?:start|end)=(\d+)", href))
            chosen = document.text[a:b]
            assert chosen.startswith(start) and chosen.endswith(end)
        assert said == [] and served.app.state.complaints == []
        page.close()


@pytest.mark.browser
def test_the_keyboard_goes_from_claim_to_claim_and_an_address_shows_its_sentence(browser: Any, served: Running) -> None:
    case = open_case(served.app.state.desks.path, settings=SETTINGS)
    document = next(d for d in case.documents if not d.restricted)
    claims = [c for c in case.claims if c.document == document.id]
    page = browser.new_page()
    page.goto(served.address)
    page.goto(f"{served.base}/reports/{document.id}#{claims[2].id}")
    assert page.inner_text(f"[id={claims[2].id}] mark") in claims[2].sentence.text
    assert page.evaluate(f"document.querySelector('[id={claims[2].id}] mark').classList.contains('lit')")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.claim") not in (None, second)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*")
    page.close()
