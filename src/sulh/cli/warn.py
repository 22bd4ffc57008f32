"""``sulh warn``: where violence is likely next, and how good such forecasts were."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import JSON, When, output_option
from sulh.cli.output import deliver
from sulh.cli.show import without_nan
from sulh.cli.warn_inputs import Inputs, Request, event_options, read_inputs

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.values import Executor

PROBLEMS_IN_JSON = 50


@click.group()
def warn() -> None:
    """Forecast where violence is likely next, and score such forecasts."""


def _executor(address: str) -> AbstractContextManager[Executor | None]:
    from sulh.warn import on_cluster

    return on_cluster(address) if address else nullcontext()


def _json(content: dict[str, Any]) -> str:
    return json.dumps(without_nan(content), ensure_ascii=False, allow_nan=False)


def _account(inputs: Inputs) -> dict[str, Any]:
    """Return what JSON says of the rows that were rejected."""
    problems = [str(each) for each in inputs.problems[:PROBLEMS_IN_JSON]]
    return {"rejected": inputs.rejected, "problems": problems}


@warn.command("forecast", short_help="Forecast deaths in each cell and month ahead.")
@event_options
@click.option(
    "--samples",
    type=click.IntRange(0, 10_000),
    default=0,
    help="How many samples to add for each cell and month (CSV and JSON).",
)
@click.option(
    "--no-check", is_flag=True, help="Do not test the model on the past first; always use it."
)
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json", ".geojson")
@JSON
@click.pass_obj
def forecast_command(
    folder: Path,
    request: Request,
    *,
    samples: int,
    no_check: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Forecast deaths in each cell and month ahead, from FILES or the mission's ledger.

    FILES are UCDP GED, ACLED, the report form, or a plain table (lon, lat, date or year, deaths).
    Sulh first tests the model on the past. If a simple forecast was clearly more accurate for a
    country, Sulh uses the simple forecast there and says so. The forecast starts after the last
    whole month before --until, or after the last event.
    """
    from sulh.report import frame_csv, frames_xlsx
    from sulh.report.pages.forecast import forecast_sheet
    from sulh.warn import flat_frame, forecast, forecast_geojson, forecast_json

    inputs = read_inputs(folder, request)
    with _executor(request.scheduler) as executor:
        result = forecast(
            inputs.events,
            check=not no_check,
            samples=samples,
            executor=executor,
            **inputs.settings,
        )
    pack = inputs.pack
    place, land = (pack.title, [each.geometry for each in pack.base]) if pack else ("", [])
    deliver(
        lambda: forecast_sheet(result, place=place, land=land),
        _json(forecast_json(result) | _account(inputs)) if as_json or output else "",
        output,
        as_json=as_json,
        work="A forecast in PDF",
        printed=lambda: forecast_sheet(result, place=place, drawings=False),
        xlsx=lambda: frames_xlsx({"Forecast": flat_frame(result)}),
        csv=lambda: frame_csv(flat_frame(result)),
        geojson=lambda: _json(forecast_geojson(result)),
    )


@warn.command("score", short_help="Score such forecasts on the past.")
@event_options
@click.option(
    "--first-test",
    type=When("start"),
    metavar="TIME",
    help="The first month (or year) to forecast from; default: the middle of the record.",
)
@click.option(
    "--every", type=click.IntRange(1, 120), default=1, help="Test only every N-th month (or year)."
)
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json")
@JSON
@click.pass_obj
def score_command(
    folder: Path,
    request: Request,
    *,
    first_test: datetime | None,
    every: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Score forecasts at past months, each made only with what was known then.

    The model is compared with four naive forecasts: no deaths at all, the last month again, the
    last twelve months (for a table by year: five years), and the same cell's whole past.
    """
    from sulh.report.pages.forecast import evaluation_sheet
    from sulh.warn import evaluate, evaluation_json

    inputs = read_inputs(folder, request)
    with _executor(request.scheduler) as executor:
        result = evaluate(
            inputs.events,
            first_test=first_test,
            every=every,
            executor=executor,
            **inputs.settings,
        )
    deliver(
        lambda: evaluation_sheet(result),
        _json(evaluation_json(result) | _account(inputs)) if as_json or output else "",
        output,
        as_json=as_json,
        work="Scores in PDF",
        printed=lambda: evaluation_sheet(result, drawings=False),
        csv=result.frame.write_csv,
    )
