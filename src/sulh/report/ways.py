"""What a plan's travel times rest on, as a section of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.rooms import room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.sheet import Section

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.protect import WaysUsed

__all__ = ["ways_sections"]


def ways_sections(ways: WaysUsed | None, speech: Speech = ENGLISH) -> tuple[Section, ...]:
    """Return the section on ways and closures; none where nothing is said of them."""
    if ways is None:
        return ()
    return (
        Section(
            heading=speech.say("ways-head"),
            sentences=tuple(room_texts(ways.sentences, speech.language)),
            bullets=tuple(room_texts(ways.closures, speech.language)),
        ),
    )
