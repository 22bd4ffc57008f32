"""Tables that leave for other organisations, with hashtags of HXL: 3W, needs with gaps, and flows of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, time
from typing import TYPE_CHECKING, Literal

from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo

    from sulh.mission import AdminUnit
    from sulh.recover.needs.statement import NeedsStatement
    from sulh.recover.records import Delivery
    from sulh.recover.returns.flows import Flow
    from sulh.recover.returns.statement import ReturnsStatement
    from sulh.values import Place, Span

__all__ = ["HxlSheet", "publish_aid", "publish_needs", "publish_people", "publish_returns"]

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class HxlSheet:
    """A table with two headers: words for people, and the hashtag of each column; then its rows.

    `left_out` says what a row lacks that it could have, and why.
    """

    title: Literal["aid", "needs", "people", "returns"]
    words: tuple[str, ...]
    hashtags: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: tuple[str, ...] = ()


def _no_areas(_place: Place) -> tuple[AdminUnit, ...]:
    return ()


def publish_aid(
    deliveries: Sequence[Delivery],
    *,
    at: datetime,
    areas_of: Callable[[Place], Sequence[AdminUnit]] = _no_areas,
    timezone: tzinfo = UTC,
) -> HxlSheet:
    """Return who does what where, when (3W): each delivery known at a moment (UTC), those to come as plans.

    `areas_of` returns the areas with P-codes that a place lies in, from the largest down. Whole days
    of the `timezone` are written as days. What `sulh observe` reads again from it is the same.
    """
    deliveries = [each for each in deliveries if each.progress == "planned" or each.span.start < at]
    areas = {each.place: {unit.level: unit for unit in areas_of(each.place)} for each in deliveries}
    levels = sorted({level for each in areas.values() for level in each})
    columns = {
        "Id": "#meta+id",
        "Organisation": "#org+impl+name",
        "Cluster": "#sector+cluster+name",
        "Supply or service": "#item+name",
        "Status": "#status",
    }
    for level in levels:
        columns |= {f"Area {level}": f"#adm{level}+name", f"P-code {level}": f"#adm{level}+code"}
    columns |= {
        "District": "#loc+district+name",
        "Place": "#loc+name",
        "Country": "#country+name",
        "From": "#date+start",
        "Until": "#date+end",
        "Quantity": "#item+num",
        "Unit": "#item+unit",
        "Reported by": "#meta+source",
    }
    rows = []
    for each in sorted(
        deliveries, key=lambda each: (each.organisation, each.span.start, each.origin.ref)
    ):
        start, end = _days(each.span, timezone)
        of_place = areas[each.place]
        units = [of_place.get(level) for level in levels]
        rows.append(
            (
                *(each.origin.ref, each.organisation, each.cluster, each.supply, each.progress),
                *(
                    part
                    for unit in units
                    for part in ((unit.name, unit.code) if unit else ("", ""))
                ),
                *(each.place.district, each.place.name, each.place.country, start, end),
                "" if each.quantity is None else f"{each.quantity:f}",
                *(each.unit, each.origin.source),
            )
        )
    unknown = sorted({_where(place) for place, units in areas.items() if not units})
    left_out = [
        f"No P-code is known for {where}." for where in unknown if areas_of is not _no_areas
    ]
    return _sheet("aid", columns, rows, left_out)


def publish_needs(statement: NeedsStatement) -> HxlSheet:
    """Return what is needed, what came and what is missing, by place and supply, with bounds.

    Amounts follow from counts of persons that are rounded already (`sulh.recover.returns.disclosure`).
    """
    columns = {
        "Place": "#loc+name",
        "Cluster": "#sector+cluster+name",
        "Supply": "#item+name",
        "Unit": "#item+unit",
        "Needed, at least": "#indicator+need+min+num",
        "Needed, at most": "#indicator+need+max+num",
        "Delivered": "#indicator+delivered+num",
        "Planned": "#indicator+planned+num",
        "Missing, at least": "#indicator+gap+min+num",
        "Missing, at most": "#indicator+gap+max+num",
        "Days": "#indicator+days+num",
        "As of": "#date",
        "Standard": "#meta+source",
    }
    rows = [
        (
            each.place,
            each.standard.cluster,
            each.standard.id,
            each.standard.unit,
            f"{each.need_low:f}",
            f"{each.need_high:f}",
            f"{each.came:f}",
            f"{each.in_plan:f}",
            f"{each.gap_low:f}",
            f"{each.gap_high:f}",
            statement.days,
            format_utc(statement.at),
            each.standard.cited,
        )
        for each in statement.lines
    ]
    return _sheet("needs", columns, rows, [str(each) for each in statement.left_out])


def publish_people(statement: NeedsStatement) -> HxlSheet:
    """Return the people at each place as bounds, rounded to tens; each sender's word beside them."""
    columns = {
        "Place": "#loc+name",
        "Whom, and who says so": "#beneficiary+type",
        "People, at least": "#inneed+min",
        "People, at most": "#inneed+max",
        "As of": "#date",
    }
    rows: list[tuple[Cell, ...]] = []
    for each in statement.people:
        moment = format_utc(statement.at)
        rows.append((each.place, "all", each.low, each.high, moment))
        rows += [(each.place, who, word.low, word.high, moment) for who, word in each.says.items()]
    return _sheet("people", columns, rows)


def publish_returns(statement: ReturnsStatement) -> HxlSheet:
    """Return who went from where to where, as bounds in tens: small counts are never shown."""
    columns = {
        "From": "#loc+origin+name",
        "To": "#loc+dest+name",
        "Whom": "#beneficiary+type",
        "People, at least": "#affected+min",
        "People, at most": "#affected+max",
        "Since": "#date+start",
        "Until": "#date+end",
    }
    since, until = format_utc(statement.since), format_utc(statement.at)

    def row(flow: Flow) -> tuple[Cell, ...]:
        way = (flow.left, flow.arrived, flow.movers)
        return (*way, flow.people.low, flow.people.high, since, until)

    return _sheet("returns", columns, [row(each) for each in statement.flows])


def _sheet(
    title: Literal["aid", "needs", "people", "returns"],
    columns: dict[str, str],
    rows: Sequence[tuple[Cell, ...]],
    left_out: Sequence[str] = (),
) -> HxlSheet:
    return HxlSheet(
        title=title,
        words=tuple(columns),
        hashtags=tuple(columns.values()),
        rows=tuple(rows),
        left_out=tuple(left_out),
    )


def _where(place: Place) -> str:
    return ", ".join(filter(None, (place.name, place.district))) or "no place"


def _days(span: Span, timezone: tzinfo) -> tuple[str, str]:
    """Return begin and end: days where they are whole, else times in UTC; no end where it is the begin."""
    start, end = span.start.astimezone(timezone), span.end.astimezone(timezone)
    if start.time() == time.min and end.time() == time.max:
        return (
            start.date().isoformat(),
            "" if start.date() == end.date() else end.date().isoformat(),
        )
    return format_utc(span.start), "" if span.end == span.start else format_utc(span.end)
