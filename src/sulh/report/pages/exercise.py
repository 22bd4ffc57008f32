"""Pages of exercises: what monitoring is worth, and what replications and comparisons came to."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.exercise import highest_rate
from sulh.exercise.compare import COMPARABLE, FIELD_MEASURES, interval
from sulh.report.charts.tornado import tornado_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import Measured, Sensitivity
    from sulh.exercise.compare import Comparison

__all__ = ["comparison_sheet", "monitoring_sheet", "replications_sheet", "sensitivity_sheet"]

BANNER = "SIMULATED: exercise records"
CAUSES = {
    "actor": "wrong actor",
    "place": "wrong place",
    "day": "wrong day",
    "act": "wrong act",
    "loose": "accuracy or bound that does not hold the truth",
    "counted-twice": "row counted twice",
    "register": "record missing from a register said to be complete",
    "none": "nothing untrue was said",
}


def monitoring_sheet(rows: Sequence[Measured], *, place: str) -> Sheet:
    """Return the page of what monitoring is worth, a line for each way of watching."""
    exercises = rows[0].exercises if rows else 0
    return Sheet(
        title=f"What monitoring is worth: {place}",
        banner=BANNER,
        subtitle=f"{exercises:,} exercises with known truth, each watched in {len(rows):,} ways",
        sections=(
            Section(
                heading="Findings against the truth",
                sentences=(
                    "Of the breaches that truly were: how many were found, left open, or missed.",
                    "Of the months in which a party kept to a provision: how many were said to, and the wrong.",
                ),
                header=(
                    *(
                        "quality",
                        "watched",
                        "breaches",
                        "found",
                        "left open",
                        "missed",
                        "months kept",
                    ),
                    *("said to be met", "wrongly accused", "in 1,000", "at most"),
                ),
                rows=tuple(_measured_row(each) for each in rows),
                numbers=frozenset(range(1, 11)),
                notes=(
                    "A month is one of one provision, party and zone. Acts and requests count as one each.",
                    "At most: the rate that would show so few in one of twenty samples (one-sided, Poisson).",
                    "Months of one exercise are not quite independent of each other.",
                ),
            ),
            Section(
                heading="Why accusations were wrong",
                header=("quality", "watched", "because of", "accusations"),
                rows=tuple(
                    (
                        each.watching.quality,
                        f"{each.watching.density:.0%}",
                        _said(cause),
                        f"{count:,}",
                    )
                    for each in rows
                    for cause, count in each.causes.most_common()
                ),
                numbers=frozenset((1, 3)),
                wide=frozenset((2,)),
            ),
        ),
        landscape=True,
    )


def _said(cause: str) -> str:
    return " and ".join(CAUSES.get(each, each) for each in cause.split("+"))


def _measured_row(each: Measured) -> tuple[str | Cell, ...]:
    counts, breaches, months = each.outcomes, each.broken or 1, each.kept or 1
    most = 1000 * highest_rate(counts["accused"], each.kept)
    return (
        each.watching.quality,
        f"{each.watching.density:.0%}",
        f"{each.broken:,}",
        *(f"{counts[name] / breaches:.0%}" for name in ("found", "left-open", "missed")),
        f"{each.kept:,}",
        f"{counts['cleared'] / months:.0%}",
        f"{counts['accused']:,}",
        Cell(f"{each.wrong_per_thousand:.2f}", "good" if each.wrong_per_thousand < 1 else "bad"),
        f"{most:.2f}",
    )


def replications_sheet(title: str, rows: Sequence[dict[str, float]]) -> Sheet:
    """Return the page of replications: the mean of each outcome with its 95 % interval."""
    lines = []
    some = {name for name in FIELD_MEASURES if any(name in row for row in rows)}
    for name, what in {
        **{name: what for name, what in COMPARABLE.items() if name not in FIELD_MEASURES - some},
        "not-judged": "questions never judged",
        "calls": "calls",
    }.items():
        values = [row.get(name, 0.0) for row in rows]
        bounds = "none from one replication"
        if len(values) > 1:
            low, high = interval(values, 0.05)
            bounds = f"{max(0.0, low):,.2f} to {high:,.2f}"
        lines.append((what, f"{fmean(values):,.2f}", bounds))
    return Sheet(
        title=f"Replications: {title}",
        banner=BANNER,
        subtitle=f"{plural(len(rows), 'replication')}",
        sections=(
            Section(
                heading="Means of a replication",
                header=("what", "mean", "95 % interval of the mean"),
                rows=tuple(lines),
                numbers=frozenset((1, 2)),
                wide=frozenset((0,)),
            ),
        ),
    )


def comparison_sheet(first: str, second: str, result: Comparison) -> Sheet:
    """Return the page of a comparison of two scenarios by their titles."""
    return Sheet(
        title=f"{first}, and {second}",
        banner=BANNER,
        subtitle=f"{plural(result.replications, 'replication')} on common random numbers",
        facts=(
            Fact(f"{result.first:,.2f}", f"{COMPARABLE[result.measure]}, first"),
            Fact(f"{result.second:,.2f}", f"{COMPARABLE[result.measure]}, second"),
            Fact(f"{result.difference:+,.2f}", "difference"),
        ),
        sentences=(result.sentence,),
    )


def sensitivity_sheet(title: str, result: Sensitivity) -> Sheet:
    """Return the page of what moves a scenario's result: the tornado, and a line for each assumption."""
    what = COMPARABLE[result.measure]

    def bounds(low: float, high: float) -> str:
        return f"{low:+,.2f} to {high:+,.2f}"

    return Sheet(
        title=f"What moves {what}: {title}",
        banner=BANNER,
        subtitle=f"{plural(result.replications, 'replication')} of each, on common random numbers",
        facts=(Fact(f"{result.mean:,.2f}", f"{what}, as the scenario is"),),
        sentences=result.sentences,
        sections=(
            Section(
                heading="Each assumption alone",
                figures=(tornado_figure(result, what=what),),
                header=(
                    *("assumption", "from", "to", "change at from", "interval"),
                    *("change at to", "interval", "from one to the other"),
                ),
                rows=tuple(
                    (
                        each.name,
                        f"{each.low:g}",
                        f"{each.high:g}",
                        f"{each.at_low:+,.2f}",
                        bounds(*each.low_interval),
                        f"{each.at_high:+,.2f}",
                        bounds(*each.high_interval),
                        Cell("no effect" if each.is_idle else "noise", "soft")
                        if each.is_noise
                        else bounds(each.least, each.most),
                    )
                    for each in result.swings
                ),
                numbers=frozenset(range(1, 8)),
                wide=frozenset((0,)),
                notes=(
                    "Changes from the scenario as it is, a replication. All intervals together hold with 95 %.",
                    "Of units, lorries, posts and the like, the span is a factor on what each of them has.",
                ),
            ),
        ),
        landscape=True,
    )
