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
from sulh.tables.conventions import ColumnSorts
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
OLDER_NAMES = {
    "event_id_c": "event_id_cnty",
    "time_preci": "time_precision",
    "timeprecision": "time_precision",
    "geo_precis": "geo_precision",
    "geo_preci": "geo_precision",
    "geoprecision": "geo_precision",
    "sub_event_": "sub_event_type",
    "sub_event": "sub_event_type",
    "fatalitie": "fatalities",
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "ally_actor": "assoc_actor_1",
    "assoc_acto": "assoc_actor_1",
    "assoc_ac_1": "assoc_actor_2",
    "civilian_t": "civilian_targeting",
    "actor_1": "actor1",
    "actor_2": "actor2",
    "admin_1": "admin1",
    "lat": "latitude",
    "lon": "longitude",
    "long": "longitude",
}
"""Names of columns in older releases and in shapefiles, which cut names after ten letters; in lower case."""
SORTS = ColumnSorts(
    decimals=frozenset(("latitude", "longitude")),
    dates=frozenset(("event_date",)),
    reads_words=True,
)


def canonical_columns(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of an ACLED release in today's names; those of any other table as they are."""
    plain = [name.strip().casefold().replace(" ", "_") for name in names]
    renamed = tuple(OLDER_NAMES.get(name, name) for name in plain)
    return renamed if set(renamed) >= COLUMNS and len(set(renamed)) == len(renamed) else names


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
    "non-violent activity by a conflict actor": NO_ACT,
    "headquarters or base established": NO_ACT,
    "non-violent transfer of territory": NO_ACT,
    "riots/protests": NO_ACT,
}
AGAINST_CIVILIANS = "violence-against-civilians"
TARGETED = ("civilian targeting", "civilians targeted", "true", "yes", "1")
VICTIMS = ("protesters", "civilians")
FORCE_AGAINST_PROTESTERS = "excessive force against protesters"
SUB_ACTS = {
    "air/drone strike": "airstrike",
    "shelling/artillery/missile attack": "indirect-fire",
}
REMOTE = frozenset(("hostile-act", *SUB_ACTS.values()))
"""The acts of explosions and remote violence."""
DESTRUCTION = "destruction"
LOOTING = "looting/property destruction"
ONE_SIDED = frozenset((AGAINST_CIVILIANS, DESTRUCTION))
"""The acts that the codebook gives to one actor, the first: who began is no question."""
ACCURACY_M: dict[str, float | None] = {"1": 5_000.0, "2": 25_000.0, "3": None}
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name} | {
    name: number for number, name in enumerate(calendar.month_abbr) if name
}
NOTES_LENGTH_MAX = 2_000
DATE_LENGTH_MAX = 64


class AcledConverter:
    """Turns ACLED rows into incidents.

    Protests, riots and strategic developments other than looting and destruction are no act that a
    provision speaks of: those rows are refused, so that nobody's protest stands in a ledger of breaches.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._says_targets = context.columns is None or "civilian_targeting" in context.columns
        parts = (
            Part(
                partial(_act, says_targets=self._says_targets),
                *("event_type", "sub_event_type", "civilian_targeting"),
            ),
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
        act_of: tuple[str, bool],
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
        act, is_force = act_of
        if is_force and _are(actor, "protesters"):
            actor, opponent = _exchanged(actor, opponent)
        if not self._says_targets and act in REMOTE and _are(opponent, "civilians"):
            act = AGAINST_CIVILIANS
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
            initiator="a" if act in ONE_SIDED and actor and not _are(actor, *VICTIMS) else "",
            deaths=deaths,
            civilian_deaths=deaths if act == AGAINST_CIVILIANS else Count(0, None),
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


def _act(
    event_type: str, sub_event_type: str, targeting: str, *, says_targets: bool
) -> tuple[str, bool]:
    """Return the act of an event, and whether a force acts against protesters, whom ACLED names first.

    Violence of a force against protesters, and explosions and remote violence that target civilians, are
    violence against civilians where ACLED says that they target them. Older exports do not say
    (`says_targets`): there, force against protesters is violence against civilians by its name.
    """
    kind, sub_kind = event_type.strip().casefold(), sub_event_type.strip().casefold()
    if kind not in ACTS:
        raise FaultyField(
            "bad-code", "event_type", shown(event_type), expected="an ACLED event type"
        )
    act = ACTS[kind]
    is_targeted = targeting.strip().casefold() in TARGETED
    is_force = (is_targeted or not says_targets) and sub_kind == FORCE_AGAINST_PROTESTERS
    if is_force or (is_targeted and act == "hostile-act"):
        return AGAINST_CIVILIANS, is_force
    if act == "hostile-act":
        act = SUB_ACTS.get(sub_kind, act)
    if act == NO_ACT and sub_kind == LOOTING:
        return DESTRUCTION, False
    if act == NO_ACT:
        raise FaultyField(
            "not-an-act",
            "event_type",
            shown(event_type),
            message="is no act that a provision speaks of",
            remedy="Protests, riots and most strategic developments stay out of the ledger.",
        )
    return act, False


def _are(side: tuple[Participant, ...], *words: str) -> bool:
    return any(each.name.casefold().startswith(words) for each in side)


def _exchanged(
    a: tuple[Participant, ...], b: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Put those of one side on the other."""
    first = tuple(Participant(name=each.name, side="a") for each in b)
    return first, tuple(Participant(name=each.name, side="b") for each in a)


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
