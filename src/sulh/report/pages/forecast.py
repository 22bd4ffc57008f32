"""The pages of a forecast and of its scores on the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.languages.rooms import room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.charts.forecast import calibration_figures, cell_map, fan_figure, place_words
from sulh.report.pages.words import band, column_names
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

    from sulh.languages.speech import Speech
    from sulh.report.model import Figure
    from sulh.warn import CellForecasts, Evaluation, Forecast, Panel, RollingScores

__all__ = ["evaluation_sheet", "forecast_sheet"]

FANS, ROWS = 6, 20
COUNTRIES_MAX = 5
DEADLY_CASES = (1, 10, 20)
SCORES = (
    *("forecast-method", "forecast-crps", "forecast-ignorance", "forecast-interval-score"),
    *("forecast-brier", "forecast-precision", "forecast-pit-half", "forecast-pit-nine"),
    *("forecast-held-half", "forecast-held-nine"),
)


def forecast_sheet(
    forecast: Forecast,
    *,
    place: str = "",
    land: Sequence[shapely.Geometry] = (),
    drawings: bool = True,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return the page of a forecast: for each measure two maps, the worst cells, and a table.

    `place` is the mission's title; `land` are the shapes that lie under the map's cells. The page
    without `drawings` is the one for a terminal.
    """
    first, say = forecast.measures[0], speech.say
    span = speech.stretch(
        *(first.label(each) for each in (forecast.horizons[0], forecast.horizons[-1]))
    )
    sections: list[Section] = []
    for each in forecast.measures:
        simulated = forecast.simulated
        maps = _maps(each, land, speech, simulated=simulated) if drawings else ()
        fans = _fans(each, speech, simulated=simulated) if drawings else ()
        sections += [_summary(each, maps, speech), _worst_cells(each, fans, speech)]
    return Sheet(
        title=say("forecast-title", span=span),
        language=speech.language,
        banner=band(speech, simulated=forecast.simulated),
        subtitle=say(
            "forecast-of",
            place=place or _countries(forecast.panel, speech),
            until=str(forecast.known_until),
            cells=say("forecast-cells", count=len(first.cells)),
            kind=say(f"forecast-kind-{forecast.panel.kind}"),
            seed=str(forecast.seed),
        ),
        sentences=(
            say("forecast-about"),
            say("forecast-not-safe"),
            *room_texts(forecast.left_out, speech.language),
        ),
        sections=tuple(sections),
        landscape=True,
    )


def _countries(panel: Panel, speech: Speech) -> str:
    names = [each for each in panel.countries if each]
    if len(names) > COUNTRIES_MAX:
        return speech.say("forecast-countries", count=len(names))
    return speech.comma(names) or speech.say("forecast-no-countries")


def _country(panel: Panel, cell: int, speech: Speech) -> str:
    return panel.countries[panel.country[cell]] or speech.say("sheet-unknown")


def _measure(measure: str, speech: Speech) -> str:
    return speech.say(f"forecast-{measure.replace('_', '-')}")


def _method(method: str, speech: Speech) -> str:
    return speech.say(f"forecast-method-{method}")


def _periods(count: int, panel: Panel, speech: Speech) -> str:
    return speech.say(f"forecast-{panel.step}s", count=count)


def _maps(
    cells: CellForecasts, land: Sequence[shapely.Geometry], speech: Speech, *, simulated: bool
) -> tuple[Figure, ...]:
    first, panel = cells.horizons[0], cells.series.panel
    span = _periods(len(cells.horizons), panel, speech)
    return tuple(
        cell_map(
            cells, values, title, land=land, is_chance=is_chance, simulated=simulated, speech=speech
        )
        for title, values, is_chance in (
            (
                speech.say("forecast-map-chance", period=cells.label(first)),
                cells.chance(first),
                True,
            ),
            (speech.say("forecast-map-expected", span=span), cells.total(), False),
        )
    )


def _fans(cells: CellForecasts, speech: Speech, *, simulated: bool) -> tuple[Figure, ...]:
    return tuple(
        fan_figure(cells, i, simulated=simulated, speech=speech) for i in _order(cells)[:FANS]
    )


def _order(cells: CellForecasts) -> list[int]:
    """Return the positions of the cells, most expected deaths first."""
    order: list[int] = np.argsort(-cells.total(), kind="stable").tolist()
    return order


def _summary(cells: CellForecasts, maps: tuple[Figure, ...], speech: Speech) -> Section:
    """Return how many deaths are expected in all, and which countries use a naive forecast."""
    panel, say = cells.series.panel, speech.say
    by_period = [
        say(
            "forecast-in-period",
            period=cells.label(h),
            deaths=speech.decimal(cells.mean(h).sum(), 1),
        )
        for h in cells.horizons
    ]
    sentences = [
        say(
            "forecast-expected-all",
            span=_periods(len(cells.horizons), panel, speech),
            deaths=speech.decimal(cells.total().sum(), 1),
            periods=speech.comma(by_period),
        )
    ]
    naive = {
        say(
            "forecast-naive-country",
            country=_country(panel, int(cell), speech),
            method=_method(method, speech),
        )
        for cell, method in zip(cells.cells, cells.methods, strict=True)
        if method != "model"
    }
    if naive:
        sentences.append(say("forecast-naive", countries=speech.comma(sorted(naive))))
    return Section(
        heading=_measure(cells.series.measure, speech), sentences=tuple(sentences), figures=maps
    )


def _worst_cells(cells: CellForecasts, fans: tuple[Figure, ...], speech: Speech) -> Section:
    say, first = speech.say, cells.label(cells.horizons[0])
    span = _periods(len(cells.horizons), cells.series.panel, speech)
    return Section(
        heading=say("forecast-worst", measure=_measure(cells.series.measure, speech)),
        sentences=(say("forecast-fan"),) if fans else (),
        figures=fans,
        header=(
            *column_names(speech, "forecast-cell", "forecast-place", "forecast-country"),
            say("forecast-chance-in", period=first),
            say("forecast-expected-in", period=first),
            say("forecast-interval"),
            say("forecast-expected-over", span=span),
            say("forecast-method"),
        ),
        rows=_rows(cells, _order(cells)[:ROWS], speech),
        numbers=frozenset({3, 4, 5, 6}),
    )


def _rows(cells: CellForecasts, order: list[int], speech: Speech) -> tuple[tuple[str, ...], ...]:
    panel, horizon = cells.series.panel, cells.horizons[0]
    chance, mean, total = cells.chance(horizon), cells.mean(horizon), cells.total()
    low, high = cells.quantile(horizon, 0.05), cells.quantile(horizon, 0.95)
    return tuple(
        (
            panel.cells[cells.cells[i]],
            speech.apart(place_words(panel, int(cells.cells[i]))),
            _country(panel, int(cells.cells[i]), speech),
            speech.percent(chance[i]),
            speech.decimal(mean[i], 1),
            speech.say("bounds-range", low=speech.number(low[i]), high=speech.number(high[i])),
            speech.decimal(total[i], 1),
            _method(cells.methods[i], speech),
        )
        for i in order
    )


def evaluation_sheet(
    evaluation: Evaluation, *, drawings: bool = True, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of scores: for each measure calibration, methods, horizons and countries."""
    say = speech.say
    sections: list[Section] = []
    for measure, rolling in evaluation.measures.items():
        words = _measure(measure, speech)
        sections += _scores(words, rolling, evaluation.panel, speech)
        if drawings:
            figures = calibration_figures(
                measure, rolling, simulated=evaluation.simulated, speech=speech
            )
            sections.append(
                Section(heading=say("forecast-calibration", measure=words), figures=figures)
            )
    return Sheet(
        title=say("forecast-scores-title"),
        language=speech.language,
        banner=band(speech, simulated=evaluation.simulated),
        subtitle=say(
            "forecast-scores-of",
            place=_countries(evaluation.panel, speech),
            seed=str(evaluation.seed),
        ),
        sentences=(
            say("forecast-scores-about"),
            *room_texts(evaluation.left_out, speech.language),
        ),
        sections=tuple(sections),
    )


def _scores(words: str, rolling: RollingScores, panel: Panel, speech: Speech) -> list[Section]:
    """Return the scores of each method, and for several periods ahead the CRPS of each."""
    plan, say = rolling.plan, speech.say
    methods = Section(
        heading=words,
        sentences=(
            say(
                "forecast-tests",
                span=say(
                    "bounds-range", low=panel.label(plan.tests[0]), high=panel.label(plan.tests[-1])
                ),
                origins=say("forecast-origins", count=len(plan.tests)),
                ahead=_periods(plan.horizons[-1], panel, speech),
            ),
        ),
        header=column_names(speech, *SCORES),
        rows=tuple(
            (
                _method(row["method"], speech),
                *(
                    speech.decimal(row[name], 4)
                    for name in ("crps", "ignorance", "interval", "brier")
                ),
                speech.decimal(row["average_precision"], 3),
                *(speech.percent(row[name], 1) for name in ("pit50", "pit90", "held50", "held90")),
            )
            for row in overall_scores(rolling).iter_rows(named=True)
        ),
        numbers=frozenset(range(1, 10)),
        notes=tuple(_notes(rolling, panel, speech)),
    )
    if len(plan.horizons) == 1:
        return [methods]
    ahead = scores_by_horizon(rolling)
    first, *others = ahead.columns
    return [
        methods,
        Section(
            heading=say(f"forecast-crps-by-{panel.step}s", measure=words),
            header=(say(f"forecast-column-{first}"), *(_method(each, speech) for each in others)),
            rows=tuple(
                (f"{each}", *(speech.decimal(one, 4) for one in rest))
                for each, *rest in ahead.iter_rows()
            ),
            numbers=frozenset(range(ahead.width)),
        ),
    ]


def _notes(rolling: RollingScores, panel: Panel, speech: Speech) -> Iterator[str]:
    """Say in which countries the forecast is better, where it calls deaths likely, what it misses."""
    countries, say = scores_by_country(rolling, panel.countries), speech.say
    for least in DEADLY_CASES:
        wins = country_wins(countries, "forecast", deadly_min=least)
        if wins.countries > 1:
            shares = [
                say("forecast-better-in", method=_method(name, speech), share=speech.percent(each))
                for name, each in wins.better_than.items()
            ]
            yield say(
                "forecast-wins",
                count=wins.countries,
                least=str(least),
                shares=speech.comma(shares),
                all=speech.percent(wins.better_than_all),
            )
    likely = coverage_where_likely(rolling, "forecast")
    if likely.cases:
        yield say(
            "forecast-likely",
            cases=speech.number(likely.cases),
            half=speech.percent(likely.pit50, 1),
            nine=speech.percent(likely.pit90, 1),
        )
    if rolling.missed_deaths:
        yield say("forecast-missed", count=rolling.missed_deaths)
