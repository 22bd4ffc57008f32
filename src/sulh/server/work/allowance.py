"""How much an account may send in a day, and how much of the disk stays free for records.

Whoever fills the disk stops everybody: no record enters and nobody signs in. Files of reports are the large
part of it, and they are what waits when the disk is nearly full.
"""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

from sulh.languages.refusals import refusal
from sulh.server.errors import BusyError, too_many

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

__all__ = ["DailyAllowance", "check_room"]

DAY_S = 86_400
RESERVE_BYTES = 200_000_000
"""Kept free of attachments: reports without files go on for long in this."""


class DailyAllowance:
    """The bytes that each account has sent on a day (UTC), at most `most`; counted in memory."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._day: date | None = None
        self._sent: Counter[str] = Counter()

    def check(self, account: str, size: int, now: datetime) -> None:
        """Refuse what would be too much.

        Raises
        ------
        TooManyError
            With the seconds until the day ends.
        """
        if self._day != now.date():
            self._day = now.date()
            self._sent.clear()
        if size and self._sent[account] + size > self.most:
            passed_s = now.hour * 3600 + now.minute * 60 + now.second
            raise too_many("sends-too-much-a-day", DAY_S - passed_s)

    def count(self, account: str, size: int) -> None:
        """Count what came."""
        self._sent[account] += size


def check_room(folder: Path) -> None:
    """Refuse a file where the disk of a folder is nearly full.

    Raises
    ------
    BusyError
        When less than `RESERVE_BYTES` is free.
    """
    if shutil.disk_usage(folder).free < RESERVE_BYTES:
        raise refusal(BusyError, "disk-nearly-full")
