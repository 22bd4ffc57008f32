"""A mixed-integer linear programme, solved by HiGHS on one thread, with a bound that is proven.

Plans of places, patrols, convoys and projects state their problem with it. A status is never guessed: a
solution is called best only when the solver says so, and a solver that stopped early returns the bound it
had proven by then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import highspy
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["THOROUGH", "Effort", "Programme", "Solution", "solve"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Status = Literal["best", "stopped", "infeasible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """When the solver may stop. Without limits it continues until the best solution is proven.

    `gap_max` is relative. `links_max`: a problem with more pairs of a site and a demand in its reach
    goes to the search and its bound only, which always end. A limit on `nodes_max` gives the same
    answer on every machine; `seconds_max`, which only HiGHS obeys, does not. `search_max` limits the
    demands that a search of a covering examines, and `steps_max` the steps that lower its bound; both
    give the same answer everywhere.
    """

    gap_max: float = 0.0
    nodes_max: int | None = None
    seconds_max: float | None = None
    links_max: int | None = None
    search_max: int | None = None
    steps_max: int | None = None


THOROUGH = Effort()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """What the solver returns: `values` of the variables, the objective's `value` and upper `bound`.

    `values` is empty where the solver has no solution; `value` is then minus infinity.
    """

    status: Status
    values: Floats
    value: float
    bound: float


@dataclass(slots=True, eq=False)
class Programme:
    """Maximise a sum over variables, subject to rows: ``low <= sum of coefficient * variable <= high``.

    Built by adding columns and rows, in blocks; `columns` of a row are positions that `add` returned.
    `constant` is added to the sum.
    """

    gain: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    whole: list[NDArray[np.bool_]] = field(default_factory=list)
    width: int = 0
    row_low: list[Floats] = field(default_factory=list)
    row_high: list[Floats] = field(default_factory=list)
    row_starts: list[Ints] = field(default_factory=list)
    row_columns: list[Ints] = field(default_factory=list)
    row_values: list[Floats] = field(default_factory=list)
    height: int = 0
    filled: int = 0
    constant: float = 0.0

    def add(
        self,
        gain: Floats | float,
        *,
        low: Floats | float = 0.0,
        high: Floats | float = 1.0,
        whole: bool = False,
        count: int = 1,
    ) -> Ints:
        """Add variables, each with its gain; return their positions, int64[n]."""
        arrays = [np.asarray(each, np.float64) for each in (gain, low, high)]
        n = next((len(each) for each in arrays if each.ndim), count)
        for part, array in zip((self.gain, self.low, self.high), arrays, strict=True):
            part.append(np.broadcast_to(array, n))
        self.whole.append(np.full(n, whole))
        self.width += n
        return np.arange(self.width - n, self.width)

    def row(
        self,
        columns: Ints,
        values: Floats | float,
        *,
        low: float = -np.inf,
        high: float = np.inf,
    ) -> None:
        """Add one row."""
        self.rows(
            np.array([0, len(columns)]),
            columns,
            np.broadcast_to(np.asarray(values, np.float64), len(columns)),
            low=np.array([low]),
            high=np.array([high]),
        )

    def rows(
        self,
        starts: Ints,
        columns: Ints,
        values: Floats,
        *,
        low: Floats | float,
        high: Floats | float,
    ) -> None:
        """Add rows: the k-th has the columns and values from ``starts[k]`` to ``starts[k + 1]``."""
        n = len(starts) - 1
        self.row_starts.append(np.asarray(starts[:-1], np.int64) + self.filled)
        self.row_columns.append(np.asarray(columns, np.int64))
        self.row_values.append(np.asarray(values, np.float64))
        self.row_low.append(np.broadcast_to(np.asarray(low, np.float64), n))
        self.row_high.append(np.broadcast_to(np.asarray(high, np.float64), n))
        self.height += n
        self.filled += len(columns)

    def no_more_than(self, starts: Ints, members: Ints, totals: Ints) -> None:
        """Add rows: variable ``totals[k]`` is no more than the sum of its members.

        These are ``members[starts[k]:starts[k + 1]]``.
        """
        n = len(totals)
        columns = np.insert(members, starts[1:], totals)
        values = np.insert(np.ones(len(members)), starts[1:], -1.0)
        self.rows(starts + np.arange(n + 1), columns, values, low=0.0, high=np.inf)

    def model(self) -> highspy.HighsLp:
        """Return the programme as the solver reads it."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, self.height
        lp.col_cost_ = _joined(self.gain)
        lp.col_lower_, lp.col_upper_ = _joined(self.low), _joined(self.high)
        lp.row_lower_, lp.row_upper_ = _joined(self.row_low), _joined(self.row_high)
        lp.offset_ = self.constant
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = self.width, self.height
        starts = [*self.row_starts, np.array([self.filled])]
        lp.a_matrix_.start_ = np.concatenate(starts).astype(np.int32)
        lp.a_matrix_.index_ = np.concatenate([*self.row_columns, np.zeros(0, np.int64)]).astype(
            np.int32
        )
        lp.a_matrix_.value_ = _joined(self.row_values)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for part in self.whole for each in part]
        return lp


def solve(
    programme: Programme,
    effort: Effort = THOROUGH,
    *,
    worse_than: float = -np.inf,
) -> Solution:
    """Solve a programme.

    Parameters
    ----------
    programme : Programme
    effort : Effort
    worse_than : float
        Only solutions that reach this value count; where there is none, the status is infeasible.
    """
    if not programme.width:
        return Solution(status="best", values=np.zeros(0), value=0.0, bound=0.0)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    for name, value in _options(effort).items():
        highs.setOptionValue(name, value)
    highs.passModel(programme.model())
    if np.isfinite(worse_than):
        columns = np.arange(programme.width, dtype=np.int32)
        low = worse_than - programme.constant
        highs.addRow(low, np.inf, len(columns), columns, _joined(programme.gain))
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kSolveError:
        highs.clearSolver()  # presolve sometimes fails; without it HiGHS is slower but solves
        highs.setOptionValue("presolve", "off")
        highs.run()
    return _read(highs, has_whole=any(each.any() for each in programme.whole))


def _options(effort: Effort) -> dict[str, int | float]:
    options: dict[str, int | float] = {
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": effort.gap_max,
        "mip_abs_gap": 1e-9,
        "mip_feasibility_tolerance": 1e-7,
    }
    if effort.nodes_max is not None:
        options["mip_max_nodes"] = effort.nodes_max
    if effort.seconds_max is not None:
        options["time_limit"] = effort.seconds_max
    return options


def _read(highs: highspy.Highs, *, has_whole: bool) -> Solution:
    status = highs.getModelStatus()
    names = highspy.HighsModelStatus
    if status in (names.kInfeasible, names.kUnboundedOrInfeasible):
        return Solution(status="infeasible", values=np.zeros(0), value=-np.inf, bound=-np.inf)
    stops = (names.kTimeLimit, names.kSolutionLimit, names.kIterationLimit, names.kInterrupt)
    if status != names.kOptimal and status not in stops:
        raise RuntimeError(f"HiGHS ended with {status}")
    info = highs.getInfo()
    is_best = status == names.kOptimal
    has_solution = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    value = float(info.objective_function_value) if has_solution else -np.inf
    bound = float(info.mip_dual_bound) if has_whole else (value if is_best else np.inf)
    values = np.asarray(highs.getSolution().col_value) if has_solution else np.zeros(0)
    return Solution(
        status="best" if is_best else "stopped", values=values, value=value, bound=bound
    )


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *parts])
