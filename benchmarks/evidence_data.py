"""The data of the evidence, read once, and the mission-years that can be replayed with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.protect import (
    MANDATES,
    build_mission_years,
    read_deployments,
    read_past_events,
    years_to_replay,
)
from sulh.protect.backtest.years import lacking_events
from sulh.tables import open_table
from sulh.warn import geonames_settlements, natural_earth_borders, read_country_totals

if TYPE_CHECKING:
    import polars as pl

    from sulh.protect import Knowledge, MissionYear, NextYear
    from sulh.warn import CountryBorders

__all__ = ["FIRST", "LAST", "OFF_MAX", "Data", "cases", "data_folder", "read_data"]

FIRST, LAST = 1994, 2020
"""The first year of deployments, and the last year of events."""

DEPLOYMENTS = "geopko_front_v2.3.csv"
EVENTS = "ged211_precise_events.csv.gz"
TOTALS = "ucdp_organized_violence_country_year_v25_1.csv"

OFF_MAX = 0.5
"""The table has precise places only: two thirds of all deaths. A country with less than half is left out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Data:
    """The tables, with the columns that their readers give them."""

    deployments: pl.DataFrame
    events: pl.DataFrame
    totals: pl.DataFrame
    settlements: pl.DataFrame
    borders: CountryBorders


def data_folder() -> Path | None:
    """Return the folder of the data, if all files are there."""
    folder = Path(os.environ.get("SULH_DATA", ""))
    names = (DEPLOYMENTS, EVENTS, TOTALS)
    return folder if all((folder / name).is_file() for name in names) else None


@cache
def read_data() -> Data:
    """Read the tables from the folder that `SULH_DATA` names."""
    folder = data_folder()
    if folder is None:
        raise SystemExit("SULH_DATA does not name a folder with Geo-PKO's and UCDP's tables.")

    def table(name: str, reader: object) -> pl.DataFrame:
        return reader(open_table(folder / name), name).value  # type: ignore[operator,no-any-return]

    return Data(
        deployments=table(DEPLOYMENTS, read_deployments),
        events=table(EVENTS, read_past_events),
        totals=table(TOTALS, read_country_totals),
        settlements=geonames_settlements().sort("lon", "lat", "country"),
        borders=natural_earth_borders(),
    )


@cache
def cases(
    first: int, last: int, months: int = 12, knowledge: Knowledge = "at-once"
) -> list[tuple[MissionYear, NextYear]]:
    """Return the mission-years with all events and with civilian deaths in the year after."""
    data = read_data()
    pairs = [
        pair
        for pair in years_to_replay(data.deployments, LAST, mandates=MANDATES)
        if first <= pair[1] <= last
    ]
    years = list(
        build_mission_years(
            data.deployments, data.events, data.settlements, data.borders, pairs,
            months=months, knowledge=knowledge,
        )
    )  # fmt: skip
    lacking = lacking_events(years, data.events, data.borders, data.totals, OFF_MAX)
    killed: dict[tuple[str, int], float] = {}
    for year, ahead in years:
        key = year.mission, year.year
        killed[key] = killed.get(key, 0.0) + float(ahead.civilians.sum())
    return [
        pair
        for pair in years
        if (key := (pair[0].mission, pair[0].year)) not in lacking and killed[key] > 0
    ]
