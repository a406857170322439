"""What a count's own words say of the whole that it belongs to."""

from __future__ import annotations

import re

from corroborate.model import Bound, Claim
from corroborate.vocabulary import vocabulary

_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:\s\w+)?\sof\s(?:the|those|these|them|its|his|her|their|our|whom)\b", re.IGNORECASE)


def number(claim: Claim) -> float | None:
    """The number that a claim states, None for vague words and open ends without one."""
    return None if claim.amount is None or claim.amount.bound is Bound.VAGUE else claim.amount.point


def older(claim: Claim) -> bool:
    """Whether the sentence says that its count is an older one, or one that has changed."""
    return bool(set(re.findall(r"[a-z]+", claim.sentence.text.lower())) & set(vocabulary("populations")["earlier"]))


def of_them(claim: Claim) -> bool:
    """Whether the words after the number make it one of a larger count: "five of the dead"."""
    at = claim.value.end - claim.sentence.start if claim.value else 0
    return claim.value is not None and _OF_THEM.match(claim.sentence.text, at) is not None


def one_of(claim: Claim) -> bool:
    """Whether the words are "one of" some group."""
    at = claim.value.start - claim.sentence.start if claim.value else 0
    return _ONE_OF.match(claim.sentence.text, at) is not None
