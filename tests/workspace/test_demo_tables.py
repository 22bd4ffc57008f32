"""The tables behind the demo's plans: made by a script, marked as simulated, with their sources."""

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "src" / "sulh" / "workspace" / "demo_tables"


def rows(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_anyone_who_runs_the_script_gets_the_bundled_tables(tmp_path):
    """The island's history and sites are the script's, to the byte."""
    script = ROOT / "examples" / "make_island_history.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (TABLES / path.name).read_bytes(), path.name
    assert len(list(tmp_path.iterdir())) == 2


def test_every_simulated_row_says_so():
    """No row of the island's history can pass for a real report."""
    assert {row["simulated"] for row in rows("island-incidents.simulated.csv")} == {"yes"}


def test_the_contributors_add_up_to_their_source():
    """The rows as printed add up to 10,059 from 50 states; the page itself says 10,058."""
    table = rows("unifil-contributions-2024-09.csv")
    assert (len(table), sum(int(row["best"]) for row in table)) == (50, 10_059)
    assert all("2 September 2024" in row["source"] for row in table)
