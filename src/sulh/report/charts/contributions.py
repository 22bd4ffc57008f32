"""Drawings of contributions: bars with bounds, lines over time, and the contributors on the globe."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sulh.languages.speech import ENGLISH
from sulh.report.charts.bars import Bar, BarChart, Bounds, Part, draw_bars
from sulh.report.map_frame import map_figure, world_map
from sulh.report.model import Figure
from sulh.report.svg import (
    AMBER,
    BLUE,
    GREY,
    INK,
    PAPER,
    SOFT,
    circle,
    document,
    line,
    num,
    path,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.languages.speech import Speech

__all__ = ["Amount", "Bubble", "Point", "draw_amounts", "draw_bubbles", "draw_trend"]

WIDTH = 960.0
LABELS_MAX = 14
SOFT_TEXT = f'fill="{SOFT}"'


class Amount(NamedTuple):
    """A bar: the people stated, and their bounds; `high` None: no upper bound. `is_marked`: drawn full."""

    label: str
    people: int
    low: int
    high: int | None
    is_marked: bool = True


class Point(NamedTuple):
    """The people at a time (in years) with their bounds; `high` None: no upper bound."""

    at: float
    label: str
    people: int
    low: int
    high: int | None


class Bubble(NamedTuple):
    """A contributor on the map; people None: only unknown sizes. `is_marked`: the question is about it."""

    code: str
    name: str
    lon: float
    lat: float
    people: int | None
    is_marked: bool


def draw_amounts(
    amounts: Sequence[Amount], title: str, name: str, speech: Speech = ENGLISH
) -> Figure:
    """Return bars: the bar is what is known, the line over it the bounds."""
    return draw_bars(
        BarChart(
            name=name,
            title=title,
            description=speech.semicolon(
                [
                    speech.say(
                        "given-amount",
                        name=each.label,
                        known=speech.number(each.people),
                        low=speech.number(each.low),
                        high=speech.say("given-no-bound")
                        if each.high is None
                        else speech.number(each.high),
                    )
                    for each in amounts
                ]
            ),
            caption=speech.say("given-amounts-caption", title=title),
            bars=tuple(_bar(each, speech) for each in amounts),
            speech=speech,
        )
    )


def _bar(each: Amount, speech: Speech) -> Bar:
    is_open = each.high is None
    has_size = each.people or not is_open
    note = speech.number(each.people) if has_size else speech.say("given-size-unknown")
    return Bar(
        label=each.label,
        parts=(Part(each.people, BLUE if each.is_marked else GREY),),
        bounds=Bounds(each.low, each.people if each.high is None else each.high, is_open),
        note=speech.say("given-more-sizes", known=note) if is_open and each.people else note,
    )


def draw_trend(points: Sequence[Point], title: str, name: str, speech: Speech = ENGLISH) -> Figure:
    """Return a line over time with its bounds as a band; it is broken where a period is missing."""
    left, top_y, wide, high_y = 66.0, 12.0, WIDTH - 86.0, 190.0
    first, last = points[0].at, points[-1].at
    most = max([1, *(value for each in points for value in (each.people, each.high or 0))])
    span = max(last - first, 1e-9)

    def x_of(at: float) -> float:
        return left + (0.5 if last == first else (at - first) / span) * wide

    def y_of(value: float) -> float:
        return top_y + high_y * (1 - value / most)

    body = []
    for share in (0.0, 0.5, 1.0):
        y = y_of(most * share)
        body.append(line(left, y, left + wide, y, GREY, 'stroke-width="0.7"'))
        mark = speech.number(most * share)
        body.append(text(left - 8, y + 4, mark, anchor="end", more=SOFT_TEXT))
    for run in _runs(points):
        body += _band(run, x_of, y_of)
    every = max(1, -(-len(points) // 12))
    for place, each in enumerate(points):
        x, y = x_of(each.at), y_of(each.people)
        if each.high is None:
            dashed = 'stroke-width="1.4" stroke-dasharray="2 2"'
            body.append(line(x, y, x, max(y - 16, 2), AMBER, dashed))
        fill = PAPER if each.high is None else BLUE
        body.append(circle(x, y, 2.6, fill, f'stroke="{BLUE}" stroke-width="1.2"'))
        if place % every == 0:
            anchor = "end" if place and place == len(points) - 1 else "middle"
            body.append(text(x, top_y + high_y + 18, each.label, anchor=anchor, more=SOFT_TEXT))
    description = speech.semicolon(
        [
            speech.say("sheet-says", who=each.label, what=speech.number(each.people))
            for each in points
        ]
    )
    size = (WIDTH, top_y + high_y + 28)
    svg = document(name, size, title, description, body, simulated=False, speech=speech)
    return Figure(name=name, svg=svg, caption=speech.say("given-trend-caption", title=title))


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Return the points in runs without a missing period."""
    steps = [later.at - earlier.at for earlier, later in pairwise(points)]
    least = min(steps, default=1.0)
    runs = [[points[0]]]
    for step, point in zip(steps, points[1:], strict=True):
        if step > 1.5 * least:
            runs.append([])
        runs[-1].append(point)
    return runs


def _band(
    run: Sequence[Point], x_of: Callable[[float], float], y_of: Callable[[float], float]
) -> list[str]:
    tops = [(x_of(each.at), y_of(each.people if each.high is None else each.high)) for each in run]
    floors = [(x_of(each.at), y_of(each.low)) for each in reversed(run)]
    area = "M" + " L".join(f"{num(x)} {num(y)}" for x, y in (*tops, *floors)) + "Z"
    line_of_people = "M" + " L".join(
        f"{num(x_of(each.at))} {num(y_of(each.people))}" for each in run
    )
    return [
        path(area, f'fill="{AMBER}" fill-opacity="0.28"'),
        path(line_of_people, f'fill="none" stroke="{BLUE}" stroke-width="2"'),
    ]


def draw_bubbles(
    bubbles: Sequence[Bubble],
    ground: Sequence[tuple[float, float]],
    title: str,
    name: str,
    speech: Speech = ENGLISH,
) -> Figure:
    """Return contributors as circles on an equal-area map of the world.

    The area of a circle is what is known; a dashed ring stands for unknown sizes alone. `ground`
    are the lon and lat of all nations, drawn as faint dots. No border is drawn.
    """
    frame = world_map(WIDTH)
    layers = [circle(*frame.xy(lon, lat), 1.6, "#a9b2bc") for lon, lat in ground]
    most = max([1, *(each.people or 0 for each in bubbles)])
    ordered = sorted(bubbles, key=lambda each: -(each.people or 0))
    layers += [_bubble(each, frame.xy(each.lon, each.lat), most) for each in ordered]
    halo = f'font-weight="700" paint-order="stroke" stroke="{PAPER}" stroke-width="2.5"'
    for each in [each for each in ordered if each.is_marked][:LABELS_MAX]:
        x, y = frame.xy(each.lon, each.lat)
        layers.append(text(x, y + 4, each.code, size=10.5, anchor="middle", more=halo))
    return map_figure(
        frame,
        layers,
        name=name,
        title=title,
        description=speech.semicolon(
            [
                speech.say(
                    "sheet-says",
                    who=each.name,
                    what=speech.say("given-size-unknown")
                    if each.people is None
                    else speech.number(each.people),
                )
                for each in ordered
            ]
        ),
        caption=speech.say("given-bubbles-caption", title=title),
        speech=speech,
    )


def _bubble(each: Bubble, at: tuple[float, float], most: int) -> str:
    colour = BLUE if each.is_marked else SOFT
    if each.people is None:
        more = f'fill-opacity="0" stroke="{colour}" stroke-width="1.4" stroke-dasharray="3 2"'
        return circle(*at, 5, PAPER, more)
    radius = max(2.2, 32 * (each.people / most) ** 0.5)
    strength = "0.55" if each.is_marked else "0.22"
    more = (
        f'fill-opacity="{strength}" stroke="{INK if each.is_marked else SOFT}" stroke-width="0.8"'
    )
    return circle(*at, radius, colour, more)
