"""What `preview` prints: what a profile withholds or changes in a case."""

from __future__ import annotations

from corroborate.cli import output
from corroborate.report.preview import Preview
from corroborate.report.visible import visible


def print_preview(found: Preview, as_json: bool) -> int:
    """Each kind of change with how many there are, and the first few below it: before, after."""
    if as_json:
        rows = [{"kind": w.kind, "says": w.says, "count": w.count, "examples": [list(e) for e in w.examples]} for w in found.withheld]
        output.emit({"profile": found.profile.name, "reports": found.reports, "claims": found.claims, "withheld": rows})
        return 0
    print(f"{found.profile.title}: {found.profile.says}")
    print(f"{found.reports} reports and {found.claims} claims leave. Withheld or changed:" if found.withheld else "Nothing is withheld.")
    for row in found.withheld:
        print(f"  {row.count:>6}  {row.says}")
        for before, after in row.examples:
            print(f"          {visible(before)}\n       -> {visible(after)}")
    return 0
