"""Travel times on a road graph, from many places to many, before and after a road closes.

``python -m benchmarks --only travel``. One graph is a grid whose roads take random times, without a tenth
of them; the other has roads of four pieces between its crossings, as networks read from maps have. Slow
tools are measured from fewer places and compared by the place, in processor time of all threads, which other
work on the machine lengthens less than time by the clock. pandana keeps times in thousandths.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.tables import Table

from sulh.kernels.hierarchy import build_hierarchy, price, reprice, sum_table
from sulh.kernels.least_sums import least_sums

if TYPE_CHECKING:
    from sulh.kernels.hierarchy import Costs, Hierarchy

SEED = 1
CLOSURE = 7
"""The edge that closes."""


def run(*, quick: bool) -> list[Table]:
    """Measure the searches on two graphs, and compare every travel time."""
    sides = ((60, 1), (24, 4)) if quick else ((125, 4), (316, 1))
    return [table for side, parts in sides for table in _measure(side, parts, quick=quick)]


def _measure(side: int, parts: int, *, quick: bool) -> list[Table]:
    """Measure the searches on a graph with so many pieces of road between its crossings."""
    import igraph  # noqa: PLC0415 -- the group bench
    import networkx as nx  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    n_from, n_to = (20, 100) if quick else (500, 5_000)
    starts, ends, costs = grid(side, parts)
    n = len(starts) - 1
    rng = np.random.default_rng(SEED)
    sources, targets = rng.choice(n, n_from, replace=False), rng.choice(n, n_to, replace=False)
    few = sources[: max(2, n_from // 100)]
    least_sums(starts, ends, costs, few[:1], targets)  # compiled before the clock starts
    _warm_up()
    graph = csr_matrix((costs, ends, starts), shape=(n, n))
    net = nx.DiGraph()
    tails = np.repeat(np.arange(n), np.diff(starts))
    net.add_weighted_edges_from(zip(tails.tolist(), ends.tolist(), costs.tolist(), strict=True))

    def by_networkx() -> np.ndarray:
        lengths = [nx.single_source_dijkstra_path_length(net, int(source)) for source in few]
        return np.array([[each.get(int(t), np.inf) for t in targets] for each in lengths])

    web = igraph.Graph(n=n, edges=np.column_stack([tails, ends]), directed=True)
    begin = time.perf_counter()
    hierarchy = build_hierarchy(starts, ends)
    prices = price(hierarchy, costs)
    prepared_s = time.perf_counter() - begin
    rebuilt_s, pandana_table = _pandana(n, tails, ends, costs)
    ways = {
        "Sulh, hierarchy": (sources, lambda: sum_table(hierarchy, prices, sources, targets)),
        "Sulh, hierarchy, one thread": (
            sources,
            lambda: sum_table(hierarchy, prices, sources, targets, threads=1),
        ),
        "Sulh, search": (sources, lambda: least_sums(starts, ends, costs, sources, targets)),
        "igraph `distances`": (
            few,
            lambda: np.array(web.distances(few.tolist(), targets.tolist(), weights=costs.tolist())),
        ),
        "pandana": (few, lambda: pandana_table(few, targets)),
        "SciPy `dijkstra`": (sources, lambda: dijkstra(graph, indices=sources)[:, targets]),
        "NetworkX": (few, by_networkx),
    }
    kind = f"{parts} pieces a road" if parts > 1 else "a grid"
    rows, first, base = [], None, 0.0
    for name, (places, work) in ways.items():
        begin, spent = time.perf_counter(), time.process_time()
        minutes = work()
        spent = (time.process_time() - spent) / len(places)
        each = (time.perf_counter() - begin) / len(places)
        if first is None:
            first, base = minutes, spent
        rounding = 0.001 * 8 * side * parts if name == "pandana" else 0.0
        same = np.allclose(first[: len(minutes)], minutes, rtol=1e-12, atol=rounding)
        rows.append(
            (
                name,
                f"{len(places)}",
                f"{1000 * each:.2f}",
                f"{1000 * spent:.2f}",
                f"{spent / base:.1f}",
                "yes" if same else "NO",
            )
        )
    return [
        Table(
            title=f"Travel times from {n_from} places to {n_to:,} on {n:,} points, {kind}",
            columns=(
                "Tool",
                "Places",
                "Milliseconds a place",
                "Processor, ms a place",
                "Times ours, processor",
                "Same times",
            ),
            rows=tuple(rows),
            notes=(
                f"{len(ends):,} directed pieces of road; graphs are built before the clock starts.",
                f"The hierarchy was prepared once, in {prepared_s:.1f} s, for all closures to come.",
            ),
        ),
        _after_closing(
            hierarchy,
            prices,
            (starts, ends, costs),
            (sources, targets),
            rebuilt_s=rebuilt_s,
            kind=kind,
        ),
    ]


def _after_closing(
    hierarchy: Hierarchy, prices: Costs, network: Any, places: Any, *, rebuilt_s: float, kind: str
) -> Table:
    """Close one edge: new costs and the whole table, beside pandana's building of its network."""
    starts, ends, costs = network
    new = np.where(np.arange(len(costs)) == CLOSURE, np.inf, costs)
    begin = time.perf_counter()
    changed = reprice(hierarchy, prices, new, np.array([CLOSURE]))
    costs_s = time.perf_counter() - begin
    table = sum_table(hierarchy, changed, *places)
    whole_s = time.perf_counter() - begin
    few = places[0][:5]
    same = np.allclose(table[:5], least_sums(starts, ends, new, few, places[1]), rtol=1e-12)
    return Table(
        title=f"After one road closes, {kind}",
        columns=("Tool", "Seconds", "Times ours", "Same times"),
        rows=(
            (
                "Sulh, new costs and the whole table",
                f"{whole_s:.2f}",
                "1.0",
                "yes" if same else "NO",
            ),
            ("of that, new costs", f"{costs_s:.3f}", f"{costs_s / whole_s:.3f}", ""),
            (
                "pandana, building its network only",
                f"{rebuilt_s:.2f}",
                f"{rebuilt_s / whole_s:.1f}",
                "",
            ),
        ),
    )


def _pandana(n: int, tails: Any, ends: Any, costs: Any) -> tuple[float, Any]:
    """Build pandana's network: the seconds it took, and a function that returns a table."""
    import pandana  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    east, north = np.divmod(np.arange(n), 300)
    begin = time.perf_counter()
    network = pandana.Network(
        pd.Series(east.astype(float)),
        pd.Series(north.astype(float)),
        pd.Series(tails),
        pd.Series(ends.astype(np.int64)),
        pd.DataFrame({"minutes": costs}),
        twoway=False,
    )
    seconds = time.perf_counter() - begin

    def table(sources: Any, targets: Any) -> np.ndarray:
        pairs = np.repeat(sources, len(targets)), np.tile(targets, len(sources))
        return np.array(network.shortest_path_lengths(*pairs)).reshape(len(sources), -1)

    return seconds, table


def _warm_up() -> None:
    """Compile the hierarchy before the clock starts."""
    starts, ends, costs = grid(4)
    hierarchy = build_hierarchy(starts, ends)
    prices = price(hierarchy, costs)
    sum_table(hierarchy, reprice(hierarchy, prices, costs, np.arange(1)), ends[:1], ends[:1])


def grid(side: int, parts: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a ragged grid of roads: starts, ends and minutes of the pieces that leave each point."""
    rng = np.random.default_rng(SEED)
    at = np.arange(side * side).reshape(side, side)
    one = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    other = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    remaining = rng.random(len(one)) > 0.1
    one, other = one[remaining], other[remaining]
    minutes = rng.uniform(1.0, 9.0, len(one))
    inner = side * side + np.arange(len(one) * (parts - 1)).reshape(len(one), parts - 1)
    along = np.column_stack([one, inner, other])
    one, other = along[:, :-1].ravel(), along[:, 1:].ravel()
    minutes = np.repeat(minutes / parts, parts)
    tails, heads = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((heads, tails))
    n = side * side + inner.size
    starts = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=n))]).astype(np.int64)
    return starts, heads[order].astype(np.int32), np.tile(minutes, 2)[order]
