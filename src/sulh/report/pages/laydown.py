"""The page of a laydown: a map of demands and sites, and why each site."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.protect.laydown.sentences import headline, sentences
from sulh.report.closed import closed_key, closed_marks
from sulh.report.map_frame import METRES_A_DEGREE, fit_map, key_words, map_figure
from sulh.report.pages.words import band, column_names
from sulh.report.sheet import Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, RED, circle, clean, rect, text
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
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
    (circle(12, -4, 6, BLUE, PALE), "deploy-key-within"),
    (circle(12, -4, 6, RED, PALE), "deploy-key-out"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "deploy-key-existing"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "deploy-key-new"),
    (rect(8, -8, 9, 9, PAPER, FADED), "deploy-key-closes"),
)


def laydown_sheet(
    plan: LaydownPlan, *, mission: str = "", simulated: bool = False, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of a laydown. `simulated`: its demand rests on an exercise's records."""
    say = speech.say
    rows = tuple(
        (
            site["name"],
            say("deploy-existing" if site["existing"] else "deploy-new"),
            _units(site["units"], speech),
            speech.brief(site["covers"]),
            speech.brief(site["alone"]),
        )
        for site in plan.frame.iter_rows(named=True)
    )
    caution = say("deploy-caution")
    return Sheet(
        title=say("deploy-titled", mission=mission) if mission else say("deploy-title"),
        banner=band(speech, simulated=simulated),
        language=speech.language,
        sentences=(headline(plan, speech), *sentences(plan, speech), caution),
        sections=(
            Section(
                heading=say("plan-map"),
                figures=(draw_laydown(plan, simulated=simulated, speech=speech),),
            ),
            Section(
                heading=say("deploy-sites"),
                header=column_names(
                    speech,
                    *("deploy-site", "deploy-now", "deploy-units", "deploy-within", "deploy-only"),
                ),
                rows=rows,
                numbers=frozenset({3, 4}),
            ),
            Section(
                heading=say("deploy-why"),
                sentences=tuple(room_text(each.why, speech.language) for each in plan.result.sites),
            ),
            *ways_sections(plan.ways, speech),
        ),
    )


def _units(units: str, speech: Speech) -> str:
    """Return the units of a site, such as ``1 base, 2 post``, with the marks and words of a language."""
    parts = [each.partition(" ") for each in units.split(", ")]
    return speech.comma(
        [speech.say("deploy-unit", count=n, unit=speech.word(name)) for n, _, name in parts]
    )


def draw_laydown(plan: LaydownPlan, *, simulated: bool = False, speech: Speech = ENGLISH) -> Figure:
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
            *closed_marks(frame, areas, speech),
            *_demands(plan, frame, speech),
            *_sites(plan, frame, speech),
        ],
        name="laydown",
        title=speech.say("deploy-title"),
        description=headline(plan, speech),
        caption=speech.say("deploy-caution"),
        key=(*key_words(KEY, speech), *closed_key(areas, speech)),
        simulated=simulated,
        speech=speech,
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


def _demands(plan: LaydownPlan, frame: MapFrame, speech: Speech) -> list[str]:
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
        name, weight = plan.demands.names[i], speech.brief(weights[i])
        title = clean(speech.say("sheet-says", who=name, what=weight))
        body.append(f"<g><title>{title}</title>{mark}</g>")
    return body


def _sites(plan: LaydownPlan, frame: MapFrame, speech: Speech) -> list[str]:
    body = []
    for i in plan.result.closures:
        x, y = frame.xy(plan.sites.lon[i], plan.sites.lat[i])
        body.append(rect(x - 4, y - 4, 8, 8, PAPER, f'{FADED} fill-opacity="0"'))
    for each in plan.result.sites:
        x, y = frame.xy(plan.sites.lon[each.site], plan.sites.lat[each.site])
        site = plan.problem.sites[each.site]
        mark = rect(x - 4.5, y - 4.5, 9, 9, INK if site.existing else PAPER, OUTLINE)
        at_right = x > frame.width - 110
        body.append(f"<g><title>{clean(room_text(each.why, speech.language))}</title>{mark}</g>")
        if at_right:
            body.append(text(x - 8, y + 4, site.name, anchor="end", more=HALO))
        else:
            body.append(text(x + 8, y + 4, site.name, more=HALO))
    return body
