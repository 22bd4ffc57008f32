"""``sulh verify``, ``explain`` and ``tally``: what the reports say about the agreement."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Json, Judging, writes

import json
import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.cli.options import JSON, Judging, judging_options, output_option
from sulh.cli.output import write_output
from sulh.cli.show import console
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import polars as pl

    from sulh.workspace import Judgement, Workspace

__all__ = ["explain", "open_and_judge", "tally", "verify"]

VERDICTS = ("breached", "undetermined", "met")


def open_and_judge(folder: Path, judging: Judging) -> tuple[Workspace, Judgement]:
    """Open the mission and judge it."""
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    judgement = workspace.judge(
        opened,
        as_of=judging.as_of,
        at=judging.at or datetime.now(UTC),
        since=judging.since,
        simulated=judging.exercise,
    )
    if nothing_known := workspace.nothing_known(opened, judgement):
        click.secho(nothing_known, fg="yellow", err=True)
    return opened, judgement


@command()
def verify(
    folder: Folder,
    *,
    judging: Judging,
    verdict: Annotated[tuple[str, ...], "Only this verdict.", click.Choice(VERDICTS)] = (),
    party: Annotated[tuple[str, ...], "Only this party: its id, name or an alias."] = (),
    provision: Annotated[tuple[str, ...], "Only this provision: its id or title."] = (),
    every: Annotated[bool, "List every finding, month by month.", "--all"] = False,
    output: Annotated[Path | None, writes(".csv", ".xlsx", ".json")] = None,
    as_json: Json = False,
) -> None:
    """Judge conduct against the agreement: breaches first, then doubts.

    Findings on which nothing was reported, and those that are met, are counted by reason; --all lists
    them. There is one finding for each provision, party, zone and month.
    """
    from sulh.report.terminal.findings import show_findings, show_summary
    from sulh.verify import select_findings

    opened, judgement = open_and_judge(folder, judging)
    findings = select_findings(
        opened.pack, judgement.findings, verdicts=verdict, parties=party, provisions=provision
    )
    rows = [each.as_json() for each in findings] if output or as_json else []
    if output is not None:
        write_output(output, table_writers({"findings": findings.frame}, rows))
        return
    if as_json:
        click.echo(dump_json(rows))
        return
    if every:
        show_findings(console(), findings, simulated=judgement.simulated)
    else:
        show_summary(
            console(),
            opened.pack,
            findings,
            simulated=judgement.simulated,
            options=_options_again(folder, judging),
        )
    for version in judgement.versions:
        click.secho(str(version), fg="yellow")
    nothing_real = not judgement.simulated and not len(judgement.findings)
    if nothing_real and any(each.simulated for each in opened.store.records()):
        click.echo("The records of an exercise are left out: --exercise judges them.")


def _options_again(folder: Path, judging: Judging) -> tuple[str, str]:
    """Return the options that ask another command about the same findings."""
    times = {"--at": judging.at, "--as-of": judging.as_of, "--from": judging.since}
    before = "" if str(folder) == "." else f" -C {shlex.quote(str(folder))}"
    after = "".join(
        f" {name} {format_utc(moment)}" for name, moment in times.items() if moment is not None
    )
    return before, after + " --exercise" * judging.exercise


@command()
def explain(
    folder: Folder,
    finding: str,
    *,
    judging: Judging,
    as_json: Json = False,
) -> None:
    """Explain a finding: article, evidence, and what would settle it.

    FINDING is an id that `sulh verify` prints, or the first letters of one.
    """
    from sulh.verify import explain as explain_finding
    from sulh.workspace import read_amendments

    opened, judgement = open_and_judge(folder, judging)
    explanation = explain_finding(
        opened.pack,
        judgement.tables,
        judgement.findings,
        finding,
        read_amendments(opened, judgement),
    )
    click.echo(dump_json(explanation.as_json()) if as_json else explanation.as_text())


@command()
def tally(
    folder: Folder,
    *,
    judging: JudgingSince,
    every: Annotated[bool, "List every month and district.", "--all"] = False,
    output: Annotated[Path | None, writes(".csv", ".xlsx", ".json")] = None,
    as_json: Json = False,
) -> None:
    """Count acts and deaths before and after each provision began.

    Acts before that day are comparable acts, never breaches. Each act counts once for each party in it.
    """
    from sulh.report.terminal.findings import show_tally
    from sulh.verify import tally as count_acts

    opened, judgement = open_and_judge(folder, judging)
    counts = count_acts(opened.pack, judgement.tables, at=judgement.at, since=judging.since)
    if output is not None:
        write_output(output, table_writers(counts.tables(), counts.as_json()))
        return
    if as_json:
        click.echo(dump_json(counts.as_json()))
        return
    show_tally(console(), opened.pack, counts, every=every, simulated=judgement.simulated)


def table_writers(
    frames: Mapping[str, pl.DataFrame], content: object
) -> dict[str, Callable[[], str | bytes]]:
    """Return the writers of tables: the first as CSV, all as XLSX, `content` as JSON."""
    import polars as pl

    from sulh.report import frame_csv, frames_xlsx

    flat = {
        name: frame.with_columns(pl.col(pl.List(pl.String)).list.join(" "))
        for name, frame in frames.items()
    }
    return {
        ".csv": lambda: frame_csv(next(iter(flat.values()))),
        ".xlsx": lambda: frames_xlsx(flat),
        ".json": lambda: dump_json(content) + "\n",
    }


def dump_json(content: object) -> str:
    """Return JSON for people and programs: indented, letters as they are."""
    return json.dumps(content, indent=2, ensure_ascii=False)
