"""Rows of hashtags: found where the reference reader finds them, named column by column where they are wrong."""

import csv
import io
import json
import os
from pathlib import Path

import hxl
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.tables import Row, open_content, open_table
from sulh.tables.hashtags import CORE_HASHTAGS, TagPattern, parse_hashtag

UNREADABLE = {
    "input-broken.xlsx": "cannot be read as a workbook",
    "input-invalid.png": "which no reader takes",
    "input-notag1.html": "which no reader takes",
    "input-notag2.html": "which no reader takes",
    "input-valid-json-selector.json": "Lists in it: sel1, sel2",
    "input-valid-xlsx.NOEXT": "which no reader takes",
}
"""Files of the reference reader's tests that are refused, and what the refusal says."""
RAGGED = {"input-fuzzy.csv": 1}
"""Files with rows that are rejected: longer than the header."""
JSON_AS_TEXT = "input-valid-json.txt"
ZIPPED_WORKBOOK = "input-zip-invalid.zip"
"""A workbook in a zip archive, which the reference reader does not open."""


def content(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def oracle(path: Path) -> tuple[list[str], list[list[str]]] | None:
    """Return the hashtags and the rows that the reference reader finds."""
    try:
        encoding = "latin-1" if "latin1" in path.name else None  # the reference has to be told
        data = hxl.data(str(path), hxl.InputOptions(allow_local=True, encoding=encoding))
        return [each.display_tag or "" for each in data.columns], [row.values for row in data]
    except (hxl.HXLException, OSError):
        return None


@pytest.mark.filterwarnings(
    "ignore:defusedxml:DeprecationWarning", "ignore::ResourceWarning"
)  # the reader's own
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_files_of_the_reference_reader_are_read_or_refused_in_words() -> None:
    """Where both read a file, the hashtags, their columns and the rows are the same."""
    folder = Path(os.environ.get("SULH_DATA") or "/nonexistent") / "hxl" / "libhxl-tests"
    paths = sorted(path for path in folder.rglob("*.*") if path.is_file())
    if not paths:
        pytest.skip("SULH_DATA is not set: the HXL test files are not at hand")
    assert len(paths) == 88
    for path in paths:
        compare(path)


def compare(path: Path) -> None:
    if path.name in UNREADABLE:
        with pytest.raises(InputError) as caught:
            open_table(path)
        assert UNREADABLE[path.name] in f"{caught.value} {caught.value.remedy}"
        return
    table = open_table(path)
    rows = [each for each in table.rows if not isinstance(each, Row) or each.values]
    expected = oracle(path.with_name("input-valid.xlsx") if path.name == ZIPPED_WORKBOOK else path)
    if expected is None or path.name == JSON_AS_TEXT:
        assert not table.hashtags
        return
    tags, values = expected
    assert [str(tag) for tag in table.hashtags.values()] == [
        str(parse_hashtag(tag)) for tag in tags if tag
    ]
    good = [each for each in rows if isinstance(each, Row)]
    assert len(rows) - len(good) == RAGGED.get(path.name, 0)
    assert len(rows) == len(values)
    if len(good) < len(rows):
        return
    for row, theirs in zip(good, values, strict=True):
        ours = [row.values.get(name, "") for name in table.hashtags]
        cells = [value for tag, value in zip(tags, theirs, strict=False) if tag]
        cells += [""] * (len(ours) - len(cells))
        assert list(map(plain, ours)) == list(map(plain, cells)), path.name


def plain(cell: object) -> str:
    """Return a cell without what the two readers may write differently: space, whole numbers, truth."""
    text = " ".join(str(cell).split()).removesuffix(".0")
    return {"True": "yes", "False": "no"}.get(text, text)


words = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
tags = st.builds(
    lambda name, attributes: name + "".join(f"+{each}" for each in attributes),
    st.sampled_from(sorted(CORE_HASHTAGS)),
    st.lists(words, max_size=3, unique=True),
)
cells = st.text("abc 12äش", max_size=6)


@given(
    st.lists(tags, min_size=1, max_size=5),
    st.integers(0, 3),
    st.lists(st.lists(cells, min_size=5, max_size=5), max_size=4),
)
def test_any_row_of_core_hashtags_is_found(
    named: list[str], above: int, rows: list[list[str]]
) -> None:
    """Whatever stands above and below; nothing of the rows is lost."""
    width = len(named)
    head = [[f"title {number}"] + [""] * (width - 1) for number in range(above)]
    body = [row[:width] for row in rows if any(cell.strip() for cell in row[:width])]
    whole = [*head, named, *body]
    table = open_content(json.dumps(whole).encode(), name="table.json")
    assert list(table.hashtags.values()) == [parse_hashtag(each) for each in named]
    assert len(table.columns) == width == len(set(table.columns))
    assert [list(row.values.values()) for row in table.rows if isinstance(row, Row)] == body


@given(st.lists(tags, min_size=1, max_size=1), tags)
def test_patterns_fit_as_those_of_the_reference_do(named: list[str], pattern: str) -> None:
    """A pattern asks for a name and attributes, and bars others after a minus."""
    for text in (pattern, f"{pattern}-code", f"{named[0]}-f"):
        theirs = hxl.model.TagPattern.parse(text)
        ours = TagPattern.parse(text)
        for tag in (named[0], pattern, f"{named[0]}+code"):
            parsed = parse_hashtag(tag)
            assert parsed is not None
            assert ours.fits(parsed) == theirs.match(hxl.model.Column.parse(tag))


def test_the_words_above_name_the_columns() -> None:
    """Where they are missing or doubled, the hashtag does; where that is doubled, its number."""
    table = open_content(
        content(
            [
                ["What", "Number", "Number", "", "Notes"],
                ["#sector", "#affected+f", "#affected+m", "#loc", ""],
                ["a", "1", "2", "b", "c"],
            ]
        ),
        name="t.csv",
    )
    assert table.columns == ("What", "#affected+f", "#affected+m", "#loc", "Notes")
    (row,) = table.rows
    assert isinstance(row, Row)
    assert row.number == 3
    assert row.values["#affected+m"] == "2"
    assert "Notes" not in table.hashtags


def test_columns_with_one_hashtag_are_told_apart() -> None:
    """A wide table may bear a hashtag many times."""
    table = open_content(content([["#org", "#sector", "#sector"], ["a", "b", "c"]]), name="t.csv")
    assert table.columns == ("#org", "#sector (2)", "#sector (3)")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("#sectr", "#sector"),
        ("# adm1", "#adm1"),
        ("country", "#country"),
        ("#org+3w", "a hashtag such as"),
        ("#org++name", "a hashtag such as"),
    ],
)
def test_a_wrong_hashtag_is_named_with_its_place(cell: str, expected: str) -> None:
    """An attribute that begins with a digit hides no other column, as it does in the reference reader."""
    table = open_content(
        content([["a", "b", "c"], ["#org", cell, "#loc"], ["1", "2", "3"]]), name="t.csv"
    )
    assert len(table.hashtags) == (3 if cell == "#sectr" else 2)
    (problem,) = [each for each in table.assumptions if each.code == "bad-hashtag"]
    assert (problem.row, problem.field, problem.value) == (2, "column 2", cell)
    assert problem.expected.startswith(expected)


@pytest.mark.parametrize(
    "first",
    [
        ["# a remark of the sender", "", ""],
        ["#comment", "", ""],
        ["#1", "#2", "#3"],
        ["# org", "x", "y"],
    ],
)
def test_other_lines_with_a_hash_are_no_hashtags(first: list[str]) -> None:
    """A table without hashtags is read as before."""
    assert not open_content(
        content([first, ["a", "b", "c"], ["1", "2", "3"]]), name="t.csv"
    ).hashtags


def test_a_header_over_several_lines_names_no_column_wrongly() -> None:
    """Its last line has fewer cells than there are columns."""
    raw = b'"People\nin need",Place\n#inneed,#loc\n5,Bria\n'
    (row,) = open_content(raw, name="t.csv").rows
    assert isinstance(row, Row)
    assert row.values == {"#inneed": "5", "#loc": "Bria"}


def test_the_sheet_with_hashtags_is_read(tmp_path: Path) -> None:
    """A cover sheet before it is passed over, and an assumption says so."""
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("3W")
    for row in (["Who", "Where"], ["#org", "#loc"], ["UNICEF", "Bria"]):
        sheet.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    table = open_table(path)
    (row,) = table.rows
    assert isinstance(row, Row)
    assert row.values == {"Who": "UNICEF", "Where": "Bria"}
    assert "3W" in table.assumptions[0].message


def test_arrays_of_json_that_are_ragged() -> None:
    """A short row is filled, a long one is a problem, a header of numbers is none."""
    rows = [["#org", "#loc"], ["a"], ["a", "b", "c"]]
    short, long = open_content(json.dumps(rows).encode(), name="t.json").rows
    assert isinstance(short, Row)
    assert short.values == {"#org": "a", "#loc": ""}
    assert not isinstance(long, Row)
    assert long.problem.code == "wrong-width"
    with pytest.raises(InputError, match="no header"):
        open_content(b"[[1, 2], [3, 4]]", name="t.json")
