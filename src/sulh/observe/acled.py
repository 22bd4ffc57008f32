"""ACLED event exports: one row, one event, deadly or not.

Columns as in the ACLED codebook: ``time_precision`` 1 the day, 2 the week, 3 the month;
``geo_precision`` 1 a place, 2 near a place, 3 a region. The rules by which rows become reports are
in docs/reference/readers.md.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

from sulh.errors import shown
from sulh.observe.records import Incident, Origin, Participant, Report
from sulh.tables import FaultyField
from sulh.tables.columns import ColumnReader, Part, keys, points, short_names
from sulh.tables.fields import parse_name, parse_text, parse_whole, short_name
from sulh.tables.times import check_past, day_span, days_span, parse_date
from sulh.values import Count, Place, Reliability, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe.context import Context

__all__ = ["COLUMNS", "AcledConverter"]

SOURCE = "ACLED"
RELIABILITY = Reliability("B", 3)
COLUMNS = frozenset(
    ("event_id_cnty", "event_date", "event_type", "actor1", "time_precision", "geo_precision")
)
NO_ACT = ""
ACTS = {
    "battles": "armed-clash",
    "violence against civilians": "violence-against-civilians",
    "explosions/remote violence": "hostile-act",
    "strategic developments": NO_ACT,
    "protests": NO_ACT,
    "riots": NO_ACT,
    # Names before 2019.
    "battle-no change of territory": "armed-clash",
    "battle-government regains territory": "armed-clash",
    "battle-non-state actor overtakes territory": "armed-clash",
    "remote violence": "hostile-act",
    "strategic development": NO_ACT,
    "headquarters or base established": NO_ACT,
    "non-violent transfer of territory": NO_ACT,
    "riots/protests": NO_ACT,
}
SUB_ACTS = {
    "air/drone strike": "airstrike",
    "shelling/artillery/missile attack": "indirect-fire",
}
ACCURACY_M: dict[str, float | None] = {"1": 5_000.0, "2": 25_000.0, "3": None}
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name} | {
    name: number for number, name in enumerate(calendar.month_abbr) if name
}
NOTES_LENGTH_MAX = 2_000
DATE_LENGTH_MAX = 64


class AcledConverter:
    """Turns ACLED rows into incidents.

    Protests, riots and strategic developments are no act that a provision speaks of: those rows
    are refused, so that nobody's protest stands in a ledger of breaches.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        parts = (
            Part(_act, "event_type", "sub_event_type"),
            Part(_deaths, "fatalities"),
            keys("event_id_cnty"),
            Part(_text, "notes", "assoc_actor_1", "assoc_actor_2"),
            Part(self._span, "event_date", "time_precision"),
            Part(_accuracy_m, "geo_precision"),
            points("longitude", "latitude", context.area),
            Part(partial(parse_name, "country", required=False), "country"),
            Part(partial(parse_name, "admin1", required=False), "admin1"),
            short_names("location"),
            Part(partial(_side, "actor1", "a", required=True), "actor1"),
            Part(partial(_side, "actor2", "b", required=False), "actor2"),
        )
        self.reader = ColumnReader(parts, self._incident)

    def _incident(  # noqa: PLR0917 -- one argument a part
        self,
        number: int,
        act: str,
        deaths: Count,
        ref: str,
        text: str,
        span: Span,
        accuracy_m: float | None,
        point: tuple[float, float],
        country: str,
        district: str,
        place: str,
        actor: tuple[Participant, ...],
        opponent: tuple[Participant, ...],
    ) -> Incident:
        return Incident(
            origin=Origin(
                source=SOURCE,
                ref=ref,
                reliability=RELIABILITY,
                means="media",
                file=self.context.file,
                row=number,
                text=text,
            ),
            span=span,
            place=Place(
                lon=point[0],
                lat=point[1],
                accuracy_m=accuracy_m,
                country=country,
                district=district,
                name=place,
            ),
            act=act,
            participants=actor + opponent,
            deaths=deaths,
            civilian_deaths=deaths if act == "violence-against-civilians" else Count(0, None),
        )

    def conclude(self) -> Iterable[Report]:
        """Return nothing: an export is a selection, and says nothing of what it leaves out."""
        return ()

    def _span(self, date_text: str, precision_text: str) -> Span:
        text = date_text.strip()
        day = _date(text)
        timezone = self.context.timezone
        check_past("event_date", text, day_span(day, timezone).start, self.context.now)
        precision = precision_text.strip().removesuffix(".0")
        if precision == "1":
            return day_span(day, timezone)
        if precision == "2":  # any day of a week may have been written for it
            return days_span(day - timedelta(days=6), day + timedelta(days=6), timezone)
        if precision == "3":  # codebook: a day of the month stands for the month
            last = calendar.monthrange(day.year, day.month)[1]
            return days_span(day.replace(day=1), day.replace(day=last), timezone)
        raise FaultyField("bad-code", "time_precision", shown(precision), expected="1, 2 or 3")


def _accuracy_m(text: str) -> float | None:
    precision = text.strip().removesuffix(".0")
    if precision not in ACCURACY_M:
        raise FaultyField("bad-code", "geo_precision", shown(precision), expected="1, 2 or 3")
    return ACCURACY_M[precision]


def _deaths(text: str) -> Count:
    return Count(0, None, parse_whole("fatalities", text))


@lru_cache(maxsize=4096)
def _date(text: str) -> date:
    """Return a day written 2024-05-03, 03 May 2024 or 03-May-2024, in English."""
    parts = text.replace("-", " ").split() if len(text) <= DATE_LENGTH_MAX else []
    month = MONTHS.get(parts[1].title()) if len(parts) == 3 else None
    if month is None:
        return parse_date("event_date", text)
    day, _, year = parts
    return parse_date("event_date", f"{year:0>4}-{month:02}-{day:0>2}")


def _act(event_type: str, sub_event_type: str) -> str:
    kind = event_type.strip().casefold()
    if kind not in ACTS:
        raise FaultyField(
            "bad-code", "event_type", shown(event_type), expected="an ACLED event type"
        )
    act = ACTS[kind]
    if act == "hostile-act":
        act = SUB_ACTS.get(sub_event_type.strip().casefold(), act)
    if act == NO_ACT:
        raise FaultyField(
            "not-an-act",
            "event_type",
            shown(event_type),
            message="is no act that a provision speaks of",
            remedy="Protests, riots and strategic developments stay out of the ledger.",
        )
    return act


def _text(notes_text: str, *associated: str) -> str:
    """Return the event in ACLED's words, and who was there besides the two actors.

    An associated actor may be an ally, or only the group that an actor's people belong to: it is
    shown, and held to nothing.
    """
    notes = parse_text("notes", notes_text)[:NOTES_LENGTH_MAX]
    names = "; ".join(name for name in map(short_name, associated) if name)
    return f"{notes} [Associated: {names}]".strip() if names else notes


def _side(
    field: str, side: Literal["a", "b"], text: str, *, required: bool
) -> tuple[Participant, ...]:
    name = parse_name(field, text, required=required)
    return (Participant(name=name, side=side),) if name else ()
