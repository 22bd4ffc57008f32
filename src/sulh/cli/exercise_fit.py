"""``sulh exercise fit``: incidents that excite each other, fitted to the past."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import FILE, JSON, UNTIL, When, output_option
from sulh.cli.output import deliver
from sulh.cli.show import print_summary

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["fit"]


@click.command(short_help="Fit random incidents to the past.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@MAP
@click.option("--from", "since", type=When("start"), metavar="TIME",
              help="Leave out what happened before this day, month or time.")  # fmt: skip
@UNTIL
@click.option("--pack", default="", help="Use the time zone of this pack; UTC without one.")
@click.option("--test-years", type=click.IntRange(0, 50), default=0, show_default=True,
              help="Also simulate each of so many last years from what was before it.")  # fmt: skip
@click.option("--ensemble", type=click.IntRange(20, 10_000), default=200, show_default=True,
              help="How often each of these years is simulated.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="A whole number: the same gives the same answer.")  # fmt: skip
@output_option(".json", ".html", ".pdf", ".xlsx")
@JSON
def fit(
    *,
    files: tuple[Path, ...],
    since: datetime | None,
    until: datetime | None,
    pack: str,
    test_years: int,
    ensemble: int,
    seed: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Fit incidents that excite each other to FILES: UCDP GED, ACLED, or the report form.

    Written as JSON, the fit is what a scenario names under `[incidents]`. The page says whether it fits,
    and with --test-years where real years fall among simulated ones.
    """
    from sulh import exercise, workspace
    from sulh.report.pages.incidents import fit_sheet

    past = workspace.read_past(
        [open_mapped(path) for path in files], pack_name=pack, from_=since, until=until, seed=seed
    )
    print_summary(past.problems, stderr=True)
    fitted = exercise.fit_incidents(past.history)
    years = exercise.last_years(past.history, test_years, ensemble=ensemble, seed=seed)
    source = ", ".join(path.name for path in files)
    page = partial(fit_sheet, fitted, years, source=source)
    deliver(page, exercise.fit_json(fitted), output, as_json=as_json, work="The page in PDF")
