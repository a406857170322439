"""Which language a text is in, told from its beginning."""

from __future__ import annotations

import re

SAMPLE = 1_000
"""Characters that are looked at: more cost time and change nothing (design/stack.md, a)."""
FEWEST_LETTERS = 16
UNKNOWN = "und"
WORD = re.compile(r"[^\W\d_]+")
# Closed-class words of English; a text dense in them is English, and the classifier's 0.6 s of loading are saved.
ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "a", "an", "is", "was", "were", "are", "been", "has", "have", "had", "that", "for", "on", "with", "by",
     "at", "from", "as", "it", "its", "this", "which", "who", "their", "they", "he", "she", "his", "her", "not", "but", "be", "said",
     "will", "would", "after", "before", "about", "than", "more", "into", "out", "over")
)  # fmt: skip
DENSE = 0.28
DISTINCT = 7


def language(text: str) -> str:
    """The ISO 639-1 code of the text's language; "und" for a text too short to tell."""
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < FEWEST_LETTERS:
        return UNKNOWN
    return "en" if plainly_english(sample) else classified(sample)


def plainly_english(sample: str) -> bool:
    """Whether function words of English, `the` among them, fill so much of the sample that nothing else needs to be asked."""
    words = WORD.findall(sample.lower())
    found = [w for w in words if w in ENGLISH]
    return "the" in found and len(set(found)) >= DISTINCT and len(found) >= DENSE * len(words)


def classified(sample: str) -> str:
    """What the classifier says."""
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(sample)
    return str(code)
