"""What holds of records that may leave: copies once, an object of threats once in each of its collections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.ledger import AMENDMENTS
from sulh.picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.ledger import Effective, Record
    from sulh.picture import Version

__all__ = ["fold"]


def fold(records: Iterable[Record], *, simulated: bool) -> tuple[list[Effective], list[Version]]:
    """Return what holds of records, in their order, and the versions that are set aside.

    A sender's key names one report. Of a STIX object it is the id and version, and one object may be in several
    collections: there it is no other version of itself. The bodies have been checked.
    """
    amendments: list[Record] = []
    groups: dict[str, list[Record]] = {}
    places: dict[str, int] = {}
    for record in records:
        places[record.id] = len(places)
        if record.kind in AMENDMENTS:
            amendments.append(record)
        else:
            groups.setdefault(_collection_of(record), []).append(record)
    reports: list[Effective] = []
    versions: list[Version] = []
    for group in groups.values():
        current = picture((*group, *amendments), simulated=simulated, check=_unchecked)
        reports += current.reports
        versions += current.versions
    return sorted(reports, key=lambda each: places[each.id]), versions


def _collection_of(record: Record) -> str:
    return str(record.body.get("collection")) if record.kind == "threat-object" else ""


def _unchecked(_kind: str, _body: Any) -> str:
    """Say that a body fits: `Guarded.problem` has said already where it does not."""
    return ""
