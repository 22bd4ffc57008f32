"""Filters in the Common Query Language (OGC CQL2, 21-065r2) over columns of features."""

from sulh.share.filters.columns import FeatureColumns, Queryable
from sulh.share.filters.evaluate import keep_rows
from sulh.share.filters.syntax import FILTER_LANGUAGES, parse_filter

__all__ = ["FILTER_LANGUAGES", "FeatureColumns", "Queryable", "keep_rows", "parse_filter"]
