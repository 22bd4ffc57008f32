"""Reports that come one by one lie where a table of them lies."""

import random

import numpy as np
import polars as pl
import pytest

from sulh import mission
from sulh.values import Place
from sulh.verify.places import places, places_of
from sulh.verify.zones import Zones, zones_of

SCHEMA = dict.fromkeys(("lon", "lat", "accuracy_m"), pl.Float64) | dict.fromkeys(
    ("zone", "district", "country"), pl.String
)


def some_places(zones, chance, count):
    names = ["", "", "nowhere", *zones]
    for _ in range(count):
        at = chance.choice(("none", "zero", "near", "world"))
        lon, lat = {
            "none": (None, None),
            "zero": (0.0, 0.0),
            "near": (chance.uniform(-35, 25), chance.uniform(-48, 10)),
            "world": (chance.uniform(-180, 180), chance.uniform(-90, 90)),
        }[at]
        accuracy_m = None if lon is None else chance.choice((None, 0.0, 50.0, 90_000.0))
        yield Place(
            lon=lon,
            lat=lat,
            accuracy_m=accuracy_m,
            zone=chance.choice(names),
            district=chance.choice(names),
            country=chance.choice(("", "Sudan", chance.choice(names))),
        )


@pytest.mark.parametrize("pack_id", ["example", "minusca"])
def test_places_of_reports_are_those_of_their_table(pack_id):
    """Foreign, contradictory, at 0, 0, and inside of each zone: for 300 places, and for each alone."""
    pack = mission.load(mission.find(pack_id))
    reported = list(some_places(pack.zones, random.Random(5), 300))
    cells = [(p.lon, p.lat, p.accuracy_m, p.zone, p.district, p.country) for p in reported]
    table = places(Zones.of(pack), pl.DataFrame(cells, schema=SCHEMA, orient="row"))
    whole = places_of(zones_of(pack), reported)
    alone = [places_of(zones_of(pack), [each]) for each in reported[:60]]
    for what in ("foreign", "contradicts", "at_zero", "exact"):
        expected = getattr(table, what)
        assert np.array_equal(getattr(whole, what), expected)
        assert [bool(getattr(each, what)[0]) for each in alone] == expected[:60].tolist()
    assert table.foreign.any()
    assert table.at_zero.any()
    for zone in list(pack.zones)[:5]:
        assert np.array_equal(whole.inside(zone)[0], table.inside(zone)[0])


def test_no_reports_have_no_places():
    """An import may have none with a place."""
    assert places_of(zones_of(mission.load(mission.find("example"))), []).foreign.size == 0
