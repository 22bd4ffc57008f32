"""``sulh sustain gaps``: what is unmet, what ends soon, which pledges fill it best."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS
from sulh.cli.show import console
from sulh.cli.sustain_tables import FILE, OUT, account_of, take_in, write_sheet
from sulh.report.months import month_runs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.sustain import GapSummary

__all__ = ["gaps"]


@click.command()
@click.option(
    "--requirements", required=True, type=FILE, help="The statements of unit requirement (CSV)."
)
@click.option("--pledges", required=True, type=FILE, help="The pledges (CSV).")
@click.option("--deployments", required=True, type=FILE, help="Who is deployed (CSV).")
@click.option(
    "--on",
    required=True,
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day on which it is decided.",
)
@click.option(
    "--soon",
    default=90,
    show_default=True,
    type=click.IntRange(0),
    help="Days ahead that count as soon.",
)
@click.option("--html", type=OUT, help="Write one page to this file.")
@click.option("--pdf", type=OUT, help="Write the same as PDF (needs the extra 'pdf').")
@REJECTS
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def gaps(
    *,
    requirements: Path,
    pledges: Path,
    deployments: Path,
    on: datetime,
    soon: int,
    html: Path | None,
    pdf: Path | None,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Show what is unmet by month, what ends soon, and which pledges fill it best."""
    from sulh import sustain as room
    from sulh.report import gaps_sheet

    needs = take_in(requirements, room.read_requirements, rejects=rejects, quiet=as_json)
    offers = take_in(pledges, room.read_pledges, rejects=rejects, quiet=as_json)
    there = take_in(deployments, room.read_deployments, rejects=rejects, quiet=as_json)
    found = room.gap_summary(
        needs.records, offers.records, there.records, on=on.date(), within_days=soon
    )
    for target in (html, pdf):
        if target:
            write_sheet(gaps_sheet(found), target, "The page of gaps in PDF")
    if as_json:
        accounts = [
            account_of(each, path)
            for each, path in ((needs, requirements), (offers, pledges), (there, deployments))
        ]
        click.echo(json.dumps(_content(found) | {"tables": accounts}, ensure_ascii=False, indent=2))
        return
    _print(found)


def _content(found: GapSummary) -> dict[str, object]:
    return {
        "on": str(found.on),
        "unmet": {each.requirement: each.unmet for each in found.gaps},
        "months": [each._asdict() for each in found.months],
        "given": found.fill.given,
        "filled": {key: sorted(months) for key, months in found.fill.filled.items()},
        "person_months": found.fill.person_months,
        "lost_without": found.losses,
        "wanted": found.wanted,
        "ending": [
            {
                "deployment": each.deployment.id,
                "last": str(each.deployment.last),
                "days_left": each.days_left,
                "successors": each.successors,
            }
            for each in found.ending
        ],
        "refusals": [each._asdict() for each in found.refusals],
        "deployments_without_requirement": found.stray,
    }


def _print(found: GapSummary) -> None:
    out = console()
    table = Table(
        *("requirement", "mission", "unit", "strength", "months asked", "unmet"),
        *("filled by the pledges", "still unmet"),
    )
    by_id = {each.id: each for each in found.requirements}
    for gap in found.gaps:
        need = by_id[gap.requirement]
        filled = found.fill.filled.get(gap.requirement, frozenset())
        table.add_row(
            *(need.id, need.mission, need.unit_type, f"{need.strength:,}", str(len(gap.asked))),
            *(_runs(gap.unmet), _runs(filled), _runs(found.still_unmet(gap))),
        )
    out.print(table)
    for line in _lines(found):
        out.print(line, markup=False, soft_wrap=True)


def _lines(found: GapSummary) -> Iterable[str]:
    for name in found.stray:
        yield f"Deployment {name} names a requirement that is not in the table."
    for each in found.ending:
        who = f"{each.deployment.id} ({each.deployment.nation})"
        follow = ", ".join(each.successors) or "no pledge"
        yield (
            f"Ends soon with no successor: {who} on {each.deployment.last}, in {each.days_left} days, "
            f"for {each.deployment.requirement}; could follow in time: {follow}"
        )
    for pledge, need in found.fill.given:
        yield f"Best use: pledge {pledge} for {need}"
    for refused in found.refusals:
        yield f"Not used: {refused.pledge} for {refused.requirement}: {refused.reason}"
    if found.losses:
        pledge, lost = found.losses[0]
        yield (
            f"Matters most: pledge {pledge}; without it {lost:,} of {found.fill.person_months:,} "
            "person-months are lost."
        )
    if found.wanted:
        need, months = found.wanted[0]
        yield f"Wanted most: a pledge for {need}; it could fill {months:,} person-months."


def _runs(months: Iterable[str]) -> str:
    return month_runs(months) or "none"
