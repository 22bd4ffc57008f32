"""``sulh report``: the page that people read."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Judging, writes

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


@command()
def report(
    folder: Folder,
    *,
    output: Annotated[Path | None, writes(".html", ".pdf")] = None,
    tlp: Annotated[
        str, "Mark on every page: who may read it (TLP 2.0).", click.Choice(TLP)
    ] = "CLEAR",
    language: Annotated[
        str,
        "The language of the report: Arabic, English or French. Names and texts stay as they are.",
        click.Choice(LANGUAGES),
    ] = "en",
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
