"""``sulh answer``: what a party says of a finding."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from sulh.cli.verify import judge_as_asked, judging_options

__all__ = ["answer"]


@click.command()
@click.argument("finding")
@click.argument("stance", type=click.Choice(["acknowledge", "dispute", "explain"]))
@click.option("--party", required=True, help="Whose answer it is: a party's id in the pack.")
@click.option("--text", required=True, help="What the party says, in its own words.")
@click.option("--author", default="liaison officer", show_default=True, help="A role, no name.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The party's own key, to sign its words with.",
)
@judging_options
@click.pass_obj
def answer(
    folder: Path,
    /,
    finding: str,
    stance: str,
    *,
    party: str,
    text: str,
    author: str,
    key: Path | None,
    **asked: Any,
) -> None:
    """Record that a party acknowledges, disputes or explains FINDING.

    Every report shows it beside the finding. It changes no verdict.
    """
    from sulh import workspace

    opened, judged = judge_as_asked(folder, **asked)
    row = workspace.finding_row(judged, finding)
    made = workspace.answer_finding(
        opened,
        row,
        party=party,
        stance=stance,
        text=text,
        author=author,
        now=datetime.now(UTC),
        key=key,
    )
    click.echo(f"Recorded {made[:12]}: {party} answers finding {row['id']} ({row['verdict']}).")
