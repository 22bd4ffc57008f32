"""How busy assets are where calls come in, and what each leaves behind when it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError
from sulh.protect import coverage_of_matrix
from sulh.respond.busy.expected import expected_weight, what_uncovers
from sulh.respond.busy.hypercube import busy_units
from sulh.respond.legs import arrival_minutes, why_not_able
from sulh.respond.reasons import travel_assumption
from sulh.respond.ways import Points, on_roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.protect import Demands, SiteCoverage
    from sulh.respond.busy.hypercube import BusyUnits
    from sulh.respond.records import MedicalAsset
    from sulh.respond.ways import Travel, Ways

    Floats = NDArray[np.float64]

__all__ = ["BusyPlan", "BusyUnit", "plan_busy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyUnit:
    """One asset: the share of time that it is out, its share of all calls, and what it leaves behind.

    `uncovered`: the weight that nobody reaches in time while it is away. `move`: whose base should be
    filled from where, in words; empty where no move helps. `regained`: the weight that the move brings back,
    `move_min`: how long the move takes.
    """

    name: str
    workload: float
    share: float
    uncovered: float
    move: str
    regained: float
    move_min: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyPlan:
    """How busy all assets are together.

    `loss`: the share of calls that finds all of them out. `covered`: the weight in reach when nobody is out;
    `expected`: on the mean. `out_of_way`: the weight of places that no asset can come to; they make no calls.
    """

    units: tuple[BusyUnit, ...]
    loss: float
    mean_min: float
    weight: float
    covered: float
    expected: float
    out_of_way: float
    reach_min: float
    is_approximate: bool
    assumption: str


def plan_busy(
    places: Demands,
    assets: Sequence[MedicalAsset],
    ways: Ways,
    travel: Travel,
    *,
    calls_a_day: float,
    job_min: float,
    reach_min: float,
    is_dark: bool = False,
) -> BusyPlan:
    """Return how busy assets are when calls come from places in proportion to their weights.

    The asset with the shortest way and usual start goes, if it is not out; else the next. `job_min` is the
    mean time that one is out for a call.

    Raises
    ------
    InputError
        When a number is not above 0, or no asset can come to any place with a weight.
    """
    _check_numbers(calls_a_day, job_min, reach_min)
    assets = [each for each in assets if not why_not_able(each, travel, is_dark=is_dark)]
    points = on_roads(ways, Points(places.lon, places.lat))
    starts = np.array([float(each.start_likely_min) for each in assets])
    minutes = arrival_minutes(assets, ways, travel, points, is_dark=is_dark) + starts[:, None]
    weights = places.weights.mean(axis=0)
    can = np.isfinite(minutes).any(axis=0) & (weights > 0.0)
    if not can.any():
        raise InputError(
            "No asset can come to any of the places.", remedy="Look at roads and closures."
        )
    calls = weights[can] / weights[can].sum() * calls_a_day / 1440.0
    lists, group = np.unique(
        np.argsort(minutes[:, can].T, axis=1, kind="stable"), axis=0, return_inverse=True
    )
    group = group.reshape(-1)
    rates = np.asarray(np.bincount(group, calls), np.float64)
    result = busy_units(rates, np.full(len(assets), 1.0 / job_min), lists)
    served = result.shares[group] * calls[:, None] * np.isfinite(minutes[:, can].T)
    far = np.where(np.isfinite(minutes[:, can].T), minutes[:, can].T, 0.0)
    coverage = coverage_of_matrix(minutes, reach=reach_min)
    ready = np.ones(len(assets), np.int64)
    busy = float(result.workloads.mean())
    return BusyPlan(
        units=_units(
            [each.origin.ref for each in assets],
            coverage,
            weights,
            result,
            rates,
            arrival_minutes(assets, ways, travel, on_roads(ways, _bases(assets)), is_dark=is_dark),
        ),
        loss=result.loss,
        mean_min=float((served * far).sum() / served.sum()),
        weight=float(weights.sum()),
        covered=expected_weight(coverage, weights, ready, 0.0),
        expected=expected_weight(coverage, weights, ready, busy),
        out_of_way=float(weights[~can].sum()),
        reach_min=reach_min,
        is_approximate=result.is_approximate,
        assumption=travel_assumption(ways, travel),
    )


def _check_numbers(calls_a_day: float, job_min: float, reach_min: float) -> None:
    for name, value in (
        ("calls a day", calls_a_day),
        ("minutes of a job", job_min),
        ("reach", reach_min),
    ):
        if not 0.0 < value < np.inf:
            raise InputError(
                f"{value:g} is not a number of {name}.", remedy="Give a number above 0."
            )


def _bases(assets: Sequence[MedicalAsset]) -> Points:
    """Return where assets stand."""
    lon, lat = np.array([(e.place.lon or 0.0, e.place.lat or 0.0) for e in assets], np.float64).T
    return Points(lon, lat)


def _units(
    names: Sequence[str],
    coverage: SiteCoverage,
    weights: Floats,
    result: BusyUnits,
    rates: Floats,
    moves: Floats,
) -> tuple[BusyUnit, ...]:
    """Return how often each is out, and what it leaves behind when all others are ready."""
    ready = np.ones(len(names), np.int64)
    units = []
    for i, name in enumerate(names):
        behind = what_uncovers(coverage, weights, ready, i, moves=moves)
        units.append(
            BusyUnit(
                name=name,
                workload=float(result.workloads[i]),
                share=float(rates @ result.shares[:, i] / rates.sum()),
                uncovered=float(weights[behind.demands].sum()),
                move=" to the base of ".join(names[k] for k in behind.relocate or ()),
                regained=behind.regained,
                move_min=behind.move_min,
            )
        )
    return tuple(units)
