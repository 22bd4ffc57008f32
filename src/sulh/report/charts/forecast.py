"""Drawings of a forecast: cells on a map, a cell's past and fan, and calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.languages.speech import ENGLISH
from sulh.report.map_frame import fit_map, key_box, map_figure, shape
from sulh.report.model import Figure
from sulh.report.svg import (
    AMBER,
    BLUE,
    FAINT,
    GREY,
    INK,
    PAPER,
    RED,
    SOFT,
    circle,
    clean,
    document,
    line,
    num,
    path,
    rect,
    text,
)
from sulh.warn import overall_scores, pit_histogram, reliability_table
from sulh.warn.cells import unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.languages.speech import Speech
    from sulh.warn import CellForecasts, Panel, RollingScores

    Floats = NDArray[np.float64]

__all__ = ["calibration_figures", "cell_map", "fan_figure", "place_words"]

LOWEST = "#e9eef2"
SHADES = ("#fff3d6", "#fdd49e", "#fdbb84", "#ef8a55", "#d7502b", "#8f1d0e")
CHANCES = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6)
DEATHS = (0.1, 0.5, 1.0, 5.0, 20.0, 100.0)
"""From which value on a cell has each shade."""

HISTORY = {"month": 36, "year": 20}
BORDERED_MAX = 2_000
"""White borders between more cells would leave nothing of the cells."""

WIDTH, HEIGHT = 520.0, 460.0
NBSP = "\N{NO-BREAK SPACE}"
BOLD = 'font-weight="600"'
DASHED = 'stroke-dasharray="5 4"'


def place_words(panel: Panel, cell: int) -> str:
    """Return where a cell's centre lies: 5.25° N, 22.75° E."""
    lon, lat = panel.lon[cell], panel.lat[cell]
    north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    return f"{abs(lat):.2f}°{NBSP}{north},{NBSP}{abs(lon):.2f}°{NBSP}{east}"


def cell_map(
    cells: CellForecasts,
    values: Floats,
    title: str,
    *,
    land: Sequence[shapely.Geometry] = (),
    is_chance: bool,
    simulated: bool = False,
    speech: Speech = ENGLISH,
) -> Figure:
    """Return a map of the cells, darker where the value is higher; each says its value when pointed at."""
    panel = cells.series.panel
    bounds = CHANCES if is_chance else DEATHS
    outlines = [shapely.Polygon(unwrap(panel.outlines[each])) for each in cells.cells]
    frame = fit_map(outlines, width=WIDTH, height=HEIGHT)
    assert frame is not None, "a forecast has at least one cell"  # noqa: S101 -- for the types
    edge = 'fill-opacity="0.9" stroke="#ffffff" stroke-width="0.5"'
    edge = edge if len(values) < BORDERED_MAX else ""
    layers = []
    for i in np.argsort(values, kind="stable"):
        words = speech.percent(values[i]) if is_chance else speech.decimal(values[i])
        shade = (LOWEST, *SHADES)[int(np.searchsorted(bounds, values[i], side="right"))]
        square = shape(frame, outlines[i], f'fill="{shade}" {edge}')
        title_text = speech.say("sheet-says", who=panel.cells[cells.cells[i]], what=words)
        layers.append(f"<g><title>{clean(title_text)}</title>{square}</g>")
    marks = [speech.percent(each) if is_chance else speech.brief(each) for each in bounds]
    key = [(key_box(LOWEST), f"< {marks[0]}")]
    key += [(key_box(shade), f"≥ {mark}") for shade, mark in zip(SHADES, marks, strict=True)]
    return map_figure(
        frame,
        layers,
        name=f"{cells.series.measure}-{'chance' if is_chance else 'total'}",
        title=title,
        description=speech.say(
            "forecast-map-says",
            cells=speech.say("forecast-cells", count=len(values)),
            highest=speech.decimal(values.max(initial=0.0)),
        ),
        caption=speech.say("forecast-caption", text=title),
        key=key,
        land=[shape(frame, each, f'fill="{PAPER}" stroke="{GREY}"') for each in land],
        ground="#f4f7f9",
        simulated=simulated,
        speech=speech,
    )


def fan_figure(
    cells: CellForecasts, i: int, *, simulated: bool = False, speech: Speech = ENGLISH
) -> Figure:
    """Return a cell's past as bars and its forecast as bands, on a square-root scale."""
    panel, cell = cells.series.panel, int(cells.cells[i])
    begin = max(0, cells.origin + 1 - HISTORY[panel.step])
    history = cells.series.counts[begin : cells.origin + 1, cell].astype(np.float64)
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    bands = np.array([[cells.quantile(h, q)[i] for q in levels] for h in cells.horizons])
    width, height, left, foot = 350.0, 150.0, 34.0, 132.0
    step = (width - left) / (len(history) + len(bands))
    top = max(float(history.max(initial=0.0)), float(bands.max(initial=0.0)), 4.0)

    def y(value: float) -> float:
        return foot - (foot - 26) * float(np.sqrt(value / top))

    body = [text(0, 14, f"{panel.cells[cell]} ({place_words(panel, cell)})", size=12)]
    for mark in (top / 16, top / 4, top):
        body.append(line(left, y(mark), width, y(mark), FAINT))
        body.append(text(left - 4, y(mark) + 3, speech.number(mark), size=9, anchor="end"))
    for k, value in enumerate(history):
        body.append(rect(left + (k + 0.1) * step, y(value), 0.8 * step, foot - y(value), SOFT))
    for k, band in enumerate(bands):
        x = left + (len(history) + k) * step
        for low, high, colour in ((0, 4, "#f6c9a8"), (1, 3, "#e58a4e")):
            body.append(rect(x, y(band[high]), step, y(band[low]) - y(band[high]), colour))
        body.append(line(x, y(band[2]), x + step, y(band[2]), RED, 'stroke-width="2"'))
    last = cells.label(cells.horizons[-1])
    body += [
        line(left, foot, width, foot, INK),
        text(left, foot + 14, panel.label(begin), size=9),
        text(width, foot + 14, last, size=9, anchor="end"),
    ]
    name = f"{cells.series.measure}-fan-{i}"
    say = speech.say
    description = say(
        "forecast-fan-says",
        period=last,
        low=speech.number(bands[-1][0]),
        high=speech.number(bands[-1][4]),
    )
    title = say("forecast-fan-title", cell=panel.cells[cell])
    svg = document(
        name, (width, height), title, description, body, simulated=simulated, speech=speech
    )
    return Figure(name=name, svg=svg, caption=say("forecast-caption", text=title))


def calibration_figures(
    measure: str,
    rolling: RollingScores,
    *,
    simulated: bool = False,
    speech: Speech = ENGLISH,
) -> tuple[Figure, Figure]:
    """Return the PIT histogram, and how often deaths followed each forecast chance of any."""
    row = overall_scores(rolling).row(0, named=True)
    say = speech.say
    even = say(
        "forecast-pit-even",
        half=speech.percent(row["pit50"], 1),
        nine=speech.percent(row["pit90"], 1),
    )
    drawings = (
        ("pit", say("forecast-pit"), even, _pit(rolling, speech)),
        ("chance", say("forecast-chances"), say("forecast-diagonal"), _chances(rolling, speech)),
    )
    pit_figure, chance_figure = (
        Figure(
            name=f"{measure}-{name}",
            svg=document(
                *(f"{measure}-{name}", (360, 270), title, caption, body),
                simulated=simulated,
                speech=speech,
            ),
            caption=f"{say('forecast-caption', text=title)} {caption}",
        )
        for name, title, caption, body in drawings
    )
    return pit_figure, chance_figure


def _pit(rolling: RollingScores, speech: Speech) -> list[str]:
    shares = pit_histogram(rolling, "forecast")
    left, width, foot, high = 20.0, 320.0, 240.0, 220.0
    most = max(0.1, *shares)
    body = []
    for i, share in enumerate(shares):
        bar = high * share / most
        body.append(rect(left + i * width / 20 + 1, foot - bar, width / 20 - 2, bar, BLUE))
    even = foot - high * 0.05 / most
    body += [line(left, even, left + width, even, RED, DASHED), line(left, foot, 340, foot, INK)]
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        body.append(
            text(left + mark * width, foot + 16, speech.brief(mark), size=10, anchor="middle")
        )
    return body


def _chances(rolling: RollingScores, speech: Speech) -> list[str]:
    rows = reliability_table(rolling, "forecast").rows(named=True)
    size, foot, left = 230.0, 245.0, 50.0

    def xy(chance: float, frequency: float) -> tuple[float, float]:
        # Square roots, since most chances are small.
        return left + size * chance**0.5, foot - size * frequency**0.5

    body = [
        line(*xy(0, 0), *xy(1, 1), RED, DASHED),
        line(*xy(0, 0), *xy(1, 0), INK),
        line(*xy(0, 0), *xy(0, 1), INK),
    ]
    for mark in (0.01, 0.05, 0.2, 0.5, 1.0):
        x, y = xy(mark, mark)
        body.append(text(x, foot + 15, speech.percent(mark), size=9.5, anchor="middle"))
        body.append(text(left - 6, y + 3, speech.percent(mark), size=9.5, anchor="end"))
    points = [xy(row["chance"], row["frequency"]) for row in rows]
    joined = "L".join(f"{num(x)} {num(y)}" for x, y in points)
    if len(points) > 1:
        body.append(path(f"M{joined}", f'fill="none" stroke="{BLUE}"'))
    for (x, y), row in zip(points, rows, strict=True):
        radius = 2.5 + min(5.0, float(np.log10(row["cases"] + 1)))
        words = speech.say(
            "forecast-dot",
            cases=speech.number(row["cases"]),
            chance=speech.percent(row["chance"], 1),
            deaths=speech.percent(row["frequency"], 1),
        )
        dot = circle(x, y, radius, AMBER, f'stroke="{INK}"')
        body.append(f"<g><title>{clean(words)}</title>{dot}</g>")
    return body
