"""Cursor on Target: events of devices in the field, in and out."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.cot.event import EVENT_BYTES_MAX, CotEvent, read_event, write_event
    from sulh.share.cot.outward import SPOT, events_of, gone, pong
    from sulh.share.cot.stream import EventStream

__all__ = [
    "EVENT_BYTES_MAX",
    "SPOT",
    "CotEvent",
    "EventStream",
    "events_of",
    "gone",
    "pong",
    "read_event",
    "write_event",
]

export_lazily(__name__)
