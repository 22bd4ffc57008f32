"""Sheets and files beside each other: the one that is meant, and rows that belong to rows of another."""

from __future__ import annotations

import io
import itertools
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.test_fuzz import zipped

from sulh.errors import InputError
from sulh.tables import Row, Table, open_content
from sulh.tables.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Rows = list[dict[str, str]]
VISITS = [
    {"start": "2024-05-03", "place": "Bria", "_index": "1"},
    {"start": "2024-05-04", "place": "Ippy", "_index": "2"},
    {"start": "2024-05-05", "place": "Kéla", "_index": "3"},
]


def kobo(index: int, parent: int, table: str = "visits", **answers: str) -> dict[str, str]:
    marks = {"_index": str(index), "_parent_table_name": table, "_parent_index": str(parent)}
    return answers | marks


HOUSEHOLDS = [kobo(1, 2, name="a"), kobo(2, 1, name="b", place="Bria market"), kobo(3, 1, name="c")]
MEMBERS = [kobo(1, 1, "households", age="7"), kobo(2, 3, "households", age="40")]


def xlsx(**sheets: Rows) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        columns = list(dict.fromkeys(key for row in rows for key in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(key) for key in columns])
    stream = io.BytesIO()
    book.save(stream)
    return "export.xlsx", stream.getvalue()


def xls(**sheets: Rows) -> tuple[str, bytes]:
    book = xlwt.Workbook()
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        columns = list(dict.fromkeys(key for row in rows for key in row))
        for number, cells in enumerate([{key: key for key in columns}, *rows]):
            for column, key in enumerate(columns):
                if key in cells:
                    sheet.write(number, column, cells[key])
    stream = io.BytesIO()
    book.save(stream)
    return "export.xls", stream.getvalue()


def as_zip(**tables: Rows) -> tuple[str, bytes]:
    parts = {}
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines = [columns, *([row.get(key, "") for key in columns] for row in rows)]
        parts[f"{name}.csv"] = "\n".join(map(",".join, lines)).encode()
    return "export.zip", zipped(parts)


def opened(file: tuple[str, bytes], **layout: str) -> Table:
    name, content = file
    return open_content(content, name=name, layout=Layout(**layout))


def answers(table: Table) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a table without its marks and empty cells."""
    return [
        (row.number, {key: text for key, text in row.values.items() if text and key[0] != "_"})
        for row in table.rows
        if isinstance(row, Row)
    ]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_the_visits_are_the_rows_and_what_repeats_is_named(write: Callable[..., Any]) -> None:
    """Nobody who forgets the second sheet is left in the belief that there is none."""
    table = opened(write(visits=VISITS, households=HOUSEHOLDS, members=MEMBERS))
    assert [row["place"] for _, row in answers(table)] == ["Bria", "Ippy", "Kéla"]
    (note,) = table.assumptions
    assert (note.field, note.severity) == ("repeat", "assumption")
    assert "households, members" in note.message


@pytest.mark.parametrize("write", [xlsx, xls])
def test_each_row_has_what_its_visit_says(write: Callable[..., Any]) -> None:
    """An own answer goes before the visit's; a visit without any stays; no two rows have one number."""
    file = write(visits=VISITS, households=HOUSEHOLDS, members=MEMBERS)
    table = opened(file, repeat="households")
    assert answers(table) == [
        (2, {"start": "2024-05-04", "place": "Ippy", "name": "a"}),
        (3, {"start": "2024-05-03", "place": "Bria market", "name": "b"}),
        (4, {"start": "2024-05-03", "place": "Bria", "name": "c"}),
        (8, {"start": "2024-05-05", "place": "Kéla"}),
    ]
    assert {"start", "place", "name"} <= set(table.columns)
    below = opened(file, repeat="Members")
    assert [row for _, row in answers(below)] == [
        {"start": "2024-05-04", "place": "Ippy", "name": "a", "age": "7"},
        {"start": "2024-05-03", "place": "Bria", "name": "c", "age": "40"},
        {"start": "2024-05-05", "place": "Kéla"},
    ]
    assert "of households only what rows of it belong to" in " ".join(map(str, below.assumptions))
    alone = opened(file, sheet="members")
    assert [row for _, row in answers(alone)] == [{"age": "7"}, {"age": "40"}]


def test_files_of_odk_central() -> None:
    """Keys hold everywhere; the files are called by the form and the group."""
    form = [{"KEY": "uuid:1", "place": "Bria"}, {"KEY": "uuid:2", "place": "Ippy"}]
    group = [
        {"name": "a", "PARENT_KEY": "uuid:2", "KEY": "uuid:2/households[1]"},
        {"name": "b", "PARENT_KEY": "uuid:9", "KEY": "uuid:9/households[1]"},
    ]
    file = as_zip(**{"survey-households": group, "survey": form})
    assert [row["place"] for _, row in answers(opened(file))] == ["Bria", "Ippy"]
    table = opened(file, repeat="households")
    rows = list(table.rows)
    assert isinstance(rows[0], Row)
    assert (rows[0].values["name"], rows[0].values["place"]) == ("a", "Ippy")
    assert not isinstance(rows[1], Row)
    problem = rows[1].problem
    assert (problem.code, problem.value, problem.row) == ("no-parent", "uuid:9", 3)
    assert isinstance(rows[2], Row)
    assert rows[2].values["place"] == "Bria"


@pytest.mark.parametrize(
    ("parents", "says"),
    [
        ([*VISITS, VISITS[1]], "several rows"),
        (VISITS[:1], "no row"),
        ([], "no row"),
    ],
)
def test_a_row_whose_visit_is_unclear_is_taken_out(parents: Rows, says: str) -> None:
    """Nothing is guessed, and its neighbours stay."""
    table = opened(
        xlsx(visits=parents or [{"place": "", "_index": ""}], households=HOUSEHOLDS),
        repeat="households",
    )
    first = next(iter(table.rows))
    assert not isinstance(first, Row)
    assert (first.problem.code, first.number) == ("no-parent", 2)
    assert says in first.problem.message


def test_a_ring_of_rows_ends() -> None:
    """Rows that belong to each other are nobody's."""
    ring = [kobo(1, 1, "two", x="1")]
    table = opened(
        xlsx(one=[{"_index": "1"}], two=[kobo(1, 1, "three")], three=ring), repeat="three"
    )
    assert [isinstance(row, Row) for row in table.rows] == [False, True]


def test_what_is_not_there_is_named() -> None:
    """A name that none or several tables bear, and a table that belongs to nothing."""
    file = xlsx(visits=VISITS, households=HOUSEHOLDS)
    for setting, name in (("sheet", "wells"), ("repeat", "wells"), ("repeat", "visits")):
        with pytest.raises(InputError) as caught:
            opened(file, **{setting: name})
        assert "visits" in f"{caught.value} {caught.value.remedy}"
    with pytest.raises(InputError, match="holds several tables"):
        opened(as_zip(one=VISITS, two=VISITS))
    assert len(answers(opened(as_zip(one=VISITS, two=VISITS), sheet="two"))) == 3


texts = st.text("abü", min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(
    visits=st.lists(texts, min_size=1, max_size=4),
    places=st.lists(st.tuples(st.integers(0, 3), texts), max_size=5),
    form=st.sampled_from([xlsx, xls, as_zip]),
)
def test_sheets_say_what_the_document_says(
    visits: list[str], places: list[tuple[int, str]], form: Callable[..., Any]
) -> None:
    """The same submissions as JSON with a list in each, and as two sheets, are the same rows."""
    items: Mapping[int, list[str]] = {
        at: [name for of, name in places if of % len(visits) == at] for at in range(len(visits))
    }
    document: list[dict[str, Any]] = [
        {"visit": visit}
        | ({"households": [{"name": name} for name in items[at]]} if items[at] else {})
        for at, visit in enumerate(visits)
    ]
    expected = opened(("export.json", json.dumps(document).encode()), repeat="households")
    main = [{"visit": visit, "_index": str(at)} for at, visit in enumerate(visits, 1)]
    count = itertools.count(1)
    child = [kobo(next(count), of % len(visits) + 1, "main", name=name) for of, name in places]
    child = child or [{"name": "", "_parent_index": "", "_parent_table_name": "", "_index": ""}]
    if form is as_zip:
        for row in main:
            row["KEY"] = row.pop("_index")
        for row in child:
            row["PARENT_KEY"], row["KEY"] = row.pop("_parent_index"), f"m{row.pop('_index')}"
            del row["_parent_table_name"]
    table = opened(form(main=main, households=child), repeat="households")

    def plain(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[str, ...]]:
        return sorted((row["visit"], row.get("name", "")) for _, row in rows if "visit" in row)

    assert plain(answers(table)) == plain(answers(expected))
