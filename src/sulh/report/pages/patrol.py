"""The page of a patrol plan: a map, the presence at each place, and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from sulh.languages.speech import ENGLISH
from sulh.protect.patrol.clock import DAY_MIN, format_clock
from sulh.protect.patrol.schedule import headline
from sulh.report.closed import closed_key, closed_marks
from sulh.report.labels import Labels
from sulh.report.map_frame import fit_map, key_words, map_figure
from sulh.report.pages.words import column_names
from sulh.report.sheet import Section, Sheet
from sulh.report.svg import BLUE, INK, PAPER, circle, path, text
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.languages.speech import Speech
    from sulh.protect.patrol.schedule import PatrolSchedule
    from sulh.report.model import Figure

__all__ = ["patrol_sheet"]

WIDTH, HEIGHT, RADIUS = 900.0, 560.0, 11.0
DARK = 0.55
"""From this presence on a circle is dark, and its number white."""

SWATCH = circle(12, -4, 8, BLUE, f'fill-opacity="0.5" stroke="{BLUE}" stroke-width="1.5"')
CROSS = path("M4 -4h16M12 -12v16", f'stroke="{INK}" stroke-width="3"')
KEY = ((SWATCH, "patrol-key-presence"), (CROSS, "patrol-key-base"))


def patrol_sheet(schedule: PatrolSchedule, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of a patrol plan."""
    say = speech.say
    rows = tuple(
        (
            speech.number(number),
            each.place,
            speech.brief(each.value),
            *(speech.percent(share) for share in (each.presence, each.uniform, each.fixed)),
        )
        for number, each in enumerate(schedule.presence, start=1)
    )
    return Sheet(
        title=say("patrol-title"),
        subtitle=say("patrol-confidential"),
        language=speech.language,
        sentences=(_hours(schedule, speech), headline(schedule.plan, speech)),
        sections=(
            Section(heading=say("plan-map"), figures=(_draw(schedule, speech),)),
            Section(
                heading=say("patrol-presence"),
                header=column_names(
                    speech,
                    *("patrol-number", "patrol-place", "patrol-value", "patrol-this-plan"),
                    *("patrol-uniform", "patrol-fixed"),
                ),
                rows=rows,
                numbers=frozenset({0, 2, 3, 4, 5}),
            ),
            Section(
                heading=say("patrol-calendar"),
                header=column_names(speech, "patrol-date", "patrol-patrol", "patrol-visits"),
                rows=tuple(_calendar(schedule, speech)),
                wide=frozenset({2}),
            ),
            *ways_sections(schedule.ways, speech),
        ),
    )


def _hours(schedule: PatrolSchedule, speech: Speech) -> str:
    """Return when patrols leave, and by when they are back."""
    name = "patrol-hours-next" if schedule.back_min > DAY_MIN else "patrol-hours"
    out, back = format_clock(schedule.leave_min), format_clock(schedule.back_min)
    return speech.say(name, out=out, back=back)


def _calendar(schedule: PatrolSchedule, speech: Speech) -> Iterator[tuple[str, str, str]]:
    """Yield date, patrol and visits, days without visits included."""
    visits: dict[tuple[str, int], list[str]] = {}
    for day, routes in zip(schedule.dates, schedule.routes, strict=True):
        visits |= {(day.isoformat(), number): [] for number in range(1, len(routes) + 1)}
    for each in schedule.visits:
        visit = speech.say("patrol-visit", place=each.place, begins=each.begins, ends=each.ends)
        visits[each.date, each.patrol].append(visit)
    for (date, number), places in visits.items():
        yield date, speech.number(number), speech.comma(places) or speech.say("sheet-none")


def _draw(schedule: PatrolSchedule, speech: Speech) -> Figure:
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
        *closed_marks(frame, areas, speech),
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
        title=speech.say("patrol-title"),
        description=headline(schedule.plan, speech),
        caption=speech.say("patrol-caption"),
        key=(*key_words(KEY, speech), *closed_key(areas, speech)),
        speech=speech,
    )
