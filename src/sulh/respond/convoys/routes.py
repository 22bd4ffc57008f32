"""Trips of one depot's vehicles in one day, by PyVRP (the extra `patrol`): multi-trip, mixed vehicles.

Loads are optional and bring a prize; a second of driving costs 1. PyVRP (Wouda, Lan and Kool 2024) searches
from the plan of `nearest_trips`, with a seed and a number of iterations, so that the same input gives the
same trips. A search proves nothing: the trips are possible, and better ones may exist.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sulh.errors import MissingExtraError
from sulh.respond.convoys.combine import combine_routes, trips_of
from sulh.respond.convoys.recreate import recreate

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.respond.convoys.fleet import Carrier

    Route = list[tuple[int, ...]]
    Routes = dict[tuple[int, tuple[tuple[int, ...], ...]], int]

__all__ = [
    "Crew",
    "DayProblem",
    "Load",
    "Search",
    "VehicleTrips",
    "Visit",
    "find_trips",
    "nearest_trips",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SECONDS = 60
"""PyVRP uses whole numbers: seconds here, rounded to the safe side."""
SHORT, SHORTS_MAX = 100, 40
"""Iterations of a short search, and how many there are at most."""
PRICES = (0.0, 0.1, 0.3, 1.0)
"""What a vehicle costs in the short searches, beside the mean of a route: so that some have fewer."""
NEVER = 10_000_000
"""Seconds of a way that does not exist: no day holds it."""


@dataclass(frozen=True, slots=True)
class Search:
    """When the search stops: after so many iterations, or with `seconds` after so long.

    Only iterations give the same answer on every machine.
    """

    iterations: int = 2000
    seconds: float | None = None
    seed: int = 0


class Load(NamedTuple):
    """A load: its place (a position in the ways, from 1), what it takes int64[4], minutes, and its prize."""

    place: int
    takes: Ints
    unload: float
    opens: float
    closes: float
    prize: int
    needs_escort: bool


class Crew(NamedTuple):
    """Vehicles that drive alike in one span of the day: a carrier's position, the span, driving minutes.

    `travel` float64[n + 1, n + 1] are minutes, row and column 0 the depot; infinity: no way.
    """

    carrier: int
    start: float
    end: float
    limit: float
    travel: Floats


class Visit(NamedTuple):
    """A load's unloading: its position, when the vehicle arrives, begins and ends; minutes of the day."""

    load: int
    arrives: float
    begins: float
    ends: float


class VehicleTrips(NamedTuple):
    """What one vehicle of a crew does: for each trip when loading begins, when it leaves and is back."""

    crew: int
    number: int
    trips: tuple[tuple[float, float, float, tuple[Visit, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayProblem:
    """One depot's day: loads, carriers, crews, and the minutes that loading takes before each trip."""

    loads: tuple[Load, ...]
    carriers: tuple[Carrier, ...]
    crews: tuple[Crew, ...]
    load_min: float


def find_trips(problem: DayProblem, search: Search) -> tuple[VehicleTrips, ...]:
    """Return the trips of a day; a load that is in none of them is not delivered.

    Raises
    ------
    MissingExtraError
        When the extra `patrol` is not installed.
    """
    if not problem.loads or not problem.crews:
        return ()
    solver = _Solver(problem)
    return solver.read(solver.search(search))


def nearest_trips(problem: DayProblem) -> tuple[VehicleTrips, ...]:
    """Return a plain plan: each vehicle goes on to the nearest load of the highest prize that still fits."""
    solver = _Solver(problem)
    return solver.read(solver.plain())


class _Solver:
    """The problem as PyVRP knows it."""

    def __init__(self, problem: DayProblem) -> None:
        try:
            import pyvrp  # noqa: PLC0415 -- an extra
            import pyvrp.exceptions  # noqa: PLC0415
            import pyvrp.stop  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtraError(work="Planning convoys", extra="patrol") from error
        self.pyvrp, self.problem = pyvrp, problem
        self.seen: set[tuple[int, ...]] = set()
        loads, crews = problem.loads, problem.crews
        matrices = [self._seconds(crew) for crew in crews]
        n = 1 + max(each.place for each in loads)
        self.seconds = matrices
        self.data = pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in range(n)],
            [self._client(each) for each in loads],
            [pyvrp.Depot(0, service_duration=_up(problem.load_min))],
            [self._type(crew, k) for k, crew in enumerate(crews)],
            matrices,
            matrices,
        )

    def _seconds(self, crew: Crew) -> Ints:
        """Return the ways of a crew in seconds; places that it may not serve are out of reach."""
        n = 1 + max(each.place for each in self.problem.loads)
        minutes = crew.travel[:n, :n]
        whole = np.full((n, n), NEVER, np.int64)
        there = np.isfinite(minutes)
        whole[there] = np.ceil(minutes[there] * SECONDS - 1e-6).astype(np.int64)
        if not self.problem.carriers[crew.carrier].has_escort:
            barred = [each.place for each in self.problem.loads if each.needs_escort]
            whole[barred, :] = NEVER
            whole[:, barred] = NEVER
        np.fill_diagonal(whole, 0)
        return np.minimum(whole, NEVER)

    def _client(self, load: Load) -> Any:
        return self.pyvrp.Client(
            location=load.place,
            delivery=[int(each) for each in load.takes],
            service_duration=_up(load.unload),
            tw_early=_up(load.opens),
            tw_late=max(_down(load.closes - load.unload), _up(load.opens)),
            prize=load.prize,
            required=False,
        )

    def _type(self, crew: Crew, profile: int) -> Any:
        carrier = self.problem.carriers[crew.carrier]
        return self.pyvrp.VehicleType(
            len(carrier.names),
            capacity=[int(each) for each in carrier.room],
            tw_early=_up(crew.start),
            tw_late=_down(crew.end),
            shift_duration=_down(crew.limit),
            reload_depots=[0],
            max_reloads=len(self.problem.loads),
            profile=profile,
        )

    def search(self, search: Search) -> Any:
        """Return the best possible solution of several searches, never worse than the plain plan.

        Half of the work is one long search, the other half short ones that begin anew, each with another
        price of a vehicle; then the best choice among all their routes.
        """
        chance = np.random.default_rng(search.seed)
        best = self._better(self.plain(), lambda one: self._recreated(one, chance, search))
        half = search.iterations // 2
        shorts = min(SHORTS_MAX, max(2, half // SHORT))
        time = search.seconds
        routes: Routes = {}
        long = replace(search, iterations=max(1, half), seconds=time and time / 2.0)
        best = self._better(best, lambda one: self._pyvrp(one, long, routes))
        best = self._better(best, lambda one: self._recreated(one, chance, search))
        self._note(best, routes)
        used = max(1, len(best.routes()))
        for n in range(shorts):
            short = Search(
                iterations=max(1, half // shorts),
                seconds=time and time / (2.0 * shorts),
                seed=search.seed + n + 1,
            )
            price = int(PRICES[n % len(PRICES)] * best.distance() / used)
            best = self._better(best, lambda _: self._pyvrp(None, short, routes, price))  # noqa: B023 -- called at once
        best = self._better(best, lambda _: self._combined(routes))
        return self._better(best, lambda one: self._recreated(one, chance, search))

    def _better(self, best: Any, attempt: Callable[[Any], Any]) -> Any:
        trial = attempt(best)
        is_better = trial.is_feasible() and self._cost(trial) < self._cost(best)
        return trial if is_better else best

    def _note(self, solution: Any, routes: Routes) -> None:
        """Keep the routes of a solution that are possible; most are those of the solution before."""
        for each in solution.routes():
            crew, way = int(each.vehicle_type()), int(each.distance())
            mark = (crew, way, each.duration(), each.start_time(), each.slack(), each.num_clients())
            if mark in self.seen:  # reading a route takes longer than all else
                continue
            self.seen.add(mark)
            trips = trips_of(each)
            if trips and each.is_feasible():
                routes[crew, trips] = way

    def _combined(self, routes: Routes) -> Any:
        problem = self.problem
        counts = [len(problem.carriers[crew.carrier].names) for crew in problem.crews]
        prizes = [each.prize for each in problem.loads]
        best = combine_routes(routes, counts, prizes)
        return self.pyvrp.Solution(self.data, [self._route(list(r), crew) for crew, r in best])

    def _pyvrp(
        self,
        start: Any,
        search: Search,
        routes: Routes,
        price: int = 0,
    ) -> Any:
        """Search from a solution (None: anew) where each vehicle costs a `price`, and keep the routes."""
        pyvrp, data = self.pyvrp, self.data
        if price:
            types = [each.replace(fixed_cost=price) for each in data.vehicle_types()]
            data = data.replace(vehicle_types=types)
        stop = (
            pyvrp.stop.MaxIterations(search.iterations)
            if search.seconds is None
            else pyvrp.stop.MaxRuntime(search.seconds)
        )
        keep = self._note

        class Keep(pyvrp.IteratedLocalSearchCallbacks):  # type: ignore[misc, name-defined] # its interface
            def on_iteration(self, _current: Any, candidate: Any, *_: Any) -> None:
                keep(candidate, routes)

        params = pyvrp.SolveParams(ils=pyvrp.IteratedLocalSearchParams(callbacks=Keep()))
        with warnings.catch_warnings():
            # Of penalties that are too small: another solution is possible.
            warnings.simplefilter("ignore", pyvrp.exceptions.PenaltyBoundWarning)
            return pyvrp.solve(
                data,
                stop,
                seed=search.seed,
                collect_stats=False,
                display=False,
                params=params,
                initial_solution=start,
            ).best

    def _recreated(self, start: Any, chance: np.random.Generator, search: Search) -> Any:
        """Return a solution with loads taken out and put back."""
        problem = self.problem
        crews = [
            k for k, crew in enumerate(problem.crews) for _ in problem.carriers[crew.carrier].names
        ]
        free = {
            k: [n for n, crew in enumerate(crews) if crew == k] for k in range(len(problem.crews))
        }
        routes: list[tuple[tuple[int, ...], ...]] = [() for _ in crews]
        for route in start.routes():
            routes[free[int(route.vehicle_type())].pop(0)] = trips_of(route)

        costs: dict[tuple[int, tuple[tuple[int, ...], ...]], int | None] = {}

        def evaluate(vehicle: int, route: tuple[tuple[int, ...], ...]) -> int | None:
            key = crews[vehicle], route
            if key not in costs:
                trial = self._route(list(route), crews[vehicle])
                costs[key] = int(trial.distance()) if trial.is_feasible() else None
            return costs[key]

        prizes = [each.prize for each in problem.loads]
        # A round takes longer the more loads there are; more than so many are PyVRP's work.
        rounds = min(search.iterations // 10, 4000 // max(1, len(prizes)))
        best = recreate(evaluate, routes, prizes, chance, rounds)
        better = [self._route(list(each), crews[k]) for k, each in enumerate(best) if each]
        return self.pyvrp.Solution(self.data, better)

    @staticmethod
    def _cost(solution: Any) -> int:
        return int(solution.uncollected_prizes() + solution.distance_cost())

    def plain(self) -> Any:
        """Return the plan of the nearest loads, as a solution."""
        left = set(range(len(self.problem.loads)))
        routes = []
        for k, crew in enumerate(self.problem.crews):
            for _ in self.problem.carriers[crew.carrier].names:
                route = self._plain_route(k, left)
                if route:
                    routes.append(self._route(route, k))
        return self.pyvrp.Solution(self.data, routes)

    def _plain_route(self, crew: int, left: set[int]) -> Route:
        loads, seconds = self.problem.loads, self.seconds[crew]
        route: Route = []
        here = 0
        while True:
            order = sorted(
                left, key=lambda i: (-loads[i].prize, int(seconds[here, loads[i].place]), i)
            )
            for i in order:
                trials = [[*route[:-1], (*route[-1], i)]] if route else []
                trial = next(
                    (each for each in (*trials, [*route, (i,)]) if self._fits(each, crew)), None
                )
                if trial is not None:
                    route, here = trial, loads[i].place
                    left.discard(i)
                    break
            else:
                return route

    def _fits(self, route: Route, crew: int) -> bool:
        return bool(self._route(route, crew).is_feasible())

    def _route(self, route: Route, crew: int) -> Any:
        activity, kind = self.pyvrp.Activity, self.pyvrp.ActivityType
        steps: list[Any] = []
        for trip in route:
            steps += [activity(kind.DEPOT, 0)] if steps else []
            steps += [activity(kind.CLIENT, i) for i in trip]
        return self.pyvrp.Route(self.data, steps, crew)

    def read(self, solution: Any) -> tuple[VehicleTrips, ...]:
        """Return a solution's routes with their times in minutes."""
        used: dict[int, int] = {}
        result = []
        for route in solution.routes():
            crew = int(route.vehicle_type())
            trips: list[tuple[float, float, list[Visit]]] = []
            whole: list[tuple[float, float, float, tuple[Visit, ...]]] = []
            for each in route.schedule():
                start, end = each.start_time / SECONDS, each.end_time / SECONDS
                if each.is_client():
                    arrives = start - each.wait_duration / SECONDS
                    trips[-1][2].append(Visit(int(each.idx), arrives, start, end))
                    continue
                if trips and trips[-1][2]:
                    loading, leaves, visits = trips.pop()
                    # A wait before the depot's next loading is spent there: back is the arrival.
                    back = start - each.wait_duration / SECONDS
                    whole.append((loading, leaves, back, tuple(visits)))
                trips.append((start, end, []))
            if whole:
                number = used.get(crew, 0)
                used[crew] = number + 1
                result.append(VehicleTrips(crew, number, tuple(whole)))
        return tuple(result)


def _up(minutes: float) -> int:
    return int(np.ceil(max(minutes, 0.0) * SECONDS - 1e-6))


def _down(minutes: float) -> int:
    return int(np.floor(max(minutes, 0.0) * SECONDS + 1e-6))
