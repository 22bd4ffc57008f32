"""``sulh demo``: the whole way, on the bundled packs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sulh.cli.show import console

if TYPE_CHECKING:
    from rich.console import Console

    from sulh.verify import FindingLine
    from sulh.workspace.demo import MissionStep

LINES_MAX = 2
"""So many lines of breaches and of doubts are shown for each report; the page has all."""


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for the missions and pages; an earlier demo there is replaced.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    envvar="SULH_DATA",
    help="Folder with ged231_central_african_republic.csv: real events for the pack minusca.",
)
def demo(output: Path, data: Path | None) -> None:
    """Judge the bundled missions and write reports, plans and an index.

    Each mission has a report on what is known to have happened and one on an exercise, marked as
    simulated on every page.
    """
    from sulh.workspace.demo import INDEX, MissionStep, run_demo

    out, notes = console(), console(stderr=True)
    with notes.status("") as status:  # one line on a terminal: the first report takes a while
        for step in run_demo(output, data=data, now=datetime.now(UTC), progress=status.update):
            if isinstance(step, MissionStep):
                show_step(out, step)
            else:
                mark = "SIMULATED  " if step.simulated else ""
                out.print(f"{mark}{step.title}: {step.sentence}", soft_wrap=True)
    out.print(f"\nOpen {output / INDEX}: it links every report and plan.", markup=False)
    out.print("The console in a browser: sulh serve --demo", markup=False)


def show_step(out: Console, step: MissionStep) -> None:
    """Print what is breached, what is in doubt, and how much has no report, in a few lines."""
    from sulh.verify import NEXT_STEPS

    summary = step.summary
    mark = "[bold magenta]SIMULATED[/]  " if step.simulated else ""
    silent = sum(each.findings for each in summary.silent)
    doubts = summary.counts["undetermined"] - silent
    out.print(
        f"{mark}[bold]{step.pack.title}[/]: [bold red]{summary.counts['breached']:,} breached[/], "
        f"[yellow]{doubts:,} in doubt[/], {summary.counts['met']:,} met, {silent:,} with nothing reported"
    )
    for line in summary.breached[:LINES_MAX]:
        out.print(f"  [red]breached[/] {_line(step, line)}", no_wrap=True, overflow="ellipsis")
    for line in summary.doubted[:1]:
        settle = next((NEXT_STEPS[each] for each in line.reasons if each in NEXT_STEPS), "")
        out.print(
            f"  [yellow]in doubt[/] {_line(step, line)}; to settle it: {settle}",
            no_wrap=True,
            overflow="ellipsis",
        )


def _line(step: MissionStep, line: FindingLine) -> str:
    latest = line.latest
    provision = next(each for each in step.pack.provisions if each.id == latest.provision)
    zone = step.pack.zones[latest.zone].name if latest.zone else "everywhere"
    return f"{provision.title}, {step.pack.actors[latest.party].name}, {zone}, {latest.month}"
