"""The page of hazardous areas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import (
    band,
    column_names,
    cut,
    ground_left,
    judged_at,
    people_text,
    titled,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import HazardLine, HazardStatement

__all__ = ["hazards_sheet"]


def hazards_sheet(
    statement: HazardStatement, *, place: str = "", speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of hazardous areas, the most urgent first; `place` is the mission's title."""
    say = speech.say
    left = [each for each in statement.lines if each.is_open]
    devices = sum(each.devices for each in statement.lines)
    excess = sum(bool(each.excess_m2) for each in statement.lines)
    return Sheet(
        title=titled(speech, say("places-hazards"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=judged_at(speech, statement.at),
        facts=(
            Fact(
                say(
                    "sheet-of",
                    part=speech.number(len(left)),
                    whole=speech.number(len(statement.lines)),
                ),
                say("hazards-open"),
            ),
            Fact(
                say(
                    "hazards-area",
                    area=speech.exact(sum((each.left_m2 for each in left), Decimal(0))),
                ),
                say("hazards-left"),
            ),
            Fact(speech.number(devices), say("hazards-devices")),
        ),
        sections=(
            Section(
                heading=say("hazards-head"),
                sentences=(
                    say("hazards-order"),
                    say("sheet-rounded"),
                    *((say("hazards-excess-words", count=excess),) if excess else ()),
                )
                if statement.lines
                else (say("hazards-none"),),
                header=column_names(
                    speech,
                    *(
                        "places-area",
                        "field-place",
                        "hazard-kind",
                        "hazard-ordnance",
                        "hazard-area",
                    ),
                    *("hazard-cancelled", "hazard-reduced", "hazard-cleared", "hazard-left"),
                    "hazard-exposed",
                ),
                rows=tuple(_row(each, speech) for each in statement.lines),
                numbers=frozenset((4, 5, 6, 7, 8)),
            ),
            *(
                (Section(heading=say("hazards-left-out"), bullets=cut(statement.left_out, speech)),)
                if statement.left_out
                else ()
            ),
        ),
        landscape=True,
        language=speech.language,
    )


def _row(each: HazardLine, speech: Speech) -> tuple[str | Cell, ...]:
    return (
        each.area.origin.ref,
        each.area.place.name or each.area.place.district,
        speech.word(each.area.suspicion),
        speech.word(each.area.ordnance),
        speech.exact(each.area.area_m2),
        *(speech.exact(each.released[way]) for way in ("cancelled", "reduced", "cleared")),
        ground_left(each, speech),
        speech.say("sheet-unknown") if each.exposed is None else people_text(each.exposed, speech),
    )
