"""The mission as features with a place and a time, for OGC API, files and tiles."""

from sulh.share.features.collections import Collection, collection_id, collections_of
from sulh.share.features.documents import (
    CONFORMANCE,
    collection_document,
    conformance_document,
    landing_document,
    openapi_document,
    queryables_document,
)
from sulh.share.features.geojson import collection_json, feature_json, features_of
from sulh.share.features.ground import ground_collections
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
    "LIMIT",
    "LIMIT_MAX",
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
    "queryables_document",
    "select_rows",
]
