"""The page of a laydown: a map of demands and sites, and why each site."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.protect.laydown.sentences import CAUTION, headline, sentences
from sulh.report.closed import closed_key, closed_marks
from sulh.report.map_frame import METRES_A_DEGREE, fit_map, map_figure
from sulh.report.sheet import Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, RED, circle, clean, rect, text
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from sulh.protect.laydown.entry import LaydownPlan
    from sulh.report.map_frame import MapFrame
    from sulh.report.model import Figure

__all__ = ["draw_laydown", "laydown_sheet"]

WIDTH, HEIGHT = 900.0, 640.0
RADIUS_MIN, RADIUS_MAX = 2.0, 11.0
FILLED = 0.15
"""All circles of demands together fill about this share of the map at most: many stay apart."""
OUTLINE = f'stroke="{INK}" stroke-width="2"'
FADED = f'stroke="{GREY}" stroke-width="2"'
HALO = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" font-weight="600"'
PALE = 'fill-opacity="0.45"'
KEY = (
    (circle(12, -4, 6, BLUE, PALE), "within reach (area: weight)"),
    (circle(12, -4, 6, RED, PALE), "out of reach"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "existing site"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "new site"),
    (rect(8, -8, 9, 9, PAPER, FADED), "existing site that the plan closes"),
)


def laydown_sheet(plan: LaydownPlan, *, mission: str = "", simulated: bool = False) -> Sheet:
    """Return the page of a laydown. `simulated`: its demand rests on an exercise's records."""
    rows = tuple(
        (
            site["name"],
            "existing" if site["existing"] else "new",
            site["units"],
            f"{site['covers']:,.6g}",
            f"{site['alone']:,.6g}",
        )
        for site in plan.frame.iter_rows(named=True)
    )
    return Sheet(
        title=f"Laydown, {mission}" if mission else "Laydown",
        banner="SIMULATED: exercise records" if simulated else "",
        sentences=(headline(plan), *sentences(plan), CAUTION),
        sections=(
            Section(heading="Map", figures=(draw_laydown(plan, simulated=simulated),)),
            Section(
                heading="Sites",
                header=("site", "now", "units", "within reach", "only from here"),
                rows=rows,
                numbers=frozenset({3, 4}),
            ),
            Section(
                heading="Why each site", sentences=tuple(each.why for each in plan.result.sites)
            ),
            *ways_sections(plan.ways),
        ),
    )


def draw_laydown(plan: LaydownPlan, *, simulated: bool = False) -> Figure:
    """Return the map: demands by weight, in reach or not; sites and how far they reach."""
    demands, sites = plan.demands, plan.sites
    points = np.column_stack([np.append(demands.lon, sites.lon), np.append(demands.lat, sites.lat)])
    shapes = [shapely.MultiPoint(points), *_reach_boxes(plan)]
    frame = fit_map(shapes, width=WIDTH, height=HEIGHT)
    if frame is None:
        raise AssertionError("there is at least one demand and one site")
    areas = plan.ways.areas if plan.ways is not None else ()
    return map_figure(
        frame,
        [
            *_reaches(plan, frame),
            *closed_marks(frame, areas),
            *_demands(plan, frame),
            *_sites(plan, frame),
        ],
        name="laydown",
        title="Laydown",
        description=headline(plan),
        caption=CAUTION,
        key=(*KEY, *closed_key(areas)),
        simulated=simulated,
    )


def _circles(plan: LaydownPlan) -> list[tuple[float, float, float]]:
    """Return lon, lat and radius in metres of what the units reach; none where minutes count."""
    return [
        (float(plan.sites.lon[site.site]), float(plan.sites.lat[site.site]), 1000.0 * radius_km)
        for site in plan.result.sites
        for unit, count in zip(plan.units, site.units, strict=True)
        if count and (radius_km := plan.radius_km(unit)) is not None
    ]


def _reach_boxes(plan: LaydownPlan) -> list[shapely.Geometry]:
    """Return boxes around the circles, for the map to show them whole."""
    boxes = []
    for lon, lat, radius_m in _circles(plan):
        high = radius_m / METRES_A_DEGREE
        wide = min(high / max(math.cos(math.radians(lat)), 0.1), 170.0)
        boxes.append(shapely.box(lon - wide, max(lat - high, -90), lon + wide, min(lat + high, 90)))
    return boxes


def _reaches(plan: LaydownPlan, frame: MapFrame) -> list[str]:
    style = f'fill-opacity="0.07" stroke="{BLUE}" stroke-opacity="0.5"'
    return [
        circle(*frame.xy(lon, lat), frame.metres(radius_m), BLUE, style)
        for lon, lat, radius_m in _circles(plan)
    ]


def _demands(plan: LaydownPlan, frame: MapFrame) -> list[str]:
    weights = plan.problem.mean
    most = float(weights.max()) or 1.0
    room = FILLED * WIDTH * HEIGHT / (math.pi * max(float(weights.sum()) / most, 1.0))
    largest = min(RADIUS_MAX, max(RADIUS_MIN, math.sqrt(room)))
    body = []
    for i in np.argsort(-weights, kind="stable"):
        if weights[i] <= 0.0:
            continue
        point = frame.xy(plan.demands.lon[i], plan.demands.lat[i])
        radius = max(1.2, largest * math.sqrt(weights[i] / most))
        mark = circle(*point, radius, BLUE if plan.result.covered[i] else RED, PALE)
        title = f"{clean(plan.demands.names[i])}: {weights[i]:,.6g}"
        body.append(f"<g><title>{title}</title>{mark}</g>")
    return body


def _sites(plan: LaydownPlan, frame: MapFrame) -> list[str]:
    body = []
    for i in plan.result.closures:
        x, y = frame.xy(plan.sites.lon[i], plan.sites.lat[i])
        body.append(rect(x - 4, y - 4, 8, 8, PAPER, f'{FADED} fill-opacity="0"'))
    for each in plan.result.sites:
        x, y = frame.xy(plan.sites.lon[each.site], plan.sites.lat[each.site])
        site = plan.problem.sites[each.site]
        mark = rect(x - 4.5, y - 4.5, 9, 9, INK if site.existing else PAPER, OUTLINE)
        at_right = x > frame.width - 110
        body.append(f"<g><title>{clean(each.why)}</title>{mark}</g>")
        if at_right:
            body.append(text(x - 8, y + 4, site.name, anchor="end", more=HALO))
        else:
            body.append(text(x + 8, y + 4, site.name, more=HALO))
    return body
