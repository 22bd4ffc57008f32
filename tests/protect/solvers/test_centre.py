"""The p-centre, against trying every choice."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import p_centre


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    seed=st.integers(0, 10**6),
    n_sites=st.integers(1, 7),
    n_demands=st.integers(1, 9),
    data=st.data(),
)
def test_it_is_the_best_of_all_choices(seed, n_sites, n_demands, data):
    """The farthest demand is as near as in the best of all choices, or none reaches all."""
    rng = np.random.default_rng(seed)
    far = rng.integers(0, 12, (n_sites, n_demands)).astype(float)
    far[rng.random(far.shape) < 0.15] = np.inf
    count = data.draw(st.integers(1, n_sites))
    must = data.draw(st.sets(st.integers(0, n_sites - 1), max_size=1))
    best = min(
        far[list(sites)].min(axis=0).max()
        for sites in itertools.combinations(range(n_sites), count)
        if must <= set(sites)
    )
    if not np.isfinite(best):
        with pytest.raises(InputError, match=r"reach every demand|is connected"):
            p_centre(far, count, must=tuple(must))
        return
    centre = p_centre(far, count, must=tuple(must))
    assert (centre.farthest, centre.bound, centre.proven) == (best, best, True)
    assert far[list(centre.sites)].min(axis=0).max() == best
    assert len(centre.sites) == count
    assert must <= set(centre.sites)
