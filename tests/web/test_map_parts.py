"""Parts of the map that need no browser, run by Node against slow and obvious answers."""

import json
import math
import random
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sulh.tables.times import day_span, days_span
from sulh.values import format_utc

MAP = Path(__file__).parents[2] / "web/src/map"
NODE = Path(sys.executable).with_name("node")
NODE = str(NODE) if NODE.exists() else shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="Node comes with `make web`")
ZONES = {
    "Asia/Beirut": (date(2021, 3, 25), date(2021, 11, 2)),  # clocks skip midnight
    "America/Santiago": (date(2022, 9, 8), date(2022, 9, 14)),  # and here
    "Atlantic/South_Georgia": (date(2021, 2, 1), date(2021, 2, 9)),
    "Australia/Lord_Howe": (date(2021, 4, 1), date(2021, 10, 9)),  # by half an hour
    "America/Sao_Paulo": (date(2018, 11, 1), date(2018, 11, 9)),
    "UTC": (date(2020, 2, 27), date(2020, 3, 2)),
}


def run(script):
    """Return what a script prints as JSON."""
    done = subprocess.run(
        [NODE, "--input-type=module", "--no-warnings", "-"],
        input=script,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def first_moment(day, zone):
    """Return the first moment of a day that exists, minute by minute from the evening before."""
    moment = datetime.combine(day, time(), UTC) - timedelta(hours=16)
    while moment.astimezone(zone).date() < day:
        moment += timedelta(minutes=30)
    return moment


def test_a_day_of_the_mission_has_as_many_hours_as_its_clocks():
    """23, 24 or 25; the days follow each other without a gap."""
    asked = {
        name: [datetime.combine(each, time(12), UTC).timestamp() * 1000 for each in days]
        for name, days in ZONES.items()
    }
    script = f"""
        import {{ daysOf, momentOf, placeOf }} from {json.dumps(str(MAP / "days.ts"))};
        const asked = {json.dumps(asked)};
        const answer = {{}};
        for (const [zone, [first, last]] of Object.entries(asked)) {{
            const days = daysOf(first, last, zone);
            answer[zone] = {{ ...days, end: momentOf(days.names[1], zone),
                last: placeOf(days, "9999-01-01", 0), none: placeOf(days, "x", 7) }};
        }}
        answer.other = [momentOf("", "UTC"), momentOf("2021-03-31T10:00:00+02:00", "UTC")];
        console.log(JSON.stringify(answer));
    """
    answers = run(script)
    assert answers.pop("other") == [
        None,
        datetime(2021, 3, 31, 8, tzinfo=UTC).timestamp() * 1000,
    ]
    for name, (first, last) in ZONES.items():
        zone = ZoneInfo(name)
        days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
        found = answers[name]
        assert found["names"] == [str(each) for each in days]
        expected = [first_moment(each, zone) for each in [*days, days[-1] + timedelta(days=1)]]
        assert [each / 1000 for each in found["starts"]] == [each.timestamp() for each in expected]
        assert found["end"] == found["starts"][2] - 1
        assert (found["last"], found["none"]) == (len(days) - 1, 7)
    starts = answers["Asia/Beirut"]["starts"]
    hours = {(late - early) / 3_600_000 for early, late in zip(starts, starts[1:], strict=False)}
    assert hours == {23, 24, 25}


def test_groups_count_each_report_once_and_one_report_is_no_group():
    """As counted cell by cell here; a single report is itself, at its own place."""
    rng = random.Random(3)
    points = [(rng.gauss(35.5, 0.4), rng.gauss(33.2, 0.3)) for _ in range(3000)]
    shown = [rng.random() < 0.8 for _ in points]
    box = {"west": 34.5, "south": 32.6, "east": 36.2, "north": 33.8}
    script = f"""
        import {{ clustersOf, mercator }} from {json.dumps(str(MAP / "clusters.ts"))};
        const points = {json.dumps(points)}, shown = {json.dumps(shown)};
        const marks = {{ count: points.length, lon: points.map(p => p[0]),
            lat: points.map(p => p[1]), shown: shown.map(Number) }};
        console.log(JSON.stringify([clustersOf(marks, {json.dumps(box)}, 9.7), mercator(0, 0)]));
    """
    groups, middle = run(script)
    assert middle == [0.5, 0.5]
    cells = {}
    for at, ((lon, lat), is_shown) in enumerate(zip(points, shown, strict=True)):
        inside = 34.5 <= lon <= 36.2 and 32.6 <= lat <= 33.8
        if is_shown and inside:
            side = 512 * 2**9 / 64
            x = (lon + 180) / 360
            y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
            cells.setdefault((math.floor(x * side), math.floor(y * side)), []).append(at)
    assert sorted(each["count"] for each in groups) == sorted(map(len, cells.values()))
    singles = {each["mark"] for each in groups if each["count"] == 1}
    assert singles == {each[0] for each in cells.values() if len(each) == 1}
    for each in groups:
        assert (each["mark"] >= 0) == (each["count"] == 1)
        if each["mark"] >= 0:
            assert [each["lon"], each["lat"]] == pytest.approx(points[each["mark"]])


def test_a_circle_lies_at_one_distance_also_far_north_and_over_the_antimeridian():
    """By the haversine of each of its corners."""
    asked = [(35.5, 33.2, 500), (179.99, -44, 20_000), (10, 84, 50_000), (0, 0, 2_000_000)]
    script = f"""
        import {{ circle }} from {json.dumps(str(MAP / "circles.ts"))};
        console.log(JSON.stringify({json.dumps(asked)}.map(each => circle(...each))));
    """
    for (lon, lat, radius), polygon in zip(asked, run(script), strict=True):
        (ring,) = polygon["coordinates"]
        assert ring[0] == ring[-1]
        for x, y in ring:
            a = (
                math.sin(math.radians(y - lat) / 2) ** 2
                + math.cos(math.radians(y))
                * math.cos(math.radians(lat))
                * math.sin(math.radians(x - lon) / 2) ** 2
            )
            assert 2 * 6_371_008.8 * math.asin(math.sqrt(a)) == pytest.approx(radius, rel=1e-6)


def test_a_time_of_the_missions_clock_is_one_moment_or_none_or_two():
    """Against Python's zones, minute by minute over the nights on which clocks change."""
    asked, known = {}, {}
    for name, (first, _) in ZONES.items():
        zone = ZoneInfo(name)
        start = datetime.combine(first, time(), UTC)
        asked[name] = [
            f"{start + timedelta(minutes=30 * each):%Y-%m-%dT%H:%M}" for each in range(240)
        ]
        shows = {}
        for each in range(-40, 360):
            moment = start + timedelta(minutes=30 * each)
            shows.setdefault(f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}", []).append(moment)
        known[name] = [
            [each.timestamp() * 1000 for each in shows.get(text, [])] for text in asked[name]
        ]
    script = f"""
        import {{ localOf, momentsAt }} from {json.dumps(str(MAP / "days.ts"))};
        const answer = {{}};
        for (const [zone, texts] of Object.entries({json.dumps(asked)})) {{
            const moments = texts.map(text => momentsAt(text, zone));
            const written = moments.flat().map(each => localOf(new Date(each).toISOString(), zone));
            answer[zone] = [moments, written];
        }}
        answer.none = ["2021-02-30 10:00", "2021-02-27", "2021-02-27T10:00Z", "now", ""]
            .map(each => momentsAt(each, "UTC"));
        console.log(JSON.stringify(answer));
    """
    answers = run(script)
    assert answers.pop("none") == [None] * 5
    assert {name: moments for name, (moments, _) in answers.items()} == known
    for moments, written in answers.values():
        flat = [each for every in moments for each in every]
        assert [datetime.fromisoformat(each).timestamp() * 1000 for each in written] == flat


def test_a_span_is_written_as_it_was_entered():
    """Whole days of the mission as days; times with the offset of its clock, to the microsecond."""
    zone = ZoneInfo("Asia/Beirut")
    day = day_span(date(2021, 3, 28), zone)  # begins at one o'clock
    days = days_span(date(2021, 3, 27), date(2021, 3, 29), zone)
    spans = [
        *([format_utc(each.start), format_utc(each.end)] for each in (day, days)),
        ["2021-02-27T08:00:00Z"],
        ["2021-02-27T08:00:30.000001Z", "2021-07-27T08:00:00Z"],
        ["1900-01-01T00:00:00Z"],
    ]
    script = f"""
        import {{ writtenSpan }} from {json.dumps(str(MAP / "days.ts"))};
        console.log(JSON.stringify({json.dumps(spans)}.map(each => writtenSpan(each, "Asia/Beirut"))));
    """
    assert run(script) == [
        ["2021-03-28", ""],
        ["2021-03-27", "2021-03-29"],
        ["2021-02-27T10:00+02:00", ""],
        ["2021-02-27T10:00:30.000001+02:00", "2021-07-27T11:00+03:00"],
        ["1900-01-01T02:00+02:00", ""],
    ]


def test_a_map_that_is_late_is_drawn_with_fewer_pixels():
    """Where most of the last frames took longer than 34 ms; a late frame or two change nothing; never beyond the last."""
    chance = random.Random(5)
    cases = [[chance.choice((10, 17, 33, 35, 80)) for _ in range(size)] for size in range(12)]
    cases += [[17] * 5 + [80], [80] * 5, [80] * 6, [80] * 4 + [17] * 6, [17] * 9 + [80] * 4]
    script = f"""
        import {{ nextLevel }} from {json.dumps(str(MAP / "haste.ts"))};
        const cases = {json.dumps(cases)};
        process.stdout.write(JSON.stringify(cases.map(each => [0, 1, 2].map(at => nextLevel(at, each)))));
    """
    for case, levels in zip(cases, run(script), strict=True):
        last = case[-6:]
        step = int(len(last) == 6 and sum(each > 34 for each in last) >= 4)
        assert levels == [min(at + step, 2) for at in range(3)], case
