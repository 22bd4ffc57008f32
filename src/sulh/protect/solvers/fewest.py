"""Set covering: the fewest sites that reach every demand, as often as asked.

Toregas, Swain, ReVelle and Bergman 1971, "The location of emergency service facilities", Operations
Research 19. Demands with the same sites in reach are one row; HiGHS decides the rest. Where a limit ends it
early, the bound that it has proven by then says how many sites are needed at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError
from sulh.kernels.programme import THOROUGH, Effort, Programme, solve
from sulh.protect.laydown.selection import make_selection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.laydown.coverage import SiteCoverage
    from sulh.protect.laydown.selection import Selection

__all__ = ["Fewest", "fewest_sites"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """The sites (positions, ascending), and a proven lower bound of how many are needed.

    `unreached` bool[demands]: fewer allowed sites reach them than are asked for.
    """

    sites: tuple[int, ...]
    bound: int
    unreached: NDArray[np.bool_]

    @property
    def proven(self) -> bool:
        """Say that no fewer sites do."""
        return self.bound >= len(self.sites)


def fewest_sites(
    coverage: SiteCoverage,
    *,
    times: int = 1,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
    effort: Effort = THOROUGH,
) -> Fewest:
    """Choose the fewest sites of which at least `times` reach each demand that so many can reach.

    Among plans of equal number, one that keeps the most existing sites. `must`, `must_not`, `existing`,
    `moves_max`: see `sulh.protect.laydown.selection.make_selection`.

    Raises
    ------
    InputError
        When the limits of `effort` leave no plan.
    """
    allowed = coverage.n_sites - len(set(must_not))
    selection = make_selection(
        coverage.n_sites,
        allowed,
        must=must,
        must_not=must_not,
        existing=existing,
        moves_max=moves_max,
    )
    usable = selection.must | selection.free
    back = coverage.by_demand()
    rows = {back.of(j)[usable[back.of(j)]].tobytes() for j in range(coverage.n_demands)}
    sets = [np.frombuffer(each, np.int32) for each in sorted(rows)]
    needed = [each for each in sets if len(each) >= times]
    reached = np.bincount(
        coverage.demands[np.repeat(usable, np.diff(coverage.starts))], minlength=coverage.n_demands
    )
    solution = solve(_programme(needed, selection, times), effort)
    if not len(solution.values):
        raise InputError(
            "The solver has no plan within these limits.",
            remedy="Allow more time or nodes, or give fewer candidate sites.",
        )
    sites = np.flatnonzero(solution.values > 0.5)
    bound = len(sites) if solution.status == "best" else max(0, ceil(-solution.bound - 1e-6))
    return Fewest(
        sites=tuple(sites.tolist()), bound=min(bound, len(sites)), unreached=reached < times
    )


def _programme(needed: list[NDArray[np.int32]], selection: Selection, times: int) -> Programme:
    """Minimise the sites; an existing one counts so little less that their number comes first."""
    programme = Programme()
    here = int(selection.existing.sum())
    x = programme.add(
        -1.0 + selection.existing * 0.5 / (here + 1),
        low=selection.must.astype(np.float64),
        high=(selection.must | selection.free).astype(np.float64),
        whole=True,
    )
    if selection.keep:
        programme.row(x[selection.existing], 1.0, low=selection.keep)
    for sites in needed:
        programme.row(x[sites], 1.0, low=float(times))
    return programme
