"""``sulh share brief``: the threats of a week for an audience."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.cli.options import AT, AUTHOR, EXERCISE, LANGUAGE, output_option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["brief"]


@click.command(short_help="Write the threats of a week, and of the month so far.")
@click.option(
    "--to",
    "clearance",
    type=click.Choice(["clear", "green", "amber", "amber+strict"]),
    required=True,
    help="The strictest marking that the readers may have.",
)
@click.option(
    "--released-to",
    "names",
    multiple=True,
    help="A party or nation: add what was released to it; can be repeated.",
)
@LANGUAGE
@AT
@AUTHOR
@EXERCISE
@output_option(".html", ".pdf", ".xlsx")
@click.pass_obj
def brief(
    folder: Path,
    *,
    clearance: str,
    names: tuple[str, ...],
    language: str,
    at: datetime | None,
    author: str,
    exercise: bool,
    output: Path | None,
) -> None:
    """Write the cyber attacks of the seven days before --at, with their signs, for readers outside.

    It holds what the gate lets leave to them. That it was written to a file is recorded as a disclosure.
    """
    from sulh.cli.output import print_sheet, sheet_writers, write_output
    from sulh.server.share.brief import brief_for, record_brief
    from sulh.server.share.preview import audience_named
    from sulh.share.threats.brief_sheet import brief_sheet
    from sulh.workspace import open_workspace

    workspace, now = open_workspace(folder), datetime.now(UTC)
    audience = audience_named(clearance, "cyber-defence", names, workspace.pack)
    content = brief_for(workspace, audience, at=at or now, now=now, simulated=exercise)
    pack = workspace.pack
    sheet = brief_sheet(content, mission=pack.title, timezone=pack.timezone, language=language)
    if output is None:
        print_sheet(sheet)
        return
    record_brief(workspace, content, audience, now=now, author=author)
    write_output(output, sheet_writers(lambda: sheet, work="A brief in PDF"))
