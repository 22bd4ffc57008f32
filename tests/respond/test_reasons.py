"""Why no way leads somewhere is said; season, vehicle, surface and escort change the time."""

import numpy as np
import pytest
from tests.respond.test_ways import CAR, PACE, closure, line, points

from sulh.protect import Pace, read_roads
from sulh.protect.roads.speeds import SURFACES, VEHICLE_FACTORS, WET_FACTORS
from sulh.respond import Travel, Vehicle, land_minutes, prepare_ways, why_no_way

A, B = points((20.0, 5.0)), points((20.2, 5.0))


def ways_of(*lines, pace=PACE, by_class=False):
    return prepare_ways(read_roads(list(lines), "r", pace, by_class=by_class).value)


def test_each_reason_is_named():
    """The first that holds: a closed area, no road near, an island, closures one by one or together."""
    south = line((20.0, 5.0), (20.2, 5.0))
    ring = ways_of(south, line((20.0, 5.0), (20.0, 5.1), (20.2, 5.1), (20.2, 5.0)))

    def reason(ways, *shut, car=CAR, to=B):
        return why_no_way(ways, Travel(closures=shut), car, A, to)

    assert reason(ring) == ""
    assert reason(ring, closure(20.1, 5.0, 300)) == ""
    field = closure(20.2, 5.0, 900)
    assert reason(ring, field) == "it lies inside a closed area: c (hazard; engineers, F6)"
    assert "the start lies inside" in reason(ring, closure(20.0, 5.0, 900))
    assert reason(ring, to=points((21.0, 5.0))) == "no road lies within 3 km of it"
    island = ways_of(south, line((20.3, 5.0), (20.4, 5.0)))
    assert "no road leads from those near the start" in reason(island, to=points((20.4, 5.0)))
    alone = ways_of(south)
    assert reason(alone, closure(20.1, 5.0, 300)) == "closed: c (hazard; engineers, F6)"
    both = closure(20.1, 5.0, 300), closure(20.12, 5.0, 300)
    assert reason(alone, *both) == "2 closures together leave no way"
    weak = ways_of(line((20.0, 5.0), (20.2, 5.0), highway="primary", maxweight="10"), by_class=True)
    assert reason(weak, car=Vehicle(weight_t=10)) == ""
    assert reason(weak, car=Vehicle(weight_t=18)) == "no way bears 18 t"


@pytest.mark.parametrize("surface", ["asphalt", "gravel", "dirt", "sand", None])
@pytest.mark.parametrize("kind", list(VEHICLE_FACTORS))
def test_surface_season_vehicle_and_escort(surface, kind):
    """The table's numbers, on a road of its class, by hand."""
    tags = {"highway": "track"} | ({"surface": surface} if surface else {})
    ways = ways_of(line((20.0, 5.0), (20.2, 5.0), **tags), by_class=True)
    at = SURFACES.index(
        {"asphalt": "paved", "dirt": "earth", None: "unknown"}.get(surface, surface)
    )
    car = land_minutes(ways, Travel(), Vehicle(), A, B)[0, 0]
    assert car == pytest.approx(22.175 / 15 * 60, rel=1e-3)
    factor = VEHICLE_FACTORS[kind][at]
    other = land_minutes(ways, Travel(), Vehicle(kind=kind), A, B)[0, 0]
    assert other == pytest.approx(car / factor)
    wet = land_minutes(ways, Travel(is_wet=True), Vehicle(kind=kind), A, B)[0, 0]
    assert wet == pytest.approx(car / factor / WET_FACTORS[at])


def test_an_escort_holds_a_column_back_on_fast_roads_only():
    """50 km/h on asphalt, however fast the road; without roads the unknown surface counts."""
    fast = ways_of(
        line((20.0, 5.0), (20.2, 5.0), highway="motorway", surface="asphalt"), by_class=True
    )
    escorted = Travel(is_escorted=True)
    assert land_minutes(fast, escorted, Vehicle(), A, B)[0, 0] == pytest.approx(
        22.175 / 50 * 60, rel=1e-3
    )
    slow = ways_of(
        line((20.0, 5.0), (20.2, 5.0), highway="track", surface="asphalt"), by_class=True
    )
    plain = land_minutes(slow, Travel(), Vehicle(), A, B)
    assert np.array_equal(land_minutes(slow, escorted, Vehicle(), A, B), plain)
    nothing = prepare_ways(None, pace=Pace(road_kmh=60), circuity=1.0)
    minutes = [land_minutes(nothing, t, Vehicle(), A, B)[0, 0] for t in (Travel(), escorted)]
    assert minutes[1] == pytest.approx(2 * minutes[0])
