"""Queues: the closed forms' values to six digits."""

import math

import pytest

from sulh.errors import InputError
from sulh.respond.busy.queues import delay_chance, loss_chance, mean_wait, mean_wait_of_one


@pytest.mark.parametrize(
    ("load", "servers", "loss", "delay", "wait"),
    [
        (1, 2, 0.200000, 0.333333, 0.333333),
        (5, 7, 0.120519, 0.324150, 0.162075),
        (8, 10, 0.121661, 0.409180, 0.204590),
        (18, 20, 0.109213, 0.550769, 0.275385),
        (90, 100, 0.026957, 0.216940, 0.021694),
    ],
)
def test_erlang_to_six_digits(load, servers, loss, delay, wait):
    """Loss, delay and mean wait of five systems."""
    assert loss_chance(servers, load) == pytest.approx(loss, abs=5e-7)
    assert delay_chance(servers, load) == pytest.approx(delay, abs=5e-7)
    assert mean_wait(servers, load) == pytest.approx(wait, abs=5e-7)


@pytest.mark.parametrize(
    ("load", "waits"),
    [(0.5, (0.5, 1.0, 2.5)), (0.8, (2, 4, 10)), (0.9, (4.5, 9, 22.5)), (0.95, (9.5, 19, 47.5))],
)
def test_one_server_with_any_service(load, waits):
    """Fixed, exponential and very uneven service times (M/D/1, M/M/1, a variation of 4)."""
    for variation, wait in zip((0, 1, 4), waits, strict=True):
        assert mean_wait_of_one(load, variation) == pytest.approx(wait)


def test_too_much_work_waits_for_ever_and_nonsense_is_refused():
    """A load of all servers or more; no server; a negative load."""
    assert (delay_chance(2, 2.0), mean_wait(2, 2.5), mean_wait_of_one(1.0, 1)) == (
        1.0,
        math.inf,
        math.inf,
    )
    assert loss_chance(3, 0.0) == 0.0
    for servers, load in ((0, 1.0), (1, -1.0), (1, math.nan), (1, math.inf)):
        with pytest.raises(InputError, match="no queue"):
            loss_chance(servers, load)
    with pytest.raises(InputError, match="variation"):
        mean_wait_of_one(0.5, -1)
