"""Which records were corrected or retracted: by which record, when and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.ledger import Record

__all__ = ["NO_AMENDMENTS", "Amendment", "Amendments", "amendment_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The latest word on a record: `by` is the id of the correction or retraction that holds.

    `recorded_at` is UTC; `report` is the kind of the amended report, `source` and `ref` its sender and key.
    """

    record: str
    by: str
    kind: Literal["correction", "retraction"]
    recorded_at: datetime
    reason: str
    report: str
    source: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """All records that were corrected or retracted, by the ids of the original records.

    `retracted` leads from a finding's id to the retracted reports that would bear on it.
    """

    by_record: Mapping[str, Amendment] = field(default_factory=dict)
    retracted: Mapping[str, tuple[Amendment, ...]] = field(default_factory=dict)


NO_AMENDMENTS = Amendments()


def amendment_of(original: Record, latest: Record) -> Amendment:
    """Return what a correction or retraction says about the record that it amends in the end."""
    return Amendment(
        record=original.id,
        by=latest.id,
        kind="correction" if latest.kind == "correction" else "retraction",
        recorded_at=latest.recorded_at,
        reason=str(latest.body.get("reason", "")),
        report=original.kind,
        source=str(original.body.get("source", "")),
        ref=str(original.body.get("ref", "")),
    )
