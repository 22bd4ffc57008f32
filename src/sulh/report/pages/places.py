"""Where a mission is deployed by year: places, people and units, with bounds, as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.report.sheet import Section, Sheet

if TYPE_CHECKING:
    import polars as pl

__all__ = ["places_sheet"]

KEYS = ("mission", "year", "places", "rows")


def places_sheet(years: pl.DataFrame) -> Sheet:
    """Return the page of a frame of `deployment_years`."""
    sizes = [name.removesuffix("_low") for name in years.columns if name.endswith("_low")]
    table = Section(
        heading="By mission and year",
        header=(*KEYS, *sizes),
        rows=tuple(
            (*(str(row[key]) for key in KEYS), *(_size(row, name) for name in sizes))
            for row in years.to_dicts()
        ),
        numbers=frozenset(range(2, len(KEYS) + len(sizes))),
    )
    return Sheet(
        title="Places of deployment",
        subtitle="Several maps of one year are not added: they give the bounds",
        landscape=True,
        sentences=() if years.height else ("No place matches.",),
        sections=(table,) if years.height else (),
    )


def _size(row: dict[str, Any], name: str) -> str:
    low, high, unknown = (row[f"{name}_{part}"] for part in ("low", "high", "unknown"))
    bounds = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{bounds} + {unknown} unknown" if unknown else bounds
