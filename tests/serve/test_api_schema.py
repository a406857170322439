"""The interface under requests made up from its own description: no server error, each answer as described, nothing of the inside told.

`bench/api_fuzz.py` does the same for longer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode, checks
from tests.serve.conftest import Running, running

EXAMPLES = int(os.environ.get("CORROBORATE_FUZZ_EXAMPLES", "8"))
SEED = int(os.environ.get("CORROBORATE_FUZZ_SEED", "5"))
INSIDES = ("Traceback", "site-packages", "sqlite3", '.py"', "src/corroborate")
CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance,
    checks.response_headers_conformance,
]  # fmt: skip
BODY = [*CHECKS, checks.negative_data_rejection]
"""Of a body also: what is not as described is refused. A query is words whatever it is meant to be, so that nothing is wrong with most."""
NOUNS = ("reports", "claims", "findings", "questions", "origins", "incidents")
bounded = settings(
    max_examples=EXAMPLES, deadline=None, database=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


def meant(case: Any, held: dict[str, list[str]]) -> None:
    """Let half of the requests be about things that the case holds: what is not there is only ever looked up."""
    noun = case.path.split("/")[3]
    if "id" in case.path_parameters and len(str(case.path_parameters["id"])) % 2 and noun in held:
        case.path_parameters["id"] = held[noun][len(str(case.query)) % len(held[noun])]
    if isinstance(case.body, dict) and len(str(case.body.get("subject", ""))) % 2:
        kind = str(case.body["verdict"]).partition(".")[0]
        ids = {"incident": held["incidents"], "finding": held["findings"]}.get(kind, held["claims"])
        case.body["subject"] = held["reports"][0] if case.body["verdict"] == "claim.add" else ids[len(str(case.body)) % len(ids)]


@pytest.fixture(scope="module")
def fuzzed(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running workbench that these tests may do anything to."""
    path = Path(shutil.copy(harbour, tmp_path_factory.mktemp("fuzzed") / "harbour.db"))
    with running(path) as held:
        yield held
        assert held.app.state.desks.trouble is None


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_is_answered_as_described(fuzzed: Running, mode: Any) -> None:
    headers = {"Authorization": f"Bearer {fuzzed.guard.key}"}
    schema = schemathesis.openapi.from_url(f"{fuzzed.base}/api/v1/openapi.json", headers=headers)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    with httpx.Client(base_url=fuzzed.base, headers=headers) as client:
        held = {noun: [i["id"] for i in client.get(f"/api/v1/{noun}").json()["items"]] for noun in NOUNS}
    for operation in operations:

        @seed(SEED)
        @bounded
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            if mode is GenerationMode.POSITIVE:
                meant(case, held)
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=BODY if case.method == "POST" else CHECKS)
            if "/exports/" not in case.path:
                assert not [word for word in INSIDES if word in answer.text]

        if mode is GenerationMode.POSITIVE or operation.iter_parameters() or operation.body:
            ask()
