"""Months, and spans against periods, in whole microseconds since 1970 UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["Months", "judged_months", "micros", "moment", "within"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FOREVER = 2**62
Ints = NDArray[np.int64]
Tris = NDArray[np.uint8]


def micros(moment: datetime | None, *, default: int = FOREVER) -> int:
    """Return a UTC time as microseconds since 1970; None as `default`."""
    if moment is None:
        return default
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """Return microseconds since 1970 as a UTC time."""
    return EPOCH + timedelta(microseconds=int(value))


def within(start: Any, end: Any, low: Any, high: Any) -> Tris:
    """Return the tri of closed spans against half-open periods ``[low, high)``, elementwise."""
    touches = (end >= low) & (start < high)
    inside = (start >= low) & (end < high)
    return np.asarray(touches, dtype=np.uint8) + np.asarray(touches & inside, dtype=np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """Calendar months in order: `names` like ``2024-05``, `start` and `end` int64 (n,)."""

    names: tuple[str, ...]
    start: Ints
    end: Ints

    def judged(self, force_from: int, force_until: int, at: int) -> tuple[Ints, Ints]:
        """Return the judged part of each month; it is empty where the second is not after."""
        low = np.maximum(self.start, force_from)
        high = np.minimum(np.minimum(self.end, force_until), at)
        return low, high


def judged_months(earliest: int, latest: int, *, timezone: ZoneInfo, at: int, since: int) -> Months:
    """Return the months from the one holding `earliest` to the one holding `latest`.

    Months that begin at or after `at`, or end at or before `since`, are left out.
    """
    first = moment(earliest).astimezone(timezone)
    year, month = first.year, first.month
    names, starts, ends = [], [], []
    last = min(latest, at - 1)
    start = _month_start(year, month, timezone)
    while start <= last:
        following = (year + month // 12, month % 12 + 1)
        end = _month_start(*following, timezone)
        if end > since:
            names.append(f"{year:04d}-{month:02d}")
            starts.append(start)
            ends.append(end)
        (year, month), start = following, end
    return Months(
        names=tuple(names),
        start=np.array(starts, dtype=np.int64),
        end=np.array(ends, dtype=np.int64),
    )


def _month_start(year: int, month: int, timezone: ZoneInfo) -> int:
    return micros(datetime(year, month, 1, tzinfo=timezone).astimezone(UTC))
