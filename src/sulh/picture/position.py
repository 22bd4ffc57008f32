"""The cell ``position`` of a form: a point in any notation, a P-code, or the name of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.tables import FaultyField
from sulh.tables.points import parse_coordinates
from sulh.tables.positions import NamedPlace, parse_spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.picture.field_type import RowContext

__all__ = ["parse_position"]

FIELD = "position"
CANDIDATES_SHOWN = 5


def parse_position(text: str, country: str, context: RowContext) -> NamedPlace:
    """Return the one place that a text means; its name is empty for a point.

    Raises
    ------
    FaultyField
        When the text means no place, or more than one: the candidates are shown, and none is chosen.
    """
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


def _several(text: str, candidates: Sequence[NamedPlace]) -> FaultyField:
    listed = "; ".join(map(str, candidates[:CANDIDATES_SHOWN]))
    more = len(candidates) - CANDIDATES_SHOWN
    return FaultyField(
        "ambiguous-place",
        FIELD,
        shown(text),
        message=f"can be {len(candidates)} places",
        expected=listed + (f"; and {more} more" if more > 0 else ""),
        remedy="Write the position of the right one, or translate the name in [values.position].",
    )
