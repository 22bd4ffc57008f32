"""Compare a newer release of a source with what the ledger holds of that source.

A release is one file of reports with its sender's keys. Each of its reports is *new*, *changed* or
*unchanged*; a report of the ledger that the release no longer has is *withdrawn*, where it lies within
what the release covers. What a person corrected or retracted here stays, and is named where the source
says something new about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sulh.errors import Problem, shown
from sulh.observe.duplicates import conflict
from sulh.observe.report_register import digests_of, key_of
from sulh.picture.versions import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.picture.kind import Body
    from sulh.picture.origin import Entry

__all__ = ["Coverings", "ReleaseRows", "Scope", "StoredReport", "Window", "changes_between"]

Step = Literal["new", "changed", "unchanged", "repeated", "conflict"]
Window = tuple[str, str]
"""The first and the last moment, as RFC 3339 text in UTC without its last letter; it sorts as time."""


class Scope(NamedTuple):
    """Within which reports a release is compared: a kind, a sender, a country, a zone."""

    kind: str
    source: str
    country: str
    zone: str


class StoredReport(NamedTuple):
    """What the ledger holds under a key.

    `now` is the digest of what holds, `sender` of what the sender last said; None: taken back. `window`
    is when it happened; None: it has no time. `row` is 0 for what a reader said about a file.
    """

    now: bytes | None
    sender: bytes | None
    scope: Scope
    window: Window | None
    row: int

    @property
    def is_amended(self) -> bool:
        """Say whether a person corrected or retracted it here."""
        return self.now != self.sender


def stored_report(kind: str, body: Body) -> StoredReport:
    """Return a body of the ledger as it stands, amended by nobody."""
    digest = digests_of(kind, body)[1]
    return StoredReport(digest, digest, scope_of(kind, body), window_of(body), body.get("row", 0))


def scope_of(kind: str, body: Body) -> Scope:
    """Return the scope of a report."""
    return _scope(kind, body["source"], body.get("country", ""), body.get("zone", ""))


_scope = lru_cache(maxsize=4096)(Scope)
"""One value for many reports: a large ledger has few scopes."""


def window_of(body: Body) -> Window | None:
    """Return when a report says that it happened; None where it has no time."""
    span = body.get("span")
    return _window(span[0].rstrip("Z"), span[-1].rstrip("Z")) if span else None


@lru_cache(maxsize=65536)
def _window(first: str, last: str) -> Window:
    """Return one value for many reports: events share their days."""
    return first, last


@dataclass(slots=True)
class Coverings:
    """What a release covers: in each scope, from its first report to its last, or as `bounds`."""

    bounds: Window | None = None
    windows: dict[Scope, Window | None] = field(default_factory=dict)

    def add(self, scope: Scope, window: Window | None) -> None:
        """Learn of a report of the release."""
        if window is not None and self.bounds is not None:
            window = self.bounds
        before = self.windows.setdefault(scope, window)
        if before is not None and window is not None:
            self.windows[scope] = (min(before[0], window[0]), max(before[1], window[1]))

    def holds(self, report: StoredReport) -> bool:
        """Say whether the release covers all of a report's time and place, so that it would have it."""
        if report.scope not in self.windows:
            return False
        window = self.windows[report.scope]
        if window is None or report.window is None:
            return window is report.window
        return window[0] <= report.window[0] and report.window[1] <= window[1]


class ReleaseRows:
    """Sorts the reports of a release, one after another, by what the ledger holds.

    `stored` leads from a key (`key_of`) to what the ledger holds under it.
    """

    def __init__(self, stored: dict[str, StoredReport], bounds: Window | None = None) -> None:
        self.coverings = Coverings(bounds)
        self._stored = stored
        self._rows: dict[str, tuple[bytes, int]] = {}

    def sort(self, report: Entry, kind: str, body: Body, file: str) -> tuple[Step, Problem | None]:
        """Say what a report of the release is, and why it does not enter where it is a conflict."""
        key, digest, row = key_of(kind, body), digests_of(kind, body)[1], report.origin.row
        earlier = self._rows.setdefault(key, (digest, row))
        if earlier != (digest, row):
            if earlier[0] == digest:
                return "repeated", None
            return "conflict", conflict(report, file, f"{shown(file)}, row {earlier[1]}")
        stored = self._stored.get(key)
        if row:
            self.coverings.add(scope_of(kind, body), window_of(body))
        if stored is None:
            return "new", None
        if digest in {stored.now, stored.sender}:
            return "unchanged", None
        if stored.is_amended:
            return "conflict", amended_here(report, file)
        return "changed", None

    def refuse(self, kind: str, body: Body) -> None:
        """Learn of a report that is in the release and does not enter: it is not withdrawn."""
        self._rows.setdefault(key_of(kind, body), (b"", 0))

    def missing(self) -> Iterator[tuple[str, bool]]:
        """Yield the keys that the release no longer has, and whether it covers the report.

        Where it does not, the report is not withdrawn. Reports that were taken back, that a person
        brought back, or that speak about a file are left out.
        """
        senders = {(scope.kind, scope.source) for scope in self.coverings.windows}
        for key, stored in self._stored.items():
            if (
                stored.row
                and stored.now is not None
                and stored.sender is not None
                and key not in self._rows
                and (stored.scope.kind, stored.scope.source) in senders
            ):
                yield key, self.coverings.holds(stored)


def changes_between(kind: str, before: Body, after: Body) -> dict[str, tuple[Any, Any]]:
    """Return the fields whose values differ, with the value before and after (None: absent)."""
    one, other = content_of(kind, before), content_of(kind, after)
    names = sorted(one.keys() | other.keys())
    return {
        name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)
    }


def amended_here(report: Entry, file: str) -> Problem:
    """Return the problem of a row that is new at the source, of a record that a person amended here."""
    return Problem(
        code="amended-here",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message="says something new, but somebody corrected or retracted this record here",
        remedy="If the row is right, enter it with `sulh correct RECORD`; otherwise nothing is to be done.",
    )
