"""The oracle's months and distances, on cases worked out by hand; other files have the kinds."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import shapely
from tests.verify.oracle import verify
from tests.verify.oracle_resolve import distance_to_border_m
from tests.verify.small_mission import (
    IN_A,
    MICROSECOND,
    act,
    box,
    days,
    findings,
    judge,
    obligation,
    request,
    said,
    small_pack,
    utc,
    watch,
)

from sulh.mission.provisions import Ceasefire, NotifyBefore
from sulh.values import Span

NO_FIRE = Ceasefire(acts=("fire",))
NOTICE = NotifyBefore(acts=("fire",), hours=24)


def test_months_run_from_the_first_report_to_the_last() -> None:
    """From the month of the earliest start to that of the latest end, whatever they report."""
    reports = [request(span=Span(utc(2, 10), utc(2, 10))), act(span=Span(utc(4, 1), utc(5, 1)))]
    months = [key.month for key in findings(NO_FIRE, *reports)]
    assert months == ["2024-02", "2024-03", "2024-04", "2024-05"]
    assert findings(NO_FIRE) == {}


def test_at_leaves_out_what_starts_later() -> None:
    """On 10 January at noon the act of that moment is known; a microsecond before, not."""
    noon = utc(1, 10, 12)
    early = judge(NO_FIRE, watch(), act(), at=noon - MICROSECOND)
    assert said(early) == "met no-act"
    assert said(judge(NO_FIRE, watch(), act(), at=noon + MICROSECOND)) == "breached act"
    # At noon itself the report stays, but of the month only the part before noon counts.
    assert said(judge(NO_FIRE, watch(), act(), at=noon)) == "met no-act"


def test_an_act_that_may_come_after_at_is_possible() -> None:
    """A span that straddles `at` is a doubt."""
    judgement = judge(NO_FIRE, act(span=days(10, 10)), at=utc(1, 10, 12))
    assert said(judgement) == "undetermined vague-date"


def test_since_leaves_out_the_months_that_end_before() -> None:
    """Since 1 February: January, which ends then, is left out."""
    reports = [watch(), act(span=days(10, 10, 2))]
    assert [key.month for key in findings(NO_FIRE, *reports, since=utc(2, 1))] == ["2024-02"]
    assert len(findings(NO_FIRE, *reports, since=utc(2, 1) - MICROSECOND)) == 2
    acts = [act(), act(span=days(10, 10, 2))]
    assert [key.month for key in findings(NOTICE, *acts, since=utc(2, 1))] == ["2024-02"]


def test_months_are_those_of_the_pack() -> None:
    """Cairo's October 2024 ends at 22:00 UTC: its last hour came twice."""
    pack = replace(small_pack(obligation(NO_FIRE)), timezone=ZoneInfo("Africa/Cairo"))
    end = utc(10, 31, 22)
    for moment, month in ((end - MICROSECOND, "2024-10"), (end, "2024-11")):
        found = verify(pack, [("0", act(span=Span(moment, moment)))], at=utc(12, 1))
        assert {key.month: said(j) for key, j in found.items()} == {month: "breached act"}


@pytest.mark.parametrize(
    ("lon", "lat", "metres"),
    [
        (10.01, 0.5, 1113.16),  # 0.01 degree of the parallel 0.5 N
        (10.5, 0.01, 1105.74),  # 0.01 degree of the meridian at the equator
        (9.99, 0.5, 1113.16),  # outside
        (10.5, 1.0, 0.0),
        (10.0, 0.0, 0.0),
        (9.99, -0.01, 1569.03),  # beyond the corner: by Pythagoras
    ],
)
def test_distance_to_the_border(lon: float, lat: float, metres: float) -> None:
    """Worked out from the radii of WGS 84 at the equator."""
    assert distance_to_border_m(box(10, 0, 11, 1), lon, lat) == pytest.approx(metres, abs=0.05)


def test_a_long_border_is_straight_in_degrees() -> None:
    """Halfway along a border of 20 degrees on the parallel 60 N, a point on it is on it."""
    north = shapely.box(0, 60, 20, 65)
    assert distance_to_border_m(north, 10.0, 60.0) == 0.0
    # 0.001 degree north of it: 111.4 m, though a great circle would pass 60 km away.
    assert distance_to_border_m(north, 10.0, 60.001) == pytest.approx(111.41, abs=0.05)


def test_inside_is_beyond_both_accuracies() -> None:
    """The nearest border decides, also of a hole and across the antimeridian."""
    ring = shapely.Polygon(box(0, 0, 2, 2).exterior, [box(0.9, 0.9, 1.1, 1.1).exterior])
    assert distance_to_border_m(ring, 1.0, 1.0) == pytest.approx(11_057.5, rel=0.002)
    east = box(179, 0, 180, 1)
    assert distance_to_border_m(east, -179.99, 0.5) == pytest.approx(1113.16, abs=0.05)
    assert IN_A.accuracy_m == 10
