"""A file's format is recognised from its name and columns, and said where it cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import (
    ACLED_ROW,
    BANGUI,
    GED_ROW,
    GEOPKO_ROW,
    INCIDENT,
    bring,
    write_csv,
)

from sulh.errors import InputError
from sulh.observe import FORMATS, open_reports, read
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {"form": INCIDENT, "ged": GED_ROW, "acled": ACLED_ROW, "geopko": GEOPKO_ROW}


def test_every_format_has_a_sample() -> None:
    """A new format must be recognised too."""
    assert [each.name for each in FORMATS] == list(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_recognised_from_csv_and_json(tmp_path: Path, name: str) -> None:
    """The columns tell the format, in any file that holds a table."""
    row = SAMPLES[name]
    assert open_reports(write_csv(tmp_path, row)).format == name
    lines = tmp_path / "reports.jsonl"
    lines.write_text(json.dumps(row))
    assert open_reports(lines).format == name
    assert len([each for each in bring(lines).reports if each.origin.row]) == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("reports.pdf", "x", "ending '.pdf'"),
        ("reports", "x", "ending 'none'"),
        ("reports.csv", "a,b\n1,2\n", "no known table"),
        ("reports.jsonl", '{"a": 1}', "no known table"),
        ("reports.jsonl", "", "no known table"),
        ("reports.geojson", '{"features": []}', "no known table"),
        ("reports.csv", ",".join(ACLED_ROW | GED_ROW) + "\n", "fit several tables"),
        ("missing/reports.csv", None, "cannot be read"),
    ],
)
def test_unknown_or_ambiguous(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    """A file that nobody can recognise is refused, with the formats that there are."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    for reading in (open_reports, bring):
        with pytest.raises(InputError, match=message) as refused:
            reading(path)
        if "table" in message:
            assert all(each.name in refused.value.remedy for each in FORMATS)


def test_a_named_format_decides(tmp_path: Path) -> None:
    """Where columns fit several tables, the name decides; a name that does not fit is refused."""
    both = write_csv(tmp_path, INCIDENT | GED_ROW)
    assert bring(both, format="ged").reports[0].origin.source == "UCDP GED"
    as_form = bring(both, format="form")  # a count in a column of another kind is refused
    assert [(each.code, each.field) for each in as_form.problems if each.row == 2] == [
        ("unused-value", field) for field in ("year", "low", "best", "high")
    ]
    with pytest.raises(InputError, match="has no column"):
        bring(write_csv(tmp_path, INCIDENT), format="acled")
    with pytest.raises(InputError, match="no format 'gde'"):
        bring(both, format="gde")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder whose name ends like a file is refused, not a traceback."""
    folder = tmp_path / "reports.csv"
    folder.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        bring(folder)


def test_batches_show_progress(tmp_path: Path) -> None:
    """A long file comes in batches, and each says how far the file has been read."""
    path = write_csv(tmp_path, *[INCIDENT | {"ref": str(n)} for n in range(5000)])
    batches = list(read(path, timezone=BANGUI))
    assert [batch.rows for batch in batches] == [2000, 2000, 1000]
    seen = [batch.bytes_read for batch in batches]
    assert seen == sorted(seen)
    assert seen[-1] == path.stat().st_size


def test_large_rows_make_small_batches(tmp_path: Path) -> None:
    """A batch is handed on after some megabytes, so that long texts do not fill the memory."""
    rows = [INCIDENT | {"ref": str(n), "text": "x" * 60_000} for n in range(600)]
    batches = list(read(write_csv(tmp_path, *rows), timezone=BANGUI))
    assert sum(batch.rows for batch in batches) == 600
    assert max(batch.rows for batch in batches) < 300


def test_thousands_of_problems(tmp_path: Path) -> None:
    """Every bad row has its problem, however many there are."""
    rows = [INCIDENT | {"ref": str(n), "act": "" if n % 2 else "fire"} for n in range(6000)]
    brought = bring(write_csv(tmp_path, *rows))
    assert (len(brought.reports), len(brought.problems)) == (3000, 3000)


def test_a_table_is_the_form_that_has_all_of_its_columns(tmp_path: Path) -> None:
    """A landing site needs a name alone; a table of response units, without what it may leave out, is no such."""
    path = tmp_path / "t.csv"
    path.write_text("name,notice_min,lon,lat,accuracy_m\nQRF,30,21,6,100\n")
    assert open_reports(path, kinds=RECORD_KINDS).format == "response-units"
    path.write_text("name,lon,lat,accuracy_m\nPad,21,6,100\n")
    assert open_reports(path, kinds=RECORD_KINDS).format == "landing-sites"
