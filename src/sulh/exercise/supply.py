"""Convoys that supply posts under a stated policy: what is stocked, loaded, escorted and delivered, and when.

Every few days convoys leave their depots at one hour. The post with the fewest days of use left is filled
first. Nothing is promised twice: what a convoy loads leaves the stock, and its vehicles are taken until back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.conditions import wet_days_of
from sulh.respond import Points, Travel, Vehicle, land_minutes, prepare_ways
from sulh.respond.convoys.records import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.exercise.policies import Post, SupplyRules
    from sulh.exercise.scenario import Scenario
    from sulh.respond.convoys import ReliefVehicle

__all__ = ["StockCount", "SupplyRun", "days_without", "run_convoys"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCount:
    """What a depot has of a supply in the morning of a run, before anything is loaded."""

    depot: str
    lon: float
    lat: float
    supply: str
    unit: str
    quantity: Decimal
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRun:
    """What a post was to get on a day, and the convoy that took it; all times UTC.

    `why_not` says why none went: *stock*, *vehicles*, *escort*, *way* or *hours* (its drivers' day is too
    short); then nothing after it holds. `needed` is what would fill the post, `quantity` what was loaded.
    """

    id: str
    post: Post
    leaves: datetime
    needed: Decimal
    depot: str = ""
    quantity: Decimal = NOTHING
    vehicles: tuple[str, ...] = ()
    escort: str = ""
    arrives: datetime | None = None
    delivered: datetime | None = None
    back: datetime | None = None
    planned_back: datetime | None = None
    hindered: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(slots=True)
class _Level:
    """What a post has at a moment, what is on its way there, and for how long it had nothing."""

    post: Post
    at: datetime
    quantity: Decimal
    coming: list[tuple[datetime, Decimal]] = field(default_factory=list)
    without: timedelta = timedelta()

    def go_to(self, moment: datetime) -> None:
        """Use up, and take in what arrives, until a moment."""
        for arrival in sorted(each for each in self.coming if each[0] <= moment):
            self._use(arrival[0])
            self.quantity += arrival[1]
            self.coming.remove(arrival)
        self._use(moment)

    def _use(self, moment: datetime) -> None:
        days = Decimal((moment - self.at) / timedelta(days=1))
        used = self.post.a_day * days
        if used > self.quantity:
            lasts = timedelta(days=float(self.quantity / self.post.a_day))
            self.without += moment - self.at - lasts
        self.quantity = max(NOTHING, self.quantity - used)
        self.at = moment


@dataclass(slots=True)
class _Depots:
    """Where depots are, what is left in them, and until when each vehicle is away."""

    places: dict[str, tuple[float, float]]
    stock: dict[tuple[str, str, str], Decimal]
    vehicles: list[tuple[str, ReliefVehicle]]
    away: dict[str, datetime] = field(default_factory=dict)

    def free(self, depot: str, moment: datetime) -> Iterator[tuple[str, ReliefVehicle]]:
        """Yield the vehicles of a depot that are there."""
        for name, each in self.vehicles:
            if each.depot == depot and self.away.get(name, moment) <= moment:
                yield name, each


def run_convoys(
    scenario: Scenario, *, seed: int
) -> tuple[tuple[SupplyRun, ...], tuple[StockCount, ...]]:
    """Return each run of the exercise, also those that could not be, and the counts of stock before them."""
    return _played(scenario, seed)[:2]


def days_without(scenario: Scenario, *, seed: int) -> float:
    """Return for how many days posts had nothing left, all together, until the end of the exercise."""
    levels = _played(scenario, seed)[2]
    for each in levels:
        each.go_to(scenario.until)
    return sum(each.without / timedelta(days=1) for each in levels)


def _played(
    scenario: Scenario, seed: int
) -> tuple[tuple[SupplyRun, ...], tuple[StockCount, ...], list[_Level]]:
    rules = scenario.supply
    if rules is None:
        return (), (), []
    depots = _depots(rules)
    levels = [_Level(each, scenario.from_, each.holds) for each in rules.posts]
    wet = wet_days_of(scenario.conditions, scenario.from_, scenario.until, seed=seed)
    runs: list[SupplyRun] = []
    counts: list[StockCount] = []
    for leaves in _departures(scenario, rules):
        for (depot, supply, unit), quantity in depots.stock.items():
            lon, lat = depots.places[depot]
            counts.append(StockCount(
                depot=depot, lon=lon, lat=lat, supply=supply, unit=unit, quantity=quantity, at=leaves
            ))  # fmt: skip
        for each in levels:
            each.go_to(leaves)
        for level in sorted(levels, key=_days_left):
            needed = _needed(rules, level)
            if needed > 0:
                is_wet = leaves.date() in wet
                run = _send(
                    scenario, rules, depots, level.post, leaves, needed, seed=seed, is_wet=is_wet
                )
                runs.append(run)
                if run.delivered is not None:
                    level.coming.append((run.delivered, run.quantity))
    return tuple(runs), tuple(counts), levels


def _depots(rules: SupplyRules) -> _Depots:
    places: dict[str, tuple[float, float]] = {}
    stock: dict[tuple[str, str, str], Decimal] = {}
    for each in rules.stocks:
        places.setdefault(each.depot, (each.place.lon or 0.0, each.place.lat or 0.0))
        key = (each.depot, each.supply, each.unit)
        stock[key] = stock.get(key, NOTHING) + each.quantity
    names = [
        (each.origin.ref if each.count == 1 else f"{each.origin.ref} {n}", each)
        for each in rules.vehicles
        for n in range(1, each.count + 1)
    ]
    return _Depots(places, stock, names)


def _departures(scenario: Scenario, rules: SupplyRules) -> Iterator[datetime]:
    """Yield when convoys leave (UTC): at the same hour of the mission's clock, also where it is changed."""
    timezone = scenario.pack.timezone
    day = scenario.from_.astimezone(timezone).date()
    while True:
        leaves = datetime.combine(day, rules.leave, timezone).astimezone(UTC)
        if leaves >= scenario.until:
            return
        if leaves >= scenario.from_:
            yield leaves
        day += timedelta(days=rules.interval_days)


def _days_left(level: _Level) -> tuple[Decimal, str, str]:
    return level.quantity / level.post.a_day, level.post.name, level.post.supply


def _needed(rules: SupplyRules, level: _Level) -> Decimal:
    """Return what fills a post, in whole units, beside what is on its way."""
    aim = level.post.a_day * Decimal(rules.target_days)
    there = level.quantity + sum((each[1] for each in level.coming), NOTHING)
    return (aim - there).to_integral_value(ROUND_FLOOR)


def _send(
    scenario: Scenario, rules: SupplyRules, depots: _Depots, post: Post, leaves: datetime,
    needed: Decimal, *, seed: int, is_wet: bool,
) -> SupplyRun:  # fmt: skip
    """Return the run to a post from the nearest depot that can send one, or why no depot can."""
    name = f"{post.name}-{post.supply}-{leaves:%Y%m%d}"
    none = {"id": name, "post": post, "leaves": leaves, "needed": needed}
    why, best = "stock", None
    for depot, place in depots.places.items():
        left = depots.stock.get((depot, post.supply, post.unit), NOTHING)
        if left < 1:
            continue
        column = _column(depots, depot, post, min(needed, left), leaves)
        escort = next((each for each in depots.free(depot, leaves) if each[1].only_escorts), None)
        if not column:
            why = "vehicles"
            continue
        if rules.escort and escort is None:
            why = "escort"
            continue
        escorts = [escort] if rules.escort and escort is not None else []
        minutes = _minutes(scenario, place, post, [*column, *escorts], is_wet=is_wet)
        if not isfinite(minutes):
            why = "way"
            continue
        if not _within_hours([*column, *escorts], 2.0 * minutes + post.unload_min):
            why = "hours"
            continue
        if best is None or minutes < best[0]:
            best = (minutes, depot, column, escorts, left)
    if best is None:
        return SupplyRun(**none, why_not=why)  # type: ignore[arg-type]
    minutes, depot, column, escorts, left = best
    room = sum((_capacity(each, post.unit) for _, each in column), NOTHING)
    quantity = min(needed, left, room).to_integral_value(ROUND_FLOOR)
    repair = scenario.conditions.repair(f"convoy/{name}", seed)
    arrives = leaves + timedelta(minutes=minutes + repair)
    delivered = arrives + timedelta(minutes=post.unload_min)
    back = delivered + timedelta(minutes=minutes)
    depots.stock[depot, post.supply, post.unit] -= quantity
    for vehicle, _ in [*column, *escorts]:
        depots.away[vehicle] = back
    hints = {"rain": is_wet, "breakdown": repair > 0.0}
    return SupplyRun(
        **none,  # type: ignore[arg-type]
        depot=depot,
        quantity=quantity,
        vehicles=tuple(each for each, _ in column),
        escort=escorts[0][0] if escorts else "",
        arrives=arrives,
        delivered=delivered,
        back=back,
        planned_back=back - timedelta(minutes=repair),
        hindered=tuple(each for each, holds in hints.items() if holds),
    )


def _capacity(vehicle: ReliefVehicle, unit: str) -> Decimal:
    return vehicle.capacity[UNITS.index(unit)]


def _column(
    depots: _Depots, depot: str, post: Post, quantity: Decimal, moment: datetime
) -> list[tuple[str, ReliefVehicle]]:
    """Return as many vehicles as the load needs, in the order of the list, or all that are free."""
    column: list[tuple[str, ReliefVehicle]] = []
    room = NOTHING
    for name, each in depots.free(depot, moment):
        own = _capacity(each, post.unit)
        if room < quantity and own >= 1:
            column.append((name, each))
            room += own
    return column


def _minutes(
    scenario: Scenario, start: tuple[float, float], post: Post,
    convoy: list[tuple[str, ReliefVehicle]], *, is_wet: bool,
) -> float:  # fmt: skip
    """Return the minutes of a convoy's way: as fast as its slowest, on what bears its heaviest."""
    ways = prepare_ways(None, circuity=scenario.reaction.detour)
    speeds = [each.speed_kmh for _, each in convoy if each.speed_kmh is not None]
    travel = Travel(
        speed_factor=1.0 / scenario.conditions.wet_slows if is_wet else 1.0,
        is_escorted=any(each.only_escorts for _, each in convoy),
    )
    vehicle = Vehicle(
        top_kmh=min(speeds) if speeds else None,
        weight_t=float(max(each.weight_t or 0 for _, each in convoy)),
        kind="lorry",
    )
    here, there = (
        Points(np.array([lon]), np.array([lat])) for lon, lat in (start, (post.lon, post.lat))
    )
    return float(land_minutes(ways, travel, vehicle, here, there)[0, 0])


def _within_hours(convoy: list[tuple[str, ReliefVehicle]], minutes: float) -> bool:
    """Say whether a day of so many minutes is allowed to each driver."""
    return all(
        each.hours_max is None or minutes <= 60.0 * float(each.hours_max) for _, each in convoy
    )
