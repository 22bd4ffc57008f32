"""Forecasts and scores as they leave: flat rows, JSON and GeoJSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.warn.cells import unwrap
from sulh.warn.score_tables import (
    country_wins,
    coverage_where_likely,
    overall_scores,
    pit_histogram,
    reliability_table,
    scores_by_country,
    scores_by_horizon,
)

if TYPE_CHECKING:
    from sulh.warn.evaluation import Evaluation
    from sulh.warn.forecast import Forecast
    from sulh.warn.panel import Panel
    from sulh.warn.rolling import RollingScores

__all__ = ["evaluation_json", "flat_frame", "forecast_geojson", "forecast_json"]

DEADLY_CASES = (1, 10, 20)
"""Countries are compared where so many cases or more had deaths."""


def flat_frame(forecast: Forecast) -> pl.DataFrame:
    """Return the forecast's frame for CSV and XLSX: samples are numbers with spaces between them.

    One that rests on an exercise's records has a column ``simulated``.
    """
    frame = forecast.frame
    if forecast.simulated:
        frame = frame.with_columns(simulated=pl.lit("yes"))
    if "samples" not in frame.columns:
        return frame
    texts = pl.col("samples").list.eval(pl.element().cast(pl.String)).list.join(" ")
    return frame.with_columns(texts)


def forecast_json(forecast: Forecast) -> dict[str, Any]:
    """Return the forecast and what it rests on, in types that JSON has."""
    frame = forecast.frame.with_columns(pl.col("begins").cast(pl.String))
    return {
        "simulated": forecast.simulated,
        "step": forecast.panel.step,
        "known_until": forecast.known_until,
        "cells": forecast.panel.kind,
        "seed": forecast.seed,
        "left_out": list(forecast.left_out),
        "rows": frame.to_dicts(),
    }


def forecast_geojson(forecast: Forecast) -> dict[str, Any]:
    """Return each cell as a feature (RFC 7946).

    Properties: the cell's name and country, and for each measure the chance of any deaths, mean and
    central 90 % in the first period ahead, the mean over all periods, and the method.
    """
    panel = forecast.panel
    properties: dict[int, dict[str, Any]] = {}
    for each in forecast.measures:
        name, first = each.series.measure, each.horizons[0]
        columns = {
            f"{name}_chance_any": each.chance(first),
            f"{name}_mean": each.mean(first),
            f"{name}_q05": each.quantile(first, 0.05),
            f"{name}_q95": each.quantile(first, 0.95),
            f"{name}_mean_all": each.total(),
        }
        for row, cell in enumerate(each.cells.tolist()):
            own = properties.setdefault(
                cell,
                {"cell": panel.cells[cell], "country": panel.countries[panel.country[cell]]},
            )
            own |= {key: values[row].item() for key, values in columns.items()}
            own[f"{name}_method"] = each.methods[row]
    first_label = forecast.measures[0].label(forecast.horizons[0])
    return {
        "type": "FeatureCollection",
        "simulated": forecast.simulated,
        "known_until": forecast.known_until,
        "period": first_label,
        "periods": len(forecast.horizons),
        "features": [
            {
                "type": "Feature",
                "geometry": _geometry(panel, cell),
                "properties": own,
            }
            for cell, own in properties.items()
        ],
    }


def _geometry(panel: Panel, cell: int) -> dict[str, Any]:
    """Return a cell's outline; one that crosses the 180th meridian is cut there (RFC 7946, 3.1.9)."""
    import shapely  # noqa: PLC0415 -- slow to load

    outline = unwrap(panel.outlines[cell])
    parts = [shapely.Polygon(outline)]
    if outline[:, 0].max() > 180:
        halves = [
            shapely.clip_by_rect(*parts, west, -90.0, west + 180.0, 90.0) for west in (0, 180)
        ]
        parts = [halves[0], shapely.transform(halves[1], lambda points: points - [360.0, 0.0])]
    oriented = [shapely.geometry.polygon.orient(each) for each in parts]
    return dict(
        shapely.geometry.mapping(oriented[0] if len(parts) == 1 else shapely.MultiPolygon(oriented))
    )


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return all tables of scores, by measure, in types that JSON has."""
    panel = evaluation.panel
    return {
        "simulated": evaluation.simulated,
        "step": panel.step,
        "seed": evaluation.seed,
        "left_out": list(evaluation.left_out),
        **{
            measure: _measure_json(rolling, panel)
            for measure, rolling in evaluation.measures.items()
        },
    }


def _measure_json(rolling: RollingScores, panel: Panel) -> dict[str, Any]:
    countries = scores_by_country(rolling, panel.countries)
    return {
        "origins": [panel.label(rolling.plan.tests[0]), panel.label(rolling.plan.tests[-1])],
        "overall": overall_scores(rolling).to_dicts(),
        "by_horizon": scores_by_horizon(rolling).to_dicts(),
        "by_country": countries.to_dicts(),
        "countries": [
            asdict(country_wins(countries, "forecast", deadly_min=least)) for least in DEADLY_CASES
        ],
        "where_likely": asdict(coverage_where_likely(rolling, "forecast")),
        "pit": pit_histogram(rolling, "forecast"),
        "reliability": reliability_table(rolling, "forecast").to_dicts(),
        "missed_deaths": rolling.missed_deaths,
    }
