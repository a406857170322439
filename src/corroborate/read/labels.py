"""What the encoder's scores stand for, in the order in which it was trained."""

from __future__ import annotations

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
MEASURES = (
    "people_killed", "people_injured", "people_killed_or_injured", "people_missing", "people_held", "people_freed", "people_rescued",
    "people_trapped", "people_evacuated", "people_displaced", "people_arrived", "people_present", "people_in_need", "people_affected",
    "attackers", "people_arrested", "vehicles", "buildings_damaged", "buildings_destroyed", "attacks", "distance", "duration",
    "magnitude", "amount_other",
)  # fmt: skip
STATEMENTS = (
    "responsibility_claimed", "responsibility_attributed", "responsibility_denied", "cause", "weapon", "facility_attacked",
    "facility_seized", "facility_destroyed", "agreement", "agreement_broken", "other_denial",
)  # fmt: skip
POINTERS = ("word>source", "word>cue", "cue>source")
POINTER_SIZE = 64
