"""``sulh demo``: the whole way, on the bundled packs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.findings import show_summary
from sulh.cli.observe import show_intakes
from sulh.cli.show import console


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Where the missions and reports go; what an earlier demo left there is replaced.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    envvar="SULH_DATA",
    help="A folder with ged231_central_african_republic.csv, for the pack minusca on real events.",
)
def demo(output: Path, data: Path | None) -> None:
    """Load the packs, take in their reports, verify, and write one report a mission.

    Real and simulated reports are judged apart: each mission has a report of what is known to have
    happened and one of an exercise, marked as simulated on every page.
    """
    from sulh import workspace

    out = console()
    written = []
    for step in workspace.run_demo(output, data=data, now=datetime.now(UTC)):
        out.rule(f"{step.pack.title}{' (exercise, SIMULATED)' if step.simulated else ''}")
        if step.intakes:
            show_intakes(list(step.intakes))
        show_summary(step.pack, step.judged.findings, simulated=step.simulated)
        written.append((step.report, step.folder))
    out.rule("Reports")
    for report, folder in written:
        out.print(f"{report}   (mission: sulh -C {folder} …)", markup=False, soft_wrap=True)
