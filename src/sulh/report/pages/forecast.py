"""The pages of a forecast and of its scores on the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import plural
from sulh.report.charts.forecast import calibration_figures, cell_map, fan_figure, place_words
from sulh.report.sheet import Section, Sheet
from sulh.warn import (
    country_wins,
    coverage_where_likely,
    overall_scores,
    scores_by_country,
    scores_by_horizon,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely

    from sulh.report.model import Figure
    from sulh.warn import CellForecasts, Evaluation, Forecast, Panel, RollingScores

__all__ = ["evaluation_sheet", "forecast_sheet"]

BANNER = "SIMULATED: exercise records"
WORDS = {"deaths": "All deaths", "civilian_deaths": "Civilian deaths"}
ABOUT = (
    "Each cell has a distribution of deaths for each period ahead, learned from what followed in the "
    "past in similar places. A forecast says where help may be needed; it names no person and no cause."
)
NOT_SAFE = (
    "A place without a forecast is not safe: it only has no recorded deaths in it or near it."
)
FAN = (
    "Bars: deaths in the past. Bands: 50 % and 90 % intervals of the forecast; line: its median. "
    "The scale is a square root."
)
ABOUT_SCORES = (
    "Each forecast uses only what was known at its time. Lower scores are better, except for average "
    "precision."
)
FANS, ROWS = 6, 20
COUNTRIES_MAX = 5
DEADLY_CASES = (1, 10, 20)


def forecast_sheet(
    forecast: Forecast,
    *,
    place: str = "",
    land: Sequence[shapely.Geometry] = (),
    drawings: bool = True,
) -> Sheet:
    """Return the page of a forecast: for each measure two maps, the worst cells, and a table.

    `place` is the mission's title; `land` are the shapes that lie under the map's cells. The page
    without `drawings` is the one for a terminal.
    """
    first = forecast.measures[0]
    span = first.label(forecast.horizons[0])
    if len(forecast.horizons) > 1:
        span += f" to {first.label(forecast.horizons[-1])}"
    sections: list[Section] = []
    for each in forecast.measures:
        simulated = forecast.simulated
        maps = _maps(each, land, simulated=simulated) if drawings else ()
        fans = _fans(each, simulated=simulated) if drawings else ()
        sections += [_summary(each, maps), _worst_cells(each, fans)]
    return Sheet(
        title=f"Where violence is likely next: {span}",
        banner=BANNER if forecast.simulated else "",
        subtitle=(
            f"{place or _countries(forecast.panel)}. Known until {forecast.known_until}. "
            f"{plural(len(first.cells), 'cell')} ({forecast.panel.kind}). Seed {forecast.seed}."
        ),
        sentences=(ABOUT, NOT_SAFE, *forecast.left_out),
        sections=tuple(sections),
        landscape=True,
    )


def _countries(panel: Panel) -> str:
    names = [each for each in panel.countries if each]
    if len(names) > COUNTRIES_MAX:
        return f"{plural(len(names), 'country', 'countries')}"
    return ", ".join(names) or "Countries unknown"


def _periods(cells: CellForecasts) -> str:
    return plural(len(cells.horizons), cells.series.panel.step)


def _maps(
    cells: CellForecasts, land: Sequence[shapely.Geometry], *, simulated: bool
) -> tuple[Figure, ...]:
    first = cells.horizons[0]
    return tuple(
        cell_map(cells, values, title, land=land, is_chance=is_chance, simulated=simulated)
        for title, values, is_chance in (
            (f"Chance of any deaths in {cells.label(first)}", cells.chance(first), True),
            (f"Expected deaths over {_periods(cells)}", cells.total(), False),
        )
    )


def _fans(cells: CellForecasts, *, simulated: bool) -> tuple[Figure, ...]:
    return tuple(fan_figure(cells, i, simulated=simulated) for i in _order(cells)[:FANS])


def _order(cells: CellForecasts) -> list[int]:
    """Return the positions of the cells, most expected deaths first."""
    order: list[int] = np.argsort(-cells.total(), kind="stable").tolist()
    return order


def _summary(cells: CellForecasts, maps: tuple[Figure, ...]) -> Section:
    """Return how many deaths are expected in all, and which countries use a naive forecast."""
    panel = cells.series.panel
    by_period = ", ".join(f"{cells.label(h)} {cells.mean(h).sum():,.1f}" for h in cells.horizons)
    sentences = [
        f"Expected in all cells over {_periods(cells)}: {cells.total().sum():,.1f} ({by_period})."
    ]
    naive = {
        f"{panel.countries[panel.country[cell]] or 'unknown'} ({method})"
        for cell, method in zip(cells.cells, cells.methods, strict=True)
        if method != "model"
    }
    if naive:
        sentences.append(
            "A simple forecast was clearly more accurate in the past and is used for: "
            f"{', '.join(sorted(naive))}."
        )
    return Section(heading=WORDS[cells.series.measure], sentences=tuple(sentences), figures=maps)


def _worst_cells(cells: CellForecasts, fans: tuple[Figure, ...]) -> Section:
    first = cells.label(cells.horizons[0])
    return Section(
        heading=f"{WORDS[cells.series.measure]}: the cells with the most expected deaths",
        sentences=(FAN,) if fans else (),
        figures=fans,
        header=(
            *("Cell", "Place", "Country", f"Chance in {first}", f"Expected in {first}"),
            *("90 % interval", f"Expected over {_periods(cells)}", "Method"),
        ),
        rows=_rows(cells, _order(cells)[:ROWS]),
        numbers=frozenset({3, 4, 5, 6}),
    )


def _rows(cells: CellForecasts, order: list[int]) -> tuple[tuple[str, ...], ...]:
    panel, horizon = cells.series.panel, cells.horizons[0]
    chance, mean, total = cells.chance(horizon), cells.mean(horizon), cells.total()
    low, high = cells.quantile(horizon, 0.05), cells.quantile(horizon, 0.95)
    return tuple(
        (
            panel.cells[cells.cells[i]],
            place_words(panel, int(cells.cells[i])),
            panel.countries[panel.country[cells.cells[i]]] or "unknown",
            f"{chance[i]:.0%}",
            f"{mean[i]:.1f}",
            f"{low[i]:,} to {high[i]:,}",
            f"{total[i]:.1f}",
            cells.methods[i],
        )
        for i in order
    )


def evaluation_sheet(evaluation: Evaluation, *, drawings: bool = True) -> Sheet:
    """Return the page of scores: for each measure calibration, methods, horizons and countries."""
    sections: list[Section] = []
    for measure, rolling in evaluation.measures.items():
        sections += _scores(WORDS[measure], rolling, evaluation.panel)
        if drawings:
            figures = calibration_figures(measure, rolling, simulated=evaluation.simulated)
            sections.append(Section(heading=f"{WORDS[measure]}: calibration", figures=figures))
    return Sheet(
        title="How good forecasts of violence were",
        banner=BANNER if evaluation.simulated else "",
        subtitle=f"{_countries(evaluation.panel)}. Seed {evaluation.seed}.",
        sentences=(ABOUT_SCORES, *evaluation.left_out),
        sections=tuple(sections),
    )


def _scores(words: str, rolling: RollingScores, panel: Panel) -> list[Section]:
    """Return the scores of each method, and for several periods ahead the CRPS of each."""
    plan, step = rolling.plan, panel.step
    tests = f"{panel.label(plan.tests[0])} to {panel.label(plan.tests[-1])}"
    count = f"{plural(len(plan.tests), 'origin')}, up to {plural(plan.horizons[-1], step)} ahead"
    methods = Section(
        heading=words,
        sentences=(f"Forecast from {tests}, {count}.",),
        header=(
            *("Method", "CRPS", "Ignorance", "Interval", "Brier", "Avg. precision"),
            *("PIT in 50 %", "PIT in 90 %", "Held 50 %", "Held 90 %"),
        ),
        rows=tuple(
            (
                row["method"],
                *(f"{row[name]:.4f}" for name in ("crps", "ignorance", "interval", "brier")),
                f"{row['average_precision']:.3f}",
                *(f"{row[name]:.1%}" for name in ("pit50", "pit90", "held50", "held90")),
            )
            for row in overall_scores(rolling).iter_rows(named=True)
        ),
        numbers=frozenset(range(1, 10)),
        notes=tuple(_notes(rolling, panel)),
    )
    if len(plan.horizons) == 1:
        return [methods]
    ahead = scores_by_horizon(rolling)
    rows = [(f"{first}", *(f"{each:.4f}" for each in rest)) for first, *rest in ahead.iter_rows()]
    return [
        methods,
        Section(
            heading=f"{words}: CRPS by {step}s ahead",
            header=tuple(ahead.columns),
            rows=tuple(rows),
            numbers=frozenset(range(ahead.width)),
        ),
    ]


def _notes(rolling: RollingScores, panel: Panel) -> Iterator[str]:
    """Say in which countries the forecast is better, where it calls deaths likely, what it misses."""
    countries = scores_by_country(rolling, panel.countries)
    for least in DEADLY_CASES:
        wins = country_wins(countries, "forecast", deadly_min=least)
        if wins.countries > 1:
            shares = ", ".join(f"{name} in {each:.0%}" for name, each in wins.better_than.items())
            yield (
                f"Of the {plural(wins.countries, 'country', 'countries')} with {least} or more "
                "cases with deaths, the "
                f"forecast's CRPS is lower than that of {shares}, and of all four in "
                f"{wins.better_than_all:.0%}."
            )
    likely = coverage_where_likely(rolling, "forecast")
    if likely.cases:
        yield (
            f"Where the forecast's own chance of any deaths is a half or more ({likely.cases:,} "
            f"cases): {likely.pit50:.1%} in the central half, {likely.pit90:.1%} in nine tenths."
        )
    if rolling.missed_deaths:
        yield (
            f"{plural(rolling.missed_deaths, 'death was', 'deaths were')} in cells that were not "
            "yet known; no method forecasts "
            "there, and they are not scored."
        )
