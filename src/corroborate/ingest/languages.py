"""Which language a text is in, told from its beginning; how, and how well: docs/languages.md."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from corroborate.vocabulary import vocabulary

SAMPLE = 1_000
"""Characters that are looked at: more cost time and change nothing (design/stack.md, a)."""
FEWEST_LETTERS = 8
SHORT = 120
"""Letters below which the classifier alone is too often wrong."""
LACKING = 6.0
"""How much a letter that an alphabet lacks speaks against its language, in the classifier's own units (natural logarithms)."""
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
    letters = sum(c.isalpha() for c in sample)
    if letters < FEWEST_LETTERS:
        return UNKNOWN
    if plainly_english(sample):
        return "en"
    return of_short(one_script(sample)) if letters < SHORT else classified(sample)


def plainly_english(sample: str) -> bool:
    """Whether function words of English, `the` among them, fill so much of the sample that nothing else needs to be asked."""
    words = WORD.findall(sample.lower())
    found = [w for w in words if w in ENGLISH]
    return "the" in found and len(set(found)) >= DISTINCT and len(found) >= DENSE * len(words)


def classified(sample: str) -> str:
    """What the classifier says."""
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(sample)
    return UNKNOWN if code == "zxx" else str(code)


def of_short(sample: str) -> str:
    """The language of a few words: the likeliest of the usual ones, by the classifier and by its letters."""
    import py3langid

    words = vocabulary("languages")
    usual, favoured, letters = frozenset(words["usual"]), words["favoured"], sum(c.isalpha() for c in sample)
    scores = {code: score + letters * favoured.get(code, 0.0) for code, score in py3langid.rank(sample) if code in usual}
    return str(max(scores, key=lambda code: (scores[code] - LACKING * lacking(sample, code), code)))


def one_script(sample: str) -> str:
    """The words in the script that most of the letters are in: a line in another one is a greeting, a name, a link."""
    words = WORD.findall(sample)
    letters: Counter[str] = Counter()
    for word in words:
        letters[script(word)] += len(word)
    most = max(letters, key=lambda s: letters[s])
    return " ".join(word for word in words if script(word) == most) if len(letters) > 1 else sample


@cache
def script(word: str) -> str:
    """The script of a word, by the name of its first letter."""
    return unicodedata.name(word[0], "?").split()[0]


def lacking(sample: str, code: str) -> int:
    """How many letters of the sample the alphabet of a language lacks; none where the alphabet is not known."""
    alphabet = _alphabets().get(code)
    return sum(c not in alphabet for c in unicodedata.normalize("NFC", sample).lower() if c.isalpha()) if alphabet else 0


@cache
def _alphabets() -> dict[str, frozenset[str]]:
    return {code: frozenset(letters) for code, letters in vocabulary("languages")["letters"].items()}
