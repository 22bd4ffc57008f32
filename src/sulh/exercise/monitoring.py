"""Ceasefire monitoring measured: how often findings are right, left open, missed or wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from math import exp, lgamma, log
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.exercise.behaviour import Behaviour
from sulh.exercise.conduct import play
from sulh.exercise.ground import YEARS, Ground, months_of
from sulh.exercise.observers import PlayedReport, observe_world
from sulh.exercise.quality import QUALITIES
from sulh.exercise.rules import true_conduct
from sulh.exercise.score import record_ids, score_reports
from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.exercise.ground import Month
    from sulh.exercise.score import Scored
    from sulh.mission import Pack
    from sulh.values import Executor

__all__ = ["Measured", "Watching", "highest_rate", "measure", "measured_sum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How a mission watches: `density` of observers in [0, 1], and a quality of `QUALITIES` by name."""

    density: float
    quality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came of exercises of one pack, watched in one way.

    `exercises` and their `months` (of the calendar). `outcomes` counts questions (a provision, party, zone and
    month, or an act or request) by outcome. `causes` says what wrong accusations rest on: a fault of
    `sulh.exercise.observers.Quality`, *register* for a record missing from a register said to be complete, or
    *none* where everything said was true. `missed` counts those by kind of provision.
    """

    pack: str
    watching: Watching
    exercises: int
    months: int
    outcomes: Counter[str]
    causes: Counter[str]
    missed: Counter[str]

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "pack": self.pack,
            "density": self.watching.density,
            "quality": self.watching.quality,
            "exercises": self.exercises,
            "months": self.months,
            "outcomes": dict(self.outcomes),
            "causes": dict(self.causes),
            "missed": dict(self.missed),
            "kept": self.kept,
            "broken": self.broken,
        }

    @property
    def kept(self) -> int:
        """Return how many judged questions had nothing to find."""
        return sum(self.outcomes[each] for each in ("cleared", "not-cleared", "accused"))

    @property
    def broken(self) -> int:
        """Return how many judged questions had a breach to find."""
        return sum(self.outcomes[each] for each in ("found", "left-open", "missed"))

    @property
    def wrong_per_thousand(self) -> float:
        """Return wrong accusations in a thousand months in which the party kept to the provision."""
        return 1000.0 * self.outcomes["accused"] / self.kept if self.kept else 0.0


def highest_rate(count: int, of: int) -> float:
    """Return the rate that 95 % of samples would exceed this count at: the exact Poisson limit, one-sided."""
    low, high = float(count), 20.0 + 3.0 * count  # at a mean of `count`, half are no more
    for _ in range(80):
        middle = (low + high) / 2
        term = total = 1.0  # beside the chance of `count` itself, from which the others fall away
        for k in range(count, 0, -1):
            term *= k / middle
            total += term
        total *= exp(count * log(middle) - middle - lgamma(count + 1))
        low, high = (middle, high) if total > 0.05 else (low, middle)
    return high / of if of else 0.0


def measured_sum(parts: Iterable[Measured]) -> Measured:
    """Return several measurements of one way of watching as one; `pack` names all of theirs."""
    several = tuple(parts)
    return Measured(
        pack=", ".join(dict.fromkeys(each.pack for each in several)),
        watching=several[0].watching,
        exercises=sum(each.exercises for each in several),
        months=sum(each.months for each in several),
        outcomes=sum((each.outcomes for each in several), Counter()),
        causes=sum((each.causes for each in several), Counter()),
        missed=sum((each.missed for each in several), Counter()),
    )


def measure(
    pack: Pack,
    watchings: Sequence[Watching],
    *,
    from_: datetime,
    seeds: Sequence[int],
    until: datetime | None = None,
    months: int | None = None,
    behaviour: Behaviour | None = None,
    executor: Executor | None = None,
) -> tuple[Measured, ...]:
    """Return what comes of one exercise for each seed, watched in each way.

    Each world is watched in every way, so that ways are compared on the same truth. The result is the
    same whichever `executor` does the work.

    Parameters
    ----------
    pack
        What was agreed.
    watchings
        The ways of watching.
    from_
        UTC; the whole months of the mission's time zone from it on are played.
    seeds
        Whole numbers from 0, one for each exercise.
    until
        UTC; only months that end by then. None: as late as `months` needs.
    months
        At most so many months; None: all up to `until`.
    behaviour
        How parties behave; None: `Behaviour()`.
    executor
        Does exercises side by side; None: one after the other.

    Raises
    ------
    InputError
        When there is no whole month between the two, or a year is none that can be played.
    """
    for year in (from_.year, (until or from_).year):
        if year not in YEARS:
            raise InputError(
                f"The year {year} cannot be played.",
                remedy=f"Choose one from {YEARS[0]} to {YEARS[-1]}.",
            )
    end = until or datetime(YEARS.stop, 1, 1, tzinfo=UTC)
    ground = Ground(pack)
    played = tuple(islice(months_of(pack, from_.astimezone(UTC), end.astimezone(UTC)), months))
    if not played:
        raise InputError(
            f"There is no whole month from {from_:%Y-%m-%d} to {end:%Y-%m-%d}.",
            remedy="Begin on the first of a month, and end on the first of a later one.",
        )
    one = partial(_exercise, ground, played, behaviour or Behaviour(), tuple(watchings))
    rows = list((executor or SerialExecutor()).map(one, seeds))
    return tuple(measured_sum(row[n] for row in rows) for n in range(len(watchings)))


def _exercise(
    ground: Ground,
    months: tuple[Month, ...],
    behaviour: Behaviour,
    watchings: tuple[Watching, ...],
    seed: int,
) -> tuple[Measured, ...]:
    world = play(ground, months, behaviour, seed=seed)
    truth = true_conduct(ground, world, months)
    rows = []
    for watching in watchings:
        reports = observe_world(
            ground,
            world,
            months,
            density=watching.density,
            quality=QUALITIES[watching.quality],
            seed=seed,
        )
        by_id = dict(zip(record_ids(reports), reports, strict=True))
        scored = score_reports(ground.pack, truth, reports, at=world.until)
        kinds = {str(each.id): each.kind for each in ground.pack.provisions}
        rows.append(
            Measured(
                pack=ground.pack.id,
                watching=watching,
                exercises=1,
                months=len(months),
                outcomes=Counter(each.outcome for each in scored),
                causes=Counter(_cause(each, by_id) for each in scored if each.outcome == "accused"),
                missed=Counter(
                    kinds[each.question[0]] for each in scored if each.outcome == "missed"
                ),
            )
        )
    return tuple(rows)


def _cause(scored: Scored, by_id: dict[str, PlayedReport]) -> str:
    """Say what a wrong accusation rests on."""
    finding = scored.finding
    assert finding is not None  # noqa: S101 -- somebody was accused
    faults = sorted({by_id[each].fault for each in finding.evidence if each in by_id} - {""})
    if faults:
        return "+".join(faults)
    return "register" if "missed" in finding.reasons else "none"
