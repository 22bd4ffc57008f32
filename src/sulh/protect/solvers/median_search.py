"""The search for the p-median, in three steps, each of which leaves less to the next.

A fast interchange finds good sites. A Lagrangean bound proves them best, or shows which sites cannot be in a
better plan and which must be. HiGHS decides the rest where the prices leave each demand few sites; elsewhere
branch and bound does, with the same bound at each node (Christofides and Beasley 1982, European Journal of
Operational Research 10).
"""

from __future__ import annotations

import heapq
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numba
import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_median import climb_median, interchange_median
from sulh.kernels.facility_pick import forced_sums
from sulh.protect.solvers.median_core import solve_core

if TYPE_CHECKING:
    from sulh.kernels.programme import Effort
    from sulh.protect.laydown.selection import Selection

__all__ = ["Search", "search_median"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Int8s = NDArray[np.int8]
Int32s = NDArray[np.int32]

STARTS = 3
"""Number of random starts of the interchange, in addition to the plans that the bound passes."""

SHAKES = 60

THIN = 10
"""Mean number of sites that prices leave each demand, below which HiGHS is faster than branching here."""

ABREAST = 8
"""Number of nodes branched on at once, to keep the cores busy."""

ROOT, CORE, NODE = (1500, 2.0, 15), (1000, 0.5, 25), (80, 0.6, 8)
"""Maximum number of subgradient steps, their first length, and the steps without gain before it halves."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """The cheapest sites, bool[sites], their sum, the proven bound, and the number of nodes visited."""

    used: Flags
    total: float
    bound: float
    nodes: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Task:
    """The costs as the kernels read them. `step`: two different sums differ by at least this."""

    cost: Floats
    ranked: Int32s
    opening: Floats
    group: Flags
    keep: int
    count: int
    step: float


@dataclass(slots=True, eq=False)
class _Best:
    used: Flags
    total: float

    def offer(self, used: Flags, total: float) -> None:
        if total < self.total:
            self.used, self.total = used.copy(), total

    def only(self, sites: Ints) -> _Best:
        """Return the same plan over these sites only; it uses no others."""
        return _Best(used=self.used[sites], total=self.total)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Node:
    bound: float
    mark: Int8s
    prices: Floats
    keys: Floats
    share: Floats


def search_median(
    cost: Floats, opening: Floats, selection: Selection, effort: Effort, rng: np.random.Generator
) -> Search:
    """Return the sites of least sum.

    Parameters
    ----------
    cost : float64[demands, sites]
        Finite.
    opening : float64[sites]
        What it costs to use a site.
    selection : Selection
    effort : Effort
    rng : numpy.random.Generator
        The starts of the search depend on it; the proof does not.
    """
    whole = bool((cost == np.rint(cost)).all() and (opening == np.rint(opening)).all())
    task = _Task(
        cost=np.ascontiguousarray(cost),
        ranked=np.argsort(cost, axis=1, kind="stable").astype(np.int32),
        opening=opening,
        group=selection.existing,
        keep=selection.keep,
        count=selection.count,
        step=1.0 if whole else 0.0,
    )
    mark = np.where(selection.must, 1, np.where(selection.free, 0, -1)).astype(np.int8)
    best = _start(task, mark, rng)
    root = _bound(task, mark, _second_nearest(task, best.used), best, ROOT)
    core = np.arange(cost.shape[1])
    while not _is_proven(task, root, best, effort):
        size = int((root.mark == 0).sum())
        root = _fix_sites(task, root, best)
        if root.bound == np.inf:
            break
        stays = np.flatnonzero((root.mark >= 0) | best.used)
        core, task, root, best = (
            core[stays],
            _only(task, stays),
            _only_node(root, stays),
            best.only(stays),
        )
        _shake(task, root.mark, best, rng)
        root = _bound(task, root.mark, root.prices, best, CORE)
        if (root.mark == 0).sum() >= 0.9 * size:
            break
    if not _is_proven(task, root, best, effort) and _is_thin(task, root, best):
        nodes, bound = _hand_over(task, root, best, effort)
    else:
        nodes, bound = _branch(task, root, best, effort)
    used = np.zeros(cost.shape[1], np.bool_)
    used[core[best.used]] = True
    return Search(used=used, total=best.total, bound=bound, nodes=nodes)


def _is_proven(task: _Task, node: _Node, best: _Best, effort: Effort) -> bool:
    return node.bound >= _enough(task, best.total, effort.gap_max)


def _farthest(task: _Task, root: _Node, best: _Best) -> Floats:
    """Return the cost that a demand does not exceed in any better plan, float64[demands].

    A demand that pays more than its price raises the bound by the difference.
    """
    slack = _enough(task, best.total) - root.bound
    return np.asarray(root.prices + slack + 1e-7 * max(1.0, abs(best.total)))


def _is_thin(task: _Task, root: _Node, best: _Best) -> bool:
    pairs = int((task.cost <= _farthest(task, root, best)[:, None]).sum())
    return pairs <= THIN * len(task.cost)


def _hand_over(task: _Task, root: _Node, best: _Best, effort: Effort) -> tuple[int, float]:
    """Let HiGHS look for a better plan; return the number of nodes (one) and the bound."""
    used, solution = solve_core(
        task.cost,
        task.opening,
        root.mark,
        task.group,
        count=task.count,
        keep=task.keep,
        effort=effort,
        far_max=_farthest(task, root, best),
        # A cut-off very close to the best sum is beyond the precision of the solver.
        better_than=_enough(task, best.total) if task.step else np.inf,
    )
    if used is not None:
        best.offer(used, _sum_of(task, used))
    if solution.status == "infeasible":
        return 1, best.total
    return 1, min(
        best.total,
        max(root.bound, -solution.bound if task.step == 0.0 else np.ceil(-solution.bound - 1e-6)),
    )


def _sum_of(task: _Task, used: Flags) -> float:
    return float(task.cost[:, used].min(axis=1).sum() + task.opening[used].sum())


def _only(task: _Task, sites: Ints) -> _Task:
    """Return the task with these sites only."""
    cost = np.ascontiguousarray(task.cost[:, sites])
    return replace(
        task,
        cost=cost,
        ranked=np.argsort(cost, axis=1, kind="stable").astype(np.int32),
        opening=task.opening[sites],
        group=task.group[sites],
    )


def _only_node(node: _Node, sites: Ints) -> _Node:
    return replace(node, mark=node.mark[sites], keys=node.keys[sites], share=node.share[sites])


def _shake(task: _Task, mark: Int8s, best: _Best, rng: np.random.Generator) -> None:
    """Exchange a few random sites of the best plan and descend again, many times."""
    for turn in range(SHAKES):
        used = best.used.copy()
        out = np.flatnonzero(used & (mark <= 0))
        into = np.flatnonzero(~used & (mark == 0))
        size = min(len(out), len(into), 2 + turn % 6)
        if not size:
            return
        used[rng.choice(out, size, replace=False)] = False
        used[rng.choice(into, size, replace=False)] = True
        if (used & task.group).sum() >= task.keep:
            best.offer(used, _down(task, used, mark))


def _enough(task: _Task, total: float, gap_max: float = 0.0) -> float:
    """Return the bound at which nothing better than `total` is possible."""
    if gap_max == 0.0 and task.step:
        return total - task.step + 1e-6 * max(1.0, 1e-6 * abs(total))
    return total - max(gap_max, 1e-9) * abs(total)


def _start(task: _Task, mark: Int8s, rng: np.random.Generator) -> _Best:
    """Descend from a few random plans."""
    best = _Best(used=np.zeros(len(mark), np.bool_), total=np.inf)
    for _ in range(STARTS):
        used = mark > 0
        order = rng.permutation(np.flatnonzero(mark == 0))
        owed = max(0, task.keep - int((used & task.group).sum()))
        used[order[task.group[order]][:owed]] = True
        rest = order[~used[order]]
        used[rest[: task.count - int(used.sum())]] = True
        best.offer(used, _down(task, used, mark))
    return best


def _down(task: _Task, used: Flags, mark: Int8s) -> float:
    return float(interchange_median(task.cost, task.opening, used, mark, task.group, task.keep))


def _second_nearest(task: _Task, used: Flags) -> Floats:
    """Return the first prices: what the second nearest site of a good plan costs each demand."""
    near = np.sort(task.cost[:, used], axis=1)
    return np.ascontiguousarray(near[:, min(1, near.shape[1] - 1)])


def _bound(
    task: _Task, mark: Int8s, prices: Floats, best: _Best, pace: tuple[int, float, int]
) -> _Node:
    """Bound a node; improve the best plan where the subgradient steps pass a better one."""
    node, cheapest, total = _climb(task, mark, prices, best.total, pace)
    if total < np.inf and (total < best.total or pace is ROOT):
        best.offer(cheapest, _down(task, cheapest, mark))
    return node


def _climb(
    task: _Task, mark: Int8s, prices: Floats, total: float, pace: tuple[int, float, int]
) -> tuple[_Node, Flags, float]:
    """Bound a node, given the best sum `total`; also return the cheapest plan on the way, and its sum."""
    m = len(mark)
    prices = prices.copy()
    cheapest, keys, share = np.zeros(m, np.bool_), np.zeros(m), np.zeros(m)
    bound, least = climb_median(
        task.cost,
        task.ranked,
        task.opening,
        mark,
        task.group,
        task.keep,
        task.count,
        prices,
        total,
        _enough(task, total),
        *pace,
        cheapest,
        keys,
        share,
    )
    return _Node(bound=bound, mark=mark, prices=prices, keys=keys, share=share), cheapest, least


def _fix_sites(task: _Task, node: _Node, best: _Best) -> _Node:
    """Fix the sites that the bound decides (reduced costs), until nothing changes."""
    mark = node.mark.copy()
    target = _enough(task, best.total)
    price_sum = float(node.prices.sum())
    while True:
        with_it, without = forced_sums(node.keys, mark, task.group, task.count, task.keep)
        out = (mark == 0) & (price_sum + with_it > target)
        into = (mark == 0) & (price_sum + without > target)
        if (out & into).any():
            return replace(node, bound=np.inf)
        if not (out | into).any():
            return replace(node, mark=mark)
        mark[out], mark[into] = -1, 1


def _branch(task: _Task, root: _Node, best: _Best, effort: Effort) -> tuple[int, float]:
    """Visit nodes, lowest bound first, until none can be better; return their number and the bound.

    Always `ABREAST` nodes are branched on at once, so that every machine visits the same nodes.
    """
    nodes, waiting = 1, [(root.bound, 0, root)]
    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as pool:  # type: ignore[attr-defined]
        while waiting:
            bound = waiting[0][0]
            if bound >= _enough(task, best.total, effort.gap_max):
                return nodes, best.total if bound >= _enough(task, best.total) else bound
            if effort.nodes_max is not None and nodes >= effort.nodes_max:
                return nodes, bound
            children: list[tuple[float, Int8s, Floats]] = []
            for _ in range(min(ABREAST, len(waiting))):
                parent, _, node = heapq.heappop(waiting)
                children += ((parent, mark, node.prices) for mark in _split(task, node, best))
            results = pool.map(
                lambda child, total=best.total: _climb(task, child[1], child[2], total, NODE),
                children,
            )
            for (parent, mark, _), (child, cheapest, total) in zip(children, results, strict=True):
                nodes += 1
                if total < best.total:
                    best.offer(cheapest, _down(task, cheapest, mark))
                if child.bound < _enough(task, best.total):
                    heapq.heappush(waiting, (max(child.bound, parent), nodes, child))
    return nodes, best.total


def _split(task: _Task, node: _Node, best: _Best) -> list[Int8s]:
    """Return the marks of a node's two children; none where nothing is better, or one plan is left."""
    node = _fix_sites(task, node, best)
    free = np.flatnonzero(node.mark == 0)
    if node.bound == np.inf:
        return []
    left = task.count - int((node.mark > 0).sum())
    if left == 0 or left == len(free):
        used = (node.mark > 0) | ((node.mark == 0) & (left > 0))
        if (used & task.group).sum() >= task.keep:
            best.offer(used, _sum_of(task, used))
        return []
    site = free[np.argmin(np.abs(node.share[free] - 0.5))]
    with_site, without = node.mark.copy(), node.mark.copy()
    with_site[site], without[site] = 1, -1
    return [with_site, without]
