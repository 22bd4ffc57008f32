"""What `sulh warn` draws: a page with maps and fans of the forecast, and the calibration plot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.report.map_frame import MapFrame, fit_map, graticule, scale_bar_and_north, shape
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
    document,
    line,
    num,
    path,
    rect,
    text,
)
from sulh.warn import overall, pit_histogram, quantile, reliability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sulh.mission import Pack
    from sulh.warn import Cells, Forecast, Rolled

    Floats = NDArray[np.float64]

__all__ = ["calibration_svg", "forecast_page", "map_svg"]

SHADES = ("#fff3d6", "#fdd49e", "#fdbb84", "#ef8a55", "#d7502b", "#8f1d0e")
CHANCES = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6)
DEATHS = (0.1, 0.5, 1.0, 5.0, 20.0, 100.0)
WORDS = {"deaths": "All deaths", "civilian_deaths": "Civilian deaths"}
FANS = 6
HISTORY = {"month": 36, "year": 20}
ROWS = 20
NAMED_MAX = 5
BORDERED_MAX = 2_000
WIDTH, HEIGHT = 520.0, 460.0

STYLE = """
body{font:15px/1.5 "Noto Sans","Segoe UI",Helvetica,Arial,sans-serif;color:#1b2530;margin:0;background:#fff}
main{max-width:1120px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:34px 0 8px;border-bottom:1px solid #c6ccd4}
p{margin:6px 0;max-width:75ch}.soft{color:#55606d}.maps,.fans{display:flex;flex-wrap:wrap;gap:18px}
svg{max-width:100%;height:auto}table{border-collapse:collapse;font-size:14px;margin-top:10px}
th,td{text-align:right;padding:3px 12px 3px 0;border-bottom:1px solid #e7eaee}
th:first-child,td:first-child,th.left,td.left{text-align:left}
.simulated{background:#8e2a8e;color:#fff;padding:6px 12px;font-weight:700}
"""


def forecast_page(
    made: Sequence[Forecast], cells: Cells, *, pack: Pack | None, simulated: bool, seed: int
) -> str:
    """Return one self-contained page: no script, no network."""
    first = made[0]
    panel = first.study.panel
    span = f"{panel.label(first.origin + first.horizons[0])}"
    if len(first.horizons) > 1:
        span += f" to {panel.label(first.origin + first.horizons[-1])}"
    named = [each for each in panel.countries if each]
    where = f"{len(named)} countries" if len(named) > NAMED_MAX else ", ".join(named)
    where = pack.title if pack else where or "Countries unknown"
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>Forecast of violence, {escape(span)}</title><style>{STYLE}</style></head><body><main>",
        "<p class='simulated'>SIMULATED: exercise records</p>" if simulated else "",
        f"<h1>Where violence is likely next: {escape(span)}</h1>",
        (
            f"<p class='soft'>{escape(where)}. Known until {panel.label(first.origin)}. "
            f"{len(first.cells):,} cells ({escape(cells.kind)}). Seed {seed}.</p>"
        ),
        (
            "<p>Each cell has a distribution of deaths for each period ahead, learned from what followed "
            "in the past in places with signals like its own. A forecast says where help may be needed; "
            "it names no person and no cause. A cell without colour is not safe: it is a place where no "
            "deaths are recorded nearby.</p>"
        ),
    ]
    for each in made:
        parts += _measure(each, cells, pack, simulated=simulated)
    parts.append("</main></body></html>")
    return "".join(parts)


def _measure(made: Forecast, cells: Cells, pack: Pack | None, *, simulated: bool) -> list[str]:
    panel, name = made.study.panel, made.study.measure
    first = panel.label(made.origin + made.horizons[0])
    total = np.sum([made.mean(h) for h in made.horizons], axis=0)
    chance = 1 - made.shares[made.horizons[0]][:, 0]
    top = np.argsort(-total, kind="stable")
    periods = f"{len(made.horizons)} {panel.step}{'s' * (len(made.horizons) > 1)}"
    fallen = sorted({m for m in made.methods if m != "model"})
    return [
        f"<h2>{WORDS[name]}</h2>",
        f"<p>Expected in all over {periods}: <b>{total.sum():,.0f}</b>.</p>",
        f"<p>Countries that fell back to a naive forecast: {', '.join(fallen)}.</p>" * bool(fallen),
        "<div class='maps'>",
        map_svg(
            f"{name}-chance",
            f"Chance of any deaths in {first}",
            made,
            cells,
            chance,
            CHANCES,
            pack=pack,
            simulated=simulated,
        ),
        map_svg(
            f"{name}-total",
            f"Expected deaths over {periods}",
            made,
            cells,
            total,
            DEATHS,
            pack=pack,
            simulated=simulated,
        ),
        (
            "</div><p class='soft'>The cells where most are expected: what came in the past (bars), and the "
            "half and nine tenths of the forecast (bands), its median (line). Square-root scale.</p>"
        ),
        "<div class='fans'>",
        *(_fan(made, int(each), simulated=simulated) for each in top[:FANS]),
        "</div>",
        _table(made, top[:ROWS], total),
    ]


def map_svg(
    name: str,
    title: str,
    made: Forecast,
    cells: Cells,
    values: Floats,
    bounds: tuple[float, ...],
    *,
    pack: Pack | None,
    simulated: bool,
) -> str:
    """Draw the cells, darker where the value is higher; each says its value when pointed at."""
    outlines = [_polygon(cells.outlines[each]) for each in made.cells]
    ground = _ground(outlines)
    if ground is None:
        return ""
    panel = made.study.panel
    is_chance = bounds is CHANCES
    body = [rect(0, 0, ground.width, ground.height, "#f4f7f9")]
    land = f'fill="{PAPER}" stroke="{GREY}"'
    body += [shape(ground, base.geometry, land) for base in (pack.base if pack else ())]
    order = np.argsort(values, kind="stable")
    # White borders between thousands of cells would leave nothing of the cells.
    edge = 'fill-opacity="0.9" stroke="#ffffff" stroke-width="0.5"' * (len(values) < BORDERED_MAX)
    for i in order:
        said = f"{values[i]:.0%}" if is_chance else f"{values[i]:.2f}"
        body.append(
            f"<g><title>{escape(panel.cells[made.cells[i]])}: {said}</title>"
            + shape(
                ground,
                outlines[i],
                f'fill="{_shade(float(values[i]), bounds)}" {edge}',
            )
            + "</g>"
        )
    body += [*graticule(ground), *scale_bar_and_north(ground)]
    height = ground.height
    # What lies beyond the frame is cut off there.
    body = [f'<svg width="{num(ground.width)}" height="{num(height)}">', *body, "</svg>"]
    body.append(text(0, height + 20, title, size=13, more='font-weight="600"'))
    body += _legend(bounds, height + 30, is_chance=is_chance)
    highest = values.max() if len(values) else 0.0
    return document(
        name,
        (max(ground.width, 420), height + 66),
        title,
        f"{len(values)} cells; the highest value is {highest:.2f}.",
        body,
        simulated=simulated,
    )


def _polygon(outline: Floats) -> shapely.Geometry:
    """Return an outline as a polygon; one that crosses 180 degrees is drawn whole, in the east."""
    lon, lat = outline.T
    if np.ptp(lon) > 180:
        lon = np.where(lon < 0, lon + 360, lon)
    return shapely.Polygon(np.column_stack([lon, lat]))


def _ground(outlines: Sequence[shapely.Geometry]) -> MapFrame | None:
    """Return the ground under all outlines; where they span most of the globe, the globe's width."""
    west, south, east, north = shapely.total_bounds(list(outlines))
    if not east - west > 180:
        return fit_map(outlines, width=WIDTH, height=HEIGHT)
    return MapFrame(-180.0, south - 3, 180.0, north + 3, WIDTH / 360, 1.0)


def _shade(value: float, bounds: tuple[float, ...]) -> str:
    step = sum(value >= bound for bound in bounds)
    return "#e9eef2" if step == 0 else SHADES[step - 1]


def _legend(bounds: tuple[float, ...], y: float, *, is_chance: bool) -> list[str]:
    def say(bound: float) -> str:
        return f"{bound:.0%}" if is_chance else f"{bound:g}"

    drawn = [rect(0, y, 52, 12, "#e9eef2"), text(0, y + 24, f"< {say(bounds[0])}", size=9.5)]
    for i, bound in enumerate(bounds):
        drawn.append(rect(56 + 56 * i, y, 52, 12, SHADES[i]))
        drawn.append(text(56 + 56 * i, y + 24, f"≥ {say(bound)}", size=9.5))
    return drawn


def _fan(made: Forecast, i: int, *, simulated: bool) -> str:
    """Draw what came in one cell and what is forecast, on a square-root scale."""
    panel, cell = made.study.panel, int(made.cells[i])
    begin = max(0, made.origin + 1 - HISTORY[panel.step])
    history = made.study.counts[begin : made.origin + 1, cell].astype(np.float64)
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    bands = np.array(
        [[quantile(made.shares[h][[i]], made.support, q)[0] for q in levels] for h in made.horizons]
    )
    width, height, left, foot = 350.0, 150.0, 34.0, 132.0
    step = (width - left) / (len(history) + len(bands))
    top = max(float(history.max(initial=0.0)), float(bands.max(initial=0.0)), 4.0)

    def y(value: float) -> float:
        return foot - (foot - 26) * float(np.sqrt(value / top))

    body = [text(0, 14, f"{panel.cells[cell]} {_place(panel.lon[cell], panel.lat[cell])}", size=12)]
    for tick in (top / 16, top / 4, top):
        body.append(line(left, y(tick), width, y(tick), FAINT))
        body.append(text(left - 4, y(tick) + 3, f"{tick:,.0f}", size=9, anchor="end"))
    for k, value in enumerate(history):
        x = left + k * step
        body.append(rect(x + 0.1 * step, y(value), 0.8 * step, foot - y(value), SOFT))
    for k, band in enumerate(bands):
        x = left + (len(history) + k) * step
        for low, high, colour in ((0, 4, "#f6c9a8"), (1, 3, "#e58a4e")):
            body.append(
                rect(x, y(band[high]), step, foot - y(band[high]) - (foot - y(band[low])), colour)
            )
        body.append(line(x, y(band[2]), x + step, y(band[2]), RED, 'stroke-width="2"'))
    body.append(line(left, foot, width, foot, INK))
    body.append(text(left, foot + 14, panel.label(begin), size=9))
    last = panel.label(made.origin + made.horizons[-1])
    body.append(text(width, foot + 14, last, size=9, anchor="end"))
    return document(
        f"{made.study.measure}-fan-{i}",
        (width, height),
        f"Cell {panel.cells[cell]}: past and forecast",
        f"Forecast of {last}: 5 to 95 % {bands[-1][0]:.0f} to {bands[-1][4]:.0f}.",
        body,
        simulated=simulated,
    )


def _place(lon: float, lat: float) -> str:
    east = "E" if lon >= 0 else "W"
    north = "N" if lat >= 0 else "S"
    return f"({abs(lat):.2f}° {north}, {abs(lon):.2f}° {east})"


def _table(made: Forecast, top: NDArray[np.int64], total: Floats) -> str:
    panel, horizon = made.study.panel, made.horizons[0]
    first = panel.label(made.origin + horizon)
    rows = [
        (
            f"<table><tr><th>Cell</th><th class='left'>Place</th><th class='left'>Country</th>"
            f"<th>Chance in {first}</th><th>Expected in {first}</th><th>90 % interval</th>"
            f"<th>Expected over all</th><th class='left'>By</th></tr>"
        )
    ]
    shares, mean = made.shares[horizon], made.mean(horizon)
    low, high = (quantile(shares, made.support, level) for level in (0.05, 0.95))
    for i in top:
        cell = made.cells[i]
        rows.append(
            f"<tr><td>{escape(panel.cells[cell])}</td>"
            f"<td class='left'>{_place(panel.lon[cell], panel.lat[cell])}</td>"
            f"<td class='left'>{escape(panel.countries[panel.country[cell]] or 'unknown')}</td>"
            f"<td>{1 - shares[i, 0]:.0%}</td><td>{mean[i]:.1f}</td>"
            f"<td>{low[i]:,.0f} to {high[i]:,.0f}</td><td>{total[i]:.1f}</td>"
            f"<td class='left'>{escape(made.methods[i])}</td></tr>"
        )
    return "".join((*rows, "</table>"))


def calibration_svg(done: Mapping[str, Rolled], *, simulated: bool) -> str:
    """Draw, for each measure, the PIT histogram and how often chances came true."""
    body: list[str] = []
    for k, (measure, rolled) in enumerate(done.items()):
        body += _pit_panel(measure, rolled, top=k * 300.0)
        body += _chance_panel(rolled, left=400.0, top=k * 300.0)
    return document(
        "calibration",
        (760, 300.0 * len(done)),
        "Calibration",
        "Flat bars and dots on the diagonal mean that the forecast's chances can be taken at their word.",
        [rect(0, 0, 760, 300.0 * len(done), PAPER), *body],
        simulated=simulated,
    )


def _pit_panel(measure: str, rolled: Rolled, *, top: float) -> list[str]:
    shares = pit_histogram(rolled, "forecast")
    left, width, foot, high = 40.0, 310.0, top + 250.0, 190.0
    most = max(0.1, *shares)
    row = overall(rolled).row(0, named=True)
    drawn = [
        text(
            left, top + 24, f"{WORDS[measure]}: randomised PIT", size=13, more='font-weight="600"'
        ),
        text(
            left,
            top + 42,
            f"{row['pit50']:.1%} in the central half, {row['pit90']:.1%} in nine tenths",
            size=11,
        ),
    ]
    for i, share in enumerate(shares):
        bar = high * share / most
        drawn.append(rect(left + i * width / 20 + 1, foot - bar, width / 20 - 2, bar, BLUE))
    even = foot - high * 0.05 / most
    drawn += [
        line(left, even, left + width, even, RED, 'stroke-dasharray="5 4"'),
        text(
            left + width,
            foot - high - 4,
            "dashed: calibrated",
            size=10,
            anchor="end",
            more=f'fill="{RED}"',
        ),
        line(left, foot, left + width, foot, INK),
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawn.append(text(left + tick * width, foot + 16, f"{tick:g}", size=10, anchor="middle"))
    return drawn


def _chance_panel(rolled: Rolled, *, left: float, top: float) -> list[str]:
    table = reliability(rolled, "forecast")
    size, foot, origin = 210.0, top + 262.0, left + 40.0

    def xy(chance: float, came: float) -> tuple[float, float]:
        # Square roots, since most chances are small.
        return origin + size * chance**0.5, foot - size * came**0.5

    drawn = [
        text(
            left,
            top + 24,
            "Any deaths: forecast chance, and how often",
            size=13,
            more='font-weight="600"',
        ),
        line(*xy(0, 0), *xy(1, 1), RED, 'stroke-dasharray="5 4"'),
        line(*xy(0, 0), *xy(1, 0), INK),
        line(*xy(0, 0), *xy(0, 1), INK),
    ]
    for tick in (0.01, 0.05, 0.2, 0.5, 1.0):
        x, y = xy(tick, tick)
        drawn.append(text(x, foot + 15, f"{tick:.0%}", size=9.5, anchor="middle"))
        drawn.append(text(origin - 6, y + 3, f"{tick:.0%}", size=9.5, anchor="end"))
    points = [xy(row["chance"], row["came"]) for row in table.iter_rows(named=True)]
    joined = "L".join(f"{num(x)} {num(y)}" for x, y in points)
    if len(points) > 1:
        drawn.append(path(f"M{joined}", f'fill="none" stroke="{BLUE}"'))
    for (x, y), row in zip(points, table.iter_rows(named=True), strict=True):
        radius = 2.5 + min(5.0, float(np.log10(row["cases"] + 1)))
        said = f"{row['cases']:,} cases: forecast {row['chance']:.1%}, came {row['came']:.1%}"
        dot = circle(x, y, radius, AMBER, f'stroke="{INK}"')
        drawn.append(f"<g><title>{said}</title>{dot}</g>")
    return drawn
