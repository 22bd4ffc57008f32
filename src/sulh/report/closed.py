"""Closed ways on a map: the circle of each closure that plans count, and what it is in the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.report.svg import INK, RED, circle, clean, path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.protect import ClosedArea
    from sulh.report.map_frame import KeyEntry, MapFrame

__all__ = ["closed_key", "closed_marks"]

RADIUS_MIN = 5.0
"""A smaller circle cannot be seen; the page lists how wide each closure is."""
SHUT = f'fill-opacity="0.14" stroke="{INK}" stroke-width="1.4"'
SLOW = f'fill-opacity="0.06" stroke="{INK}" stroke-width="1.4" stroke-dasharray="3 3"'
CROSS = f'stroke="{INK}" stroke-width="1.4"'


def closed_marks(
    frame: MapFrame, areas: Sequence[ClosedArea], speech: Speech = ENGLISH
) -> list[str]:
    """Return the circles of closures on a map; a cross where nobody passes. Those off the map are cut away."""
    body = []
    for each in areas:
        spot = frame.xy(each.lon, each.lat)
        mark = _mark(*spot, max(RADIUS_MIN, frame.metres(each.radius_m)), passes=each.passes)
        body.append(f"<g><title>{clean(room_text(each.name, speech.language))}</title>{mark}</g>")
    return body


def closed_key(areas: Sequence[ClosedArea], speech: Speech = ENGLISH) -> tuple[KeyEntry, ...]:
    """Return the lines of a map's key for the closures that there are."""
    rows = ((False, speech.say("ways-closed")), (True, speech.say("ways-slow")))
    there = {each.passes for each in areas}
    return tuple(
        (_mark(12, -4, 7, passes=passes), words) for passes, words in rows if passes in there
    )


def _mark(x: float, y: float, radius: float, *, passes: bool) -> str:
    ring = circle(x, y, radius, RED, SLOW if passes else SHUT)
    cross = f"M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6"
    return ring if passes else ring + path(cross, CROSS)
