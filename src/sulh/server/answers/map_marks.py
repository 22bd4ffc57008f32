"""What the map draws: a mark for each report that a user may read, as columns, page by page.

One report is one mark, however many records speak of it: a correction moves the mark, a retraction
marks it, and a copy that another site took in, with the same words, adds none.
"""

from __future__ import annotations

from bisect import bisect_left
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.languages.refusals import refusal
from sulh.ledger import AMENDMENTS
from sulh.ledger.effective import resolve
from sulh.picture import content_of
from sulh.picture.place_fields import load_microseconds
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.records.records import RecordView, may_read
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.ledger import Record
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import Cursor, IndexEntry
    from sulh.server.records.records import RecordQuery
    from sulh.server.service import MissionService

__all__ = ["MARKS_MAX", "MapMarks"]

MARKS_MAX = 10_000
"""So many reports are looked at for a page; the record of who read them holds their ids in one body."""
CHAIN_MAX = 100
"""So many amendments of amendments are followed to a report."""
PLACED = frozenset(
    kind.name for kind in RECORD_KINDS if {"lon", "lat"} <= {column.name for column in kind.columns}
)
"""The kinds of record that can have a point."""
SUBJECTS = ("act", "item", "type", "level")
"""The fields that say what a report is about; a mark names the first that there is."""


class MapMarks:
    """The reports that can be drawn, by site; it grows with the ledger. Any thread may ask it."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._lock = Lock()
        self._counts: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._reports: dict[str, list[Record]] = {}
        self._amendments: dict[str, list[Record]] = {}

    def page(
        self, user: Principal, query: RecordQuery, *, after: Cursor, limit: int = MARKS_MAX
    ) -> dict[str, Any]:
        """Return the next marks behind a cursor as columns of one length, and log that they are read.

        `lon` and `lat` are degrees (WGS 84), `accuracy_m` metres or None, `start` and `end` whole
        milliseconds since 1970 (UTC), both inclusive. `site`, `kind` and `subject` are places in
        `sites`, `kinds` and `subjects`; `seq` is the place in the site's chain. `state` is 0 for a
        report as it came in, 1 corrected, 2 retracted. `unplaced` counts the readable reports of the
        page without a point. While `more`, ask again with the `cursor`, from which the stream goes on.

        Raises
        ------
        ForbiddenError
            When the user reads no records at all.
        """
        if not user.scopes & {"read", "audit"}:
            raise refusal(ForbiddenError, "token-no-read")
        self._refresh()
        columns = _Columns()
        cursor = dict(after)
        read: list[IndexEntry] = []
        looked_at = 0
        more = False
        for site, reports in sorted(self._reports.items()):
            first = bisect_left(reports, after.get(site, 0), key=lambda each: each.seq)
            stop = min(len(reports), first + limit - looked_at)
            looked_at += stop - first
            for record in reports[first:stop]:
                entry = self._service.index.get(record.id)
                if entry is not None and query.matches(entry) and may_read(user, entry):
                    read += self._add(columns, user, query, record, entry)
            if stop < len(reports):
                cursor[site] = reports[stop].seq
                more = True
                break
            cursor[site] = max(self._seen[site], after.get(site, 0))
        for start in range(0, len(read), MARKS_MAX):
            self._service.log_reads(user, read[start : start + MARKS_MAX], "map")
        return columns.as_json() | {"cursor": cursor, "more": more}

    def of(self, user: Principal, query: RecordQuery, ids: Iterable[str]) -> dict[str, Any]:
        """Return the marks of some reports as they stand now; for an amendment, of what it amends.

        In columns as `page`; what the user may not read, and what has no mark, is left out.
        """
        self._refresh()
        columns = _Columns()
        read: list[IndexEntry] = []
        for record_id in ids:
            entry = self._original(record_id.lower())
            record = entry and self._find(entry)
            if entry and record and query.matches(entry) and may_read(user, entry):
                read += self._add(columns, user, query, record, entry)
        self._service.log_reads(user, read, "map")
        return columns.as_json() | {"cursor": {}, "more": False}

    def records(self, user: Principal, places: Iterable[tuple[str, int]]) -> list[RecordView]:
        """Return the records at places of sites' chains that the user may read, and log that they are read."""
        self._refresh()
        views = []
        for site, seq in places:
            reports = self._reports.get(site, [])
            at = bisect_left(reports, seq, key=lambda each: each.seq)
            if at < len(reports) and reports[at].seq == seq:
                entry = self._service.index.get(reports[at].id)
                if entry is not None and may_read(user, entry):
                    views.append(RecordView(reports[at], entry, {}))
        self._service.log_reads(user, [each.entry for each in views], "page")
        return views

    def _refresh(self) -> None:
        """Take in what the ledger holds more."""
        with self._lock:
            for record in self._service.history_after(self._counts):
                self._seen[record.site] = record.seq + 1
                if record.kind in PLACED:
                    self._reports.setdefault(record.site, []).append(record)
                elif record.kind in AMENDMENTS:
                    target = record.body.get("corrects") or record.body["retracts"]
                    self._amendments.setdefault(target, []).append(record)

    def _add(
        self,
        columns: _Columns,
        user: Principal,
        query: RecordQuery,
        record: Record,
        entry: IndexEntry,
    ) -> list[IndexEntry]:
        """Add a report's mark; return the entries of what it was made from."""
        state, body, used = self._as_it_stands(user, query, record)
        if state != _RETRACTED and self._is_copy(user, query, record):
            return []
        columns.add(record, body, state)
        return [entry, *used]

    def _as_it_stands(
        self, user: Principal, query: RecordQuery, record: Record
    ) -> tuple[int, dict[str, Any], list[IndexEntry]]:
        """Return a report's state and words by the amendments that the user may read, and those."""
        if record.id not in self._amendments:
            return 0, record.body, []
        amendments: list[Record] = []
        entries: list[IndexEntry] = []
        todo = [record.id]
        while todo:
            for each in self._amendments.get(todo.pop(), ()):
                entry = self._service.index.get(each.id)
                is_known = query.as_of is None or each.recorded_at <= query.as_of
                if is_known and entry is not None and may_read(user, entry):
                    amendments.append(each)
                    entries.append(entry)
                    todo.append(each.id)
        latest = resolve(amendments).get(record.id)
        if latest is None:
            return 0, record.body, entries
        if latest.kind == "retraction":
            return _RETRACTED, record.body, entries
        return _CORRECTED, latest.body["body"], entries

    def _is_copy(self, user: Principal, query: RecordQuery, record: Record) -> bool:
        """Say whether an earlier record with the same words has a mark for this user already."""
        for each in self._service.ids_of_report(record):
            if each == record.id:
                return False
            entry = self._service.index.get(each)
            if entry is None or not query.matches(entry) or not may_read(user, entry):
                continue
            earlier = self._find(entry)
            if earlier is None or content_of(earlier.kind, earlier.body) != content_of(
                record.kind, record.body
            ):
                continue
            if self._as_it_stands(user, query, earlier)[0] != _RETRACTED:
                return True
        return False

    def _original(self, record_id: str) -> IndexEntry | None:
        """Return the entry of a report, or of the one that an amendment is about in the end."""
        entry = self._service.index.get(record_id)
        for _ in range(CHAIN_MAX):
            if entry is None or entry.problem or entry.kind not in AMENDMENTS:
                return entry
            body = self._service.record(entry).body
            entry = self._service.index.get(body.get("corrects") or body["retracts"])
        return None

    def _find(self, entry: IndexEntry) -> Record | None:
        reports = self._reports.get(entry.site, [])
        at = bisect_left(reports, entry.seq, key=lambda each: each.seq)
        return reports[at] if at < len(reports) and reports[at].id == entry.id else None


_CORRECTED, _RETRACTED = 1, 2


class _Columns:
    """The columns of a page of marks."""

    def __init__(self) -> None:
        self.unplaced = 0
        self._words: dict[str, dict[str, int]] = {"sites": {}, "kinds": {}, "subjects": {}}
        self._rows: list[tuple[Any, ...]] = []

    def add(self, record: Record, body: dict[str, Any], state: int) -> None:
        """Add a mark; without a point the report is counted only."""
        lon, lat = body.get("lon"), body.get("lat")
        if isinstance(lon, dict) or isinstance(lat, dict) or lon is None or lat is None:
            self.unplaced += 1  # a sealed point is none to draw
            return
        start_ms, end_ms = _span_ms(record, body)
        subject = next((str(body[each]) for each in SUBJECTS if body.get(each)), "")
        self._rows.append(
            (
                self._place("sites", record.site),
                record.seq,
                self._place("kinds", record.kind),
                self._place("subjects", subject),
                lon,
                lat,
                body.get("accuracy_m"),
                start_ms,
                end_ms,
                state,
            )
        )

    def _place(self, name: str, word: str) -> int:
        return self._words[name].setdefault(word, len(self._words[name]))

    def as_json(self) -> dict[str, Any]:
        """Return the columns by name."""
        names = (
            "site",
            "seq",
            "kind",
            "subject",
            "lon",
            "lat",
            "accuracy_m",
            "start",
            "end",
            "state",
        )
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(names)
        words = {name: list(each) for name, each in self._words.items()}
        return (
            dict(zip(names, map(list, columns), strict=True)) | words | {"unplaced": self.unplaced}
        )


def _span_ms(record: Record, body: dict[str, Any]) -> tuple[int, int]:
    """Return when a report's matter was; when it was recorded where it names no time."""
    span = body.get("span")
    if isinstance(span, (list, tuple)) and all(isinstance(each, str) for each in span) and span:
        start_us, end_us = load_microseconds(tuple(span))
        return start_us // 1000, end_us // 1000
    recorded = int(record.recorded_at.timestamp() * 1000)
    return recorded, recorded
