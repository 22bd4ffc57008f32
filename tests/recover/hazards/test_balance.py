"""What is left of each hazardous area, and the roads that it closes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sulh.picture import Origin
from sulh.recover import AreaRelease, HazardousArea, hazard_statement
from sulh.respond import hazard_closures, ledger_closures
from sulh.values import Place, Span

AT = datetime(2026, 3, 1, tzinfo=UTC)


def span(days_before):
    start = AT - timedelta(days=days_before)
    return Span(start, start + timedelta(hours=1))


def area(
    ref, size=1000, *, source="UNMAS", before=30, suspicion="confirmed", exposed=None, place=None
):
    return HazardousArea(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        place=place or Place(name="Bria", lon=22.0, lat=6.5),
        suspicion=suspicion,
        ordnance="anti-vehicle-mines",
        area_m2=Decimal(size),
        radius_m=200,
        exposed=exposed,
    )


def released(hazard, size, how="cleared", *, ref="r", source="UNMAS", before=5, devices=None):
    return AreaRelease(
        origin=Origin(source=source, ref=ref),
        span=span(before),
        hazard=hazard,
        release=how,
        area_m2=Decimal(size),
        devices=devices,
    )


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from(["cancelled", "reduced", "cleared"]),
            st.integers(1, 4000),
        ),
        max_size=8,
    ),
)
def test_ground_is_released_left_or_in_excess(sizes, steps):
    """For each area: what it was is what was released and what is left, less what is too much."""
    statement = hazard_statement(
        [area(f"h{at}", size) for at, size in enumerate(sizes)],
        [released(f"H{at}", size, how, ref=f"r{n}") for n, (at, how, size) in enumerate(steps)],
        at=AT,
    )
    assert len(statement.lines) == len(sizes)
    for each in statement.lines:
        number = int(each.area.origin.ref[1:])
        own = [size for at, _, size in steps if at == number]
        assert sum(each.released.values()) == sum(own)
        assert each.left_m2 == max(sizes[number] - sum(own), 0)
        assert each.area.area_m2 + each.excess_m2 == sum(each.released.values()) + each.left_m2
    assert len(statement.left_out) == sum(at >= len(sizes) for at, _, _ in steps)


def test_a_release_of_no_area_or_of_two_is_named():
    """One number of two senders: each sender's releases are its own; a third's fit none."""
    statement = hazard_statement(
        [area("7"), area("7", source="NGO"), area("8", before=3)],
        [
            released("7", 10, ref="own", source="NGO"),
            released("7", 10, ref="whose", source="IOM"),
            released("9", 10, ref="none"),
            released("8", 10, ref="early", before=20),
            released("7", 10, ref="tomorrow", before=-1),
        ],
        at=AT,
    )
    left = {
        (each.area.origin.source, each.area.origin.ref): each.left_m2 for each in statement.lines
    }
    assert left == {("UNMAS", "7"): 1000, ("NGO", "7"): 990, ("UNMAS", "8"): 1000}
    assert [str(each).split(" ")[0] for each in statement.left_out] == ["whose", "none", "early"]


def test_the_most_urgent_comes_first():
    """Open before done, confirmed before suspected, people unknown before few."""
    statement = hazard_statement(
        [
            area("done", 10),
            area("suspected", suspicion="suspected", exposed=5000),
            area("few", exposed=20),
            area("many", exposed=900),
            area("unknown"),
        ],
        [released("done", 10)],
        at=AT,
    )
    assert [each.area.origin.ref for each in statement.lines] == [
        "unknown", "many", "few", "suspected", "done",
    ]  # fmt: skip


def test_an_area_closes_roads_until_all_of_it_is_released():
    """As a closure of its circle from the day it was surveyed."""
    entries = {"hazardous-area": (area("h1"), area("h2")), "area-release": (released("h1", 1000),)}
    (closure,) = ledger_closures(entries, at=AT)
    assert (closure.origin.ref, closure.reason, closure.radius_m) == ("h2", "hazard", 200)
    assert closure.since == (AT - timedelta(days=30)).date()
    before = hazard_statement(
        entries["hazardous-area"], entries["area-release"], at=AT - timedelta(days=6)
    )
    assert len(hazard_closures(before)) == 2


def test_more_released_than_surveyed_is_no_clearance():
    """One of the two figures is wrong: the area stays open, its roads shut, until a correction."""
    statement = hazard_statement([area("h1")], [released("h1", 1500)], at=AT)
    (line,) = statement.lines
    assert (line.left_m2, line.excess_m2, line.is_open) == (0, 500, True)
    assert len(hazard_closures(statement)) == 1
