"""One call from events to scores."""

import pytest
from tests.warn.small_events import random_events

from sulh import warn
from sulh.errors import InputError


def test_scores_are_those_of_the_parts():
    """The same frame as panel, plan and rolling scores give one after the other."""
    events = random_events(1)
    result = warn.evaluate(events, months=2, every=6, first_test="2004-03", seed=2)
    panel = warn.events_panel(events)
    series = warn.death_series(panel, "civilian_deaths")
    first = 2004 * 12 + 2 - panel.first
    plan = warn.plan_rolling(series, horizons=(1, 2), seed=2, every=6, first_test=first)
    rolling = warn.score_rolling(series, plan)
    assert result.measures["civilian_deaths"].scores.equals(rolling.scores)
    frame = result.frame
    assert frame["measure"].unique(maintain_order=True).to_list() == ["deaths", "civilian_deaths"]
    assert frame["method"].to_list() == 2 * ["forecast", "model", *warn.NAIVE]


def test_a_record_that_is_too_short_is_refused():
    """Three months cannot be learned from and tested."""
    events = random_events(1).filter(year=2000).filter(month=1)
    with pytest.raises(InputError, match="too few"):
        warn.evaluate(events, months=1)
