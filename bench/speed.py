"""How fast, and how much memory: a cold start, a large case, and one more report.

    CORROBORATE_BENCH_DATA=DIR python bench/speed.py [--cold FOLDER] [--reports 2000] [--runs 5]

DIR holds gun_violence_dev.jsonl.gz. Prints JSON; machine noise is the spread of the repeated runs. Linux or macOS.
The reference loop (hash every text and insert it into SQLite) runs in the same process, before and after the job, so that the
job's rate can be read as a ratio on any machine.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from corroborate.engine import local
from corroborate.settings import Settings
from corroborate.store import Store, open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PEAK_UNIT = 1024 if sys.platform != "darwin" else 1  # ru_maxrss is in KiB on Linux, in bytes on macOS


def cold(folder: Path, runs: int) -> dict[str, object]:
    """Wall seconds and peak memory of `corroborate run FOLDER` in a fresh process, with all outputs."""
    walls, peaks = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as out:
            command = [sys.executable, "-m", "corroborate.cli", "run", str(folder), "--case", f"{out}/c.db", "--record", f"{out}/r.json"]
            start = time.perf_counter()
            process = subprocess.Popen([*command, "--dossier", f"{out}/d.html"], stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            walls.append(time.perf_counter() - start)
            peaks.append(usage.ru_maxrss * PEAK_UNIT / 1e6)
            assert os.waitstatus_to_exitcode(status) == 0
    return {"seconds": [round(w, 2) for w in walls], "median_seconds": round(statistics.median(walls), 2), "peak_mb": round(max(peaks))}


def write_reports(folder: Path, data: Path, wanted: int) -> list[Path]:
    """Write reports of the public set as a folder with reports.csv; returns the files."""
    rows, paths = ["file,publisher,published"], []
    with gzip.open(data / "gun_violence_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for report in json.loads(line)["reports"]:
                if len(paths) == wanted:
                    break
                path = folder / f"{len(paths):05}.txt"
                path.write_text(report["text"], encoding="utf-8", newline="")
                rows.append(f"{path.name},,{report['published'] or ''}")
                paths.append(path)
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return paths


def reference(paths: list[Path]) -> float:
    """Reports a second of the plainest loop: read, hash, insert into SQLite, in one transaction."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        db = sqlite3.connect(f"{out}/plain.db")
        db.execute("CREATE TABLE report (name TEXT PRIMARY KEY, sha256 TEXT, text TEXT)")
        for path in paths:
            data = path.read_bytes()
            db.execute("INSERT INTO report VALUES (?, ?, ?)", (path.name, hashlib.sha256(data).hexdigest(), data.decode()))
        db.commit()
        return len(paths) / (time.perf_counter() - start)


def large(data: Path, wanted: int) -> dict[str, object]:
    """Reports a second by stage, peak memory, and the cost of one more report in this case and in a case of 20."""
    with tempfile.TemporaryDirectory() as out:
        folder = Path(out) / "reports"
        folder.mkdir()
        paths = write_reports(folder, data, wanted)
        before, clock = reference(paths), {}
        store, settings = open_store(Path(out) / "large.db"), Settings()
        for name, job in (
            ("ingest", lambda: local.ingest(store, [folder], settings, NOW)),
            ("read", lambda: local.read_all(store, settings)),
            ("reconcile", lambda: local.reconcile_all(store, settings)),
        ):
            start = time.perf_counter()
            job()
            clock[name] = time.perf_counter() - start
        total = sum(clock.values())
        after = reference(paths)
        small_folder = Path(out) / "small"
        small_folder.mkdir()
        small = open_store(Path(out) / "small.db")
        for path in paths[:20]:
            shutil.copy(path, small_folder)
        local.work(small, [small_folder], settings, NOW)
        one_more = {name: add_one_by_one(case, Path(out) / f"more-{name}", settings) for name, case in (("large", store), ("small", small))}
        return {
            "reports": len(paths),
            "reports_a_second": round(len(paths) / total, 1),
            "by_stage": {name: round(len(paths) / spent, 1) for name, spent in clock.items()},
            "reference_reports_a_second": [round(before), round(after)],
            "share_of_reference": round(len(paths) / total / statistics.mean([before, after]), 4),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / 1e6),
            "one_more_ms": {name: round(1000 * statistics.median(spent), 1) for name, spent in one_more.items()},
            "one_more_ratio": round(statistics.median(one_more["large"]) / statistics.median(one_more["small"]), 2),
        }


def add_one_by_one(case: Store, folder: Path, settings: Settings, times: int = 15) -> list[float]:
    """Seconds for each of some single reports about an invented place, added to an open case."""
    folder.mkdir()
    spent = []
    for n in range(times):
        path = folder / f"extra-{n}.txt"
        path.write_text(f"A shooting in Varenne left {n + 2} people wounded on Monday, police said. Officers found {n + 3} casings.\n")
        start = time.perf_counter()
        local.work(case, [path], settings, NOW)
        spent.append(time.perf_counter() - start)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cold", type=Path)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    result: dict[str, object] = {"python": sys.version.split()[0], "cores": os.cpu_count()}
    if args.cold:
        result["cold"] = cold(args.cold, args.runs)
    if args.reports:
        result["large"] = large(Path(os.environ["CORROBORATE_BENCH_DATA"]), args.reports)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
