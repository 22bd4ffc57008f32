"""Workbooks: numbers stay numbers, no text becomes a formula, equal tables give equal bytes."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.report import Cell, Fact, Section, Sheet, frame_csv, frames_xlsx, sheet_xlsx, xlsx


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content, name):
    return [[cell.value for cell in row] for row in opened(content)[name].iter_rows()]


def test_a_page_becomes_its_words_and_one_worksheet_for_each_table():
    """Figures in number columns are numbers, shares are fractions, words stay words."""
    table = Section(
        heading="By nation: 2024/09",
        header=("Nation", "People", "Share"),
        rows=(("Nepal", Cell("1,231", "good"), "45.5%"), ("Ghana", "unknown", "-2.50")),
        numbers=frozenset({1, 2}),
    )
    content = sheet_xlsx(Sheet(title="T", sections=(Section(heading="Words"), table, table)))
    assert opened(content).sheetnames == ["T", "By nation  2024 09", "By nation  2024 09 (2)"]
    assert cells(content, "By nation  2024 09") == [
        ["Nation", "People", "Share"],
        ["Nepal", 1231, 0.455],
        ["Ghana", "unknown", -2.5],
    ]


def test_no_word_of_a_page_is_lost_in_a_workbook():
    """The warning of an exercise, the moment, the figures and what does not fit stand in the first worksheet."""
    sheet = Sheet(
        title="Weapons",
        banner="SIMULATED",
        subtitle="At 2021-03-01",
        facts=(Fact("1,024", "collected"), Fact("unknown", "stored")),
        sentences=("The sum.",),
        sections=(
            Section(heading="Empty"),
            Section(heading="Stores", sentences=("S.",), bullets=("One differs.",), notes=("N.",)),
        ),
    )
    assert cells(sheet_xlsx(sheet), "Weapons") == [
        ["Weapons", ""],
        ["SIMULATED", None],
        ["At 2021-03-01", None],
        ["collected", 1024],
        ["stored", "unknown"],
        ["The sum.", None],
        [None, None],
        *[[text, None] for text in ("Stores", "S.", "One differs.", "N.")],
    ]


def test_a_workbook_runs_as_its_language_is_written():
    """Columns of an Arabic page begin at the right."""
    table = Section(heading="T", header=("a",), rows=(("1",),))
    for language, rightward in (("ar", False), ("en", True)):
        book = opened(sheet_xlsx(Sheet(title="P", sections=(table,), language=language)))
        assert {bool(page.sheet_view.rightToLeft) for page in book.worksheets} == {not rightward}


def test_frames_keep_their_types():
    """Days are days, moments are UTC, lists are joined, what is missing stays empty."""
    frame = pl.DataFrame(
        {
            "day": [date(2024, 5, 3), date(1850, 1, 1)],
            "moment": [datetime(2024, 5, 3, 10, tzinfo=UTC), None],
            "rows": [["a:1", "a:2"], []],
            "share": [0.25, float("nan")],
            "yes": [True, None],
            "big": [2**60, 3],
            "money": [Decimal("1.25"), None],
        }
    )
    _, first, second = cells(frames_xlsx({"frame": frame}), "frame")
    day, moment = datetime(2024, 5, 3), datetime(2024, 5, 3, 10)  # noqa: DTZ001 -- as a sheet has it
    assert first == [day, moment, "a:1; a:2", 0.25, True, str(2**60), 1.25]
    assert second == ["1850-01-01", None, "", None, None, 3, None]


def test_equal_tables_give_equal_bytes_at_any_time():
    """No part of the file holds the time of writing."""
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    content = frames_xlsx({"t": frame})
    assert content == frames_xlsx({"t": frame})
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+1", "@x", "\t=1", "{=1}"])
def test_no_text_is_a_formula(text):
    """A spreadsheet would run what begins with these marks: they stand as text, in both forms."""
    frame = pl.DataFrame({text: [text]})
    page = opened(frames_xlsx({text: frame})).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    for line in frame_csv(frame).splitlines()[1:]:
        assert not line.strip('"').startswith(("=", "+", "-", "@", "\t"))


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.text(max_size=60))
def test_any_text_can_be_written(texts, title):
    """Controls, half characters and odd titles neither stop the writer nor spoil the file."""
    table = Section(heading=title, header=("a",), rows=tuple((text,) for text in texts))
    content = sheet_xlsx(Sheet(title=title, sections=(table, table)))
    book = opened(content)
    assert len(book.sheetnames) == 3
    assert book.worksheets[1].max_row == len(texts) + 1


def test_a_table_that_no_worksheet_holds_is_refused(monkeypatch):
    """Rows are never left out in silence."""
    monkeypatch.setattr(xlsx, "ROWS_MAX", 2)
    with pytest.raises(InputError, match="3 rows"):
        frames_xlsx({"t": pl.DataFrame({"a": [1, 2, 3]})})
