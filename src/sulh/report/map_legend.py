"""The key of the map: below a wide map, beside a tall one; of what the map shows only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.map_reports import mark_of
from sulh.report.svg import INK, line, num, rect, text, width_of

if TYPE_CHECKING:
    import polars as pl

    from sulh.report.context import Basis
    from sulh.report.map_frame import Ground
    from sulh.report.map_reports import Role
    from sulh.report.svg import Pen

__all__ = ["LINE", "draw_legend"]

LINE = "#3b2a78"
BESIDE_MAX = 620.0
"""A map no wider than this has room for its key at its side."""

ROW = 24.0
ROLES: tuple[tuple[Role, str], ...] = (
    ("breach", "report that decides a breach"),
    ("doubt", "report that leaves a finding undetermined"),
    ("other", "other report of an act or a count"),
)


def draw_legend(
    base: Basis, pen: Pen, ground: Ground, places: pl.DataFrame, *, verdicts: set[str]
) -> tuple[list[str], tuple[float, float]]:
    """Return the key, and the size of the map with it."""
    entries = _entries(base, pen, places, verdicts)
    wide = max((width_of(words, 12) for _, words in entries), default=0) + 62
    if ground.width <= BESIDE_MAX:
        drawn = [
            _entry(swatch, words, ground.width + 24, 24 + ROW * n)
            for n, (swatch, words) in enumerate(entries)
        ]
        return drawn, (ground.width + 24 + wide, ground.height + 1)
    across = max(1, int(ground.width // wide))
    drawn = [
        _entry(swatch, words, (n % across) * wide, ground.height + 26 + ROW * (n // across))
        for n, (swatch, words) in enumerate(entries)
    ]
    rows = (len(entries) + across - 1) // across
    return drawn, (ground.width, ground.height + 16 + ROW * rows)


def _entry(swatch: str, words: str, x: float, y: float) -> str:
    return f'<g transform="translate({num(x)} {num(y)})">{swatch}{text(34, 0, words, size=12)}</g>'


def _entries(
    base: Basis, pen: Pen, places: pl.DataFrame, verdicts: set[str]
) -> list[tuple[str, str]]:
    entries = []
    for verdict, letter, fill in (
        ("breached", "B", pen.breached),
        ("undetermined", "U", pen.undetermined),
        ("met", "M", pen.met),
    ):
        if verdict in verdicts:
            swatch = rect(0, -11, 24, 15, fill, f'stroke="{INK}" stroke-width="0.8"')
            entries.append((swatch, f"{letter}  zone whose worst finding is {verdict}"))
    if base.pack.lines:
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
    if base.pack.sites:
        entries.append((rect(9, -7, 6, 6, INK), "site"))
    return entries
