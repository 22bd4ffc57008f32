"""Recognise reports that have come in before.

A report is known by who sends it and that sender's own key. The same key with the same content is a
duplicate and is left out; with other content it is a conflict, which belongs in a correction. The
same content under another key may be two things that look alike: it enters, with a warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sulh.errors import Problem, shown
from sulh.ledger import canonical
from sulh.observe.bodies import Body, kind_of, to_body
from sulh.observe.records import Report

__all__ = ["Known", "Sorted", "sort_out"]

DIGEST_BYTES = 16
NOT_CONTENT = ("file", "row")
NOT_SUBSTANCE = ("file", "row", "ref", "text", "link", "language")


@dataclass(slots=True)
class Known:
    """What has come in: content digests by sender's key, and the keys by substance."""

    by_key: dict[bytes, bytes] = field(default_factory=dict)
    by_substance: dict[bytes, str] = field(default_factory=dict)

    def add(self, kind: str, body: Body) -> None:
        """Remember a report that is in the ledger."""
        self.by_key[key_of(body)] = digest(kind, body, NOT_CONTENT)
        self.by_substance.setdefault(digest(kind, body, NOT_SUBSTANCE), body["ref"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Reports to enter, as (kind, body), and what was left out or looked odd."""

    fresh: tuple[tuple[str, Body], ...]
    duplicates: int
    conflicts: tuple[Problem, ...]
    lookalikes: tuple[Problem, ...]


def digest(kind: str, body: Body, without: Iterable[str]) -> bytes:
    """Return a digest of a report's content, without the named fields."""
    content = {name: value for name, value in body.items() if name not in without}
    return hashlib.blake2b(kind.encode() + canonical(content), digest_size=DIGEST_BYTES).digest()


def key_of(body: Body) -> bytes:
    """Return a digest of who sent a report and that sender's key for it."""
    parts = canonical([body["source"], body["ref"]])
    return hashlib.blake2b(parts, digest_size=DIGEST_BYTES).digest()


def sort_out(reports: Iterable[Report], known: Known, file: str) -> Sorted:
    """Sort reports into fresh ones, duplicates and conflicts; `known` learns the fresh ones."""
    fresh: list[tuple[str, Body]] = []
    conflicts: list[Problem] = []
    lookalikes: list[Problem] = []
    duplicates = 0
    for report in reports:
        kind, body = kind_of(report), to_body(report)
        content = digest(kind, body, NOT_CONTENT)
        before = known.by_key.get(key_of(body))
        if before == content:
            duplicates += 1
            continue
        if before is not None:
            conflicts.append(conflict(report, file))
            continue
        twin = known.by_substance.get(digest(kind, body, NOT_SUBSTANCE))
        if twin is not None and kind in ("incident", "observation"):
            lookalikes.append(lookalike(report, twin, file))
        known.add(kind, body)
        fresh.append((kind, body))
    return Sorted(
        fresh=tuple(fresh),
        duplicates=duplicates,
        conflicts=tuple(conflicts),
        lookalikes=tuple(lookalikes),
    )


def conflict(report: Report, file: str) -> Problem:
    """Return the problem of a known key with other content."""
    return Problem(
        code="conflict",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message="has come in before with other content",
        remedy="If this row is right, correct the record with `sulh correct`.",
    )


def lookalike(report: Report, twin: str, file: str) -> Problem:
    """Return the warning about two reports that differ in their keys only."""
    return Problem(
        code="looks-alike",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message=f"says the same as {shown(twin)!r} of the same sender",
        remedy="If it is the same event, retract one of the two.",
        severity="warning",
    )
