"""``sulh report``: the page that people read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from sulh.cli.verify import judge_as_asked, judging_options

TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; the ending (.html or .pdf) says in which form.",
)
@click.option("--tlp", type=click.Choice(TLP), default="CLEAR", show_default=True, help="Its mark.")
@judging_options
@click.pass_obj
def report(folder: Path, /, *, output: Path, tlp: str, **asked: Any) -> None:
    """Write the report: map, compliance matrix, timeline, and each finding with its evidence."""
    from sulh import workspace

    opened, judged = judge_as_asked(folder, **asked)
    size = workspace.write_report(opened, judged, output, tlp=tlp, made=datetime.now(UTC))
    click.echo(f"Wrote {output} ({size / 1e6:.1f} MB)")
