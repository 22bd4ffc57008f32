"""Workbooks of Excel 97 to 2003 say what new ones say."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.test_fuzz import WORKBOOK, zipped

from sulh.errors import InputError
from sulh.tables import Row, open_content

STYLES = {date: "YYYY-MM-DD", datetime: "YYYY-MM-DD HH:MM:SS", time: "HH:MM:SS"}


def old(rows: list[list[Any]], *, is_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = is_1904
    sheet = book.add_sheet("a")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            form = STYLES.get(type(value))
            style = xlwt.easyxf(num_format_str=form) if form else xlwt.Style.default_style
            sheet.write(number, column, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def new(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


cells = (
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e6, 1e6).map(lambda each: round(each, 3))
    | st.text("abZ äش", min_size=1, max_size=5).map(str.strip).filter(bool)
    | st.dates(date(1950, 1, 1), date(2090, 1, 1))
    | st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2090-01-01")).map(
        lambda each: each.replace(microsecond=0)
    )
    | st.times().map(lambda each: each.replace(microsecond=0))
)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_an_old_workbook_says_what_a_new_one_says(rows: list[list[Any]]) -> None:
    """Texts, numbers, truth, days, times, empty cells and rows."""
    table = [["x", "y", "z"], *rows]
    before, after = (
        list(open_content(content, name=name).rows)
        for content, name in ((old(table), "a.xls"), (new(table), "a.xlsx"))
    )
    assert [row[:3] for row in before if isinstance(row, Row) and row.values] == [
        row[:3] for row in after if isinstance(row, Row) and row.values
    ]


def test_days_from_1904_and_errors() -> None:
    """The workbook says from when its days count; an error takes out its row alone."""
    day = date(2024, 5, 3)
    table = open_content(old([["start"], [day], [45415]], is_1904=True), name="a.xls")
    assert table.excel_dates == "1904"
    assert [row.values["start"] for row in table.rows if isinstance(row, Row)] == [
        "2024-05-03",
        "45415",
    ]
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for number, text in enumerate(("a", "x", "", "y")):
        if text:
            sheet.write(number, 0, text)
    sheet.row(2).set_cell_error(0, "#REF!")
    stream = io.BytesIO()
    book.save(stream)
    rows = list(open_content(stream.getvalue(), name="a.xls").rows)
    assert [row.problem.code for row in rows if not isinstance(row, Row)] == ["sheet-error"]
    assert [row.values["a"] for row in rows if isinstance(row, Row)] == ["x", "y"]


def test_new_workbooks_under_the_old_name() -> None:
    """People rename files; the bytes say what it is."""
    assert "kind" in open_content(zipped(WORKBOOK), name="a.xls").columns


@pytest.mark.parametrize("content", [b"<html><table></table></html>", b"a,b\n1,2\n", b""])
def test_what_only_bears_the_name_is_refused(content: bytes) -> None:
    """Web pages are often called .xls: what to do is said."""
    with pytest.raises(InputError) as caught:
        open_content(content, name="a.xls")
    assert "CSV" in caught.value.remedy
