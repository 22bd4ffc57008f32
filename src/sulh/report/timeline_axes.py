"""Lanes of a timeline: stacked bars over months, quarters or years, with whiskers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.report.charts.bars import column, ticks
from sulh.report.months import distance, following
from sulh.report.svg import FAINT, GREY, SOFT, line, text, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.report.charts.bars import Bounds, Part

__all__ = ["Bins", "Lane", "choose_bins", "draw_lane", "draw_scale"]

BINS_MAX = 120
UNITS = {1: "month", 3: "quarter", 12: "year"}
FIRST_LINE = 12.0


@dataclass(frozen=True, slots=True)
class Bins:
    """Equal steps of time from left to right. `first` is the first month, `unit` months a step."""

    first: str
    unit: int
    number: int
    left: float
    right: float

    @property
    def step(self) -> float:
        """Return how wide a step is drawn."""
        return (self.right - self.left) / self.number

    def place(self, month: str) -> int | None:
        """Return the step that a month falls into; None outside."""
        place = distance(self.first, month) // self.unit
        return place if 0 <= place < self.number else None

    def x(self, place: float) -> float:
        """Return where a step begins."""
        return self.left + place * self.step

    def x_of(self, month: str, part: float = 0) -> float:
        """Return where a moment lies, `part` of the way through a month."""
        return self.x((distance(self.first, month) + part) / self.unit)


def choose_bins(first: str, last: str, *, left: float, right: float) -> Bins:
    """Return steps of a month, a quarter or a year: the shortest of which not too many are needed."""
    for unit in UNITS:
        back = (int(first[5:]) - 1) % unit
        number = (distance(first, last) + back) // unit + 1
        if number <= BINS_MAX or unit == 12:
            return Bins(following(first, -back), unit, number, left, right)
    raise AssertionError("a year is the longest step")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of the timeline. `stacks` are, by step, the parts of a bar from the bottom up."""

    title: str
    note: str
    height: float
    stacks: Mapping[int, Sequence[Part]]
    bounds: Mapping[int, Bounds]

    @property
    def most(self) -> float:
        """Return the height of the tallest bar or whisker."""
        tall = [sum(each.value for each in parts) for parts in self.stacks.values()]
        return max([*tall, *(each.high for each in self.bounds.values())], default=0)


def draw_lane(lane: Lane, bins: Bins, top: float) -> list[str]:
    """Return a lane whose drawing begins at `top`."""
    bottom = top + lane.height
    scale = (lane.height - 6) / (lane.most or 1)
    elements = [
        text(bins.left - 40, top + FIRST_LINE, lane.title, size=12, anchor="end",
             more='font-weight="600"'),
        *_note(lane.note, bins.left - 40, top + FIRST_LINE + 14),
    ]  # fmt: skip
    for value in ticks(lane.most):
        y = bottom - value * scale
        elements += [
            line(bins.left, y, bins.right, y, GREY if value == 0 else FAINT),
            text(bins.left - 5, y + 3.5, f"{value:,}", size=9.5, anchor="end",
                 more=f'fill="{SOFT}"'),
        ]  # fmt: skip
    return [*elements, *_columns(lane, bins, bottom, scale)]


def _columns(lane: Lane, bins: Bins, bottom: float, per_unit: float) -> list[str]:
    """Return the columns with their bounds, from `bottom` up."""
    gap = min(1.0, bins.step * 0.15)
    elements = []
    for place in sorted({*lane.stacks, *lane.bounds}):
        elements += column(
            lane.stacks.get(place, ()),
            lane.bounds.get(place),
            x=bins.x(place) + gap / 2,
            wide=bins.step - gap,
            bottom=bottom,
            per_unit=per_unit,
        )
    return elements


def _note(words: str, x: float, y: float) -> list[str]:
    """Return a note in lines that fit left of the lane."""
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, 10) > x - 8:
            lines.append(word)
        else:
            lines[-1] = longer
    return [
        text(x, y + 12 * n, each, size=10, anchor="end", more=f'fill="{SOFT}"')
        for n, each in enumerate(lines)
        if each
    ]


def draw_scale(bins: Bins, top: float, bottom: float) -> list[str]:
    """Return the years and months below the lanes, with a fine line at each new year."""
    elements = []
    wide = 12 / bins.unit * bins.step
    every = next(each for each in (1, 2, 5, 10, 20, 50) if each * wide >= 30)
    for place in range(bins.number):
        month = following(bins.first, place * bins.unit)
        x = bins.x(place)
        if month.endswith("-01"):
            elements.append(line(x, top, x, bottom + 6, FAINT))
            if int(month[:4]) % every == 0:
                elements.append(text(x + 3, bottom + 26, month[:4], size=11))
        if bins.unit == 1 and bins.step >= 13:
            middle = x + bins.step / 2
            elements.append(text(middle, bottom + 12, month[5:], size=8.5, anchor="middle",
                              more=f'fill="{SOFT}"'))  # fmt: skip
    return elements
