"""The timeline: acts, deaths, visits, findings and exceptions over the dates of the agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.mission.provisions import Waive
from sulh.report.model import Figure
from sulh.report.months import distance, following
from sulh.report.svg import (
    BLUE,
    INK,
    SOFT,
    Pen,
    circle,
    document,
    line,
    rect,
    text,
    width_of,
)
from sulh.report.timeline_axes import Bins, choose_bins, draw_lane, draw_scale
from sulh.report.timeline_counts import KIND_FILLS, counts_by_bin, first_report, lanes

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.mission.provisions import Provision
    from sulh.report.context import ReportContext

__all__ = ["draw_timeline"]

WIDTH = 960.0
LEFT = 190.0
RIGHT = 950.0
TOP = 44.0
GAP = 22.0
WAIVERS_MAX = 12
UNIT_WORDS = {1: "month", 3: "quarter", 12: "year"}
"""Of each step, the end of its message's name: ``timeline-by-month``."""


def draw_timeline(context: ReportContext) -> Figure | None:
    """Return the timeline; None where there is no finding."""
    if not context.months:
        return None
    bins, began = _bins(context)
    pen, say = Pen("timeline"), context.speech
    counts = counts_by_bin(context, bins)
    body, y = [f"<defs>{pen.patterns()}</defs>"], TOP + _legend_height(counts.kinds)
    elements: list[str] = []
    lane_top = y
    for lane in lanes(counts, pen, say):
        elements += draw_lane(lane, bins, y)
        y += lane.height + GAP
    waivers = _waivers(context, bins)
    elements += _waiver_bars(context, bins, waivers, y)
    y += 16 * len(waivers) + (GAP if waivers else 0)
    bottom = y - GAP + 4
    body += _before(bins, began, lane_top - 18, bottom, say)
    body += draw_scale(bins, lane_top - 6, bottom)
    marks, key = _agreements(context, bins, lane_top - 8, bottom)
    body += [*marks, *elements, *_kinds(counts.kinds)]
    y = bottom + 46
    for n, words in enumerate(key):
        body.append(text(LEFT, y + 15 * n, words, size=10.5, more=f'fill="{SOFT}"'))
    size = (WIDTH, y + 15 * len(key) - 4)
    svg = document(
        "timeline",
        size,
        say.say("report-timeline"),
        _description(context, bins),
        body,
        simulated=context.facts.simulated,
        speech=say,
    )
    return Figure(name="timeline", svg=svg, caption=_caption(context, bins))


def _bins(context: ReportContext) -> tuple[Bins, str]:
    """Return the steps of time, and the month in which the first provision began.

    The same length of time is shown before it as after it, if reports go back that far.
    """
    began = min(
        f"{each.in_force_from.astimezone(context.pack.timezone):%Y-%m}"
        for each in context.provisions.values()
    )
    first, last = context.months[0], context.months[-1]
    if first <= following(began, 1):
        earliest = first_report(context) or first
        first = min(first, max(earliest, following(began, -distance(began, last) - 1)))
    return choose_bins(first, last, left=LEFT, right=RIGHT), began


def _before(bins: Bins, began: str, top: float, bottom: float, speech: Speech) -> list[str]:
    """Shade the time before the first provision began."""
    if not bins.first < began or bins.place(began) is None:
        return []
    x = bins.x_of(began)
    return [
        rect(bins.left, top, x - bins.left, bottom - top, "#f1efe9"),
        text(
            x - 6,
            top + 11,
            speech.say("timeline-before"),
            size=11,
            anchor="end",
            more=f'fill="{SOFT}"',
        ),
        text(x + 6, top + 11, speech.say("timeline-after"), size=11, more=f'fill="{SOFT}"'),
        line(x, top, x, bottom, INK, 'stroke-width="1.6"'),
    ]


def _agreements(
    context: ReportContext, bins: Bins, top: float, bottom: float
) -> tuple[list[str], list[str]]:
    """Return a numbered mark for each agreement within the time shown, and what they stand for."""
    lines: list[str] = []
    elements: list[str] = []
    key: list[str] = []
    dates = sorted(
        (each.signed.astimezone(context.pack.timezone), each.title)
        for each in context.pack.agreements.values()
        if each.signed is not None
    )
    last_x = -100.0
    level = 0
    for when, title in dates:
        if bins.place(f"{when:%Y-%m}") is None:
            continue
        x = bins.x_of(f"{when:%Y-%m}", _part(when))
        level = level + 1 if x - last_x < 17 else 0
        last_x = x
        key.append(f"{len(key) + 1}   {when:%Y-%m-%d}   {title}")
        y = top - 18 - 17 * (level % 2)
        lines.append(line(x, y, x, bottom, INK, 'stroke-dasharray="3 3"'))
        elements += [
            circle(x, y, 8, INK, 'stroke="#ffffff"'),
            text(x, y + 4, str(len(key)), size=10.5, anchor="middle",
                 more='fill="#ffffff" font-weight="600"'),
        ]  # fmt: skip
    return lines + elements, key


def _part(when: datetime) -> float:
    return (when.day - 1) / 31


def _waivers(context: ReportContext, bins: Bins) -> list[Provision]:
    """Return the exceptions in force within the time shown."""
    last = following(bins.first, bins.number * bins.unit)
    return [
        each
        for each in context.pack.provisions
        if isinstance(each.terms, Waive)
        and f"{each.in_force_from:%Y-%m}" < last
        and (each.in_force_until is None or f"{each.in_force_until:%Y-%m}" >= bins.first)
    ][:WAIVERS_MAX]


def _waiver_bars(
    context: ReportContext, bins: Bins, waivers: list[Provision], y: float
) -> list[str]:
    elements = []
    if waivers:
        words = context.speech.say("timeline-exceptions")
        elements.append(text(LEFT - 40, y + 10, words, size=12, anchor="end",
                          more='font-weight="600"'))  # fmt: skip
    for n, each in enumerate(waivers):
        begin = each.in_force_from.astimezone(context.pack.timezone)
        x = max(bins.x_of(f"{begin:%Y-%m}", _part(begin)), bins.left)
        x_to = bins.right
        if each.in_force_until is not None:
            end = each.in_force_until.astimezone(context.pack.timezone)
            x_to = min(bins.x_of(f"{end:%Y-%m}", _part(end)), bins.right)
        elements.append(
            rect(x, y + 16 * n, max(x_to - x, 3), 12, BLUE, 'fill-opacity="0.22" rx="2"')
        )
        room = width_of(each.title, 10)
        begins_late = x + 6 + room > bins.right
        at, anchor = (bins.right - 4, "end") if begins_late else (x + 5, "start")
        elements.append(text(at, y + 16 * n + 9.5, each.title, size=10, anchor=anchor))
    return elements


def _legend_height(kinds: tuple[str, ...]) -> float:
    return 24.0 if kinds else 0.0


def _kinds(kinds: tuple[str, ...]) -> list[str]:
    """Return the key of the kinds of act."""
    elements, x = [], LEFT
    for name, fill in zip(kinds, KIND_FILLS, strict=False):
        elements += [rect(x, 4, 13, 13, fill), text(x + 18, 15, name, size=11)]
        x += 18 + width_of(name, 11) + 20
    return elements


def _caption(context: ReportContext, bins: Bins) -> str:
    say = context.speech.say
    caption = f"{say(f'timeline-by-{UNIT_WORDS[bins.unit]}')} {say('timeline-caption')}"
    count = context.tables.incidents.height
    first = first_report(context)
    if count and first is not None and first < bins.first:
        caption += f" {say('timeline-earlier', begin=bins.first, first=first)}"
    return caption


def _description(context: ReportContext, bins: Bins) -> str:
    say, tables = context.speech.say, context.tables
    return say(
        "timeline-description",
        incidents=say("timeline-incidents", count=tables.incidents.height),
        inspections=say("timeline-inspections", count=tables.inspections.height),
        observations=say("timeline-observations", count=tables.observations.height),
        first=bins.first,
        last=following(bins.first, bins.number * bins.unit - 1),
    )
