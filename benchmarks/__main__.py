"""Run the benchmarks and write their tables to docs/benchmarks.md.

``python -m benchmarks`` runs all; ``--only NAME`` one; ``--quick`` runs them on little, writes
nothing, and fails where a rival finds something else than Sulh. A benchmark is a module of this
package with a function ``run(*, quick: bool) -> list[Table]``.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.tables import disagreements, markdown

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BENCHMARKS = {
    "geofence": "Points in zones",
    "verify": "Verification",
    "kinds": "Record kinds",
    "readers": "Reading reports",
    "ledger": "The ledger",
    "postgres": "The ledger on PostgreSQL",
    "server": "The headquarters",
    "filters": "Filters over features",
    "live": "What is kept and grown",
    "taxii": "Threat intelligence over TAXII",
    "warn": "Forecasts of violence",
    "backtest": "Back-test of laydowns",
    "sustain": "Contributions",
    "weapons": "The register of weapons",
    "laydown": "The laydown",
    "travel": "Travel times",
    "evacuation": "Casualty evacuation",
    "patrol": "Patrols",
    "convoys": "Relief convoys",
    "casualties": "Many wounded",
    "exercise": "Units sent to calls",
    "ensemble": "An ensemble of exercises",
}


def main() -> None:
    """Run what was asked for, print it, and put it in the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=sorted(BENCHMARKS), action="append")
    parser.add_argument("--quick", action="store_true", help="little data; writes nothing")
    parser.add_argument("--date", help="the date to write, by default today's in UTC")
    options = parser.parse_args()
    differences = []
    date = options.date or datetime.now(UTC).date().isoformat()
    for name in options.only or BENCHMARKS:
        if importlib.util.find_spec(f"benchmarks.{name}") is None:
            print(f"{name}: there is no such benchmark yet")
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "run"):
            print(f"{name}: benchmarks/{name}.py has no run(*, quick) yet")
            continue
        before = load()
        tables = module.run(quick=options.quick)
        text = f"*{date}, {machine()}; load {before} before, {load()} after.*\n\n"
        text += "\n".join(markdown(table) for table in tables)
        print(text)
        differences += [f"{name}: {each}" for each in disagreements(tables)]
        if not options.quick:
            PAGE.write_text(replaced(PAGE.read_text("utf-8"), name, text), "utf-8")

    if differences:
        sys.exit("Results differ:\n" + "\n".join(differences))


def replaced(page: str, name: str, text: str) -> str:
    """Return the page with the text between a benchmark's two marks exchanged.

    A benchmark that the page does not know yet is put at its end.
    """
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    if start not in page:
        page = f"{page.rstrip()}\n\n## {BENCHMARKS[name]}\n\n{start}\n{end}\n"
    head, rest = page.split(start, 1)
    tail = rest.split(end, 1)[1]
    return f"{head}{start}\n{text}{end}{tail}"


def machine() -> str:
    """Say how large the machine is and which versions matter, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    packages = ", ".join(f"{p} {version(p)}" for p in ("numpy", "numba", "polars", "shapely"))
    return (
        f"{cores} cores ({platform.machine()}), {memory:.0f} GB, "
        f"Python {platform.python_version()}, {packages}"
    )


def load() -> str:
    """Return the machine's load average over a minute, where it has one."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()
