"""The notebook's verbs of respond agree with the room's own functions."""

import polars as pl
import pytest

import sulh
from sulh.errors import InputError

ASSETS = pl.DataFrame({"name": ["Ambulance"], "mode": ["vehicle"], "medical": ["yes"], "start_likely_min": [5], "seats": [2],
                       "night": ["yes"], "lon": [21.99], "lat": [6.54], "accuracy_m": [50]})  # fmt: skip
FACILITIES = pl.DataFrame({"name": ["L2"], "level": ["2"], "beds": [5], "theatres": [1], "lon": [21.99],
                           "lat": [6.54], "accuracy_m": [50]})  # fmt: skip
UNITS = pl.DataFrame({"name": ["QRF"], "notice_min": [5], "night": ["yes"], "lon": [21.99], "lat": [6.54],
                      "accuracy_m": [50]})  # fmt: skip
SHUT = pl.DataFrame({"ref": ["m"], "reason": ["hazard"], "radius_m": [500], "from": ["2026-11-01"],
                     "to": ["2026-11-30"], "lon": [21.9], "lat": [6.5], "accuracy_m": [50]})  # fmt: skip
AT = "2026-11-29T10:00+00:00"


def test_one_casualty_and_an_area(tmp_path):
    """A frame of steps, a frame of places, a page; a closure holds on its days."""
    chain = sulh.casevac(ASSETS, FACILITIES, casualty=(21.9, 6.5), at=AT)
    assert chain.value.holds
    assert "surgery begins at L2" in chain.frame["step"].to_list()
    shut = sulh.casevac(ASSETS, FACILITIES, casualty=(21.9, 6.5), at=AT, closures=SHUT)
    assert not shut.value.holds
    places = pl.DataFrame({"name": ["Near"], "lon": [21.9], "lat": [6.5], "weight": [100]})
    area = sulh.casevac(ASSETS, FACILITIES, places=places, at=AT)
    assert area.frame["conditions"].to_list() == ["day", "night"]
    assert "10-1-2" in area.report(tmp_path / "a.html").read_text("utf-8")
    with pytest.raises(InputError, match="either casualty or places"):
        sulh.casevac(ASSETS, FACILITIES, at=AT)
    with pytest.raises(InputError, match="1 row cannot be read"):
        sulh.casevac(ASSETS.with_columns(mode=pl.lit("horse")), FACILITIES, casualty=(0, 0), at=AT)


def test_who_goes():
    """The unit, its times and its way; slower when it is wet."""
    dry, wet = (sulh.react(21.9, 6.5, UNITS, at=AT, wet=wet) for wet in (False, True))
    assert dry.frame["unit"].to_list() == ["QRF"]
    assert wet.frame["minutes"][0] > dry.frame["minutes"][0]
