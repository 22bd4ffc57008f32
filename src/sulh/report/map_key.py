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
ROLES: tuple[Role, ...] = ("breach", "doubt", "other")


def map_key(
    context: ReportContext, pen: Pen, places: pl.DataFrame, *, verdicts: set[str]
) -> list[KeyEntry]:
    """Return the entries of the key: of what the map shows only."""
    entries, say = [], context.speech.say
    for verdict, fill in (
        ("breached", pen.breached),
        ("undetermined", pen.undetermined),
        ("met", pen.met),
    ):
        if verdict in verdicts:
            swatch = key_box(fill, f'stroke="{INK}" stroke-width="0.8"')
            entries.append((swatch, say(f"map-zone-{verdict}", letter=say(f"letter-{verdict}"))))
    if context.pack.lines:
        band = line(0, -4, 24, -4, LINE, 'stroke-width="10" stroke-opacity="0.14"')
        rule = line(0, -4, 24, -4, LINE, 'stroke-width="1.8"')
        entries.append((band + rule, say("map-line")))
    present = set(places["role"].to_list())
    entries += [
        (mark_of(role, 12, -4, 5.5, vague=False), say(f"map-report-{role}"))
        for role in ROLES
        if role in present
    ]
    if present:
        hollow = mark_of("doubt", 12, -4, 5.5, vague=True)
        entries.append((hollow, say("map-vague")))
    if context.pack.sites:
        entries.append((rect(9, -7, 6, 6, INK), say("map-site")))
    return entries
