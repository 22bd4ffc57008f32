"""A back-test in one call: frames in, a result with a frame out."""

from datetime import date

import pandas as pd
import polars as pl
import pytest
from tests.protect.backtest.synthetic import FORCE, cases, deployed, history, scattered, towns

from sulh.errors import InputError
from sulh.protect import Mandate, backtest, replay_years, summarise

ALPHA = (Mandate(mission="ALPHA", since=date(2002, 5, 1), source="invented"),)

CIVILIANS_25_KM = {
    "real": 136.0,
    "random": 146.87,
    "population": 96.0,
    "greedy": 214.0,
    "towns": 214.0,
    "tiers": 214.0,
    "plan": 276.0,
    "quarter": 136.0,
    "foresight": 466.0,
}
"""What the first version of the back-test counted on these data, over all mission-years."""


def test_frames_in_and_the_same_counts_as_step_by_step():
    """The call does what its steps do, whatever the order of the settlements."""
    events = history(*scattered())
    result = backtest(deployed(*FORCE), events, towns().reverse(), mandates=None, seed=4)
    replay = replay_years(cases(events, settlements=towns().sort("lon", "lat")), seed=4)
    assert result.frame.equals(replay.counts)
    assert result.replay.mission_years.equals(replay.mission_years)
    assert str(result.plan) == str(summarise(replay.counts, seed=4))


def test_the_counts_are_those_of_the_first_version():
    """The results on these data stay as they were."""
    counts = replay_years(cases(history(*scattered())), seed=4).counts
    near = counts.filter(reach_km=25).group_by("method").agg(pl.col("civilians").sum())
    assert dict(near.rows()) == pytest.approx(CIVILIANS_25_KM, rel=1e-9)


def test_only_years_with_a_mandate_and_only_some_missions():
    """Years before the mandate, and other missions, are left out."""
    events = history(*scattered())

    def years(**options):
        result = backtest(deployed(*FORCE), events, towns(), **options)
        return result.replay.mission_years.select("mission", "year").rows()

    assert years(mandates=ALPHA) == [("ALPHA", 2002)]
    assert years(mandates=None, missions=["BETA"]) == [("BETA", 2001), ("BETA", 2002)]
    with pytest.raises(InputError, match="no mission and year"):
        years()


def test_a_year_without_civilian_deaths_has_counts_and_no_summary():
    """Nothing to compare, but all that was counted."""
    events = history(*((*row[:4], 0.0) for row in scattered()))
    result = backtest(deployed(*FORCE), events, towns(), mandates=None)
    assert (result.plan, result.quarter) == (None, None)
    assert result.frame["all_events"].sum() > 0


def test_frames_of_another_library_give_the_same():
    """Pandas in, the same counts out."""
    events, force = history(*scattered()), deployed(*FORCE)
    polars = backtest(force, events, towns(), mandates=ALPHA)
    others = (pd.DataFrame(each.to_dict(as_series=False)) for each in (force, events, towns()))
    assert backtest(*others, mandates=ALPHA).frame.equals(polars.frame)


def test_what_sites_cover_is_measured_once(monkeypatch):
    """Two coverages of the past and three of foresight for a mission-year, whatever the laydowns."""
    from sulh.protect.backtest import plans

    calls = []
    measure = plans.coverage_of_points

    def count(*ends, reach_m):
        calls.append(reach_m)
        return measure(*ends, reach_m=reach_m)

    monkeypatch.setattr(plans, "coverage_of_points", count)
    replay_years(cases(history(*scattered()))[:1])
    assert sorted(calls) == [25_000.0, 25_000.0, 50_000.0, 50_000.0, 100_000.0]
