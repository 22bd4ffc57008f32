"""``sulh exercise flight``: where people who flee arrive, simulated and registered."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from sulh.cli.options import JSON, output_option
from sulh.cli.output import deliver
from sulh.cli.show import print_summary

__all__ = ["flight"]


@click.command(short_help="Simulate where people who flee arrive.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
def flight(folder: Path, *, output: Path | None, as_json: bool) -> None:
    """Simulate the flight in FOLDER, and hold it against what camps registered by day.

    FOLDER has `input_csv` and `source_data` as FabFlee's cases have them. The page shows the error, beside
    those of naive guesses and of other assumptions.
    """
    from sulh import exercise, workspace
    from sulh.report.pages.flight import flight_content, flight_sheet

    case, problems = workspace.read_flight_folder(folder)
    print_summary(problems, stderr=True)
    check = exercise.check_flight(case)
    text = json.dumps(flight_content(check))
    deliver(partial(flight_sheet, check), text, output, as_json=as_json, work="The page in PDF")
