"""The bodies of answers of the map."""

from __future__ import annotations

from pydantic import BaseModel

from sulh.server.schemas.records import OneRecordOut


class MarksOut(BaseModel):
    """Marks as columns of one length; `sulh.server.answers.map_marks.MapMarks.page` says what each holds."""

    site: list[int]
    seq: list[int]
    kind: list[int]
    subject: list[int]
    lon: list[float]
    lat: list[float]
    accuracy_m: list[float | None]
    start: list[int]
    end: list[int]
    state: list[int]
    sites: list[str]
    kinds: list[str]
    subjects: list[str]
    unplaced: int
    cursor: str
    more: bool


class MarkedRecordsOut(BaseModel):
    """The records behind some marks."""

    records: list[OneRecordOut]
