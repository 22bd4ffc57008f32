"""Reports on the map: shape says what they do to findings, hollow that the place is vague."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import polars as pl

from sulh.report.svg import AMBER, INK, PAPER, RED, SOFT, circle, num, path

if TYPE_CHECKING:
    from sulh.report.context import ReportContext
    from sulh.report.map_frame import MapFrame

__all__ = ["Role", "mark_of", "report_marks", "report_places"]

Role = Literal["breach", "doubt", "other"]
ROLES: tuple[Role, ...] = ("other", "doubt", "breach")
FILLS: dict[Role, str] = {"breach": RED, "doubt": AMBER, "other": "#8d97a3"}
VAGUE_M = 20_000
"""A report whose place is known no better than this is drawn hollow."""


def report_places(context: ReportContext) -> pl.DataFrame:
    """Return incidents and observations with a place, grouped, by their role in findings.

    Columns: role, lon, lat, accuracy_m (null: a region's centre) and len.
    """
    records = list(context.tables.ids)
    breach = {each for finding in context.with_verdict("breached") for each in finding.evidence}
    doubt = {
        each
        for finding in context.findings
        if finding.verdict != "met"
        for each in finding.possible
    }
    frames = []
    for frame in (context.tables.incidents, context.tables.observations):
        some = frame.filter(pl.col("lon").is_not_null())
        roles = [
            "breach"
            if records[index] in breach
            else "doubt"
            if records[index] in doubt
            else "other"
            for index in some["index"].to_list()
        ]
        frames.append(
            some.select("lon", "lat", "accuracy_m").with_columns(
                pl.Series("role", roles, dtype=pl.String)
            )
        )
    return (
        pl.concat(frames)
        .group_by("role", "lon", "lat", "accuracy_m", maintain_order=True)
        .len()
        .sort(
            "role", "len", "lon", "lat", "accuracy_m", descending=[True, True, False, False, False]
        )
    )


def report_marks(frame: MapFrame, places: pl.DataFrame) -> list[str]:
    """Return the marks, those that decide a breach on top, over the circles of their accuracy."""
    circles: list[str] = []
    marks: list[str] = []
    for role in ROLES:
        of_role = places.filter(pl.col("role") == role)
        for lon, lat, accuracy, count in of_role.select(
            "lon", "lat", "accuracy_m", "len"
        ).iter_rows():
            x, y = frame.xy(lon, lat)
            if not frame.holds(x, y):
                continue
            size = 3.0 + min(5.0, math.sqrt(count - 1) * 0.9)
            reach = frame.metres(accuracy or 0)
            if role != "other" and reach > size + 1.5:
                circles.append(
                    circle(x, y, reach, FILLS[role], f'fill-opacity="0.05" stroke="{FILLS[role]}" '
                           'stroke-width="0.5" stroke-opacity="0.4"')
                )  # fmt: skip
            vague = accuracy is None or accuracy >= VAGUE_M
            marks.append(mark_of(role, x, y, size, vague=vague))
    return circles + marks


def mark_of(role: Role, x: float, y: float, size: float, *, vague: bool) -> str:
    """Return one mark: a diamond for what decides a breach, a circle for the others."""
    fill = "none" if vague else FILLS[role]
    edge = FILLS[role] if vague else PAPER
    if role == "doubt" and vague:
        edge = "#8a5a00"
    if role == "other":
        style = f'fill-opacity="0.6" stroke="{edge if vague else SOFT}" stroke-width="0.6"'
        return circle(x, y, size * 0.7, fill, style)
    dashes = ' stroke-dasharray="2 1.4"' if vague else ""
    if role == "doubt":
        ink = edge if vague else INK
        return circle(x, y, size, fill, f'stroke="{ink}" stroke-width="0.8"{dashes}')
    reach = size * 1.35
    d = f"M{num(x)} {num(y - reach)}l{num(reach)} {num(reach)}l{num(-reach)} {num(reach)}"
    return path(
        f"{d}l{num(-reach)} {num(-reach)}z",
        f'fill="{fill}" stroke="{edge}" stroke-width="{1.2 if vague else 0.7}"{dashes}',
    )
