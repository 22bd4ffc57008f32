"""Fits of incidents that excite each other, held against the years that followed, and the page that says so.

``SULH_DATA=FOLDER python -m benchmarks.history`` fits to the events of the Central African Republic before each
year, simulates it, and writes tables and figures into docs/explanation/incidents.md. The folder has UCDP's
``ged231_central_african_republic.csv``. The same seed gives the same figures.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tables import Table, markdown

from sulh.exercise import Fit, Hindcast, fit_incidents, hindcast
from sulh.report.charts.fits import residual_figure, years_figure
from sulh.report.pages.incidents import inside_rows, year_rows
from sulh.tables import open_table
from sulh.workspace import read_past

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "explanation" / "incidents.md"
BEGIN, END = "<!-- tables: python -m benchmarks.history -->", "<!-- end of tables -->"
FILE = "ged231_central_african_republic.csv"
FIRST, YEARS, MEMORY = 2001, range(2006, 2023), 5
SHOWN = ("count", "places", "step_km", "longest_days")
SHOWN_YEARS = (2013, 2014, 2019, 2022)


def day(year: int) -> datetime:
    """Return the first moment of a year."""
    return datetime(year, 1, 1, tzinfo=UTC)


def main() -> None:
    """Fit, simulate, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description=__doc__)
    parser.add_argument("--ensemble", type=int, default=500)
    ensemble = parser.parse_args().ensemble
    path = Path(os.environ["SULH_DATA"]) / FILE
    past = read_past(
        [open_table(path)], pack_name="minusca", from_=day(FIRST), until=day(2023)
    ).history
    whole = [hindcast(past, from_=day(y), until=day(y + 1), ensemble=ensemble) for y in YEARS]
    recent = [
        hindcast(past, from_=day(y), until=day(y + 1), since=day(y - MEMORY), ensemble=ensemble)
        for y in YEARS
    ]
    last = fit_incidents(past)
    for figure in (residual_figure(last), *(years_figure(each, whole) for each in SHOWN)):
        (DOCS / "images" / f"incidents-{figure.name}.svg").write_text(figure.svg + "\n", "utf-8")
    text = "\n".join(markdown(each) for each in tables(last, whole, recent, ensemble))
    print(text)
    page = PAGE.read_text("utf-8")
    head, rest = page.split(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.split(END)[1]}", "utf-8")


def tables(last: Fit, whole: list[Hindcast], recent: list[Hindcast], ensemble: int) -> list[Table]:
    """Return the tables of the page."""
    return [
        Table(
            title="Where the real year falls",
            columns=("what", "years below 90 % of the simulated", "within", "above"),
            rows=(
                *(("whole past: " + row[0], *row[1:]) for row in inside_rows(whole)),
                *((f"last {MEMORY} years: " + row[0], *row[1:]) for row in inside_rows(recent)),
            ),
            notes=(
                f"{len(whole)} years, {YEARS[0]} to {YEARS[-1]}, each simulated {ensemble} times.",
                "*Whole past*: fitted to all events since 2001; *last 5 years*: to those alone.",
                "If the process held, nine of ten would be within, and as many below as above.",
            ),
        ),
        Table(
            title="The fits",
            columns=(
                "year simulated", "events before", "unexcited a month", "excited by each",
                "days after it", "same place", "others, km", "residuals' distance", "chance",
            ),
            rows=(*(fit_row(f"{each.from_:%Y}", each.fit) for each in whole), fit_row("(all)", last)),
            notes=("Fitted to the whole past. *Chance*: of such residuals or worse if the process held.",),
        ),
        Table(
            title="Four years in full",
            columns=("year", "what", "real", "5 %", "middle", "95 %", "share below the real"),
            rows=tuple(
                tuple(getattr(cell, "text", cell) for cell in row)
                for each in whole
                if each.from_.year in SHOWN_YEARS
                for row in year_rows(each)
            ),
            notes=("Fitted to the whole past before the year.",),
        ),
    ]  # fmt: skip


def fit_row(name: str, fit: Fit) -> tuple[str, ...]:
    """Return a fit's line."""
    rates, check = fit.rates, fit.check
    return (
        name,
        f"{len(fit.history.incidents):,}",
        f"{rates.a_day * 30.4375:.2f}",
        f"{rates.offspring:.2f}",
        f"{rates.mean_days:.1f}",
        f"{rates.scatter.near_share:.0%}",
        f"{rates.scatter.far_km:.0f}",
        f"{check.distance:.3f}",
        f"{check.chance:.1g}",
    )


if __name__ == "__main__":
    main()
