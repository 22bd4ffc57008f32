"""The tornado: for each assumption a bar from the lower end of its span to the higher one, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.model import Figure
from sulh.report.svg import AMBER, BLUE, FAINT, GREY, INK, SOFT, document, fitting, line, rect, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.exercise import Sensitivity, Swing
    from sulh.languages.speech import Speech

__all__ = ["tornado_figure"]

WIDTH, LEFT, RIGHT, TOP, ROW = 960.0, 330.0, 40.0, 40.0, 30.0
SOFT_TEXT = f'fill="{SOFT}"'


def tornado_figure(result: Sensitivity, *, speech: Speech = ENGLISH) -> Figure:
    """Return the figure of a sensitivity. Its upright line is the scenario as it is."""
    say = speech.say
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
        text(x(0.0), TOP - 14, speech.decimal(result.mean), anchor="middle"),
        line(LEFT, bottom, WIDTH - RIGHT, bottom, GREY),
        text(LEFT, bottom + 16, speech.signed(low), size=10, more=SOFT_TEXT),
        text(
            WIDTH - RIGHT, bottom + 16, speech.signed(high), size=10, anchor="end", more=SOFT_TEXT
        ),
    ]
    for n, each in enumerate(result.swings):
        y = TOP + ROW * n
        span = say("sensitivity-span", name=each.name, low=f"{each.low:g}", high=f"{each.high:g}")
        name = fitting(span, 11, LEFT - 20)
        body.append(text(LEFT - 12, y + 17, name, anchor="end"))
        body += _bar(x, y, each)
    body += [
        rect(LEFT, bottom + 28, 14, 10, BLUE),
        text(LEFT + 20, bottom + 37, say("sensitivity-lower-end"), size=10),
        rect(LEFT + 220, bottom + 28, 14, 10, AMBER),
        text(LEFT + 240, bottom + 37, say("sensitivity-higher-end"), size=10),
    ]
    title = say("sensitivity-change", what=say(f"comparable-{result.measure}"))
    return Figure(
        name="tornado",
        svg=document(
            "tornado", (WIDTH, bottom + 52), title, title, body, simulated=True, speech=speech
        ),
        caption=say("sensitivity-caption", title=title),
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
