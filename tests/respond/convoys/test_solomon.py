"""Published instances: Solomon's (1987), distances cut to a tenth, against the best known values."""

import pytest
from benchmarks.convoys_solomon import BEST, FOLDER, read_solomon, whole_distance

from sulh.respond.convoys.routes import Search, find_trips


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.is_dir(), reason="SULH_DATA has no vrp/solomon")
@pytest.mark.parametrize(
    ("name", "share", "iterations", "seed"),
    [
        ("C101", 0.0, 1000, 0),
        ("C201", 0.0, 1000, 0),
        ("R101", 0.005, 3000, 0),
        *(("RC101", 0.005, 10_000, seed) for seed in range(3)),
    ],
)
def test_close_to_the_best_known(name, share, iterations, seed):
    """Iterations, not seconds: the same on every machine. 10,000 take about 20 seconds.

    PyVRP's benchmarks give an instance of n customers 2.4 n seconds of a processor of 2183 marks: 240 here.
    """
    problem, best = read_solomon(FOLDER / f"{name}.txt"), BEST[name]
    total = whole_distance(problem, find_trips(problem, Search(iterations=iterations, seed=seed)))
    assert best - 1e-6 <= total <= (1 + share) * best + 1e-6
