"""``sulh sustain readiness``, ``training`` and ``reimbursement``: units from a folder of forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from sulh.cli.show import console, print_problems
from sulh.errors import InputError, Problem

__all__ = ["readiness", "reimbursement", "training"]

FOLDER = click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
AT = click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="The day judged; default today.")
HTML = click.option("--html", type=click.Path(path_type=Path), help="Write a page to this file.")


def _read(folder: Path) -> dict[str, tuple[Any, ...]]:
    from sulh.observe.csv_rows import csv_table
    from sulh.observe.rejects import Rejects
    from sulh.sustain import UNIT_FORMS, misfits, read_form

    found: dict[str, tuple[Any, ...]] = {}
    problems: list[Problem] = []
    for form in UNIT_FORMS:
        path = folder / f"{form.name}.csv"
        if not path.exists():
            if form.name == "units":
                raise InputError(
                    f"{path} is not there.", remedy="A folder of forms needs units.csv."
                )
            found[form.name] = ()
            continue
        brought = read_form(
            csv_table(path, path.name),
            path.name,
            columns=form.columns,
            convert=form.convert,
            days=form.past,
            last_day=datetime.now(UTC).date(),
        )
        with Rejects(path.with_suffix(".rejects.csv")) as rejects:
            rejects.add(brought.problems, brought.raw)
        found[form.name] = brought.records
        problems += brought.problems
    wrong = misfits(found["units"], found)
    print_problems([*problems, *wrong])
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
def readiness(folder: Path, at: datetime | None, html: Path | None) -> None:
    """Show what the units of FOLDER can do on a day, not only what they have."""
    from sulh.sustain import Evidence, read_capabilities, readiness_html
    from sulh.sustain import readiness as judge

    read, day = _read(folder), _day(at)
    path = folder / "capabilities.toml"
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy="Describe what units must be able to do.")
    found = judge(
        Evidence(
            units=read["units"],
            holdings=read["equipment"],
            inspections=read["inspections"],
            servicing=read["servicing"],
            stocks=read["stocks"],
            certificates=read["certificates"],
        ),
        read_capabilities(path.read_text("utf-8"), path.name),
        day,
    )
    table = Table("Unit", "Capability", "Verdict", "Sets", "Held down by", title=f"Ready on {day}")
    for each in found:
        sets = f"{each.low} to {each.high}" if each.low != each.high else str(each.low)
        why = "; ".join(
            f"{s.need.name} {s.low}" + (f" ({s.reason})" if s.reason else "") for s in each.limits
        )
        table.add_row(
            each.unit, each.capability.title, each.verdict, f"{sets} of {each.capability.sets}", why
        )
    console().print(table)
    if html:
        html.write_text(readiness_html(found, _gaps(read, day), day), "utf-8")


@click.command()
@FOLDER
@AT
def training(folder: Path, at: datetime | None) -> None:
    """Show what training the units of FOLDER lack; units to come are judged on their first day."""
    columns = ("Unit", "Course", "Role", "Day", "Needed", "Held", "Expiring", "Exercise", "Missing")
    table = Table(*columns)
    for each in _gaps(_read(folder), _day(at)):
        table.add_row(
            each.unit,
            each.course,
            each.role,
            str(each.day),
            *(
                str(n)
                for n in (each.needed, each.holders, each.expiring, each.simulated, each.missing)
            ),
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
@click.option(
    "--csv", "table", type=click.Path(path_type=Path), help="Write the lines to this file."
)
@HTML
def reimbursement(
    folder: Path, month: datetime, rates: Path | None, table: Path | None, html: Path | None
) -> None:
    """Compute what is due for a month to the units of FOLDER, line by line."""
    from sulh.sustain import (
        read_rates,
        reimburse,
        statement_csv,
        statement_html,
        un_personnel_rates,
    )

    own = read_rates(rates.read_text("utf-8"), rates.name) if rates else ()
    if not any(each.kind == "personnel" for each in own):
        own += un_personnel_rates()
    read = _read(folder)
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
        shown.add_row(
            each.unit,
            f"{what}: {each.reason}",
            f"{each.quantity:,}",
            f"{each.rate.amount} [{each.rate.tag}]".replace("[", r"\["),
            f"{each.amount:,}",
        )
    out = console()
    out.print(shown)
    for note in due.notes:
        out.print(f"in doubt: {note}", markup=False)
    out.print(f"gross {due.gross:,}  deducted {due.deducted:,}  net {due.net:,} US dollars")
    for path, text in ((table, statement_csv), (html, statement_html)):
        if path:
            path.write_text(text(due), "utf-8")
