"""The STIX objects that a record of the ledger stands for, and the record of an object that comes in."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from sulh.errors import InputError
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.share.gate import is_rated
from sulh.share.threats.intrusions import intrusion_objects
from sulh.share.threats.records import THREAT_KINDS, Intrusion
from sulh.share.threats.shelf import TakenRecord
from sulh.share.threats.stix import marking_of, read_object, read_objects

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.share.gate import Guarded
    from sulh.share.threats.stix import StixObject
    from sulh.share.threats.stock import Stock

__all__ = ["RecordReader", "objects_of_record", "threat_draft"]

NOT_READ, UNREADABLE = -1, -2
"""Stand for the object of a record that holds no single one, or none at all."""
KINDS = {kind.name: kind for kind in THREAT_KINDS}


class RecordReader:
    """Reads the objects of records into a stock: once for all shelves."""

    def __init__(self, stock: Stock, *, mission: str) -> None:
        self.stock, self.mission = stock, mission
        self._whole = array("i")
        self._collections = array("h")
        self._collection_names: list[str] = []
        self._taken: dict[tuple[int, str, Tlp], TakenRecord | None] = {}
        self._rests: dict[str | None, dict[str, Any]] = {}

    def take_in(self, record: Record) -> Record:
        """Return a record as a feed keeps it: a threat object without its content, which the stock has now."""
        if record.kind != "threat-object":
            return record
        number = self.stock.records.number(record.id)
        more = number + 1 - len(self._whole)
        self._whole.extend([NOT_READ] * more)
        self._collections.extend([0] * more)
        objects = objects_of_record(record, record, Tlp.CLEAR, mission=self.mission)
        if objects is None:
            self._whole[number] = UNREADABLE
        else:
            collection, (each,) = objects
            if collection not in self._collection_names:
                self._collection_names.append(collection)
            self._collections[number] = self._collection_names.index(collection)
            self._whole[number] = self.stock.keep(each)
            self.stock.hold(number, (self._whole[number],))
        label = record.body.get("tlp")
        rest = self._rests.setdefault(label, {"tlp": label} if label is not None else {})
        return replace(record, body=rest, author="", prev="")

    def read(self, guarded: Guarded, holds: Guarded, marking: Tlp) -> TakenRecord | None:
        """Return the objects of a record as `holds` says it now: itself, or the correction that holds.

        None where it holds none: it is of another kind now, or another program wrote what fits no kind.
        """
        record, latest = guarded.record, holds.record
        number = self.stock.records.number(record.id)
        if latest is record and number < len(self._whole) and self._whole[number] != NOT_READ:
            whole = self._whole[number]
            return (
                TakenRecord(
                    collection=self._collection_names[self._collections[number]],
                    marking=marking,
                    objects=(whole,),
                )
                if whole != UNREADABLE
                else None
            )
        key = number, latest.id, marking
        if key not in self._taken:
            objects = objects_of_record(
                record,
                latest,
                marking,
                mission=self.mission,
                is_claim=guarded.is_claim and holds.is_claim,
            )
            content = None
            if objects is not None:
                collection, each = objects
                numbers = tuple(map(self.stock.keep, each))
                self.stock.hold(number, numbers)
                content = TakenRecord(collection=collection, marking=marking, objects=numbers)
            self._taken[key] = content
        return self._taken[key]


def objects_of_record(
    record: Record, latest: Record, marking: Tlp, *, mission: str, is_claim: bool = False
) -> tuple[str, list[StixObject]] | None:
    """Return the collection and the objects of a record; None where it holds none.

    `is_claim`: only roles whose reports others rate have had a hand in what holds.
    """
    kind: str = record.kind
    body: Any = record.body
    if latest is not record:
        kind, body = str(latest.body.get("kind")), latest.body.get("body")
    if kind not in KINDS:
        return None
    try:
        entry = KINDS[kind].from_body(body)
        if kind == "threat-object":
            (value,) = read_objects(entry.content.encode())
            return entry.collection, [read_object(value)]
        intrusion = cast("Intrusion", entry)
        objects: list[dict[str, Any]] = intrusion_objects(
            intrusion,
            record=record.id,
            mission=mission,
            created=record.recorded_at,
            modified=latest.recorded_at,
            marking=marking,
            is_unrated=is_claim and not is_rated(body),
        )
        return intrusion.collection, list(map(read_object, objects))
    except (InputError, ValueError, KeyError, TypeError):
        return None


def threat_draft(
    each: StixObject, *, source: str, collection: str, default: Tlp, simulated: bool
) -> Draft:
    """Return the record of an object that comes in; `default` marks one without a marking of its own."""
    body = {
        "source": source,
        "ref": f"{each.id} {each.version}".strip()[:200],
        "collection": collection,
        "content": each.content.decode(),
        "tlp": marking_of(each.fields, default).label,
    }
    return Draft(kind="threat-object", body=body, simulated=simulated)
