"""The state at a moment: what was known *as of* then, corrections and retractions folded.

The picture knows no kinds of report. It holds what the records say now, real or simulated, never
both; `sulh.observe.tables` lays it out as typed columns for the rooms that compute.
"""

from sulh.picture.answers import STANCES, Answer, Stance, answers_by_finding
from sulh.picture.picture import Picture, SetAside, picture, set_aside_records
from sulh.picture.versions import Version, content_of, sender_and_ref

__all__ = [
    "STANCES",
    "Answer",
    "Picture",
    "SetAside",
    "Stance",
    "Version",
    "answers_by_finding",
    "content_of",
    "picture",
    "sender_and_ref",
    "set_aside_records",
]
