"""``sulh answer``: what a party says about a finding."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.options import Judging, author_option, judging_options
from sulh.cli.verify import open_and_judge

__all__ = ["answer"]


@click.command()
@click.argument("finding")
@click.argument("stance", type=click.Choice(["acknowledge", "dispute", "explain"]))
@click.option("--party", required=True, help="The party that answers: its id, name or an alias.")
@click.option("--text", required=True, help="The text of the answer.")
@author_option("Who records it: a role, not a name.", "liaison officer")
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The party's own key, to sign the answer.",
)
@judging_options()
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
    judging: Judging,
) -> None:
    """Record that a party acknowledges, disputes or explains FINDING.

    Every report shows it with the finding. It changes no verdict.
    """
    from sulh import workspace
    from sulh.mission import find_party

    opened, judgement = open_and_judge(folder, judging)
    party = party if party in opened.pack.actors else find_party(opened.pack, party)
    answered = judgement.findings.find(finding)
    record = workspace.answer_finding(
        opened,
        answered,
        party=party,
        stance=stance,
        text=text,
        author=author,
        now=datetime.now(UTC),
        key=key,
    )
    click.echo(
        f"Recorded {record[:12]}: {party} answers finding {answered.id} ({answered.verdict})."
    )
