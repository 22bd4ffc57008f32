"""Two scenarios compared on common random numbers, replication by replication, until the answer is plain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, sqrt
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise.run import play_many
from sulh.languages.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise.scenario import Scenario
    from sulh.languages.sentence import Sentence
    from sulh.values import Executor

__all__ = [
    "COMPARABLE",
    "FIELD_MEASURES",
    "FIRST",
    "Comparison",
    "check_measure",
    "compare_scenarios",
    "interval",
    "paired",
]

COMPARABLE = (
    *("found", "left-open", "missed", "accused", "cleared", "in-standard"),
    *("evacuated-in-time", "days-without"),
)
"""What can be compared: a count of each replication (``comparable-NAME`` says what it counts)."""

FIELD_MEASURES = frozenset(("evacuated-in-time", "days-without"))
"""Those that only scenarios with wounded, or with posts, have."""

FIRST, CHANCE = 10, 0.05
"""Replications of the first look, and the chance that an interval misses the truth, over all looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How much more of a measure the second scenario has than the first, a replication.

    `low` and `high` hold the true mean difference with 95 % confidence over all looks together. `sentence` says
    in plain words what follows.
    """

    measure: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    replications: int
    sentence: Sentence

    @property
    def is_noise(self) -> bool:
        """Say whether no difference could be shown."""
        return self.low <= 0.0 <= self.high


def interval(values: Sequence[float], chance: float) -> tuple[float, float]:
    """Return the two-sided interval of a mean by Student's t; `chance` that it does not hold the mean.

    The quantile of t is Fisher and Cornish's expansion of the normal one (1960), good to a per cent from 9
    degrees of freedom.
    """
    n = len(values)
    mean = fmean(values)
    z = NormalDist().inv_cdf(1.0 - chance / 2.0)
    v = n - 1
    t = z + (z**3 + z) / (4 * v) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
    t += (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    half = t * stdev(values) / sqrt(n)
    return mean - half, mean + half


def check_measure(scenario: Scenario, measure: str) -> None:
    """Refuse a measure that a scenario does not have: it would be 0, whatever is changed.

    Raises
    ------
    InputError
        When the scenario has no wounded, or no posts, or no units.
    """
    need = {
        "evacuated-in-time": (scenario.evacuation, "[evacuation]"),
        "days-without": (scenario.supply, "[supply]"),
        "in-standard": (scenario.units, "[[unit]]"),
    }.get(measure, (True, ""))
    if not need[0]:
        raise InputError(
            f"{scenario.title} has no {need[1]}: there is no {measure!r} to compare.",
            remedy=f"Choose another measure, or write {need[1]} into the scenario.",
        )


def compare_scenarios(
    first: Scenario,
    second: Scenario,
    *,
    measure: str,
    seed: int,
    most: int,
    executor: Executor | None = None,
) -> Comparison:
    """Return the difference of two scenarios; both play each seed, so that chance falls out.

    It looks after 10 replications, then after each doubling, and stops as soon as the interval leaves out 0, or
    after `most`. Look k may err with a chance of 5 % / 2^k, so that all looks together err with less than 5 %.

    Raises
    ------
    InputError
        When the two have not the same pack and times, one has no such measure, or `most` is too few.
    """
    if (first.pack.digest, first.from_, first.until) != (
        second.pack.digest,
        second.from_,
        second.until,
    ):
        raise InputError(
            "The two scenarios have not the same pack and times.",
            remedy="Change only the policy that you compare.",
        )
    for each in (first, second):
        check_measure(each, measure)
    if most < FIRST:
        raise InputError(f"{most} replications are too few.", remedy=f"Play {FIRST} or more.")
    rows: tuple[list[float], list[float]] = ([], [])
    look, aim = 0, FIRST
    while True:
        seeds = range(seed + len(rows[0]), seed + aim)
        for row, scenario in zip(rows, (first, second), strict=True):
            row += [
                each.get(measure, 0.0) for each in play_many(scenario, seeds, executor=executor)
            ]
        look += 1
        result = paired(rows[0], rows[1], measure=measure, chance=CHANCE / 2**look)
        if not result.is_noise or aim >= most:
            return result
        aim = min(most, 2 * aim)


def paired(
    first: Sequence[float], second: Sequence[float], *, measure: str, chance: float
) -> Comparison:
    """Return what paired values of a measure say."""
    differences = [two - one for one, two in zip(first, second, strict=True)]
    low, high = interval(differences, chance)
    mean, n = fmean(differences), len(differences)
    name, bounds = "more" if mean > 0 else "fewer", sorted((abs(low), abs(high)))
    if not any(differences):
        name = "same"
    elif low <= 0.0 <= high:
        name, bounds = "noise", [low, high]
    text = sentence(
        f"comparison-{name}",
        what=sentence(f"comparable-{measure}"),
        count=n,
        mean=_hundredths(abs(mean)),
        low=_hundredths(bounds[0]),
        high=_hundredths(bounds[1]),
    )
    assert isfinite(low)  # noqa: S101 -- counts are finite
    return Comparison(
        measure=measure,
        first=fmean(first),
        second=fmean(second),
        difference=mean,
        low=low,
        high=high,
        replications=n,
        sentence=text,
    )


def _hundredths(number: float) -> Decimal:
    return Decimal(f"{number:.2f}")
