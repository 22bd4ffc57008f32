"""Contributions: every row is accounted for, and the quick way reads what the slow way reads."""

import os
from pathlib import Path

import polars as pl
import pytest
from tests.sustain.contributions.tables import UN, read

from sulh.sustain import ContributionQuery, contribution_summary, deduplicate, read_contributions
from sulh.tables import open_table


def test_un_rows_are_kept_or_rejected_with_a_reason(tmp_path):
    """A negative strength, an ambiguous day, a code that contradicts the name: each its own reason."""
    result = read(
        tmp_path,
        UN
        + "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
        + "IDN,Indonesia,UNIFIL,Troops,-3,1148,2024-09-30\n"
        + "IDN,Indonesia,UNIFIL,Troops,3,1148,01/02/2024\n"
        + "IDN,Italy,UNIFIL,Troops,3,1148,30/09/2024\n"
        + "ITA,Italy,UNIFIL,Wizards,3,1000,30-Sep-2024\n"
        + ",Itly,UNIFIL,Troops,3,,2024-09-30\n",
    )
    assert (result.rows, result.kept, result.blank) == (6, 2, 0)
    assert [(each.row, each.code) for each in result.problems] == [
        (3, "negative"),
        (4, "ambiguous-date"),
        (5, "nation-conflict"),
        (6, "unknown-kind"),
        (7, "missing"),
    ]
    assert result.value.get_column("best").to_list() == [83, 1148, 3, 1000]
    assert set(result.value.get_column("period")) == {"2024-09"}


def test_an_empty_table_is_no_fault(tmp_path):
    """No row: no contribution, and no page breaks."""
    result = read(tmp_path, UN)
    summary = contribution_summary(deduplicate(result.value), ContributionQuery())
    assert isinstance(summary.frame, pl.DataFrame)
    assert summary.frame.height == 0


def geopko():
    path = Path(os.environ.get("SULH_DATA", "/nonexistent")) / "geopko_tcc_v2.3.csv"
    if not path.exists():
        pytest.skip("SULH_DATA holds no geopko_tcc_v2.3.csv")
    return path


def test_every_row_of_the_real_table_is_accounted_for_and_totals_agree_with_pandas():
    """4,286 rows; sums by mission, year and name equal an independent count with pandas."""
    import pandas as pd

    path = geopko()
    result = read_contributions(open_table(path), path.name)
    frame = pd.read_csv(path)
    errors = {each.row for each in result.problems if each.severity == "error"}
    assert result.rows == len(frame) == result.kept + len(errors)
    parts = frame["year.overview"].str.extractall(r"([^,(][^,]*?) \((\d+|size unknown)\)(?:,|$)")
    parts = parts.reset_index(level=1, drop=True).join(frame[["mission", "year"]])
    parts["size"] = pd.to_numeric(parts[1], errors="coerce")
    parts["name"] = parts[0].str.strip()
    theirs = parts.groupby(["mission", "year", "name"])["size"].agg(["sum", "count", "size"])
    ours = result.value.group_by("mission", "period", "as_written").agg(
        pl.col("best").sum(), pl.col("best").count().alias("stated"), pl.len()
    )
    expected = {k: (int(r["sum"]), int(r["count"]), int(r["size"])) for k, r in theirs.iterrows()}
    assert {
        (r["mission"], int(r["period"]), r["as_written"]): (r["best"], r["stated"], r["len"])
        for r in ours.to_dicts()
    } == expected
    done = deduplicate(result.value)
    assert sum(done.table.get_column("rows").list.len()) == result.value.height
