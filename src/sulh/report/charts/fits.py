"""Drawings of a fit to past incidents: its residuals, and real years among simulated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.exercise import residual_levels
from sulh.languages.speech import ENGLISH
from sulh.report.charts.bars import Bar, BarChart, Bounds, Part, draw_bars, ticks
from sulh.report.model import Figure
from sulh.report.svg import BLUE, FAINT, GREY, SOFT, document, line, num, path, rect, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import Fit, Hindcast
    from sulh.languages.speech import Speech

__all__ = ["measure_name", "residual_figure", "years_figure"]

SIDE, LEFT, TOP = 320.0, 60.0, 14.0
WIDTH = 960.0
SOFT_TEXT = f'fill="{SOFT}"'
KS_95 = 1.358
"""Kolmogorov's distance at 5 %, times the root of the number of intervals."""


def measure_name(measure: str, speech: Speech) -> str:
    """Return what one of `sulh.exercise.YEAR_MEASURES` is called."""
    return speech.say(f"year-measure-{measure.replace('_', '-')}")


def residual_figure(fit: Fit, speech: Speech = ENGLISH) -> Figure:
    """Return the intervals between incidents against the law that they should follow.

    On the diagonal the process holds; the band is where 95 of 100 such curves stay.
    """
    levels = residual_levels(fit)
    n = len(levels)
    half = KS_95 / n**0.5

    def at(x: float, y: float) -> tuple[float, float]:
        return LEFT + x * SIDE, TOP + (1.0 - y) * SIDE

    band = [at(0, 0), at(0, half), at(1 - half, 1), at(1, 1), at(1, 1 - half), at(half, 0)]
    curve = [at(level, (place + 1) / n) for place, level in enumerate(levels.tolist())]
    if n > SIDE:  # one point a pixel is enough
        curve = curve[:: max(1, n // int(SIDE))] + curve[-1:]
    body = [
        rect(LEFT, TOP, SIDE, SIDE, "none", f'stroke="{GREY}"'),
        path(f"M{_points(band)}Z", f'fill="{FAINT}"'),
        line(*at(0, 0), *at(1, 1), GREY),
        path(f"M{_points([at(0, 0), *curve])}", f'fill="none" stroke="{BLUE}" stroke-width="2"'),
    ]
    for share in (0.0, 0.5, 1.0):
        x, y = at(share, share)
        body += [
            text(x, TOP + SIDE + 16, speech.brief(share), anchor="middle", more=SOFT_TEXT),
            text(LEFT - 8, y + 4, speech.brief(share), anchor="end", more=SOFT_TEXT),
        ]
    middle = LEFT + SIDE / 2
    say = speech.say
    body.append(text(middle, TOP + SIDE + 34, say("fit-axis-across"), size=12, anchor="middle"))
    body.append(text(LEFT + SIDE + 16, TOP + 16, say("fit-axis-up"), size=12))
    words = say(
        "fit-curve", distance=speech.decimal(fit.check.distance, 3), band=speech.decimal(half, 3)
    )
    svg = document(
        "residuals",
        (WIDTH, TOP + SIDE + 42),
        say("fit-residuals"),
        words,
        body,
        simulated=False,
        speech=speech,
    )
    return Figure(name="residuals", svg=svg, caption=say("fit-band"))


def _points(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{num(x)} {num(y)}" for x, y in points)


def years_figure(measure: str, years: Sequence[Hindcast], speech: Speech = ENGLISH) -> Figure:
    """Return one measure of each year: 90 % of the simulated, their middle, and the real one as a ring."""
    bars = []
    for each in years:
        fallen = next(one for one in each.fallen if one.measure == measure)
        bars.append(
            Bar(
                label=f"{each.from_:%Y}",
                parts=(Part(fallen.middle, GREY),),
                bounds=Bounds(fallen.low, fallen.high),
                ring=fallen.real,
                note="" if fallen.real is None else speech.brief(fallen.real, 4),
            )
        )
    most = max((each.most for each in bars), default=1.0)
    scale = (
        tuple((float(value), speech.number(value)) for value in ticks(most))
        if most >= 3
        else ((0.0, "0"), (most, speech.brief(most, 2)))
    )
    return draw_bars(
        BarChart(
            name=f"years-{measure.replace('_', '-')}",
            title=measure_name(measure, speech),
            description=speech.semicolon(
                [
                    speech.say(
                        "fit-year-says",
                        year=bar.label,
                        real=bar.note or speech.say("sheet-unknown"),
                        low=speech.brief(bar.bounds.low, 4),
                        high=speech.brief(bar.bounds.high, 4),
                    )
                    for bar in bars
                    if bar.bounds
                ]
            ),
            caption=speech.say("fit-bars"),
            bars=tuple(bars),
            scale=scale,
            left=70.0,
            speech=speech,
        )
    )
