"""Which assumption moves a result: each varied alone over its span, on common random numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise.compare import FIRST, check_measure, interval
from sulh.exercise.run import play_many
from sulh.languages.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise.scenario import Scenario
    from sulh.languages.sentence import Sentence
    from sulh.values import Executor

__all__ = ["Assumption", "Sensitivity", "Swing", "vary_each"]

CHANCE = 0.05
"""That any of the intervals misses its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is assumed, the ends of its span, and the scenario with each of the two."""

    name: str
    low: float
    high: float
    at_low: Scenario
    at_high: Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How far a measure moves with one assumption, a replication: means, and paired intervals.

    `at_low`, `at_high`: the mean difference from the scenario as it is, at each end of the span; `swing` is the
    second less the first, between `least` and `most`. All intervals of a page hold together with 95 %.
    """

    name: str
    low: float
    high: float
    at_low: float
    low_interval: tuple[float, float]
    at_high: float
    high_interval: tuple[float, float]
    swing: float
    least: float
    most: float

    @property
    def is_noise(self) -> bool:
        """Say whether no movement could be shown from one end to the other, nor from the middle to an end."""
        spans = ((self.least, self.most), self.low_interval, self.high_interval)
        return all(low <= 0.0 <= high for low, high in spans)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing changed in any replication."""
        spans = ((self.least, self.most), self.low_interval, self.high_interval)
        return not any(end for span in spans for end in span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """A measure's mean as things are assumed, and each assumption, the widest swing first."""

    measure: str
    mean: float
    replications: int
    swings: tuple[Swing, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return in plain words what moves the result, and what is noise."""
        what, count = sentence(f"comparable-{self.measure}"), self.replications
        lines = [
            sentence(
                "sensitivity-moving",
                name=each.name,
                low=f"{each.low:g}",
                high=f"{each.high:g}",
                what=what,
                first=_hundredths(self.mean + each.at_low),
                second=_hundredths(self.mean + each.at_high),
                least=_hundredths(each.least),
                most=_hundredths(each.most),
                count=count,
            )
            for each in self.swings
            if not each.is_noise
        ]
        idle = tuple(each.name for each in self.swings if each.is_idle)
        noise = tuple(each.name for each in self.swings if each.is_noise and not each.is_idle)
        if noise:
            lines.append(sentence("sensitivity-noise", names=noise, what=what, count=count))
        if idle:
            lines.append(sentence("sensitivity-idle", names=idle, what=what))
        return tuple(lines)


def _hundredths(number: float) -> Decimal:
    return Decimal(f"{number:.2f}")


def vary_each(
    base: Scenario,
    assumptions: Sequence[Assumption],
    *,
    measure: str,
    seed: int,
    replications: int,
    executor: Executor | None = None,
) -> Sensitivity:
    """Return how a measure moves with each assumption; all play the same seeds.

    Raises
    ------
    InputError
        When nothing is varied, the replications are too few, or the scenario has no such measure.
    """
    if not assumptions:
        raise InputError(
            "No assumption has a span.",
            remedy="Write a table [sensitivity] in the scenario, or give --vary NAME=LOW:HIGH.",
        )
    if replications < FIRST:
        raise InputError(
            f"{replications} replications are too few.", remedy=f"Play {FIRST} or more."
        )
    check_measure(base, measure)
    seeds = range(seed, seed + replications)

    def values(scenario: Scenario) -> list[float]:
        return [each.get(measure, 0.0) for each in play_many(scenario, seeds, executor=executor)]

    as_is, chance = values(base), CHANCE / (3 * len(assumptions))
    swings = []
    for each in assumptions:
        low, high = values(each.at_low), values(each.at_high)
        from_low = [one - other for one, other in zip(low, as_is, strict=True)]
        from_high = [one - other for one, other in zip(high, as_is, strict=True)]
        across = [one - other for one, other in zip(high, low, strict=True)]
        least, most = interval(across, chance)
        swings.append(
            Swing(
                name=each.name, low=each.low, high=each.high,
                at_low=fmean(from_low), low_interval=interval(from_low, chance),
                at_high=fmean(from_high), high_interval=interval(from_high, chance),
                swing=fmean(across), least=least, most=most,
            )
        )  # fmt: skip
    swings.sort(key=lambda each: (-_width(each), each.name))
    return Sensitivity(
        measure=measure, mean=fmean(as_is), replications=replications, swings=tuple(swings)
    )


def _width(swing: Swing) -> float:
    ends = (0.0, swing.at_low, swing.at_high)
    return max(ends) - min(ends)
