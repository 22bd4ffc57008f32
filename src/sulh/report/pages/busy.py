"""The page of busy units: how often each is out, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names
from sulh.report.sheet import Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.respond.busy.entry import BusyPlan

__all__ = ["busy_sheet", "move_text"]

BASE_OF = " to the base of "
"""What `sulh.respond` puts between a unit that moves and the unit whose base it moves to."""


def busy_sheet(plan: BusyPlan, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page: workloads, the calls that find nobody, and the moves that close holes."""
    say, number, percent = speech.say, speech.number, speech.percent
    reach = speech.brief(plan.reach_min)
    return Sheet(
        title=say("busy-title"),
        language=speech.language,
        facts=(
            Fact(percent(plan.loss, 2), say("busy-lost")),
            Fact(say("sheet-minutes", minutes=number(plan.mean_min)), say("busy-mean")),
            Fact(percent(plan.expected / plan.weight, 1), say("busy-within-out", minutes=reach)),
            Fact(percent(plan.covered / plan.weight, 1), say("busy-within-ready", minutes=reach)),
        ),
        sentences=(
            room_text(plan.assumption, speech.language),
            say("busy-approximate" if plan.is_approximate else "busy-exact"),
            *((say("busy-out-of-way", weight=number(plan.out_of_way)),) if plan.out_of_way else ()),
        ),
        sections=(
            Section(
                heading=say("busy-units"),
                header=column_names(
                    speech,
                    *("busy-unit", "busy-out", "busy-share", "busy-uncovers", "busy-then-move"),
                    *("busy-minutes", "busy-regains"),
                ),
                rows=tuple(
                    (
                        each.name,
                        percent(each.workload, 1),
                        percent(each.share, 1),
                        number(each.uncovered),
                        move_text(each.move, speech) or say("evac-nobody"),
                        "" if each.move_min is None else number(each.move_min),
                        number(each.regained),
                    )
                    for each in plan.units
                ),
                numbers=frozenset({1, 2, 3, 5, 6}),
                notes=(say("busy-uncovers-is"), say("busy-minutes-is")),
            ),
        ),
    )


def move_text(move: str, speech: Speech) -> str:
    """Return which unit moves to the base of which, in a language; nothing where none does."""
    unit, between, base = move.partition(BASE_OF)
    return speech.say("busy-move", unit=unit, base=base) if between else move
