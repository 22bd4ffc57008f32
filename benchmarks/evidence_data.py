"""The data of the evidence: events, deployments, totals, settlements and borders, read once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.protect import read_deployments, read_past_events
from sulh.tables import open_table
from sulh.warn import geonames_settlements, natural_earth_borders, read_country_totals

if TYPE_CHECKING:
    import polars as pl

    from sulh.warn import CountryBorders

__all__ = ["OFF_MAX", "Data", "data_folder", "read_data"]

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
