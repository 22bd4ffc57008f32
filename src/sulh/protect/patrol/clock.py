"""Times of day: minutes after local midnight, and HH:MM."""

from __future__ import annotations

import re

from sulh.errors import InputError, shown

__all__ = ["DAY_MIN", "format_clock", "parse_clock"]

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")
DAY_MIN = 1440.0


def parse_clock(text: str) -> float:
    """Return the minutes after midnight of HH:MM."""
    if CLOCK.fullmatch(text.strip()) is None:
        raise InputError(f"{shown(text)!r} is not a time of day.", remedy="Write HH:MM.")
    hours, minutes = text.strip().split(":")
    return 60.0 * int(hours) + int(minutes)


def format_clock(minutes: float) -> str:
    """Write minutes after midnight as HH:MM."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours % 24:02d}:{rest:02d}"
