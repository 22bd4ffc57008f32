"""The map: outlines, zones by their findings, lines with their accuracy, sites, reports.

Plate carrée with longitudes scaled by the cosine of the middle latitude; good enough for one mission's
area, and it needs no network.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import shapely

from sulh.report.svg import AMBER, BLUE, GREY, INK, RED, document, line, num, rect, text

if TYPE_CHECKING:
    from sulh.mission import Pack
    from sulh.observe.tables import Tables

__all__ = ["draw_map"]

WIDTH = 820.0
HEIGHT_MAX = 760.0
LEGEND = 112.0
METRES_A_DEGREE = 111_195.0  # mean Earth radius 6,371,008.8 m, times pi over 180
REPORTS_DRAWN = 3000
SITES_NAMED = ("headquarters", "sector-headquarters", "camp", "town", "observation-post", "place")


@dataclass(frozen=True, slots=True)
class _Frame:
    """From lon, lat to the drawing."""

    west: float
    north: float
    scale: float
    squeeze: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale

    def metres(self, distance_m: float) -> float:
        """Return a distance on the drawing."""
        return distance_m / METRES_A_DEGREE * self.scale


def draw_map(pack: Pack, tables: Tables, status: dict[str, str], *, mark: bool) -> str:
    """Return the map as SVG. `status` gives the worst verdict of each zone; empty: no map to draw."""
    bounds = _bounds(pack, tables)
    if bounds is None:
        return ""
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(WIDTH / ((east - west) * squeeze), HEIGHT_MAX / (north - south))
    frame = _Frame(west, north, scale, squeeze)
    width, height = (east - west) * squeeze * scale, (north - south) * scale
    body = [rect(0, 0, width, height, "#dfe9f2")]
    body += [_shape(frame, each.geometry, 'fill="#f6f3ec" stroke="#b8b2a6"') for each in pack.base]
    body += _graticule(frame, bounds)
    body += _zones(frame, pack, status)
    for each in pack.lines.values():
        band = max(2.0, 2 * frame.metres(each.accuracy_m))
        body.append(
            _shape(
                frame,
                each.geometry,
                f'fill="none" stroke="{BLUE}" stroke-width="{num(band)}" stroke-opacity="0.13"',
            )
        )
        body.append(_shape(frame, each.geometry, f'fill="none" stroke="{BLUE}" stroke-width="1.6"'))
    body += _reports(frame, tables, width, height)
    body += _labels(frame, pack, width, height)
    body += _furniture(frame, width, height)
    clip = f'<clipPath id="edge"><rect width="{num(width)}" height="{num(height)}"/></clipPath>'
    drawn = f'<defs>{clip}</defs><g clip-path="url(#edge)">{"".join(body)}</g>'
    named = {str(zone.id): zone.name for zone in pack.zones.values()}
    described = ", ".join(
        f"{named[zone]}: {verdict}" for zone, verdict in sorted(status.items()) if zone in named
    )
    return document(
        max(width, 640.0),
        height + LEGEND,
        f"Map of {pack.title}",
        f"Zones by their worst finding: {described}." if described else "Places of reports.",
        [drawn, *_legend(height)],
        mark=mark,
    )


def _bounds(pack: Pack, tables: Tables) -> tuple[float, float, float, float] | None:
    near = [z for z in pack.zones.values() if z.geometry is not None and z.kind != "country"]
    wide = [z for z in pack.zones.values() if z.geometry is not None]
    drawn = [z.geometry for z in near or wide]
    drawn += [each.geometry for each in pack.lines.values()]
    drawn += [shapely.Point(s.lon, s.lat) for s in pack.sites.values()]
    if not any(z.geometry is not None for z in pack.zones.values()):
        drawn += [each.geometry for each in pack.base[:1]]
    if not drawn:
        located = tables.all_reports().filter(pl.col("lon").is_not_null())
        drawn = [shapely.Point(*each) for each in located.select("lon", "lat").iter_rows()]
    if not drawn:
        return None
    west, south, east, north = shapely.total_bounds(drawn).tolist()
    margin = max(east - west, north - south, 0.2) * 0.05
    return west - margin, south - margin, east + margin, north + margin


def _shape(frame: _Frame, geometry: Any, style: str) -> str:
    """Return a path for a line or polygon, of any number of parts."""
    parts = []
    for part in shapely.get_parts(geometry):
        rings = (
            [
                shapely.get_exterior_ring(part),
                *(
                    shapely.get_interior_ring(part, n)
                    for n in range(shapely.get_num_interior_rings(part))
                ),
            ]
            if part.geom_type == "Polygon"
            else [part]
        )
        for ring in rings:
            points = [frame.xy(lon, lat) for lon, lat in shapely.get_coordinates(ring)]
            joined = "L".join(f"{num(x)} {num(y)}" for x, y in points)
            parts.append(f"M{joined}" + ("Z" if part.geom_type == "Polygon" else ""))
    return f'<path d="{"".join(parts)}" fill-rule="evenodd" {style}/>'


def _zones(frame: _Frame, pack: Pack, status: dict[str, str]) -> list[str]:
    fills = {"breached": "url(#hatch)", "undetermined": "url(#dots)", "met": f"{BLUE}1c"}
    drawn = []
    for zone in sorted(pack.zones.values(), key=lambda z: len(z.within)):
        if zone.geometry is None:
            continue
        fill = fills.get(status.get(zone.id, ""), "none")
        drawn.append(
            _shape(
                frame,
                zone.geometry,
                f'fill="{fill}" stroke="{INK}" stroke-width="0.9" stroke-dasharray="5 3"',
            )
        )
    return drawn


def _graticule(frame: _Frame, bounds: tuple[float, float, float, float]) -> list[str]:
    west, south, east, north = bounds
    span = max(east - west, north - south)
    step = next(each for each in (0.1, 0.25, 0.5, 1, 2, 5, 10, 20) if span / each <= 8)
    drawn = []
    lon = math.ceil(west / step) * step
    while lon < east:
        x, _ = frame.xy(lon, north)
        drawn.append(line(x, 0, x, (north - south) * frame.scale, GREY, 'stroke-width="0.6"'))
        drawn.append(
            text(
                x + 2, 10, f"{abs(lon):g}°{'E' if lon >= 0 else 'W'}", size=8, more='fill="#6b7684"'
            )
        )
        lon += step
    lat = math.ceil(south / step) * step
    while lat < north:
        _, y = frame.xy(west, lat)
        drawn.append(
            line(0, y, (east - west) * frame.scale * frame.squeeze, y, GREY, 'stroke-width="0.6"')
        )
        drawn.append(
            text(
                2, y - 2, f"{abs(lat):g}°{'N' if lat >= 0 else 'S'}", size=8, more='fill="#6b7684"'
            )
        )
        lat += step
    return drawn


def _reports(frame: _Frame, tables: Tables, width: float, height: float) -> list[str]:
    """Draw incidents and observations: filled where they are places, hollow where regions."""
    drawn = []
    for frame_of, colour in ((tables.incidents, RED), (tables.observations, BLUE)):
        located = frame_of.filter(pl.col("lon").is_not_null()).head(REPORTS_DRAWN)
        groups = located.group_by("lon", "lat", "accuracy_m", maintain_order=True).len()
        for lon, lat, accuracy, count in groups.iter_rows():
            x, y = frame.xy(lon, lat)
            if not (0 <= x <= width and 0 <= y <= height):
                continue
            size = 2.2 + min(6.0, math.sqrt(count) * 0.9)
            if accuracy is None:
                drawn.append(
                    f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(size)}" fill="none" stroke="{colour}" stroke-dasharray="2 2"/>'
                )
                continue
            reach = frame.metres(accuracy)
            if reach > size + 1:
                drawn.append(
                    f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(reach)}" fill="{colour}" fill-opacity="0.05"/>'
                )
            drawn.append(
                f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(size)}" fill="{colour}" fill-opacity="0.55" stroke="#fff" stroke-width="0.5"/>'
            )
    return drawn


def _labels(frame: _Frame, pack: Pack, width: float, height: float) -> list[str]:
    """Draw sites and name zones and sites, leaving out names that would lie on others."""
    taken: list[tuple[float, float, float, float]] = []
    drawn = []
    for zone in pack.zones.values():
        if zone.geometry is not None:
            point = shapely.point_on_surface(zone.geometry)
            x, y = frame.xy(point.x, point.y)
            drawn += _name(x, y, zone.name, 13, "middle", taken, width, height)
    ranked = sorted(
        pack.sites.values(), key=lambda s: SITES_NAMED.index(s.kind) if s.kind in SITES_NAMED else 9
    )
    for site in ranked:
        x, y = frame.xy(site.lon, site.lat)
        if not (0 <= x <= width and 0 <= y <= height):
            continue
        drawn.append(rect(x - 2.5, y - 2.5, 5, 5, INK, 'stroke="#fff" stroke-width="0.8"'))
        drawn += _name(x + 5, y + 3.5, site.name, 9.5, "start", taken, width, height)
    return drawn


def _name(  # noqa: PLR0917 -- a drawing step
    x: float, y: float, words: str, size: float, anchor: str,
    taken: list[tuple[float, float, float, float]], width: float, height: float,
) -> list[str]:  # fmt: skip
    long = len(words) * size * 0.56
    left = x - long / 2 if anchor == "middle" else x
    box = (left, y - size, left + long, y + 2)
    if box[0] < 0 or box[2] > width or box[1] < 0 or box[3] > height:
        return []
    if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
        return []
    taken.append(box)
    halo = 'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"'
    weight = ' font-weight="600"' if size > 10 else ""
    return [text(x, y, words, size=size, anchor=anchor, more=halo + weight)]


def _furniture(frame: _Frame, width: float, height: float) -> list[str]:
    """Draw the scale bar and the north arrow."""
    km = next(
        each
        for each in (500, 200, 100, 50, 20, 10, 5, 2, 1)
        if frame.metres(each * 1000) < width / 4 or each == 1
    )
    long = frame.metres(km * 1000)
    x, y = width - long - 18, height - 16
    return [
        rect(x - 6, y - 16, long + 16, 26, "#ffffff", 'fill-opacity="0.75"'),
        line(x, y, x + long, y, INK, 'stroke-width="3"'),
        text(x + long / 2, y - 5, f"{km} km", size=10, anchor="middle"),
        f'<path d="M{num(width - 22)} 40 l6 -18 l6 18 l-6 -4 z" fill="{INK}"/>',
        text(width - 16, 54, "N", size=11, anchor="middle"),
    ]


def _legend(height: float) -> list[str]:
    y = height + 22
    items = (
        (rect(0, y - 11, 20, 14, "url(#hatch)", f'stroke="{RED}"'), "zone with a breach"),
        (
            rect(0, y + 11, 20, 14, "url(#dots)", f'stroke="{AMBER}"'),
            "zone with undetermined findings",
        ),
        (rect(0, y + 33, 20, 14, f"{BLUE}1c", f'stroke="{BLUE}"'), "zone with all findings met"),
    )
    drawn = [shape for shape, _ in items]
    drawn += [text(28, y + 22 * n, words) for n, (_, words) in enumerate(items)]
    x = 290.0
    drawn += [
        f'<circle cx="{num(x)}" cy="{num(y - 4)}" r="5" fill="{RED}" fill-opacity="0.55"/>',
        text(x + 12, y, "incident, larger where there are more; pale: its accuracy"),
        f'<circle cx="{num(x)}" cy="{num(y + 18)}" r="5" fill="{BLUE}" fill-opacity="0.55"/>',
        text(x + 12, y + 22, "observation"),
        f'<circle cx="{num(x)}" cy="{num(y + 40)}" r="5" fill="none" stroke="{RED}" stroke-dasharray="2 2"/>',
        text(x + 12, y + 44, "hollow: a region's centre, not a place"),
        line(x - 8, y + 62, x + 6, y + 62, BLUE, 'stroke-width="9" stroke-opacity="0.15"'),
        line(x - 8, y + 62, x + 6, y + 62, BLUE, 'stroke-width="1.6"'),
        text(x + 12, y + 66, "line with the band in which nothing is certain"),
    ]
    return drawn
