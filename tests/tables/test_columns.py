"""Columns at once and rows one by one give the same values, faults and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.tables import FaultyField, csv_rows, open_content, rows, rows_table
from sulh.tables.columns import (
    Part,
    _Texts,
    check_columns,
    convert_columns,
    keys,
    points,
    short_names,
    wholes,
)
from sulh.tables.fields import parse_name
from sulh.tables.rows import Read, read_of

if TYPE_CHECKING:
    from collections.abc import Callable

AREA = (14.0, 2.0, 27.5, 11.0)
NUMBERS = st.one_of(
    st.integers(-200, 200).map(str),
    st.floats(-190, 190).map(str),
    st.decimals(-190, 190, places=6).map(str),
    st.sampled_from(
        [
            *("", " ", "1e1", "١٢", "12.", ".5", "+3", "-0", "-0.0", "1_0", "nan", "inf", "0x1"),
            *("1.2345678901234567", "90", "-90", "180", "90.0000001", "1,5", " 5", "007", "5.0"),
        ]
    ),
    st.text("0123456789.-+eE ", max_size=20),
    st.decimals(2, 28, places=3).map(str),
)
KEYS = st.text(st.characters(codec="utf-8", max_codepoint=0x2100), max_size=12) | st.sampled_from(
    ["", " x ", "a b", "12.0", ".0", "x" * 200, "x" * 201, "y\u200e", "~", "\xa0", "é"]
)


def one_by_one(part: Part, *texts: str) -> Any:
    """Parse the texts alone; a fault is its code and field."""
    try:
        return part.parse(*texts)
    except FaultyField as fault:
        return (fault.code, fault.field)


def at_once(part: Part, *columns: list[str]) -> list[Any]:
    """Parse whole columns; a fault is what the texts alone give."""
    series = {
        name: pl.Series(name, texts) for name, texts in zip(part.columns, columns, strict=True)
    }
    values, faulty = part.of_columns(_Texts(series), part.ahead(series))
    for place in faulty:
        values[place] = one_by_one(part, *(texts[place] for texts in columns))
    return values


def same(values: list[Any], others: list[Any]) -> bool:
    """Compare to the bit: -0.0 is not 0.0."""
    return list(map(repr, values)) == list(map(repr, others))


@settings(max_examples=300, deadline=None)
@given(pairs=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20), is_near=st.booleans())
def test_points(pairs: list[tuple[str, str]], is_near: bool) -> None:
    """Every text that is a coordinate is the same float, and every other has its fault."""
    part = points("lon", "lat", AREA if is_near else None)
    lons, lats = [list(each) for each in zip(*pairs, strict=True)]
    assert same(at_once(part, lons, lats), [one_by_one(part, *pair) for pair in pairs])


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(NUMBERS | st.integers(0, 10**12).map(str), min_size=1, max_size=20))
def test_wholes(texts: list[str]) -> None:
    """Whole numbers, empty fields and what is neither."""
    part = wholes("best")
    assert same(at_once(part, texts), [one_by_one(part, text) for text in texts])


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(KEYS, min_size=1, max_size=20), suffix=st.sampled_from(["", ".0"]))
def test_keys(texts: list[str], suffix: str) -> None:
    """Keys of any script, and what is none."""
    part = keys("id", suffix=suffix)
    assert same(at_once(part, texts), [one_by_one(part, text) for text in texts])


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(KEYS | st.text("ab \t\xa0é", max_size=8), min_size=1, max_size=20))
def test_short_names(texts: list[str]) -> None:
    """Texts that only describe, on one line and cut short."""
    part = short_names("place")
    assert same(at_once(part, texts), [one_by_one(part, text) for text in texts])


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(KEYS | st.just("again"), min_size=1, max_size=30))
def test_equal_texts_are_parsed_once(texts: list[str]) -> None:
    """A part without a way of its own looks each text up."""
    calls: list[str] = []

    def parse(text: str) -> str:
        calls.append(text)
        return parse_name("name", text)

    part = Part(parse, "name")
    values = at_once(part, texts)
    assert len(set(calls)) == len(set(texts))
    assert same(values, [one_by_one(part, text) for text in texts])


def test_long_texts_do_not_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is forgotten when it grows."""
    monkeypatch.setattr("sulh.tables.columns.MEMO_TEXT_MAX", 1000)
    part = Part(str.strip, "text")
    for number in range(50):
        assert at_once(part, [f"{number} " + "x" * 90] * 2)[0].startswith(str(number))
    assert len(part._memo) <= 11


PARTS = (
    keys("id"),
    wholes("count"),
    points("lon", "lat", None),
    Part(lambda *names: tuple(parse_name("who", name) for name in names), "who", "whom"),
    Part(lambda text: text, "absent"),
)
HEADER = "id,count,lon,lat,who,whom,spare\n"
ROW = st.one_of(
    st.tuples(
        st.integers(1, 99).map(str),
        st.integers(0, 9).map(str),
        st.decimals(-99, 99, places=2).map(str),
        st.decimals(-99, 99, places=2).map(str),
        st.sampled_from(["UPC", "MPC", "", "  "]),
        st.sampled_from(["UPC", "é"]),
        st.sampled_from(["", "x"]),
    ).map(",".join),
    st.sampled_from(
        [",,,,,,", " ,,,,,,", "1,2", "", '"open', '1,2,3,4,"a\nb",c,', "1,x,3,4,5,6,7"]
    ),
)


def build(number: int, *values: Any) -> Any:
    """Refuse a count of 5: a fault that is known only when the row is put together."""
    if values[1] == 5:
        raise FaultyField("bounds", "count", 5)
    return (number, *values)


def account(read: Read[Any]) -> Any:
    """All that a reading brought."""
    return (read.value, read.problems, read.rows, read.blank, dict(read.raw))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(ROW, max_size=30))
def test_tables(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    """A table read by columns brings what it brings row by row: values, problems, numbers, raw text."""
    content = (HEADER + "\n".join(lines) + "\n").encode()

    def read(lines_min: int, convert: Callable[..., Read[Any]]) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(csv_rows, "LINES_MIN", lines_min)
            return account(convert(open_content(content, name="t.csv"), PARTS, build))

    assert read(0, convert_columns) == read(10**9, convert_columns)


def test_columns_come_as_columns() -> None:
    """`check_columns` returns one list a part, and the numbers of the rows."""
    table = open_content(b"id,count\na,1\nb,x\n\nc,\n", name="t.csv")
    read = check_columns(table, {"key": keys("id"), "number": wholes("count")})
    assert read.value == {"row": [2, 5], "key": ["a", "c"], "number": [1, None]}
    assert [(each.code, each.row) for each in read.problems] == [("not-a-number", 3)]
    assert (read.rows, read.blank, read.kept) == (3, 1, 2)
    nothing = check_columns(rows_table([], name="x"), {"key": keys("id")})
    assert nothing.value == {"row": [], "key": []}


def test_a_million_bad_rows_are_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of anything else does not fill the memory with problems."""
    monkeypatch.setattr(rows, "REJECTED_MAX", 100)
    table = open_content(b"id\n" + b"\x01\n" * 200, name="t.csv")
    with pytest.raises(InputError, match="More than 100 rows of t"):
        convert_columns(table, (keys("id"),), build)
    assert read_of([None, 1]).value == (1,)
