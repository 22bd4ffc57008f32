"""The bundled packs say what the documents say, and mark what is not verified."""

import csv
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely

from sulh import mission
from sulh.mission.provisions import Limit, Periodic, Waive, Within

PACKS = {name: mission.load(mission.find(name)) for name in ("mfo-sinai", "unifil", "minusca")}
SINAI, LEBANON, CENTRAL_AFRICA = PACKS.values()


def provision(pack, name):
    return next(each for each in pack.provisions if each.id == name)


@pytest.mark.parametrize(
    ("name", "item", "at_most", "evidence"),
    [
        ("a-tanks", "tank", 230, "verified"),
        ("a-personnel", "military-personnel", 22_000, "verified"),
        ("a-artillery", "field-artillery", 126, "secondary"),
        ("a-anti-aircraft", "anti-aircraft-gun", 126, "secondary"),
        ("a-armoured-vehicles", "armoured-vehicle", 480, "secondary"),
        ("b-battalions", "battalion", 4, "verified"),
        ("b-personnel", "military-personnel", 4_000, "secondary"),
        ("d-battalions", "battalion", 4, "verified"),
        ("d-personnel", "military-personnel", 4_000, "to_verify"),
        ("d-armoured-vehicles", "armoured-vehicle", 180, "to_verify"),
        ("air-transports-b", "transport-aircraft", 8, "to_verify"),
        ("rafah-border-guards", "border-guard", 750, "verified"),
    ],
)
def test_limits_of_annex_1(name, item, at_most, evidence):
    """Each number of Annex I stands with how well it is known."""
    found = provision(SINAI, name)
    assert found.terms == Limit(item=item, at_most=at_most)
    assert found.evidence == evidence


def test_the_mfo_has_duties_of_its_own():
    """Verification at least twice a month, and within 48 hours of a request."""
    assert provision(SINAI, "mfo-periodic").terms == Periodic(
        duty="verification", times_per_month=2
    )
    assert provision(SINAI, "mfo-on-request").terms == Within(
        request="verification", duty="verification", hours=48
    )
    assert SINAI.actors["MFO"].kind == "mission"


def test_agreed_activities_have_dates():
    """Every exception begins on a day, and says in bounds what is not exactly known."""
    waivers = [each for each in SINAI.provisions if isinstance(each.terms, Waive)]
    assert len(waivers) >= 8
    assert all(each.in_force_from.year >= 2005 for each in waivers)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "zone"),
    [
        ("Mitla Pass", 32.92, 30.03, "zone-a"), ("El Tor", 33.62, 28.24, "zone-a"),
        ("El Arish", 33.80, 31.13, "zone-b"), ("Nakhl", 33.75, 29.91, "zone-b"),
        ("St Catherine", 33.97, 28.56, "zone-b"), ("Bir el-Abd", 33.01, 31.01, "zone-b"),
        ("Sheikh Zuweid", 34.11, 31.21, "zone-c"), ("Dahab", 34.50, 28.50, "zone-c"),
    ],
)  # fmt: skip
def test_towns_lie_in_their_zones(place, lon, lat, zone):
    """The drawn zones hold the towns that are known to lie in them."""
    inside = [z.id for z in SINAI.zones.values() if shapely.contains_xy(z.geometry, lon, lat)]
    assert zone in inside, place


def test_zones_of_sinai_do_not_overlap():
    """Two of the four treaty zones share a border and no ground."""
    zones = [z.geometry for z in SINAI.zones.values() if z.kind == "treaty-zone"]
    for n, each in enumerate(zones):
        for other in zones[n + 1 :]:
            assert each.intersection(other).area < 1e-3 * min(each.area, other.area)


def test_two_errors_that_circulate_are_not_repeated():
    """UNIFIL is of March 1978, and the MFO is no UN force."""
    dates = [each.date for each in LEBANON.history]
    assert dates[1] == "1978-03-19"
    assert dates == sorted(dates)
    assert any("425 and 426" in each.text for each in LEBANON.history)
    assert "no force of the United Nations" in SINAI.summary
    assert "No member State of the OIC was among the first contributors" in SINAI.actors["MFO"].note


def test_the_mission_dates_of_unifil():
    """Each resolution that changed the mission has its day."""
    told = {each.date: each.text for each in LEBANON.history}
    for day, number in (
        ("2006-08-11", "1701"),
        ("2017-08-30", "2373"),
        ("2022-08-31", "2650"),
        ("2023-08-31", "2695"),
        ("2024-08-28", "2749"),
        ("2025-08-28", "2790"),
    ):
        assert number in told[day]


def test_positions_of_unifil_lie_in_lebanon_within_the_accuracy():
    """Every position is inside Lebanon, or nearer to it than the accuracies say."""
    ground = LEBANON.zones["lebanon"].geometry.buffer(0.03)
    on_land = [s for s in LEBANON.sites.values() if "task-force" not in s.id]
    assert len(on_land) >= 30
    assert [s.name for s in on_land if not shapely.contains_xy(ground, s.lon, s.lat)] == []


def test_fourteen_groups_signed_in_bangui():
    """The Government and 14 armed groups are parties; the LRA is none."""
    parties = [a.id for a in CENTRAL_AFRICA.actors.values() if a.kind == "party"]
    assert len(parties) == 15
    assert CENTRAL_AFRICA.actors["LRA"].kind == "outsider"
    assert CENTRAL_AFRICA.agreements["khartoum-2019"].signed == datetime(2019, 2, 5, 23, tzinfo=UTC)


def test_the_cpc_has_members_with_dates():
    """The coalition is of 17 December 2020, and the UPC leaves it in April 2021."""
    members = {m.party: m for m in CENTRAL_AFRICA.actors["CPC"].members}
    assert set(members) == {"3R", "MPC", "UPC", "FPRC", "AB-M", "AB-N"}
    assert {m.from_ for m in members.values()} == {datetime(2020, 12, 16, 23, tzinfo=UTC)}
    assert members["UPC"].until == datetime(2021, 4, 4, 23, tzinfo=UTC)
    assert {m.evidence for m in members.values()} == {"to_verify"}


@pytest.mark.parametrize("name", PACKS)
def test_exercise_reports_are_marked_and_real_ones_have_sources(name):
    """No exercise row is without its mark, no real row without a source and a text."""
    folder = mission.find(name) / "reports"
    with (folder / "exercise.simulated.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 150
    assert all(
        row["simulated"] == "yes" and row["text"].startswith("Exercise inject") for row in rows
    )
    with (folder / "incidents.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 8
    assert all(row["source"] and row["text"] and row["reliability"] for row in rows)


def test_the_exercise_reports_are_made_again_byte_for_byte(tmp_path):
    """Anyone who runs the script gets the files that come with the packs."""
    script = Path(__file__).parents[2] / "examples" / "make_exercise_reports.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    for name in (*PACKS, "example"):
        made = (tmp_path / name / "reports" / "exercise.simulated.csv").read_bytes()
        assert made == (mission.find(name) / "reports" / "exercise.simulated.csv").read_bytes()


def test_bir_el_abd_is_nearer_to_line_a_than_the_line_is_known():
    """The pack's own words: a report from there is undetermined by position, certain by name."""
    town = SINAI.sites["bir-el-abd"]
    line = SINAI.lines["line-a"]
    metres = 111_000 * shapely.distance(line.geometry, shapely.Point(town.lon, town.lat))
    assert 0 < metres < line.accuracy_m
    assert line.accuracy_m == 10_000


@pytest.mark.parametrize("name", ["8-32", "8-33", "8-34", "9-63", "4-31", "4-34", "4-7C"])
def test_positions_outside_the_drawn_area_stay_within_its_accuracy(name):
    """The Blue Line is a proxy: these positions fall up to 2.3 km outside, less than its accuracy."""
    site = next(each for each in LEBANON.sites.values() if name in each.name)
    area = LEBANON.zones["south-litani"].geometry
    point = shapely.Point(site.lon, site.lat)
    assert not area.covers(point)
    east_west = 111_320 * np.cos(np.radians(site.lat))
    scaled = shapely.transform(area, lambda c: c * (east_west, 110_900))
    metres = scaled.distance(shapely.Point(site.lon * east_west, site.lat * 110_900))
    assert metres < LEBANON.zones["south-litani"].accuracy_m
