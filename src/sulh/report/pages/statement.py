"""A month's reimbursement as a sheet that a finance officer can check line by line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.sustain import RATE_TAGS, day_runs

if TYPE_CHECKING:
    from sulh.sustain import DayRun, Reimbursement, ReimbursementLine

__all__ = ["statement_overview", "statement_sheet"]


def statement_sheet(statement: Reimbursement) -> Sheet:
    """Return the statement: what is due, what is in doubt, each line with its days and rates."""
    month = f"{statement.year:04d}-{statement.month:02d}"
    return Sheet(
        title=f"Reimbursement for {month}",
        subtitle="US dollars; a day earns one part of the monthly rate in the days of its month",
        landscape=True,
        facts=(
            Fact(f"{statement.gross:,}", "gross"),
            Fact(f"{statement.deductions:,}", "deducted"),
            Fact(f"{statement.net:,}", "net, US dollars"),
            Fact(str(len(statement.notes)), "points in doubt"),
        ),
        sections=(*_doubts(statement), _units(statement), _lines(statement), _rates(statement)),
    )


def statement_overview(statement: Reimbursement) -> Sheet:
    """Return the lines without their days, the sums, and what is in doubt."""
    rows = tuple(
        (
            *(each.unit, f"{_thing(each)}: {each.reason}", f"{each.quantity:,}"),
            f"{each.rate_amount:,} [{', '.join(dict.fromkeys(rate.tag for rate in each.rates))}]",
            f"{each.amount:,}",
        )
        for each in statement.lines
    )
    lines = Section(
        heading="Line by line",
        header=("Unit", "For", "Quantity", "Rate", "US dollars"),
        rows=rows,
        numbers=frozenset({2, 3, 4}),
    )
    return replace(statement_sheet(statement), sections=(*_doubts(statement), lines))


def _thing(line: ReimbursementLine) -> str:
    return " ".join(part for part in (line.kind, line.category, line.lease) if part)


def _doubts(statement: Reimbursement) -> tuple[Section, ...]:
    if not statement.notes:
        return ()
    return (Section(heading="In doubt", sentences=statement.notes),)


def _units(statement: Reimbursement) -> Section:
    sums: dict[tuple[str, str], Decimal] = {}
    for each in statement.lines:
        key = each.unit, each.kind
        sums[key] = sums.get(key, Decimal(0)) + each.amount
    rows = [(unit, kind, f"{amount:,}") for (unit, kind), amount in sorted(sums.items())]
    return Section(
        heading="By unit",
        header=("Unit", "For", "US dollars"),
        rows=(*rows, (Cell("Net", "good"), "", Cell(f"{statement.net:,}", "good"))),
        numbers=frozenset({2}),
    )


def _lines(statement: Reimbursement) -> Section:
    net = Cell(f"{statement.net:,}", "good")
    return Section(
        heading="Line by line",
        sentences=(
            "Quantity is person-days or item-days.",
            "Amount = quantity x rate / days of the month, rounded once, half up to the cent.",
        ),
        header=(
            *("Line", "Unit", "For", "Days: count (records)", "Quantity", "Rate a month"),
            *("Rate from", "÷ days", "US dollars"),
        ),
        rows=(
            *(_line(number, each) for number, each in enumerate(statement.lines, 1)),
            (Cell("Net", "good"), "", "", "", "", "", "", "", net),
        ),
        numbers=frozenset({0, 4, 5, 7, 8}),
        wide=frozenset({3}),
    )


def _line(number: int, each: ReimbursementLine) -> tuple[str | Cell, ...]:
    several = len(each.rates) > 1
    rates = "; ".join(
        rate.id + ("" if rate.tag == "V" else f" ({RATE_TAGS[rate.tag]})") for rate in each.rates
    )
    return (
        str(number),
        each.unit,
        f"{_thing(each)}: {each.reason}",
        "; ".join(_run(run, several=several) for run in day_runs(each)),
        f"{each.quantity:,}",
        f"{each.rate_amount:,}",
        Cell(rates, "doubt" if any(rate.tag != "V" for rate in each.rates) else ""),
        str(each.month_days),
        Cell(f"{each.amount:,}", "bad" if each.sign < 0 else ""),
    )


def _run(run: DayRun, *, several: bool) -> str:
    days = f"{run.first}" if run.first == run.last else f"{run.first} to {run.last}"
    rate = f" at {run.rate}" if several else ""
    return f"{days}: {run.number:,} ({', '.join(run.records)}){rate}"


def _rates(statement: Reimbursement) -> Section:
    rates = {rate.id: rate for each in statement.lines for rate in each.rates}
    return Section(
        heading="Rates",
        header=("Rate", "US dollars a month", "From", "Until", "Standing", "Source"),
        rows=tuple(
            (
                each.id,
                f"{each.amount:,}",
                str(each.since),
                str(each.until or "open"),
                Cell(RATE_TAGS[each.tag], "" if each.tag == "V" else "doubt"),
                each.source,
            )
            for each in rates.values()
        ),
        numbers=frozenset({1}),
        wide=frozenset({5}),
    )
