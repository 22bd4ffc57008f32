"""``sulh report``: the page that people read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.cli.options import Judging, judging_options, output_option
from sulh.cli.verify import open_and_judge
from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("ar", "en", "fr")
TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


@click.command()
@output_option(".html", ".pdf")
@click.option(
    "--tlp",
    type=click.Choice(TLP),
    default="CLEAR",
    show_default=True,
    help="Mark on every page: who may read it (TLP 2.0).",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the report: Arabic, English or French. Names and texts stay as they are.",
)
@judging_options()
@click.pass_obj
def report(
    folder: Path,
    /,
    *,
    output: Path | None,
    tlp: str,
    language: str,
    judging: Judging,
) -> None:
    """Write the report for commanders and parties (HTML or PDF).

    It shows what changed, what is breached, where to go next, and all the evidence.
    """
    from sulh import workspace

    if output is None:
        raise InputError(
            "No file to write is named.", remedy="Add -o report.html or -o report.pdf."
        )
    opened, judgement = open_and_judge(folder, judging)
    size = workspace.write_report(
        opened, judgement, output, tlp=tlp, generated_at=datetime.now(UTC), language=language
    )
    click.echo(f"Wrote {output} ({size / 1e6:.1f} MB)")
