"""Where a mission works: the box around all that its pack draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.mission.per_pack import once_a_pack

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.tables import Area

__all__ = ["pack_area"]


@once_a_pack
def pack_area(pack: Pack) -> Area | None:
    """Return the box around a pack's zones, lines and sites; None where it has none."""
    geometries = [zone.geometry for zone in pack.zones.values() if zone.geometry is not None]
    geometries += [line.geometry for line in pack.lines.values()]
    boxes: list[Area] = [geometry.bounds for geometry in geometries]
    boxes += [(site.lon, site.lat, site.lon, site.lat) for site in pack.sites.values()]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
