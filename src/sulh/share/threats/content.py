"""The STIX objects that a record of the ledger stands for, and the record of an object that comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sulh.errors import InputError
from sulh.ledger import Draft
from sulh.share.threats.intrusions import intrusion_objects
from sulh.share.threats.records import THREAT_KINDS, Intrusion
from sulh.share.threats.shelf import TakenRecord
from sulh.share.threats.stix import marking_of, read_object, read_objects

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.ledger.tlp import Tlp
    from sulh.share.threats.stix import StixObject

__all__ = ["read_record", "threat_draft"]

KINDS = {kind.name: kind for kind in THREAT_KINDS}


def read_record(
    record: Record, latest: Record, marking: Tlp, *, mission: str
) -> TakenRecord | None:
    """Return the objects of a record as `latest` says it now: itself, or the correction that holds.

    None where it holds none: it is of another kind now, or another program wrote what fits no kind.
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
            return TakenRecord(
                collection=entry.collection, marking=marking, objects=(read_object(value),)
            )
        intrusion = cast("Intrusion", entry)
        objects: list[dict[str, Any]] = intrusion_objects(
            intrusion,
            record=record.id,
            mission=mission,
            created=record.recorded_at,
            modified=latest.recorded_at,
            marking=marking,
        )
        return TakenRecord(
            collection=intrusion.collection,
            marking=marking,
            objects=tuple(map(read_object, objects)),
        )
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
