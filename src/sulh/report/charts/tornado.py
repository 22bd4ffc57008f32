"""The tornado: for each assumption a bar from the lower end of its span to the higher one, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import Figure
from sulh.report.svg import AMBER, BLUE, FAINT, GREY, INK, SOFT, document, fitting, line, rect, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.exercise import Sensitivity, Swing

__all__ = ["tornado_figure"]

WIDTH, LEFT, RIGHT, TOP, ROW = 960.0, 330.0, 40.0, 40.0, 30.0
SOFT_TEXT = f'fill="{SOFT}"'


def tornado_figure(result: Sensitivity, *, what: str) -> Figure:
    """Return the figure of a sensitivity; `what` is measured, a replication. 0 is the scenario as it is."""
    ends = [0.0]
    for each in result.swings:
        ends += [*each.low_interval, *each.high_interval]
    low, high = min(ends), max(ends)
    wide = (high - low) or 1.0

    def x(value: float) -> float:
        return LEFT + (value - low) / wide * (WIDTH - LEFT - RIGHT)

    bottom = TOP + ROW * len(result.swings)
    body = [
        line(x(0.0), TOP - 8, x(0.0), bottom, INK),
        text(x(0.0), TOP - 14, f"{result.mean:,.2f}", anchor="middle"),
        line(LEFT, bottom, WIDTH - RIGHT, bottom, GREY),
        text(LEFT, bottom + 16, f"{low:+,.2f}", size=10, more=SOFT_TEXT),
        text(WIDTH - RIGHT, bottom + 16, f"{high:+,.2f}", size=10, anchor="end", more=SOFT_TEXT),
    ]
    for n, each in enumerate(result.swings):
        y = TOP + ROW * n
        name = fitting(f"{each.name} {each.low:g} to {each.high:g}", 11, LEFT - 20)
        body.append(text(LEFT - 12, y + 17, name, anchor="end"))
        body += _bar(x, y, each)
    body += [
        rect(LEFT, bottom + 28, 14, 10, BLUE),
        text(LEFT + 20, bottom + 37, "at the lower end of the span", size=10),
        rect(LEFT + 220, bottom + 28, 14, 10, AMBER),
        text(LEFT + 240, bottom + 37, "at the higher end", size=10),
    ]
    title = f"Change in {what}, a replication"
    return Figure(
        name="tornado",
        svg=document("tornado", (WIDTH, bottom + 52), title, title, body, simulated=True),
        caption=f"{title}. Lines are intervals; pale bars are noise.",
    )


def _bar(x: Callable[[float], float], y: float, swing: Swing) -> list[str]:
    """Return the two parts of a row, and the interval of each; pale where they are noise."""
    parts = []
    for value, (least, most), fill, down in (
        (swing.at_low, swing.low_interval, BLUE, 4.0),
        (swing.at_high, swing.high_interval, AMBER, 14.0),
    ):
        start, end = sorted((x(0.0), x(value)))
        parts.append(rect(start, y + down, end - start, 9, FAINT if swing.is_noise else fill))
        parts.append(line(x(least), y + down + 4.5, x(most), y + down + 4.5, INK))
    return parts
