"""Fold the records of a ledger into what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.ledger import Effective, Record, effective
from sulh.picture.versions import Version, told_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

__all__ = ["Picture", "picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What was known as of a moment (UTC; None: everything recorded), in the order recorded.

    `records_read` counts the records up to then, of any kind; `last_record` is the id of the last
    of them, so that whoever holds the ledger can say which state this is. `versions` are the reports
    set aside because another site recorded the same sender's key first, with other content.
    """

    as_of: datetime | None
    simulated: bool
    reports: tuple[Effective, ...]
    records_read: int
    last_record: str
    versions: tuple[Version, ...] = ()


def picture(
    records: Iterable[Record], *, as_of: datetime | None = None, simulated: bool = False
) -> Picture:
    """Fold records, in order, into the picture as of a moment.

    Parameters
    ----------
    records
        The ledger's records in order.
    as_of
        Leave out what was recorded later (UTC). None: nothing is left out.
    simulated
        Keep the simulated records only; otherwise the real ones only.
    """
    known: list[Record] = []
    read, last = 0, ""
    for record in records:
        if as_of is not None and record.recorded_at > as_of:
            break
        read, last = read + 1, record.id
        if record.simulated == simulated:
            known.append(record)
    reports, versions = told_once(known, effective(known))
    return Picture(
        as_of=as_of,
        simulated=simulated,
        reports=reports,
        records_read=read,
        last_record=last,
        versions=versions,
    )
