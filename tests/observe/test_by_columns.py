"""Read by columns or row by row, a file of any format brings the same reports and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.observe.small_files import (
    ACLED_ROW,
    GED_ROW,
    GEOPKO_ROW,
    INCIDENT,
    NOW,
    OBSERVATION,
    Brought,
    bring,
    csv_text,
)

from sulh.tables import csv_rows, source

if TYPE_CHECKING:
    from pathlib import Path

AREA = (14.0, 2.0, 27.5, 11.0)
ROWS = {"ged": GED_ROW, "acled": ACLED_ROW, "geopko": GEOPKO_ROW, "form": INCIDENT | OBSERVATION}
ODD = [
    *("", " ", "0", "1.0", "2", "3", "7", "-1", "x", "NA", "UPC, MPC", ",", "Riots", "é" * 150),
    *("2019-03-04", "2034-01-01", "31-Feb-2020", "6.54", "21.99", "91", "\u200e", "x" * 2100),
]
WORDS = {name: [*dict.fromkeys(row.values()), *ODD] for name, row in ROWS.items()}
DIRT = ['"open', 'a"b', '"two\nlines"', "1,2", "\x00", "\r", "\xff", "\x01", '"a ""b"""']


@st.composite
def table(draw: st.DrawFn, name: str) -> bytes:
    """Draw a file of rows like the good one, some with other words, and dirt between the fields."""
    good, rows = ROWS[name], []
    for number in range(draw(st.integers(0, 12))):
        row = dict(good)
        if draw(st.booleans()):
            key = "event_id_cnty" if name == "acled" else "id" if name == "ged" else "ref"
            row = {field: str(number) if field == key else text for field, text in row.items()}
        for field in draw(st.lists(st.sampled_from(list(good)), max_size=3)):
            row[field] = draw(st.sampled_from(WORDS[name]))
        rows.append(row)
    lines = csv_text(good, *rows).splitlines(keepends=True)
    if draw(st.booleans()):
        for place in draw(st.lists(st.integers(1, len(lines)), max_size=3)):
            lines.insert(place, draw(st.sampled_from(["\n", "," * (len(good) - 1) + "\n", "1\n"])))
            dirty = lines[place].split(",")
            dirty[0] = draw(st.sampled_from(DIRT))
            lines[place] = ",".join(dirty)
    return "".join(lines).encode("latin-1" if "\xff" in "".join(lines) else "utf-8", "replace")


@pytest.mark.parametrize("name", ROWS)
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_both_ways_bring_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: st.DataObject
) -> None:
    """Reports, problems, numbers, raw text, and what the file says at its end."""
    path = tmp_path / "t.csv"
    path.write_bytes(data.draw(table(name)))
    area = data.draw(st.sampled_from([None, AREA]))

    def read(lines_min: int, piece: int) -> Brought:
        with monkeypatch.context() as patch:
            patch.setattr(csv_rows, "LINES_MIN", lines_min)
            patch.setattr(source, "PIECE_BYTES", piece)
            return bring(path, format=name, now=NOW, area=area)

    slow = read(10**9, 10**6)
    for piece in (10**6, 700):
        assert read(0, piece) == slow
