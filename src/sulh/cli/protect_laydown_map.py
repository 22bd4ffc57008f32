"""The map of a laydown: demands by weight, in reach or not, the sites, and their reach."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.errors import InputError
from sulh.report.map_frame import MapFrame, fit_map, graticule, scale_bar_and_north
from sulh.report.svg import (
    BLUE,
    GREY,
    INK,
    PAPER,
    RED,
    SOFT,
    circle,
    clean,
    document,
    num,
    rect,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sulh.protect import Demands, LaydownProblem, LaydownResult, Sites

WIDTH, HEIGHT = 900.0, 640.0
RADIUS_MAX = 11.0
LEGEND_HEIGHT = 74.0


def write_map(
    target: Path,
    told: LaydownResult,
    problem: LaydownProblem,
    sites: Sites,
    demands: Demands,
    headline: str,
    reaches_km: Sequence[float] | None,
) -> None:
    """Write the map, alone or in a page; the ending of `target` says which."""
    if target.suffix not in (".svg", ".html"):
        raise InputError(f"{target} is neither .svg nor .html.", remedy="Choose one of the two.")
    drawn = draw_map(told, problem, sites, demands, headline, reaches_km)
    if target.suffix == ".html":
        drawn = _page(told, problem, headline, drawn)
    target.write_text(drawn, "utf-8")


def draw_map(
    told: LaydownResult,
    problem: LaydownProblem,
    sites: Sites,
    demands: Demands,
    headline: str,
    reaches_km: Sequence[float] | None,
) -> str:
    """Return the map as SVG."""
    points = np.column_stack([np.append(demands.lon, sites.lon), np.append(demands.lat, sites.lat)])
    ground = fit_map([shapely.MultiPoint(points)], width=WIDTH, height=HEIGHT)
    if ground is None:
        raise AssertionError("there is at least one demand and one site")
    body = [rect(0, 0, ground.width, ground.height, PAPER), *graticule(ground)]
    body += _reaches(told, ground, sites, reaches_km)
    body += _demands(told, problem, ground, demands)
    body += _sites(told, problem, ground, sites)
    body += scale_bar_and_north(ground)
    inner = f'<svg width="{num(ground.width)}" height="{num(ground.height)}">'
    body = [inner, *body, "</svg>", *_legend(ground.height)]
    return document(
        "laydown",
        (max(ground.width, 520.0), ground.height + LEGEND_HEIGHT),
        "LaydownResult",
        headline,
        body,
        simulated=False,
    )


def _reaches(
    told: LaydownResult, ground: MapFrame, sites: Sites, reaches_km: Sequence[float] | None
) -> list[str]:
    if reaches_km is None:  # minutes are no circles
        return []
    drawn = []
    for each in told.stationed:
        x, y = ground.xy(sites.lon[each.site], sites.lat[each.site])
        for reach, units in zip(reaches_km, each.units, strict=True):
            if units:
                style = f'fill-opacity="0.07" stroke="{BLUE}" stroke-opacity="0.5"'
                drawn.append(circle(x, y, ground.metres(1000.0 * reach), BLUE, style))
    return drawn


def _demands(
    told: LaydownResult, problem: LaydownProblem, ground: MapFrame, demands: Demands
) -> list[str]:
    mean = problem.mean
    most = float(mean.max()) or 1.0
    drawn = []
    for i in np.argsort(-mean, kind="stable"):
        if mean[i] <= 0.0:
            continue
        x, y = ground.xy(demands.lon[i], demands.lat[i])
        radius = max(1.2, RADIUS_MAX * math.sqrt(mean[i] / most))
        colour = BLUE if told.covered[i] else RED
        drawn.append(
            f"<g><title>{clean(demands.names[i])}: {mean[i]:,.4g}</title>"
            + circle(x, y, radius, colour, 'fill-opacity="0.45"')
            + "</g>"
        )
    return drawn


def _sites(
    told: LaydownResult, problem: LaydownProblem, ground: MapFrame, sites: Sites
) -> list[str]:
    drawn = []
    for i in told.given_up:
        x, y = ground.xy(sites.lon[i], sites.lat[i])
        style = f'stroke="{GREY}" stroke-width="2" fill-opacity="0"'
        drawn.append(rect(x - 4, y - 4, 8, 8, PAPER, style))
    for each in told.stationed:
        x, y = ground.xy(sites.lon[each.site], sites.lat[each.site])
        site = problem.sites[each.site]
        fill = INK if site.existing else PAPER
        mark = rect(x - 4.5, y - 4.5, 9, 9, fill, f'stroke="{INK}" stroke-width="2"')
        drawn.append(f"<g><title>{clean(each.why)}</title>{mark}</g>")
        halo = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" font-weight="600"'
        at_right = x > ground.width - 110
        drawn.append(
            text(
                x - 8 if at_right else x + 8,
                y + 4,
                clean(site.name),
                size=11,
                more=halo + (' text-anchor="end"' if at_right else ""),
            )
        )
    return drawn


def _legend(y: float) -> list[str]:
    drawn = []
    entries = (
        (circle(8, y + 20, 6, BLUE, 'fill-opacity="0.45"'), 20, "within reach (area: weight)"),
        (circle(208, y + 20, 6, RED, 'fill-opacity="0.45"'), 220, "out of reach"),
        (rect(4, y + 38, 9, 9, INK, f'stroke="{INK}" stroke-width="2"'), 20, "site kept"),
        (rect(104, y + 38, 9, 9, PAPER, f'stroke="{INK}" stroke-width="2"'), 120, "new site"),
        (
            rect(204, y + 38, 9, 9, PAPER, f'stroke="{GREY}" stroke-width="2"'),
            220,
            "existing site given up",
        ),
    )
    for n, (swatch, x, words) in enumerate(entries):
        drawn += [swatch, text(x, y + (24 if n < 2 else 47), words, size=11)]
    drawn.append(text(0, y + 68, "Within reach is not protected.", size=10, more=f'fill="{SOFT}"'))
    return drawn


def _page(told: LaydownResult, problem: LaydownProblem, headline: str, drawn: str) -> str:
    style = (
        'body{font:15px/1.5 "Noto Sans",Helvetica,Arial,sans-serif;color:#1b2530;max-width:940px;'
        "margin:0 auto;padding:24px}svg{max-width:100%;height:auto}li{margin:4px 0}"
    )
    reasons = "".join(f"<li>{escape(each.why)}</li>" for each in told.stationed)
    left = ", ".join(escape(problem.sites[i].name) for i in told.given_up)
    given_up = f"<p>Given up: {left}.</p>" if left else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Laydown</title>'
        f"<style>{style}</style></head><body><h1>Laydown</h1><p>{escape(headline)}</p>{drawn}"
        f"<h2>Why each site</h2><ol>{reasons}</ol>{given_up}</body></html>\n"
    )
