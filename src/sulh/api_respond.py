"""The notebook's verbs of respond: casualty evacuation and reaction, frames in, frames out."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh import respond
from sulh.api_results import PlanResult
from sulh.errors import InputError, plural
from sulh.protect import Pace, read_demands
from sulh.query_times import parse_when
from sulh.report.pages.evacuation import area_sheet, chain_sheet
from sulh.report.pages.reaction import reaction_sheet
from sulh.sustain import read_form
from sulh.tables import open_table, rows_table
from sulh.tables.frames import as_frame
from sulh.workspace.roads import read_road_file

if TYPE_CHECKING:
    from sulh.picture import KindForm
    from sulh.respond import AreaCover, CasualtyChain, Reaction
    from sulh.tables import Table

__all__ = ["casevac", "react"]


def casevac(
    assets: Any,
    facilities: Any,
    *,
    casualty: tuple[float, float] | None = None,
    places: Any | None = None,
    at: str | datetime,
    roads: str | Path | None = None,
    closures: Any | None = None,
    wet: bool = False,
) -> PlanResult[CasualtyChain] | PlanResult[AreaCover]:
    """Say whether the wounded reach first aid, care and surgery in 10 minutes, 1 hour and 2 hours.

    Parameters
    ----------
    assets, facilities, closures
        Tables of the forms of `sulh respond casevac`: files, or data frames.
    casualty
        lon, lat (degrees, WGS 84) of one casualty: the result is its chain.
    places
        lon, lat, weight (people), name: the result is where 10-1-2 holds.
    at
        When somebody is wounded: a moment with its offset, or a datetime with its time zone.
    roads
        A file of roads; None: straight lines.
    wet
        The wet season: speeds by surface.

    Raises
    ------
    InputError
        When neither or both of `casualty` and `places` are there, or a row cannot be read.
    """
    if (casualty is None) == (places is None):
        raise InputError("Give either casualty or places.", remedy="Give one of them.")
    medical = respond.Medical(
        assets=_records(assets, respond.MEDICAL_ASSETS),
        facilities=_records(facilities, respond.MEDICAL_FACILITIES),
    )
    moment = _moment(at)
    ways, travel = _ways(roads), _travel(closures, moment, wet=wet)
    if casualty is not None:
        chain = respond.find_chain(*casualty, moment, medical, ways, travel, respond.Delays())
        return PlanResult(value=chain, frame=chain.frame(), page=partial(chain_sheet, chain))
    demands = read_demands(_table(places), "places").value
    conditions = respond.area_conditions(travel)
    cover = respond.evacuate_area(demands, medical, ways, conditions, respond.Delays())
    return PlanResult(value=cover, frame=cover.frame(), page=partial(area_sheet, cover))


def react(
    lon: float,
    lat: float,
    units: Any,
    *,
    at: str | datetime,
    roads: str | Path | None = None,
    closures: Any | None = None,
    wet: bool = False,
) -> PlanResult[Reaction]:
    """Say who goes to a place (degrees, WGS 84): the nearest unit with its way, and the next ones.

    Parameters
    ----------
    units, closures
        Tables of units that can be sent and of closures: files, or data frames.
    at
        When it is ordered: a moment with its offset, or a datetime with its time zone.
    roads
        A file of roads; None: straight lines.
    wet
        The wet season: speeds by surface.

    Raises
    ------
    InputError
        When a row cannot be read, or the place is not on Earth.
    """
    every = _records(units, respond.RESPONSE_UNITS)
    moment = _moment(at)
    candidates = respond.ReactionUnits(
        units=every, abilities=tuple(respond.abilities_of(every, (), ())), out={}
    )
    travel = _travel(closures, moment, wet=wet)
    result = respond.react(lon, lat, moment, candidates, _ways(roads), travel)
    frame = pl.DataFrame(
        {
            "unit": [each.unit for each in result.choices],
            "starts": [each.start for each in result.choices],
            "arrives": [each.arrival for each in result.choices],
            "minutes": [each.minutes for each in result.choices],
            "km": [each.route.road_km + each.route.off_km for each in result.choices],
        }
    )
    return PlanResult(value=result, frame=frame, page=partial(reaction_sheet, result))


def _table(source: Any) -> Table:
    if isinstance(source, str | Path):
        return open_table(Path(source))
    return rows_table(as_frame(source).iter_rows(named=True), name="data frame")


def _records(source: Any, form: KindForm) -> tuple[Any, ...]:
    read = read_form(_table(source), form.name, form)
    faults = [each for each in read.problems if each.severity == "error"]
    if faults:
        raise InputError(f"{plural(len(faults), 'row')} cannot be read. The first: {faults[0]}")
    return read.value


def _moment(at: str | datetime) -> datetime:
    return parse_when(at.isoformat() if isinstance(at, datetime) else at, "start", UTC)


def _ways(roads: str | Path | None) -> respond.Ways:
    network = None if roads is None else read_road_file(Path(roads), Pace()).value
    return respond.prepare_ways(network)


def _travel(closures: Any | None, moment: datetime, *, wet: bool) -> respond.Travel:
    shut = () if closures is None else _records(closures, respond.CLOSURES)
    return respond.Travel(closures=respond.closures_on(shut, moment.date()), is_wet=wet)
