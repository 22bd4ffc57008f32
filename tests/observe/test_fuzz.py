"""Damaged files: no reader raises anything but InputError, and every row is accounted for."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.observe.small_files import (
    ACLED_ROW,
    GED_ROW,
    GEOPKO_ROW,
    INCIDENT,
    NOW,
    OBSERVATION,
    bring,
    csv_text,
)

from sulh.errors import InputError
from sulh.observe import REPORT_KINDS, ReportRegister, sort_out

EXAMPLE_MAP = Path(__file__).parents[2] / "examples" / "maps" / "violations.toml"
FORM = [INCIDENT, OBSERVATION, INCIDENT | {"ref": "i-2", "text": 'a "b",\nc'}]
PLACELESS = {name: text for name, text in INCIDENT.items() if name not in ("lon", "lat")}
FEATURES = [
    {"type": "Feature", "properties": row, "geometry": {"type": "Point", "coordinates": [18, 4]}}
    for row in (PLACELESS, INCIDENT)  # the second names another place in its properties
]


def workbook() -> dict[str, bytes]:
    """Return the parts of a small workbook."""
    book = openpyxl.Workbook()
    for row in (list(INCIDENT), list(INCIDENT.values()), ["x", 1.5, True, None, "=1+1"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def old_workbook() -> bytes:
    """Return a small workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("reports")
    for number, row in enumerate((list(INCIDENT), list(INCIDENT.values()), ["x", 1.5, True])):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.add_sheet("notes").write(0, 0, "not read")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Pack parts into a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


WORKBOOK = workbook()
OLD_WORKBOOK = old_workbook()
GOOD = {
    "form.csv": csv_text(*FORM).encode(),
    "utf16.csv": csv_text(*FORM).encode("utf-16"),
    "ged.csv": csv_text(*[GED_ROW | {"id": str(n)} for n in range(4)]).encode(),
    "acled.csv": csv_text(*[ACLED_ROW | {"event_id_cnty": str(n)} for n in range(4)]).encode(),
    "geopko.csv": csv_text(*[GEOPKO_ROW | {"year": str(n)} for n in range(2001, 2005)]).encode(),
    "mapped.csv": EXAMPLE_MAP.with_suffix(".csv").read_bytes(),
    "form.jsonl": "\n".join(json.dumps(row) for row in FORM).encode(),
    "ged.jsonl": "\n".join(json.dumps(GED_ROW) for _ in range(3)).encode(),
    "form.geojson": json.dumps({"features": FEATURES}).encode(),
    "form.xlsx": zipped(WORKBOOK),
    "form.xls": OLD_WORKBOOK,
    "form.zip": zipped({"form.csv": csv_text(*FORM).encode()}),
}
NASTY = [
    *(b'"', b"\n", b"\r", b",", b";", b"\t", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae"),
    *(b"-1", b"1e308", b"NaN", b"inf", b"9999999999999999999", b"=1+1", b"#REF!", b"\\ud800"),
    *(b"{", b"}", b"[", b"]", b"null", b"true", b"<", b"&#0;", b"PK\x03\x04", b"9999-12-31"),
    *("٣".encode(), "²".encode(), "\u2028".encode(), b"0001-01-01", b"23:59:60Z", b"." * 30),
]


@st.composite
def damaged(draw: st.DrawFn, good: bytes) -> bytes:
    """Cut, double, overwrite and insert at random places."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        content[start:end] = draw(
            st.sampled_from([b"", bytes(content[start:end]) * 2, *NASTY]) | st.binary(max_size=8)
        )
    return bytes(content)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the damaged files."""
    return tmp_path_factory.mktemp("damaged")


def hold(folder: Path, name: str, content: bytes) -> None:
    """Read a file; nothing but InputError may come of it, and the rows must add up."""
    path = folder / name
    path.write_bytes(content)
    try:
        brought = bring(path, now=NOW, mapping=EXAMPLE_MAP if name.startswith("mapped") else None)
    except InputError as error:
        if not str(error):
            pytest.fail("an InputError says nothing")
        return
    for problem in brought.problems:
        assert str(problem).isprintable()
        assert problem.remedy or problem.severity == "assumption", problem
    found = sort_out(brought.reports, ReportRegister(REPORT_KINDS), name)
    assert len(found.fresh) + found.duplicates + len(found.conflicts) == len(brought.reports)
    if name.endswith(".csv") and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        lines = content.split(b"\n")
        while (
            lines and not lines[0].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip()
        ):
            lines.pop(0)
        has_titles = any(each.field == "header" for each in brought.problems)
        if b'"' not in content and not has_titles:
            assert brought.rows + brought.blank == len(lines) - 1 - (lines[-1] == b"")
        else:
            assert brought.rows + brought.blank <= len(lines)


@pytest.mark.parametrize("name", GOOD)
def test_the_good_files_are_good(folder: Path, name: str) -> None:
    """What is damaged below is read without a fault here, but for one row of three files."""
    (folder / name).write_bytes(GOOD[name])
    brought = bring(
        folder / name, now=NOW, mapping=EXAMPLE_MAP if name.startswith("mapped") else None
    )
    assert len(brought.reports) >= 1
    is_spotted = name in ("form.xlsx", "form.xls", "form.geojson")
    assert len(brought.rejected) == (1 if is_spotted else 0)


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files(folder: Path, name: str, data: st.DataObject) -> None:
    """Bytes lost, doubled, overwritten or put in anywhere."""
    hold(folder, name, data.draw(damaged(GOOD[name])))


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_many_damaged_files(folder: Path, name: str, data: st.DataObject) -> None:
    """The same, at length."""
    hold(folder, name, data.draw(damaged(GOOD[name])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_parts_of_a_workbook(folder: Path, data: st.DataObject) -> None:
    """The zip file is whole, but a part inside it is not, or is missing."""
    hold_workbook(folder, data)


@pytest.mark.slow
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_many_damaged_parts_of_a_workbook(folder: Path, data: st.DataObject) -> None:
    """The same, at length."""
    hold_workbook(folder, data)


def hold_workbook(folder: Path, data: st.DataObject) -> None:
    """Damage one part of the workbook and read it."""
    name = data.draw(st.sampled_from(sorted(WORKBOOK)))
    content = data.draw(st.none() | damaged(WORKBOOK[name]))
    parts = {key: value for key, value in WORKBOOK.items() if key != name}
    hold(folder, "parts.xlsx", zipped(parts if content is None else parts | {name: content}))


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=200),
    ending=st.sampled_from(["csv", "jsonl", "geojson", "xlsx", "xls", "zip"]),
)
@example(content=b"\xff\xfe\x00\xd8", ending="csv")
def test_any_bytes_at_all(folder: Path, content: bytes, ending: str) -> None:
    """What is no file of reports is refused in words."""
    hold(folder, f"bytes.{ending}", content)
