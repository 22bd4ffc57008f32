"""Bars of findings by party: breached, undetermined although reported, met; silence in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_bars
from sulh.report.svg import BLUE, Pen

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.report.model import Figure, PartyCount

__all__ = ["draw_party_bars"]


def draw_party_bars(
    parties: tuple[PartyCount, ...], speech: Speech, *, simulated: bool
) -> Figure | None:
    """Return the bars; None where no party has a finding on which anything was reported."""
    reported = [each for each in parties if each.totals.all > each.totals.silent]
    if not reported:
        return None
    pen = Pen("bars")
    say = speech.say
    description = speech.semicolon(
        [
            say(
                "bars-party",
                party=each.name,
                breached=str(each.totals.breached),
                doubted=str(each.totals.doubted),
                met=str(each.totals.met),
                silent=str(each.totals.silent),
            )
            for each in parties
        ]
    )
    return draw_bars(
        BarChart(
            name="bars",
            title=say("bars-title"),
            description=description,
            caption=_caption(parties, speech),
            bars=tuple(_bar(pen, each, speech) for each in reported),
            key=(
                Key(pen.breached, say("bars-breached", letter=say("letter-breached"))),
                Key(pen.undetermined, say("bars-undetermined", letter=say("letter-undetermined"))),
                Key(BLUE, say("bars-met", letter=say("letter-met"))),
            ),
            left=320.0,
            right=230.0,
            pen=pen,
            simulated=simulated,
            speech=speech,
        )
    )


def _bar(pen: Pen, each: PartyCount, speech: Speech) -> Bar:
    say, silent = speech.say, each.totals.silent
    return Bar(
        label=each.name,
        parts=(
            Part(each.totals.breached, pen.breached, say("letter-breached")),
            Part(each.totals.doubted, pen.undetermined, say("letter-undetermined")),
            Part(each.totals.met, BLUE, say("letter-met")),
        ),
        note=say("bars-silent", number=speech.number(silent)) if silent else "",
    )


def _caption(parties: tuple[PartyCount, ...], speech: Speech) -> str:
    quiet = [each for each in parties if each.totals.all == each.totals.silent]
    caption = speech.say("bars-caption")
    if not quiet:
        return caption
    names = [
        speech.say("report-with-count", name=each.name, number=speech.number(each.totals.silent))
        for each in quiet
    ]
    return f"{caption} {speech.say('bars-quiet', names=speech.comma(names))}"
