"""A server that is killed loses nothing that it acknowledged; two that work on one case at once lose nothing of each other's."""

from __future__ import annotations

import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serve.conftest import EXAMPLES, SETTINGS, Asked
from tests.serve.losing import free_port, lose, server, sound

from corroborate.engine.cases import open_case
from corroborate.serve import addresses
from corroborate.serve.desks import Desks
from corroborate.serve.pages import PLACES

forking = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="servers are started by a fork, which is fast and Linux's")


@forking
def test_what_was_acknowledged_before_a_kill_is_there_after_it(case_file: Path, tmp_path: Path) -> None:
    done = lose(case_file, tmp_path, rounds=5, seed=11)
    assert done.wrong == [] and done.rounds == 5 and done.acknowledged >= 5 and done.cut == 5


def _decides(client: httpx.Client, who: str, claims: list[str], made: list[str], stale: list[str]) -> None:
    """Accept or reject each claim, on what stands; where somebody was faster, look again and decide once more."""
    chance = random.Random(who)  # noqa: S311 - no secret
    for claim in claims:
        while True:
            seen = client.get(f"/api/v1/claims/{claim}/standing").json()["seen"]
            time.sleep(chance.uniform(0, 0.02))  # a person looks before deciding
            change: dict[str, Any] = chance.choice([{"verdict": "claim.accept"}, {"verdict": "claim.reject", "change": {"reason": "x"}}])
            answer = client.post("/api/v1/decisions", json={**change, "subject": claim, "seen": seen, "note": who})
            if answer.status_code == 201:
                made.append(answer.json()["name"])
                break
            assert answer.status_code == 409 and answer.json()["stands"]["seen"] != seen, answer.text
            stale.append(claim)


@forking
def test_two_analysts_at_two_servers_on_one_case_lose_nothing(case_file: Path, tmp_path: Path) -> None:
    with open_case(case_file) as case:
        claims = [c.id for c in case.claims if not c.restricted][:25]
    made: dict[str, list[str]] = {"Ana": [], "Bo": []}
    stale: dict[str, list[str]] = {"Ana": [], "Bo": []}
    running, threads, clients = [], [], []
    for who in made:
        port = free_port()
        process, key = server(case_file, tmp_path, who, port)
        running.append(process)
        headers = {"authorization": f"Bearer {key}"}
        clients.append(httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, trust_env=False))
    for (who, mine), client in zip(made.items(), clients, strict=True):
        threads.append(threading.Thread(target=_decides, args=(client, who, claims, mine, stale[who])))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for client, process in zip(clients, running, strict=True):
        client.close()
        process.terminate()
        process.join()
    everything = made["Ana"] + made["Bo"]
    assert len(everything) == len(set(everything)) == 2 * len(claims)
    assert sound(case_file, everything) == []
    with open_case(case_file) as case:
        by = {d.name: d.who for d in case.decisions}
        assert all(by[name] == who for who, names in made.items() for name in names)
        for claim in claims:  # the second of each two knew of the first
            assert len(case.standing(claim).decisions) == 2 and case.standing(claim).state != "reopened"


# ---------------------------------------------------------------- the case behind the pages


def _settled(desks: Desks) -> None:
    for _ in range(1200):
        if not desks.behind:
            return
        time.sleep(0.02)
    raise AssertionError("the keeper did not come to an end")


def test_a_reader_never_sees_half_of_what_a_case_came_to(case_file: Path) -> None:
    desks, broken, stop = Desks(case_file, SETTINGS), list[str](), threading.Event()
    claims = [c.id for c in desks.case().claims if not c.restricted][:8]  # taken out one by one; findings follow a little later

    def look() -> None:
        while not stop.is_set():
            try:
                whole = desks.case().whole
                r = whole.reconciliation
                held = {c.id for c in whole.claims} | set(claims)
                questions = {q.id for q in r.questions}
                if not r.findings or {f.question for f in r.findings} - questions or {c for f in r.findings for c in f.claims} - held:
                    broken.append("a finding without its question or its claims")
            except Exception as error:
                broken.append(repr(error))

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        with open_case(case_file, settings=SETTINGS) as other:
            for n, claim in enumerate(claims):
                other.decide("claim.reject", claim, who="Bo", change={"reason": "x"})
                desks.touch()
                if n == 4:
                    other.ingest(EXAMPLES / "flood")
                    other.read()
                    desks.touch()
                time.sleep(0.05)
        _settled(desks)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
        desks.close()
    assert broken == [] and desks.trouble is None


def test_between_a_decision_and_what_follows_from_it_everything_opens(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desks, "touch", lambda self: 0)  # nothing follows
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        outcome = case.whole.reconciliation
        open_ = {c.id for c in case.claims if not c.restricted}
        for claim in dict.fromkeys(c for f in outcome.findings for c in f.claims if c in open_):
            case.decide("claim.reject", claim, who="Bo", change={"reason": "x"})
    lists = ("case", "claims", "findings", "questions", "origins", "incidents", "problems", "gaps", "search?words=killed")
    api = [f"/api/v1/{n}" for n in lists]
    api += [f"/api/v1/exports/{n}" for n in ("record", "dossier", "csv", "xlsx")]
    pages = [address for address, _ in PLACES]
    for f in outcome.findings:
        pages.append(addresses.of_finding(f.id))
        api += [f"/api/v1/findings/{f.id}", f"/api/v1/findings/{f.id}/why", f"/api/v1/questions/{f.question}"]
    for o in outcome.origins:
        pages.append(addresses.of_origin(o.id))
        api.append(f"/api/v1/origins/{o.id}")
    for claim in sorted(open_):
        pages.append(addresses.of_review(claim))
        api.append(f"/api/v1/claims/{claim}/standing")
    assert len(outcome.findings) > 20
    for address in [*pages, *api]:
        assert asked.get(address).status_code in (200, 303, 404), address


def test_what_keeps_the_findings_from_being_brought_up_to_date_is_shown_and_tried_again(
    case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = Desks(case_file, SETTINGS)
    try:
        monkeypatch.setattr("corroborate.serve.desks.AGAIN", 0.05)
        with monkeypatch.context() as broken:
            broken.setattr(type(desks.case()), "reconcile", lambda self: 1 / 0)
            desks.touch()
            _settled(desks)
            assert desks.trouble and "ZeroDivisionError" in desks.trouble and "stored" in desks.trouble
        for _ in range(400):  # nobody decides, and it comes right by itself
            time.sleep(0.02 if desks.trouble else 0)
        assert desks.trouble is None
    finally:
        desks.close()


@forking
def test_a_start_draws_what_a_kill_left_undrawn(case_file: Path, tmp_path: Path) -> None:
    with open_case(case_file, settings=SETTINGS) as case:
        before = case.findings
        claim = next(c for f in before for c in f.claims if len(f.claims) == 1)
        case.decide("claim.reject", claim, who="Ana", change={"reason": "x"})  # and then the power went
        assert case.findings == before
    port = free_port()
    process, key = server(case_file, tmp_path, "Ana", port)
    headers = {"authorization": f"Bearer {key}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, trust_env=False) as client:
        for _ in range(400):
            if not client.get("/api/v1/case").json()["behind"]:
                break
            time.sleep(0.05)
        record = client.get("/api/v1/exports/record?profile=internal").json()
    process.terminate()
    process.join()
    assert claim not in {c for d in record["derivations"] for c in d["claims"]} and len(record["findings"]) < len(before)


def test_an_export_shows_what_was_decided_just_before(asked: Asked) -> None:
    claim = next(c for c in asked.get("/api/v1/claims?limit=200").json()["items"] if not c["restricted"] and c["finding"])
    body = {"verdict": "claim.reject", "subject": claim["id"], "change": {"reason": "x"}}
    assert asked.client.post("/api/v1/decisions", json=body, headers={"x-csrf": asked.csrf}).status_code == 201
    record = asked.get("/api/v1/exports/record?profile=internal").json()
    assert claim["id"] not in {c for d in record["derivations"] for c in d["claims"]}


def test_closing_leaves_no_thread_and_a_file_that_another_program_may_write(case_file: Path) -> None:
    before = threading.active_count()
    desks = Desks(case_file, SETTINGS)
    desks.touch()
    desks.close()
    assert threading.active_count() == before
    with open_case(case_file, settings=SETTINGS) as case:
        case.decide("claim.accept", case.claims[0].id, who="Bo")
