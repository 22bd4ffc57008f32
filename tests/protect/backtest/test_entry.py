"""A back-test in one call: frames in, a result with a frame out."""

from datetime import date

import pandas as pd
import polars as pl
import pytest
from tests.protect.backtest.synthetic import (
    BORDERS,
    FORCE,
    cases,
    deployed,
    history,
    scattered,
    towns,
)

from sulh.errors import InputError
from sulh.protect import Mandate, backtest, replay_years, summarise

ALPHA = (Mandate(mission="ALPHA", since=date(2002, 5, 1), source="invented"),)


def test_frames_in_and_the_same_counts_as_step_by_step():
    """The call does what its steps do, whatever the order of the settlements."""
    events = history(*scattered())
    result = backtest(
        deployed(*FORCE), events, towns().reverse(), borders=BORDERS, mandates=None, seed=4
    )
    replay = replay_years(cases(events, settlements=towns().sort("lon", "lat")), seed=4)
    assert result.frame.equals(replay.counts)
    assert result.replay.mission_years.equals(replay.mission_years)
    assert str(result.summary) == str(summarise(replay.counts, seed=4))


def test_only_years_with_a_mandate_and_only_some_missions():
    """Years before the mandate, and other missions, are left out."""
    events = history(*scattered())

    def years(**options):
        result = backtest(deployed(*FORCE), events, towns(), borders=BORDERS, **options)
        return result.replay.mission_years.select("mission", "year").rows()

    assert years(mandates=ALPHA) == [("ALPHA", 2002)]
    assert years(mandates=None, missions=["BETA"]) == [("BETA", 2001), ("BETA", 2002)]
    with pytest.raises(InputError, match="no mission and year"):
        years()


def test_a_year_without_civilian_deaths_has_counts_and_no_summary():
    """Nothing to compare, but all that was counted."""
    events = history(*((*row[:4], 0.0) for row in scattered()))
    result = backtest(deployed(*FORCE), events, towns(), borders=BORDERS, mandates=None)
    assert result.summary is None
    assert result.frame["all_events"].sum() > 0


def test_frames_of_another_library_give_the_same():
    """Pandas in, the same counts out."""
    events, force = history(*scattered()), deployed(*FORCE)
    polars = backtest(force, events, towns(), borders=BORDERS, mandates=ALPHA)
    others = (pd.DataFrame(each.to_dict(as_series=False)) for each in (force, events, towns()))
    assert backtest(*others, borders=BORDERS, mandates=ALPHA).frame.equals(polars.frame)


def test_years_whose_events_are_lacking_are_left_out_and_listed():
    """UCDP's totals say so; when every year lacks its events, the sentence says which."""
    events = history(*scattered()).with_columns(country=pl.lit("Aland"))
    sums = events.group_by("country", "year").agg(pl.col("deaths").sum().cast(pl.Int64))
    more = sums.with_columns(
        pl.when(pl.col("year") == 2003).then(9_999).otherwise("deaths").alias("deaths")
    )

    def run(totals):
        return backtest(
            deployed(*FORCE), events, towns(), borders=BORDERS, mandates=None, totals=totals
        )

    whole = run(sums)
    assert [each.reason for each in whole.left_out] == ["the events end in 2003"] * 2
    some = run(more)
    assert set(some.frame["year"]) == {2001}
    assert {(each.mission, each.year) for each in some.left_out} >= {
        ("ALPHA", 2002),
        ("BETA", 2002),
    }
    with pytest.raises(InputError, match=r"lacks the events of every mission-year: .*Aland"):
        run(sums.with_columns(pl.col("deaths") * 9))


def test_the_sentence_on_lacking_events_names_only_years_that_lack_them():
    """Not those after the last event; and without any country in the events, that is what it says."""
    events = history(*scattered()).with_columns(country=pl.lit("Aland"))
    sums = pl.DataFrame({"country": ["Aland"], "year": [2003], "deaths": [99_999]})

    def run(events):
        return backtest(
            deployed(*FORCE), events, towns(), borders=BORDERS, mandates=None, totals=sums
        )

    with pytest.raises(InputError, match=r"ALPHA 2002: the table has") as error:
        run(events)
    assert "the events end" not in str(error.value)
    for unnamed in (events.drop("country"), events.with_columns(country=pl.lit(""))):
        with pytest.raises(InputError, match="No event names its country"):
            run(unnamed)
