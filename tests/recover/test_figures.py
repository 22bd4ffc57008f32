"""Figures of displacement: each source's number is kept, with what it counts."""

import os
from pathlib import Path

import pytest

from sulh.errors import InputError
from sulh.recover import compare_figures, read_figures
from sulh.report import figures_sheet, sheet_html
from sulh.tables import open_content, open_table

UNHCR = b"""year,coo_iso,coa_iso,refugees,idps,returned_idps
2024.0,LBN,LBN,0,123774.0,860740.0
2024.0,LBN,SYR,5,,
2024.0,LBN,FRA,7,0,0
"""
IDMC = b"year,coo_iso,coa_iso,total\n2024,LBN,LBN,985000.0\n"


def figures(content: bytes, name: str):
    return read_figures(open_content(content, name=name))


def test_sources_that_disagree_stand_side_by_side() -> None:
    """Lebanon 2024: 123,774 whom UNHCR helped, 985,000 displaced; none is dropped."""
    parts = [*figures(UNHCR, "population.csv").value, *figures(IDMC, "idmc.csv").value]
    lines = {each.measure: each for each in compare_figures(parts, countries=("LBN",))}
    displaced = lines["internally-displaced"]
    assert displaced.says == {"IDMC": 985_000, "UNHCR": 123_774}
    assert displaced.disagree
    assert displaced.definitions["IDMC"] != displaced.definitions["UNHCR"]
    assert lines["returned-displaced"].says == {"UNHCR": 860_740}
    assert lines["refugees-from"].says == {"UNHCR": 12}
    html = sheet_html(figures_sheet(tuple(lines.values())))
    assert "985,000" in html
    assert "123,774" in html
    assert compare_figures(parts, years=(1999,)) == ()


def test_two_tables_of_one_source_are_kept_apart() -> None:
    """A newer release says another number: both stand, by the name of the table."""
    newer = UNHCR.replace(b"123774.0", b"120000.0")
    parts = [*figures(UNHCR, "a.csv").value, *figures(newer, "b.csv").value]
    (line,) = [each for each in compare_figures(parts) if each.measure == "internally-displaced"]
    assert line.says == {"UNHCR (a.csv)": 123_774, "UNHCR (b.csv)": 120_000}
    (same,) = [each for each in compare_figures(parts) if each.measure == "returned-displaced"]
    assert same.says == {"UNHCR": 860_740}


def test_bad_rows_are_named_and_lose_no_good_one() -> None:
    """A year that is none, a country that is none, a count below nobody, a total that is missing."""
    bad = IDMC + b"20x4,LBN,LBN,1\n2024,Lebanon,Lebanon,1\n2024,LBN,LBN,-5\n2024,LBN,LBN,\n"
    read = figures(bad, "idmc.csv")
    assert len(read.value) == 1
    assert [each.field for each in read.problems] == ["year", "coa_iso", "total", "total"]
    with pytest.raises(InputError, match="nothing says whose"):
        figures(IDMC, "totals.csv")
    with pytest.raises(InputError, match="no table of UNHCR"):
        figures(b"a,b\n1,2\n", "t.csv")


@pytest.mark.slow
def test_the_published_tables() -> None:
    """Numbers of UNHCR's release 2025.12.1 and of IDMC, as published."""
    folder = Path(os.environ.get("SULH_DATA") or "/nonexistent") / "displacement" / "unhcr"
    if not folder.is_dir():
        pytest.skip("SULH_DATA is not set: the figures of displacement are not at hand")
    reads = [
        read_figures(open_table(folder / f"{name}.csv")) for name in ("population", "idmc", "unrwa")
    ]
    assert [read.rows for read in reads] == [4_080, 934, 296]
    assert sum(len(read.problems) for read in reads) == 0
    lines = compare_figures([figure for read in reads for figure in read.value])
    says = {(each.country, each.year, each.measure): each.says for each in lines}
    assert says["LBN", 2024, "internally-displaced"] == {"IDMC": 985_000, "UNHCR": 123_774}
    assert says["LBN", 2024, "returned-displaced"] == {"UNHCR": 860_740}
    assert says["SSD", 2023, "internally-displaced"] == {"IDMC": 1_121_000, "UNHCR": 1_236_672}
    assert says["CAF", 2024, "internally-displaced"]["UNHCR"] == 469_342
    assert says["CAF", 2024, "refugees-from"] == {"UNHCR": 693_488}
    assert says["MLI", 2024, "refugees-from"] == {"UNHCR": 354_075}
    assert says["SSD", 2024, "refugees-from"] == {"UNHCR": 2_290_622}
