"""The benchmark of more inputs: without any it is the component itself, and a stack learns its share."""

import numpy as np
import pytest
from benchmarks import forecast_inputs
from tests.warn.small_events import panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import COMPONENTS, component_cdfs, fit_pair


def test_without_inputs_the_analog_is_that_of_the_model():
    """So what the table shows comes from the inputs alone."""
    series = warn.death_series(panel_of(random_events(7, years=3, places=5)), "deaths")
    origin, horizon = 24, 3
    cells = series.panel.known_at(origin)
    cdfs = component_cdfs(series, origin, cells, fit_pair(series, origin, horizon))
    nothing = np.zeros((*series.counts.shape, 0))
    same = forecast_inputs._analog(series, nothing, origin, horizon)[:, : cdfs.shape[2]]
    np.testing.assert_allclose(same, cdfs[:, COMPONENTS.index("analog")], atol=1e-12)


@pytest.mark.parametrize("gains", [(0.4, -0.1), (-3.0, -2.0), (5.0, 4.0)])
def test_the_share_of_a_stack_is_the_best_one_on_what_is_known(gains):
    """Beside every share in thousandths; before anything is known it is a half."""
    known = [(0, gain, apart) for gain, apart in zip(gains, (0.5, 0.9), strict=True)]
    shares = np.linspace(0.0, 1.0, 1001)
    score = sum(-share_of(gain, apart, shares) for _, gain, apart in known)
    assert forecast_inputs._share(known) == pytest.approx(shares[np.argmin(score)], abs=6e-4)
    assert forecast_inputs._share([]) == 0.5


def share_of(gain, apart, share):
    """How much lower the CRPS of a mixture is than that of the first forecast."""
    return share * gain + share * (1 - share) * apart
