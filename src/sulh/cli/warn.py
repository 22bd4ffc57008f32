"""``sulh warn``: where violence is likely next, and how good such forecasts were."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.options import (
    Exercise,
    FromUtc,
    InFile,
    Json,
    Language,
    Until,
    When,
    executor_on,
    writes,
)
from sulh.cli.output import show
from sulh.cli.parameters import Folder, Group
from sulh.cli.show import print_summary
from sulh.cli.tables import Maps

if TYPE_CHECKING:
    from sulh.workspace import Violence


@click.group(cls=Group)
def warn() -> None:
    """Forecast where violence is likely next, and score such forecasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Maps):
    """The events of a forecast, and how it divides place and time."""

    cells: Annotated[
        Literal["prio", "h3", "district"],
        "PRIO-GRID squares of half a degree, H3 hexagons, or the pack's districts.",
    ] = "prio"
    months: Annotated[
        int | None,
        "How many months (or years) ahead; default: 12 months, or 1 year.",
        IntRange(1, 12),
    ] = None
    measure: Annotated[
        tuple[Literal["deaths", "civilian_deaths"], ...],
        "Forecast all deaths or civilian deaths; default: both.",
    ] = ()
    step: Annotated[
        Literal["auto", "month", "year"],
        "Forecast by month or by year; auto: by month where every event has one.",
    ] = "auto"
    since: FromUtc = None
    until: Until = None
    pack: Annotated[str, "Use the districts and time zone of this pack."] = ""
    country_by: Annotated[
        Literal["column", "borders"],
        "For events without a country: leave it empty, or use that of the land (Natural Earth).",
    ] = "column"
    exercise: Exercise = False
    seed: Annotated[int, "Seed of the random numbers."] = 1
    scheduler: Annotated[str, "Work on this Dask cluster: tcp://HOST:PORT."] = ""

    def read(self, folder: Path, files: tuple[Path, ...]) -> "Violence":
        """Read the files, or the mission's ledger without any; problems of rows are printed on stderr."""
        violence = rooms.workspace.read_violence(
            folder,
            [(self.open(path), path.name) for path in files],
            pack_name=self.pack,
            by_district=self.cells == "district",
            by_borders=self.country_by == "borders",
            simulated=self.exercise,
        )
        print_summary(violence.problems, stderr=True)
        return violence

    def settings(self, violence: "Violence") -> dict[str, Any]:
        """Return the arguments that `sulh.warn.forecast` and `sulh.warn.evaluate` share."""
        pack = violence.pack if self.cells == "district" else None
        return {
            "months": self.months,
            "measures": self.measure or rooms.warn.MEASURES,
            "cells": self.cells,
            "districts": rooms.warn.pack_districts(pack) if pack else None,
            "step": None if self.step == "auto" else self.step,
            "since": self.since,
            "until": self.until,
            "seed": self.seed,
        }


@warn.command("forecast", short_help="Forecast deaths in each cell and month ahead.")
def forecast_command(
    folder: Folder,
    files: tuple[InFile, ...] = (),
    *,
    request: Request,
    samples: Annotated[
        int, "How many samples to add for each cell and month (CSV and JSON).", IntRange(0, 10_000)
    ] = 0,
    no_check: Annotated[bool, "Do not test the model on the past first; always use it."] = False,
    output: Annotated[
        Path | None, writes(".html", ".pdf", ".xlsx", ".csv", ".json", ".geojson")
    ] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Forecast deaths in each cell and month ahead, from FILES or the mission's ledger.

    FILES are UCDP GED, ACLED, the report form, or a plain table (lon, lat, date or year, deaths).
    Sulh first tests the model on the past. If a simple forecast was clearly more accurate for a
    country, Sulh uses the simple forecast there and says so. The forecast starts after the last
    whole month before --until, or after the last event.
    """
    read = request.read(folder, files)
    with executor_on(request.scheduler) as executor:
        result = rooms.warn.forecast(
            read.events,
            check=not no_check,
            samples=samples,
            executor=executor,
            **request.settings(read),
        )
    forms = rooms.forms.forecast_forms(
        result,
        pack=read.pack,
        problems=read.problems,
        rejected=read.rejected,
        language=language,
    )
    show(forms, output, as_json=as_json)


@warn.command("score", short_help="Score such forecasts on the past.")
def score_command(
    folder: Folder,
    files: tuple[InFile, ...] = (),
    *,
    request: Request,
    first_test: Annotated[
        datetime | None,
        "The first month (or year) to forecast from; default: the middle of the record.",
        When("start"),
    ] = None,
    every: Annotated[int, "Test only every N-th month (or year).", IntRange(1, 120)] = 1,
    output: Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".csv", ".json")] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Score forecasts at past months, each made only with what was known then.

    The model is compared with four naive forecasts: no deaths at all, the last month again, the
    last twelve months (for a table by year: five years), and the same cell's whole past.
    """
    read = request.read(folder, files)
    with executor_on(request.scheduler) as executor:
        result = rooms.warn.evaluate(
            read.events,
            first_test=first_test,
            every=every,
            executor=executor,
            **request.settings(read),
        )
    forms = rooms.forms.evaluation_forms(
        result, problems=read.problems, rejected=read.rejected, language=language
    )
    show(forms, output, as_json=as_json)
