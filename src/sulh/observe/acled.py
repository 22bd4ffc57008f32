"""ACLED event exports: one row, one event, deadly or not.

Columns as in the ACLED codebook: ``time_precision`` 1 the day, 2 the week, 3 the month;
``geo_precision`` 1 a place, 2 near a place, 3 a region. ACLED gives one figure for fatalities and says
that it is an estimate; it becomes the best figure, with no upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from sulh.errors import shown
from sulh.observe.fields import parse_day, parse_decimal, parse_key, parse_text, parse_whole
from sulh.observe.ged import widen
from sulh.observe.reading import Context, FaultyField, Row
from sulh.observe.records import Incident, Origin, Participant, Report
from sulh.values import Count, Place, Reliability, Span

__all__ = ["AcledConverter", "is_acled"]

COLUMNS = {"event_id_cnty", "event_date", "event_type", "actor1", "time_precision"}
ACTS = {
    "battles": "armed-clash",
    "violence against civilians": "violence-against-civilians",
    "explosions/remote violence": "hostile-act",
    "strategic developments": "announced-activity",
    "protests": "",
    "riots": "",
}
SUB_ACTS = {
    "air/drone strike": "airstrike",
    "shelling/artillery/missile attack": "indirect-fire",
    "remote explosive/landmine/ied": "mine-laying",
    "abduction/forced disappearance": "detention",
}
DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d-%B-%Y")
TIME_PRECISION = {"1": "1", "2": "3", "3": "4"}
ACCURACY_M: dict[str, float | None] = {"1": 5_000.0, "2": 25_000.0, "3": None}


def is_acled(columns: Iterable[str]) -> bool:
    """Say whether these are columns of an ACLED export."""
    return set(columns) >= COLUMNS


class AcledConverter:
    """Turns ACLED rows into incidents; protests and riots are no act of a party and are refused."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def convert(self, row: Row) -> Iterable[Report]:
        """Return the row's incident."""
        values = row.values
        fatalities = parse_whole("fatalities", values.get("fatalities", "")) or 0
        act = _act(values)
        deaths = Count(0, None, fatalities)
        return (
            Incident(
                origin=Origin(
                    source="ACLED",
                    ref=parse_key("event_id_cnty", values.get("event_id_cnty", "")),
                    reliability=Reliability("B", 3),
                    means="media",
                    file=self.context.file,
                    row=row.number,
                    text=parse_text("notes", values.get("notes", ""))[:2000],
                ),
                span=self._span(values),
                place=_place(values),
                act=act,
                participants=(*_side(values, "1", "a"), *_side(values, "2", "b")),
                deaths=deaths,
                civilian_deaths=(deaths if act == "violence-against-civilians" else Count(0, None)),
            ),
        )

    def conclude(self) -> Iterable[Report]:
        """Return nothing: an export is a selection, and says nothing of what it leaves out."""
        return ()

    def _span(self, values: Mapping[str, str]) -> Span:
        day = _date(values.get("event_date", ""))
        precision = parse_key("time_precision", values.get("time_precision", ""))
        if precision not in TIME_PRECISION:
            raise FaultyField("bad-code", "time_precision", precision, expected="1, 2 or 3")
        first, last = widen(day, day, TIME_PRECISION[precision])
        start = parse_day("event_date", first.isoformat(), self.context.timezone)
        if self.context.now is not None and start.start > self.context.now:
            raise FaultyField("future", "event_date", day, message="lies in the future")
        end = parse_day("event_date", last.isoformat(), self.context.timezone)
        return Span(start.start, end.end)


def _date(text: str) -> date:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 -- a day, no time
        except ValueError:
            continue
    raise FaultyField("bad-date", "event_date", shown(text), expected="2024-05-03 or 03 May 2024")


def _act(values: Mapping[str, str]) -> str:
    kind = parse_key("event_type", values.get("event_type", "")).casefold()
    sub_kind = values.get("sub_event_type", "").strip().casefold()
    if kind not in ACTS:
        raise FaultyField("bad-code", "event_type", shown(kind), expected="an ACLED event type")
    act = SUB_ACTS.get(sub_kind, ACTS[kind])
    if not act:
        raise FaultyField(
            "not-an-act",
            "event_type",
            shown(values.get("event_type", "")),
            message="is no act that a provision speaks of",
            remedy="Protests and riots stay out of the ledger.",
        )
    return act


def _side(values: Mapping[str, str], number: str, side: Literal["a", "b"]) -> list[Participant]:
    names = [values.get(f"actor{number}", "")]
    names += values.get(f"assoc_actor_{number}", "").split(";")
    return [
        Participant(name=parse_key(f"actor{number}", name), side=side)
        for name in names
        if name.strip()
    ]


def _place(values: Mapping[str, str]) -> Place:
    precision = parse_key("geo_precision", values.get("geo_precision", "")).removesuffix(".0")
    if precision not in ACCURACY_M:
        raise FaultyField("bad-code", "geo_precision", precision, expected="1, 2 or 3")
    lon = parse_decimal("longitude", values.get("longitude", ""))
    lat = parse_decimal("latitude", values.get("latitude", ""))
    for field, value, limit in (("longitude", lon, 180), ("latitude", lat, 90)):
        if value is None or not -limit <= value <= limit:
            raise FaultyField(
                "bad-coordinates", field, values.get(field, ""), expected=f"-{limit} to {limit}"
            )
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=ACCURACY_M[precision],
        country=parse_key("country", values.get("country", ""), required=False),
        district=parse_key("admin1", values.get("admin1", ""), required=False),
        name=parse_key("location", values.get("location", ""), required=False),
    )
