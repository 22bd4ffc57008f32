"""What `sulh warn` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from sulh.cli.show import console

if TYPE_CHECKING:
    from sulh.warn import Forecast, Panel, Rolled

__all__ = ["show_forecast", "show_scores", "summed_up"]

SHOWN = 15


def show_forecast(made: list[Forecast], *, simulated: bool) -> None:
    """Print totals by month, and the cells where most deaths are expected."""
    import numpy as np

    out = console()
    if simulated:
        out.print("SIMULATED: this forecast rests on exercise records.", style="bold magenta")
    for each in made:
        panel = each.study.panel
        words = each.study.measure.replace("_", " ")
        first = panel.label(each.origin + each.horizons[0])
        out.print(
            f"[bold]{words}[/bold], {len(each.cells):,} cells, known until "
            f"{panel.label(each.origin)}; expected in all: "
            + "  ".join(
                f"{panel.label(each.origin + h)} {each.mean(h).sum():,.1f}" for h in each.horizons
            )
        )
        table = Table(
            *("cell", "lon", "lat", "country", f"chance in {first}", f"expected in {first}"),
            *("90 % interval", f"expected in all {len(each.horizons)}", "by"),
            box=None,
        )
        whole = each.table()
        total = np.sum([each.mean(h) for h in each.horizons], axis=0)
        rows = whole.head(len(each.cells)).to_dicts()
        for i in sorted(range(len(rows)), key=lambda i: -total[i])[:SHOWN]:
            row = rows[i]
            table.add_row(
                *(
                    row["cell"],
                    f"{row['lon']:.2f}",
                    f"{row['lat']:.2f}",
                    row["country"] or "unknown",
                ),
                *(f"{row['chance_any']:.0%}", f"{row['mean']:.1f}"),
                *(f"{row['q05']:,} to {row['q95']:,}", f"{total[i]:.1f}", row["method"]),
            )
        out.print(table)
        fallen = sorted(
            {
                f"{panel.countries[panel.country[c]] or 'unknown'} ({m})"
                for c, m in zip(each.cells, each.methods, strict=True)
                if m != "model"
            }
        )
        if fallen:
            out.print(f"Fell back to a naive forecast, better there so far: {', '.join(fallen)}")


def summed_up(rolled: Rolled, panel: Panel) -> dict[str, Any]:
    """Return all tables of scores in types that JSON has."""
    from dataclasses import asdict

    from sulh.warn import (
        by_country,
        by_horizon,
        overall,
        pit_histogram,
        reliability,
        shares_of_countries,
        where_likely,
    )

    countries = by_country(rolled, panel.countries)
    return {
        "origins": [panel.label(rolled.plan.tests[0]), panel.label(rolled.plan.tests[-1])],
        "overall": overall(rolled).to_dicts(),
        "by_horizon": by_horizon(rolled).to_dicts(),
        "by_country": countries.to_dicts(),
        "countries": [
            asdict(shares_of_countries(countries, "forecast", deadly_min=least))
            for least in (1, 10, 20)
        ],
        "where_likely": asdict(where_likely(rolled, "forecast")),
        "pit": pit_histogram(rolled, "forecast"),
        "reliability": reliability(rolled, "forecast").to_dicts(),
        "missed_deaths": rolled.missed,
    }


def show_scores(measure: str, rolled: Rolled, panel: Panel) -> None:
    """Print the scores as tables, and in how many countries the forecast is the best."""
    found = summed_up(rolled, panel)
    out = console()
    first, last = found["origins"]
    out.print(
        f"[bold]{measure.replace('_', ' ')}[/bold], forecast from {first} to {last}, "
        f"{len(rolled.plan.tests)} origins, up to {rolled.plan.horizons[-1]} {panel.step}s ahead"
    )
    table = Table(
        *("method", "CRPS", "ignorance", "interval", "Brier", "avg. precision"),
        *("PIT in 50 %", "PIT in 90 %", "held 50 %", "held 90 %"),
        box=None,
    )
    for row in found["overall"]:
        table.add_row(
            row["method"],
            *(f"{row[name]:.4f}" for name in ("crps", "ignorance", "interval", "brier")),
            f"{row['average_precision']:.3f}",
            *(f"{row[name]:.1%}" for name in ("pit50", "pit90", "held50", "held90")),
        )
    out.print(table)
    likely = found["where_likely"]
    if likely["cases"]:
        out.print(
            f"Where the forecast held deaths for likely ({likely['cases']:,} cases): "
            f"{likely['pit50']:.1%} in the central half, {likely['pit90']:.1%} in nine tenths"
        )
    if len(rolled.plan.horizons) > 1:
        names = [name for name in found["by_horizon"][0] if name != "horizon"]
        ahead = Table(f"CRPS, {panel.step}s ahead", *names, box=None)
        for row in found["by_horizon"]:
            ahead.add_row(str(row["horizon"]), *(f"{row[name]:.4f}" for name in names))
        out.print(ahead)
    for share in found["countries"]:
        if share["countries"]:
            out.print(
                f"Countries with {share['deadly_min']} or more deadly cases: {share['countries']}; "
                f"CRPS lower than each naive one: "
                + ", ".join(f"{name} {won:.0%}" for name, won in share["better_than"].items())
                + f"; than all four: {share['better_than_all']:.0%}"
            )
    if found["missed_deaths"]:
        out.print(
            f"{found['missed_deaths']:,} deaths came in cells where none were known nearby; no "
            "method forecasts there, and none is scored."
        )
