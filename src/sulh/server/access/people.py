"""People counted at places, as far as they may be told: rounded, so that few persons are never named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.recover import release

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["counted_people"]


def counted_people(counts: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the people counted at places with a point, from records of the kind population.

    The latest count of each sender, place and group holds; degrees, WGS 84.
    """
    latest: dict[tuple[str, str, str], Any] = {}
    for each in counts:
        if each.place.lon is None:
            continue
        key = (
            each.origin.source,
            each.place.name or f"{each.place.lon} {each.place.lat}",
            each.group,
        )
        if key not in latest or latest[key].span.end <= each.span.end:
            latest[key] = each
    return [
        {
            "name": each.place.name or f"{each.place.lat:.3f}, {each.place.lon:.3f}",
            "lon": each.place.lon,
            "lat": each.place.lat,
            "group": each.group,
            "people": release(each.people).rounded,
        }
        for each in latest.values()
    ]
