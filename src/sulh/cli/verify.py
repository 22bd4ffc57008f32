"""``sulh verify``, ``explain`` and ``tally``: what the reports say about the agreement."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.show import console

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.workspace import Judgement, Workspace

VERDICTS = {"breached": "bold red", "undetermined": "yellow", "met": "green"}


def moment(_ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """Read a date (its end, UTC) or a time with an offset."""
    if value is None:
        return None
    from sulh.query_times import parse_when

    try:
        return parse_when(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=parameter) from error


def judging_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which moment and which records are judged."""
    for option in (
        click.option("--exercise", is_flag=True, help="Judge the simulated records instead."),
        click.option("--since", callback=moment, help="Leave out months that end before this."),
        click.option("--at", callback=moment, help="Judge conduct up to this time; default now."),
        click.option("--as-of", callback=moment, help="Use what was known then; default all."),
    ):
        command = option(command)
    return command


def judge_as_asked(
    folder: Path,
    *,
    as_of: datetime | None,
    at: datetime | None,
    since: datetime | None,
    exercise: bool,
) -> tuple[Workspace, Judgement]:
    """Open the mission and judge it."""
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    judged = workspace.judge(
        opened, as_of=as_of, at=at or datetime.now(UTC), since=since, simulated=exercise
    )
    return opened, judged


@click.command()
@judging_options
@click.option("--verdict", type=click.Choice(list(VERDICTS)), multiple=True, help="Only these.")
@click.option("--party", multiple=True, help="Only these parties.")
@click.option("--provision", multiple=True, help="Only these provisions.")
@click.option("--all", "every", is_flag=True, help="List every finding, month by month.")
@click.option("--json", "as_json", is_flag=True, help="Print every finding as JSON.")
@click.pass_obj
def verify(
    folder: Path,
    /,
    *,
    verdict: tuple[str, ...],
    party: tuple[str, ...],
    provision: tuple[str, ...],
    every: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Judge conduct against the agreement: one finding a provision, party, zone and month.

    Without --all, months with the same verdict are shown on one line.
    """
    opened, judged = judge_as_asked(folder, **asked)
    rows = [
        row
        for row in judged.findings.rows()
        if (not verdict or row["verdict"] in verdict)
        and (not party or row["party"] in party)
        and (not provision or row["provision"] in provision)
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    show_findings(rows, every=every, simulated=judged.simulated)
    for version in judged.picture.versions:
        click.secho(str(version), fg="yellow")
    simulated_only = not judged.simulated and not judged.findings.rows()
    if simulated_only and any(each.simulated for each in opened.store.records()):
        click.echo("The records of an exercise are left out: --exercise judges them.")


def show_findings(rows: list[dict[str, Any]], *, every: bool, simulated: bool) -> None:
    """Print the findings as a table, and how many of each verdict there are."""
    out = console()
    if simulated:
        out.print("SIMULATED: these findings rest on exercise records only.", style="bold magenta")
    if every:
        out.print(_table_of_findings(rows))
    else:
        out.print(_table_of_months(rows))
    counts = Counter(row["verdict"] for row in rows)
    out.print(
        "  ".join(f"[{style}]{counts[name]:,} {name}[/]" for name, style in VERDICTS.items())
        + f"  of {len(rows):,} findings"
    )
    if counts["breached"] or counts["undetermined"]:
        out.print("Ask why with: sulh explain FINDING")


def _table_of_findings(rows: list[dict[str, Any]]) -> Table:
    table = Table("finding", "provision", "party", "zone", "month", "verdict", "counted", box=None)
    table.add_column("allowed")
    table.add_column("why")
    for row in rows:
        table.add_row(
            row["id"],
            row["provision"],
            row["party"],
            row["zone"] or "everywhere",
            row["month"] + (f" {row['ref']}" if row["ref"] else ""),
            f"[{VERDICTS[row['verdict']]}]{row['verdict']}[/]",
            _bounds(row["low"], row["high"]),
            _bounds(row["allowed_low"], row["allowed_high"]),
            ", ".join(row["reasons"]),
        )
    return table


def _table_of_months(rows: list[dict[str, Any]]) -> Table:
    table = Table("provision", "party", "zone", "verdict", "findings", "first", "last", box=None)
    table.add_column("why")
    table.add_column("e.g.")
    groups: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        key = (row["provision"], row["party"], row["zone"], row["verdict"])
        groups.setdefault(key, []).append(row)
    for (provision, party, zone, verdict), members in groups.items():
        reasons = Counter(reason for row in members for reason in row["reasons"])
        months = sorted(row["month"] for row in members)
        table.add_row(
            provision,
            party,
            zone or "everywhere",
            f"[{VERDICTS[verdict]}]{verdict}[/]",
            str(len(members)),
            months[0],
            months[-1],
            ", ".join(reason for reason, _ in reasons.most_common(3)),
            members[-1]["id"],
        )
    return table


def _bounds(low: int, high: int | None) -> str:
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


@click.command()
@click.argument("finding")
@judging_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def explain(folder: Path, /, finding: str, *, as_json: bool, **asked: Any) -> None:
    """Say why FINDING is what it is: the article, the evidence, and what would settle it."""
    from sulh.verify import explain as explain_finding

    opened, judged = judge_as_asked(folder, **asked)
    found = explain_finding(opened.pack, judged.tables, judged.findings, finding)
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(found.as_text())


@click.command()
@judging_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def tally(folder: Path, /, *, as_json: bool, **asked: Any) -> None:
    """Count acts and deaths by provision, party, month and district, before and after.

    Acts before a provision is in force are counted as comparable acts, never as breaches.
    """
    from sulh.verify import tally as count_acts

    opened, judged = judge_as_asked(folder, **asked)
    counted = count_acts(opened.pack, judged.tables, at=judged.at)
    if as_json:
        click.echo(json.dumps(counted.rows(), indent=2, ensure_ascii=False))
        return
    console().print(counted.frame)
