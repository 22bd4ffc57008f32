"""The page of a reaction: who goes, when, by which way, and what is left behind."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.report.closed import closed_key, closed_marks
from sulh.report.map_frame import fit_map, key_words, map_figure
from sulh.report.pages.busy import move_text
from sulh.report.pages.words import column_names, place_and_light, reasons_text
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, circle, line, path, text
from sulh.report.text import grouped_reasons, hour_cells, hour_heads, two_clocks

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sulh.languages.speech import Speech
    from sulh.report.model import Figure
    from sulh.respond.reaction import Reaction, ReactionChoice

__all__ = ["reaction_sheet"]

WIDTH, HEIGHT = 900.0, 600.0
HALO = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" font-weight="600"'
HEADER = (
    *("busy-minutes", "react-km", "react-capable", "busy-uncovers", "busy-then-move"),
    *("react-takes", "busy-regains"),
)
CHOICES_DRAWN = 2
COLOURS = (BLUE, GREY)
KEY = (
    (line(0, -4, 24, -4, BLUE, 'stroke-width="3"'), "react-key-first"),
    (line(0, -4, 24, -4, GREY, 'stroke-width="3"'), "react-key-second"),
    (circle(12, -4, 5, INK), "react-key-place"),
)


def reaction_sheet(reaction: Reaction, *, clock: tzinfo = UTC, speech: Speech = ENGLISH) -> Sheet:
    """Return the page: choices in order, who does not go and why, and the ways of the first two.

    `clock` is the mission's; its times stand beside UTC.
    """
    say, choices, first = speech.say, reaction.choices, reaction.ordered

    def heads(name: str) -> tuple[str, ...]:
        return hour_heads(first, clock, say(name), speech)

    nobody = say("evac-nobody")
    facts: tuple[Fact, ...] = (Fact(nobody, say("react-can-go")),)
    if choices:
        minutes = say("sheet-minutes", minutes=speech.number(choices[0].minutes))
        facts = (
            Fact(choices[0].unit, say("react-goes")),
            Fact(minutes, say("react-order-to-arrival")),
            Fact(choices[1].unit if len(choices) > 1 else nobody, say("react-second")),
        )
    figures = (_map(reaction, speech),) if choices else ()
    hours = heads("react-starts") + heads("react-arrives")
    is_escort = any(each.at_goal is not None for each in choices)
    goal_heads = heads("react-at-goal") if is_escort else ()
    cannot = grouped_reasons(reaction.cannot, speech)
    return Sheet(
        title=say("react-title"),
        subtitle=say(
            "react-at",
            time=two_clocks(reaction.ordered, clock, speech),
            **place_and_light(reaction.lon, reaction.lat, speech, is_dark=reaction.is_dark),
        ),
        language=speech.language,
        facts=facts,
        sentences=(room_text(reaction.assumption, speech.language),),
        sections=(
            Section(
                heading=say("react-choices"),
                header=(say("busy-unit"), *hours, *column_names(speech, *HEADER), *goal_heads),
                rows=tuple(
                    _row(each, first, clock, speech, goals=bool(goal_heads)) for each in choices
                ),
                numbers=frozenset(len(hours) + n for n in (1, 2, 4, 6, 7)),
                wide=frozenset({len(hours) + 3}),
                notes=(
                    say("react-order"),
                    say("react-uncovers-is", minutes=speech.brief(reaction.reach_min)),
                ),
            ),
            *((Section(heading=say("react-cannot"), bullets=cannot),) if cannot else ()),
            *((Section(heading=say("plan-map"), figures=figures),) if figures else ()),
        ),
    )


def _row(
    choice: ReactionChoice, first: datetime, clock: tzinfo, speech: Speech, *, goals: bool
) -> tuple[str | Cell, ...]:
    number = speech.number
    km = choice.route.road_km + choice.route.off_km
    return (
        choice.unit,
        *hour_cells(choice.start, first, clock),
        *hour_cells(choice.arrival, first, clock),
        number(choice.minutes),
        speech.decimal(km, 1),
        Cell(reasons_text(choice.doubt, speech), "doubt")
        if choice.doubt
        else Cell(speech.say("react-proven"), "good"),
        "" if choice.uncovered is None else number(choice.uncovered),
        move_text(choice.move, speech),
        "" if choice.move_min is None else number(choice.move_min),
        number(choice.regained) if choice.move else "",
        *(
            ("",) * (len(hour_heads(first, clock)) if goals else 0)
            if choice.at_goal is None
            else hour_cells(choice.at_goal, first, clock)
        ),
    )


def _map(reaction: Reaction, speech: Speech) -> Figure:
    """Draw the ways of the first two choices."""
    first_two = reaction.choices[:CHOICES_DRAWN]
    lines = [np.column_stack([each.route.lon, each.route.lat]) for each in first_two]
    frame = fit_map([shapely.MultiPoint(np.concatenate(lines))], width=WIDTH, height=HEIGHT)
    if frame is None:
        raise AssertionError("a way has points")
    body = closed_marks(frame, reaction.closures, speech)
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
        title=speech.say("react-map"),
        description=speech.say(
            "react-map-says", units=speech.join([each.unit for each in first_two])
        ),
        caption=speech.say("react-map-caption"),
        key=(*key_words(KEY, speech), *closed_key(reaction.closures, speech)),
        speech=speech,
    )
