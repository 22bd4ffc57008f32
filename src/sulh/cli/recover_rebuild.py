"""``sulh recover projects``, ``choose``, ``donor`` and ``governance``: rebuilding, and who answers for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

from sulh.cli.options import JSON, LANGUAGE, judging_options, output_option
from sulh.cli.recover import mission_records, show_statement

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.cli.options import Judging

__all__ = ["choose", "donor", "governance", "projects"]

GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""Commas that part thousands: in 12,5 the comma is something else."""
FORMS = output_option(".html", ".pdf", ".xlsx", ".json")


class Amount(click.ParamType[Decimal]):
    """An amount of money of more than 0, exact."""

    name = "amount"

    def convert(
        self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the amount."""
        try:
            text = str(value).strip()
            amount = Decimal(text.replace(",", "") if GROUPS.fullmatch(text) else text)
        except InvalidOperation:
            amount = Decimal(0)
        if not (amount.is_finite() and amount > 0):
            self.fail(f"{value!r} is no amount of more than 0, such as 12,500.50.", param, ctx)
        return amount


@click.command(short_help="Show damage, projects, what they cost and what is late.")
@judging_options()
@FORMS
@LANGUAGE
@JSON
@click.pass_obj
def projects(
    folder: Path, judging: Judging, *, output: Path | None, language: str, as_json: bool
) -> None:
    """Show damage, projects with their progress and cost, what is late and why, and what each community gains.

    The records come in with `sulh observe`: kinds damage, project, milestone, project-progress, payment
    and project-reach.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import rebuilding_sheet

    title, entries = mission_records(folder, as_of=judging.as_of, exercise=judging.exercise)
    statement = room.rebuild_statement(
        entries, at=judging.at or datetime.now(UTC), simulated=judging.exercise
    )
    show_statement(
        rebuilding_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )


@click.command(short_help="Choose the projects that a budget buys, fairly.")
@click.option(
    "--budget", type=Amount(), required=True, metavar="AMOUNT", help="The money there is."
)
@click.option("--currency", required=True, metavar="CODE", help="Its currency, such as USD.")
@click.option(
    "--fair",
    "fairness",
    default="max-min",
    show_default=True,
    metavar="RULE",
    help="max-min, or the share of its people that each community must gain, such as 0.3.",
)
@judging_options()
@FORMS
@LANGUAGE
@JSON
@click.pass_obj
def choose(
    folder: Path,
    judging: Judging,
    *,
    budget: Decimal,
    currency: str,
    fairness: str,
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Choose between the projects that are proposed, and show what fairness between communities costs.

    Beside the fair choice stands the one that reaches most people. Both are exact.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import choice_sheet

    floor = room.parse_fairness(fairness)
    title, entries = mission_records(folder, as_of=judging.as_of, exercise=judging.exercise)
    at = judging.at or datetime.now(UTC)
    answer = room.choose_from_ledger(
        room.rebuild_statement(entries, at=at, simulated=judging.exercise),
        entries["population"],
        budget=budget,
        currency=currency.upper(),
        fairness=fairness.strip().casefold(),
        floor=floor,
    )
    show_statement(
        choice_sheet(answer, place=title, speech=Speech(language)),
        answer.content(),
        output,
        as_json=as_json,
    )


@click.command(short_help="Report to a donor: given, spent, reached, late.")
@click.argument("name")
@judging_options()
@FORMS
@LANGUAGE
@JSON
@click.pass_obj
def donor(
    folder: Path, name: str, judging: Judging, *, output: Path | None, language: str, as_json: bool
) -> None:
    """Report to the donor NAME what it gave, what was spent, who was reached, and what is late and why.

    People are shown by community, sex and age where they are known, rounded to tens.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import donor_sheet

    title, entries = mission_records(folder, as_of=judging.as_of, exercise=judging.exercise)
    at, exercise = judging.at or datetime.now(UTC), judging.exercise
    report = room.donor_report(
        name,
        room.rebuild_statement(entries, at=at, simulated=exercise),
        room.governance_statement(entries, at=at, simulated=exercise),
    )
    show_statement(
        donor_sheet(report, place=title, speech=Speech(language)),
        report.content(),
        output,
        as_json=as_json,
    )


@click.command(short_help="Show decisions with their criteria, and complaints that wait.")
@judging_options()
@FORMS
@LANGUAGE
@JSON
@click.pass_obj
def governance(
    folder: Path, judging: Judging, *, output: Path | None, language: str, as_json: bool
) -> None:
    """Show who decided what on which criteria, complaints by topic, and answers that are overdue.

    The records come in with `sulh observe`: kinds decision, complaint and complaint-answer. Nobody is named.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import governance_sheet

    title, entries = mission_records(folder, as_of=judging.as_of, exercise=judging.exercise)
    statement = room.governance_statement(
        entries, at=judging.at or datetime.now(UTC), simulated=judging.exercise
    )
    show_statement(
        governance_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )
