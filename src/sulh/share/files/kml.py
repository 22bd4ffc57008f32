"""Features as KML 2.3 (OGC 12-007r2): where, when, and each property as it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from sulh.share.cot.event import clean_xml
from sulh.share.features import plain_value

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from sulh.share.features import Collection

__all__ = ["kml_bytes"]

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
)


def kml_bytes(collection: Collection) -> bytes:
    """Return a KML document with a placemark for each feature; one that lies nowhere has no geometry."""
    columns = collection.columns
    parts = [HEAD, f"<name>{_text(collection.title)}</name>"]
    for row, geometry in zip(columns.frame.to_dicts(), columns.all_shapes, strict=True):
        parts.append(
            f'<Placemark id="f-{_text(row["id"])}"><name>{_text(_name(row, collection))}</name>'
        )
        parts.append(_span(row, collection.times))
        parts.append("<ExtendedData>")
        for name, value in row.items():
            if value is not None:
                title = _text(columns.titles.get(name, name))
                parts.append(
                    f"<Data name={quoteattr(name)}><displayName>{title}</displayName>"
                    f"<value>{_text(str(plain_value(value)))}</value></Data>"
                )
        parts.append("</ExtendedData>")
        if geometry is not None:
            parts.append(_shape(geometry))
        parts.append("</Placemark>\n")
    parts.append("</Document></kml>\n")
    return "".join(parts).encode()


def _name(row: dict[str, Any], collection: Collection) -> str:
    about = next((str(row[name]) for name in ("name", "act", "item", "type") if row.get(name)), "")
    return about or collection.title


def _span(row: dict[str, Any], times: tuple[str, ...]) -> str:
    ends = [
        f"<{tag}>{plain_value(row[name])}</{tag}>"
        for tag, name in zip(("begin", "end"), times, strict=False)
        if row.get(name) is not None
    ]
    return f"<TimeSpan>{''.join(ends)}</TimeSpan>" if ends else ""


def _shape(geometry: BaseGeometry) -> str:
    kind = geometry.geom_type
    if kind == "Point":
        return f"<Point>{_coordinates(geometry)}</Point>"
    if kind == "LineString":
        return f"<LineString>{_coordinates(geometry)}</LineString>"
    if kind == "Polygon":
        outer, inner = geometry.exterior, geometry.interiors
        rings = f"<outerBoundaryIs><LinearRing>{_coordinates(outer)}</LinearRing></outerBoundaryIs>"
        rings += "".join(
            f"<innerBoundaryIs><LinearRing>{_coordinates(each)}</LinearRing></innerBoundaryIs>"
            for each in inner
        )
        return f"<Polygon>{rings}</Polygon>"
    return f"<MultiGeometry>{''.join(map(_shape, geometry.geoms))}</MultiGeometry>"


def _coordinates(geometry: BaseGeometry) -> str:
    pairs = " ".join(f"{each[0]!r},{each[1]!r}" for each in geometry.coords)
    return f"<coordinates>{pairs}</coordinates>"


def _text(value: str) -> str:
    return escape(clean_xml(value))
