"""Features as GeoJSON (RFC 7946): lon, lat in degrees (WGS 84), times in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson
import shapely

from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.share.features.items import Page
    from sulh.share.filters import FeatureColumns

__all__ = ["Link", "collection_json", "feature_json", "features_of", "plain_value"]

Link = dict[str, str]
"""A link as OGC API has it: `href`, `rel`, `type`, `title`."""


def features_of(columns: FeatureColumns) -> list[dict[str, Any]]:
    """Return features in types that `json_bytes` writes."""
    rows = columns.frame.to_dicts()
    return [
        {
            "type": "Feature",
            "id": row.pop("id"),
            "geometry": geometry,
            "properties": {name: plain_value(value) for name, value in row.items()},
        }
        for row, geometry in zip(rows, _geometries(columns), strict=True)
    ]


def plain_value(value: Any) -> Any:
    """Return a property as JSON can say it: times in UTC and days as texts, the rest as it is."""
    if isinstance(value, datetime):
        return format_utc(value)
    return value.isoformat() if isinstance(value, date) else value


def _geometries(columns: FeatureColumns) -> list[Any]:
    if columns.lon is not None and columns.lat is not None:
        return [
            {"type": "Point", "coordinates": [lon, lat]} if placed else None
            for lon, lat, placed in zip(
                columns.lon.tolist(), columns.lat.tolist(), columns.placed.tolist(), strict=True
            )
        ]
    texts = shapely.to_geojson(columns.all_shapes)
    return [None if text is None else orjson.Fragment(text) for text in texts]


def collection_json(page: Page, links: list[Link]) -> bytes:
    """Return a page of features. It says no time of its own: the same features are the same bytes."""
    features = features_of(page.columns)
    content = {
        "type": "FeatureCollection",
        "numberMatched": page.matched,
        "numberReturned": len(features),
        "links": links,
        "features": features,
    }
    return orjson.dumps(content)


def feature_json(columns: FeatureColumns, links: list[Link]) -> bytes:
    """Return the first of some features, with links."""
    return orjson.dumps(features_of(columns)[0] | {"links": links})
