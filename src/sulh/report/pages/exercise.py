"""Pages of exercises: what monitoring is worth, and what replications and comparisons came to."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from sulh.exercise import highest_rate
from sulh.exercise.compare import COMPARABLE, FIELD_MEASURES, interval
from sulh.languages.speech import ENGLISH
from sulh.report.charts.tornado import tornado_figure
from sulh.report.pages.words import band, column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import Measured, Sensitivity, Swing
    from sulh.exercise.compare import Comparison
    from sulh.languages.speech import Speech

__all__ = ["comparison_sheet", "monitoring_sheet", "replications_sheet", "sensitivity_sheet"]

MEASURED = (
    *("worth-quality", "worth-watched", "worth-breaches", "worth-found", "worth-left-open"),
    *("worth-missed", "worth-kept", "worth-cleared", "worth-accused", "worth-thousand"),
    "worth-at-most",
)
REPLICATED = (*COMPARABLE, "not-judged", "calls")


def monitoring_sheet(rows: Sequence[Measured], *, place: str, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of what monitoring is worth, a line for each way of watching."""
    say = speech.say
    exercises = rows[0].exercises if rows else 0
    return Sheet(
        title=say("worth-title", place=place),
        language=speech.language,
        banner=band(speech, simulated=True),
        subtitle=say("worth-of", exercises=speech.number(exercises), ways=speech.number(len(rows))),
        sections=(
            Section(
                heading=say("review-head-outcomes"),
                sentences=(say("worth-of-breaches"), say("worth-of-months")),
                header=column_names(speech, *MEASURED),
                rows=tuple(_measured_row(each, speech) for each in rows),
                numbers=frozenset(range(1, 11)),
                notes=(say("worth-month"), say("worth-most"), say("worth-dependent")),
            ),
            Section(
                heading=say("worth-why"),
                header=column_names(
                    speech, "worth-quality", "worth-watched", "worth-because", "worth-accusations"
                ),
                rows=tuple(
                    (*_watching(each, speech), _cause(cause, speech), speech.number(count))
                    for each in rows
                    for cause, count in each.causes.most_common()
                ),
                numbers=frozenset((1, 3)),
                wide=frozenset((2,)),
            ),
        ),
        landscape=True,
    )


def _watching(each: Measured, speech: Speech) -> tuple[str, str]:
    quality = speech.say(f"worth-quality-{each.watching.quality}")
    return quality, speech.percent(each.watching.density)


def _cause(cause: str, speech: Speech) -> str:
    return speech.join([speech.say(f"review-fault-{each}") for each in cause.split("+")])


def _measured_row(each: Measured, speech: Speech) -> tuple[str | Cell, ...]:
    counts, breaches, months = each.outcomes, each.broken or 1, each.kept or 1
    most, wrong = 1000 * highest_rate(counts["accused"], each.kept), each.wrong_per_thousand
    return (
        *_watching(each, speech),
        speech.number(each.broken),
        *(speech.percent(counts[name] / breaches) for name in ("found", "left-open", "missed")),
        speech.number(each.kept),
        speech.percent(counts["cleared"] / months),
        speech.number(counts["accused"]),
        Cell(speech.decimal(wrong), "good" if wrong < 1 else "bad"),
        speech.decimal(most),
    )


def replications_sheet(
    title: str, rows: Sequence[dict[str, float]], *, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of replications: the mean of each outcome with its 95 % interval."""
    say = speech.say
    lines = []
    idle = {each for each in FIELD_MEASURES if not any(each in row for row in rows)}
    for name in REPLICATED:
        if name in idle:
            continue
        values = [row.get(name, 0.0) for row in rows]
        bounds = say("replications-one")
        if len(values) > 1:
            low, high = interval(values, 0.05)
            bounds = say(
                "bounds-range", low=speech.decimal(max(0.0, low)), high=speech.decimal(high)
            )
        lines.append((say(f"comparable-{name}"), speech.decimal(fmean(values)), bounds))
    return Sheet(
        title=say("replications-title", title=title),
        language=speech.language,
        banner=band(speech, simulated=True),
        subtitle=say("replications-of", count=len(rows)),
        sections=(
            Section(
                heading=say("replications-means"),
                header=column_names(
                    speech, "review-what", "replications-mean", "replications-interval"
                ),
                rows=tuple(lines),
                numbers=frozenset((1, 2)),
                wide=frozenset((0,)),
            ),
        ),
    )


def comparison_sheet(
    first: str, second: str, result: Comparison, *, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of a comparison of two scenarios by their titles."""
    say = speech.say
    what = say(f"comparable-{result.measure}")
    return Sheet(
        title=say("comparison-title", first=first, second=second),
        language=speech.language,
        banner=band(speech, simulated=True),
        subtitle=say("comparison-of", count=result.replications),
        facts=(
            Fact(speech.decimal(result.first), say("comparison-first", what=what)),
            Fact(speech.decimal(result.second), say("comparison-second", what=what)),
            Fact(speech.signed(result.difference), say("comparison-difference")),
        ),
        sentences=(result.sentence.said(speech),),
    )


def sensitivity_sheet(title: str, result: Sensitivity, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of what moves a scenario's result: the tornado, and a line for each assumption."""
    say = speech.say
    what = say(f"comparable-{result.measure}")
    return Sheet(
        title=say("sensitivity-title", what=what, title=title),
        language=speech.language,
        banner=band(speech, simulated=True),
        subtitle=say("sensitivity-of", count=result.replications),
        facts=(Fact(speech.decimal(result.mean), say("sensitivity-mean", what=what)),),
        sentences=tuple(each.said(speech) for each in result.sentences),
        sections=(
            Section(
                heading=say("sensitivity-alone"),
                figures=(tornado_figure(result, speech=speech),),
                header=column_names(
                    speech,
                    *("sensitivity-assumption", "sensitivity-from", "sensitivity-to"),
                    *("sensitivity-at-from", "sensitivity-interval"),
                    *("sensitivity-at-to", "sensitivity-interval", "sensitivity-across"),
                ),
                rows=tuple(_swing_row(each, speech) for each in result.swings),
                numbers=frozenset(range(1, 8)),
                wide=frozenset((0,)),
                notes=(say("sensitivity-together"), say("sensitivity-factor")),
            ),
        ),
        landscape=True,
    )


def _swing_row(swing: Swing, speech: Speech) -> tuple[str | Cell, ...]:
    def bounds(low: float, high: float) -> str:
        return speech.say("bounds-range", low=speech.signed(low), high=speech.signed(high))

    across: str | Cell = bounds(swing.least, swing.most)
    if swing.is_noise:
        word = "sensitivity-no-effect" if swing.is_idle else "sensitivity-no-more-than-noise"
        across = Cell(speech.say(word), "soft")
    return (
        *(swing.name, f"{swing.low:g}", f"{swing.high:g}"),
        *(speech.signed(swing.at_low), bounds(*swing.low_interval)),
        *(speech.signed(swing.at_high), bounds(*swing.high_interval)),
        across,
    )
