"""Many readers at once, and a server that is killed while people decide.

    python bench/serve_load.py CASE readers [--readers 50] [--seconds 10]     wrk against the main pages, one after the other
    python bench/serve_load.py CASE kills [--rounds 200]                      start, decide, kill -9, look; so many times

Works on a copy of CASE beside it, on 127.0.0.1 alone. `readers` needs wrk; it prints requests a second, milliseconds and errors.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.serve.losing import free_port, lose, server  # noqa: E402 - the harness is the tests' own

PAGES = ("/static/workbench.css", "/", "/findings", "/review", "/reports", "/decisions", "/origins", "/api/v1/findings", "/api/v1/claims")
REPORT = """
done = function(summary, latency)
  local e = summary.errors
  local lost = e.connect + e.read + e.write + e.timeout
  io.write(string.format("TOLD %d %.1f %.1f %.1f %d %d\\n", summary.requests, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency.max / 1000, lost, e.status))
end
"""
"""What wrk prints at the end; its times are microseconds."""


def readers(case: Path, home: Path, count: int, seconds: int) -> int:
    """Ask each page by so many readers at once; the number of errors."""
    port = free_port()
    process, key = server(case, home, "Bench", port)
    script = home / "report.lua"
    script.write_text(REPORT)
    wrong = 0
    print(f"{count} readers, {seconds} s a page; load of the machine before: {os.getloadavg()[0]:.1f}")
    print(f"{'address':28} {'requests/s':>10} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} errors", flush=True)
    try:
        for page in PAGES:
            command = ["wrk", "-t2", f"-c{count}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
            command += ["-H", f"Authorization: Bearer {key}"]
            done = subprocess.run([*command, f"http://127.0.0.1:{port}{page}"], capture_output=True, text=True, check=True)
            told = re.search(r"TOLD (\d+) ([\d.]+) ([\d.]+) ([\d.]+) (\d+) (\d+)", done.stdout)
            assert told, done.stdout
            errors = int(told[5]) + int(told[6])
            wrong += errors
            print(f"{page:28} {int(told[1]) / seconds:10.0f} {told[2]:>8} {told[3]:>8} {told[4]:>8} {errors}", flush=True)
    finally:
        process.terminate()
        process.join()
    return wrong


def main() -> int:
    """Run one of the two; exit 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("case", type=Path)
    asked.add_argument("what", choices=["readers", "kills"])
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--seconds", type=int, default=10)
    asked.add_argument("--rounds", type=int, default=200)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.case.parent) as folder:
        copy = Path(shutil.copy(given.case, Path(folder) / "case.db"))
        if given.what == "readers":
            return 1 if readers(copy, Path(folder), given.readers, given.seconds) else 0
        began = time.monotonic()
        done = lose(copy, Path(folder), given.rounds, given.seed)
        print(f"{done}\n{time.monotonic() - began:.0f} s")
        return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
