"""What the commands of `sulh warn` have in common: their options, the events, and the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import click

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import EXERCISE, FILE, UNTIL, When, as_one
from sulh.cli.show import print_summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.errors import Problem
    from sulh.mission import Pack
    from sulh.warn import CellKind, District, Events, Measure, TimeStep

__all__ = ["Inputs", "Request", "event_options", "read_inputs"]


class Settings(TypedDict):
    """The arguments that `sulh.warn.forecast` and `sulh.warn.evaluate` share."""

    months: int | None
    measures: tuple[Measure, ...]
    cells: CellKind
    districts: Mapping[str, District] | None
    step: TimeStep | None
    since: datetime | None
    until: datetime | None
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options that the commands share."""

    files: tuple[Path, ...]
    pack: str
    country_by: str
    exercise: bool
    cells: CellKind
    step: str
    months: int | None
    measures: tuple[Measure, ...]
    since: datetime | None
    until: datetime | None
    seed: int
    scheduler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The events, the problems of rows, the pack (None: of files without one), and the settings."""

    events: Events
    problems: tuple[Problem, ...]
    rejected: int
    pack: Pack | None
    settings: Settings


OPTIONS = (
    click.argument("files", nargs=-1, type=FILE),
    MAP,
    click.option(
        "--cells",
        type=click.Choice(["prio", "h3", "district"]),
        default="prio",
        show_default=True,
        help="PRIO-GRID squares of half a degree, H3 hexagons, or the pack's districts.",
    ),
    click.option(
        "--months",
        type=click.IntRange(1, 12),
        help="How many months (or years) ahead; default: 12 months, or 1 year.",
    ),
    click.option(
        "--measure",
        "measures",
        type=click.Choice(["deaths", "civilian_deaths"]),
        multiple=True,
        help="Forecast all deaths or civilian deaths; default: both.",
    ),
    click.option(
        "--step",
        type=click.Choice(["auto", "month", "year"]),
        default="auto",
        show_default=True,
        help="Forecast by month or by year; auto: by month where every event has one.",
    ),
    click.option(
        "--from",
        "since",
        type=When("start"),
        metavar="TIME",
        help="Leave out what ended before this day, month or time.",
    ),
    UNTIL,
    click.option("--pack", default="", help="Use the districts and time zone of this pack."),
    click.option(
        "--country-by",
        type=click.Choice(["column", "borders"]),
        default="column",
        show_default=True,
        help="For events without a country: leave it empty, or use that of the land (Natural Earth).",
    ),
    EXERCISE,
    click.option("--seed", default=1, show_default=True, help="Seed of the random numbers."),
    click.option("--scheduler", default="", help="Work on this Dask cluster: tcp://HOST:PORT."),
)


event_options = as_one("request", Request.__dataclass_fields__, OPTIONS, Request)
"""Gives a command the shared options, as one `Request`."""


def read_inputs(folder: Path, request: Request) -> Inputs:
    """Read the files, or the ledger of the mission in `folder` where there are none.

    Problems of rows are printed on stderr.
    """
    from sulh import warn
    from sulh.workspace.violence import read_violence

    by_district = request.cells == "district"
    violence = read_violence(
        folder,
        [(open_mapped(path), path.name) for path in request.files],
        pack_name=request.pack,
        by_district=by_district,
        by_borders=request.country_by == "borders",
        simulated=request.exercise,
    )
    print_summary(violence.problems, stderr=True)
    pack = violence.pack
    return Inputs(
        events=violence.events,
        problems=violence.problems,
        rejected=violence.rejected,
        pack=pack,
        settings=Settings(
            months=request.months,
            measures=request.measures or warn.MEASURES,
            cells=request.cells,
            districts=warn.pack_districts(pack) if pack and by_district else None,
            step=None if request.step == "auto" else "year" if request.step == "year" else "month",
            since=request.since,
            until=request.until,
            seed=request.seed,
        ),
    )
