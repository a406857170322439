"""A saved web page: its main text, and what it says of its title, outlet, address and time."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import dates, isolation
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "liveblogposting", "blogposting", "report", "webpage")
"""schema.org types that describe the page's report, the most telling first; analysis and opinion count as articles."""
TIMES = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created", "dc.date",
         "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "date")  # fmt: skip
EMBEDDED = re.compile(r"data:[^\s\"'()<>]{500,}")
LONG_TAG = re.compile(r"<[^<>]{4000,}")
ATTRIBUTES = 500
"""Words in one tag above which it may be made to slow a parser down: the time grows with their square."""
APART = 1_000_000
"""Characters above which a page is read in a process of its own: its start costs half a second."""
STUB = 40
"""Words below which a page is probably a teaser before a paywall."""
NO_TEXT = "Open it in a browser, check that the report is there (paywall, pictures only), and save it as text"


def read_html(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The main text of a saved page with what it says of itself; a Problem beside it where the text is only a stub."""
    page = characters(received, limits)
    yield from isolation.apart("html", received, limits) if suspicious(page) else report(received.name, page)


def here(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The same in this process, however large the page; what the worker calls."""
    yield from report(received.name, characters(received, limits))


def characters(received: Received, limits: Limits) -> str:
    """A page's mark-up, without the pictures and fonts that saved pages carry inside them; IntakeError if it is still too large."""
    page, _ = decode(received.read(limits.file_bytes), received.charset, markup=True)
    page = EMBEDDED.sub("data:,", page.replace("\0", ""))
    if len(page) > limits.markup_bytes:
        message = f"too large: {len(page):,} characters of mark-up, the limit is {limits.markup_bytes:,}"
        raise IntakeError(message, received.name, NO_TEXT)
    return page


def report(name: str, page: str) -> Iterator[Extracted | Problem]:
    """The report that a page's mark-up holds; IntakeError if it holds none."""
    text, guessed = main_text(page)
    if not text.strip():
        raise IntakeError("the page holds no main text", name, NO_TEXT)
    if len(text.split()) < STUB:
        yield problem(name, f"the page holds only {len(text.split())} words of text", NO_TEXT)
    yield Extracted(text, "text/html", facts(page).over(guessed), tool=tool())


def tool() -> str:
    """The library that finds a page's main text, and its version."""
    return f"trafilatura {version('trafilatura')}"


def suspicious(page: str) -> bool:
    """Whether a page is so large, or has an element with so many attributes, that reading it could take minutes."""
    return len(page) > APART or any(len(m[0].split()) > ATTRIBUTES for m in LONG_TAG.finditer(page))


def main_text(page: str) -> tuple[str, Facts]:
    """The page's main text, one paragraph a line and "" for none, and the library's reading of its metadata."""
    # The library warns of every page that it finds odd; what matters of that becomes a Problem here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    import trafilatura

    when = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=when)
    if found is None:
        return "", Facts()
    details: dict[str, Any] = found if isinstance(found, dict) else found.as_dict()
    day = date.fromisoformat(details["date"]) if details.get("date") else None
    publisher = details.get("sitename") or details.get("hostname")
    return details.get("text") or "", Facts(publisher, day, None, details.get("title"), details.get("url"))


def facts(page: str) -> Facts:
    """What the page's own metadata states: JSON-LD first, then meta elements."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, AssertionError, etree.ParserError):
        return Facts()
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if key and (content := " ".join((meta.get("content") or "").split())):
            metas.setdefault(key, content)
    scripts = [s.text or "" for s in tree.iter("script") if (s.get("type") or "").lower().startswith("application/ld+json")]
    linked = [address.get("href") for address in tree.iter("link") if (address.get("rel") or "").lower() == "canonical"]
    return described(scripts).over(from_metas(metas, linked[0] if linked else None))


def from_metas(metas: Mapping[str, str], canonical: str | None) -> Facts:
    """What meta elements (by lower-case name) and the canonical address state."""
    day, moment = time_of(next((metas[key] for key in TIMES if key in metas), None))
    address = canonical or metas.get("og:url")
    return Facts(
        publisher=metas.get("og:site_name") or metas.get("application-name"), published=day, published_at=moment,
        title=metas.get("og:title"), url=address if address and address.startswith(("http://", "https://")) else None,
    )  # fmt: skip


def described(scripts: list[str]) -> Facts:
    """What schema.org descriptions (JSON-LD) state of the report; nothing where they describe only the site."""
    nodes = [node for script in scripts for node in objects(loaded(script))]
    articles = [(rank(node), i, node) for i, node in enumerate(nodes) if rank(node) is not None]
    if not articles:
        return Facts()
    node = min(articles, key=lambda entry: (entry[0], entry[1]))[2]
    day, moment = time_of(word(node.get("datePublished")))
    return Facts(word(node.get("publisher")), day, moment, word(node.get("headline")), None)


def loaded(script: str) -> Any:
    """A JSON-LD script's value; None if it is broken, which many are."""
    try:
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def objects(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD value: the top one, those of its list or `@graph`, and the entity that a page is about."""
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value[:200]:
            yield from objects(entry, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        yield from objects(value.get("@graph"), depth + 1)
        yield from objects(value.get("mainEntity"), depth + 1)


def rank(node: Mapping[str, Any]) -> int | None:
    """How telling an object's type is, 0 the most; None for one that describes no report."""
    types = node.get("@type")
    for name in types if isinstance(types, list) else [types]:
        kind = str(name).lower()
        if kind in ARTICLES:
            return ARTICLES.index(kind) if kind == "webpage" else 0
        if kind.endswith("newsarticle"):
            return 0
    return None


def word(value: Any) -> str | None:
    """A value's words: a string, or the name of an object, or that of a list's first entry."""
    if isinstance(value, list):
        return word(value[0]) if value else None
    if isinstance(value, Mapping):
        return word(value.get("name"))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def time_of(words: str | None) -> tuple[date | None, datetime | None]:
    """The day and the moment that a page states; nothing where that cannot be read, so that no day is guessed."""
    try:
        return dates.published(words) if words else (None, None)
    except ValueError:
        return None, None
