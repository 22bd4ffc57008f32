"""Pages of the demonstration on the fictional island's roads: a day of convoys, and an earthquake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sulh.errors import MissingExtraError
from sulh.languages.speech import ENGLISH
from sulh.protect import Pace
from sulh.report.pages.casualties import casualties_sheet
from sulh.report.pages.convoys import convoys_sheet
from sulh.respond import (
    CLOSURES,
    MEDICAL_ASSETS,
    MEDICAL_FACILITIES,
    Medical,
    Travel,
    prepare_ways,
)
from sulh.respond.convoys import (
    RELIEF_NEEDS,
    RELIEF_STOCKS,
    RELIEF_VEHICLES,
    Hours,
    Search,
    plan_convoys,
)
from sulh.respond.mass_casualty import (
    TRIAGE_COUNTS,
    Care,
    last_count,
    plan_casualties,
    prepare_event,
)
from sulh.sustain import read_form
from sulh.tables import open_table
from sulh.workspace.roads import read_convoy_ways, read_road_file

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.languages.speech import Speech
    from sulh.picture import KindForm
    from sulh.report import Sheet
    from sulh.respond.convoys import ConvoyPlan, ConvoyWays

__all__ = ["ROADS", "casualties_page", "convoys_page", "plan_day"]

DAY = date(2026, 6, 15)
ROADS = "island-roads.simulated.geojson"


def plan_day(folder: Path, *, first: date, days: int) -> tuple[ConvoyPlan, ConvoyWays]:
    """Return convoys from the tables in `folder` from a day on, and the ways they take.

    Raises
    ------
    MissingExtraError
        When the extra `patrol` is missing.
    """
    vehicles = _read(folder, "vehicles", RELIEF_VEHICLES)
    network = read_convoy_ways(folder / ROADS, Pace(), vehicles).value
    plan = plan_convoys(
        _read(folder, "needs", RELIEF_NEEDS),
        _read(folder, "stocks", RELIEF_STOCKS),
        vehicles,
        network,
        first=first,
        days=days,
        hours=Hours(leave=300.0, back=1140.0),
        closures=_read(folder, "closures", CLOSURES),
        search=Search(iterations=400),
        simulated=True,
    )
    return plan, network


def convoys_page(folder: Path, speech: Speech = ENGLISH) -> Sheet | None:
    """Return two days of convoys from the tables in `folder`; None: the extra `patrol` is missing."""
    try:
        return convoys_sheet(*plan_day(folder, first=DAY, days=2), speech=speech)
    except MissingExtraError:
        return None


def casualties_page(folder: Path, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of an earthquake from the tables in `folder`."""
    place, wounded = last_count(_read(folder, "triage", TRIAGE_COUNTS))
    event = prepare_event(
        *place,
        wounded,
        Medical(
            assets=_read(folder, "ambulances", MEDICAL_ASSETS),
            facilities=_read(folder, "hospitals", MEDICAL_FACILITIES),
        ),
        prepare_ways(read_road_file(folder / ROADS, Pace()).value),
        Travel(closures=_read(folder, "closures", CLOSURES)),
        Care(),
    )
    return casualties_sheet(plan_casualties(event, runs=500, simulated=True), speech=speech)


def _read(folder: Path, name: str, form: KindForm) -> tuple[Any, ...]:
    path = folder / f"island-{name}.simulated.csv"
    return read_form(open_table(path), path.name, form).value
