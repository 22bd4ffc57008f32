"""Where a mission is deployed by year: places, people and units, with bounds, as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names
from sulh.report.sheet import Section, Sheet

if TYPE_CHECKING:
    import polars as pl

    from sulh.languages.speech import Speech

__all__ = ["places_sheet"]

KEYS = {
    "mission": "posted-mission",
    "year": "posted-year",
    "places": "posted-places",
    "rows": "posted-rows",
}


def places_sheet(years: pl.DataFrame, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of a frame of `deployment_years`."""
    say = speech.say
    sizes = [name.removesuffix("_low") for name in years.columns if name.endswith("_low")]
    table = Section(
        heading=say("posted-by-year"),
        header=(*column_names(speech, *KEYS.values()), *map(speech.word, sizes)),
        rows=tuple(
            (*(str(row[key]) for key in KEYS), *(_size(row, name, speech) for name in sizes))
            for row in years.to_dicts()
        ),
        numbers=frozenset(range(2, len(KEYS) + len(sizes))),
    )
    return Sheet(
        title=say("posted-title"),
        subtitle=say("posted-subtitle"),
        language=speech.language,
        landscape=True,
        sentences=() if years.height else (say("posted-nothing"),),
        sections=(table,) if years.height else (),
    )


def _size(row: dict[str, Any], name: str, speech: Speech) -> str:
    low, high, unknown = (row[f"{name}_{part}"] for part in ("low", "high", "unknown"))
    bounds = speech.bounds(low, high)
    if not unknown:
        return bounds
    return speech.say("posted-and-unknown", bounds=bounds, places=speech.number(unknown))
