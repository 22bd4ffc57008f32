"""Many who submit and many who follow at once: no error, nothing dropped, nobody waits long."""

import asyncio
import os
import sys

import numpy as np
import pytest
from tests.server import load
from tests.server.served import serving

from sulh.ledger import audit


def check(folder, clients, each, *, accounts=10):
    """Let so many submit and as many follow; return the load."""
    with serving(folder, streams_max=clients) as hq:
        writers = [hq.account(f"writer-{n}", "observer") for n in range(accounts)]
        readers = [hq.account(f"reader-{n}", "analyst") for n in range(accounts)]
        seen = asyncio.run(
            load.run(
                hq.url,
                [writers[n % accounts] for n in range(clients)],
                [readers[n % accounts] for n in range(clients)],
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
def test_two_hundred_submit_and_two_hundred_follow(tmp_path, capsys):
    """No error and no event dropped; how long it took is printed, since a busy machine takes longer."""
    seen = check(tmp_path / "m", 200, 5, accounts=200)
    middle, late = np.percentile(seen.submitted, [50, 99])
    lags = np.percentile(seen.lags, [50, 99, 100])
    with capsys.disabled():
        sys.stdout.write(
            f"\nsubmissions: p50 {middle:.2f} s, p99 {late:.2f} s ({late / middle:.1f} times); "
            f"an event came after {lags[0]:.2f} s in the middle, {lags[1]:.2f} s at p99, "
            f"{lags[2]:.2f} s at most; load {os.getloadavg()[0]:.1f}\n"
        )
