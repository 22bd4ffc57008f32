"""Reproduce every figure of the pages on the back-test and on forecasts: one command for all.

    python -m benchmarks.figures [--keep FOLDER]

Runs the commands below in turn; each writes its tables into its page. It takes hours: with ``--keep``, a run
that was stopped goes on where it was. Changed code begins anew; for other data, name another folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.kept import FOLDER

COMMANDS = {
    "benchmarks.evidence": True,
    "benchmarks.forecast_rivals": True,
    "benchmarks.forecast_world": True,
    "benchmarks.forecast_views": True,
    "benchmarks.forecast_inputs": True,
    "benchmarks.forecast_limits": True,
    "benchmarks.forecast_boosted": False,
    "benchmarks.forecast_sums": False,
    "benchmarks --only warn": False,
}
"""Each, and whether it takes --keep itself; the others keep what they do by the environment."""


def main() -> None:
    """Run one after the other; stop at the first that fails."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder, to go on where a run stopped")
    keep = parser.parse_args().keep
    environment = {**os.environ, **({} if keep is None else {FOLDER: str(keep.resolve())})}
    for command, takes_keep in COMMANDS.items():
        words = [sys.executable, "-m", *command.split()]
        if keep is not None and takes_keep:
            words += ["--keep", str(keep.resolve())]
        print(f"python -m {command}", flush=True)
        subprocess.run(words, check=True, env=environment)


if __name__ == "__main__":
    main()
