"""The key of the map: one entry for each kind of thing that the map shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.map_frame import key_box
from sulh.report.map_reports import mark_of
from sulh.report.svg import INK, line, rect

if TYPE_CHECKING:
    import polars as pl

    from sulh.report.context import ReportContext
    from sulh.report.map_frame import KeyEntry
    from sulh.report.map_reports import Role
    from sulh.report.svg import Pen

__all__ = ["LINE", "map_key"]

LINE = "#3b2a78"
ROLES: tuple[tuple[Role, str], ...] = (
    ("breach", "report that decides a breach"),
    ("doubt", "report that leaves a finding undetermined"),
    ("other", "other report of an act or a count"),
)


def map_key(
    context: ReportContext, pen: Pen, places: pl.DataFrame, *, verdicts: set[str]
) -> list[KeyEntry]:
    """Return the entries of the key: of what the map shows only."""
    entries = []
    for verdict, letter, fill in (
        ("breached", "B", pen.breached),
        ("undetermined", "U", pen.undetermined),
        ("met", "M", pen.met),
    ):
        if verdict in verdicts:
            swatch = key_box(fill, f'stroke="{INK}" stroke-width="0.8"')
            entries.append((swatch, f"{letter}  zone whose worst finding is {verdict}"))
    if context.pack.lines:
        band = line(0, -4, 24, -4, LINE, 'stroke-width="10" stroke-opacity="0.14"')
        rule = line(0, -4, 24, -4, LINE, 'stroke-width="1.8"')
        entries.append((band + rule, "line, in the band where it may really lie"))
    present = set(places["role"].to_list())
    entries += [
        (mark_of(role, 12, -4, 5.5, vague=False), words) for role, words in ROLES if role in present
    ]
    if present:
        hollow = mark_of("doubt", 12, -4, 5.5, vague=True)
        entries.append((hollow, "hollow: a vague place; a pale ring shows how vague"))
    if context.pack.sites:
        entries.append((rect(9, -7, 6, 6, INK), "site"))
    return entries
