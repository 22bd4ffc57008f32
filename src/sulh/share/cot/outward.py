"""Reports as events for devices in the field: neutral marks, never a thing that is friend or foe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from sulh.share.cot.event import CotEvent, clean_xml
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.share.features import Collection

__all__ = ["SPOT", "events_of", "pong"]

SPOT = "b-m-p-s-m"
"""A spot on the map, in TAK's list of types. Types that begin with ``a-`` say whose side a thing is on: no
report of a mission leaves as one."""
BY_HAND = "h-g-i-g-o"
HOLDS = timedelta(hours=24)


def events_of(
    collection: Collection, *, moment: datetime, holds: timedelta = HOLDS
) -> list[CotEvent]:
    """Return the features of a collection that lie somewhere as events of a moment (UTC).

    They hold for a while, so that a device which loses its link forgets them. What a device shows is the
    collection's title, what the report is about and its words.
    """
    columns = collection.columns
    if columns.lon is None or columns.lat is None:
        return []
    return [
        _event(collection, row, float(lon), float(lat), moment, holds)
        for row, lon, lat, placed in zip(
            columns.frame.to_dicts(), columns.lon, columns.lat, columns.placed, strict=True
        )
        if placed
    ]


def _event(
    collection: Collection,
    row: Mapping[str, Any],
    lon: float,
    lat: float,
    moment: datetime,
    holds: timedelta,
) -> CotEvent:
    about = next((str(row[name]) for name in ("act", "item", "type") if row.get(name)), "")
    title = f"{collection.title}: {about}" if about else collection.title
    when = " / ".join(
        dict.fromkeys(format_utc(row[name]) for name in ("start", "end") if row.get(name))
    )
    words = "\n".join(filter(None, (when, row.get("text"), row.get("tlp"))))
    marks = {"id": row["id"], "kind": collection.id, "tlp": str(row.get("tlp") or "")}
    own = " ".join(f"{name}={quoteattr(clean_xml(value))}" for name, value in marks.items())
    detail = (
        f"<detail><contact callsign={quoteattr(clean_xml(title))}/>"
        f"<remarks>{escape(clean_xml(words))}</remarks><sulh {own}/></detail>"
    )
    return CotEvent(
        uid=f"sulh-{row['id']}",
        type=SPOT,
        how=BY_HAND,
        time=moment,
        start=moment,
        stale=moment + holds,
        lon=lon,
        lat=lat,
        error_m=row.get("accuracy_m"),
        access=marks["tlp"],
        callsign=title,
        remarks=words,
        detail=detail.encode(),
    )


def pong(moment: datetime) -> CotEvent:
    """Return the answer to a client that asks whether somebody is there."""
    return CotEvent(
        uid="sulh-pong",
        type="t-x-c-t-r",
        how="h-g-i-g-o",
        time=moment,
        start=moment,
        stale=moment + timedelta(seconds=20),
        lon=0.0,
        lat=0.0,
    )
