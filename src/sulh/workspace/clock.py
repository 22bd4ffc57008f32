"""The clock of the machine, read so that nobody who sets it moves a running exercise."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["steady_clock"]


def steady_clock() -> Callable[[], datetime]:
    """Return the real clock (UTC): its time when it is made, and what passes by a clock that nobody sets."""
    began, start_s = datetime.now(UTC), time.monotonic()
    return lambda: began + timedelta(seconds=time.monotonic() - start_s)
