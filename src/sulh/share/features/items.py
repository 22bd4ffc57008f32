"""Which features of a collection a request asks for, and one page of them.

Pages go by what comes after the last feature of the page before, not by numbers: features that come in or
leave meanwhile move nothing, so that none is lost and none comes twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.errors import InputError, shown
from sulh.share.filters import keep_rows
from sulh.share.filters.spatial import read_box, within_box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sulh.share.features.collections import Collection
    from sulh.share.filters import FeatureColumns

__all__ = [
    "LIMIT",
    "LIMIT_MAX",
    "ItemsQuery",
    "Page",
    "items_page",
    "parse_bbox",
    "parse_datetime",
    "select_rows",
]

LIMIT, LIMIT_MAX = 1000, 10_000
TOKEN = re.compile(r"(-?\d{1,18})\.([0-9A-Za-z._-]{1,80})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Interval = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsQuery:
    """Which features to give: all of the conditions hold. `after` is the token of an earlier page.

    `bbox` is west, south, east, north (degrees, WGS 84); a feature that lies nowhere is in none. `between`
    (UTC, inclusive, None: open) asks when a feature held; one without a time held at all times. `equal` are
    properties with the text of their value, `tree` a filter as `parse_filter` returns it.
    """

    bbox: tuple[float, ...] = ()
    between: Interval = (None, None)
    equal: Mapping[str, str] = field(default_factory=dict)
    tree: Any = None
    after: str = ""
    limit: int = LIMIT


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some features; `matched` counts those of all pages, `next` is the token of the next page, if any."""

    columns: FeatureColumns
    matched: int
    next: str = ""


def parse_bbox(text: str) -> tuple[float, ...]:
    """Return the four or six numbers of a box, checked; empty for an empty text.

    Raises
    ------
    InputError
        When it is no box.
    """
    if not text:
        return ()
    try:
        numbers = tuple(float(each) for each in text.split(","))
    except ValueError:
        raise InputError(
            f"bbox: {shown(text)!r} is no box.",
            remedy="Write four numbers with commas: west,south,east,north.",
        ) from None
    read_box(numbers)
    return numbers


def parse_datetime(text: str) -> Interval:
    """Return the interval that a text names: a time, a day, or two of them with ``/``, open with ``..``.

    A day is all of it, UTC.

    Raises
    ------
    InputError
        When it names none, or one that ends before it begins.
    """
    if not text:
        return (None, None)
    first, slash, last = text.partition("/")
    if not slash:
        last = first
    start, end = _moment(first, last=False), _moment(last, last=True)
    if start and end and start > end:
        raise InputError(
            f"datetime: {shown(text)!r} ends before it begins.",
            remedy="Write the earlier time first.",
        )
    return start, end


def _moment(text: str, *, last: bool) -> datetime | None:
    if text in {"", ".."}:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            day = datetime.fromisoformat(text).replace(tzinfo=UTC)
            return day.replace(hour=23, minute=59, second=59, microsecond=999_999) if last else day
        time = datetime.fromisoformat(text.replace(" ", "+"))  # an unescaped + in an address
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(
        f"datetime: {shown(text)!r} is no time.",
        remedy="Write 2026-05-03T14:30:00Z, a day, or two with a slash; '..' leaves an end open.",
    )


def select_rows(collection: Collection, query: ItemsQuery) -> NDArray[np.bool_]:
    """Return which features meet all conditions of a query, whatever its page.

    Raises
    ------
    InputError
        When it names a property that there is not, or asks what cannot be asked of it.
    """
    columns = collection.columns
    keep = np.ones(columns.height, dtype=np.bool_)
    if query.bbox:
        keep &= within_box(columns, read_box(query.bbox))
    if collection.times and query.between != (None, None):
        keep &= _held_between(columns, collection.times, query.between)
    for name, text in query.equal.items():
        keep &= keep_rows(columns, _equals(columns, name, text))
    if query.tree is not None:
        keep &= keep_rows(columns, query.tree)
    return keep


def _held_between(
    columns: FeatureColumns, times: tuple[str, str], between: Interval
) -> NDArray[np.bool_]:
    first, last = (
        pl.col(each).cast(pl.Datetime("us")).dt.replace_time_zone("UTC") for each in times
    )
    if columns.frame.schema[times[1]] == pl.Date:
        last = last + pl.duration(days=1, microseconds=-1)
    start, end = between
    keep = pl.lit(value=True)
    if end is not None:
        keep &= first.is_null() | (first <= pl.lit(end))
    if start is not None:
        keep &= last.is_null() | (last >= pl.lit(start))
    return columns.frame.with_columns(keep.alias("\0keep"))["\0keep"].to_numpy()


def _equals(columns: FeatureColumns, name: str, text: str) -> Any:
    """Return the filter of one property that must have a value."""
    type_ = columns.queryable(name).type
    value: Any = text
    if type_ in {"number", "integer"}:
        try:
            value = float(text)
        except ValueError:
            value = np.nan
        if not np.isfinite(value):
            raise InputError(f"{name}: {shown(text)!r} is no number.")
    elif type_ == "boolean":
        if text not in {"true", "false"}:
            raise InputError(f"{name}: {shown(text)!r} is neither true nor false.")
        value = text == "true"
    elif type_ == "geometry":
        raise InputError(f"{name} cannot be asked for like this.", remedy="Use bbox or a filter.")
    return {"op": "=", "args": [{"property": name}, value]}


def items_page(collection: Collection, query: ItemsQuery) -> Page:
    """Return a page of the features that a query asks for.

    Raises
    ------
    InputError
        When the query or its token cannot be used.
    """
    keep = select_rows(collection, query)
    matched = int(keep.sum())
    places = np.flatnonzero(keep)
    if query.after:
        places = places[np.searchsorted(places, _first_after(collection.columns, query.after)) :]
    page = collection.columns.rows(places[: query.limit])
    last = page.frame.row(page.height - 1, named=True) if page.height < len(places) else None
    return Page(columns=page, matched=matched, next=_token(last) if last else "")


def _token(row: Mapping[str, Any]) -> str:
    return f"{_micros(row)}.{row['id']}"


def _micros(row: Mapping[str, Any]) -> int:
    recorded = row.get("recorded_at")
    return 0 if recorded is None else round((recorded - EPOCH).total_seconds() * 1_000_000)


def _first_after(columns: FeatureColumns, token: str) -> int:
    """Return the place of the first feature that comes after the one that a token names, there or not."""
    match = TOKEN.fullmatch(token)
    if match is None:
        raise InputError(
            f"{shown(token)!r} is no token of a page.", remedy="Follow the link `next` as it is."
        )
    micros, identity = int(match[1]), match[2]
    frame = columns.frame
    ids = pl.col("id") <= identity
    if "recorded_at" not in frame.columns:
        return int(frame.select(ids.sum()).item())
    recorded = pl.col("recorded_at").dt.timestamp("us")
    earlier = (recorded < micros) | ((recorded == micros) & ids)
    return int(frame.select(earlier.sum()).item())
