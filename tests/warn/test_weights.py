"""What lessons teach: recent ones count for more by year, and a country's states lean on each other."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import EXPERTS
from sulh.warn.study import STATES
from sulh.warn.weights import Lesson, settle_weights

QUIET, LATE = EXPERTS.index("zeros"), EXPERTS.index("past")


def study_by(step):
    events = pl.concat([random_events(1), event(30.2, 1.2, 2003, 3, deaths=5, country="B")])
    return warn.study(panel_of(events, step=step), "deaths")


def lesson(origin, best, cases):
    """One in which the expert `best` is right and the others are not; `cases` by key."""
    n, j = len(cases), len(EXPERTS)
    counts = np.array(list(cases.values()), dtype=np.float64)
    products = np.repeat(np.eye(j)[None], n, axis=0) * counts[:, None, None]
    reached = np.zeros((n, j))
    reached[:, best] = counts
    return Lesson(
        origin=origin,
        horizon=1,
        keys=np.array(list(cases)),
        cases=counts,
        products=products,
        reached=reached,
    )


def weights_of(study, lessons, key, origin=7):
    settled = settle_weights(study, lessons, origin=origin, horizons=(1,))
    return settled.of(1, np.array([key]))[0]


def test_by_year_the_last_lesson_counts_for_most_and_by_month_all_count_alike():
    """Two lessons that say the opposite, four periods apart."""
    lessons = [lesson(2, QUIET, {0: 1000}), lesson(6, LATE, {0: 1000})]
    by_month = weights_of(study_by("month"), lessons, 0)
    assert by_month[QUIET] == pytest.approx(0.5, abs=1e-6)
    assert by_month[LATE] == pytest.approx(0.5, abs=1e-6)
    by_year = weights_of(study_by("year"), lessons, 0)
    # A lesson four half-lives older counts a sixteenth: w'w - 2 w'(1, 16)/17 is least on the
    # simplex at (1, 16)/17.
    assert by_year[QUIET] == pytest.approx(1 / 17, abs=1e-6)
    assert by_year[LATE] == pytest.approx(16 / 17, abs=1e-6)


def test_a_lesson_whose_outcome_is_not_known_yet_teaches_nothing():
    """At period 6 the outcome of origin 6 is still to come."""
    study = study_by("year")
    known, unknown = lesson(5, QUIET, {0: 100}), lesson(6, LATE, {0: 1e6})
    alone = weights_of(study, [known], 0, origin=6)
    assert np.array_equal(weights_of(study, [known, unknown], 0, origin=6), alone)


def test_a_country_leans_on_its_other_states():
    """What country B showed in a low state moves its quiet cells, and those of country A less."""
    study = study_by("year")
    assert list(study.panel.countries) == ["A", "B"]
    low_in_b = len(STATES) + STATES.index("low")
    lessons = [lesson(6, QUIET, {0: 300, len(STATES): 20}), lesson(6, LATE, {low_in_b: 500})]
    in_a = weights_of(study, lessons, 0)
    in_b = weights_of(study, lessons, len(STATES))
    assert in_b[LATE] > 0.5 > in_a[LATE]
    assert in_b.sum() == pytest.approx(1)
