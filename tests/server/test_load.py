"""Many who submit and many who follow at once: no error, nothing dropped, nobody waits long."""

import asyncio
import os

import numpy as np
import pytest
from tests.server import load
from tests.server.served import serving

from sulh.ledger import audit


def check(folder, clients, each):
    """Let so many submit and as many follow; return the load."""
    with serving(folder, streams_max=clients) as hq:
        writers = [hq.account(f"writer-{n}", "observer") for n in range(10)]
        readers = [hq.account(f"reader-{n}", "analyst") for n in range(10)]
        seen = asyncio.run(
            load.run(
                hq.url,
                [writers[n % 10] for n in range(clients)],
                [readers[n % 10] for n in range(clients)],
                each,
            )
        )
    assert seen.errors == []
    assert len(seen.submitted) == clients * each
    for one in seen.seen:  # every event once, at everybody
        assert len(one) == clients * each
        assert {len(times) for times in one.values()} == {1}
    assert audit(folder / "ledger") == ()
    return seen


def test_some_submit_and_some_follow(tmp_path):
    check(tmp_path / "m", 12, 3)


@pytest.mark.slow
@pytest.mark.timeout(500)
def test_two_hundred_submit_and_two_hundred_follow(tmp_path):
    """The slowest of a hundred within ten times the middle; on a quiet machine, an event in a second."""
    quiet = os.getloadavg()[0] < 1
    seen = check(tmp_path / "m", 200, 5)
    middle, late = np.percentile(seen.submitted, [50, 99])
    assert late < 10 * middle
    assert not quiet or max(seen.lags) < 1
