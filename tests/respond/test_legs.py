"""Ways by air and water: landing sites, weather, crew, range, boats; held to sums by hand."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.respond.test_ways import PACE, line, points

from sulh.kernels.facility_reach import distances_m
from sulh.picture import Origin
from sulh.protect import Pace, read_roads
from sulh.respond import (
    LandingSite,
    Medical,
    MedicalAsset,
    MedicalFacility,
    Travel,
    Weather,
    arrival_minutes,
    find_legs,
    prepare_ways,
    why_not_able,
)
from sulh.respond.legs import why_too_far
from sulh.respond.ways import Vehicle, land_minutes
from sulh.values import Place


def place(lon, lat):
    return Place(lon=lon, lat=lat, accuracy_m=10)


def asset(name="heli", mode="helicopter", lon=20.0, lat=5.0, **more):
    facts = {"medical": True, "start_likely_min": Decimal(5), "seats": 4} | more
    if mode != "vehicle":
        facts.setdefault("speed_kmh", 200)
    return MedicalAsset(
        origin=Origin(source="s", ref=name), mode=mode, place=place(lon, lat), **facts
    )


def facility(name="L2", lon=20.5, lat=5.0, **more):
    facts = {"level": "2", "beds": 2, "theatres": 1, "helipad": True} | more
    return MedicalFacility(origin=Origin(source="s", ref=name), place=place(lon, lat), **facts)


def site(name, lon, lat, **more):
    return LandingSite(origin=Origin(source="s", ref=name), place=place(lon, lat), **more)


STRAIGHT = prepare_ways(None, pace=PACE, circuity=1.2)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(20, 20.4), st.floats(4.9, 5.1), st.booleans(), st.sampled_from([None, 5, 12])), max_size=4),
    st.lists(st.tuples(st.floats(20, 20.4), st.floats(4.9, 5.1)), min_size=1, max_size=3),
    st.booleans(),
    st.sampled_from([None, 60, 200]),
    st.sampled_from([None, 30, 90]),
)  # fmt: skip
def test_a_helicopter_meets_the_wounded_at_the_best_site(sites, places, is_dark, range_km, crew):
    """Every site and facility by hand: both are there, fly on; lit in the dark, strong enough, in range."""
    heli = asset(site_only=True, weight_t=Decimal(8), night=True, range_km=range_km, crew_min=crew)
    ends = [
        facility("one"),
        facility("two", lon=20.1, lat=5.3),
        facility("no bed", lon=20.2, beds=0),
    ]
    strips = tuple(
        site(str(i), lon, lat, lit=lit, bears_t=None if bears is None else Decimal(bears))
        for i, (lon, lat, lit, bears) in enumerate(sites)
    )
    travel = Travel(landing_sites=strips)
    medical = Medical(assets=(heli,), facilities=tuple(ends))
    legs = find_legs(medical, STRAIGHT, travel, points(*places), is_dark=is_dark)
    fly = lambda a, b: distances_m(*points(a)[:2], *points(b)[:2])[0, 0] * 0.06 / 200  # noqa: E731
    for k, where in enumerate(places):
        best = (np.inf, np.inf, np.inf)
        for strip in strips:
            if (is_dark and not strip.lit) or (strip.bears_t is not None and strip.bears_t < 8):
                continue
            at = (strip.place.lon, strip.place.lat)
            carry = land_minutes(STRAIGHT, travel, Vehicle(), points(where), points(at))[0, 0]
            meets, out = max(fly((20.0, 5.0), at), carry), fly((20.0, 5.0), at)
            for end in ends[:2]:
                on = fly(at, (end.place.lon, end.place.lat))
                if range_km is not None and (out + on) * 200 / 60 > range_km:
                    continue
                if crew is not None and out + on > crew:
                    continue
                best = min(best, (meets + on, meets, on))
        assert legs.arrive[0, k] + legs.bring[0, k] == pytest.approx(best[0])
        assert (legs.site[0, k] >= 0) == np.isfinite(best[0])


def test_why_an_asset_does_not_go():
    """Dark, weather, water: one sentence each; what is not known holds nobody back."""
    heli = asset(visibility_min_m=1500, ceiling_min_m=150, wind_max_kmh=60)

    def why(weather=None, *, is_dark=False, one=heli):
        return why_not_able(one, Travel(weather=weather), is_dark=is_dark)

    assert why() == ""
    assert why(is_dark=True) == "does not work in the dark"
    assert why(Weather(visibility_m=1500)) == ""
    assert why(Weather(visibility_m=1499)) == "visibility at 1499 m, it needs 1500 m"
    assert why(Weather(ceiling_m=100)) == "clouds at 100 m, it needs 150 m"
    assert why(Weather(wind_kmh=61)) == "wind of 61 km/h, it bears 60 km/h"
    assert why(one=asset(mode="boat")) == "no rivers or lakes are given"
    assert why(one=asset(seats=0)) == "takes no wounded"


def test_without_a_site_a_helicopter_that_needs_one_does_not_come():
    """No site at all, or none that is lit: infinity, and the same in the plain table."""
    heli = asset(site_only=True, night=True)
    where = points((20.1, 5.0))
    strip = (site("a", 20.1, 5.01),)
    for travel, is_dark, comes in (
        (Travel(), False, False),
        (Travel(landing_sites=strip), True, False),
        (Travel(landing_sites=strip), False, True),
    ):
        minutes = arrival_minutes([heli], STRAIGHT, travel, where, is_dark=is_dark)
        medical = Medical(assets=(heli,), facilities=(facility(),))
        legs = find_legs(medical, STRAIGHT, travel, where, is_dark=is_dark)
        assert np.isfinite(minutes[0, 0]) == np.isfinite(legs.bring[0, 0]) == comes


def test_boats_go_along_the_water():
    """Along the river at its speed, from bank to place on foot; where there is no river near, not at all."""
    river = read_roads([line((20.0, 5.0), (20.2, 5.0), (20.2, 5.2))], "river", Pace(road_kmh=200, off_max_km=2)).value  # fmt: skip
    travel = Travel(water=prepare_ways(river))
    boat = asset("boat", "boat", speed_kmh=20)
    medical = Medical(assets=(boat,), facilities=(facility(lon=20.2, lat=5.2),))
    legs = find_legs(medical, STRAIGHT, travel, points((20.2, 5.0), (20.2, 5.01), (21.0, 5.0)))
    assert legs.arrive[0, 0] == pytest.approx(22.175 / 20 * 60, rel=1e-3)
    assert legs.bring[0, 0] == pytest.approx(22.115 / 20 * 60, rel=1e-3)
    assert legs.arrive[0, 2] == np.inf
    roads = prepare_ways(read_roads([line((20.0, 6.0), (20.2, 6.0))], "roads", PACE).value)
    again = find_legs(medical, roads, travel, points((20.2, 5.0)))
    assert again.arrive[0, 0] == legs.arrive[0, 0]


def test_bad_ground_slows_a_lorry():
    """The kind of vehicle is in its record; records without it are cars, as before."""
    roads = [line((20.0, 5.0), (20.2, 5.0), highway="track", surface="sand")]
    ways = prepare_ways(read_roads(roads, "r", PACE, by_class=True).value)
    cars = [asset(mode="vehicle", vehicle=kind) for kind in ("", "car", "lorry")]
    minutes = arrival_minutes(cars, ways, Travel(), points((20.2, 5.0)))[:, 0]
    assert minutes[0] == minutes[1] == pytest.approx(0.4 * minutes[2])
    assert cars[0] == msgspec.structs.replace(cars[1], vehicle="")
    wet = arrival_minutes(cars, ways, replace(Travel(), is_wet=True), points((20.2, 5.0)))[:, 0]
    assert np.allclose(wet, minutes / 0.8)


def test_range_and_crew_hold_for_the_way_out_alone():
    """Too far to come at all, it does not arrive: not only does it bring nobody on; and the reason says by how much."""
    where = points((20.4, 5.0))  # 44 km
    near_only = asset("near", range_km=20)
    tired = asset("tired", crew_min=5)
    by_site = asset("by site", range_km=20, site_only=True)
    fits = asset("fits", range_km=60)
    everybody = [near_only, tired, by_site, fits]
    travel = Travel(landing_sites=(site("a", 20.4, 5.01),))
    minutes = arrival_minutes(everybody, STRAIGHT, travel, where)
    assert np.isfinite(minutes[:, 0]).tolist() == [False, False, False, True]
    legs = find_legs(
        Medical(assets=tuple(everybody), facilities=(facility(),)), STRAIGHT, travel, where
    )
    assert np.isfinite(legs.arrive[:, 0]).tolist() == [False, False, False, True]
    assert why_too_far(near_only, STRAIGHT, travel, where) == (
        "the way to the casualty is 44 km, its range 20 km"
    )
    assert why_too_far(tired, STRAIGHT, travel, where) == (
        "the way to the casualty takes 13 minutes, its crew may be under way 5"
    )
    assert why_too_far(fits, STRAIGHT, travel, where) == ""
