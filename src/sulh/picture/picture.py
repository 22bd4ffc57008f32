"""Fold the records of a ledger into what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import shown
from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.ledger import Effective, Record, effective
from sulh.ledger.bodies import body_fault
from sulh.picture.versions import Version, told_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.picture.kind import Registry
    from sulh.picture.origin import Entry

__all__ = ["Picture", "SetAside", "entries_of", "picture", "set_aside_records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A record whose body does not fit its kind: it stays in its chain, and is used for nothing."""

    record: str
    site: str
    seq: int
    kind: str
    problem: str

    def __str__(self) -> str:
        """Say it in an English sentence."""
        return self.say(ENGLISH)

    def say(self, speech: Speech) -> str:
        """Say it in a sentence of a language."""
        return speech.say(
            "record-set-aside",
            record=self.record[:12],
            site=self.site,
            kind=self.kind,
            problem=room_text(self.problem, speech.language),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What was known as of a moment (UTC; None: everything recorded), in the order recorded.

    `records_read` counts the records up to then, of any kind; `last_record` is the id of the last
    of them, so that whoever holds the ledger can say which state this is. `versions` are the reports
    left out because another record of the same sender's key came first, with other content. `set_aside`
    are the records that nothing here uses, because their bodies do not fit their kinds.
    """

    as_of: datetime | None
    simulated: bool
    reports: tuple[Effective, ...]
    records_read: int
    last_record: str
    set_aside: tuple[SetAside, ...] = ()
    versions: tuple[Version, ...] = ()


def picture(
    records: Iterable[Record],
    *,
    as_of: datetime | None = None,
    simulated: bool = False,
    check: Callable[[str, Any], str] = body_fault,
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
    check
        Says of a kind and a body why the body does not fit; empty when it does.
    """
    records_so_far: list[Record] = []
    aside: list[SetAside] = []
    read, last = 0, ""
    for record in records:
        if as_of is not None and record.recorded_at > as_of:
            break
        read, last = read + 1, record.id
        if record.simulated != simulated:
            continue
        problem = check(record.kind, record.body)
        if problem:
            aside.append(_set_aside(record, problem))
        else:
            records_so_far.append(record)
    reports, versions = told_once(records_so_far, effective(records_so_far))
    return Picture(
        as_of=as_of,
        simulated=simulated,
        reports=reports,
        records_read=read,
        last_record=last,
        set_aside=tuple(aside),
        versions=versions,
    )


def entries_of(current: Picture, kinds: Registry) -> dict[str, tuple[Entry, ...]]:
    """Return what the records of some kinds say now, as typed values, by the name of the kind."""
    entries: dict[str, list[Entry]] = {kind.name: [] for kind in kinds}
    for each in current.reports:
        if each.kind in kinds:
            entries[each.kind].append(kinds.from_body(each.kind, each.body))
    return {name: tuple(values) for name, values in entries.items()}


def set_aside_records(
    records: Iterable[Record], check: Callable[[str, Any], str] = body_fault
) -> tuple[SetAside, ...]:
    """Return the records, real or simulated, whose bodies do not fit their kinds."""
    checked = ((each, check(each.kind, each.body)) for each in records)
    return tuple(_set_aside(record, problem) for record, problem in checked if problem)


def _set_aside(record: Record, problem: str) -> SetAside:
    return SetAside(
        record=record.id,
        site=record.site,
        seq=record.seq,
        kind=record.kind,
        problem=shown(problem),
    )
