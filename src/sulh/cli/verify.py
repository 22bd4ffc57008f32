"""``sulh verify``, ``explain`` and ``tally``: what the reports say about the agreement."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.cli.findings import show_findings, show_summary, show_tally
from sulh.cli.options import AS_OF, AT, EXERCISE, FROM, JSON, from_option, output_option
from sulh.cli.output import write_output
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import polars as pl

    from sulh.workspace import Judgement, Workspace

__all__ = ["explain", "open_and_judge", "tally", "verify"]

VERDICTS = ("breached", "undetermined", "met")


def open_and_judge(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
) -> tuple[Workspace, Judgement]:
    """Open the mission and judge it."""
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    judgement = workspace.judge(
        opened, as_of=as_of, at=at or datetime.now(UTC), since=since, simulated=exercise
    )
    if nothing_known := workspace.nothing_known(opened, judgement):
        click.secho(nothing_known, fg="yellow", err=True)
    return opened, judgement


@click.command()
@AT
@AS_OF
@FROM
@EXERCISE
@click.option("--verdict", type=click.Choice(VERDICTS), multiple=True, help="Only this verdict.")
@click.option("--party", multiple=True, help="Only this party: its id, name or an alias.")
@click.option("--provision", multiple=True, help="Only this provision: its id or title.")
@click.option("--all", "every", is_flag=True, help="List every finding, month by month.")
@output_option(".csv", ".xlsx", ".json")
@JSON
@click.pass_obj
def verify(
    folder: Path,
    /,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    verdict: tuple[str, ...],
    party: tuple[str, ...],
    provision: tuple[str, ...],
    every: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Judge conduct against the agreement: breaches first, then doubts.

    Findings on which nothing was reported, and those that are met, are counted by reason; --all lists
    them. There is one finding for each provision, party, zone and month.
    """
    from sulh.verify import select_findings

    opened, judgement = open_and_judge(folder, at=at, as_of=as_of, since=since, exercise=exercise)
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
        show_findings(findings, simulated=judgement.simulated)
    else:
        times = {"--at": at, "--as-of": as_of, "--from": since}
        show_summary(
            opened.pack,
            findings,
            simulated=judgement.simulated,
            options=_options_again(folder, times, exercise=exercise),
        )
    for version in judgement.versions:
        click.secho(str(version), fg="yellow")
    nothing_real = not judgement.simulated and not len(judgement.findings)
    if nothing_real and any(each.simulated for each in opened.store.records()):
        click.echo("The records of an exercise are left out: --exercise judges them.")


def _options_again(
    folder: Path, times: Mapping[str, datetime | None], *, exercise: bool
) -> tuple[str, str]:
    """Return the options that ask another command about the same findings."""
    before = "" if str(folder) == "." else f" -C {shlex.quote(str(folder))}"
    after = "".join(
        f" {name} {format_utc(moment)}" for name, moment in times.items() if moment is not None
    )
    return before, after + " --exercise" * exercise


@click.command()
@click.argument("finding")
@AT
@AS_OF
@FROM
@EXERCISE
@JSON
@click.pass_obj
def explain(
    folder: Path,
    /,
    finding: str,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    as_json: bool,
) -> None:
    """Explain a finding: article, evidence, and what would settle it.

    FINDING is an id that `sulh verify` prints, or the first letters of one.
    """
    from sulh.verify import explain as explain_finding
    from sulh.workspace import read_amendments

    opened, judgement = open_and_judge(folder, at=at, as_of=as_of, since=since, exercise=exercise)
    explanation = explain_finding(
        opened.pack,
        judgement.tables,
        judgement.findings,
        finding,
        read_amendments(opened, judgement),
    )
    click.echo(dump_json(explanation.as_json()) if as_json else explanation.as_text())


@click.command()
@AT
@AS_OF
@from_option("--since")
@EXERCISE
@click.option("--all", "every", is_flag=True, help="List every month and district.")
@output_option(".csv", ".xlsx", ".json")
@JSON
@click.pass_obj
def tally(
    folder: Path,
    /,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    every: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Count acts and deaths before and after each provision began.

    Acts before that day are comparable acts, never breaches. Each act counts once for each party in it.
    """
    from sulh.verify import tally as count_acts

    opened, judgement = open_and_judge(folder, at=at, as_of=as_of, since=since, exercise=exercise)
    counts = count_acts(opened.pack, judgement.tables, at=judgement.at, since=since)
    if output is not None:
        write_output(output, table_writers(counts.tables(), counts.as_json()))
        return
    if as_json:
        click.echo(dump_json(counts.as_json()))
        return
    show_tally(opened.pack, counts, every=every, simulated=judgement.simulated)


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
