"""The map of relief convoys: depots, needs, closures, and the trips of vehicles along their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.languages.speech import ENGLISH
from sulh.report.closed import closed_key, closed_marks
from sulh.report.labels import Labels
from sulh.report.map_frame import key_words, map_figure
from sulh.report.map_wide import wide_frame
from sulh.report.svg import BLUE, INK, PAPER, RED, SOFT, circle, clean, path, rect
from sulh.respond.convoys.content import place_of
from sulh.respond.convoys.lines import trip_legs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.languages.speech import Speech
    from sulh.protect import Roads
    from sulh.report.map_frame import MapFrame
    from sulh.report.model import Figure
    from sulh.respond.convoys.day import VehicleDay
    from sulh.respond.convoys.lines import TripLeg
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

    Legs = Sequence[Sequence[Sequence[TripLeg]]]

__all__ = ["convoys_map"]

WIDTH, RADIUS = 900.0, 6.0
OUTLINE = f'stroke="{INK}" stroke-width="1.5"'
LINE = 'fill="none" stroke-width="1.6" stroke-opacity="0.75" stroke-linejoin="round"'
ROAD_LINE = f'{LINE} stroke="{BLUE}"'
STRAIGHT_LINE = f'{ROAD_LINE} stroke-dasharray="5 4"'
PIECES_MAX = 20_000
KEY = (
    (rect(8, -8, 9, 9, INK, OUTLINE), "convoy-key-depot"),
    (circle(12, -4, 5, BLUE, OUTLINE), "convoy-key-all"),
    (circle(12, -4, 5, PAPER, OUTLINE), "convoy-key-part"),
    (circle(12, -4, 5, RED, OUTLINE), "convoy-key-nothing"),
)


def convoys_map(
    plan: ConvoyPlan,
    runs: Sequence[VehicleDay],
    name: str,
    ways: ConvoyWays | None,
    speech: Speech = ENGLISH,
) -> Figure:
    """Draw depots, needs, closures and the trips of some vehicles."""
    ends = [(each.lon, each.lat) for each in plan.depots]
    lines = trip_legs(plan, runs, ways)
    corners = [*_shown(plan, runs), *_corners(lines)]
    frame = wide_frame(corners, width=WIDTH)
    labels = Labels(frame.width, frame.height)
    whole, _ = plan.delivered()
    body = _roads(frame, ways.roads if ways else None)
    areas = plan.used.areas
    body += closed_marks(frame, areas, speech)
    for run, of_run in zip(runs, lines, strict=True):
        for legs in of_run:
            marks_of_trip = "".join(_trip(frame, legs))
            body.append(f"<g><title>{clean(run.vehicle)}</title>{marks_of_trip}</g>")
    marks = [(place_of(plan, i), frame.xy(*point), _fill(plan, i, int(whole[i])))
             for i, point in enumerate(plan.points) if point is not None]  # fmt: skip
    for _, (x, y), fill in marks:
        labels.take(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        body.append(circle(x, y, RADIUS - 1, fill, OUTLINE))
    for depot, end in zip(plan.depots, ends, strict=True):
        x, y = frame.xy(*end)
        if not _is_on(frame, x, y):
            continue
        labels.take(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        body.append(rect(x - 5, y - 5, 10, 10, INK, OUTLINE))
        body += labels.beside(x, y, depot.name, size=12, gap=RADIUS + 3)
    shown_names = set()
    for words, (x, y), _ in marks:
        if (words, x, y) not in shown_names and _is_on(frame, x, y):
            shown_names.add((words, x, y))
            body += labels.beside(x, y, words, size=11, gap=RADIUS + 2)
    keys = [
        speech.say("sheet-says", who=str(n), what=words) for n, words in enumerate(labels.key, 1)
    ]
    counts = {"depots": len(plan.depots), "needs": len(plan.needs), "vehicles": len(runs)}
    says = {key: speech.number(count) for key, count in counts.items()}
    return map_figure(
        frame,
        body,
        name=name,
        title=speech.say("convoy-title"),
        description=speech.say("convoy-map-says", **says),
        caption=speech.semicolon(keys),
        key=(
            *key_words(KEY, speech),
            *closed_key(areas, speech),
            *key_words(_line_key(lines, has_roads=ways is not None and ways.has_roads), speech),
        ),
        simulated=plan.simulated,
        speech=speech,
    )


def _is_on(frame: MapFrame, x: float, y: float) -> bool:
    """Say whether a point is on the map: a driver's shows the driver's part only."""
    return 0.0 <= x <= frame.width and 0.0 <= y <= frame.height


def _corners(lines: Legs) -> list[tuple[float, float]]:
    """Return the corners of the box round all lines."""
    legs = [leg for of_run in lines for of_trip in of_run for leg in of_trip]
    if not legs:
        return []
    lon, lat = (np.concatenate([getattr(leg, name) for leg in legs]) for name in ("lon", "lat"))
    return [(float(lon.min()), float(lat.min())), (float(lon.max()), float(lat.max()))]


def _trip(frame: MapFrame, legs: Sequence[TripLeg]) -> Iterator[str]:
    """Yield the parts of a trip: whole lines along roads, broken ones where it is straight."""
    for leg in legs:
        for first, last, on_roads in leg.parts:
            ends = zip(leg.lon[first : last + 1], leg.lat[first : last + 1], strict=True)
            points = (frame.xy(float(lon), float(lat)) for lon, lat in ends)
            joined = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            yield path(f"M{joined}", ROAD_LINE if on_roads else STRAIGHT_LINE)


def _line_key(lines: Legs, *, has_roads: bool) -> tuple[tuple[str, str], ...]:
    """Say what the lines on a map are, of those that are there."""
    of_parts = {
        part[2] for of_run in lines for of_trip in of_run for leg in of_trip for part in leg.parts
    }
    straight = "convoy-key-straight" if has_roads else "convoy-key-no-roads"
    rows = ((True, ROAD_LINE, "convoy-key-roads"), (False, STRAIGHT_LINE, straight))
    return tuple((path("M0 -4h24", line), words) for on, line, words in rows if on in of_parts)


def _roads(frame: MapFrame, roads: Roads | None) -> list[str]:
    """Return the roads as thin lines; none where they are too many to be seen."""
    if roads is None or len(roads.ends) > PIECES_MAX:
        return []
    tails = np.repeat(np.arange(len(roads.lon)), np.diff(roads.starts))
    lines = []
    for tail, end in zip(tails.tolist(), roads.ends.tolist(), strict=True):
        (x, y), (u, v) = (frame.xy(roads.lon[at], roads.lat[at]) for at in (tail, end))
        lines.append(f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}")
    return [path("".join(lines), f'fill="none" stroke="{SOFT}" stroke-width="0.8"')]


def _shown(plan: ConvoyPlan, runs: Sequence[VehicleDay]) -> list[tuple[float, float]]:
    """Return the points that a map must hold: those of one driver's stops, or all needs."""
    if len(runs) == 1:
        stops = [plan.points[stop.need] for stop in runs[0].stops]
        depot = plan.depots[runs[0].depot]
        return [(depot.lon, depot.lat), *(each for each in stops if each is not None)]
    depots = [(each.lon, each.lat) for each in plan.depots]
    return [*depots, *(each for each in plan.points if each is not None)]


def _fill(plan: ConvoyPlan, need: int, there_now: int) -> str:
    if not there_now:
        return RED
    return BLUE if there_now == plan.measures[need].amount else PAPER
