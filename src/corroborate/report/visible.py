"""Characters that a reader cannot see made visible, so that no report can disguise its own words."""

from __future__ import annotations

import unicodedata

KEPT = frozenset("\n\t\r")
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})
JOINERS = frozenset("\u200c\u200d\u00ad")
"""Format characters that ordinary writing needs (Persian, Indic scripts, emoji, hyphenation)."""


def visible(text: str) -> str:
    """Text with every control, bidirectional, private or half character written as [U+202E]; safe to encode as UTF-8."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in KEPT or character in JOINERS or unicodedata.category(character) not in HIDDEN:
        return character
    return f"[U+{ord(character):04X}]"
