"""What a plan's travel times rest on, as a section of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Section

if TYPE_CHECKING:
    from sulh.protect import WaysUsed

__all__ = ["ways_sections"]


def ways_sections(ways: WaysUsed | None) -> tuple[Section, ...]:
    """Return the section on ways and closures; none where nothing is said of them."""
    if ways is None:
        return ()
    return (Section(heading="Ways", sentences=ways.sentences, bullets=ways.closures),)
