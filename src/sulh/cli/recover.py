"""``sulh recover``: weapons that were handed in, returns, hazards, needs and aid, rebuilding."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click
from click import IntRange

from sulh.cli import rooms
from sulh.cli.options import (
    AsOf,
    Exercise,
    InFile,
    Json,
    Judging,
    Language,
    Moment,
    Page,
    writes,
)
from sulh.cli.output import print_json, show, write_output
from sulh.cli.parameters import Group, Mission
from sulh.cli.tables import Maps

if TYPE_CHECKING:
    from sulh.report import Sheet

Days = Annotated[int, "Needs and deliveries of so many days before --at.", IntRange(1, 366)]


class Amount(click.ParamType[Decimal]):
    """An amount of money of more than 0, exact."""

    name = "amount"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return what stands for the value in the help."""
        return "AMOUNT"

    def convert(
        self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the amount."""
        amount = rooms.recover.parse_amount(str(value))
        if amount is None:
            self.fail(f"{value!r} is no amount of more than 0, such as 12,500.50.", param, ctx)
        return amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Where a statement goes, in which form and language."""

    output: Page = None
    language: Language = "en"
    as_json: Json = False

    def show(self, statement: Any, sheet: "Callable[..., Sheet]", **title: str) -> None:
        """Write a statement where it was asked for, and print it as a page or as JSON."""
        forms = rooms.forms.statement_forms(statement, sheet, language=self.language, **title)
        show(forms, self.output, as_json=self.as_json)


def records(mission: Mission, when: Moment) -> dict[str, Any]:
    """Return what the mission's ledger holds, by kind."""
    entries = rooms.workspace.ledger_entries(mission, as_of=when.as_of, simulated=when.exercise)
    return dict(entries)


@click.group(cls=Group, short_help="Weapons handed in; returns, hazards, needs and aid.")
def recover() -> None:
    """Account for weapons, returns, hazardous areas, needs and aid."""


@recover.command(short_help="Show where each weapon of the register is now.")
def weapons(mission: Mission, *, when: Judging, page: Statement) -> None:
    """Show how many weapons were collected, stored, transferred, destroyed, and are missing.

    The records come in with `sulh observe`: kinds weapon, custody and store-count. --from says whose
    serial numbers are compared: those of the weapons collected since then.
    """
    statement = rooms.recover.weapons_from_ledger(
        records(mission, when),
        at=when.moment,
        since=when.since,
        group_of=rooms.mission.group_names(mission.pack),
        simulated=when.exercise,
    )
    page.show(statement, rooms.report.weapons_sheet, place=mission.pack.title)


@recover.command(short_help="Show who disarmed, demobilised, and came home.")
def combatants(mission: Mission, *, when: Moment, page: Statement) -> None:
    """Show how many members of each group reached which phase of disarmament, demobilisation, reintegration.

    The records come in with `sulh observe`: kind combatant-count. People are rounded to tens, so that
    nobody can be picked out. Counts that cannot all be true are named.
    """
    statement = rooms.recover.combatants_from_ledger(
        records(mission, when),
        at=when.moment,
        group_of=rooms.mission.group_names(mission.pack),
        simulated=when.exercise,
    )
    page.show(statement, rooms.report.combatants_sheet, place=mission.pack.title)


@recover.command(short_help="Show what people need, what came, and what is missing.")
def needs(mission: Mission, *, when: Moment, days: Days = 30, page: Statement) -> None:
    """Show what people need at each place by minimum standards, what came, and what is missing.

    The records come in with `sulh observe`: kinds population, delivery and relief-stock. The page also says
    what lies in depots and would be missing once it is handed out, and who does what where.
    """
    statement = rooms.recover.needs_from_ledger(
        records(mission, when), at=when.moment, days=days, simulated=when.exercise
    )
    page.show(statement, rooms.report.needs_sheet, place=mission.pack.title)


@recover.command(short_help="Show who returned, and how ready each place is.")
def returns(
    mission: Mission,
    *,
    when: Judging,
    weight: Annotated[
        tuple[str, ...],
        "How much a condition counts in the index, such as water=2; may be repeated.",
        {"metavar": "CONDITION=N"},
    ] = (),
    page: Statement,
) -> None:
    """Show who went where, the conditions of return at each place, and how ready each is.

    The records come in with `sulh observe`: kinds movement, population and return-condition. Incidents,
    hazardous areas and deliveries of the ledger count as well. --from says since when flows count; the
    default is 90 days before --at. People are rounded to tens, so that nobody can be picked out.
    """
    statement = rooms.recover.returns_from_ledger(
        records(mission, when),
        at=when.moment,
        since=when.since,
        weights=rooms.recover.parse_weights(weight),
        simulated=when.exercise,
    )
    page.show(statement, rooms.report.returns_sheet, place=mission.pack.title)


@recover.command(short_help="Show which hazardous areas are left.")
def hazards(mission: Mission, *, when: Moment, page: Statement) -> None:
    """Show how much of each hazardous area is left, the most urgent first.

    The records come in with `sulh observe`: kinds hazardous-area and area-release. An area that is not all
    released closes the roads that cross it in `sulh respond`.
    """
    statement = rooms.recover.hazards_from_ledger(
        records(mission, when), at=when.moment, simulated=when.exercise
    )
    page.show(statement, rooms.report.hazards_sheet, place=mission.pack.title)


@recover.command(short_help="Show all that is known about one place.")
def place(mission: Mission, name: str, *, when: Judging, page: Statement) -> None:
    """Show security, hazards, people, needs, who works there, projects, and the conditions of return at NAME.

    --from says since when incidents and movements count; the default is 90 days before --at.
    """
    profile = rooms.recover.place_from_ledger(
        name,
        records(mission, when),
        at=when.moment,
        since=when.since,
        group_of=rooms.mission.group_names(mission.pack),
        simulated=when.exercise,
    )
    page.show(profile, rooms.report.place_sheet, mission=mission.pack.title)


@recover.command(short_help="Find the weapons whose serial number is close to one.")
def serial(
    mission: Mission,
    number: str,
    *,
    as_of: AsOf = None,
    exercise: Exercise = False,
    as_json: Json = False,
) -> None:
    """Find the weapons of the register whose serial number may be NUMBER, and say how it differs."""
    entries = records(mission, Moment(as_of=as_of, exercise=exercise))
    matches = rooms.recover.serials_from_ledger(number, entries)
    if as_json:
        print_json(matches)
        return
    for each in matches:
        click.echo("{weapon}  {serial}  {reason}".format(**each))
    if not matches:
        click.echo("No weapon of the register has a serial number close to it.")


@recover.command(short_help="Show UNHCR's and IDMC's figures side by side.")
def figures(
    files: tuple[InFile, ...],
    *,
    country: Annotated[tuple[str, ...], "Three letters (ISO 3166); may be repeated."] = (),
    year: Annotated[tuple[int, ...], "May be repeated; default: all."] = (),
    maps: Maps,
    page: Statement,
) -> None:
    """Show what each source says of displaced people, by country and year, with what it counts.

    FILES are tables of UNHCR (populations), IDMC or UNRWA (totals). Where they disagree, all numbers are kept.
    """
    reads = [rooms.recover.read_figures(maps.open(path)) for path in files]
    for problem in (each for read in reads for each in read.problems):
        click.echo(f"{problem.severity}: {problem}", err=True)
    values = [each for read in reads for each in read.value]
    upper = tuple(each.upper() for each in country)
    lines = rooms.recover.compare_figures(values, countries=upper, years=year)
    forms = rooms.forms.figures_forms(lines, language=page.language)
    show(forms, page.output, as_json=page.as_json)


@recover.command(short_help="Write 3W, needs, people or returns with HXL hashtags.")
def publish(
    mission: Mission,
    table: Literal["aid", "needs", "people", "returns"],
    *,
    when: Judging,
    days: Days = 30,
    output: Annotated[Path | None, writes(".csv", ".xlsx", ".json")] = None,
) -> None:
    """Write a table with a row of HXL hashtags below its header; without -o, as CSV on the terminal.

    aid: who does what where (3W), with P-codes where the mission's gazetteer has them; needs: what is needed,
    came and is missing; people: counts at each place; returns: flows. People are rounded to tens, so that
    nobody can be picked out. --from is for returns; the default is 90 days before --at.
    """
    sheet = rooms.workspace.published_table(
        mission,
        table,
        at=when.moment,
        as_of=when.as_of,
        since=when.since or when.moment - timedelta(days=90),
        days=days,
        simulated=when.exercise,
    )
    if output is None:
        click.echo(rooms.report.hxl_csv(sheet), nl=False)
    else:
        write_output(output, rooms.forms.hxl_writers(sheet))
    for line in sheet.left_out:
        click.echo(line, err=True)


@recover.command(short_help="Show damage, projects, what they cost and what is late.")
def projects(mission: Mission, *, when: Moment, page: Statement) -> None:
    """Show damage, projects with their progress and cost, what is late and why, and what each community gains.

    The records come in with `sulh observe`: kinds damage, project, milestone, project-progress, payment
    and project-reach.
    """
    statement = rooms.recover.rebuild_statement(
        records(mission, when), at=when.moment, simulated=when.exercise
    )
    page.show(
        statement,
        partial(rooms.report.rebuilding_sheet, timezone=mission.pack.timezone),
        place=mission.pack.title,
    )


@recover.command(short_help="Choose the projects that a budget buys, fairly.")
def choose(
    mission: Mission,
    *,
    budget: Annotated[Decimal, "The money there is.", Amount()],
    currency: Annotated[str, "Its currency, such as USD.", {"metavar": "CODE"}],
    fair: Annotated[
        str,
        "max-min, or the share of its people that each community must gain, such as 0.3.",
        {"metavar": "RULE"},
    ] = "max-min",
    when: Moment,
    page: Statement,
) -> None:
    """Choose between the projects that are proposed, and show what fairness between communities costs.

    Beside the fair choice stands the one that reaches most people. Both are exact.
    """
    answer = rooms.recover.choice_from_ledger(
        records(mission, when),
        at=when.moment,
        budget=budget,
        currency=currency,
        fairness=fair,
        simulated=when.exercise,
    )
    page.show(answer, rooms.report.choice_sheet, place=mission.pack.title)


@recover.command(short_help="Report to a donor: given, spent, reached, late.")
def donor(mission: Mission, name: str, *, when: Moment, page: Statement) -> None:
    """Report to the donor NAME what it gave, what was spent, who was reached, and what is late and why.

    People are shown by community, sex and age where they are known, rounded to tens.
    """
    report = rooms.recover.donor_from_ledger(
        name, records(mission, when), at=when.moment, simulated=when.exercise
    )
    page.show(
        report,
        partial(rooms.report.donor_sheet, timezone=mission.pack.timezone),
        place=mission.pack.title,
    )


@recover.command(short_help="Show decisions with their criteria, and complaints that wait.")
def governance(mission: Mission, *, when: Moment, page: Statement) -> None:
    """Show who decided what on which criteria, complaints by topic, and answers that are overdue.

    The records come in with `sulh observe`: kinds decision, complaint and complaint-answer. Nobody is named.
    """
    statement = rooms.recover.governance_statement(
        records(mission, when), at=when.moment, simulated=when.exercise
    )
    page.show(
        statement,
        partial(rooms.report.governance_sheet, timezone=mission.pack.timezone),
        place=mission.pack.title,
    )
