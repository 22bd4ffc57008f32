"""What a plan goes by: the outlooks, the forecast of the next year, or both."""

import numpy as np
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

from sulh.languages import say_plain
from sulh.protect import OUTLOOKS, VIEWS, backtest
from sulh.protect.backtest.outlooks import STAND, base_weights, people_weights
from sulh.protect.backtest.sentences import sentences
from sulh.protect.backtest.views import forecast_weights, view_weights


@pytest.fixture(scope="module")
def year():
    """The last of ALPHA's years, after violence at one place every year and scattered events."""
    often = [(10.6, 0.5, y, 9.0, 9.0) for y in range(1990, 2003) for _ in range(3)]
    return next(
        y for y, _ in cases(history(*scattered(), *often)) if (y.mission, y.year) == ("ALPHA", 2002)
    )


def test_the_forecast_lies_where_civilians_are_killed_every_year(year):
    """Parts of one, none negative, most on the site that stands for the deadliest place."""
    weights = forecast_weights(year)
    assert weights.sum() == pytest.approx(1.0)
    assert weights.min() >= 0.0
    most = int(np.argmax(weights))
    assert np.hypot(year.sites.lon[most] - 10.6, year.sites.lat[most] - 0.5) < 0.1


def test_both_is_the_mean_and_every_view_stands_on_the_bases(year):
    """Each half of past events and of the forecast, and the same part on the present bases."""
    weights = {view: view_weights(year, view, OUTLOOKS[:3]) for view in VIEWS}
    assert weights["both"] == pytest.approx((weights["outlooks"] + weights["forecast"]) / 2)
    expected = (1 - STAND) * forecast_weights(year) + STAND * base_weights(year)
    assert weights["forecast"] == pytest.approx(expected)


def test_without_a_known_event_people_take_the_place_of_events():
    """As for the outlooks: a mission without any past in the record is planned for where people live."""
    (empty, _), *_ = cases(history((10.0, 0.0, 2003, 5.0, 5.0)))
    assert forecast_weights(empty).tolist() == people_weights(empty).tolist()


def test_a_back_test_says_what_its_plans_go_by():
    """Other plans, the same real laydown, and the sentence names the view."""
    events = history(*scattered())
    results = {
        view: backtest(
            deployed(*FORCE),
            events,
            towns(),
            borders=BORDERS,
            mandates=None,
            missions=["ALPHA"],
            view=view,
        )
        for view in ("outlooks", "forecast")
    }
    sites = [each.replay.sites for each in results.values()]
    assert sites[0].filter(method="real").equals(sites[1].filter(method="real"))
    assert not sites[0].filter(method="plan").equals(sites[1].filter(method="plan"))
    for view, result in results.items():
        assert say_plain(f"backtest-view-{view}") in sentences(result)[-1]
