"""The page on intake names every limit, column, field, basis and kind of input."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from corroborate.ingest import FORMATS, Limits
from corroborate.ingest.listings import COLUMNS, NAMES
from corroborate.ingest.tips import BASES, FIELDS

PAGE = Path(__file__).parents[2].joinpath("docs", "ingest.md").read_text("utf-8")


def test_the_page_is_complete() -> None:
    for word in (*NAMES, *COLUMNS, *FIELDS, *BASES):
        assert word in PAGE, word
    for field in fields(Limits):
        assert f"| `{field.name}` | {int(field.default):,} |" in PAGE, field.name


def test_the_page_names_every_format() -> None:
    words = ("text", "HTML", "PDF", "DOCX", "mail", "JSON Lines", "RSS", "Telegram", "WARC", "WACZ", "zip", "gzip", "tip")
    assert len(FORMATS) == len(words) and all(word in PAGE for word in words)
