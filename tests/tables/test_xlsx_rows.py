"""Workbooks: the first sheet is a form; errors, formulas and bombs do not pass unseen."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.observe.small_files import INCIDENT, OBSERVATION, bring, write_csv

from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, Any]]


def xlsx(folder: Path, rows: Rows, name: str = "reports.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    columns = list(dict.fromkeys(key for row in rows for key in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(key) for key in columns])
    book.create_sheet("notes").append(["not", "read"])
    path = folder / name
    book.save(path)
    return path


def rewritten(path: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """Change texts inside a workbook's parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_says_what_the_csv_says(tmp_path: Path) -> None:
    """Text, whole and decimal numbers, days and truth values arrive as from a form in CSV."""
    row: dict[str, Any] = INCIDENT | {
        "start": date(2024, 5, 3),
        "lon": 18.55,
        "lat": 4.37,
        "accuracy_m": 100,
        "deaths_best": 2,
        "text": "اشتباك",
    }
    sheet = bring(xlsx(tmp_path, [row])).only
    plain = bring(write_csv(tmp_path, INCIDENT | {"deaths_best": "2", "text": "اشتباك"})).only
    assert (sheet.span, sheet.place, sheet.deaths) == (plain.span, plain.place, plain.deaths)
    assert (sheet.origin.text, sheet.origin.row) == (plain.origin.text, 2)
    observation: dict[str, Any] = OBSERVATION | {"best": 3.0, "complete": True}
    assert bring(xlsx(tmp_path, [observation])).only.complete


def test_a_day_at_midnight_is_a_day(tmp_path: Path) -> None:
    """Excel keeps a day as a date at midnight."""
    row: dict[str, Any] = INCIDENT | {"start": datetime(2024, 5, 3)}  # noqa: DTZ001 -- a cell has no zone
    assert bring(xlsx(tmp_path, [row])).only.span.start == datetime(2024, 5, 2, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"start": datetime(2024, 5, 3, 10, 30)}, "bad-date"),  # noqa: DTZ001 -- a cell has no zone
        ({"start": time(10, 30)}, "bad-date"),
        ({"deaths_best": 2.5}, "not-a-number"),
        ({"deaths_best": 1e308}, "not-a-number"),
        ({"deaths_best": "=1+1"}, "sheet-formula"),
        ({"deaths_best": "#REF!"}, "sheet-error"),
        ({"text": "#N/A"}, "sheet-error"),
    ],
)
def test_a_cell_that_cannot_be_read(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    """A time without offset, an error, a formula never computed: the row is rejected, not emptied."""
    rows: Rows = [INCIDENT | {"ref": "1"}, INCIDENT | {"ref": "2"} | change]
    brought = bring(xlsx(tmp_path, rows))
    assert [(each.code, each.row) for each in brought.problems] == [(code, 3)]
    assert [each.origin.ref for each in brought.reports] == ["1"]


def test_a_formula_stands_for_its_last_value(tmp_path: Path) -> None:
    """A computed formula is read as the number that the sheet shows."""
    path = xlsx(tmp_path, [INCIDENT | {"deaths_best": "=1+1"}])
    changed = rewritten(path, {SHEET: ("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")})
    assert bring(changed).only.deaths.best == 2


def test_an_error_that_a_formula_gave(tmp_path: Path) -> None:
    """A computed error is an error, not an empty cell."""
    path = xlsx(tmp_path, [INCIDENT | {"deaths_low": "=1/0"}])
    new = '" t="e"><f>1/0</f><v>#DIV/0!</v>'
    assert bring(rewritten(path, {SHEET: ('"><f>1/0</f><v />', new)})).codes == ["sheet-error"]


def test_blank_rows_and_nameless_columns(tmp_path: Path) -> None:
    """Blank rows are counted apart; a value in a column without a name is not lost in silence."""
    path = xlsx(tmp_path, [INCIDENT])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append([])
    sheet.append(["  "])
    sheet.append([*(INCIDENT | {"ref": "2"}).values(), None, "stray"])
    sheet["A9"] = " "
    book.save(path)
    brought = bring(path)
    assert (brought.rows, brought.blank, brought.rejected) == (2, 6, [5])
    assert brought.codes == ["wrong-width"]


def test_a_cell_at_the_far_corner(tmp_path: Path) -> None:
    """One cell in the last row and column of a sheet makes it neither slow nor large."""
    path = xlsx(tmp_path, [INCIDENT])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD20000"] = "far"
    book.save(path)
    brought = bring(path)
    assert len(brought.reports) == 1


def test_no_header(tmp_path: Path) -> None:
    """An empty sheet, or one that names a column twice, is refused."""
    with pytest.raises(InputError, match="no header"):
        bring(xlsx(tmp_path, []))
    path = xlsx(tmp_path, [INCIDENT])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B1"] = "kind"
    book.save(path)
    with pytest.raises(InputError, match="more than once"):
        bring(path)


def zipped(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def encrypted() -> bytes:
    """Set the flag of encryption in the directory of a zip file."""
    content = bytearray(zipped({"a": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no .xlsx workbook"),
        (b"kind,ref,start\n", "no .xlsx workbook"),
        (b"PK\x05\x06" + b"\x00" * 18, "cannot be read as a workbook"),
        (zipped({"a.txt": b"x"}), "cannot be read as a workbook"),
        (zipped({SHEET: b"\x00" * 50_000_000}), "would unpack"),
        (zipped({f"{n}": b"" for n in range(5_001)}, zipfile.ZIP_STORED), "would unpack"),
        (encrypted(), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "no .xlsx workbook"),
    ],
    ids=["empty", "csv", "no parts", "other zip", "bomb", "entries", "encrypted", "old xls"],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, message: str) -> None:
    """A bomb is refused before it is unpacked; whatever else is no workbook is refused."""
    path = tmp_path / "reports.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        bring(path)


def test_a_directory_that_lies(tmp_path: Path) -> None:
    """A part that unpacks to more than the directory says is not unpacked further."""
    path = xlsx(tmp_path, [INCIDENT])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        size = len(parts[SHEET])
    parts[SHEET] += b" " * 10_000_000
    content = zipped(parts)
    grown = (size + 10_000_000).to_bytes(4, "little")
    path.write_bytes(content.replace(grown, size.to_bytes(4, "little")))
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        bring(path)


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    """XML that doubles itself (billion laughs) is refused."""
    laughs = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};">' for n in range(1, 30))
    declared = f'<!DOCTYPE worksheet [<!ENTITY l0 "haha">{laughs}]>'
    path = xlsx(tmp_path, [INCIDENT | {"text": "LAUGH"}])
    changed = rewritten(path, {SHEET: ("<worksheet", declared + "<worksheet")})
    rewritten(changed, {SHEET: ("<t>incident</t>", "<t>&l29;</t>")})
    with pytest.raises(InputError):
        bring(changed)
