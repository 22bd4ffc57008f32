"""The ground as collections: zones, lines and sites of the mission pack, which says what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.languages import say
from sulh.share.features.collections import Collection, field_title
from sulh.share.filters import FeatureColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.mission import Pack

__all__ = ["GROUND", "ground_collections"]

GROUND = ("zones", "lines", "sites")
PROPERTIES = ("name", "kind", "accuracy_m", "source", "evidence")
DESCRIPTIONS = {
    "zones": "The areas that the agreements speak of, as the mission pack draws them.",
    "lines": "The lines that parties respect, as the mission pack draws them.",
    "sites": "Headquarters, camps, positions, checkpoints and towns of the mission pack.",
}


def ground_collections(pack: Pack, *, language: str = "en") -> dict[str, Collection]:
    """Return the pack's zones, lines and sites by their collection's id.

    A zone that is known by name only lies nowhere.
    """
    ground: tuple[Mapping[Any, Any], ...] = (pack.zones, pack.lines, pack.sites)
    items_by_name = {
        name: [places[each] for each in sorted(places)]
        for name, places in zip(GROUND, ground, strict=True)
    }
    frames = {
        name: FeatureColumns(
            frame=_frame(items),
            titles={each: field_title(each, language) for each in ("id", *PROPERTIES)},
            **_places(name, items),
        )
        for name, items in items_by_name.items()
    }
    return {
        name: Collection(
            id=name,
            title=say(language, f"collection-{name}"),
            description=DESCRIPTIONS[name],
            columns=columns,
        )
        for name, columns in frames.items()
    }


def _frame(items: Sequence[Any]) -> pl.DataFrame:
    rows = {name: [getattr(each, name, None) for each in items] for name in PROPERTIES}
    schema = dict.fromkeys(("id", *PROPERTIES), pl.String) | {"accuracy_m": pl.Float64}
    return pl.DataFrame({"id": [each.id for each in items]} | rows, schema)


def _places(name: str, items: Sequence[Any]) -> dict[str, Any]:
    if name == "sites":
        return {
            axis: np.array([getattr(each, axis) for each in items], dtype=np.float64)
            for axis in ("lon", "lat")
        }
    shapes = np.full(len(items), None, dtype=object)
    shapes[:] = [each.geometry for each in items]
    return {"shapes": shapes}
