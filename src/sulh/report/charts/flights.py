"""Drawings of a flight from violence: each camp by day, simulated and registered; and errors by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.languages.speech import ENGLISH
from sulh.report.charts.bars import ticks
from sulh.report.model import Figure
from sulh.report.svg import AMBER, BLUE, GREY, INK, SOFT, document, line, num, path, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.exercise import FlightCheck
    from sulh.languages.speech import Speech

    Floats = NDArray[np.float64]

__all__ = ["camps_figure", "errors_figure"]

ACROSS, WIDE, HIGH = 4, 200.0, 92.0
LEFT, GAP, TOP = 52.0, 24.0, 30.0
SOFT_TEXT = f'fill="{SOFT}"'
POINTS = 160


def _curve(values: Floats, most: float, x: float, y: float, stroke: str, more: str = "") -> str:
    """Return a line through values, day by day, in a box whose upper left corner is (x, y)."""
    days = np.unique(np.linspace(0, len(values) - 1, min(len(values), POINTS)).astype(int))
    points = (
        f"{num(x + day / max(len(values) - 1, 1) * WIDE)} {num(y + HIGH * (1 - values[day] / most))}"
        for day in days
    )
    return path(f"M{'L'.join(points)}", f'fill="none" stroke="{stroke}" stroke-width="2"{more}')


def _box(x: float, y: float, title: str, words: str) -> list[str]:
    return [
        line(x, y + HIGH, x + WIDE, y + HIGH, GREY),
        line(x, y, x, y + HIGH, GREY),
        text(x, y - 8, title, size=12),
        text(x - 5, y + 8, words, size=10, anchor="end", more=SOFT_TEXT),
        text(x - 5, y + HIGH, "0", size=10, anchor="end", more=SOFT_TEXT),
    ]


def _key(y: float, entries: Sequence[tuple[str, str, str]]) -> list[str]:
    body, x = [], LEFT
    for stroke, more, words in entries:
        body.append(
            path(f"M{num(x)} {num(y)}h28", f'fill="none" stroke="{stroke}" stroke-width="2"{more}')
        )
        body.append(text(x + 34, y + 4, words, size=12))
        x += 60 + 7.2 * len(words)
    return body


def camps_figure(check: FlightCheck, speech: Speech = ENGLISH) -> Figure:
    """Return a small drawing of each camp: people registered and people simulated, by day."""
    camps = check.case.camps
    body: list[str] = []
    for n, camp in enumerate(camps):
        x = LEFT + (n % ACROSS) * (WIDE + LEFT)
        y = TOP + (n // ACROSS) * (HIGH + TOP + GAP)
        real, simulated = np.array(check.case.registered[camp]), check.result.in_camps[:, n]
        most = float(max(real.max(), simulated.max(), 1.0))
        body += _box(x, y, camp, speech.number(most))
        body.append(_curve(real, most, x, y, INK))
        body.append(_curve(simulated, most, x, y, BLUE, ' stroke-dasharray="5 3"'))
    height = TOP + -(-len(camps) // ACROSS) * (HIGH + TOP + GAP) + 10
    body += _key(
        height - 12,
        (
            (INK, "", speech.say("flight-registered")),
            (BLUE, ' stroke-dasharray="5 3"', speech.say("flight-simulated")),
        ),
    )
    ends = speech.semicolon(
        [
            speech.say(
                "flight-end-of-camp",
                camp=camp,
                registered=speech.number(check.case.registered[camp][-1]),
                simulated=speech.number(float(check.result.in_camps[-1, n])),
            )
            for n, camp in enumerate(camps)
        ]
    )
    return Figure(
        name="flight-camps",
        svg=document(
            "flight-camps", (LEFT + ACROSS * (WIDE + LEFT), height), speech.say("flight-people"),
            speech.say("flight-ends", ends=ends), body, simulated=True, speech=speech,
        ),
        caption=speech.say("flight-people-caption", days=speech.number(check.case.days)),
    )  # fmt: skip


def errors_figure(check: FlightCheck, rival: str, speech: Speech = ENGLISH) -> Figure:
    """Return the averaged relative difference by day: of the simulation, and of a naive guess."""
    ours, theirs = check.error.scaled_by_day[1:], check.rivals[rival].scaled_by_day[1:]
    most = float(max(ours.max(), theirs.max(), 0.1))
    body = _box(LEFT, TOP, speech.say("flight-difference"), speech.decimal(most))
    body.append(_curve(theirs, most, LEFT, TOP, AMBER))
    body.append(_curve(ours, most, LEFT, TOP, BLUE, ' stroke-dasharray="5 3"'))
    for day in ticks(float(check.case.days - 1)):
        x = LEFT + day / max(check.case.days - 1, 1) * WIDE
        body.append(
            text(x, TOP + HIGH + 14, speech.number(day), size=10, anchor="middle", more=SOFT_TEXT)
        )
    height = TOP + HIGH + 46
    guess = speech.say(f"flight-guess-{rival.replace(' ', '-')}")
    simulated = (BLUE, ' stroke-dasharray="5 3"', speech.say("flight-simulated"))
    body += _key(height - 12, (simulated, (AMBER, "", guess)))
    return Figure(
        name="flight-errors",
        svg=document(
            "flight-errors", (LEFT + ACROSS * (WIDE + LEFT), height), speech.say("flight-errors-by-day"),
            speech.say(
                "flight-errors-mean", simulated=speech.decimal(check.error.scaled),
                guess=speech.decimal(check.rivals[rival].scaled),
            ),
            body, simulated=True, speech=speech,
        ),
        caption=speech.say("flight-errors-caption"),
    )  # fmt: skip
