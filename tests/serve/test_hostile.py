"""Hostile reports: none runs, loads, sends, writes elsewhere or takes more than its share; each is a report or one clear Problem."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from tests.serve.conftest import SETTINGS, Running, running
from tests.serve.hostile import ESCAPED, FILES, TELLING, build

from corroborate.engine.cases import open_case
from corroborate.serve import addresses
from corroborate.serve.pages import PLACES

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "corroborate.cli")
SECONDS, MEMORY = 30, 1_000_000_000
"""What one report may cost: of a slow machine's time, and of its memory."""
MANY = ("many.zip", "parts.eml")
"""What makes so many reports that everything after it takes longer."""


@dataclass
class Program:
    """`corroborate serve` in a process and a folder of its own."""

    process: subprocess.Popen[str]
    base: str
    client: httpx.Client
    folder: Path

    @property
    def peak(self) -> int:
        """Bytes of memory that it has had at the most."""
        told = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in told.splitlines() if line.startswith("VmHWM"))) * 1024


def environment(folder: Path) -> dict[str, str]:
    """An environment in which everything that is written lies in a folder."""
    for name in ("tmp", "home", "work"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "SYSTEMROOT")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home")}


@contextmanager
def started(folder: Path, case: Path) -> Iterator[Program]:
    """The workbench as its command starts it, on a port that is free."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*COMMAND, "serve", str(case), "--port", str(port), "--who", "Ana", "--reader", "rules", "--json"]
    process = subprocess.Popen(
        command, cwd=folder / "work", env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    told = ""
    while not told.rstrip().endswith("}"):
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        told += line
    base = f"http://127.0.0.1:{port}"
    headers = {"authorization": f"Bearer {json.loads(told)['key']}"}
    try:
        with httpx.Client(base_url=base, headers=headers, timeout=60, trust_env=False) as client:
            for _ in range(200):
                try:
                    client.get("/api/v1/case")
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            yield Program(process, base, client, folder)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def lying(folder: Path) -> list[str]:
    """The files that lie in a folder, without the case's own."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and not p.name.startswith("case.db"))


def escaped() -> list[Path]:
    """Files that a hostile archive would have left outside."""
    places = (Path("/tmp"), Path("/"), ROOT, Path.cwd(), Path.home(), ROOT.parent)  # noqa: S108 - where it must not have come to
    return [p for place in places for p in place.glob(f"{ESCAPED}*")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("half", [0, 1])
def test_every_hostile_report_handed_over_ends_as_a_report_or_a_clear_problem(tmp_path: Path, half: int) -> None:
    environment(tmp_path)
    before = lying(tmp_path)
    with started(tmp_path, tmp_path / "case.db") as server:
        for name in sorted(FILES, key=lambda n: n in MANY)[half::2]:
            made, began = FILES[name], time.monotonic()
            answer = server.client.post("/api/v1/reports", files=[("files", (name, made()))])
            assert answer.status_code == 202, (name, answer.text)
            job = answer.json()
            while job["state"] in ("waiting", "storing", "reading", "comparing"):
                time.sleep(0.02)
                job = server.client.get(f"/api/v1/jobs/{job['id']}").json()
                assert time.monotonic() - began < SECONDS, (name, job["state"])
            assert job["state"] == "done" and not job["trouble"], (name, job)
            assert job["found"] + job["faults"] > 0, (name, job)
            for problem in job["problems"]:
                assert problem["message"] and problem["hint"] and "Traceback" not in str(problem), (name, problem)
        assert server.peak < MEMORY, f"{server.peak:,}"
        assert server.client.get("/api/v1/case").json()["trouble"] is None
        left = [name for name in lying(tmp_path) if name not in before and not name.startswith("home/")]
    assert left == [] and escaped() == []


def test_the_command_line_takes_the_whole_folder_and_goes_on(tmp_path: Path) -> None:
    environment(tmp_path)
    build(tmp_path / "in", (n for n in FILES if not n.startswith("only-")))
    given = lying(tmp_path)
    command = [*COMMAND, "run", str(tmp_path / "in"), "--case", str(tmp_path / "case.db"), "--reader", "rules", "--json"]
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=tmp_path / "work", env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["added"]["new"] > 100 and all(p["message"] and p["hint"] for p in told["problems"])
    assert time.monotonic() - began < SECONDS * 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY
    assert [n for n in lying(tmp_path) if n not in given and not n.startswith("home/")] == [] and escaped() == []


# ---------------------------------------------------------------- what is shown


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the reports whose hostile words come to be shown."""
    folder = tmp_path_factory.mktemp("hostile")
    build(folder / "in", TELLING)
    with open_case(folder / "case.db", settings=SETTINGS) as case:
        case.add(folder / "in")
    return folder / "case.db"


@pytest.fixture
def shown(telling: Path, tmp_path: Path) -> Iterator[Running]:
    """A workbench over it."""
    with running(Path(shutil.copy(telling, tmp_path / "case.db"))) as held:
        yield held


def worth_opening(path: Path) -> list[str]:
    """The addresses of the pages of a case: those of the menu, and those of things in it, some of each kind and of every report."""
    with open_case(path, settings=SETTINGS) as case:
        whole = case.whole.reconciliation
        found = [address for address, _ in PLACES] + ["/search?words=killed", "/search?words=%3Cscript%3E&kind=report", "/api/v1/docs"]
        found += [addresses.of_report(d.id) for d in case.documents[::4]]
        found += [addresses.of_finding(f.id) for f in whole.findings[::12]]
        found += [addresses.of_incident(i.id) for i in whole.incidents[:20]] + [addresses.of_origin(o.id) for o in whole.origins[::4]]
        found += [addresses.of_review(c.id) for c in case.claims[::40]]
    return found


def watched(context: Any, allowed: str) -> tuple[Any, list[str]]:
    """A page of a browser, and what it is caught at."""
    page, caught = context.new_page(), list[str]()
    page.on("dialog", lambda dialog: caught.append(f"dialog {dialog.message}"))
    page.on("console", lambda message: caught.append(f"console {message.text}"))
    page.on("pageerror", lambda error: caught.append(f"error {error}"))
    page.on("request", lambda request: None if request.url.startswith((allowed, "data:")) else caught.append(f"request {request.url}"))
    page.on("popup", lambda other: caught.append(f"popup {other.url}"))
    return page, caught


LURES = """(own) => [...document.querySelectorAll("*")].filter((e) => {
  const reaches = ["src", "action", "href", "data", "formAction"].map((k) => e[k])
    .map((v) => (v && v.baseVal !== undefined ? v.baseVal : v))
    .filter((v) => typeof v === "string" && v).map((v) => new URL(v, location).href)
    .filter((v) => !v.startsWith(own + "/") && !v.startsWith("data:image/"));
  const kind = e.tagName.toLowerCase();
  const out = kind === "a" && reaches.every((v) => /^https?:/.test(v)) && e.rel.includes("noreferrer");
  const runs = [...e.attributes].some((a) => /^(on|hx-on)/.test(a.name));
  return (reaches.length && !out) || ["base", "iframe", "object", "embed"].includes(kind) || runs;
}).map((e) => e.outerHTML.slice(0, 200))"""
"""What would run, load or send by itself or at a click: nothing but a link out that says nothing of where it came from is allowed."""


@pytest.mark.browser
def test_no_page_of_a_hostile_case_runs_or_loads_anything(browser: Any, shown: Running) -> None:
    context = browser.new_context()
    page, caught = watched(context, shown.base)
    page.goto(shown.address)
    opened = 0
    for address in worth_opening(shown.app.state.desks.path):
        answer = page.goto(shown.base + address, wait_until="load")
        assert answer is not None and answer.status < 500, address
        if answer.status == 404:
            caught.clear()  # a page that is not there yet; the browser notes that on its console
            continue
        opened += 1
        assert page.evaluate("window.ran") is None, address
        assert page.url.startswith(shown.base + address.split("?")[0]), address
        assert caught == [], address
        assert page.evaluate(LURES, shown.base) == [], address
    assert opened > 3 and shown.app.state.complaints == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_dossier_of_a_hostile_case_runs_and_loads_nothing(browser: Any, telling: Path, tmp_path: Path, profile: str) -> None:
    with open_case(telling, settings=SETTINGS) as case:
        (tmp_path / "dossier.html").write_text(case.dossier(profile), encoding="utf-8")
    context = browser.new_context()
    page, caught = watched(context, (tmp_path / "dossier.html").as_uri())
    page.goto((tmp_path / "dossier.html").as_uri())
    assert page.evaluate("window.ran") is None and caught == []
    assert not page.locator("[onerror],[onload],[onfocus],base,iframe,[href^='javascript']").count()
    context.close()


def test_what_is_exported_of_a_hostile_case_is_sound(shown: Running) -> None:
    with httpx.Client(base_url=shown.base, headers={"authorization": f"Bearer {shown.guard.key}"}, timeout=120, trust_env=False) as client:

        def refuse(word: str) -> float:
            raise AssertionError(f"{word} is no JSON")

        record = json.loads(client.get("/api/v1/exports/record?profile=internal").content, parse_constant=refuse)
        assert len(record["claims"]) > 100
        cells = 0
        with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/exports/csv?profile=internal").content)) as packed:
            for name in packed.namelist():
                for row in csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))):
                    for cell in row:
                        cells += 1
                        assert not cell.lstrip(" ").startswith(("=", "+", "@", "\t", "\r", "＝")), (name, cell)
                        assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (name, cell)
                        assert cell.isprintable() or not set(cell) & {"\x00", "\x1b", "\u202e", "\u2066"}, (name, cell)
        assert cells > 1000
        book = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/exports/xlsx?profile=internal").content))
        assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]
        for address in ("claims", "findings", "reports", "origins", "incidents", "questions", "problems", "search?words=killed"):
            for item in json.loads(client.get(f"/api/v1/{address}").content, parse_constant=refuse)["items"]:
                assert json.dumps(item)
