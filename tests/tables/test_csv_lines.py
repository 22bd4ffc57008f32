"""Read by columns or line by line, in blocks of any size: a CSV file gives the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.tables import Row, csv_rows, open_content, source
from sulh.tables.layout import Layout

if TYPE_CHECKING:
    from sulh.tables import Rejected, Table

CLEAN = st.text(st.characters(codec="utf-8", exclude_characters='",;\t\r\n\x00\x01'), max_size=8)
FIELD = st.one_of(
    CLEAN,
    CLEAN.map(lambda text: f'"{text}"'),
    st.sampled_from(
        [*("", " ", '""', '""""', '"a ""b"" c"', '"a,b"', '"a;b"', "12", "-3.5", "\xa0", "٣")]
    ),
)
NASTY = st.sampled_from(
    [
        *('"', 'a"b', '"a"b', '""a', '"open', 'shut"', '"two\nlines"', '"two\r\nlines"', "\r"),
        *(' "x"', '"x" ', "\x00", "\x01", "\ufffd", "\x85", "\u2028", '"\r"', '"a\n1,2,3\nb"'),
        "a\rb",
    ]
)
END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\n\n", "\r\r\n"])


@st.composite
def lines(draw: st.DrawFn, *, width: int, nasty: bool, delimiter: str = ",") -> str:
    """Draw some lines, most of them rows of the table."""
    field = FIELD | NASTY if nasty else FIELD
    text = ""
    for _ in range(draw(st.integers(0, 12))):
        count = draw(st.sampled_from([width] * 6 + [0, 1, width + 1])) if nasty else width
        fields = draw(st.lists(field, min_size=count, max_size=count))
        text += delimiter.join(fields) + (draw(END) if nasty else "\n")
    return text.removesuffix("\n") if draw(st.booleans()) else text


def first_line(delimiter: str) -> Layout:
    """Say where the header is: a lone column over a line with commas would pass for a title."""
    return Layout(header="1", delimiter=delimiter)


def strict(content: bytes, monkeypatch: pytest.MonkeyPatch, layout: Layout) -> list[Row | Rejected]:
    """Read every record alone, from one block."""
    with monkeypatch.context() as patch:
        patch.setattr(csv_rows, "LINES_MIN", 10**9)
        return list(open_content(content, name="t.csv", layout=layout).rows)


def by_columns(table: Table, names: tuple[str, ...]) -> tuple[list[tuple[object, ...]], int]:
    """Read by columns; return the rows in order, and how many were read so."""
    found: list[tuple[object, ...]] = []
    count = 0
    for chunk in table.chunks():
        columns = chunk.columns(names)
        texts = [columns.texts[name].to_list() for name in names] if columns.numbers else []
        for number, *fields in zip(columns.numbers, *texts, strict=True):
            row = columns.row(number)
            assert isinstance(row, Row)
            if row.values:
                assert [row.values[name] for name in names] == fields
            else:
                assert not "".join(fields).strip()
            found.append((number, row))
        count += len(columns.numbers)
        found += [
            (row.number if isinstance(row, Row) else row.problem.row, row) for row in columns.others
        ]
        found.sort(key=lambda pair: pair[0])  # type: ignore[arg-type, return-value]
    return [row for _, row in found], count


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("nasty", [False, True])
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_columns_and_lines_agree(
    monkeypatch: pytest.MonkeyPatch, delimiter: str, nasty: bool, data: st.DataObject
) -> None:
    """Clean, dirty and hostile tables: the same rows, numbers, raw text and rejects."""
    width = data.draw(st.integers(1, 5))
    names = tuple(f"c{each}" for each in range(width))
    text = data.draw(lines(width=width, nasty=nasty, delimiter=delimiter))
    header = delimiter.join(names)
    content = f"{header}\n{text}".encode("utf-8", "surrogatepass")
    content = data.draw(st.sampled_from([content, content.replace(b"\x01", b"\xff")]))
    layout = first_line(delimiter)
    whole = strict(content, monkeypatch, layout)
    with monkeypatch.context() as patch:
        patch.setattr(csv_rows, "LINES_MIN", 0)
        patch.setattr(source, "PIECE_BYTES", data.draw(st.sampled_from([7, 40, 10_000])))
        assert list(open_content(content, name="t.csv", layout=layout).rows) == whole
        some = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
        rows, count = by_columns(open_content(content, name="t.csv", layout=layout), some)
    assert rows == whole
    if not nasty and delimiter == "," and content.isascii():
        assert count == sum(len(row.raw) > 2 for row in whole)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.binary(max_size=120), encoding=st.sampled_from(["", "utf-16"]))
def test_any_bytes(monkeypatch: pytest.MonkeyPatch, content: bytes, encoding: str) -> None:
    """Whatever the bytes are, both ways agree."""
    content = (
        f"a,b\n{content.decode('latin-1')}".encode(encoding) if encoding else b"a,b\n" + content
    )
    layout = first_line(",")
    whole = strict(content, monkeypatch, layout)
    with monkeypatch.context() as patch:
        patch.setattr(csv_rows, "LINES_MIN", 0)
        patch.setattr(source, "PIECE_BYTES", 11)
        try:
            rows, _ = by_columns(open_content(content, name="t.csv", layout=layout), ("b",))
        except InputError:
            pytest.fail("one way refuses what the other reads")
    assert rows == whole


def test_nearly_all_lines_are_read_by_columns() -> None:
    """A row over several lines, an odd quote and a short row take no other row with them."""
    text = "a,b,c,d,e\n" + "1,2,3,4,5\n" * 400
    text += '1,2,3,4,"two\nlines"\n1,2\n1,"a,b",3,4,5\n1,a"b,3,4,5\n' + "1,2,3,4,5\n" * 400
    chunk = next(open_content(text.encode(), name="t.csv").chunks()).columns(("e",))
    assert len(chunk.numbers) == 801
    assert [
        each.number if isinstance(each, Row) else each.problem.row for each in chunk.others
    ] == [*(402, 404, 406)]
