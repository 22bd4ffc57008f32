"""What a filter is asked of: the properties of features as columns, and where they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl
import shapely

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["FeatureColumns", "Queryable", "QueryableType"]

QueryableType = Literal["text", "number", "integer", "boolean", "date", "time", "list", "geometry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queryable:
    """A property that a filter may name: its type and a title."""

    name: str
    type: QueryableType
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class FeatureColumns:
    """Features as columns of one length.

    `frame` has a column for each property: texts, numbers, booleans, `pl.Date`, `pl.Datetime` (UTC), lists.
    Where they are is either `lon` and `lat` (degrees, WGS 84; NaN: nowhere) or `shapes` (an array of
    Shapely geometries in lon, lat; None: nowhere). `geometry` is the name that filters call it by.
    """

    frame: pl.DataFrame
    lon: NDArray[np.float64] | None = None
    lat: NDArray[np.float64] | None = None
    shapes: NDArray[np.object_] | None = None
    geometry: str = "geometry"
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many features there are."""
        return self.frame.height

    @cached_property
    def queryables(self) -> dict[str, Queryable]:
        """The properties that a filter may name."""
        properties = {
            name: Queryable(name=name, type=_type_of(name, dtype), title=self.titles.get(name, ""))
            for name, dtype in self.frame.schema.items()
        }
        if self.lon is None and self.shapes is None:
            return properties
        return properties | {self.geometry: Queryable(name=self.geometry, type="geometry")}

    @cached_property
    def all_shapes(self) -> NDArray[np.object_]:
        """Where the features are, as geometries; None: nowhere."""
        if self.shapes is not None:
            return self.shapes
        if self.lon is None or self.lat is None:
            return np.full(self.height, None, dtype=object)
        shapes: NDArray[np.object_] = shapely.points(self.lon, self.lat)
        shapes[np.isnan(self.lon) | np.isnan(self.lat)] = None
        return shapes

    @cached_property
    def placed(self) -> NDArray[np.bool_]:
        """Which features are somewhere."""
        if self.lon is not None and self.lat is not None:
            return ~(np.isnan(self.lon) | np.isnan(self.lat))
        return np.asarray(~shapely.is_missing(self.all_shapes), dtype=np.bool_)

    def rows(self, keep: NDArray[Any]) -> FeatureColumns:
        """Return some of the features: those where `keep` is true, or those at the places it holds."""
        places = np.flatnonzero(keep) if keep.dtype == np.bool_ else keep
        return FeatureColumns(
            frame=self.frame[places],
            lon=None if self.lon is None else self.lon[places],
            lat=None if self.lat is None else self.lat[places],
            shapes=None if self.shapes is None else self.shapes[places],
            geometry=self.geometry,
            titles=self.titles,
        )

    def queryable(self, name: str) -> Queryable:
        """Return a property by name.

        Raises
        ------
        InputError
            When there is none: it lists those that there are.
        """
        if name in self.queryables:
            return self.queryables[name]
        names = ", ".join(sorted(self.queryables))
        raise InputError(
            f"{name[:80]!r} is no property of this collection.", remedy=f"There are: {names}."
        )


def _type_of(name: str, dtype: pl.DataType) -> QueryableType:  # noqa: PLR0911
    if isinstance(dtype, (pl.String, pl.Categorical, pl.Enum)):
        return "text"
    if dtype.is_integer():
        return "integer"
    if dtype.is_numeric():
        return "number"
    if dtype == pl.Boolean:
        return "boolean"
    if dtype == pl.Date:
        return "date"
    if isinstance(dtype, pl.Datetime):
        return "time"
    if isinstance(dtype, pl.List):
        return "list"
    raise TypeError(f"column {name!r} has the type {dtype}, which no filter can ask about")
