"""Bars of findings by party: breached, undetermined although reported, met; silence in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import Figure
from sulh.report.svg import BLUE, INK, PAPER, SOFT, Pen, document, fitting, rect, text, width_of

if TYPE_CHECKING:
    from sulh.report.model import PartyCount

__all__ = ["draw_party_bars"]

WIDTH = 960.0
LEFT = 320.0
RIGHT = 230.0
ROW = 27.0
BAR = 19.0
TOP = 34.0


def draw_party_bars(parties: tuple[PartyCount, ...], *, simulated: bool) -> Figure | None:
    """Return the bars; None where no party has a finding on which anything was reported."""
    shown = [each for each in parties if each.totals.all > each.totals.silent]
    if not shown:
        return None
    pen = Pen("bars")
    longest = max(each.totals.all - each.totals.silent for each in shown)
    scale = (WIDTH - LEFT - RIGHT) / longest
    body = [f"<defs>{pen.patterns()}</defs>", *_legend(pen)]
    for place, each in enumerate(shown):
        body += _bar(pen, each, TOP + place * ROW, scale)
    told = "; ".join(
        f"{each.name}: {each.totals.breached} breached, {each.totals.doubted} undetermined, "
        f"{each.totals.met} met, {each.totals.silent} without a report"
        for each in parties
    )
    size = (WIDTH, TOP + len(shown) * ROW + 4)
    svg = document("bars", size, "Findings by party", told, body, simulated=simulated)
    return Figure(name="bars", svg=svg, caption=_caption(parties, len(shown)))


def _caption(parties: tuple[PartyCount, ...], shown: int) -> str:
    quiet = [each for each in parties if each.totals.all == each.totals.silent]
    said = "Findings by party, on which something was reported; beside the bars, those without."
    if quiet:
        named = ", ".join(f"{each.name} ({each.totals.silent:,})" for each in quiet)
        said += f" Nothing was reported on {named}." if shown else ""
    return said


def _legend(pen: Pen) -> list[str]:
    drawn, x = [], LEFT
    for fill, words in (
        (pen.breached, "B  breached"),
        (pen.undetermined, "U  undetermined, though reported"),
        (BLUE, "M  met"),
    ):
        drawn += [rect(x, 6, 15, 13, fill), text(x + 21, 17, words, size=12)]
        x += 21 + width_of(words, 12) + 26
    return drawn


def _bar(pen: Pen, each: PartyCount, y: float, scale: float) -> list[str]:
    drawn = [text(LEFT - 10, y + 14, fitting(each.name, 12, LEFT - 20), size=12, anchor="end")]
    x = LEFT
    for count, fill, letter, colour in (
        (each.totals.breached, pen.breached, "B", INK),
        (each.totals.doubted, pen.undetermined, "U", INK),
        (each.totals.met, BLUE, "M", PAPER),
    ):
        if not count:
            continue
        wide = max(count * scale, 2)
        drawn.append(rect(x, y, wide, BAR, fill, f'stroke="{PAPER}" stroke-width="0.8"'))
        number = f"{letter} {count:,}"
        if width_of(number, 12) + 12 < wide:
            drawn += _number(x + wide / 2, y, number, colour)
        x += wide
    if each.totals.silent:
        words = [*_small(each, scale), f"+ {each.totals.silent:,} without a report"]
    else:
        words = _small(each, scale)
    drawn.append(text(x + 8, y + 14, "  ".join(words), size=11, more=f'fill="{SOFT}"'))
    return drawn


def _number(x: float, y: float, words: str, colour: str) -> list[str]:
    """Return a number on a bar; dark ones stand on a light ground, for contrast with the pattern."""
    wide = width_of(words, 12) + 4
    ground = [] if colour == PAPER else [
        rect(x - wide / 2, y + 3, wide, BAR - 6, PAPER, 'fill-opacity="0.82" rx="2"')
    ]  # fmt: skip
    number = text(
        x, y + 14, words, size=12, anchor="middle", more=f'fill="{colour}" font-weight="600"'
    )
    return [*ground, number]


def _small(each: PartyCount, scale: float) -> list[str]:
    """Name the counts whose bars are too narrow for a number."""
    counts = (("B", each.totals.breached), ("U", each.totals.doubted), ("M", each.totals.met))
    return [
        f"{letter} {count:,}"
        for letter, count in counts
        if count and width_of(f"{letter} {count:,}", 12) + 12 >= max(count * scale, 2)
    ]
