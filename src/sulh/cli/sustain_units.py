"""``sulh sustain readiness``, ``training`` and ``reimbursement``: units from a folder of forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS
from sulh.cli.show import console, print_problems
from sulh.cli.sustain_tables import OUT, take_in, write_sheet
from sulh.errors import InputError

if TYPE_CHECKING:
    from sulh.sustain import FormRead, Readiness, TechnologyState, UnitForm
    from sulh.tables.rows import Table as Form

__all__ = ["readiness", "reimbursement", "training"]

FOLDER = click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
AT = click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="The day judged; default today.")
HTML = click.option("--html", type=OUT, help="Write a page to this file.")
PDF = click.option("--pdf", type=OUT, help="Write the same as PDF (needs the extra 'pdf').")


def _read(folder: Path, rejects: Path | None) -> dict[str, tuple[Any, ...]]:
    from sulh.sustain import UNIT_FORMS, misfits, read_form

    found: dict[str, tuple[Any, ...]] = {}
    today = datetime.now(UTC).date()
    for form in UNIT_FORMS:
        path = folder / f"{form.name}.csv"
        if not path.exists():
            if form.name == "units":
                raise InputError(
                    f"{path} is not there.", remedy="A folder of forms needs units.csv."
                )
            found[form.name] = ()
            continue

        def read(table: Form, file: str, form: UnitForm = form) -> FormRead[Any]:
            return read_form(
                table,
                file,
                columns=form.columns,
                convert=form.convert,
                days=form.past,
                last_day=today,
            )

        found[form.name] = take_in(path, read, rejects=rejects, quiet=False).records
    print_problems(misfits(found["units"], found))
    known = {unit.ref for unit in found["units"]}
    return {
        name: tuple(each for each in rows if getattr(each, "unit", None) in {None, *known})
        for name, rows in found.items()
    }


def _day(at: datetime | None) -> date:
    return (at or datetime.now(UTC)).date()


def _gaps(read: dict[str, tuple[Any, ...]], day: date) -> tuple[Any, ...]:
    from sulh.sustain import training_gaps

    return training_gaps(
        read["units"],
        read["training"],
        certificates=read["certificates"],
        courses=read["courses"],
        personnel=read["personnel"],
        day=day,
    )


@click.command()
@FOLDER
@AT
@HTML
@PDF
@REJECTS
def readiness(
    folder: Path, at: datetime | None, html: Path | None, pdf: Path | None, rejects: Path | None
) -> None:
    """Show what the units of FOLDER can do on a day, not only what they have.

    The folder may hold technology.toml: then sensors, radios, drones, counter-explosive kit and
    networks are shown with their maintenance and their trained operators.
    """
    from sulh.report import readiness_sheet
    from sulh.sustain import Evidence, read_capabilities, read_technology
    from sulh.sustain import readiness as judge
    from sulh.sustain import technology as judge_technology

    read, day = _read(folder, rejects), _day(at)
    path = folder / "capabilities.toml"
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy="Describe what units must be able to do.")
    evidence = Evidence(
        units=read["units"],
        holdings=read["equipment"],
        inspections=read["inspections"],
        servicing=read["servicing"],
        stocks=read["stocks"],
        certificates=read["certificates"],
    )
    found = judge(evidence, read_capabilities(path.read_text("utf-8"), path.name), day)
    listed = folder / "technology.toml"
    kit: tuple[TechnologyState, ...] = ()
    if listed.exists():
        known = read_technology(listed.read_text("utf-8"), listed.name)
        kit = judge_technology(evidence, known, day)
    _print_readiness(found, day)
    if kit:
        _print_technology(kit)
    for target in (html, pdf):
        if target:
            sheet = readiness_sheet(found, kit, _gaps(read, day), day)
            write_sheet(sheet, target, "The dashboard in PDF")


def _print_readiness(found: tuple[Readiness, ...], day: date) -> None:
    table = Table("Unit", "Capability", "Verdict", "Sets", "Held down by", title=f"Ready on {day}")
    for each in found:
        sets = f"{each.low} to {each.high}" if each.low != each.high else str(each.low)
        why = "; ".join(
            f"{s.need.name} {s.low}" + (f" ({s.reason})" if s.reason else "") for s in each.limits
        )
        table.add_row(
            *(each.unit, each.capability.title, each.verdict),
            *(f"{sets} of {each.capability.sets}", why),
        )
    console().print(table)


def _print_technology(kit: tuple[TechnologyState, ...]) -> None:
    columns = (
        "Unit",
        "Class",
        "Equipment",
        "Agreed",
        "Serviceable",
        "Operators",
        "Usable",
        "Why in doubt",
    )
    table = Table(*columns, title="Technology")
    for each in kit:
        table.add_row(
            *(each.unit, each.group, each.category, str(each.agreed)),
            f"{each.low}" if each.low == each.high else f"{each.low} to {each.high}",
            "no course" if each.operators is None else str(each.operators),
            f"{each.usable_low}"
            if each.usable_low == each.usable_high
            else f"{each.usable_low} to {each.usable_high}",
            each.reason,
        )
    console().print(table)


@click.command()
@FOLDER
@AT
@REJECTS
def training(folder: Path, at: datetime | None, rejects: Path | None) -> None:
    """Show what training the units of FOLDER lack; units to come are judged on their first day."""
    columns = ("Unit", "Course", "Role", "Day", "Needed", "Held", "Expiring", "Exercise", "Missing")
    table = Table(*columns)
    for each in _gaps(_read(folder, rejects), _day(at)):
        numbers = (each.needed, each.holders, each.expiring, each.simulated, each.missing)
        table.add_row(
            *(each.unit, each.course, each.role, str(each.day)), *(str(n) for n in numbers)
        )
    console().print(table)


@click.command()
@FOLDER
@click.option("--month", required=True, type=click.DateTime(["%Y-%m"]), help="Such as 2022-06.")
@click.option(
    "--rates",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A rate table; the UN's personnel rates are added where it has none.",
)
@click.option("--csv", "table", type=OUT, help="Write the lines to this file.")
@HTML
@PDF
@REJECTS
def reimbursement(folder: Path, month: datetime, **asked: Path | None) -> None:
    """Compute what is due for a month to the units of FOLDER, line by line."""
    from sulh.report import statement_sheet
    from sulh.sustain import read_rates, reimburse, statement_csv, un_personnel_rates

    rates = asked["rates"]
    own = read_rates(rates.read_text("utf-8"), rates.name) if rates else ()
    if not any(each.kind == "personnel" for each in own):
        own += un_personnel_rates()
    read = _read(folder, asked["rejects"])
    due = reimburse(
        month.year,
        month.month,
        units=read["units"],
        personnel=read["personnel"],
        holdings=read["equipment"],
        inspections=read["inspections"],
        standards=read["standards"],
        rates=own,
    )
    shown = Table("Unit", "For", "Quantity", "Rate", "US dollars")
    for each in due.lines:
        what = " ".join(part for part in (each.kind, each.category, each.lease) if part)
        tags = ", ".join(dict.fromkeys(rate.tag for rate in each.rates))
        shown.add_row(
            each.unit,
            f"{what}: {each.reason}",
            f"{each.quantity:,}",
            f"{each.rate_amount} [{tags}]".replace("[", r"\["),
            f"{each.amount:,}",
        )
    out = console()
    out.print(shown)
    for note in due.notes:
        out.print(f"in doubt: {note}", markup=False)
    out.print(f"gross {due.gross:,}  deducted {due.deducted:,}  net {due.net:,} US dollars")
    if asked["table"]:
        asked["table"].write_text(statement_csv(due), "utf-8")
    for target in (asked["html"], asked["pdf"]):
        if target:
            write_sheet(statement_sheet(due), target, "A statement in PDF")
