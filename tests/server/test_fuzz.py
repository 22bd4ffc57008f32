"""The API is fuzzed from its own OpenAPI description: whatever is sent, never a 500."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from tests.server.served import incident, serving, submit

from sulh.ledger import audit


@pytest.fixture
def hq(tmp_path):
    with serving(tmp_path / "mission") as served:
        submit(served.client("analyst"), *(incident(f"first{n}") for n in range(5)))
        yield served


def fuzz(hq, examples):
    """Send so many requests to every operation as each of three roles and as nobody."""
    described = schemathesis.openapi.from_url(f"{hq.url}/openapi.json")
    statuses = []
    for role in ("watch officer", "administrator", "liaison", ""):
        headers = {"authorization": f"Bearer {hq.tokens[role]}"} if role else {}
        for found in described.get_all_operations():
            operation = found.ok()
            if not operation.path.endswith("/stream"):  # it does not end; see test_stream.py
                statuses += _sent(operation, headers, examples)
    return statuses


def _sent(operation, headers, examples):
    statuses = []

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case):
        answer = case.call(headers=headers)
        statuses.append(answer.status_code)
        assert answer.status_code < 500, (case.method, case.path, case.body, answer.text)

    send()
    return statuses


@pytest.mark.slow
def test_no_request_makes_a_fault(hq):
    """A short run over every operation; some get through, and the ledger stays whole."""
    statuses = fuzz(hq, 3)
    assert len(statuses) > 200
    assert {200, 401, 403, 404} <= set(statuses)
    assert audit(hq.folder / "ledger") == ()


@pytest.mark.slow
def test_no_request_of_very_many_makes_a_fault(hq):
    """A longer run over every operation."""
    assert len(fuzz(hq, 60)) > 2000
    assert audit(hq.folder / "ledger") == ()
