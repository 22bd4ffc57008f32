"""The demonstration: the bundled packs, from agreement to report."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.workspace.folder import Workspace, set_up
from sulh.workspace.import_reports import ImportOptions, ImportResult, import_reports
from sulh.workspace.judge import Judgement, judge
from sulh.workspace.write_report import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.mission import Pack

__all__ = ["DemoReport", "run_demo"]

PACKS = ("mfo-sinai", "unifil", "minusca")
GED = "ged231_central_african_republic.csv"
MARK = ".sulh-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """One report of the demonstration, and what it rests on."""

    pack: Pack
    folder: Path
    simulated: bool
    intakes: tuple[ImportResult, ...]
    judged: Judgement
    report: Path


def run_demo(output: Path, *, data: Path | None, now: datetime) -> Iterator[DemoReport]:
    """Run the demonstration into `output`, yielding after each report.

    `data`: a folder that may hold UCDP GED events of the Central African Republic; without it the
    mission there is judged on the incidents bundled with its pack.

    Raises
    ------
    InputError
        When `output` holds something that no earlier demonstration made.
    """
    clear(output)
    for name in PACKS:
        folder = output / name
        workspace = set_up(folder, pack_name=name, site=f"{name}-demo", now=now)
        real, simulated = bundled_reports(workspace, data)
        intakes = tuple(import_reports(workspace, path, ImportOptions(now=now)) for path in real)
        yield judge_and_report(
            workspace, output / f"{name}.html", simulated=False, intakes=intakes, now=now
        )
        intakes = tuple(
            import_reports(workspace, path, ImportOptions(now=now, simulated=True))
            for path in simulated
        )
        yield judge_and_report(
            workspace, output / f"{name}-exercise.html", simulated=True, intakes=intakes, now=now
        )


def clear(output: Path) -> None:
    """Empty what an earlier demonstration made; refuse to touch anything else."""
    if output.exists() and any(output.iterdir()):
        if not (output / MARK).is_file():
            raise InputError(
                f"{output} is not empty and was not made by `sulh demo`.",
                remedy="Name another folder with --output.",
            )
        shutil.rmtree(output)
    output.mkdir(parents=True, exist_ok=True)
    (output / MARK).write_text("Made by `sulh demo`, which replaces this folder.\n", "utf-8")


def bundled_reports(workspace: Workspace, data: Path | None) -> tuple[list[Path], list[Path]]:
    """Return the real and the simulated report files of a pack; real event data where there are."""
    found = sorted((workspace.folder / "pack" / workspace.pack.id / "reports").glob("*.csv"))
    simulated = [path for path in found if path.name.endswith(".simulated.csv")]
    real = [path for path in found if path not in simulated]
    if workspace.pack.id == "minusca" and data is not None and (data / GED).is_file():
        real = [data / GED]
    return real, simulated


def judge_and_report(
    workspace: Workspace,
    report: Path,
    *,
    simulated: bool,
    intakes: tuple[ImportResult, ...],
    now: datetime,
) -> DemoReport:
    """Judge, write the report, and return both."""
    judged = judge(workspace, as_of=None, at=now, simulated=simulated)
    write_report(workspace, judged, report, tlp="CLEAR", made=now)
    return DemoReport(
        pack=workspace.pack,
        folder=workspace.folder,
        simulated=simulated,
        intakes=intakes,
        judged=judged,
        report=report,
    )
