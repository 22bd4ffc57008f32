"""The page on the back-test says what its command printed: its table of replays is held to the figures."""

from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"
PARTS = ("yearly", "yearly-30-days", "quarterly", "monthly", "quarterly-final", "monthly-final")
"""The columns of the table, as `python -m benchmarks.evidence` names its parts."""

NAMES = {
    "one site moved": "the plan, one site moved",
    "two sites": "the plan, two sites moved",
    "a quarter of the sites": "the plan, a quarter of the sites moved",
    "all sites free": "the plan, all sites free",
    "all free, without MONUSCO": "the plan, all sites free",
    "settlements only, all free": "all free, settlements only",
    "the strongest simple rule": "the strongest simple rule",
    "greedy on the last year": "greedy on the last year's deaths",
    "perfect foresight": "perfect foresight",
}


def cells_of(line):
    return [each.strip() for each in line.strip().strip("|").split("|")]


def figures_of(page, part):
    """Return the row of each laydown over the real one: 25 km, events, 50 km, events, without the largest."""
    text = page.split(f"<!-- {part}: start -->")[1].split(f"<!-- {part}: end -->")[0]
    table = text.split("### Over the real laydown")[1].split("###")[0]
    rows = [cells_of(line) for line in table.splitlines() if line.startswith("| ")]
    return {name: figures for name, *figures in rows}


def test_the_table_of_replays_has_the_figures_of_the_command():
    """Each laydown and way to replay: the ratio at 25 km, its interval where it is given, and that at 50 km."""
    page = (DOCS / "reference" / "backtest-figures.md").read_text("utf-8")
    explained = (DOCS / "explanation" / "backtest.md").read_text("utf-8")
    columns = [figures_of(page, part) for part in PARTS]
    table = explained.split("| Over the real laydown, 25 km / 50 km")[1].split("\n\n")[0]
    rows = [cells_of(line) for line in table.splitlines()[2:]]
    assert {"one site moved", "all sites free", "perfect foresight"} <= {name for name, *_ in rows}
    for name, *figures in rows:
        for figure, column in zip(figures, columns, strict=True):
            near, far = figure.split(" / ")
            own = column[NAMES.get(name, name)]
            if "without" in name:
                assert near == own[4]
            else:
                assert near in {own[0], own[0].split(" ")[0]}, (name, figure, own)
                assert far == own[2].split(" ")[0], (name, figure, own)
