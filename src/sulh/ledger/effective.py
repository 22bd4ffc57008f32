"""What the records say after corrections and retractions.

The latest correction of a record holds. A correction can itself be corrected, which replaces what
it says, or retracted, which brings back what it corrected. A retraction can be retracted. The later
word stands: what corrects a retracted report or correction brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.ledger.bodies import body_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sulh.ledger.record import Record

__all__ = ["AMENDMENTS", "Effective", "effective", "resolve", "retraction_of"]

AMENDMENTS = frozenset({"correction", "retraction"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """A report as it holds: `id` is the original record's; `amended_by` the last amendment's.

    `also` are the ids of other sites' records of the same report that say the same.
    """

    id: str
    seq: int
    kind: str
    recorded_at: datetime
    author: str
    simulated: bool
    body: dict[str, Any]
    amended_by: str = ""
    also: tuple[str, ...] = ()


def effective(records: Iterable[Record]) -> Iterator[Effective]:
    """Yield what holds, in the order of the original records.

    An amendment whose body does not fit its kind amends nothing. Amendments may come at any time
    later, so all records are held until the last has been read.
    """
    originals: list[Record] = []
    amendments: list[Record] = []
    for record in records:
        if record.kind in AMENDMENTS and body_fault(record.kind, record.body):
            continue
        (amendments if record.kind in AMENDMENTS else originals).append(record)
    latest = resolve(amendments)
    for record in originals:
        amendment = latest.get(record.id)
        if amendment is None:
            yield _as_effective(record, record.kind, record.body, "")
        elif amendment.kind == "correction":
            body = amendment.body
            yield _as_effective(record, body["kind"], body["body"], amendment.id)


def resolve(amendments: list[Record]) -> dict[str, Record]:
    """Return for each original's id the amendment that holds; none where all were taken back.

    Each stands behind what it amends, whatever the clocks of their sites said. Read backwards: an
    amendment that a later one retracts has no effect, and one that a later one corrects speaks with
    the later one's words about the same original.
    """
    return _resolve(amendments)[0]


def retraction_of(record: Record, amendments: list[Record]) -> Record | None:
    """Return the retraction that has taken a record back, itself or what it amends; None for none."""
    latest, taken_back = _resolve(amendments)
    if record.id in taken_back or record.kind == "retraction":
        return taken_back.get(record.id)
    targets = {each.id: each.body[_target_key(each)] for each in amendments}
    original = record.id
    while original in targets:
        original = targets[original]
    last = latest.get(original)
    return last if last is not None and last.kind == "retraction" else None


def _resolve(amendments: list[Record]) -> tuple[dict[str, Record], dict[str, Record]]:
    """Return what `resolve` does, and for each amendment that was taken back the retraction."""
    targets = {each.id: each.body[_target_key(each)] for each in amendments}
    amendments = _behind_what_they_amend(amendments, targets)
    taken_back: dict[str, Record] = {}
    latest: dict[str, Record] = {}
    for amendment in reversed(amendments):
        if amendment.id in taken_back:
            continue
        target = targets[amendment.id]
        if amendment.kind == "retraction":
            if target in targets:
                taken_back.setdefault(target, amendment)
                continue
        else:
            while target in targets:
                if target in taken_back:
                    break
                target = targets[target]
        latest.setdefault(target, amendment)
    return latest, taken_back


def _behind_what_they_amend(amendments: list[Record], targets: dict[str, str]) -> list[Record]:
    """Return the amendments in order, one whose site's clock was behind moved after its target."""
    at = {each.id: index for index, each in enumerate(amendments)}
    places: dict[str, tuple[int, int]] = {}
    for each in amendments:
        way = [each.id]
        while (target := targets[way[-1]]) in targets and target not in places:
            way.append(target)
        place, depth = places.get(targets[way[-1]], (-1, 0))
        for identity in reversed(way):
            place, depth = max((at[identity], 0), (place, depth + 1))
            places.setdefault(identity, (place, depth))
    return sorted(amendments, key=lambda each: (*places[each.id], at[each.id]))


def _target_key(amendment: Record) -> str:
    return "corrects" if amendment.kind == "correction" else "retracts"


def _as_effective(record: Record, kind: str, body: dict[str, Any], by: str) -> Effective:
    return Effective(
        id=record.id,
        seq=record.seq,
        kind=kind,
        recorded_at=record.recorded_at,
        author=record.author,
        simulated=record.simulated,
        body=body,
        amended_by=by,
    )
