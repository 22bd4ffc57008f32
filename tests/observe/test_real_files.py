"""The real files: every row is accounted for, and totals are those of an independent count."""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.observe.small_files import Brought, bring

from sulh.observe import REPORT_KINDS, Coverage, Incident, Observation
from sulh.tables.times import days_span

GED_FILES = [
    ("ged231_central_african_republic.csv", "Africa/Bangui", 1848),
    ("ged_syria_2016_2019.csv", "Asia/Damascus", 16566),
]


def real_file(name: str) -> Path:
    """Return a real file, or skip with the reason."""
    folder = os.environ.get("SULH_DATA")
    if not folder:
        pytest.skip("SULH_DATA is not set: the real files are not at hand")
    path = Path(folder) / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    return path


def counted(path: Path) -> list[dict[str, str]]:
    """Read the table with the csv module alone."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole(text: str) -> int:
    return int(float(text))


@pytest.mark.parametrize(("name", "timezone", "size"), GED_FILES)
def test_ged(name: str, timezone: str, size: int) -> None:
    """Every event comes in; deaths, kinds, places and days add up to what the file says."""
    path = real_file(name)
    rows = counted(path)
    brought = bring(path, timezone=ZoneInfo(timezone))
    assert brought.problems == ()
    incidents = [each for each in brought.reports if isinstance(each, Incident)]
    assert len(rows) == len(incidents) == brought.rows == size
    assert [each.origin.ref for each in incidents] == [str(whole(row["id"])) for row in rows]
    assert sum(each.deaths.best or 0 for each in incidents) == sum(whole(r["best"]) for r in rows)
    assert sum(each.civilian_deaths.best or 0 for each in incidents) == sum(
        whole(row["deaths_civilians"]) for row in rows
    )
    assert sum(each.deaths.low for each in incidents) == sum(
        min(whole(row["low"]), whole(row["best"])) for row in rows
    )
    assert sum(each.deaths.high or 0 for each in incidents) == sum(
        max(whole(row[bound]) for bound in ("low", "best", "high")) for row in rows
    )
    assert Counter(each.act for each in incidents) == Counter(
        "violence-against-civilians" if whole(row["type_of_violence"]) == 3 else "armed-clash"
        for row in rows
    )
    assert sum(each.place.accuracy_m is None for each in incidents) == sum(
        whole(row["where_prec"]) > 3 for row in rows
    )
    assert sum(len(each.participants) for each in incidents) == sum(
        row[side].count(",") + 1 for row in rows for side in ("side_a", "side_b")
    )


@pytest.mark.parametrize(("name", "timezone", "size"), GED_FILES)
def test_days_of_ged(name: str, timezone: str, size: int) -> None:
    """In both files the dates are as wide as their class: every span is just the days given."""
    path = real_file(name)
    zone = ZoneInfo(timezone)
    for row, report in zip(counted(path), bring(path, timezone=zone).reports, strict=False):
        first, last = (date.fromisoformat(row[field][:10]) for field in ("date_start", "date_end"))
        assert report.span == days_span(first, last, zone), row["id"]


def test_coverage_of_ged() -> None:
    """The Central African file covers the years of its rows, in one statement."""
    path = real_file(GED_FILES[0][0])
    years = {int(row["year"]) for row in counted(path)}
    zone = ZoneInfo("Africa/Bangui")
    (coverage,) = (
        each for each in bring(path, timezone=zone).reports if isinstance(each, Coverage)
    )
    assert coverage.span == days_span(date(min(years), 1, 1), date(max(years), 12, 31), zone)
    assert coverage.place.country == "Central African Republic"


def test_geopko() -> None:
    """Every deployment comes in, under a key of its own."""
    path = real_file("geopko_front_v2.3.csv")
    rows = counted(path)
    brought = bring(path, timezone=ZoneInfo("UTC"))
    assert brought.problems == ()
    observations = [each for each in brought.reports if isinstance(each, Observation)]
    assert len(observations) == len(rows) == brought.rows == 7778
    assert len({each.origin.ref for each in observations}) == len(rows)
    figures = [row["NoTroops"] if row["NoTroops"] != "NA" else row["ave.no.troops"] for row in rows]
    assert sum(each.count.best or 0 for each in observations) == sum(
        int(text) for text in figures if text != "NA"
    )
    assert sum(each.count.best is None for each in observations) == figures.count("NA")
    year = timedelta(days=364)
    assert all(each.span.end - each.span.start > year for each in observations)


def test_bodies_of_real_reports() -> None:
    """Every real report comes back from its body."""
    path = real_file(GED_FILES[0][0])
    brought: Brought = bring(path)
    for report in brought.reports:
        assert (
            REPORT_KINDS.from_body(REPORT_KINDS.of(report).name, REPORT_KINDS.to_body(report))
            == report
        )
