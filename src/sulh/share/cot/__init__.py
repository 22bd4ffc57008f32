"""Cursor on Target: events of devices in the field, in and out."""

from sulh.share.cot.event import EVENT_BYTES_MAX, CotEvent, read_event, write_event
from sulh.share.cot.outward import SPOT, events_of, pong
from sulh.share.cot.stream import EventStream

__all__ = [
    "EVENT_BYTES_MAX",
    "SPOT",
    "CotEvent",
    "EventStream",
    "events_of",
    "pong",
    "read_event",
    "write_event",
]
