"""``sulh sustain readiness``, ``training`` and ``reimbursement``: units from a folder of forms."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, REJECTS, When, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.show import print_problems
from sulh.cli.sustain_tables import Reading, day_of
from sulh.errors import InputError

if TYPE_CHECKING:
    from sulh.sustain import UnitRecords

__all__ = ["readiness", "reimbursement", "training"]

FOLDER = click.argument(
    "folder",
    required=False,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    callback=lambda ctx, _param, folder: folder or ctx.obj,
)
AT = click.option(
    "--at", type=When("end"), metavar="TIME", help="Judge the units on this day; default: today."
)


def _records(folder: Path, rejects: Path | None, as_of: datetime | None) -> UnitRecords:
    """Read the forms of a folder, or the ledger of a mission's folder that has no forms.

    Prints what does not fit, and leaves out what no listed unit has.
    """
    from sulh.sustain import misfits
    from sulh.workspace.unit_forms import form_file, ledger_units

    if form_file(folder, "units") is None and (folder / "sulh.toml").is_file():
        records = ledger_units(folder, as_of)
    else:
        records = _from_forms(folder, rejects)
    print_problems(misfits(records))
    return records.of_listed_units()


def _from_forms(folder: Path, rejects: Path | None) -> UnitRecords:
    from sulh.sustain import UNIT_FORMS, UnitRecords, read_form
    from sulh.workspace.unit_forms import form_file

    reading = Reading(rejects=rejects, quiet=False)
    today = datetime.now(UTC).date()
    rows: dict[str, tuple[Any, ...]] = {}
    for form in UNIT_FORMS:
        path = form_file(folder, form.name)
        if path is not None:
            rows[form.name] = reading.read(path, partial(read_form, form=form, last_day=today))
        elif form.name == "units":
            raise InputError(
                f"{folder / 'units.csv'} is not there.", remedy="A folder of forms needs units.csv."
            )
    return UnitRecords(**rows)


@click.command(short_help="Show what units can do on a day.")
@FOLDER
@AT
@AS_OF
@output_option(".html", ".pdf", ".xlsx")
@MAP
@REJECTS
def readiness(
    *,
    folder: Path,
    at: datetime | None,
    as_of: datetime | None,
    output: Path | None,
    rejects: Path | None,
) -> None:
    """Show what the units of FOLDER can do on a day, not only what they have.

    FOLDER (default: the mission's) has capabilities.toml and the forms; without forms, the records in the
    mission's ledger are used. With technology.toml the answer also covers sensors, radios, drones,
    counter-explosive equipment and networks, with their servicing and trained operators.
    """
    from sulh import sustain
    from sulh.report import readiness_overview, readiness_sheet

    records, day = _records(folder, rejects, as_of), day_of(at)
    path, listed = folder / "capabilities.toml", folder / "technology.toml"
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy="Describe what units must be able to do.")
    capabilities = sustain.read_capabilities(path.read_text("utf-8"), path.name)
    results = sustain.assess_readiness(records, capabilities, day)
    technology: tuple[sustain.TechnologyState, ...] = ()
    if listed.exists():
        kinds = sustain.read_technology(listed.read_text("utf-8"), listed.name)
        technology = sustain.assess_technology(records, kinds, day)
    print_sheet(readiness_overview(results, technology, day))
    if output:
        gaps = sustain.training_gaps(records, day)
        sheet = partial(readiness_sheet, results, technology, gaps, day)
        write_output(output, sheet_writers(sheet, work="The dashboard in PDF"))


@click.command(short_help="Show which training units lack.")
@FOLDER
@AT
@AS_OF
@output_option(".html", ".pdf", ".xlsx")
@MAP
@REJECTS
def training(
    *,
    folder: Path,
    at: datetime | None,
    as_of: datetime | None,
    output: Path | None,
    rejects: Path | None,
) -> None:
    """Show what training the units of FOLDER lack; future units are judged on their first day."""
    from sulh.report import training_sheet
    from sulh.sustain import training_gaps

    day = day_of(at)
    sheet = training_sheet(training_gaps(_records(folder, rejects, as_of), day), day)
    print_sheet(sheet)
    if output:
        write_output(output, sheet_writers(lambda: sheet, work="The table in PDF"))


@click.command(short_help="Compute what is due to units for a month.")
@FOLDER
@click.option(
    "--at", type=When("end"), metavar="TIME", required=True, help="The month, such as 2022-06."
)
@AS_OF
@click.option(
    "--rates", type=FILE, help="Use this rate table; without personnel rates, the UN's are added."
)
@output_option(".html", ".pdf", ".csv", ".xlsx")
@MAP
@REJECTS
def reimbursement(
    *,
    folder: Path,
    at: datetime,
    as_of: datetime | None,
    rates: Path | None,
    output: Path | None,
    rejects: Path | None,
) -> None:
    """Compute what is due for a month to the units of FOLDER, line by line."""
    from sulh import sustain
    from sulh.report import statement_overview, statement_sheet

    own = sustain.read_rates(rates.read_text("utf-8"), rates.name) if rates else ()
    if not any(each.kind == "personnel" for each in own):
        own += sustain.un_personnel_rates()
    day = day_of(at)
    statement = sustain.reimburse(day.year, day.month, _records(folder, rejects, as_of), own)
    print_sheet(statement_overview(statement))
    if output:
        writers = sheet_writers(lambda: statement_sheet(statement), work="A statement in PDF")
        write_output(output, {**writers, ".csv": lambda: sustain.statement_csv(statement)})
