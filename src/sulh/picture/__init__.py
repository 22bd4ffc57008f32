"""The state at a moment: what was known *as of* then, corrections and retractions folded.

A room declares its kinds of record with the field types of this room, and lists them in a `Registry`.
A `Picture` holds what the records say now, real or simulated, never both; `Tables` lay it out as typed
columns for the rooms that compute.
"""

from sulh.picture.amendments import NO_AMENDMENTS, Amendment, Amendments, amendment_of
from sulh.picture.answers import STANCES, Answer, Stance, answers_by_finding
from sulh.picture.body_check import body_check
from sulh.picture.kind import Body, Kind, Registry
from sulh.picture.kind_form import KindForm
from sulh.picture.live import Change, LivePicture, LiveState
from sulh.picture.origin import Entry, Origin
from sulh.picture.picture import Picture, SetAside, entries_of, picture, set_aside_records
from sulh.picture.tables import TableBuilder, Tables
from sulh.picture.versions import Version, content_of, sender_and_ref

__all__ = [
    "NO_AMENDMENTS",
    "STANCES",
    "Amendment",
    "Amendments",
    "Answer",
    "Body",
    "Change",
    "Entry",
    "Kind",
    "KindForm",
    "LivePicture",
    "LiveState",
    "Origin",
    "Picture",
    "Registry",
    "SetAside",
    "Stance",
    "TableBuilder",
    "Tables",
    "Version",
    "amendment_of",
    "answers_by_finding",
    "body_check",
    "content_of",
    "entries_of",
    "picture",
    "sender_and_ref",
    "set_aside_records",
]
