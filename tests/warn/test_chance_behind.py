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
    """Some hundredths, as for a rival fixed beforehand: shares are skewed."""
    one = np.random.default_rng(4).gamma(4.0, size=40)
    best, every = chance_behind(scores([one] * len(RIVALS)))
    assert best == every
    assert 0.01 <= best <= 0.08


def test_nine_rivals_give_more_chances_than_one():
    """The best of many by chance is ahead by more than any one of them; rivals far off give none."""
    rng = np.random.default_rng(4)
    one = rng.gamma(4.0, size=40)
    many = rng.gamma(4.0, size=(len(RIVALS), 40))
    (alone, _), (_, every) = chance_behind(scores([one] * len(RIVALS))), chance_behind(scores(many))
    assert every > 2 * alone
    far = [one, *(5.0 * each for each in many[1:])]
    near_best, all_level = chance_behind(scores(far))
    assert near_best == alone < all_level


def test_months_without_any_error_of_a_rival_are_no_share():
    """A rival that is never wrong on a draw has no share there: the draw goes by the others."""
    rng = np.random.default_rng(4)
    errors = rng.gamma(4.0, size=(len(RIVALS), 40))
    errors[0] = 0.0
    errors[0, 7] = 5.0
    assert all(0.0 <= each <= 1.0 for each in chance_behind(scores(errors)))
