"""The files of an exercise beside its ledger, and what its run says."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise import FittedIncidents, fit_json

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.exercise import Scenario

__all__ = ["AUTHOR", "FOLDER", "RUN", "SCENARIO", "Run", "keep_scenario", "read_run", "write_run"]

FOLDER, SCENARIO, RUN = "exercise", "scenario.toml", "run.json"
OWN = (SCENARIO, RUN, "clock.json", "commands.jsonl")
AUTHOR = "exercise"
"""The author of what the exercise itself enters; all else is by trainees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """With which seed an exercise was played, and whether it is live."""

    seed: int
    live: bool = False


def keep_scenario(own: Path, path: Path, scenario: Scenario) -> None:
    """Make the exercise's folder `own`, with its scenario's file and the fit that it names.

    Raises
    ------
    InputError
        When the fit has the name of another file of an exercise.
    """
    incidents = scenario.incidents
    fit = incidents if isinstance(incidents, FittedIncidents) else None
    if fit and fit.file in OWN:
        raise InputError(
            f"{fit.file} is the name of another file of an exercise.",
            remedy="Give the fit another name, such as fit.json, also in the scenario.",
        )
    own.mkdir()
    shutil.copyfile(path, own / SCENARIO)
    if fit:
        (own / fit.file).write_text(fit_json(fit.fit), "utf-8")


def write_run(path: Path, *, seed: int, scenario: str, live: bool = False) -> None:
    """Keep what the exercise was played with."""
    content = {"seed": seed, "scenario": scenario} | ({"live": True} if live else {})
    path.write_text(json.dumps(content) + "\n", "utf-8")


def read_run(path: Path) -> Run:
    """Return what an exercise was played with.

    Raises
    ------
    InputError
        When the file does not say it.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        seed, live = content["seed"], content.get("live", False) is True
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        seed, live = None, False
    if isinstance(seed, int) and seed >= 0:
        return Run(seed=seed, live=live)
    raise InputError(
        f"{path} does not say with which seed the exercise was played.",
        remedy='Write the number that `sulh exercise run` said, as {"seed": 7}.',
    )
