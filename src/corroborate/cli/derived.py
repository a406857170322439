"""What `report` prints when it is asked for more than the findings: a published counting rule, or an estimate, which is refused."""

from __future__ import annotations

import sys

from corroborate.cli import output
from corroborate.engine.cases import OpenCase
from corroborate.report.profiles import profile_named, redact
from corroborate.report.rules import counted_rows, rule_as_data
from corroborate.report.visible import visible

COLUMNS = ("question", "ours: low", "best", "high", "rule: low", "best", "high", "why")


def print_rule(case: OpenCase, rule: str, as_json: bool) -> int:
    """Count the findings by a published rule and print both, ours beside the rule's; UsageError for a name that is none."""
    counts = case.counted(rule)
    if as_json:
        output.emit({"rule": rule_as_data(case.whole, rule), "counts": [row.data for row in counted_rows(case.whole, counts)]})
        return 0
    standard = rule_as_data(case.whole, rule)
    print(f"{standard['title']} ({rule}, version {standard['version']}): {standard['says']}", file=sys.stderr)
    for line in standard["cannot"]:
        print(f"left to a person: {line}", file=sys.stderr)
    rows = counted_rows(case.whole, counts)
    if not rows:
        print(f"no finding here that {rule} counts", file=sys.stderr)
        return 0
    print("\t".join(COLUMNS))
    for row in rows:
        print("\t".join(visible(" ".join(cell.split())) for cell in row.cells))
    return 0


def print_refusal(case: OpenCase, as_json: bool) -> int:
    """Say why no missing number is estimated, and what the case holds instead."""
    reasons, gaps = case.not_estimated(), redact(case.whole, profile_named("internal")).gaps
    if as_json:
        because = [{"rule": r.rule, "text": r.text, "claims": list(r.claims)} for r in reasons]
        output.emit({"estimated": False, "because": because, "gaps": [{"kind": g.kind, "text": g.text} for g in gaps]})
        return 0
    print("Not estimated, because:")
    for r in reasons:
        print(f"  {visible(r.text)}")
    print("What can be said instead:" if gaps else "Nothing more can be said.")
    for g in gaps:
        print(f"  {visible(g.text)}")
    return 0
