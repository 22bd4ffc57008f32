"""A plan of relief convoys: day by day, depot by depot, with what is left and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect import WaysUsed
from sulh.respond.convoys.amounts import measure_need
from sulh.respond.convoys.assign import assign_amounts
from sulh.respond.convoys.check import plan_faults
from sulh.respond.convoys.columns import join_columns
from sulh.respond.convoys.day import DayWork, plan_depot
from sulh.respond.convoys.fleet import depots_of, supply_key
from sulh.respond.convoys.hours import driving_hours
from sulh.respond.convoys.links import find_links, travel_tables
from sulh.respond.convoys.routes import Search
from sulh.respond.reasons import closed_areas, closure_line, travel_words
from sulh.respond.ways import Travel, closures_on, travel_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.respond.convoys.amounts import Measure
    from sulh.respond.convoys.assign import Links
    from sulh.respond.convoys.columns import Column
    from sulh.respond.convoys.day import DepotDay, VehicleDay
    from sulh.respond.convoys.fleet import Depot
    from sulh.respond.convoys.records import ReliefNeed, ReliefStock, ReliefVehicle
    from sulh.respond.convoys.ways import ConvoyWays
    from sulh.respond.records import WayClosure

__all__ = ["ConvoyPlan", "Hours", "Unserved", "plan_convoys"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 2
"""So often what a depot's vehicles cannot carry is offered to the other depots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When vehicles work: minutes after local midnight, curfews, and the minutes of loading and unloading.

    `unload_min` holds where a need does not say.
    """

    leave: float = 360.0
    back: float = 1080.0
    curfews: tuple[tuple[float, float], ...] = ()
    load_min: float = 30.0
    unload_min: float = 30.0

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Return the spans of a day in which vehicles may be out."""
        return driving_hours(self.leave, self.back, self.curfews)


@dataclass(frozen=True, slots=True)
class Unserved:
    """The part of a need (its position) that is not delivered, in steps of its unit, and why."""

    need: int
    amount: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConvoyPlan:
    """What goes where and when, and what does not.

    `vehicles` are those that drive alone, and each of the `columns` as one.
    `points` are lon, lat of each need (degrees, WGS 84; None: unknown). `loads_bound`: no plan delivers
    what this one does in fewer loads. `way_bound`: none drives fewer minutes for it, from the same depots on
    the same days.
    """

    needs: tuple[ReliefNeed, ...]
    measures: tuple[Measure, ...]
    points: tuple[tuple[float, float] | None, ...]
    vehicles: tuple[ReliefVehicle, ...]
    depots: tuple[Depot, ...]
    hours: Hours
    first: date
    days: int
    closures: tuple[WayClosure, ...]
    runs: tuple[VehicleDay, ...]
    unserved: tuple[Unserved, ...]
    loads_bound: int
    way_bound: float
    notes: tuple[str, ...]
    assumption: str
    simulated: bool = False
    travel: Travel = field(default_factory=Travel)
    columns: tuple[Column, ...] = ()

    def delivered(self) -> tuple[Ints, Ints]:
        """Return how many steps of each need arrive, and how many of them after its last day."""
        whole, late = (np.zeros(len(self.needs), np.int64) for _ in range(2))
        for run in self.runs:
            for stop in run.stops:
                whole[stop.need] += stop.amount
                due = self.needs[stop.need].due
                if due is not None and run.day > due:
                    late[stop.need] += stop.amount
        return whole, late

    def column_of(self, run: VehicleDay) -> Column | None:
        """Return the column that a run is of; None: it is a vehicle's."""
        where = self.depots[run.depot].name
        own = (each for each in self.columns if (each.depot, each.name) == (where, run.vehicle))
        return next(own, None)

    @property
    def used(self) -> WaysUsed:
        """Return in words the season, speed and escort, and the closures of all days."""
        closures = closures_on(
            self.closures, self.first, self.first + timedelta(days=self.days - 1)
        )
        words = travel_words(self.travel)
        count = (
            f"Closures that hold on a day of the plan: {len(closures):,}; each counts on its days."
            if closures
            else "No closure that holds on a day of the plan is known."
        )
        slow = (f"Travel is {', '.join(words)}.",) if words else ()
        return WaysUsed(
            sentences=(*slow, count),
            closures=tuple(closure_line(each) for each in closures),
            areas=closed_areas(closures),
        )

    @property
    def way_min(self) -> float:
        """Return the minutes that all vehicles drive."""
        return sum(run.way_min for run in self.runs)

    @property
    def loads(self) -> int:
        """Return how many loads are delivered."""
        return sum(len(run.stops) for run in self.runs)


@dataclass(slots=True, eq=False)
class _State:
    """What is left while days are planned: steps of each need and of each stock; runs; bounds."""

    left: Ints
    stock: dict[tuple[int, int], int]
    runs: list[VehicleDay] = field(default_factory=list)
    way_bound: float = 0.0
    reasons: dict[int, str] = field(default_factory=dict)
    links: Links | None = None
    largest: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


def plan_convoys(
    needs: Sequence[ReliefNeed],
    stocks: Sequence[ReliefStock],
    vehicles: Sequence[ReliefVehicle],
    ways: ConvoyWays,
    *,
    first: date,
    days: int = 1,
    hours: Hours | None = None,
    closures: Sequence[WayClosure] = (),
    places: Mapping[str, tuple[float, float]] | None = None,
    search: Search | None = None,
    notes: Sequence[str] = (),
    simulated: bool = False,
    travel: Travel | None = None,
) -> ConvoyPlan:
    """Return a plan of convoys for some days.

    Parameters
    ----------
    needs, stocks, vehicles
        What is needed, what lies where, and what drives.
    ways
        How to travel, by the classes of road that a vehicle may use.
    first, days
        The first day and their number; each day serves what the days before left.
    hours
        When vehicles work.
    closures
        Of each, the days count on which it holds.
    places
        Lon, lat of places by name, for needs without coordinates.
    notes
        What the plan must say besides, such as rows of a table that could not be read.
    travel
        Season and speed of all days, and whether all drive in columns; its closures do not count, `closures`
        do. What needs an escort goes as fast as the slower of the two.

    Raises
    ------
    InputError
        When there is no need, no stock, no vehicle, or no hour to drive in.
    MissingExtraError
        When the extra `patrol` is not installed.
    """
    hours, search, travel = hours or Hours(), search or Search(), travel or Travel()
    vehicles, columns = join_columns(vehicles)
    if not needs or not any(any(each.capacity) for each in vehicles):
        what = "needs" if not needs else "vehicles that take a load"
        raise InputError(f"There are no {what}.", remedy="Give at least one that can be read.")
    if days < 1:
        raise InputError(f"A plan of {days} days is none.", remedy="Give one day or more.")
    spans = hours.spans
    depots, unused = depots_of(stocks, vehicles)
    points = tuple(_point(each, places or {}) for each in needs)
    measures = tuple(measure_need(each) for each in needs)
    numbers: dict[tuple[str, str], int] = {}
    supply = np.array(
        [numbers.setdefault(supply_key(each.supply, each.unit), len(numbers)) for each in needs]
    )
    state = _State(
        left=np.array([each.amount for each in measures], np.int64),
        stock={
            (d, number): depot.stock.get(key, 0)
            for d, depot in enumerate(depots)
            for key, number in numbers.items()
        },
        largest=np.zeros(len(needs), np.int64),
    )
    for at in range(days):
        day = first + timedelta(days=at)
        tables = travel_tables(ways, depots, points, travel_on(travel, closures, day))
        work = DayWork(
            day=day,
            needs=tuple(needs),
            measures=measures,
            vehicles=vehicles,
            columns=columns,
            depots=depots,
            points=points,
            spans=spans,
            load_min=hours.load_min,
            unload_min=hours.unload_min,
            travel=tables,
        )
        state.links, state.reasons = find_links(work)
        np.maximum.at(state.largest, state.links.need, state.links.largest)
        _plan_day(work, state.links, supply, state, search)
        if not state.left.any():
            break
    delivered = np.array([each.amount for each in measures]) - state.left
    plan = ConvoyPlan(
        needs=tuple(needs),
        measures=measures,
        points=points,
        vehicles=vehicles,
        columns=columns,
        depots=depots,
        hours=hours,
        first=first,
        days=days,
        closures=tuple(closures),
        runs=tuple(state.runs),
        unserved=tuple(_unserved(needs, supply, state)),
        loads_bound=int(
            sum(-(-delivered[i] // state.largest[i]) for i in np.flatnonzero(delivered))
        ),
        way_bound=state.way_bound,
        notes=(*notes, *unused, *ways.notes(vehicles)),
        assumption=ways.assumption,
        simulated=simulated,
        travel=travel,
    )
    faults = plan_faults(plan, ways)
    if faults:
        raise RuntimeError(f"A plan of convoys breaks its own rules: {faults}")
    return plan


def _point(
    need: ReliefNeed, places: Mapping[str, tuple[float, float]]
) -> tuple[float, float] | None:
    if need.place.lon is not None and need.place.lat is not None:
        return need.place.lon, need.place.lat
    return places.get(need.place.name.casefold())


def _plan_day(work: DayWork, links: Links, supply: Ints, state: _State, search: Search) -> None:
    """Plan one day at all depots, and take what is delivered off needs and stock."""
    weights = work.weights()
    shares = assign_amounts(links, state.left, weights, supply, state.stock)
    best: list[DepotDay] = [
        plan_depot(work, links, d, shares[:, d], state.left, search)
        for d in range(len(work.depots))
    ]
    full: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        carry = np.stack([each.amounts for each in best], axis=1)
        over = shares - carry
        full |= {(int(i), int(d)) for i, d in zip(*np.nonzero(over > 0), strict=True)}
        missing = np.where(over.sum(axis=1) > 0, state.left - carry.sum(axis=1), 0)
        stock = {
            key: there - int(carry[supply == key[1], key[0]].sum())
            for key, there in state.stock.items()
        }
        more = assign_amounts(links.without(full), missing, weights, supply, stock)
        if not more.any():
            break
        for d in np.flatnonzero(more.any(axis=0)).tolist():
            trial = plan_depot(work, links, d, carry[:, d] + more[:, d], state.left, search)
            shares[:, d] = carry[:, d] + more[:, d]
            if trial.rank > best[d].rank:
                best[d] = trial
    for d, each in enumerate(best):
        state.runs += each.runs
        state.left -= each.amounts
        state.way_bound += _way_bound(links, d, each.amounts)
        for i in np.flatnonzero(each.amounts).tolist():
            state.stock[d, int(supply[i])] -= int(each.amounts[i])


def _way_bound(links: Links, depot: int, amounts: Ints) -> float:
    """Return minutes that no plan undercuts which delivers the same from this depot on this day.

    A trip takes at least as long as its farthest place, and so at least the sum over its places of their
    share of the largest vehicle times the way there and back (Haimovich and Rinnooy Kan 1985). The largest
    over the units counts; and the farthest place alone.
    """
    rows = np.flatnonzero((links.depot == depot) & (amounts[links.need] > 0))
    bound = 0.0
    for unit in np.unique(links.unit[rows]):
        own = rows[links.unit[rows] == unit]
        room = links.room[own].max()
        ways = {int(i): links.way[own][links.need[own] == i].min() for i in links.need[own]}
        bound = max(bound, sum(amounts[i] / room * way for i, way in ways.items()), *ways.values())
    return float(bound)


def _unserved(needs: Sequence[ReliefNeed], supply: Ints, state: _State) -> list[Unserved]:
    """Return what is left, with the reason of each."""
    links = state.links
    result = []
    for i in np.flatnonzero(state.left).tolist():
        reason = state.reasons.get(i, "")
        if links is not None and not reason:
            near = np.unique(links.depot[links.need == i])
            there = sum(state.stock.get((int(d), int(supply[i])), 0) for d in near)
            what = f"{needs[i].supply} in {needs[i].unit}"
            reason = (
                "No vehicle or driver has time left for it."
                if there
                else f"The depots that can serve it have no {what} left."
            )
        result.append(Unserved(i, int(state.left[i]), reason))
    return result
