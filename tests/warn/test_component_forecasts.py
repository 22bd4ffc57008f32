"""Component forecasts: the naive ones are what their names say, analogs learn from features."""

import numpy as np
import pytest
from tests.warn.small_events import panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import component_cdfs, fit_pair
from sulh.warn.support import SUPPORT, nearest

ORIGIN = 71


def naive_by_hand(history, method):
    """The four naive forecasts, as lists of equally likely values."""
    return {
        "zeros": [0],
        "last": history[-1:],
        "recent": history[-12:],
        "past": history,
    }[method]


@pytest.mark.parametrize("method", warn.NAIVE)
def test_naive_forecasts_are_what_they_are_called(method):
    """Each is the plain distribution of the counts that its name says."""
    series = warn.death_series(panel_of(random_events(5)), "deaths")
    cells = series.panel.known_at(ORIGIN)
    cdfs = component_cdfs(series, ORIGIN, cells, None)[:, warn.COMPONENTS.index(method)]
    support = series.support_at(ORIGIN)
    for i, cell in enumerate(cells):
        values = SUPPORT[
            nearest(np.array(naive_by_hand(series.counts[: ORIGIN + 1, cell].tolist(), method)))
        ]
        expected = [np.mean(values <= value) for value in support]
        assert cdfs[i] == pytest.approx(expected)


def test_analogs_learn_what_follows():
    """Where a feature decides what follows, the analog shows it: more deaths with a higher level."""
    series = warn.death_series(panel_of(random_events(7, years=12, rate=0.3)), "deaths")
    analogs = fit_pair(series, 120, 1)
    cells = series.panel.known_at(120)
    cdfs = component_cdfs(series, 120, cells, analogs)[:, warn.COMPONENTS.index("analog-own")]
    level = series.features.level[120, cells]
    quiet, busy = cdfs[np.argmin(level)], cdfs[np.argmax(level)]
    assert np.all(quiet >= busy - 1e-12)
    assert quiet[0] - busy[0] > 0.1
