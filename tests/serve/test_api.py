"""The interface for programs: the same case as the pages, whole across pages, nobody let in without a key, no word of a tip given out."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import EXAMPLES, HOST, Asked

from corroborate.engine.cases import open_case
from corroborate.model import Person, Role

A = "/api/v1"
LISTS = ("reports", "claims", "findings", "questions", "origins", "incidents", "problems", "gaps", "decisions")
NOUNS = ("reports", "claims", "findings", "questions", "origins", "incidents")


@pytest.fixture
def program(asked: Asked) -> Iterator[TestClient]:
    """A program with the key and no cookie."""
    with TestClient(asked.app, base_url=f"http://{HOST}", headers={"authorization": f"Bearer {asked.app.state.guard.key}"}) as client:
        yield client


def first(program: TestClient, noun: str) -> dict[str, Any]:
    return dict(program.get(f"{A}/{noun}").json()["items"][0])


def test_nothing_is_told_to_who_has_no_key(program: TestClient) -> None:
    for key in ("Bearer guessed", "Bearer ", "Basic x"):
        answer = program.get(f"{A}/case", headers={"authorization": key})
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert set(answer.json()) == {"error", "where", "hint"}


@pytest.mark.parametrize("noun", LISTS)
def test_pages_of_a_list_give_everything_once(program: TestClient, noun: str) -> None:
    whole = program.get(f"{A}/{noun}", params={"limit": 200}).json()
    assert whole["next"] is None and whole["total"] == len(whole["items"])
    found, cursor = [], "1.3"
    while cursor:
        page = program.get(f"{A}/{noun}", params={"cursor": cursor}).json()
        assert len(page["items"]) <= 3
        found += page["items"]
        cursor = page["next"]
    assert found == whole["items"]
    beyond = program.get(f"{A}/{noun}", params={"cursor": "6.200"}).json()
    assert beyond == {"items": [], "total": whole["total"], "exact": True, "next": None}


@pytest.mark.parametrize("noun", NOUNS)
def test_one_thing_is_what_its_list_says_and_what_is_not_there_is_a_sentence(program: TestClient, noun: str) -> None:
    row = first(program, noun)
    whole = program.get(f"{A}/{noun}/{row['id']}").json()
    assert {name: whole[name] for name in row} == row
    missing = program.get(f"{A}/{noun}/nothing")
    assert missing.status_code == 404 and missing.json()["where"] == "nothing"


def test_a_claims_evidence_stands_word_for_word_in_its_reports_text(program: TestClient) -> None:
    checked = 0
    for row in program.get(f"{A}/claims", params={"limit": 200}).json()["items"]:
        if row["restricted"]:
            continue
        claim = program.get(f"{A}/claims/{row['id']}").json()
        text = program.get(f"{A}/reports/{row['report']}/text").content.decode()
        for words in (*claim["evidence"], *([claim["value"]] if claim["value"] else [])):
            assert text[words["start"] : words["end"]] == words["text"]
            checked += 1
    assert checked > 50


def test_a_finding_says_why_in_words_of_the_reports(program: TestClient) -> None:
    told = program.get(f"{A}/findings/{first(program, 'findings')['id']}/why").json()
    assert any("“at least 14”" in line for line in told["says"])
    assert [s["step"] for s in told["steps"]] == ["claims", "question", "origins", "relations", "support", "range", "status"]


def test_filters_narrow_findings_and_claims(program: TestClient) -> None:
    for finding in program.get(f"{A}/findings", params={"status": ["conflict", "contested"]}).json()["items"]:
        assert finding["status"] in ("conflict", "contested")
    question = first(program, "findings")["question"]["id"]
    claims = program.get(f"{A}/claims", params={"question": question}).json()
    assert claims["total"] > 1 and {c["question"] for c in claims["items"]} == {question}
    assert program.get(f"{A}/findings", params={"status": "certain"}).json()["where"].startswith("status")


def test_words_of_a_tip_are_in_no_answer(program: TestClient) -> None:
    withheld = "to the chapel"
    assert withheld in (EXAMPLES / "harbour" / "tip-14.yaml").read_text()
    row = next(r for r in program.get(f"{A}/reports").json()["items"] if r["restricted"])
    for end in ("", "/text", "/original"):
        answer = program.get(f"{A}/reports/{row['id']}{end}")
        assert answer.status_code == (403 if end else 200) and withheld not in answer.text
    addresses = [f"{A}/{noun}?limit=200" for noun in LISTS] + [f"{A}/search?words=chapel", f"{A}/exports/record"]
    claims = program.get(f"{A}/claims?report={row['id']}").json()["items"]
    assert claims
    addresses += [f"{A}/claims/{c['id']}" for c in claims] + [f"{A}/findings/{c['finding']}/why" for c in claims if c["finding"]]
    for address in addresses:
        assert withheld not in program.get(address).text, address


def test_what_a_program_has_already_is_not_sent_again_until_something_changes(program: TestClient, asked: Asked) -> None:
    mark = program.get(f"{A}/findings").headers["etag"]
    same = program.get(f"{A}/findings", headers={"if-none-match": mark})
    assert same.status_code == 304 and same.content == b"" and same.headers["etag"] == mark
    with open_case(asked.app.state.desks.path) as case:
        case.add(EXAMPLES / "flood")
    changed = program.get(f"{A}/findings", headers={"if-none-match": mark})
    assert changed.status_code == 200 and changed.headers["etag"] != mark


def test_exports_are_the_files_that_the_command_line_writes(program: TestClient, asked: Asked) -> None:
    with open_case(asked.app.state.desks.path) as case:
        assert program.get(f"{A}/exports/record").json() == json.loads(json.dumps(case.record("public")))
    with zipfile.ZipFile(io.BytesIO(program.get(f"{A}/exports/csv").content)) as packed:
        assert packed.namelist()[:3] == ["findings.csv", "claims.csv", "reports.csv"]
    assert program.get(f"{A}/exports/xlsx").content[:2] == b"PK"
    dossier = program.get(f"{A}/exports/dossier")
    assert dossier.text.startswith("<!doctype html>") and dossier.headers["content-disposition"].startswith("attachment")
    assert program.get(f"{A}/exports/record?profile=all").status_code == 400


def test_original_bytes_come_as_a_file_that_runs_nothing(program: TestClient) -> None:
    answer = program.get(f"{A}/reports/{first(program, 'reports')['id']}/original")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "sandbox" in answer.headers["content-security-policy"] and answer.headers["content-type"] == "application/octet-stream"
    assert answer.content == (EXAMPLES / "harbour" / "1-meridian.txt").read_bytes()


def test_who_holds_no_role_reads_nothing(program: TestClient, asked: Asked) -> None:
    asked.app.state.guard._person = Person("Bo", frozenset())
    answer = program.get(f"{A}/claims")
    assert answer.status_code == 403 and Role.READER in answer.json()["error"]


def test_the_interface_is_described_whole(program: TestClient) -> None:
    told = program.get(f"{A}/openapi.json").json()
    assert set(told["components"]["securitySchemes"]) == {"key", "session", "form"}
    for path, at in told["paths"].items():
        for operation in at.values():
            assert path.startswith(A) and operation["description"].strip() and operation["security"]
            assert operation["responses"]["404"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Fault"}
    page = program.get(f"{A}/docs").text
    assert all(path in page for path in told["paths"]) and "http" not in page.replace("http-equiv", "").split("<main")[1]


# ---------------------------------------------------------------- decisions


def test_a_decision_is_stored_told_and_counts(program: TestClient, asked: Asked) -> None:
    claim = next(c for c in program.get(f"{A}/claims?measure=people_killed").json()["items"] if not c["restricted"])
    seen = program.get(f"{A}/claims/{claim['id']}/standing").json()["seen"]
    body = {"verdict": "claim.edit", "subject": claim["id"], "change": {"value": 27, "population": None}, "note": "typo", "seen": seen}
    made = program.post(f"{A}/decisions", json=body)
    assert made.status_code == 201 and made.json()["who"] == "Ana" and made.json()["change"] == {"value": 27, "population": None}
    asked.settled()
    stands = program.get(f"{A}/claims/{claim['id']}/standing").json()
    assert stands["state"] == "edited" and stands["counts"]["amount"]["point"] == 27 and stands["machine"]["amount"]["point"] != 27
    assert [d["name"] for d in stands["decisions"]] == [made.json()["name"]]
    assert program.get(f"{A}/decisions/{made.json()['name']}").json() == made.json()
    undone = program.post(f"{A}/decisions", json={"verdict": "undo", "subject": made.json()["name"]})
    assert undone.status_code == 201
    assert program.get(f"{A}/claims/{claim['id']}/standing").json()["state"] == "unreviewed"


def test_who_decides_on_what_no_longer_stands_is_told_what_does(program: TestClient) -> None:
    claim = first(program, "claims")["id"]
    seen = program.get(f"{A}/claims/{claim}").json()["standing"]["seen"]
    body = {"verdict": "claim.accept", "subject": claim, "seen": seen}
    assert program.post(f"{A}/decisions", json=body).status_code == 201
    second = program.post(f"{A}/decisions", json={**body, "verdict": "claim.reject", "change": {"reason": "rumour"}})
    told = second.json()
    assert second.status_code == 409 and "Ana decided claim.accept" in told["error"]
    assert told["stands"]["state"] == "accepted" and told["stands"]["seen"] != seen
    assert program.get(f"{A}/decisions").json()["total"] == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"verdict": "claim.bless", "subject": "c1"}, ""),
        ({"verdict": "claim.reject", "subject": "c1"}, "claim.reject.change"),
        ({"verdict": "claim.edit", "subject": "c1", "change": {"valeu": 3}}, "claim.edit.change.valeu"),
        ({"verdict": "claim.edit", "subject": "c1", "change": {"value": "many"}}, "claim.edit.change.value"),
        ({"verdict": "claim.accept", "subject": "c1", "who": "Someone else"}, "claim.accept.who"),
    ],
)
def test_a_body_that_cannot_be_used_names_the_field(program: TestClient, body: dict[str, Any], where: str) -> None:
    answer = program.post(f"{A}/decisions", json=body)
    assert answer.status_code == 422 and answer.json()["where"] == where
    assert program.get(f"{A}/decisions").json()["total"] == 0


def test_a_browser_decides_only_with_the_proof_of_its_page(asked: Asked) -> None:
    claim = first(asked.client, "claims")["id"]
    body = {"verdict": "claim.accept", "subject": claim}
    assert asked.client.post(f"{A}/decisions", json=body).status_code == 403
    assert asked.client.post(f"{A}/decisions", json=body, headers={"x-csrf": asked.csrf}).status_code == 201


def test_who_only_reads_decides_nothing(program: TestClient, asked: Asked) -> None:
    asked.app.state.guard._person = Person("Bo", frozenset({Role.READER}))
    claim = first(program, "claims")["id"]
    assert program.post(f"{A}/decisions", json={"verdict": "claim.accept", "subject": claim}).status_code == 403
    assert program.post(f"{A}/reports", json={"reports": [{"name": "1.txt", "text": "x"}]}).status_code == 403


def test_the_second_reader_is_not_told_the_first_ones_verdict(program: TestClient, asked: Asked) -> None:
    with open_case(asked.app.state.desks.path) as case:
        case._store.keep("second_reader", "true")
    claim = first(program, "claims")["id"]
    assert program.post(f"{A}/decisions", json={"verdict": "claim.accept", "subject": claim}).status_code == 201
    asked.app.state.guard._person = Person("Bo")
    assert program.get(f"{A}/decisions").json()["items"] == []
    stands = program.get(f"{A}/claims/{claim}/standing").json()
    assert stands["state"] == "awaiting_second" and stands["decisions"] == []


def test_a_tips_words_do_not_come_out_with_how_its_claim_stands(program: TestClient) -> None:
    tip = next(r for r in program.get(f"{A}/reports").json()["items"] if r["restricted"])
    for claim in program.get(f"{A}/claims?report={tip['id']}").json()["items"]:
        body = {"verdict": "claim.accept", "subject": claim["id"], "note": "the chapel keeper said so"}
        assert program.post(f"{A}/decisions", json=body).status_code == 201
        for address in (f"{A}/claims/{claim['id']}/standing", f"{A}/claims/{claim['id']}", f"{A}/decisions"):
            told = program.get(address).text
            assert "chapel" not in told and "hospital on Tuesday" not in told, address


# ---------------------------------------------------------------- intake


def finished(program: TestClient, job: str) -> dict[str, Any]:
    for _ in range(600):
        told = dict(program.get(f"{A}/jobs/{job}").json())
        if told["state"] in ("done", "failed", "interrupted"):
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def test_reports_come_in_as_texts_and_as_files(program: TestClient) -> None:
    before = program.get(f"{A}/case").json()["reports"]
    text = "Police in Ardo said on Monday that 12 people were killed when a ferry sank off the pier."
    report = {"name": "1.txt", "text": text, "publisher": "Ardo Wire", "published": "2031-05-04"}
    sent = program.post(f"{A}/reports", json={"reports": [report]})
    assert sent.status_code == 202
    done = finished(program, sent.json()["id"])
    assert (done["state"], done["new"], done["faults"]) == ("done", 1, 0)
    report = program.get(f"{A}/reports/{done['documents'][0]}").json()
    assert (report["publisher"], report["published"], report["claims"]) == ("Ardo Wire", "2031-05-04", 1)
    page = f"<html><body><p>{text * 3}</p></body></html>".encode()
    files = [("files", ("2.html", page)), ("files", ("3.png", b"\x89PNG\r\n\x1a\n"))]
    done = finished(program, program.post(f"{A}/reports", files=files).json()["id"])
    assert done["new"] == 1 and done["problems"][0]["document"] == "3.png"
    assert program.get(f"{A}/case").json()["reports"] == before + 2
    assert program.get(f"{A}/jobs").json()["total"] == 2


def test_what_is_no_report_is_refused_in_a_sentence(program: TestClient) -> None:
    for given in ({"data": b"x", "headers": {"content-type": "text/plain"}}, {"files": [("other", ("1.txt", b"x"))]}):
        answer = program.post(f"{A}/reports", **given)
        assert answer.status_code == 400 and set(answer.json()) == {"error", "where", "hint"}
    answer = program.post(f"{A}/reports", json={"reports": []})
    assert answer.status_code == 422 and answer.json()["where"] == "reports"
