"""``sulh warn``: where violence is likely next, and how good such forecasts were."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.show import console, without_nan
from sulh.cli.warn_inputs import Taken, as_period, build, period_of, take_events
from sulh.cli.warn_show import show_forecast, show_scores, summed_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.values import Executor
    from sulh.warn import Cells, Forecast, Panel, Rolled

CHECKS = 24
PROBLEMS_SHOWN = 10


@click.group()
def warn() -> None:
    """Where violence is likely next: forecasts as distributions, and their scores."""


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what both commands read and how."""
    for option in (
        click.option(
            "--scheduler", default="", help="A Dask scheduler to work on: tcp://HOST:PORT."
        ),
        click.option("--seed", default=1, show_default=True, help="Of everything random."),
        click.option("--exercise", is_flag=True, help="Of the ledger, its simulated records."),
        click.option(
            "--country-by",
            type=click.Choice(["column", "settlement"]),
            default="column",
            show_default=True,
            help="Where an event names no country: none, or that of the nearest settlement.",
        ),
        click.option("--pack", "pack_name", default="", help="The pack whose districts are meant."),
        click.option(
            "--measure",
            type=click.Choice(["deaths", "civilian_deaths"]),
            multiple=True,
            help="All deaths or civilian ones; both if left out.",
        ),
        click.option(
            "--months",
            "ahead",
            type=click.IntRange(1, 12),
            default=None,
            help="How far ahead: 12 if left out, or one year for a table by year.",
        ),
        click.option(
            "--step",
            type=click.Choice(["auto", "month", "year"]),
            default="auto",
            show_default=True,
            help="Forecast months or years; months where every event has one.",
        ),
        click.option(
            "--cells",
            "cells_kind",
            type=click.Choice(["prio", "h3", "district"]),
            default="prio",
            show_default=True,
            help="PRIO-GRID half degrees, H3 hexagons, or the pack's districts.",
        ),
        click.option(
            "--until",
            callback=period_of,
            help="The last month (YYYY-MM) or year that is known; that of the last event if left out.",
        ),
    ):
        command = option(command)
    return click.argument(
        "files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False)
    )(command)


def _open(folder: Path, asked: dict[str, Any]) -> tuple[Taken, Panel, Cells]:
    taken = take_events(
        asked["files"],
        folder,
        pack_name=asked["pack_name"],
        by_country=asked["country_by"],
        by_district=asked["cells_kind"] == "district",
        exercise=asked["exercise"],
    )
    out = console(stderr=True)
    for problem in taken.problems[:PROBLEMS_SHOWN]:
        out.print(f"{problem.severity}: {problem}", markup=False, soft_wrap=True)
    if taken.rejected:
        out.print(f"{taken.rejected:,} rows cannot be read and are left out.", style="yellow")
    for each in taken.sentences:
        out.print(each, markup=False)
    panel, cells, outside = build(taken, asked["cells_kind"], asked["step"], asked["until"])
    if outside:
        out.print(f"{outside:,} events lie in no cell and are left out.", style="yellow")
    return taken, panel, cells


def _executor(address: str) -> AbstractContextManager[Executor | None]:
    from sulh.warn import on_cluster

    return on_cluster(address) if address else nullcontext()


def _horizons(panel: Panel, ahead: int | None) -> tuple[int, ...]:
    return tuple(range(1, (ahead or (12 if panel.step == "month" else 1)) + 1))


def _measures(asked: tuple[str, ...]) -> tuple[Any, ...]:
    from sulh.warn import MEASURES

    return asked or MEASURES


@warn.command("forecast")
@inputs
@click.option(
    "--samples", type=click.IntRange(0, 10_000), default=0, help="Samples a cell and month."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write CSV here."
)
@click.option(
    "--page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page (HTML)."
)
@click.option("--no-check", is_flag=True, help="Do not test the model first; never fall back.")
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
@click.pass_obj
def forecast_command(
    folder: Path,
    /,
    *,
    samples: int,
    output: Path | None,
    page: Path | None,
    no_check: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Forecast deaths in each cell and month ahead, from FILES or the mission's own ledger.

    FILES are UCDP GED, ACLED, the report form, or a table of places and years (lon, lat, year,
    deaths). Before it forecasts, the model is tested on the past; in a country where a naive
    forecast did better there, that one is used, and the output says so.
    """
    import polars as pl

    from sulh.warn import forecast, study

    taken, panel, cells = _open(folder, asked)
    horizons = _horizons(panel, asked["ahead"])
    made: list[Forecast] = []
    with _executor(asked["scheduler"]) as executor:
        for measure in _measures(asked["measure"]):
            one = study(panel, measure)
            trust = {} if no_check else _trust(one, horizons, asked["seed"], executor)
            made.append(forecast(one, horizons=horizons, trust=trust, executor=executor))
    table = pl.concat([_with_samples(each, samples, asked["seed"]) for each in made])
    if output:
        flat = table.with_columns(
            pl.col(name).list.eval(pl.element().cast(pl.String)).list.join(" ")
            for name in table.columns
            if name == "samples"
        )
        flat.write_csv(output)
    if page:
        from sulh.cli.warn_page import forecast_page

        page.write_text(
            forecast_page(
                made, cells, pack=taken.pack, simulated=taken.simulated, seed=asked["seed"]
            ),
            encoding="utf-8",
        )
    if as_json:
        click.echo(
            json.dumps(
                {
                    "simulated": taken.simulated,
                    "step": panel.step,
                    "known_until": panel.label(panel.periods - 1),
                    "cells": cells.kind,
                    "seed": asked["seed"],
                    "left_out": list(taken.sentences),
                    "rejected": taken.rejected,
                    "problems": [str(each) for each in taken.problems],
                    "rows": table.to_dicts(),
                },
                ensure_ascii=False,
            )
        )
        return
    show_forecast(made, simulated=taken.simulated)
    for path in (output, page):
        if path:
            click.echo(f"Wrote {path}")


def _trust(
    one: Any, horizons: tuple[int, ...], seed: int, executor: Executor | None
) -> dict[str, str]:
    """Test the model on the past, and return the countries that fall back."""
    from sulh.errors import InputError
    from sulh.warn import plan_rolling, roll, trusted

    panel = one.panel
    every = max(1, panel.periods // 2 // CHECKS)
    try:
        plan = plan_rolling(one, horizons=sorted({1, horizons[-1]}), seed=seed, every=every)
    except InputError:
        return {}  # too short a record to test anything: the model, untested
    now = panel.periods - 1
    chosen = trusted(roll(one, plan, executor=executor).scores, [now])
    return {
        panel.countries[country]: method
        for country, method in chosen.select("country", "method").iter_rows()
        if method != "model"
    }


def _with_samples(made: Forecast, draws: int, seed: int) -> Any:
    import numpy as np
    import polars as pl

    table = made.table()
    if not draws:
        return table
    found = np.concatenate([made.samples(each, seed=seed, draws=draws) for each in made.horizons])
    return table.with_columns(samples=pl.Series(found.tolist(), dtype=pl.List(pl.Int64)))


@warn.command("score")
@inputs
@click.option("--first-test", callback=period_of, help="First origin tested; half the record else.")
@click.option("--every", type=click.IntRange(1, 120), default=1, help="Test every so many origins.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the calibration (SVG).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def score_command(
    folder: Path,
    /,
    *,
    first_test: tuple[int, int | None] | None,
    every: int,
    output: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Score forecasts on rolling origins: at each, only what was known then is used.

    Beside the model stand four naive forecasts: no deaths at all, the last month repeated, the last
    twelve months (of a table by year: five years) as an ensemble, and the same place's whole past.
    """
    from sulh.warn import plan_rolling, roll, study

    taken, panel, _ = _open(folder, asked)
    horizons = _horizons(panel, asked["ahead"])
    first = None if first_test is None else as_period(first_test, panel.step) - panel.first
    done: dict[str, Rolled] = {}
    with _executor(asked["scheduler"]) as executor:
        for measure in _measures(asked["measure"]):
            one = study(panel, measure)
            plan = plan_rolling(
                one, horizons=horizons, seed=asked["seed"], first_test=first, every=every
            )
            done[measure] = roll(one, plan, executor=executor)
    if output:
        from sulh.cli.warn_page import calibration_svg

        output.write_text(calibration_svg(done, simulated=taken.simulated), encoding="utf-8")
    results = {measure: summed_up(rolled, panel) for measure, rolled in done.items()}
    if as_json:
        head = {"simulated": taken.simulated, "step": panel.step, "seed": asked["seed"]}
        click.echo(json.dumps(without_nan(head | results), ensure_ascii=False, allow_nan=False))
        return
    for measure, rolled in done.items():
        show_scores(measure, rolled, panel)
    if output:
        click.echo(f"Wrote {output}")
