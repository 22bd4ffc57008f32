"""The cell ``position`` of a form: a point in any notation, a P-code, or the name of a place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sulh.errors import plural, shown
from sulh.tables import FaultyField
from sulh.tables.points import parse_coordinates
from sulh.tables.positions import NamedPlace, parse_spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.picture.field_type import RowContext

__all__ = ["parse_position"]

FIELD = "position"
CANDIDATES_SHOWN = 5


def parse_position(
    text: str,
    country: str,
    context: RowContext,
    day: str | None = None,
    beside: str | None = None,
) -> NamedPlace:
    """Return the one place that a text means on a day (ISO 8601); its name is empty for a point.

    `beside` is the name of an area that stands beside it: its district, or else its place.

    Raises
    ------
    FaultyField
        When the text means no place, or more than one: the candidates are shown, and none is chosen. When it
        is a P-code that the gazetteer does not know, that was replaced by that day, or that is another area's
        than the name beside it.
    """
    by_code = getattr(context.places, "by_code", None)  # a gazetteer's; a plain function has none
    area: NamedPlace | None = (
        by_code(FIELD, text, _day(day or ""), beside or "") if by_code else None
    )
    if area is not None:
        return area
    spot = parse_spot(FIELD, text, context.area)
    if spot is not None:
        parse_coordinates((FIELD, FIELD), f"{spot.lon:.9f}", f"{spot.lat:.9f}", context.area)
        return NamedPlace(name="", spot=spot)
    candidates = context.places(text) if context.places is not None else ()
    in_country = [each for each in candidates if country and each.country == country]
    if len(in_country or candidates) == 1:
        return (in_country or candidates)[0]
    if candidates:
        raise _several(text, in_country or candidates)
    raise FaultyField(
        "bad-position",
        FIELD,
        shown(text),
        message="is no position, and no place that the pack or a gazetteer knows",
        expected="MGRS, UTM, degrees, a Plus Code, or the name of a place",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None  # the column of times says what is wrong with it


def _several(text: str, candidates: Sequence[NamedPlace]) -> FaultyField:
    listed = "; ".join(map(str, candidates[:CANDIDATES_SHOWN]))
    more = len(candidates) - CANDIDATES_SHOWN
    return FaultyField(
        "ambiguous-place",
        FIELD,
        shown(text),
        message=f"can be {plural(len(candidates), 'place')}",
        expected=listed + (f"; and {more} more" if more > 0 else ""),
        remedy="Write the position of the right one, or translate the name in [values.position].",
    )
