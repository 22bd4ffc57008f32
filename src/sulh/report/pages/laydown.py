"""The page of a laydown: a map of demands and sites, and why each site."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.protect.laydown.sentences import CAUTION, headline, sentences
from sulh.report.map_frame import Ground, furniture, graticule, lay_out
from sulh.report.model import Figure
from sulh.report.sheet import Section, Sheet
from sulh.report.svg import (
    BLUE,
    GREY,
    INK,
    PAPER,
    RED,
    circle,
    clean,
    document,
    num,
    rect,
    text,
)

if TYPE_CHECKING:
    from sulh.protect.laydown.entry import LaydownPlan

__all__ = ["draw_laydown", "laydown_sheet"]

WIDTH, HEIGHT = 900.0, 640.0
RADIUS_MAX = 11.0
LEGEND_HEIGHT = 54.0
OUTLINE = f'stroke="{INK}" stroke-width="2"'
FADED = f'stroke="{GREY}" stroke-width="2"'
HALO = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" font-weight="600"'


def laydown_sheet(plan: LaydownPlan) -> Sheet:
    """Return the page of a laydown."""
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
        title="Laydown",
        sentences=(headline(plan), *sentences(plan), CAUTION),
        sections=(
            Section(heading="Map", figure=draw_laydown(plan)),
            Section(
                heading="Sites",
                header=("site", "now", "units", "within reach", "only from here"),
                rows=rows,
                numbers=frozenset({3, 4}),
            ),
            Section(
                heading="Why each site", sentences=tuple(each.why for each in plan.result.sites)
            ),
        ),
    )


def draw_laydown(plan: LaydownPlan) -> Figure:
    """Return the map: demands by weight, in reach or not; sites and how far they reach."""
    demands, sites = plan.demands, plan.sites
    points = np.column_stack([np.append(demands.lon, sites.lon), np.append(demands.lat, sites.lat)])
    ground = lay_out([shapely.MultiPoint(points)], width=WIDTH, height=HEIGHT)
    if ground is None:
        raise AssertionError("there is at least one demand and one site")
    body = [
        f'<svg width="{num(ground.width)}" height="{num(ground.height)}">',
        rect(0, 0, ground.width, ground.height, PAPER),
        *graticule(ground),
        *_reaches(plan, ground),
        *_demands(plan, ground),
        *_sites(plan, ground),
        *furniture(ground),
        "</svg>",
        *_legend(ground.height),
    ]
    size = (max(ground.width, 520.0), ground.height + LEGEND_HEIGHT)
    svg = document("laydown", size, "Laydown", headline(plan), body, simulated=False)
    return Figure(name="laydown", svg=svg, caption=CAUTION)


def _reaches(plan: LaydownPlan, ground: Ground) -> list[str]:
    if plan.unit == "minutes":  # minutes are no circles
        return []
    style = f'fill-opacity="0.07" stroke="{BLUE}" stroke-opacity="0.5"'
    return [
        circle(
            *ground.xy(plan.sites.lon[site.site], plan.sites.lat[site.site]),
            ground.metres(1000.0 * unit.reach),
            BLUE,
            style,
        )
        for site in plan.result.sites
        for unit, count in zip(plan.units, site.units, strict=True)
        if count
    ]


def _demands(plan: LaydownPlan, ground: Ground) -> list[str]:
    weights = plan.problem.mean
    most = float(weights.max()) or 1.0
    body = []
    for i in np.argsort(-weights, kind="stable"):
        if weights[i] <= 0.0:
            continue
        x, y = ground.xy(plan.demands.lon[i], plan.demands.lat[i])
        radius = max(1.2, RADIUS_MAX * math.sqrt(weights[i] / most))
        colour = BLUE if plan.result.covered[i] else RED
        mark = circle(x, y, radius, colour, 'fill-opacity="0.45"')
        title = f"{clean(plan.demands.names[i])}: {weights[i]:,.4g}"
        body.append(f"<g><title>{title}</title>{mark}</g>")
    return body


def _sites(plan: LaydownPlan, ground: Ground) -> list[str]:
    body = []
    for i in plan.result.closures:
        x, y = ground.xy(plan.sites.lon[i], plan.sites.lat[i])
        body.append(rect(x - 4, y - 4, 8, 8, PAPER, f'{FADED} fill-opacity="0"'))
    for each in plan.result.sites:
        x, y = ground.xy(plan.sites.lon[each.site], plan.sites.lat[each.site])
        site = plan.problem.sites[each.site]
        mark = rect(x - 4.5, y - 4.5, 9, 9, INK if site.existing else PAPER, OUTLINE)
        at_right = x > ground.width - 110
        body += [
            f"<g><title>{clean(each.why)}</title>{mark}</g>",
            text(
                x - 8 if at_right else x + 8,
                y + 4,
                site.name,
                anchor="end" if at_right else "start",
                more=HALO,
            ),
        ]
    return body


def _legend(y: float) -> list[str]:
    entries = (
        (circle(8, y + 20, 6, BLUE, 'fill-opacity="0.45"'), 20, 24, "within reach (area: weight)"),
        (circle(208, y + 20, 6, RED, 'fill-opacity="0.45"'), 220, 24, "out of reach"),
        (rect(4, y + 38, 9, 9, INK, OUTLINE), 20, 47, "existing site"),
        (rect(104, y + 38, 9, 9, PAPER, OUTLINE), 120, 47, "new site"),
        (rect(204, y + 38, 9, 9, PAPER, FADED), 220, 47, "existing site that the plan closes"),
    )
    return [part for mark, x, down, words in entries for part in (mark, text(x, y + down, words))]
