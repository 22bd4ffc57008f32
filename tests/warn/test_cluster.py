"""On a cluster the same functions give the same results, to the bit."""

import sys
import warnings

import numpy as np
import pytest
from tests.warn.small_events import panel_of, random_events

from sulh import warn
from sulh.errors import InputError, MissingExtraError


@pytest.fixture
def address():
    """Two workers on this machine, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the cluster's own: what it says is not ours to mend
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            yield cluster.scheduler_address


@pytest.mark.slow
def test_two_workers_forecast_and_score_as_one_process_does(address):
    """Every score and every share is equal, not nearly so."""
    series = warn.death_series(panel_of(random_events(1)), "deaths")
    plan = warn.plan_rolling(series, horizons=(1, 6), seed=2, every=6)
    here, ahead = warn.score_rolling(series, plan), warn.forecast_cells(series, horizons=(1, 2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with warn.on_cluster(address) as executor:
            there = warn.score_rolling(series, plan, executor=executor)
            ahead_there = warn.forecast_cells(series, horizons=(1, 2), executor=executor)
    assert here.scores.equals(there.scores)
    assert here.methods.equals(there.methods)
    for horizon in (1, 2):
        assert np.array_equal(ahead.cdfs[horizon], ahead_there.cdfs[horizon])


def test_an_address_where_nobody_answers_is_said(monkeypatch):
    """The message names the address and what to do."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")

    def refuse(*_arguments, **_settings):
        raise OSError("refused")

    monkeypatch.setattr(distributed, "Client", refuse)
    with (
        pytest.raises(InputError, match="No scheduler answers at tcp"),
        warn.on_cluster("tcp://127.0.0.1:1"),
    ):
        pass


@pytest.mark.parametrize(
    ("module", "work", "extra"),
    [
        ("distributed", lambda: warn.on_cluster("tcp://127.0.0.1:1").__enter__(), "cluster"),
        ("h3", lambda: warn.h3_cells(np.array([1.0]), np.array([1.0])), "h3"),
    ],
)
def test_a_missing_extra_is_named(monkeypatch, module, work, extra):
    """The error says which extra to install."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=f"'{extra}'"):
        work()
