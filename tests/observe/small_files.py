"""Small files written in the tests, and what reading them brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sulh.errors import Problem
from sulh.observe import Report, open_reports, read

BANGUI = ZoneInfo("Africa/Bangui")
NOW = datetime(2025, 1, 1, tzinfo=UTC)

INCIDENT = {
    "kind": "incident",
    "ref": "i-1",
    "source": "Team site 4",
    "start": "2024-05-03",
    "lon": "18.55",
    "lat": "4.37",
    "accuracy_m": "100",
    "actor": "UPC",
    "opponent": "FPRC",
    "act": "armed-clash",
}
OBSERVATION = {
    "kind": "observation",
    "ref": "o-1",
    "source": "Team site 4",
    "start": "2024-05-03T10:00:00+01:00",
    "zone": "zone-a",
    "actor": "UPC",
    "item": "tank",
    "best": "3",
}

GED_ROW = {
    "id": "1",
    "year": "2019",
    "type_of_violence": "1",
    "dyad_name": "Government of Central African Republic - UPC",
    "side_a": "Government of Central African Republic",
    "side_b": "UPC",
    "where_prec": "1",
    "where_coordinates": "Bria town",
    "adm_1": "Haute-Kotto prefecture",
    "latitude": "6.54",
    "longitude": "21.99",
    "country": "Central African Republic",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2019-03-05 00:00:00.000",
    "date_end": "2019-03-05 00:00:00.000",
    "deaths_civilians": "2",
    "deaths_unknown": "1",
    "low": "4",
    "best": "5",
    "high": "7",
}

ACLED_ROW = {
    "event_id_cnty": "CAF1",
    "event_date": "03 May 2024",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "UPC: Union for Peace in the Central African Republic",
    "assoc_actor_1": "",
    "actor2": "Military Forces of the Central African Republic",
    "assoc_actor_2": "",
    "country": "Central African Republic",
    "admin1": "Ouaka",
    "location": "Bambari",
    "latitude": "5.76",
    "longitude": "20.67",
    "geo_precision": "1",
    "notes": "A clash.",
    "fatalities": "2",
}

GEOPKO_ROW = {
    "mission": "MINUSCA",
    "year": "2019",
    "country": "Central African Republic",
    "location": "Bria",
    "latitude": "6.54",
    "longitude": "21.99",
    "NoTroops": "650",
    "ave.no.troops": "700",
}


@dataclass(frozen=True)
class Brought:
    """What reading a whole file brought."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    raw: dict[int, str]

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, but for what was assumed of the file."""
        return [each.code for each in self.problems if each.severity != "assumption"]

    @property
    def rejected(self) -> list[int]:
        """The rows that were taken out."""
        return list(dict.fromkeys(p.row for p in self.problems if p.severity == "error"))

    @property
    def only(self) -> Any:
        """The one report, where there are no problems."""
        assert self.problems == ()
        assert len(self.reports) == 1
        return self.reports[0]


def bring(path: Path, **options: Any) -> Brought:
    """Read a file to its end, and hold it to the account that every row is due."""
    options.setdefault("timezone", BANGUI)
    ways = {name: options.pop(name) for name in ("format", "mapping") if name in options}
    batches = list(read(open_reports(path, **ways), **options))
    brought = Brought(
        reports=tuple(report for batch in batches for report in batch.reports),
        problems=tuple(problem for batch in batches for problem in batch.problems),
        rows=sum(batch.rows for batch in batches),
        blank=sum(batch.blank for batch in batches),
        raw={row: text for batch in batches for row, text in batch.raw.items()},
    )
    from_rows = [report for report in brought.reports if report.origin.row]
    assert len(from_rows) + len(brought.rejected) == brought.rows
    faults = [(p.row, p.field, p.code) for p in brought.problems if p.severity == "error"]
    assert len(set(faults)) == len(faults)
    assert set(brought.raw) == set(brought.rejected)
    return brought


def cell(text: str) -> str:
    """Quote a CSV cell where it must be."""
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_text(*rows: dict[str, str]) -> str:
    """Write rows as CSV, with the columns in the order in which they first come."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(cell(name) for name in columns)]
    lines += [",".join(cell(row.get(name, "")) for name in columns) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def write_csv(folder: Path, *rows: dict[str, str], name: str = "reports.csv") -> Path:
    """Write rows to a CSV file in UTF-8."""
    path = folder / name
    path.write_text(csv_text(*rows), encoding="utf-8", newline="")
    return path
