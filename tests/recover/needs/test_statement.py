"""Needs next to deliveries: bounds where senders differ, gaps that nothing planned closes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.observe.context import Context
from sulh.picture import Origin
from sulh.recover import Delivery, Population, needs_statement, publish_needs, standards
from sulh.tables import FaultyField
from sulh.values import Place, Span
from sulh.workspace import RECORD_KINDS

AT = datetime(2026, 3, 1, tzinfo=UTC)


def span(days_before: int) -> Span:
    start = AT - timedelta(days=days_before)
    return Span(start, start + timedelta(hours=1))


def people(number: int, *, place="Bria", group="displaced", source="IOM", before=10, ref="p"):
    return Population(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        place=Place(name=place),
        group=group,
        people=number,
    )


def delivery(supply: str, quantity: str | None, unit="l", *, before=5, **more):
    return Delivery(
        origin=Origin(source="cluster", ref=more.pop("ref", "d")),
        span=span(before),
        place=Place(name=more.pop("place", "Bria")),
        organisation=more.pop("organisation", "Water without borders"),
        cluster=more.pop("cluster", ""),
        supply=supply,
        progress=more.pop("progress", "delivered"),
        quantity=None if quantity is None else Decimal(quantity),
        unit=unit,
    )


def line(statement, supply, place="Bria"):
    (only,) = [
        each for each in statement.lines if each.standard.id == supply and each.place == place
    ]
    return only


def test_a_gap_is_need_less_what_came():
    """Within the days, in the standard's unit; what is planned closes nothing."""
    statement = needs_statement(
        [people(100)],
        [
            delivery("water", "3", "m3"),
            delivery("Water", "500", "l", ref="d2"),
            delivery("water", "999", "m3", before=40, ref="old"),
            delivery("water", "9999", "m3", progress="planned", ref="plan"),
        ],
        at=AT,
        days=10,
    )
    water = line(statement, "water")
    assert (water.need_low, water.came, water.in_plan) == (15000, 3500, 9_999_000)
    assert (water.gap_low, water.gap_high) == (11500, 109 * 150 - 3500)


def test_what_stays_counts_from_the_day_it_came():
    """Toilets of last year are still there; a surplus is no gap."""
    statement = needs_statement(
        [people(100)], [delivery("toilets", "7", "piece", before=300)], at=AT, days=10
    )
    toilets = line(statement, "toilets")
    assert (toilets.need_high, toilets.came, toilets.gap_high) == (6, 7, 0)


def test_two_senders_who_differ_are_both_kept():
    """The needs have bounds; groups add up; a later word of one sender replaces its earlier one."""
    statement = needs_statement(
        [
            people(100, before=20, ref="old"),
            people(120, before=10),
            people(300, source="Red Cross", ref="rc"),
            people(50, group="returnee", ref="h"),
            people(70, place="Bambari", ref="b"),
            people(999, before=-5, ref="later"),
            people(5000, group="host", ref="hosts"),
        ],
        [],
        at=AT,
    )
    bambari, bria = statement.people
    assert (bria.low, bria.high) == (170, 368)
    assert {who: count.low for who, count in bria.says.items()} == {
        "displaced, IOM": 120,
        "displaced, Red Cross": 300,
        "returnee, IOM": 50,
    }
    assert (bambari.low, bambari.high) == (70, 79)
    assert line(statement, "water").gap_low == 170 * 15 * 30


def test_what_cannot_be_added_is_named():
    """A supply without a standard, a wrong unit, no quantity: each with its record."""
    statement = needs_statement(
        [people(10)],
        [
            delivery("blankets", "5", "piece", ref="d1", cluster="Shelter"),
            delivery("water", "5", "kg", ref="d2"),
            delivery("water", None, "", ref="d3"),
        ],
        at=AT,
    )
    assert tuple(map(str, statement.left_out)) == (
        "d1 (cluster): there is no standard for 'blankets'.",
        "d2 (cluster): 'kg' is no unit of water.",
        "d3 (cluster): has no quantity.",
    )
    present = {(each.cluster): each.organisations for each in statement.presence}
    assert present["Shelter"] == present["WASH"] == ("Water without borders",)
    assert present["Food Security"] == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["IOM", "UNHCR", "NGO"])), min_size=1
    ),
    st.lists(st.decimals(0, 10**7, places=3), max_size=5),
)
def test_bounds_hold(numbers, quantities):
    """Low is never above high, what any sender says lies within ten, and no gap is below nothing."""
    rows = [
        people(number, source=source, ref=str(at)) for at, (number, source) in enumerate(numbers)
    ]
    statement = needs_statement(
        rows,
        [delivery("water", f"{each:f}", ref=str(at)) for at, each in enumerate(quantities)],
        at=AT,
    )
    (place,) = statement.people
    last = {source: number for number, source in numbers}
    assert place.low <= max(0, min(count.high for count in place.says.values()))
    assert place.high >= max(count.low for count in place.says.values())
    assert place.low - 10 <= min(last.values()) <= max(last.values()) <= place.high + 10
    for each in statement.lines:
        assert 0 <= each.gap_low <= each.gap_high <= each.need_high
        assert each.need_low <= each.need_high
    water = line(statement, "water")
    assert water.came == sum(quantities, Decimal(0))


def test_what_comes_after_the_moment_is_named_and_not_counted():
    """A plan of next month is a plan; a delivery of a day to come closes no gap, and is said."""
    statement = needs_statement(
        [people(100)],
        [
            delivery("water", "5", "m3", before=-20, progress="planned", ref="next"),
            delivery("water", "7", "m3", before=-20, ref="typo"),
        ],
        at=AT,
        days=10,
    )
    water = line(statement, "water")
    assert (water.came, water.in_plan) == (0, 5000)
    assert tuple(map(str, statement.left_out)) == (
        "Delivered on a day after this moment: 1: typo (cluster).",
    )


def test_a_plan_may_lie_in_the_future():
    """The form takes a delivery of next month; only counts of people must lie behind us."""
    row = {"source": "s", "ref": "d", "start": "2026-05-01", "place": "Bria", "organisation": "NGO",
           "supply": "water", "progress": "planned"}  # fmt: skip
    context = Context(file="f.csv", timezone=ZoneInfo("UTC"), kinds=RECORD_KINDS, now=AT)
    assert RECORD_KINDS["delivery"].parse(row, context, 2).origin.ref == "d"
    with pytest.raises(FaultyField, match="lies in the future"):
        RECORD_KINDS["population"].parse(row | {"group": "host", "people": "1"}, context, 2)


def at_place(record, name: str, district: str = ""):
    return msgspec.structs.replace(record, place=Place(name=name, district=district))


@pytest.mark.parametrize(
    ("of_people", "of_aid"),
    [("", "Haute-Kotto"), ("Haute-Kotto", ""), ("Bria", ""), ("", "bria"), ("Bria", "Haute-Kotto")],
)
def test_one_place_is_one_whether_its_district_is_named_or_not(of_people, of_aid):
    statement = needs_statement(
        [at_place(people(100), "Bria", of_people)],
        [at_place(delivery("water", "9000"), "Bria", of_aid)],
        at=AT,
    )

    (place,) = {each.place for each in (*statement.lines, *statement.presence)}
    assert line(statement, "water", place).came == 9000


def test_a_name_in_two_districts_is_two_places_and_without_district_a_third():
    statement = needs_statement(
        [
            at_place(people(100 + number, ref=district), "Bria", district)
            for number, district in enumerate(["North", "South", ""])
        ],
        [],
        at=AT,
    )

    assert [each.place for each in statement.people] == ["Bria", "Bria, North", "Bria, South"]


def test_a_standard_that_nobody_compared_bears_its_mark_in_every_table():
    """Also in HXL and in JSON: a reader of the table alone must know."""
    made = needs_statement([people(100)], [], at=AT)
    sheet = publish_needs(made)
    sources = {row[2]: row[-1] for row in sheet.rows}
    in_json = {each["supply"]: each["cited"] for each in made.content()["needs"]}
    marks = set()
    for each in standards().values():
        marks.add(each.checked)
        for source in (sources[each.id], in_json[each.id]):
            assert source.startswith(each.source)
            assert source.endswith("[not checked]") is not each.checked
    assert marks == {True, False}
