"""Date-time groups and clock times of clerks and soldiers, beside an obvious reading."""

import doctest
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.tables import time_groups
from sulh.tables.time_groups import iso_of_clock, iso_of_time_group

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
HOURS = {letter: n + 1 for n, letter in enumerate("ABCDEFGHIKLM")}
HOURS |= {letter: -n - 1 for n, letter in enumerate("NOPQRSTUVWXY")} | {"Z": 0}
"""The letters of ACP 121, one by one."""
FIRST = datetime(1969, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LAST = datetime(2068, 12, 31, tzinfo=UTC).replace(tzinfo=None)


def test_the_examples_hold():
    assert doctest.testmod(time_groups).failed == 0


@given(
    st.datetimes(FIRST, LAST),
    st.sampled_from(sorted(HOURS)),
    st.sampled_from(("{d:02}{t}{z}{m}{y:02}", "{d:02} {t}{z} {m} {c}", "{d:02}{t} {z} {m} {c}")),
)
def test_a_group_is_the_moment_that_it_names(moment, letter, form):
    """Whatever the zone, as `datetime` reads the parts one by one."""
    text = form.format(
        d=moment.day, t=f"{moment:%H%M}", z=letter, m=MONTHS[moment.month - 1],
        y=moment.year % 100, c=moment.year,
    )  # fmt: skip
    zone = timezone(timedelta(hours=HOURS[letter]))
    expected = moment.replace(second=0, microsecond=0, tzinfo=zone)
    assert datetime.fromisoformat(iso_of_time_group(text)) == expected
    assert datetime.fromisoformat(iso_of_time_group(text.lower())) == expected


@pytest.mark.parametrize("letter", ["", "J"])
def test_a_group_of_local_time_names_no_zone(letter):
    assert iso_of_time_group(f"291430{letter} NOV 23") == "2023-11-29T14:30"


@pytest.mark.parametrize(
    "text",
    ["311430ZNOV23", "291460ZNOV23", "292430ZNOV23", "291430ZNOW23", "2914ZNOV23", "291430ZZNOV23", ""],
)  # fmt: skip
def test_what_is_no_group_stays(text):
    assert iso_of_time_group(text) == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-11-29 1430", "2023-11-29T14:30"),
        ("2023-11-29 1430 hrs", "2023-11-29T14:30"),
        ("2023-11-29 14h30", "2023-11-29T14:30"),
        ("2023-11-29, 14:30", "2023-11-29T14:30"),
        ("2023-11-29 12:05 am", "2023-11-29T00:05"),
        ("2023-11-29 12:05:09 PM", "2023-11-29T12:05:09"),
        ("2023-11-29 2:30 p.m.", "2023-11-29T14:30"),
        ("2023-11-29 0900B", "2023-11-29T09:00+02:00"),
        ("2023-11-29T0900Z", "2023-11-29T09:00+00:00"),
    ],
)
def test_clock_times(text, iso):
    assert iso_of_clock(text) == iso


@pytest.mark.parametrize(
    "text",
    ["2023-11-29 14:30", "2023-11-29 13:30 pm", "2023-11-29 2560", "2023-02-30 1430", "2023-11-29 143"],
)  # fmt: skip
def test_other_clock_times_stay(text):
    assert iso_of_clock(text) == text


def test_utc_is_utc():
    assert datetime.fromisoformat(iso_of_time_group("291430ZNOV23")) == datetime(
        2023, 11, 29, 14, 30, tzinfo=UTC
    )
