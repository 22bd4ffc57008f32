"""``sulh demo``: the whole way, on the bundled packs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import click

from sulh.cli import rooms
from sulh.cli.options import Language
from sulh.cli.parameters import command
from sulh.cli.show import console


@command()
def demo(
    *,
    output: Annotated[
        Path,
        "Folder for the missions and pages; an earlier demo there is replaced.",
        click.Path(path_type=Path, file_okay=False),
    ] = Path("out"),
    data: Annotated[
        Path | None,
        "Folder with ged231_central_african_republic.csv: real events for the pack minusca.",
        click.Path(path_type=Path, file_okay=False, exists=True),
        {"envvar": "SULH_DATA"},
    ] = None,
    language: Language = "en",
) -> None:
    """Judge the bundled missions and write reports, plans and an index.

    Each mission has a report on what is known to have happened and one on an exercise, marked as
    simulated on every page.
    """
    from sulh.workspace.demo import INDEX, MissionStep, run_demo

    out, notes = console(), console(stderr=True)
    with notes.status("") as status:  # one line on a terminal: the first report takes a while
        steps = run_demo(
            output, data=data, now=datetime.now(UTC), language=language, progress=status.update
        )
        for step in steps:
            if isinstance(step, MissionStep):
                rooms.terminal.show_mission(out, step.pack, step.summary, simulated=step.simulated)
            else:
                mark = "SIMULATED  " if step.simulated else ""
                out.print(f"{mark}{step.title}: {step.sentence}", soft_wrap=True)
    out.print(f"\nOpen {output / INDEX}: it links every report and plan.")
    out.print("The console in a browser: sulh serve --demo")
