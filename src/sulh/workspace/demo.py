"""The demonstration: the bundled packs from agreement to report, and plans from bundled tables."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.speech import Speech
from sulh.report import sheet_html
from sulh.report.pages.index import IndexMission, IndexPage, index_sheet
from sulh.verify import summarise_findings
from sulh.workspace.demo_plans import write_plans
from sulh.workspace.folder import Workspace, set_up
from sulh.workspace.import_reports import ImportOptions, ImportResult, import_reports
from sulh.workspace.judge import Judgement, judge
from sulh.workspace.write_report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.verify import FindingsSummary

__all__ = ["INDEX", "MissionStep", "demo_mission", "run_demo"]

PACKS = ("mfo-sinai", "unifil", "minusca")
GED = "ged231_central_african_republic.csv"
MARK = ".sulh-demo"
INDEX = "index.html"
SHOWN = "unifil"
"""The mission that `sulh serve --demo` shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionStep:
    """One report of the demonstration, and what it rests on."""

    pack: Pack
    folder: Path
    simulated: bool
    imports: tuple[ImportResult, ...]
    judgement: Judgement
    summary: FindingsSummary
    report: Path


def run_demo(
    output: Path,
    *,
    data: Path | None,
    now: datetime,
    language: str = "en",
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[MissionStep | IndexPage]:
    """Run the demonstration into `output`, yielding after each report and each plan.

    The last thing written is the index. `data`: a folder that may hold UCDP GED events of the
    Central African Republic; without it that mission is judged on the incidents bundled with its
    pack. `language` is that of the pages, one of `sulh.languages.LANGUAGES`. `progress` is told
    what is worked on.

    Raises
    ------
    InputError
        When `output` holds something that no earlier demonstration made.
    """
    speech = Speech(language)
    clear(output)
    missions: list[IndexMission] = []
    plans: list[IndexPage] = []
    for step in _missions(output, data, now, language, progress):
        missions.append(_index_entry(step))
        yield step
    progress("Plans")
    for page in write_plans(output, speech):
        plans.append(page)
        yield page
    sheet = index_sheet(missions, plans, speech=speech)
    (output / INDEX).write_text(sheet_html(sheet), "utf-8")


def demo_mission(output: Path, *, now: datetime) -> Path:
    """Return the folder of a demo mission, made in `output` unless a demonstration made it before."""
    folder = output / SHOWN
    if not folder.exists():
        if not (output / MARK).is_file():
            clear(output)
        workspace = set_up(folder, pack_name=SHOWN, site=f"{SHOWN}-demo", now=now)
        for simulated, paths in zip((False, True), bundled_reports(workspace, None), strict=True):
            for path in paths:
                import_reports(workspace, path, ImportOptions(now=now, simulated=simulated))
        workspace.store.close()
    return folder


def _missions(
    output: Path,
    data: Path | None,
    now: datetime,
    language: str,
    progress: Callable[[str], None],
) -> Iterator[MissionStep]:
    for name in PACKS:
        progress(f"{name}: setting up")
        workspace = set_up(output / name, pack_name=name, site=f"{name}-demo", now=now)
        for simulated, paths in zip((False, True), bundled_reports(workspace, data), strict=True):
            options = ImportOptions(now=now, simulated=simulated)
            word = "exercise" if simulated else "reports"
            progress(f"{name}: taking in {word}")
            imports = tuple(import_reports(workspace, path, options) for path in paths)
            progress(f"{name}: judging {word}")
            judgement = judge(workspace, as_of=None, at=now, simulated=simulated)
            report = output / f"{name}{'-exercise' * simulated}.html"
            progress(f"{name}: writing {report.name}")
            write_report(
                workspace, judgement, report, tlp="CLEAR", generated_at=now, language=language
            )
            yield MissionStep(
                pack=workspace.pack,
                folder=workspace.folder,
                simulated=simulated,
                imports=imports,
                judgement=judgement,
                summary=summarise_findings(workspace.pack, judgement.findings),
                report=report,
            )


def _index_entry(step: MissionStep) -> IndexMission:
    summary = step.summary
    silent = sum(each.findings for each in summary.silent)
    return IndexMission(
        page=IndexPage(
            file=step.report.name,
            title=step.pack.title,
            sentence=step.pack.summary,
            simulated=step.simulated,
        ),
        breached=summary.counts["breached"],
        doubted=summary.counts["undetermined"] - silent,
        silent=silent,
        met=summary.counts["met"],
    )


def clear(output: Path) -> None:
    """Empty what an earlier demonstration made; refuse to touch anything else."""
    if output.exists() and any(output.iterdir()):
        if not (output / MARK).is_file():
            raise InputError(
                f"{output} is not empty, and `sulh demo` did not make it.",
                remedy="Name another folder with --output.",
            )
        shutil.rmtree(output)
    output.mkdir(parents=True, exist_ok=True)
    (output / MARK).write_text("Made by `sulh demo`, which replaces this folder.\n", "utf-8")


def bundled_reports(workspace: Workspace, data: Path | None) -> tuple[list[Path], list[Path]]:
    """Return the real and the simulated report files of a pack; real event data where there are."""
    folder = workspace.folder / "pack" / workspace.pack.id / "reports"
    simulated = sorted(folder.glob("*.simulated.csv"))
    real = [path for path in sorted(folder.glob("*.csv")) if path not in simulated]
    if workspace.pack.id == "minusca" and data is not None and (data / GED).is_file():
        real = [data / GED]
    return real, simulated
