"""Plan a laydown in one call: from frames in a notebook, or from the tables of a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np
import polars as pl

from sulh.errors import InputError, plural
from sulh.kernels.facility_reach import distances_m
from sulh.kernels.programme import Effort
from sulh.protect.laydown.coverage import coverage_of_matrix, coverage_of_points
from sulh.protect.laydown.problem import LaydownProblem, LaydownRules, UnitKind
from sulh.protect.laydown.solve import solve_laydown
from sulh.protect.laydown.tables import check_exchange, read_demands, read_sites
from sulh.protect.laydown.units import UnitSpec
from sulh.tables import rows_table
from sulh.tables.frames import as_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.protect.laydown.coverage import SiteCoverage
    from sulh.protect.laydown.solve import Goal, LaydownResult, SiteInUse
    from sulh.protect.laydown.tables import Demands, Sites
    from sulh.protect.roads.network import WaysUsed
    from sulh.tables import Read, Table

    Floats = NDArray[np.float64]

__all__ = ["QUICK", "LaydownPlan", "make_effort", "plan_laydown", "plan_units"]

Value = TypeVar("Value")

SITE_COLUMNS = {
    "name": pl.String,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "existing": pl.Boolean,
    "units": pl.String,
    "covers": pl.Float64,
    "alone": pl.Float64,
    "why": pl.String,
}

QUICK = Effort(links_max=300_000)
"""HiGHS solves problems up to this size; larger ones get the plan and the bound of the search."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaydownPlan:
    """A laydown, with the demands, sites and rules that it was planned for.

    `unit` is that of distances: metres, or minutes where travel times were used. `units` are the kinds
    of unit with their reach. `cut_off` are the demands with weight that have no way at all to any site;
    a plan is called `proven` only where there are none, or somebody `accepts_cut_off`. `ways` says what
    travel times rest on.
    """

    result: LaydownResult
    problem: LaydownProblem
    demands: Demands
    sites: Sites
    units: tuple[UnitSpec, ...]
    unit: Literal["metres", "minutes"]
    cut_off: tuple[str, ...] = ()
    accepts_cut_off: bool = False
    ways: WaysUsed | None = None

    @property
    def proven(self) -> bool:
        """Say that no other plan is better, and that nobody was left out by a fault of the roads."""
        return self.result.proven and (self.accepts_cut_off or not self.cut_off)

    def radius_km(self, unit: UnitSpec) -> float | None:
        """Return how far a unit reaches in a straight line; None where roads or a table say so."""
        if unit.straight_kmh is not None:
            return unit.reach * unit.straight_kmh / 60.0
        return unit.reach if self.unit == "metres" else None

    @property
    def frame(self) -> pl.DataFrame:
        """Return the sites in use: name, lon, lat, existing, units, covers, alone, why."""
        used = self.result.sites
        at = [each.site for each in used]
        return pl.DataFrame(
            {
                "name": [self.problem.sites[i].name for i in at],
                "lon": self.sites.lon[at],
                "lat": self.sites.lat[at],
                "existing": [self.problem.sites[i].existing for i in at],
                "units": [self.units_at(each) for each in used],
                "covers": [each.covers for each in used],
                "alone": [each.alone for each in used],
                "why": [each.why for each in used],
            },
            schema=SITE_COLUMNS,
        )

    def units_at(self, site: SiteInUse) -> str:
        """Return the units at a site in words, such as ``2 company, 1 post``."""
        counts = zip(self.units, site.units, strict=True)
        return ", ".join(f"{count} {unit.name}" for unit, count in counts if count)

    @property
    def demand_frame(self) -> pl.DataFrame:
        """Return the demands: name, lon, lat, mean weight, and whether a site covers each."""
        return pl.DataFrame(
            {
                "name": self.demands.names,
                "lon": self.demands.lon,
                "lat": self.demands.lat,
                "weight": self.problem.mean,
                "covered": self.result.covered,
            }
        )


def plan_laydown(
    demand: Any,
    sites: Any,
    *,
    count: int | None = None,
    reach_km: float = 50.0,
    units: Sequence[UnitSpec] = (),
    goal: Goal = "cover",
    rules: LaydownRules | None = None,
    effort: Effort = QUICK,
    seed: int = 0,
) -> LaydownPlan:
    """Select sites for bases so that the most people are within reach.

    Parameters
    ----------
    demand : data frame of any library
        Columns lon, lat, weight, and optionally name, district, samples (a list, or numbers in a text).
    sites : data frame of any library
        Columns name, lon, lat, and optionally the fields of `CandidateSite`.
    count, reach_km
        The number of bases, and how far one reaches; or give `units`.
    units : sequence of UnitSpec
        Several kinds of unit, in place of `count` and `reach_km`.
    goal : "cover", "median", "centre" or "fewest"
        The most people in reach, the shortest mean distance, the shortest worst-case distance, or the
        fewest bases that reach everyone (without a `count`).
    rules : LaydownRules, optional
    effort : Effort
        When the solver may stop.
    seed : int
        Of the search.

    Raises
    ------
    InputError
        When a row cannot be read, or no plan can observe all rules.
    """
    if not units:
        if count is None and goal == "fewest":
            count = len(as_frame(sites))
        if count is None:
            raise InputError("The number of bases is missing.", remedy="Give count, or units.")
        units = (UnitSpec(name="base", count=count, reach=reach_km),)
    return plan_units(
        _whole(read_demands(_table(demand, "demand"), "demand")),
        _whole(read_sites(_table(sites, "sites"), "sites")),
        units,
        goal=goal,
        rules=rules,
        effort=effort,
        seed=seed,
    )


def plan_units(
    demands: Demands,
    sites: Sites,
    units: Sequence[UnitSpec],
    *,
    minutes: Floats | Mapping[str, Floats] | None = None,
    accepts_cut_off: bool = False,
    goal: Goal = "cover",
    rules: LaydownRules | None = None,
    effort: Effort = QUICK,
    seed: int = 0,
    ways: WaysUsed | None = None,
) -> LaydownPlan:
    """Select sites for units.

    `minutes` float64[sites, demands] are travel times in place of distances, or such tables by the kinds
    of unit; `ways` says what they rest on. `accepts_cut_off`: it is right that some demands have no way to any
    site.
    """
    check_exchange(demands, sites)
    times = {unit.name: _minutes(demands, sites, unit, minutes) for unit in units}
    problem = _problem(demands, sites, units, times, rules or LaydownRules())
    far = times[units[0].name]
    has_way = [np.isfinite(each).any(axis=0) for each in times.values() if each is not None]
    alone = (
        ~np.any(has_way, axis=0)
        if len(has_way) == len(units)
        else np.zeros(len(demands.names), bool)
    )
    if far is None and goal in ("median", "centre"):
        far = distances_m(sites.lon, sites.lat, demands.lon, demands.lat)
    return LaydownPlan(
        result=solve_laydown(problem, goal, far, effort=effort, seed=seed),
        problem=problem,
        demands=demands,
        sites=sites,
        units=tuple(units),
        unit="metres" if times[units[0].name] is None else "minutes",
        cut_off=tuple(demands.names[j] for j in np.flatnonzero(alone & (problem.mean > 0.0))),
        accepts_cut_off=accepts_cut_off,
        ways=ways,
    )


def _minutes(
    demands: Demands,
    sites: Sites,
    unit: UnitSpec,
    minutes: Floats | Mapping[str, Floats] | None,
) -> Floats | None:
    """Return the travel times of a kind of unit, float64[sites, demands]; None where distances count."""
    if unit.straight_kmh is not None:
        metres = distances_m(sites.lon, sites.lat, demands.lon, demands.lat)
        return np.asarray(metres * 0.06 / unit.straight_kmh)
    return minutes.get(unit.name) if isinstance(minutes, Mapping) else minutes


def _problem(
    demands: Demands,
    sites: Sites,
    units: Sequence[UnitSpec],
    times: Mapping[str, Floats | None],
    rules: LaydownRules,
) -> LaydownProblem:
    def coverage(unit: UnitSpec) -> SiteCoverage:
        minutes = times[unit.name]
        if minutes is not None:
            return coverage_of_matrix(minutes, reach=unit.reach)
        ends = demands.lon, demands.lat, sites.lon, sites.lat
        return coverage_of_points(*ends, reach_m=1000.0 * unit.reach)

    return LaydownProblem(
        weights=demands.weights,
        sites=sites.sites,
        kinds=tuple(
            UnitKind(
                name=unit.name,
                count=unit.count,
                coverage=coverage(unit),
                strength=unit.strength,
                serves_max=unit.serves_max,
                worth=unit.worth,
            )
            for unit in units
        ),
        rules=rules,
        districts=demands.districts,
        names=demands.names,
    )


def make_effort(
    *, gap_max: float = 0.0, nodes_max: int | None = None, seconds_max: float | None = None
) -> Effort:
    """Return the limits of the solver; without a limit of nodes or seconds, those of `QUICK`."""
    has_limit = nodes_max is not None or seconds_max is not None
    return Effort(
        gap_max=gap_max,
        nodes_max=nodes_max,
        seconds_max=seconds_max,
        links_max=None if has_limit else QUICK.links_max,
    )


def _table(data: Any, name: str) -> Table:
    """Return the rows of a frame as a table, to be read and checked like a file."""
    frame = as_frame(data)
    samples = frame.schema.get("samples")
    if isinstance(samples, pl.List | pl.Array):
        lists = pl.col("samples").cast(pl.List(pl.String))
        frame = frame.with_columns(lists.list.join(" "))
    return rows_table(frame.iter_rows(named=True), name=name)


def _whole(read: Read[Value]) -> Value:
    """Return the value of a frame that was read without a problem."""
    if read.raw:
        raise InputError(
            f"{len(read.raw)} of {plural(read.rows, 'row')} cannot be used. The first: {read.problems[0]}",
            remedy="Correct or remove these rows.",
        )
    return read.value
