"""Travel times on a road graph: from many places to many, against SciPy's and NetworkX's Dijkstra.

``python -m benchmarks --only travel``. The graph is a grid whose roads take random times, without a tenth
of them; slow tools are measured from fewer places and compared by the place.
"""

from __future__ import annotations

import time

import numpy as np
from benchmarks.tables import Table

from sulh.kernels.least_sums import least_sums

SEED = 1


def run(*, quick: bool) -> list[Table]:
    """Measure the searches on one graph, and compare every travel time."""
    import networkx as nx  # noqa: PLC0415 -- the group bench
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    side, n_from, n_to = (60, 20, 100) if quick else (316, 500, 5_000)
    starts, ends, costs = grid(side)
    n = len(starts) - 1
    rng = np.random.default_rng(SEED)
    sources, targets = rng.choice(n, n_from, replace=False), rng.choice(n, n_to, replace=False)
    few = sources[: max(2, n_from // 100)]
    least_sums(starts, ends, costs, few[:1], targets)  # compiled before the clock starts
    graph = csr_matrix((costs, ends, starts), shape=(n, n))
    net = nx.DiGraph()
    tails = np.repeat(np.arange(n), np.diff(starts))
    net.add_weighted_edges_from(zip(tails.tolist(), ends.tolist(), costs.tolist(), strict=True))

    def by_networkx() -> np.ndarray:
        lengths = [nx.single_source_dijkstra_path_length(net, int(source)) for source in few]
        return np.array([[each.get(int(t), np.inf) for t in targets] for each in lengths])

    ways = {
        "Sulh, all cores": (sources, lambda: least_sums(starts, ends, costs, sources, targets)),
        "Sulh, one thread": (
            sources,
            lambda: least_sums(starts, ends, costs, sources, targets, threads=1),
        ),
        "SciPy `dijkstra`": (sources, lambda: dijkstra(graph, indices=sources)[:, targets]),
        "NetworkX": (few, by_networkx),
    }
    rows, first, base = [], None, 0.0
    for name, (places, work) in ways.items():
        begin = time.perf_counter()
        minutes = work()
        each = (time.perf_counter() - begin) / len(places)
        if first is None:
            first, base = minutes, each
        same = np.allclose(first[: len(minutes)], minutes, rtol=1e-12)
        rows.append(
            (
                name,
                f"{len(places)}",
                f"{1000 * each:.1f}",
                f"{each / base:.1f}",
                "yes" if same else "NO",
            )
        )
    return [
        Table(
            title=f"Travel times from {n_from} places to {n_to:,} on {n:,} crossings",
            columns=("Tool", "Places", "Milliseconds a place", "Times ours", "Same times"),
            rows=tuple(rows),
            notes=(
                f"{len(ends):,} directed pieces of road; graphs are built before the clock starts.",
            ),
        )
    ]


def grid(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a ragged grid of roads: starts, ends and minutes of the pieces that leave each crossing."""
    rng = np.random.default_rng(SEED)
    at = np.arange(side * side).reshape(side, side)
    one = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    other = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    kept = rng.random(len(one)) > 0.1
    one, other = one[kept], other[kept]
    minutes = rng.uniform(1.0, 9.0, len(one))
    tails, heads = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((heads, tails))
    counts = np.bincount(tails, minlength=side * side)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return starts, heads[order].astype(np.int32), np.tile(minutes, 2)[order]
