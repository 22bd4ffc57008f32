"""Any file of rows, an upload, packed bytes or rows in memory: one table, and the digest of its bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import resource
import zlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.small_files import INCIDENT, OBSERVATION, bring, csv_text
from tests.observe.test_fuzz import OLD_WORKBOOK, WORKBOOK, zipped

from sulh.errors import InputError
from sulh.tables import Row, csv_rows, open_content, open_table, rows_table, source
from sulh.tables.source import blocks_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = csv_text(*[INCIDENT | {"ref": str(number)} for number in range(300)])
JSONL = "".join(json.dumps(row) + "\n" for row in (INCIDENT, OBSERVATION))
FEATURES = json.dumps({"features": [{"properties": INCIDENT, "geometry": None}]})
FILES = {
    "t.csv": TEXT.encode(),
    "t.tsv": TEXT.replace(",", "\t").encode(),
    "t.txt": TEXT.replace(",", ";").encode("utf-16"),
    "t.csv.gz": gzip.compress(TEXT.encode()),
    "T.CSV.GZ": gzip.compress(TEXT.encode()),
    "t.jsonl": JSONL.encode(),
    "t.jsonl.gz": gzip.compress(JSONL.encode()),
    "t.geojson": FEATURES.encode(),
    "t.json": json.dumps([INCIDENT, OBSERVATION]).encode(),
    "t.json.gz": gzip.compress(FEATURES.encode()),
    "t.xlsx": zipped(WORKBOOK),
    "t.xls": OLD_WORKBOOK,
    "t.zip": zipped({"README.txt": b"Read me", "reports/t.csv": TEXT.encode()}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_and_its_bytes_are_one_table(tmp_path: Path, name: str) -> None:
    """Rows, columns, name and the digest of the stored bytes are the same from disk and from memory."""
    content = FILES[name]
    (tmp_path / name).write_bytes(content)
    tables = (open_table(tmp_path / name), open_content(content, name=name))
    on_disk, in_memory = (list(table.rows) for table in tables)
    assert on_disk == in_memory
    assert any(isinstance(row, Row) and row.values["kind"] == "incident" for row in on_disk)
    for table in tables:
        assert (table.name.partition("/")[0], table.content.size) == (name, len(content))
        assert table.content.digest == hashlib.sha256(content).hexdigest()
    assert tables[0].columns == tables[1].columns


def test_packed_reports_come_in_like_others(tmp_path: Path) -> None:
    """The same reports; the file's name is the one difference."""
    (tmp_path / "reports.csv").write_text(TEXT)
    (tmp_path / "reports.csv.gz").write_bytes(FILES["t.csv.gz"])
    plain, packed = (bring(tmp_path / name) for name in ("reports.csv", "reports.csv.gz"))
    assert [each.origin.ref for each in plain.reports] == [
        each.origin.ref for each in packed.reports
    ]
    assert packed.problems == ()


def test_packed_members_one_after_another() -> None:
    """A log that was packed a part at a time is one file (RFC 1952 section 2.2)."""
    packed = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"") + gzip.compress(b"3,4\n")
    rows = list(open_content(packed, name="t.csv.gz").rows)
    assert [row.values for row in rows if isinstance(row, Row)] == [
        {"a": "1", "b": "2"},
        {"a": "3", "b": "4"},
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no gzip", "damaged"),
        (gzip.compress(TEXT.encode())[:-9], "cut off"),
        (gzip.compress(TEXT.encode())[:-1] + b"x", "damaged"),
        (gzip.compress(TEXT.encode()) + b"rest", "damaged"),
        (b"", "empty"),
    ],
)
def test_a_damaged_packed_file(content: bytes, message: str) -> None:
    """It is refused in words, wherever the damage is."""
    with pytest.raises(InputError, match=message):
        list(open_content(content, name="t.csv.gz").rows)


def bomb(text: bytes, megabytes: int) -> bytes:
    """Pack so many megabytes of one text."""
    packer, packed = zlib.compressobj(9, wbits=31), io.BytesIO()
    piece = text * (1_000_000 // len(text))
    for _ in range(megabytes):
        packed.write(packer.compress(piece))
    packed.write(packer.flush())
    return packed.getvalue()


@pytest.mark.parametrize("text", [b"1,2\n", b"x"], ids=["rows", "one line"])
def test_a_bomb_fills_no_memory(text: bytes) -> None:
    """What unpacks to a thousand times its size is refused after some megabytes."""
    packed = gzip.compress(b"a,b\n") + bomb(text, 50)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match="200 times its size"):
        for _ in open_content(packed, name="t.csv.gz").chunks():
            pass
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # in KB


def test_a_large_json_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read whole, and so only up to a size, packed or not."""
    monkeypatch.setattr("sulh.tables.json_rows.JSON_BYTES_MAX", 1000)
    for name, content in (("t.json", b" " * 2000), ("t.json.gz", gzip.compress(b" " * 2000))):
        with pytest.raises(InputError, match="larger than"):
            open_content(content, name=name)


@pytest.mark.parametrize("name", ["t.pdf", "t", ".csv", "t.gz", "t.xlsx.gz", "csv"])
def test_an_ending_that_no_reader_takes(name: str) -> None:
    """The endings that are read are named."""
    with pytest.raises(InputError, match="no reader takes") as refused:
        open_content(b"a,b\n", name=name)
    assert ".jsonl" in refused.value.remedy


@settings(max_examples=200, deadline=None)
@given(
    content=st.binary(max_size=60).map(lambda each: each.replace(b"\x00", b"\n")),
    size=st.integers(1, 9),
    length_max=st.integers(3, 20),
)
def test_blocks_are_whole_lines(content: bytes, size: int, length_max: int) -> None:
    """However the pieces fall, blocks end with their lines, and only long lines are cut."""
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    blocks = list(blocks_of(pieces, length_max))
    assert all(block.endswith(b"\n") for block in blocks[:-1])
    lines = b"".join(blocks).split(b"\n")
    whole = content.split(b"\n")
    assert len(lines) == len(whole)
    for line, full in zip(lines, whole, strict=True):
        assert line == full or (len(full) > length_max and line == full[: length_max + 1])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=3), each, max_size=2),
    max_leaves=5,
)  # fmt: skip


@given(rows=st.lists(st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4), max_size=5))
def test_rows_in_memory_are_those_of_their_json_lines(rows: list[dict[str, Any]]) -> None:
    """What comes in over HTTP as rows is what the same rows are in a file: values, raw text, digest."""
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    table, twin = rows_table(rows, name="t.jsonl"), open_content(content, name="t.jsonl")
    assert (list(table.rows), table.columns) == (list(twin.rows), twin.columns)
    assert table.content.digest == hashlib.sha256(content).hexdigest() == twin.content.digest


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"a": float("nan")}, "bad-json"),
        ({"a": float("inf")}, "bad-json"),
        (["a"], "bad-json"),
        ({("a", 1): 2}, "bad-json"),
        ({"a": "x" * 4_000_001}, "too-long"),
    ],
)
def test_a_bad_row_in_memory_is_a_problem(row: Any, code: str) -> None:
    """It is taken out; the rows after it come in."""
    bad, good = rows_table([row, {"a": 1}], name="frame").rows
    assert not isinstance(bad, Row)
    assert (bad.problem.code, bad.problem.row, bad.problem.source) == (code, 1, "frame")
    assert isinstance(good, Row)
    assert good.values == {"a": "1"}


def test_nesting_without_end_in_memory() -> None:
    """A row that holds itself is a problem, not a crash."""
    row: dict[str, Any] = {}
    row["a"] = row
    (bad,) = rows_table([row], name="frame").rows
    assert not isinstance(bad, Row)


def test_days_and_times_of_a_frame_are_written_as_a_form_writes_them() -> None:
    """A midnight is a day; a time has its offset."""
    (row,) = rows_table(
        [
            {
                "day": date(2024, 5, 3),
                "midnight": datetime(2024, 5, 3, tzinfo=UTC),
                "time": datetime(2024, 5, 3, 10, 30, tzinfo=UTC),
            }
        ],
        name="frame",
    ).rows
    assert isinstance(row, Row)
    assert list(row.values.values()) == ["2024-05-03", "2024-05-03", "2024-05-03T10:30:00+00:00"]


def test_rows_are_read_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file is not held in memory: the first rows come before the last bytes are read."""
    monkeypatch.setattr(source, "PIECE_BYTES", 1000)
    monkeypatch.setattr(csv_rows, "SAMPLE_BYTES", 1000)
    table = open_content(TEXT.encode(), name="t.csv")
    next(table.rows)
    assert table.content.size <= 3000 + 60 * max(map(len, TEXT.splitlines())) < len(TEXT)
