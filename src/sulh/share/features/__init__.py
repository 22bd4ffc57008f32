"""The mission as features with a place and a time, for OGC API, files and tiles."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.features.collections import Collection, collection_id, collections_of
    from sulh.share.features.documents import (
        CONFORMANCE,
        CRS84,
        GEOJSON,
        OPENAPI,
        SCHEMA_JSON,
        collection_document,
        conformance_document,
        landing_document,
        openapi_document,
        queryables_document,
    )
    from sulh.share.features.geojson import collection_json, feature_json, features_of, plain_value
    from sulh.share.features.ground import GROUND, ground_collections
    from sulh.share.features.items import (
        LIMIT,
        LIMIT_MAX,
        ItemsQuery,
        Page,
        items_page,
        parse_bbox,
        parse_datetime,
        select_rows,
    )

__all__ = [
    "CONFORMANCE",
    "CRS84",
    "GEOJSON",
    "GROUND",
    "LIMIT",
    "LIMIT_MAX",
    "OPENAPI",
    "SCHEMA_JSON",
    "Collection",
    "ItemsQuery",
    "Page",
    "collection_document",
    "collection_id",
    "collection_json",
    "collections_of",
    "conformance_document",
    "feature_json",
    "features_of",
    "ground_collections",
    "items_page",
    "landing_document",
    "openapi_document",
    "parse_bbox",
    "parse_datetime",
    "plain_value",
    "queryables_document",
    "select_rows",
]

export_lazily(__name__)
