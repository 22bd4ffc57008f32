"""Records of the room, made for tests from their reference and source."""

from sulh.picture import Origin


def entry(record, /, *, source="s", **fields):
    """Return a record of a class; ``ref`` or ``id`` is its reference."""
    ref = fields.pop("ref", "") or fields.pop("id", "")
    if "kind" in fields:
        fields["status" if record.__name__ == "PersonnelPeriod" else "purpose"] = fields.pop("kind")
    if "is_met" in fields:
        fields["standard"] = "met" if fields.pop("is_met") else "not-met"
    return record(origin=Origin(source=source, ref=ref), **fields)
