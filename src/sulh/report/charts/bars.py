"""The bar chart: rows or columns of stacked parts, with bounds, a key and a scale.

`draw_bars` draws rows with a label before and a note after each; `draw_columns` draws columns over
time. `column` is one column alone, for charts with their own axes (a timeline, a fan of forecasts).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.model import Figure
from sulh.report.svg import (
    FAINT,
    GREY,
    INK,
    PAPER,
    SOFT,
    circle,
    document,
    fitting,
    line,
    num,
    path,
    rect,
    text,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.report.svg import Pen

__all__ = [
    "Bar",
    "BarChart",
    "Bounds",
    "Key",
    "Part",
    "column",
    "draw_bars",
    "draw_columns",
    "ticks",
]

WIDTH = 960.0
ROW, BAR = 24.0, 17.0
COLUMNS_HIGH = 190.0
COLUMNS_LEFT = 66.0
LABELS_MAX = 14
LEAST = 1e-100
"""Less than this is drawn as nothing: a scale of it would have no number for its width."""
SOFT_TEXT = f'fill="{SOFT}"'


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar. With a `letter`, its number is written on it, or after the bar if too narrow."""

    value: float
    fill: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a bar's value; `is_open`: no upper bound is known, `high` is the highest stated."""

    low: float
    high: float
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row or a column. `ring` marks a second value; `note` is written after a row."""

    label: str
    parts: tuple[Part, ...]
    bounds: Bounds | None = None
    ring: float | None = None
    note: str = ""

    @property
    def most(self) -> float:
        """Return the largest value that is drawn."""
        high = self.bounds.high if self.bounds else 0.0
        return max(sum(each.value for each in self.parts), high, self.ring or 0.0)


@dataclass(frozen=True, slots=True)
class Key:
    """What a fill stands for."""

    fill: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars with all that is written around them.

    `name` is unique in the page. `description` says the same in words. `scale` are the values that
    are marked and how each is written; without it, rows have no scale and columns a round one.
    `left` and `right` are the room for the labels and the notes of rows. `pen` has the patterns
    that the fills refer to.
    """

    name: str
    title: str
    description: str
    caption: str
    bars: tuple[Bar, ...]
    key: tuple[Key, ...] = ()
    scale: tuple[tuple[float, str], ...] = ()
    left: float = 210.0
    right: float = 150.0
    pen: Pen | None = None
    simulated: bool = False
    speech: Speech = ENGLISH

    @property
    def most(self) -> float:
        """Return the value at the end of the scale."""
        marked = [value for value, _ in self.scale]
        most = max([*(each.most for each in self.bars), *marked], default=0)
        return most if most > LEAST else 1


def draw_bars(chart: BarChart) -> Figure:
    """Return the bars as rows from left to right."""
    per_unit = (WIDTH - chart.left - chart.right) / chart.most
    top = 34.0 if chart.key else 8.0
    bottom = top + ROW * len(chart.bars)
    body = _key(chart.key, chart.left)
    for value, words in chart.scale:
        x = chart.left + value * per_unit
        body += [
            line(x, top, x, bottom, FAINT),
            text(x, bottom + 13, words, size=10.5, anchor="middle", more=SOFT_TEXT),
        ]
    for place, each in enumerate(chart.bars):
        body += _row(each, chart, top + place * ROW, per_unit)
    size = (WIDTH, bottom + (20 if chart.scale else 4))
    return _figure(chart, size, body)


def _row(each: Bar, chart: BarChart, y: float, per_unit: float) -> list[str]:
    left, middle = chart.left, y + ROW / 2
    top = middle - BAR / 2
    label = fitting(each.label, 12, left - 20)
    elements = [text(left - 10, middle + 4, label, size=12, anchor="end")]
    for start, part in _stacked(each.parts):
        wide = max(part.value * per_unit, 2)
        edge = f'stroke="{PAPER}" stroke-width="0.8"'
        elements.append(rect(left + start * per_unit, top, wide, BAR, part.fill, edge))
        if part.letter and _fits(part, per_unit):
            elements += _number(left + start * per_unit + wide / 2, middle, _counted(part))
    if each.bounds:
        low, high = left + each.bounds.low * per_unit, left + each.bounds.high * per_unit
        elements += _across(low, WIDTH - chart.right if each.bounds.is_open else high, middle, each)
    if each.ring is not None:
        ring = f'stroke="{INK}" stroke-width="2"'
        elements.append(circle(left + each.ring * per_unit, middle, 5, PAPER, ring))
    small = [
        _counted(part)
        for part in each.parts
        if part.letter and part.value and not _fits(part, per_unit)
    ]
    words = "  ".join([*small, each.note]).strip()
    # Notes of bars without a number on them stand in one line, at the right.
    end = left + each.most * per_unit if any(part.letter for part in each.parts) else None
    x = WIDTH - chart.right if end is None else end
    return (
        [*elements, text(x + 8, middle + 4, words, size=11, more=SOFT_TEXT)] if words else elements
    )


def _across(low: float, high: float, y: float, each: Bar) -> list[str]:
    """Return bounds as a line with an end at each side, legible on any fill; dashed without an end."""
    is_open = each.bounds is not None and each.bounds.is_open
    dash = ' stroke-dasharray="4 3"' if is_open else ""
    ends = [low] if is_open else [low, high]
    return [
        line(low, y, high, y, PAPER, 'stroke-width="4"'),
        line(low, y, high, y, INK, f'stroke-width="1.6"{dash}'),
        *(line(x, y - 3.5, x, y + 3.5, INK, 'stroke-width="1.6"') for x in ends),
    ]


def _stacked(parts: Sequence[Part]) -> list[tuple[float, Part]]:
    """Return the parts that have a size, each with where it begins."""
    starts = accumulate((each.value for each in parts), initial=0.0)
    return [(start, part) for start, part in zip(starts, parts, strict=False) if part.value > 0]


def _counted(part: Part) -> str:
    return f"{part.letter} {part.value:,.0f}"


def _fits(part: Part, per_unit: float) -> bool:
    return part.value > 0 and width_of(_counted(part), 12) + 12 < part.value * per_unit


def _number(x: float, y: float, words: str) -> list[str]:
    """Return a number on a pale ground, so that no pattern below it makes it hard to read."""
    wide = width_of(words, 12) + 4
    return [
        rect(x - wide / 2, y - 7, wide, 14, PAPER, 'fill-opacity="0.86" rx="2"'),
        text(x, y + 4.3, words, size=12, anchor="middle", more='font-weight="600"'),
    ]


def draw_columns(chart: BarChart) -> Figure:
    """Return the bars as columns from left to right, their labels below, as many as there is room for."""
    top = 34.0 if chart.key else 12.0
    bottom, left, right = top + COLUMNS_HIGH, COLUMNS_LEFT, WIDTH - 10.0
    per_unit = COLUMNS_HIGH / chart.most
    step = (right - left) / max(len(chart.bars), 1)
    body = _key(chart.key, left)
    for value, words in chart.scale or [(each, f"{each:,}") for each in ticks(chart.most)]:
        y = bottom - value * per_unit
        body.append(line(left, y, right, y, FAINT if value else GREY))
        body.append(text(left - 8, y + 4, words, size=10.5, anchor="end", more=SOFT_TEXT))
    every = max(1, -(-len(chart.bars) // LABELS_MAX))
    for place, each in enumerate(chart.bars):
        x = left + place * step
        gap = min(step * 0.2, 8.0)
        body += column(
            each.parts,
            each.bounds,
            x=x + gap / 2,
            wide=step - gap,
            bottom=bottom,
            per_unit=per_unit,
        )
        if place % every == 0:
            body.append(text(x + step / 2, bottom + 18, each.label, anchor="middle"))
    return _figure(chart, (WIDTH, bottom + 26), body)


def column(
    parts: Sequence[Part],
    bounds: Bounds | None = None,
    *,
    x: float,
    wide: float,
    bottom: float,
    per_unit: float,
) -> list[str]:
    """Return one column, its parts from `bottom` up, and its bounds as a whisker.

    A triangle stands for an upper bound that is not known.
    """
    elements = [
        rect(x, bottom - (start + each.value) * per_unit, wide, each.value * per_unit, each.fill)
        for start, each in _stacked(parts)
    ]
    if bounds is None:
        return elements
    middle, half = x + wide / 2, min(2.5, wide / 3)
    low, high = bottom - bounds.low * per_unit, bottom - bounds.high * per_unit
    elements += [
        line(middle, low, middle, high, INK),
        line(middle - half, low, middle + half, low, INK),
    ]
    if bounds.is_open:
        tip = f"M{num(middle - 3)} {num(high)}h6L{num(middle)} {num(high - 5)}Z"
        return [*elements, path(tip, f'fill="{INK}"')]
    return [*elements, line(middle - half, high, middle + half, high, INK)]


def ticks(most: float) -> list[int]:
    """Return two to four round whole numbers from 0 up to `most`."""
    if most <= 0:
        return [0]
    rough = most / 3
    power = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    step = next(int(power * each) for each in (1, 2, 5, 10) if power * each >= rough)
    return list(range(0, int(most) + 1, max(step, 1)))


def _key(entries: Sequence[Key], x: float) -> list[str]:
    elements = []
    for each in entries:
        elements += [rect(x, 6, 15, 13, each.fill), text(x + 21, 17, each.words, size=12)]
        x += 21 + width_of(each.words, 12) + 26
    return elements


def _figure(chart: BarChart, size: tuple[float, float], elements: list[str]) -> Figure:
    patterns = [f"<defs>{chart.pen.patterns()}</defs>"] if chart.pen else []
    body = [*patterns, *elements]
    svg = document(
        chart.name,
        size,
        chart.title,
        chart.description,
        body,
        simulated=chart.simulated,
        speech=chart.speech,
    )
    return Figure(name=chart.name, svg=svg, caption=chart.caption)
