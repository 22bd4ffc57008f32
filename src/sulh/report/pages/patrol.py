"""The page of a patrol plan: a map, the presence at each place, and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from sulh.protect.patrol.schedule import headline
from sulh.report.closed import closed_key, closed_marks
from sulh.report.labels import Labels
from sulh.report.map_frame import fit_map, map_figure
from sulh.report.sheet import Section, Sheet
from sulh.report.svg import BLUE, INK, PAPER, circle, path, text
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from sulh.protect.patrol.schedule import PatrolSchedule
    from sulh.report.model import Figure

__all__ = ["patrol_sheet"]

WIDTH, HEIGHT, RADIUS = 900.0, 560.0, 11.0
DARK = 0.55
"""From this presence on a circle is dark, and its number white."""

SWATCH = circle(12, -4, 8, BLUE, f'fill-opacity="0.5" stroke="{BLUE}" stroke-width="1.5"')
CROSS = path("M4 -4h16M12 -12v16", f'stroke="{INK}" stroke-width="3"')
KEY = ((SWATCH, "the fuller, the likelier a visit on a day"), (CROSS, "base"))


def patrol_sheet(schedule: PatrolSchedule) -> Sheet:
    """Return the page of a patrol plan."""
    rows = tuple(
        (
            str(number),
            each.place,
            f"{each.value:g}",
            *(f"{share:.0%}" for share in (each.presence, each.uniform, each.fixed)),
        )
        for number, each in enumerate(schedule.presence, start=1)
    )
    return Sheet(
        title="Patrols",
        subtitle="Confidential",
        sentences=(schedule.hours, headline(schedule.plan)),
        sections=(
            Section(heading="Map", figures=(_draw(schedule),)),
            Section(
                heading="Expected presence on a day",
                header=("no.", "place", "value", "this plan", "uniform", "fixed"),
                rows=rows,
                numbers=frozenset({0, 2, 3, 4, 5}),
            ),
            Section(
                heading="Calendar",
                header=("date", "patrol", "visits"),
                rows=tuple(schedule.lines),
                wide=frozenset({2}),
            ),
            *ways_sections(schedule.ways),
        ),
    )


def _draw(schedule: PatrolSchedule) -> Figure:
    places = schedule.plan.places
    points = [schedule.base, *((place.lon, place.lat) for place in places)]
    around = shapely.MultiPoint(points)
    west, south, east, north = around.bounds
    around = around.buffer(0.1 * max(east - west, north - south))
    frame = fit_map([around], width=WIDTH, height=HEIGHT)
    if frame is None:
        raise AssertionError("there is a base")
    labels = Labels(frame.width, frame.height)
    at = [frame.xy(*point) for point in points]
    for x, y in at:
        labels.take(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
    x, y = at[0]
    areas = schedule.ways.areas if schedule.ways is not None else ()
    layers = [
        *closed_marks(frame, areas),
        path(f"M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16", f'stroke="{INK}" stroke-width="3"'),
    ]
    for number, (x, y) in enumerate(at[1:], start=1):
        presence = float(schedule.plan.game.presence[number - 1])
        ink = PAPER if presence > DARK else INK
        fill = f'fill-opacity="{presence:.2f}" stroke="{BLUE}" stroke-width="1.5"'
        layers += [
            circle(x, y, RADIUS, PAPER),
            circle(x, y, RADIUS, BLUE, fill),
            text(x, y + 4, str(number), anchor="middle", more=f'fill="{ink}"'),
        ]
    for place, (x, y) in zip(places, at[1:], strict=True):
        layers += labels.beside(x, y, place.name, size=12, gap=RADIUS + 4)
    return map_figure(
        frame,
        layers,
        name="patrols",
        title="Patrols",
        description=headline(schedule.plan),
        caption="Places by the number in the table below.",
        key=(*KEY, *closed_key(areas)),
    )
