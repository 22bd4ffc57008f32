"""``sulh verify``, ``explain``, ``tally``, ``report`` and ``answer``: what reports say about the agreement."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import click

from sulh.cli import rooms
from sulh.cli.options import AnyFile, Json, Judging, JudgingSince, Language, writes
from sulh.cli.output import print_json, write_output
from sulh.cli.parameters import Folder, command
from sulh.cli.show import console
from sulh.errors import InputError
from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.workspace import Judgement, Workspace

TableFile = Annotated[Path | None, writes(".csv", ".xlsx", ".json")]


def open_and_judge(folder: Path, judging: Judging) -> "tuple[Workspace, Judgement]":
    """Open the mission and judge it."""
    opened = rooms.workspace.open_workspace(folder)
    judgement = rooms.workspace.judge(
        opened,
        as_of=judging.as_of,
        at=judging.moment,
        since=judging.since,
        simulated=judging.exercise,
    )
    if nothing_known := rooms.workspace.nothing_known(opened, judgement):
        click.secho(nothing_known, fg="yellow", err=True)
    return opened, judgement


@command()
def verify(
    folder: Folder,
    *,
    judging: Judging,
    verdict: Annotated[
        tuple[Literal["breached", "undetermined", "met"], ...], "Only this verdict."
    ] = (),
    party: Annotated[tuple[str, ...], "Only this party: its id, name or an alias."] = (),
    provision: Annotated[tuple[str, ...], "Only this provision: its id or title."] = (),
    every: Annotated[bool, "List every finding, month by month.", "--all"] = False,
    output: TableFile = None,
    as_json: Json = False,
) -> None:
    """Judge conduct against the agreement: breaches first, then doubts.

    Findings on which nothing was reported, and those that are met, are counted by reason; --all lists
    them. There is one finding for each provision, party, zone and month.
    """
    opened, judgement = open_and_judge(folder, judging)
    findings = rooms.verify.select_findings(
        opened.pack, judgement.findings, verdicts=verdict, parties=party, provisions=provision
    )
    if output is not None:
        rows = [each.as_json() for each in findings]
        write_output(output, rooms.forms.table_writers({"findings": findings.frame}, rows))
        return
    if as_json:
        print_json([each.as_json() for each in findings])
        return
    if every:
        rooms.terminal.show_findings(console(), findings, simulated=judgement.simulated)
    else:
        again = options_again(folder, judging)
        rooms.terminal.show_summary(
            console(), opened.pack, findings, simulated=judgement.simulated, options=again
        )
    for version in judgement.versions:
        click.secho(str(version), fg="yellow")
    if rooms.workspace.exercise_left_out(opened, judgement):
        click.echo("The records of an exercise are left out: --exercise judges them.")


def options_again(folder: Path, judging: Judging) -> tuple[str, str]:
    """Return the options that ask another command about the same findings."""
    times = {"--at": judging.at, "--as-of": judging.as_of, "--from": judging.since}
    before = "" if str(folder) == "." else f" -C {shlex.quote(str(folder))}"
    after = "".join(
        f" {name} {format_utc(moment)}" for name, moment in times.items() if moment is not None
    )
    return before, after + " --exercise" * judging.exercise


@command()
def explain(folder: Folder, finding: str, *, judging: Judging, as_json: Json = False) -> None:
    """Explain a finding: article, evidence, and what would settle it.

    FINDING is an id that `sulh verify` prints, or the first letters of one.
    """
    opened, judgement = open_and_judge(folder, judging)
    explanation = rooms.verify.explain(
        opened.pack,
        judgement.tables,
        judgement.findings,
        finding,
        rooms.workspace.read_amendments(opened, judgement),
    )
    if as_json:
        print_json(explanation.as_json())
    else:
        click.echo(explanation.as_text())


@command()
def tally(
    folder: Folder,
    *,
    judging: JudgingSince,
    every: Annotated[bool, "List every month and district.", "--all"] = False,
    output: TableFile = None,
    as_json: Json = False,
) -> None:
    """Count acts and deaths before and after each provision began.

    Acts before that day are comparable acts, never breaches. Each act counts once for each party in it.
    """
    opened, judgement = open_and_judge(folder, judging)
    counts = rooms.verify.tally(opened.pack, judgement.tables, at=judgement.at, since=judging.since)
    if output is not None:
        write_output(output, rooms.forms.table_writers(counts.tables(), counts.as_json()))
    elif as_json:
        print_json(counts.as_json())
    else:
        mark = judgement.simulated
        rooms.terminal.show_tally(console(), opened.pack, counts, every=every, simulated=mark)


@command()
def report(
    folder: Folder,
    *,
    output: Annotated[Path | None, writes(".html", ".pdf")] = None,
    tlp: Annotated[
        Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"],
        "Mark on every page: who may read it (TLP 2.0).",
    ] = "CLEAR",
    language: Language = "en",
    judging: Judging,
) -> None:
    """Write the report for commanders and parties (HTML or PDF).

    It shows what changed, what is breached, where to go next, and all the evidence.
    """
    if output is None:
        raise InputError(
            "No file to write is named.", remedy="Add -o report.html or -o report.pdf."
        )
    opened, judgement = open_and_judge(folder, judging)
    size = rooms.workspace.write_report(
        opened, judgement, output, tlp=tlp, generated_at=datetime.now(UTC), language=language
    )
    click.echo(f"Wrote {output} ({size / 1e6:.1f} MB)")


@command()
def answer(
    folder: Folder,
    finding: str,
    stance: Literal["acknowledge", "dispute", "explain"],
    *,
    party: Annotated[str, "The party that answers: its id, name or an alias."],
    text: Annotated[str, "The text of the answer."],
    author: Annotated[str, "Who records it: a role, not a name."] = "liaison officer",
    key: Annotated[AnyFile, "The party's own key, to sign the answer."] = None,
    judging: Judging,
) -> None:
    """Record that a party acknowledges, disputes or explains FINDING.

    Every report shows it with the finding. It changes no verdict.
    """
    opened, judgement = open_and_judge(folder, judging)
    party = party if party in opened.pack.actors else rooms.mission.find_party(opened.pack, party)
    answered = judgement.findings.find(finding)
    record = rooms.workspace.answer_finding(
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
