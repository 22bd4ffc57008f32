"""The page of a reaction: who goes, when, by which way, and what is left behind."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.errors import plural
from sulh.report.closed import closed_key, closed_marks
from sulh.report.map_frame import fit_map, map_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, circle, line, path, text
from sulh.report.text import grouped_reasons, hour_cells, hour_heads, two_clocks

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sulh.report.model import Figure
    from sulh.respond.reaction import Reaction, ReactionChoice

__all__ = ["reaction_sheet"]

WIDTH, HEIGHT = 900.0, 600.0
HALO = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" font-weight="600"'
HEADER = ("minutes", "km", "capable", "uncovers", "then move", "takes, min", "regains")
CHOICES_DRAWN = 2
COLOURS = (BLUE, GREY)
KEY = (
    (line(0, -4, 24, -4, BLUE, 'stroke-width="3"'), "way of the first choice"),
    (line(0, -4, 24, -4, GREY, 'stroke-width="3"'), "way of the second choice"),
    (circle(12, -4, 5, INK), "where somebody is needed"),
)


def reaction_sheet(reaction: Reaction, *, clock: tzinfo = UTC) -> Sheet:
    """Return the page: choices in order, who does not go and why, and the ways of the first two.

    `clock` is the mission's; its times stand beside UTC.
    """
    choices = reaction.choices
    light = "in the dark" if reaction.is_dark else "by daylight"
    facts: tuple[Fact, ...] = (Fact("nobody", "can go"),)
    if choices:
        facts = (
            Fact(choices[0].unit, "goes"),
            Fact(f"{choices[0].minutes:.0f} min", "from the order to its arrival"),
            Fact(choices[1].unit if len(choices) > 1 else "nobody", "second choice"),
        )
    figures = (_map(reaction),) if choices else ()
    first = reaction.ordered
    heads = hour_heads(first, clock, "starts") + hour_heads(first, clock, "arrives")
    is_escort = any(each.at_goal is not None for each in choices)
    goal_heads = hour_heads(first, clock, "at the goal") if is_escort else ()
    return Sheet(
        title="Reaction",
        subtitle=f"lon {reaction.lon:g}, lat {reaction.lat:g}; "
        f"ordered {two_clocks(reaction.ordered, clock)}, {light}",
        facts=facts,
        sentences=(reaction.assumption,),
        sections=(
            Section(
                heading="Choices",
                header=("unit", *heads, *HEADER, *goal_heads),
                rows=tuple(_row(each, first, clock, goals=bool(goal_heads)) for each in choices),
                numbers=frozenset(len(heads) + n for n in (1, 2, 4, 6, 7)),
                wide=frozenset({len(heads) + 3}),
                notes=(
                    "Units that are proven to be capable come first, then by arrival.",
                    f"Uncovers: the weight that nobody else reaches in {plural(reaction.reach_min, 'minute')}.",
                ),
            ),
            *(
                (Section(heading="Who does not go", bullets=grouped_reasons(reaction.cannot)),)
                if reaction.cannot
                else ()
            ),
            *((Section(heading="Map", figures=figures),) if figures else ()),
        ),
    )  # fmt: skip


def _row(
    choice: ReactionChoice, first: datetime, clock: tzinfo, *, goals: bool
) -> tuple[str | Cell, ...]:
    km = choice.route.road_km + choice.route.off_km
    return (
        choice.unit,
        *hour_cells(choice.start, first, clock),
        *hour_cells(choice.arrival, first, clock),
        f"{choice.minutes:.0f}",
        f"{km:.1f}",
        Cell(choice.doubt, "doubt") if choice.doubt else Cell("proven", "good"),
        "" if choice.uncovered is None else f"{choice.uncovered:,.0f}",
        choice.move,
        "" if choice.move_min is None else f"{choice.move_min:,.0f}",
        f"{choice.regained:,.0f}" if choice.move else "",
        *(
            ("",) * (len(hour_heads(first, clock)) if goals else 0)
            if choice.at_goal is None
            else hour_cells(choice.at_goal, first, clock)
        ),
    )


def _map(reaction: Reaction) -> Figure:
    """Draw the ways of the first two choices."""
    first_two = reaction.choices[:CHOICES_DRAWN]
    lines = [np.column_stack([each.route.lon, each.route.lat]) for each in first_two]
    frame = fit_map([shapely.MultiPoint(np.concatenate(lines))], width=WIDTH, height=HEIGHT)
    if frame is None:
        raise AssertionError("a way has points")
    body = closed_marks(frame, reaction.closures)
    for each, points, colour in reversed(list(zip(first_two, lines, COLOURS, strict=False))):
        spots = [frame.xy(lon, lat) for lon, lat in points]
        steps = "".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(spots))
        body.append(path(steps, f'fill="none" stroke="{colour}" stroke-width="3"'))
        body.append(circle(*spots[0], 4, colour))
        body.append(text(spots[0][0] + 8, spots[0][1] + 4, each.unit, more=HALO))
    body.append(circle(*frame.xy(reaction.lon, reaction.lat), 5, INK))
    return map_figure(
        frame,
        body,
        name="reaction",
        title="The ways of the first two choices",
        description=f"From {' and '.join(each.unit for each in first_two)} to the place.",
        caption="Ways by road and off road.",
        key=(*KEY, *closed_key(reaction.closures)),
    )
