"""What many runs say: how long until surgery, who waits where, who has none; and the plan of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.respond.evacuation import SURGERY_MIN
from sulh.respond.mass_casualty.event import RULES, simulate
from sulh.respond.mass_casualty.transfers import exact_transfers, greedy_transfers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.respond.mass_casualty.event import Event, Runs
    from sulh.respond.mass_casualty.transfers import Transfers

    Floats = NDArray[np.float64]

__all__ = ["CasualtyPlan", "HospitalLoad", "Outcome", "plan_casualties"]

RANKS = ("immediate", "delayed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happens to those of a rank who need an operation, over all runs of a rule.

    `minutes`: the mean time until surgery of those who have it (nan: nobody); `low`, `high`: 5 and 95 per
    cent of the runs have a mean below; `error`: the standard error of `minutes`. `in_time`: the share of
    persons within 2 hours; `never`: the mean number without surgery.
    """

    rule: str
    rank: str
    persons: int
    minutes: float
    low: float
    high: float
    error: float
    in_time: float
    never: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalLoad:
    """What a hospital gets under a rule, on the mean: persons, operations, and the wait before each.

    `wait_min`: minutes from ready for surgery until it begins; `wait_high`: 95 per cent of persons wait less.
    """

    rule: str
    hospital: str
    persons: float
    operations: float
    wait_min: float
    wait_high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CasualtyPlan:
    """An event, what the rules give, and which transfers help after the nearest-hospital rule.

    `exact`: the best transfers, where there are few enough persons to know them.
    """

    event: Event
    runs: int
    seed: int
    outcomes: tuple[Outcome, ...]
    loads: tuple[HospitalLoad, ...]
    not_brought: tuple[tuple[str, float], ...]
    greedy: Transfers
    exact: Transfers | None
    simulated: bool = False

    def frame(self) -> pl.DataFrame:
        """Return a row for each rule and rank."""
        names = (
            "rule", "rank", "persons", "minutes", "low", "high", "error", "in_time", "never",
        )  # fmt: skip
        rows = [[getattr(each, name) for name in names] for each in self.outcomes]
        frame = pl.DataFrame(rows, schema=list(names), orient="row")
        return frame.with_columns(pl.lit(self.simulated).alias("simulated"))

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has; null where nobody has surgery."""
        hospitals = [each.origin.ref for each in self.event.medical.facilities]
        best = self.exact or self.greedy
        wounded = self.event.wounded
        return {
            "lon": self.event.lon,
            "lat": self.event.lat,
            "simulated": self.simulated,
            "wounded": {
                name: getattr(wounded, name)
                for name in ("immediate", "delayed", "minor", "deceased")
            },
            "runs": self.runs,
            "seed": self.seed,
            "assumption": self.event.assumption,
            "notes": list(self.event.notes()),
            "outcomes": [
                {name: _plain(value) for name, value in row.items() if name != "simulated"}
                for row in self.frame().iter_rows(named=True)
            ],
            "hospitals": [
                {name: _plain(getattr(each, name)) for name in HospitalLoad.__slots__}
                for each in self.loads
            ],
            "not_brought": dict(self.not_brought),
            "transfers": {
                "moves": [
                    {
                        "from": hospitals[each.start],
                        "to": hospitals[each.end],
                        "rank": RANKS[each.rank],
                        "persons": each.persons,
                    }
                    for each in best.moves
                ],
                "minutes_before": round(best.before_min, 1),
                "minutes_after": round(best.after_min, 1),
                "greedy_minutes_after": round(self.greedy.after_min, 1),
                "exact": best.is_exact,
            },
        }


def _plain(value: Any) -> Any:
    """Return a number that JSON has, with few digits."""
    if not isinstance(value, float):
        return value
    return round(value, 4) if np.isfinite(value) else None


def plan_casualties(
    event: Event, *, runs: int = 1000, seed: int = 0, simulated: bool = False
) -> CasualtyPlan:
    """Return what an event comes to under each rule, and which transfers help."""
    outcomes: list[Outcome] = []
    loads: list[HospitalLoad] = []
    left = []
    for rule in RULES:
        sample = simulate(event, rule, runs=runs, seed=seed)
        outcomes += [outcome_of(event, sample, rank) for rank in range(len(RANKS))]
        loads += _loads(event, sample)
        left.append((rule, float((sample.hospitals < 0).sum(axis=1).mean())))
    run = simulate(event, "nearest", runs=1, seed=seed, mean=True)
    return CasualtyPlan(
        event=event,
        runs=runs,
        seed=seed,
        outcomes=tuple(each for each in outcomes if each.persons),
        loads=tuple(loads),
        not_brought=tuple(left),
        greedy=greedy_transfers(event, run),
        exact=exact_transfers(event, run),
        simulated=simulated,
    )


def outcome_of(event: Event, sample: Runs, rank: int) -> Outcome:
    """Return what happens to those of a rank who need an operation."""
    at = np.flatnonzero(event.operated & (event.ranks == rank))
    starts = sample.starts[:, at]
    there = np.isfinite(starts)
    numbers = there.sum(axis=1)
    sums = np.where(there, starts, 0.0).sum(axis=1)
    means = sums[numbers > 0] / numbers[numbers > 0]
    whole = float(sums.sum() / numbers.sum()) if numbers.sum() else float("nan")
    low, high = np.quantile(means, [0.05, 0.95]) if len(means) else (np.nan, np.nan)
    error = float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan")
    return Outcome(
        rule=sample.rule,
        rank=RANKS[rank],
        persons=len(at),
        minutes=whole,
        low=float(low),
        high=float(high),
        error=error,
        in_time=float((starts <= SURGERY_MIN).mean()) if len(at) else float("nan"),
        never=float(len(at) - numbers.mean()),
    )


def _loads(event: Event, sample: Runs) -> list[HospitalLoad]:
    loads = []
    for h, facility in enumerate(event.medical.facilities):
        here = sample.hospitals == h
        operated = here & np.isfinite(sample.starts)
        waits: Floats = sample.starts[operated] - sample.arrivals[operated]
        loads.append(
            HospitalLoad(
                rule=sample.rule,
                hospital=facility.origin.ref,
                persons=float(here.sum(axis=1).mean()),
                operations=float(operated.sum(axis=1).mean()),
                wait_min=float(waits.mean()) if len(waits) else float("nan"),
                wait_high=float(np.quantile(waits, 0.95)) if len(waits) else float("nan"),
            )
        )
    return loads
