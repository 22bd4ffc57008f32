"""The mission as collections of features: what leaves through the gate, one collection a kind of record.

A feature is one report as it stands. Its id is the record's, its properties are the columns of the kind's
form, and it lies where the report says: a report with the name of a zone and no point lies nowhere, since no
place is guessed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.languages import has_message, say
from sulh.observe.sides import ParticipantsField
from sulh.picture import fields as f
from sulh.picture.place_fields import load_span
from sulh.share.filters import FeatureColumns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sulh.picture import Kind, Registry
    from sulh.picture.compiled import Field
    from sulh.picture.field_type import Column
    from sulh.share.gate import Leaving

__all__ = ["Collection", "collection_id", "collections_of", "feature_columns", "field_title"]

SCHEMA: dict[str, Any] = {
    "id": pl.String,
    "recorded_at": pl.Datetime("us", "UTC"),
    "changed_at": pl.Datetime("us", "UTC"),
    "tlp": pl.String,
}
"""What every feature has besides the columns of its kind."""
DTYPES: dict[str, Any] = {
    "whole": pl.Int64,
    "decimal": pl.Float64,
    "yes-no": pl.Boolean,
    "day": pl.Date,
    "moment": pl.Datetime("us", "UTC"),
}
EPOCH, TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
NOT_PROPERTIES = frozenset({"lon", "lat", "position"})
"""A point is the feature's geometry, and a form's position becomes one."""


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Features of one sort. `columns` are in the order recorded, of one time by id.

    `times` names the properties between which a feature holds (UTC); empty: it holds at all times.
    """

    id: str
    title: str
    description: str
    columns: FeatureColumns
    times: tuple[str, str] | tuple[()] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def collection_id(kind: str) -> str:
    """Return the id of the collection of a kind of record: `way_closure` for `way-closure`."""
    return kind.replace("-", "_")


def field_title(name: str, language: str) -> str:
    """Return what a property is called in a language; its own name where it is called nothing."""
    for message in (f"field-{name}", {"recorded_at": "recorded", "tlp": "marking"}.get(name, name)):
        if has_message(language, message):
            return say(language, message)
    return name


def collections_of(
    leaves: Iterable[Leaving], kinds: Registry, names: Iterable[str], *, language: str = "en"
) -> dict[str, Collection]:
    """Return the collections of some kinds by their ids, empty ones too: none betrays what there is.

    `leaves` is what the gate lets through; `names` are the kinds, each a collection with `_` for `-`.
    """
    by_kind: dict[str, list[Leaving]] = {name: [] for name in names if name in kinds}
    for each in leaves:
        if each.kind in by_kind:
            by_kind[each.kind].append(each)
    collections = {}
    for name, own in by_kind.items():
        kind = kinds[name]
        identity = collection_id(name)
        message = f"kind-{name}"
        collections[identity] = Collection(
            id=identity,
            title=say(language, message) if has_message(language, message) else kind.title,
            description=kind.meaning.split("\n\n")[0].replace("\n", " "),
            columns=feature_columns(own, kind, language=language),
            times=_times(kind),
            choices={each.name: each.choices for each in kind.columns if each.choices},
        )
    return collections


def _times(kind: Kind) -> tuple[str, str] | tuple[()]:
    names = {each.name for each in kind.columns}
    for pair in (("start", "end"), ("from", "to")):
        if set(pair) <= names:
            return pair
    return ()


def feature_columns(
    leaves: Iterable[Leaving], kind: Kind, *, language: str = "en"
) -> FeatureColumns:
    """Return records of a kind as columns, in the order of their recording and then of their ids."""
    own = sorted(leaves, key=lambda each: (each.recorded_at, each.id))
    schema = dict(SCHEMA)
    values: dict[str, Any] = {
        "id": [each.id for each in own],
        "recorded_at": _moments([each.recorded_at for each in own]),
        "changed_at": _moments([each.changed_at for each in own]),
        "tlp": [each.marking.label for each in own],
    }
    lon = lat = None
    bodies = [each.body for each in own]
    for column_field in kind.fields:
        for column, cells in _columns(column_field, bodies):
            if column.name in NOT_PROPERTIES:
                continue
            schema[column.name] = DTYPES.get(column.input, pl.String)
            values[column.name] = cells
        if isinstance(column_field.type, f.PlaceField):
            lon, lat = (
                np.array([_number(each.get(name)) for each in bodies], dtype=np.float64)
                for name in ("lon", "lat")
            )
    return FeatureColumns(
        frame=pl.DataFrame(values, schema=schema),
        lon=lon,
        lat=lat,
        titles={name: field_title(name, language) for name in schema},
    )


def _number(value: Any) -> float:
    good = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if good else np.nan


Bodies = list[dict[str, Any]]


def _moments(times: list[datetime | None]) -> pl.Series:
    """Return times (UTC) as a column: from numbers, which is ten times faster than from times."""
    numbers = [None if each is None else (each - EPOCH) // TICK for each in times]
    return pl.Series(numbers, dtype=pl.Int64).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")


def _columns(of: Field, bodies: Bodies) -> Iterator[tuple[Column, Any]]:
    """Yield the columns of a field, each with its values in bodies."""
    type_, name = of.type, of.name
    columns = type_.columns(name)
    if isinstance(type_, f.SpanField):
        spans = [load_span(tuple(each[name])) if each.get(name) else None for each in bodies]
        yield columns[0], _moments([None if each is None else each.start for each in spans])
        yield columns[1], _moments([None if each is None else each.end for each in spans])
        return
    if isinstance(type_, f.BoundsField):
        unknown = (None,) * len(columns)
        bounds = [each.get(name) or unknown for each in bodies]
        for place, column in enumerate(columns):
            yield column, [each[place] for each in bounds]
        return
    for place, column in enumerate(columns):
        if isinstance(type_, ParticipantsField):
            yield column, [_side(each.get(name), "ab"[place]) for each in bodies]
        else:
            is_own = isinstance(type_, (f.PlaceField, f.ReliabilityField))
            key, plain = column.name if is_own else name, PLAIN.get(column.input, str)
            values = [each.get(key) for each in bodies]
            if not set(map(type, values)) <= {plain, type(None)} or "" in values:
                values = [
                    value
                    if value is None or (value.__class__ is plain and value != "")
                    else _cell(value, column.input)
                    for value in values
                ]
            yield column, values


def _side(participants: Any, side: str) -> str | None:
    return "; ".join([each[0] for each in participants or () if each[1] == side]) or None


PLAIN: dict[str, type] = {"yes-no": bool, "whole": int, "decimal": float, "day": type(None)}
"""What a column holds as it is: text where no other type stands here."""
CASTS: dict[str, Callable[[Any], Any]] = {
    "yes-no": bool,
    "whole": int,
    "decimal": float,
    "day": lambda value: date.fromisoformat(str(value)),
}


def _cell(value: Any, kind: str) -> Any:
    """Return a value of a body as its column's type; sealed words are none."""
    if value is None or (isinstance(value, dict) and value.keys() == {"sealed"}):
        return None
    if kind in CASTS:
        return CASTS[kind](value)
    if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
        return "; ".join(value) or None
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value) or None
