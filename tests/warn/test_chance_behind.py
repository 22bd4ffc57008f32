"""How often a forecast as good as its rivals would be clearly behind the one that is best on the test."""

import numpy as np
import polars as pl
from benchmarks.forecast_rivals import chance_behind

from sulh.warn import RIVALS


def scores(rival_errors):
    """CRPS of 40 months, one month ahead; `rival_errors` float64[rivals, months]."""
    rng = np.random.default_rng(3)
    errors = dict(zip(("forecast", *RIVALS), [rng.gamma(4.0, size=40), *rival_errors], strict=True))
    return pl.concat(
        pl.DataFrame({"origin": range(40), "horizon": 1, "method": method, "crps": own})
        for method, own in errors.items()
    )


def test_rivals_that_are_one_make_it_the_intervals_own_tail():
    """Some hundredths, as for a rival fixed beforehand (shares are skewed); far worse rivals change nothing."""
    one = np.random.default_rng(4).gamma(4.0, size=40)
    alike = chance_behind(scores([one] * len(RIVALS)))
    assert 0.01 <= alike <= 0.08
    assert chance_behind(scores([3.0 * one] * len(RIVALS))) <= 0.08


def test_nine_rivals_give_more_chances_than_one():
    """The best of many by chance is ahead by more than any one of them."""
    rng = np.random.default_rng(4)
    one = rng.gamma(4.0, size=40)
    many = rng.gamma(4.0, size=(len(RIVALS), 40))
    assert chance_behind(scores(many)) > 2 * chance_behind(scores([one] * len(RIVALS)))


def test_months_without_any_error_of_a_rival_are_no_share():
    """A rival that is never wrong on a draw has no share there: the draw goes by the others."""
    rng = np.random.default_rng(4)
    errors = rng.gamma(4.0, size=(len(RIVALS), 40))
    errors[0] = 0.0
    errors[0, 7] = 5.0
    assert 0.0 <= chance_behind(scores(errors)) <= 1.0
