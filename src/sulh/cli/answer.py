"""``sulh answer``: what a party says about a finding."""

from typing import Annotated, Literal
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Judging

from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.options import Judging, author_option, judging_options
from sulh.cli.verify import open_and_judge

__all__ = ["answer"]


@command()
def answer(
    folder: Folder,
    finding: str,
    stance: Literal["acknowledge", "dispute", "explain"],
    *,
    party: Annotated[str, "The party that answers: its id, name or an alias."],
    text: Annotated[str, "The text of the answer."],
    author: Annotated[str, "Who records it: a role, not a name."] = "liaison officer",
    key: Annotated[
        Path | None,
        "The party's own key, to sign the answer.",
        click.Path(path_type=Path, exists=True, dir_okay=False),
    ] = None,
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
