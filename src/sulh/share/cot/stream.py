"""A stream of events, as devices send them over TCP: one XML element after the other, with no frame.

What is no event is dropped and counted, and the next one is read: nobody is cut off for a slip of their device.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.share.cot.event import EVENT_BYTES_MAX, CotEvent, read_event

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EventStream"]

END = b"</event>"
BEGIN = re.compile(rb"<event[\s>]")


class EventStream:
    """Cuts the bytes of one client into events; `dropped` counts those that were begun and are none.

    It holds no more than one event of the largest size.
    """

    def __init__(self) -> None:
        self.dropped = 0
        self._rest = b""
        self._looked = 0

    def feed(self, content: bytes) -> Iterator[tuple[bytes, CotEvent]]:
        """Yield the events that are whole by now, each with its bytes as they came."""
        whole, begun = self._rest + content, 0
        while (end := whole.find(END, max(begun, self._looked))) >= 0:
            pair = self._read(whole[begun : end + len(END)])
            begun = end + len(
                END
            )  # the rest is cut once: ends without events would copy it each time
            if pair:
                yield pair
        self._rest = whole[begun:]
        self._looked = max(0, len(self._rest) - len(END))
        if len(self._rest) > EVENT_BYTES_MAX:
            self._cut()

    def _read(self, part: bytes) -> tuple[bytes, CotEvent] | None:
        """Return the event that ends a part; what stands before it was begun and never ended."""
        starts = [each.start() for each in BEGIN.finditer(part)]
        if not starts:
            self.dropped += 1
            return None
        for start in dict.fromkeys((starts[0], starts[-1])):
            try:
                event = read_event(part[start:])
            except InputError:
                self.dropped += 1
            else:
                return part[start:], event
        return None

    def _cut(self) -> None:
        """Drop what cannot become an event any more; keep one that has just begun."""
        starts = [each.start() for each in BEGIN.finditer(self._rest, 1)]
        keep = starts[-1] if starts and len(self._rest) - starts[-1] <= EVENT_BYTES_MAX else None
        self._rest = b"" if keep is None else self._rest[keep:]
        self._looked = max(0, len(self._rest) - len(END))
        self.dropped += 1
