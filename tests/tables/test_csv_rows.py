"""CSV files as people make them: encodings, quotes, widths, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import INCIDENT, bring, csv_text, write_csv

from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [INCIDENT | {"ref": f"i-{n}", "text": f"رقم {n}, “x”"} for n in range(1, 6)]
TEXT = csv_text(*ROWS)
HEADER = "kind,ref,source,start,item,actor,best,text\n"
LINE = "observation,{ref},HQ,2024-05-03,tank,UPC,3,{text}\n"


def wrote(folder: Path, content: bytes, name: str = "reports.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refs(brought: object) -> list[str]:
    return [report.origin.ref for report in brought.reports]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.removesuffix("\n").encode(),
        ("\n\n" + TEXT).encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big", "crlf", "no last end", "blank first"],
)
def test_the_same_reports_in_any_encoding(tmp_path: Path, content: bytes) -> None:
    """UTF-8 and UTF-16, with and without mark, with any line end, say the same."""
    brought = bring(wrote(tmp_path, content))
    assert brought.problems == ()
    assert [each.origin.text for each in brought.reports] == [row["text"] for row in ROWS]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Semicolons, as spreadsheets write them where the comma is decimal, and tabs."""
    text = (HEADER + LINE.format(ref="o-1", text="x")).replace(",", delimiter)
    assert refs(bring(wrote(tmp_path, text.encode()))) == ["o-1"]


def test_bytes_of_another_encoding_reject_their_row(tmp_path: Path) -> None:
    """One line in an old Arabic code page, beside others in UTF-8, does not lose the file."""
    lines = [LINE.format(ref=f"o-{n}", text="اشتباك").encode() for n in range(3)]
    lines[1] = LINE.format(ref="o-1", text="اشتباك").encode("cp1256")
    brought = bring(wrote(tmp_path, HEADER.encode() + b"".join(lines)))
    assert refs(brought) == ["o-0", "o-2"]
    assert [(each.code, each.row) for each in brought.problems] == [("bad-encoding", 3)]


def test_half_a_character_of_utf_16_rejects_its_row(tmp_path: Path) -> None:
    """A lone surrogate is no text; the rows around it are."""
    text = HEADER + "".join(LINE.format(ref=f"o-{n}", text=t) for n, t in enumerate("a\ud800b"))
    brought = bring(wrote(tmp_path, b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")))
    assert refs(brought) == ["o-0", "o-2"]
    assert brought.codes == ["bad-encoding"]


def test_a_text_over_several_lines(tmp_path: Path) -> None:
    """A quoted text may hold line ends, commas and quotes; the row keeps its first line's number."""
    text = 'First, of all,\nsecond "line"\n\nlast'
    path = write_csv(tmp_path, INCIDENT | {"text": text}, INCIDENT | {"ref": "i-2", "act": ""})
    brought = bring(path)
    assert brought.reports[0].origin.text == text
    assert brought.rejected == [6]


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    """Only the row with the open quote is lost, however many follow and whatever they hold."""
    good = "".join(LINE.format(ref=f"o-{n}", text="x") for n in range(500))
    path = wrote(tmp_path, (HEADER + LINE.format(ref="bad", text='"open') + good).encode())
    brought = bring(path)
    assert len(brought.reports) == 500
    assert [(each.code, each.row) for each in brought.problems] == [("open-quote", 2)]


def test_an_open_quote_closed_by_a_later_row(tmp_path: Path) -> None:
    """Rows between an open quote and the next quote of the file come in, and are not text."""
    lines = [
        LINE.format(ref="bad", text='"open'),
        LINE.format(ref="o-1", text="x"),
        LINE.format(ref="o-2", text='"closed"'),
        LINE.format(ref="o-3", text="x"),
    ]
    brought = bring(wrote(tmp_path, (HEADER + "".join(lines)).encode()))
    assert refs(brought) == ["o-1", "o-2", "o-3"]
    assert [(each.code, each.row) for each in brought.problems] == [("open-quote", 2)]


def test_an_open_quote_in_the_last_row(tmp_path: Path) -> None:
    """A file cut off inside a quote says so."""
    brought = bring(wrote(tmp_path, (HEADER + LINE.format(ref="bad", text='"cut off')).encode()))
    assert (brought.reports, brought.codes) == ((), ["open-quote"])


def test_a_quote_inside_a_field_is_text(tmp_path: Path) -> None:
    """An inch mark opens nothing."""
    brought = bring(wrote(tmp_path, (HEADER + LINE.format(ref="o-1", text='a 5" gun')).encode()))
    assert brought.only.origin.text == 'a 5" gun'


def test_rows_of_another_width(tmp_path: Path) -> None:
    """Too few fields or too many reject the row; empty ones at the end are no matter."""
    content = (
        HEADER
        + "observation,o-1,HQ\n"
        + LINE.format(ref="o-2", text="a,b")
        + LINE.format(ref="o-3", text="x,,,")
    )
    brought = bring(wrote(tmp_path, content.encode()))
    assert refs(brought) == ["o-3"]
    assert [(each.code, each.row) for each in brought.problems] == [
        ("wrong-width", 2),
        ("wrong-width", 3),
    ]


def test_blank_rows_are_counted_apart(tmp_path: Path) -> None:
    """Empty lines, lines of spaces and lines of commas are no rows."""
    content = HEADER + "\n" + ",,,,,,,\n" + "  \n" + LINE.format(ref="o-1", text="x") + "\n"
    brought = bring(wrote(tmp_path, content.encode()))
    assert (brought.rows, brought.blank, refs(brought)) == (1, 4, ["o-1"])


def test_ten_megabytes_in_a_field(tmp_path: Path) -> None:
    """The row is rejected with its reason, and the next one comes in; the raw text is cut."""
    content = HEADER + LINE.format(ref="big", text="x" * 10_000_000)
    content += LINE.format(ref="o-1", text="x")
    brought = bring(wrote(tmp_path, content.encode()))
    assert refs(brought) == ["o-1"]
    assert [(each.code, each.row) for each in brought.problems] == [("too-long", 2)]
    assert len(brought.raw[2]) < 10_000


def test_ten_megabytes_in_utf_16(tmp_path: Path) -> None:
    """The same in the other encoding."""
    content = HEADER + LINE.format(ref="big", text="x" * 10_000_000)
    content += LINE.format(ref="o-1", text="x")
    brought = bring(wrote(tmp_path, content.encode("utf-16")))
    assert (refs(brought), brought.codes) == (["o-1"], ["too-long"])


def test_ten_megabytes_in_many_fields(tmp_path: Path) -> None:
    """A line that is cut for its length never passes for a row, though its fields are short."""
    columns = HEADER.strip() + "".join(f",c{n}" for n in range(100)) + "\n"
    line = LINE.format(ref="big", text="x").strip() + ("," + "y" * 100_000) * 100 + "\n"
    content = columns + line + LINE.format(ref="o-1", text="x").strip() + "," * 100 + "\n"
    brought = bring(wrote(tmp_path, content.encode()))
    assert refs(brought) == ["o-1"]
    assert brought.rejected == [2]


def test_a_line_end_of_old_machines_inside_a_row(tmp_path: Path) -> None:
    """A bare carriage return outside quotes rejects its line."""
    content = HEADER + LINE.format(ref="o-1", text="a\rb") + LINE.format(ref="o-2", text="x")
    brought = bring(wrote(tmp_path, content.encode()))
    assert refs(brought) == ["o-2"]
    assert brought.codes == ["bad-line"]


def test_a_line_end_of_old_machines_inside_the_header(tmp_path: Path) -> None:
    """One stray carriage return does not make a row of the end of the header."""
    rows = LINE.format(ref="o-1", text="x") + LINE.format(ref="o-2", text="x")
    path = wrote(tmp_path, (HEADER.strip() + ",extra\r,more\n" + rows).encode())
    with pytest.raises(InputError, match="no text"):
        bring(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b",,,\n1,2,3,4\n", "no header"),
        (b"kind,ref,start,kind\n", "more than once"),
        (HEADER.encode("utf-16-le")[:-2] + b"\x00\xd8\n\x00", "no text"),
        (b"kind,ref,start,\xff\n", "no text"),
    ],
)
def test_a_file_without_a_header(tmp_path: Path, content: bytes, message: str) -> None:
    """A file whose first line cannot be a header is refused as a whole."""
    with pytest.raises(InputError, match=message):
        bring(wrote(tmp_path, content))


def test_a_header_alone(tmp_path: Path) -> None:
    """A form with no rows brings nothing and is no fault."""
    brought = bring(wrote(tmp_path, HEADER.encode()))
    assert (brought.reports, brought.problems, brought.rows) == ((), (), 0)
