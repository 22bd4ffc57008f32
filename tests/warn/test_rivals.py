"""The field's naive forecasts are what their names say, and see nothing that came later."""

import math

import numpy as np
import pytest
from tests.warn.small_events import panel_of, random_events

from sulh import warn
from sulh.warn.rivals import RIVALS, RivalSettings, rival_cdfs, tune_rivals
from sulh.warn.scores import crps
from sulh.warn.support import SUPPORT, nearest

ORIGIN = 71
SETTINGS = RivalSettings(window=12, window_near=6, nb_window=36, half_life=24.0, shrink=12.0)


@pytest.fixture(scope="module")
def series():
    return warn.death_series(panel_of(random_events(5)), "deaths")


@pytest.fixture(scope="module")
def cdfs(series):
    return rival_cdfs(series, ORIGIN, series.panel.known_at(ORIGIN), SETTINGS)


def valued(counts):
    return SUPPORT[nearest(np.asarray(counts))]


def test_all_are_distributions(cdfs):
    """Each starts between 0 and 1, never falls, and ends at 1."""
    assert set(cdfs) == set(RIVALS)
    for cdf in cdfs.values():
        assert (cdf[:, 0] >= 0).all()
        assert (np.diff(cdf, axis=1) >= -1e-12).all()
        assert cdf[:, -1] == pytest.approx(1.0, abs=1e-3)


def test_ensembles_of_months(series, cdfs):
    """The last months of the cell; of the cell and each known neighbour; all of its past."""
    panel, support = series.panel, series.support_at(ORIGIN)
    cells = panel.known_at(ORIGIN)
    for i, cell in enumerate(cells):
        near = panel.neighbours[panel.neighbour_starts[cell] : panel.neighbour_starts[cell + 1]]
        near = [each for each in near if panel.known_from[each] <= ORIGIN]
        for name, values in (
            ("conflictology", series.counts[ORIGIN - 11 : ORIGIN + 1, cell]),
            ("conflictology-near", series.counts[ORIGIN - 5 : ORIGIN + 1, [cell, *near]].ravel()),
            ("bootstrap-240", series.counts[: ORIGIN + 1, cell]),
        ):
            expected = [(valued(values) <= value).mean() for value in support]
            assert cdfs[name][i] == pytest.approx(expected), name


def test_the_negative_binomial_has_the_moments_of_the_past(series, cdfs):
    """The textbook's chances, from the mean and variance of the last 36 months; Poisson where it is not wider."""
    cells, support = series.panel.known_at(ORIGIN), series.support_at(ORIGIN)
    for cell, cdf in zip(cells, cdfs["negative-binomial"], strict=True):
        past = series.counts[ORIGIN - 35 : ORIGIN + 1, cell]
        mean, variance = past.mean(), max(past.var(ddof=1), past.mean() * (1 + 1e-6))
        if mean == 0.0:
            assert cdf.tolist() == [1.0] * len(cdf)
            continue
        r = mean**2 / (variance - mean)
        p = r / (r + mean)
        chances = [
            math.exp(math.lgamma(k + r) - math.lgamma(r) - math.lgamma(k + 1))
            * math.exp(r * math.log(p) + k * math.log1p(-p))
            for k in range(int(support[-1]) + 1)
        ]
        expected = np.cumsum(chances)[support[:-1].astype(int)]
        assert cdf[:-1] == pytest.approx(expected, rel=1e-6)


def test_the_hurdle_is_shrunk_as_a_loop_says(series, cdfs):
    """Weighted shares of deadly months and their sizes, with twelve periods of the country's."""
    cells, support = series.panel.known_at(ORIGIN), series.support_at(ORIGIN)
    weight = 0.5 ** (np.arange(ORIGIN, -1, -1) / 24.0)
    counts = valued(series.counts[: ORIGIN + 1])
    deadly = sum(weight[counts[:, c] > 0].sum() for c in cells)
    share = deadly / (weight.sum() * len(cells))
    sizes = [sum(weight[counts[:, c] == v].sum() for c in cells) / deadly for v in support[1:]]
    for i, c in enumerate(cells):
        own = [weight[counts[:, c] == v].sum() for v in support[1:]]
        chance = (sum(own) + 12 * share) / (weight.sum() + 12)
        numbers = [(a + 12 * b) / (sum(own) + 12) for a, b in zip(own, sizes, strict=True)]
        expected = (1 - chance) + chance * np.cumsum([0.0, *numbers])
        assert cdfs["hurdle"][i] == pytest.approx(expected)


def test_nothing_that_came_later_changes_a_rival_or_its_settings(series):
    """Other deaths after the origin: the same forecasts; after the first test: the same settings."""
    late = warn.death_series(series.panel, "deaths")
    counts = series.counts.copy()
    counts[ORIGIN + 1 :] += 50
    changed = type(late)(
        panel=late.panel,
        measure="deaths",
        counts=counts,
        bins=nearest(counts),
        features=late.features,
    )
    cells = series.panel.known_at(ORIGIN)
    one, other = (rival_cdfs(each, ORIGIN, cells, SETTINGS) for each in (series, changed))
    for name in RIVALS:
        assert one[name].tolist() == other[name].tolist()
    tuned = [
        tune_rivals(each, [40, 60, 68], (1, 6, 12), before=ORIGIN + 1) for each in (series, changed)
    ]
    assert tuned[0] == tuned[1]


def test_tuned_settings_are_the_best_of_all(series):
    """The window that a plain loop over origins and horizons scores best."""
    origins, horizons = [40, 50, 60], (1, 3)
    tuned = tune_rivals(series, origins, horizons, before=ORIGIN)

    def score(window):
        total = 0.0
        for origin in origins:
            cells = series.panel.known_at(origin)
            cdf = rival_cdfs(series, origin, cells, RivalSettings(window=window))["conflictology"]
            for horizon in horizons:
                came = series.counts[origin + horizon, cells].astype(float)
                total += crps(cdf, series.support_at(origin), came).sum()
        return total

    assert tuned.window == min((6, 12, 24, 36), key=score)
