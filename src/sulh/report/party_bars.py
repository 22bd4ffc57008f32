"""Bars of findings by party: breached, undetermined although reported, met; silence in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_bars
from sulh.report.svg import BLUE, Pen

if TYPE_CHECKING:
    from sulh.report.model import Figure, PartyCount

__all__ = ["draw_party_bars"]


def draw_party_bars(parties: tuple[PartyCount, ...], *, simulated: bool) -> Figure | None:
    """Return the bars; None where no party has a finding on which anything was reported."""
    reported = [each for each in parties if each.totals.all > each.totals.silent]
    if not reported:
        return None
    pen = Pen("bars")
    description = "; ".join(
        f"{each.name}: {each.totals.breached} breached, {each.totals.doubted} undetermined, "
        f"{each.totals.met} met, {each.totals.silent} with nothing reported"
        for each in parties
    )
    return draw_bars(
        BarChart(
            name="bars",
            title="Findings by party",
            description=description,
            caption=_caption(parties),
            bars=tuple(_bar(pen, each) for each in reported),
            key=(
                Key(pen.breached, "B  breached"),
                Key(pen.undetermined, "U  undetermined, though reported"),
                Key(BLUE, "M  met"),
            ),
            left=320.0,
            right=230.0,
            pen=pen,
            simulated=simulated,
        )
    )


def _bar(pen: Pen, each: PartyCount) -> Bar:
    silent = each.totals.silent
    return Bar(
        label=each.name,
        parts=(
            Part(each.totals.breached, pen.breached, "B"),
            Part(each.totals.doubted, pen.undetermined, "U"),
            Part(each.totals.met, BLUE, "M"),
        ),
        note=f"+ {silent:,} with nothing reported" if silent else "",
    )


def _caption(parties: tuple[PartyCount, ...]) -> str:
    quiet = [each for each in parties if each.totals.all == each.totals.silent]
    caption = "Findings by party on which something was reported; after each bar, those without."
    if quiet:
        names = ", ".join(f"{each.name} ({each.totals.silent:,})" for each in quiet)
        caption += f" Nothing was reported on {names}."
    return caption
