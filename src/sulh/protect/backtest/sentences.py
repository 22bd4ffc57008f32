"""What a back-test comes to, in sentences; what a commander can do first, also where the plan is not better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.protect.backtest.mission_year import KNOWLEDGE
from sulh.protect.backtest.views import VIEWS

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.backtest.summary import Bounded, Summary

__all__ = ["LAYDOWN_NAMES", "NO_DEATHS", "bounded", "sentences"]

LAYDOWN_NAMES = {
    "real": "the real laydown",
    "next": "the mission's own laydown a year later",
    "one": "the plan, one site moved",
    "two": "the plan, two sites moved",
    "quarter": "the plan, a quarter of the sites moved",
    "plan": "the plan, all sites free",
    "settled-quarter": "a quarter moved, to settlements only",
    "settled": "all free, settlements only",
    "roads-quarter": "on roads, a quarter of the sites moved",
    "roads-plan": "on roads, all sites free",
    "rule": "the strongest simple rule",
    "last-year": "greedy on the last year's deaths",
    "foresight-quarter": "foresight, a quarter moved",
    "foresight-settled": "foresight, settlements only",
    "foresight": "perfect foresight",
    "population": "weak: the largest towns",
    "random": "weak: random sites (mean of 100)",
}
MOVES = (("one", "one site"), ("two", "two sites"), ("quarter", "a quarter of the sites"))
NO_DEATHS = "No civilians were killed in any of these mission-years: there is nothing to compare."


def bounded(figure: Bounded, form: str = ".2f") -> str:
    """Write a figure with its interval if it has one, or n/a where it has no value."""
    if figure.value is None:
        return "n/a"
    value = f"{figure.value:{form}}"
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({figure.low:{form}} to {figure.high:{form}})"


def sentences(result: Backtest) -> list[str]:
    """Return what moving some sites would have brought, then all, and what limits it."""
    summary = result.summary
    if summary is None:
        return [NO_DEATHS]
    intervals = (
        "In brackets: 95 % intervals over missions."
        if summary.missions > 1
        else "One mission only: there is no interval over missions."
    )
    return [
        *(_moved(summary, name, words) for name, words in MOVES),
        _whole(summary),
        _settled(summary),
        _limit(result, summary),
        f"Planned by {VIEWS[result.view]}, with {KNOWLEDGE[result.knowledge]}. {intervals}",
    ]


def _moved(summary: Summary, name: str, words: str) -> str:
    near, far = (summary.compare(name, "real", km) for km in (25, 50))
    return (
        f"Moving {words} would have put {bounded(near.ratio)} times as many of the civilian deaths within "
        f"25 km as the real laydown, {bounded(far.ratio)} times within 50 km; at 25 km it did better in "
        f"{bounded(near.better, '.0%')} of mission-years and no worse in {bounded(near.not_worse, '.0%')}."
    )


def _whole(summary: Summary) -> str:
    near, far = (summary.compare("plan", "real", km) for km in (25, 50))
    rivals = [
        f"{bounded(summary.compare('plan', rival, 25).ratio)} times {words}"
        for rival, words in (
            ("next", "the mission's own next laydown"),
            ("rule", "the strongest simple rule"),
            ("last-year", "greedy on the last year's deaths"),
        )
    ]
    alone = near.without.get(summary.largest)
    rest = "" if alone is None else f" Without {summary.largest}, the largest mission: {alone:.2f}."
    return (
        f"With all sites free: {bounded(near.ratio)} times at 25 km, {bounded(far.ratio)} at 50 km; at 25 km "
        f"{', '.join(rivals)}.{rest}"
    )


def _settled(summary: Summary) -> str:
    near, far = (summary.compare("settled", "real", km).ratio for km in (25, 50))
    return (
        "With settlements and the mission's earlier places only, no place known through violence: "
        f"{bounded(near)} times at 25 km, {bounded(far)} at 50 km."
    )


def _limit(result: Backtest, summary: Summary) -> str:
    near = summary.compare("foresight", "real", 25)
    chance = result.replay.mission_years["chance_of_better"].drop_nulls().drop_nans()
    luck = (
        f" If the plan's view of the past were right, it would do better in {chance.to_numpy().mean():.0%}: "
        "the rest is chance."
        if len(chance)
        else ""
    )
    return (
        f"Perfect foresight, which nobody has, reaches {bounded(near.ratio)} times the real laydown at 25 km "
        f"and does better in {bounded(near.better, '.0%')} of mission-years.{luck}"
    )
