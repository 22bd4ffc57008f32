"""The documents of OGC API - Features (17-069r4, 19-079r2): landing page, conformance, collections, queryables.

Each is a function of the address under which the API lies and of the collections.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import shapely

from sulh.share.features.items import LIMIT, LIMIT_MAX
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.share.features.collections import Collection
    from sulh.share.filters import Queryable

__all__ = [
    "CONFORMANCE",
    "CRS84",
    "GEOJSON",
    "OPENAPI",
    "SCHEMA_JSON",
    "collection_document",
    "conformance_document",
    "landing_document",
    "openapi_document",
    "queryables_document",
]

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA_JSON = "application/schema+json"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
PART_3 = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/"
CONFORMANCE = (
    *(CORE + each for each in ("core", "geojson", "oas30")),
    *(PART_3 + each for each in ("queryables", "filter", "features-filter")),
    *(
        CQL2 + each
        for each in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "property-property",
            "arithmetic",
        )
    ),
)
"""The classes that the API keeps, by their addresses."""
TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
    "list": {"type": "array", "items": {"type": "string"}},
    "geometry": {"format": "geometry-any", "x-ogc-role": "primary-geometry"},
}
Link = dict[str, str]


def _link(href: str, rel: str, type_: str, title: str) -> Link:
    return {"href": href, "rel": rel, "type": type_, "title": title}


def landing_document(base: str, *, title: str, description: str) -> dict[str, Any]:
    """Return the page that says where everything is; `base` is its address, without a slash at the end."""
    return {
        "title": title,
        "description": description,
        "links": [
            _link(base, "self", "application/json", "this document"),
            _link(f"{base}/api", "service-desc", OPENAPI, "the API's description"),
            _link(f"{base}/conformance", "conformance", "application/json", "what it conforms to"),
            _link(f"{base}/collections", "data", "application/json", "the collections"),
        ],
    }


def conformance_document() -> dict[str, Any]:
    """Return which classes of the standards hold."""
    return {"conformsTo": list(CONFORMANCE)}


def collection_document(base: str, collection: Collection) -> dict[str, Any]:
    """Return what a collection is and how far it reaches, by the features that leave and no others."""
    here = f"{base}/collections/{collection.id}"
    document: dict[str, Any] = {
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "crs": [CRS84],
        "storageCrs": CRS84,
        "links": [
            _link(here, "self", "application/json", "this collection"),
            _link(f"{here}/items", "items", GEOJSON, "its features"),
            _link(
                f"{here}/queryables",
                "http://www.opengis.net/def/rel/ogc/1.0/queryables",
                SCHEMA_JSON,
                "what filters may name",
            ),
        ],
    }
    extent = _extent(collection)
    return document | ({"extent": extent} if extent else {})


def _extent(collection: Collection) -> dict[str, Any]:
    columns = collection.columns
    extent: dict[str, Any] = {}
    bounds = _bounds(collection)
    if bounds:
        extent["spatial"] = {"bbox": [bounds], "crs": CRS84}
    if collection.times and columns.height:
        first, last = collection.times
        start, end = columns.frame.select(
            pl.col(first).cast(pl.Datetime("us")).min(), pl.col(last).cast(pl.Datetime("us")).max()
        ).row(0)
        if start is not None or end is not None:
            extent["temporal"] = {"interval": [[_time(start), _time(end)]]}
    return extent


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else format_utc(moment.replace(tzinfo=UTC))


def _bounds(collection: Collection) -> list[float]:
    columns = collection.columns
    if not columns.placed.any():
        return []
    if columns.lon is not None and columns.lat is not None:
        lon, lat = columns.lon[columns.placed], columns.lat[columns.placed]
        return [float(each) for each in (lon.min(), lat.min(), lon.max(), lat.max())]
    bounds = shapely.bounds(columns.all_shapes[columns.placed])
    low, high = np.nanmin(bounds, axis=0), np.nanmax(bounds, axis=0)
    return [float(low[0]), float(low[1]), float(high[2]), float(high[3])]


def queryables_document(base: str, collection: Collection) -> dict[str, Any]:
    """Return the properties that filters may name, as a JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{base}/collections/{collection.id}/queryables",
        "type": "object",
        "title": collection.title,
        "description": collection.description,
        "properties": {
            each.name: _property(each, collection)
            for each in collection.columns.queryables.values()
        },
        "additionalProperties": False,
    }


def _property(queryable: Queryable, collection: Collection) -> dict[str, Any]:
    choices = collection.choices.get(queryable.name, ())
    schema = {"title": queryable.title or queryable.name} | TYPES[queryable.type]
    return schema | ({"enum": list(choices)} if choices and queryable.type == "text" else {})


def openapi_document(base: str, collections: Iterable[Collection], *, title: str) -> dict[str, Any]:
    """Return the API's description (OpenAPI 3.0), with each collection's own properties."""
    ids = []
    paths: dict[str, Any] = {
        path: {"get": _operation(name, summary, "application/json")}
        for path, name, summary in (
            ("/", "landing", "Where everything is."),
            ("/conformance", "conformance", "What it conforms to."),
            ("/collections", "collections", "The collections."),
        )
    }
    for each in collections:
        ids.append(each.id)
        here = f"/collections/{each.id}"
        paths[here] = {"get": _operation(f"describe-{each.id}", each.title, "application/json")}
        paths[f"{here}/queryables"] = {
            "get": _operation(f"queryables-{each.id}", "What filters may name.", SCHEMA_JSON)
        }
        own = [
            _parameter(each_one.name, dict(TYPES[each_one.type]))
            for each_one in each.columns.queryables.values()
            if each_one.type != "geometry"
        ]
        paths[f"{here}/items"] = {
            "get": _operation(f"items-{each.id}", each.description, GEOJSON)
            | {"parameters": [*PARAMETERS, *own]}
        }
        paths[f"{here}/items/{{featureId}}"] = {
            "get": _operation(f"item-{each.id}", "One feature.", GEOJSON)
            | {"parameters": [_parameter("featureId", {"type": "string"}, where="path")]}
        }
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": base}],
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": paths,
    }


def _operation(name: str, summary: str, media: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {media: {"schema": {"type": "object"}}}}
    return {"operationId": name, "summary": summary, "responses": {"200": answer}}


def _parameter(name: str, schema: dict[str, Any], *, where: str = "query") -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": schema,
        **({"style": "form", "explode": False} if where == "query" else {}),
    }


PARAMETERS = (
    _parameter("limit", {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT}),
    _parameter(
        "bbox",
        {
            "type": "array",
            "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
            "items": {"type": "number"},
        },
    ),
    _parameter("datetime", {"type": "string"}),
    _parameter("filter", {"type": "string"}),
    _parameter("filter-lang", {"type": "string", "enum": ["cql2-text", "cql2-json"]}),
    _parameter("filter-crs", {"type": "string", "enum": [CRS84]}),
    _parameter("after", {"type": "string"}),
)
"""What every collection's features may be asked by."""
