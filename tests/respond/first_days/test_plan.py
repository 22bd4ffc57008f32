"""The first 72 hours: triage by the INSARAG matrix, teams that come one after the other, and what must wait."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.observe.context import Context
from sulh.picture import Origin
from sulh.report import sheet_html
from sulh.report.pages.first_days import first_days_sheet
from sulh.respond import (
    AreaAssessment,
    ResponseUnit,
    Travel,
    WayClosure,
    Worksite,
    plan_first_days,
    prepare_ways,
    worksite_category,
)
from sulh.respond.mass_casualty import Disaster
from sulh.respond.reaction import unit_minutes
from sulh.respond.ways import Points
from sulh.tables import FaultyField
from sulh.values import Place, Span
from sulh.workspace import RECORD_KINDS

AT = datetime(2026, 6, 15, 10, tzinfo=UTC)
WAYS = prepare_ways(None)


def span(hours_before=1):
    return Span(AT - timedelta(hours=hours_before), AT - timedelta(hours=hours_before))


def site(
    name, victims="confirmed-live", rescue="rapid", *, live=None, lon=0.1, before=1, work="waiting"
):
    return Worksite(
        origin=Origin(source="usar", ref=f"{name}/{before}"),
        span=span(before),
        site=name,
        victims=victims,
        rescue=rescue,
        work=work,
        live=live,
        place=Place(lon=lon, lat=0.0),
    )


def team(name="t1", *, lon=0.0, notice=30, night=True):
    return ResponseUnit(
        origin=Origin(source="usar", ref=name),
        notice_min=Decimal(notice),
        night=night,
        place=Place(lon=lon, lat=0.0),
    )


def plan(sites, teams, *, sectors=(), disasters=(), travel=None, at=AT, **more):
    return plan_first_days(
        sites, sectors, disasters, teams, WAYS, travel or Travel(), at=at, **more
    )


@pytest.mark.parametrize(
    ("victims", "rescue", "category"),
    [
        ("confirmed-live", "rapid", "A"),
        ("confirmed-live", "full", "B"),
        ("unknown-big-voids", "rapid", "C"),
        ("unknown-small-voids", "rapid", "D"),
        ("unknown-big-voids", "full", "E"),
        ("unknown-small-voids", "full", "F"),
        ("none-live", "rapid", ""),
    ],
)
def test_the_matrix_of_the_form(victims, rescue, category):
    """Field F11 of the Worksite Triage Form."""
    assert worksite_category(site("C-1", victims, rescue)) == category


def test_one_team_goes_from_site_to_site_in_the_order_of_triage():
    """A before B before C; each way begins where the last work ended."""
    made = plan(
        [
            site("C-1", "unknown-big-voids"),
            site("C-2", rescue="full"),
            site("C-3", live=2, lon=0.2),
        ],
        [team()],
        hours=(4.0, 24.0),
    )
    assert [(each.site, each.category) for each in made.visits] == [
        ("C-3", "A"), ("C-2", "B"), ("C-1", "C"),
    ]  # fmt: skip
    first, second, third = made.visits
    assert first.arrival == AT + timedelta(minutes=30 + first.minutes)
    assert second.arrival == first.end + timedelta(minutes=second.minutes)
    assert second.end - second.arrival == timedelta(hours=24)
    assert third.minutes == 0  # the same place
    page = sheet_html(first_days_sheet(made))
    assert "C-3" in page
    assert "assumptions" in page


def test_what_must_wait_says_why():
    """Beyond 72 hours, behind a closure, or without any team."""
    late = plan([site("A-1"), site("A-2")], [team()], hours=(72.0, 72.0))
    assert [each.site for each in late.visits] == ["A-1"]
    assert "the first team, t1, would be there at 2026-06-18" in late.waits[0].reason
    wall = WayClosure(
        origin=Origin(source="s", ref="x"),
        reason="landslide",
        radius_m=5000,
        since=AT.date(),
        place=Place(lon=0.1, lat=0.0),
    )
    shut = plan([site("A-1")], [team()], travel=Travel(closures=(wall,)))
    assert not shut.visits
    assert shut.waits[0].reason
    assert plan([site("A-1")], []).waits[0].reason == "there is no search team"
    assert "What must wait" in sheet_html(first_days_sheet(shut))


def test_the_last_word_about_a_site_holds():
    """What is finished, or where nobody can be alive, is searched no more; what is not assessed yet, neither."""
    made = plan(
        [site("A-1", before=5), site("A-1", work="finished"), site("A-2", "none-live"),
         site("A-3", before=-1), site("A-4", "none-live", before=3), site("A-4")],
        [team()],
    )  # fmt: skip
    assert [each.site for each in made.visits] == ["A-4"]
    assert made.finished == ("A-1", "A-2")


def test_where_a_team_works_already_no_other_is_sent():
    """The plan is made again while teams work: nobody is doubled, and the page says where."""
    made = plan([site("A-1", work="under-way"), site("A-2")], [team()])
    assert [each.site for each in made.visits] == ["A-2"]
    assert made.content()["under_way"] == ["A-1"]
    assert "no other is sent: A-1." in sheet_html(first_days_sheet(made))


def test_the_page_says_what_happened_and_which_disaster_is_none():
    """Affected and displaced are rounded; the dead, injured and missing stand as counted; empty is not nobody."""
    quake = Disaster(
        origin=Origin(source="undac", ref="d-1"),
        span=span(),
        cause="earthquake",
        affected=6203,
        displaced=7,
        dead=5,
        missing=11,
        place=Place(name="Ister"),
    )
    sites = [
        msgspec.structs.replace(site(name), disaster=ref)
        for name, ref in (("A-1", "d-1"), ("A-2", "d-9"))
    ]
    made = plan(sites, [team()], disasters=[quake])
    (line,) = made.content()["disasters"]
    assert (line["affected"], line["displaced"]) == ([6200, 6209], [0, 9])
    assert (line["injured"], line["dead"], line["missing"]) == (None, 5, 11)
    assert made.content()["unknown_disasters"] == ["d-9"]
    page = sheet_html(first_days_sheet(made))
    assert "6,200 to 6,209" in page
    assert "a disaster that no record has: d-9." in page
    assert "6,203" not in page


def test_nobody_displaced_looks_like_a_few():
    """What people need told a place with none displaced from one with seven."""
    pages = []
    for people in (0, 7):
        quake = Disaster(
            origin=Origin(source="undac", ref="d-1"),
            span=span(),
            cause="earthquake",
            displaced=people,
            place=Place(name="Ister"),
        )
        made = plan([], [], disasters=[quake])
        pages.append((made.content(), sheet_html(first_days_sheet(made))))
    assert pages[0] == pages[1]


def test_who_does_not_work_in_the_dark_waits_for_the_day():
    night = AT.replace(hour=22)
    made = plan([site("A-1")], [team(night=False)], at=night)
    assert 4 <= made.visits[0].arrival.hour <= 7
    both = plan([site("A-1")], [team(night=False), team("t2", lon=0.3)], at=night)
    assert both.visits[0].unit == "t2"


def test_sectors_that_nobody_has_looked_at_come_first_and_needs_follow():
    """With what the displaced need in three days, people rounded."""

    def sector(name, level, collapsed=None, affected=None, ref=""):
        return AreaAssessment(
            origin=Origin(source="undac", ref=ref or name),
            span=span(2 if not ref else 1),
            sector=name,
            level=level,
            standing=60,
            harmed=30,
            collapsed=collapsed,
            affected=affected,
            first_needs=("water",),
        )

    flood = Disaster(
        origin=Origin(source="undac", ref="d"),
        span=span(),
        cause="earthquake",
        affected=900,
        displaced=7,
        place=Place(name="Ister"),
    )
    made = plan(
        [],
        [],
        sectors=[sector("A", "asr-2", 10, 1234), sector("B", "asr-1"), sector("C", "asr-1", 30),
                 sector("A", "asr-3", 10, 1234, ref="A2")],
        disasters=[flood],
    )  # fmt: skip
    assert [(each.sector, each.level) for each in made.sectors] == [
        ("C", "asr-1"), ("B", "asr-1"), ("A", "asr-3"),
    ]  # fmt: skip
    assert made.sectors[0].collapsed == 0.25
    assert (made.sectors[2].affected.low, made.sectors[2].affected.high) == (1230, 1239)
    assert made.needs.people[0].high == 9
    page = sheet_html(first_days_sheet(made))
    assert "1,234" not in page
    assert "1,230 to 1,239" in page
    assert "2 of 3" in page


sites = st.lists(
    st.tuples(
        st.sampled_from(("confirmed-live", "unknown-big-voids", "unknown-small-voids")),
        st.sampled_from(("rapid", "full")),
        st.floats(0, 0.5),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=30)
@given(
    sites, st.lists(st.floats(0, 0.5), min_size=1, max_size=3), st.randoms(use_true_random=False)
)
def test_a_plan_agrees_with_a_diary_and_with_any_order_of_rows(rows, bases, chance):
    """No team is at two sites at once or skips the way; nobody idle could have been there earlier."""
    works = [
        site(f"S-{at}", victims, rescue, lon=lon) for at, (victims, rescue, lon) in enumerate(rows)
    ]
    teams = [team(f"t{at}", lon=lon) for at, lon in enumerate(bases)]
    made = plan(works, teams)
    mixed = list(works)
    chance.shuffle(mixed)
    assert plan(mixed, teams[::-1]).content() == made.content()
    assert len(made.visits) + len(made.waits) == len(works)
    free = {each.origin.ref: (AT + timedelta(minutes=30), each.place.lon) for each in teams}
    by_site = {each.site: each for each in works}
    for visit in made.visits:
        lon = by_site[visit.site].place.lon
        arrivals = {
            name: moment + timedelta(minutes=way(base, lon))
            for name, (moment, base) in free.items()
        }
        slack = timedelta(seconds=1)
        assert abs(arrivals[visit.unit] - visit.arrival) < slack
        assert visit.arrival <= min(arrivals.values()) + slack
        free[visit.unit] = (visit.end, lon)


def way(start, end):
    """Return the minutes between two places of the equator, as the ways without roads give them."""
    ends = Points(np.array([end]), np.array([0.0]))
    return float(unit_minutes([team(lon=start)], WAYS, Travel(), ends)[0, 0])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"live": "0"}, "does not go with victims confirmed-live"),
        ({"victims": "none-live", "live": "2"}, "does not go with"),
        ({"live": "5", "missing": "3"}, "is more than all who are missing, 3"),
        ({"lon": "", "lat": ""}, "lon is missing"),
        ({"rescue": "slow"}, "rescue"),
    ],
)
def test_rows_that_cannot_be_are_refused(row, words):
    good = {
        "kind": "worksite", "source": "s", "ref": "r", "start": "2026-01-01T00:00:00Z", "site": "C-6",
        "victims": "confirmed-live", "rescue": "full", "work": "waiting", "live": "2", "lon": "1",
        "lat": "1", "accuracy_m": "10",
    }  # fmt: skip
    context = Context(file="f.csv", timezone=ZoneInfo("UTC"), kinds=RECORD_KINDS, now=AT)
    read = partial(RECORD_KINDS["worksite"].parse, context=context, row=2)
    assert read(good).live == 2
    with pytest.raises(FaultyField) as caught:
        read({**good, **row})
    assert words in f"{caught.value.field} {caught.value.message}"
