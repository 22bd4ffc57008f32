"""What a timeline counts: acts and deaths by kind, visits and counts, findings by verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.report.charts.bars import Bounds, Part
from sulh.report.context import month_of_start
from sulh.report.svg import BLUE
from sulh.report.timeline_axes import Lane
from sulh.verify.act_counts import event_tris

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.report.context import ReportContext
    from sulh.report.svg import Pen
    from sulh.report.timeline_axes import Bins

__all__ = ["KIND_FILLS", "Counts", "counts_by_bin", "first_report", "lanes"]

KIND_FILLS = ("#332a6b", "#2f8f83", "#7fb8d6", "#b8a6c9", "#9aa1ab")
"""Of falling darkness, so that a black-and-white print still tells them apart."""

KINDS_MAX = len(KIND_FILLS)
VISIT_FILL = "#2f8f83"
COUNT_FILL = "#7fb8d6"


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers by step of time. `deaths` are low, best, high and whether some high is unknown.

    Acts, and low and best of deaths, are of events that are certainly different (`event_tris`).
    """

    kinds: tuple[str, ...]
    acts: dict[int, Counter[str]]
    dead: dict[int, Counter[str]]
    deaths: dict[int, tuple[int, int, int, bool]]
    visits: Counter[int]
    observed: Counter[int]
    findings: dict[int, Counter[str]]


def first_report(context: ReportContext) -> str | None:
    """Return the month of the earliest incident."""
    if not context.tables.incidents.height:
        return None
    return str(context.tables.incidents.select(month_of_start(context.pack).min()).item())


def counts_by_bin(context: ReportContext, bins: Bins) -> Counts:
    """Count everything by step of time."""
    acts: dict[int, Counter[str]] = defaultdict(Counter)
    dead: dict[int, Counter[str]] = defaultdict(Counter)
    deaths: dict[int, tuple[int, int, int, bool]] = {}
    tris = event_tris(context.pack, context.tables, at=context.facts.at)
    frame = context.tables.incidents.select(
        month_of_start(context.pack),
        pl.col("act").cast(pl.String),
        "deaths_low",
        "deaths_best",
        "deaths_high",
        tris.alias("tri"),
    )
    names, others = _kinds(context, frame), context.speech.say("lane-other-acts")
    for month, act, low, best, high, tri in frame.iter_rows():
        place = bins.place(month)
        if place is None or not tri:
            continue
        kind = names.get(act, others)
        is_stated = bool(low) or best is not None or high is not None
        least = low or 0
        likely = least if best is None else best
        most = max(likely, least) if high is None else high
        lows, likelies, highs, is_open = deaths.get(place, (0, 0, 0, False))
        is_open = is_open or (is_stated and high is None)
        if tri == 1:  # it may be of an event that is counted: it adds to the most alone
            least = likely = 0
        else:
            acts[place][kind] += 1
            dead[place][kind] += likely
        deaths[place] = (lows + least, likelies + likely, highs + most, is_open)
    return Counts(
        kinds=tuple(dict.fromkeys(names.values())),
        acts=dict(acts),
        dead=dict(dead),
        deaths=deaths,
        visits=_places(context, context.tables.inspections, bins),
        observed=_places(context, context.tables.observations, bins),
        findings=_findings(context, bins),
    )


def _kinds(context: ReportContext, frame: pl.DataFrame) -> dict[str, str]:
    """Return the name under which each kind of act is drawn: the commonest by their own."""
    counts = Counter(frame["act"].to_list())
    ranked = sorted(counts, key=lambda act: (-counts[act], act))
    few = len(ranked) <= KINDS_MAX
    return {
        act: context.pack.acts[act].name if act in context.pack.acts else act
        for act in (ranked if few else ranked[: KINDS_MAX - 1])
    } | (
        {} if few else dict.fromkeys(ranked[KINDS_MAX - 1 :], context.speech.say("lane-other-acts"))
    )


def _places(context: ReportContext, frame: pl.DataFrame, bins: Bins) -> Counter[int]:
    counts: Counter[int] = Counter()
    for (month,) in frame.select(month_of_start(context.pack)).iter_rows():
        place = bins.place(month)
        if place is not None:
            counts[place] += 1
    return counts


def _findings(context: ReportContext, bins: Bins) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for finding in context.findings:
        place = bins.place(finding.month)
        if place is not None and not finding.is_silent:
            counts[place][finding.verdict] += 1
    return dict(counts)


def lanes(counts: Counts, pen: Pen, speech: Speech) -> list[Lane]:
    """Return the lanes that have something to show."""
    say = speech.say
    fills = dict(zip(counts.kinds, KIND_FILLS, strict=False))
    verdicts = {"breached": pen.breached, "undetermined": pen.undetermined, "met": BLUE}
    every = [
        _stacked(say("lane-acts"), say("lane-acts-note"), 84, counts.acts, fills),
        _stacked(say("lane-deaths"), say("lane-deaths-note"), 84, counts.dead, fills,
                 counts.deaths),
        _plain(say("lane-inspections"), say("lane-inspections-note"), counts.visits, VISIT_FILL),
        _plain(say("lane-counts"), say("lane-counts-note"), counts.observed, COUNT_FILL),
        _stacked(say("lane-findings"), say("lane-findings-note"), 84, counts.findings, verdicts),
    ]  # fmt: skip
    return [each for each in every if each.most]


def _stacked(
    title: str,
    note: str,
    height: float,
    counts: dict[int, Counter[str]],
    fills: dict[str, str],
    bounds: dict[int, tuple[int, int, int, bool]] | None = None,
) -> Lane:
    return Lane(
        title=title,
        note=note,
        height=height,
        stacks={
            place: [Part(parts[name], fill) for name, fill in fills.items() if parts[name]]
            for place, parts in counts.items()
        },
        bounds={
            place: Bounds(low, high, is_open)
            for place, (low, best, high, is_open) in (bounds or {}).items()
            if low != high or is_open
        },
    )


def _plain(title: str, note: str, counts: Counter[int], fill: str) -> Lane:
    stacks = {place: [Part(count, fill)] for place, count in counts.items()}
    return Lane(title=title, note=note, height=42, stacks=stacks, bounds={})
