"""Coordinates that contradict the named place make no certain breach; those of another area judge no duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from tests.verify.test_same_event import attack, finding, laid_out

from sulh.mission import bundled, find, load
from sulh.observe.records import Incident
from sulh.values import Place
from sulh.verify import verify
from sulh.verify.places import Places, places
from sulh.verify.zones import Zones

PACK = load(find("minusca"))
AT = datetime(2024, 1, 1, tzinfo=UTC)


def at(lon: float, lat: float, accuracy_m: float = 2000.0, **names: str) -> Incident:
    return attack(place=Place(lon=lon, lat=lat, accuracy_m=accuracy_m, **names))


@pytest.mark.parametrize(
    "report",
    [
        at(0, 0, district="Ouaka"),
        at(20.66, -5.76, district="Ouaka"),
        at(-20.66, 5.76, district="Ouaka"),
        at(5.76, 20.66, district="Ouaka"),
        at(0, 0, country="Central African Republic"),
        at(25.0, 13.0, country="Central African Republic"),
        at(0, 0),
    ],
    ids=["0,0", "south", "west", "exchanged", "0,0 country", "Darfur", "0,0 unnamed"],
)
def test_a_position_that_contradicts_is_undetermined(report):
    """The act stays possible, with the doubt that the exact place settles."""
    row = finding(report, attack(place=Place(district="Ouaka"), a=("FPRC",)))
    assert (row["verdict"], row["reasons"], row["low"]) == ("undetermined", ["vague-place"], 0)
    assert len(row["possible"]) == 1


@pytest.mark.parametrize(
    "report",
    [
        at(20.66, 5.76, district="Ouaka"),
        at(20.66, 5.76),
        at(18.56, 4.36, 5000, district="Bangui"),  # 2 km from the river that is the border
        at(18.56, 4.30, 10_000, district="Bangui"),  # across it, within the accuracies
        at(20.66, 5.76, country="Central African Republic"),
    ],
    ids=["inside", "unnamed", "border", "across within", "country"],
)
def test_a_position_within_the_accuracies_contradicts_nothing(report):
    """The breach is certain."""
    assert finding(report)["verdict"] == "breached"


def test_the_wrong_prefecture_leaves_the_country_certain():
    """In Ouham, named Ouaka: in the country either way, in neither prefecture for certain."""
    assert finding(at(17.45, 6.5, district="Ouaka"))["verdict"] == "breached"
    zones = Zones.of(PACK)
    there = places(zones, laid_out(at(17.45, 6.5, district="Ouaka")).incidents)
    tri = {zone: int(there.inside(zone)[0][0]) for zone in ("car", "ouaka", "ouham", "vakaga")}
    assert tri == {"car": 2, "ouaka": 1, "ouham": 1, "vakaga": 0}


def without_geometry(pack: Any) -> Any:
    zones = {name: replace(zone, geometry=None) for name, zone in pack.zones.items()}
    return replace(pack, zones=zones)


@pytest.mark.parametrize(
    ("lon", "lat", "verdict"),
    [(0, 0, "undetermined"), (20.66, -15.0, "undetermined"), (20.66, 5.76, "breached")],
)
def test_a_pack_that_draws_no_zone_looks_at_coordinates_too(lon, lat, verdict):
    """Far outside the box around its sites a named place is in doubt."""
    pack = without_geometry(PACK)
    assert pack.sites
    frame = verify(pack, laid_out(at(lon, lat, district="Ouaka")), at=AT).frame
    rows = frame.filter((frame["provision"] == "civilians") & (frame["party"] == "UPC"))
    assert rows["verdict"].to_list() == [verdict]


def test_a_pack_that_draws_nothing_still_doubts_zero():
    """0, 0 is no place, whatever is drawn."""
    pack = replace(without_geometry(PACK), sites={}, lines={})
    tables = laid_out(at(0, 0, district="Ouaka"), at(100, 60, district="Ouaka"))
    there = places(Zones.of(pack), tables.incidents)
    assert there.inside("ouaka")[0].tolist() == [1, 2]


def place_of(pack: Any, *reports: Incident) -> Places:
    return places(Zones.of(pack), laid_out(*reports).incidents)


def test_foreign_reports_are_known():
    """Another country, or far from all that is drawn and no zone named."""
    reports = (
        at(24.1, 12.9, country="Sudan"),
        at(22.9, 11.3, country="Sudan"),
        attack(place=Place(country="Sudan")),
        at(31.0, -1.0),
        at(20.66, 5.76),
        at(20.66, -5.76, district="Ouaka"),
        attack(place=Place()),
        attack(place=Place(district="Ouaka", country="Sudan")),
        at(0, 0),
    )
    expected = [True, True, True, True, False, False, False, False, False]
    assert place_of(PACK, *reports).foreign.tolist() == expected


def test_no_duty_is_judged_from_foreign_reports():
    """A month in which only foreign events were reported is not judged."""
    from tests.verify.test_same_event import day

    foreign = [
        attack(place=Place(lon=24.1, lat=12.9, accuracy_m=500.0, country="Sudan"), span=day(n))
        for n in (1, 20)
    ]
    assert verify(PACK, laid_out(*foreign), at=AT).frame.height == 0
    own = verify(PACK, laid_out(attack()), at=AT)
    both = verify(PACK, laid_out(attack(), *foreign), at=AT)
    assert own.frame["id"].to_list() == both.frame["id"].to_list()
    assert own.frame["verdict"].to_list() == both.frame["verdict"].to_list()


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_zone_is_drawn_with_an_accuracy(name):
    """Each is a valid shape, with an accuracy, and lies in the zones that it is within."""
    pack = load(find(name))
    for zone in pack.zones.values():
        assert zone.geometry is not None, zone.id
        assert zone.geometry.is_valid, zone.id
        assert zone.accuracy_m > 0, zone.id
        for wider in zone.within:
            outside = shapely.difference(zone.geometry, pack.zones[wider].geometry)
            assert outside.area < 0.1 * zone.geometry.area, (zone.id, wider)


def test_prefectures_fill_the_country_and_do_not_overlap():
    """Simplified borders leave gaps and overlaps of a few percent at most."""
    country = PACK.zones["car"].geometry
    shapes = [zone.geometry for zone in PACK.zones.values() if zone.kind == "prefecture"]
    union = shapely.union_all(shapes)
    assert len(shapes) == 17
    assert shapely.symmetric_difference(union, country).area < 0.02 * country.area
    assert sum(shape.area for shape in shapes) < 1.02 * union.area
