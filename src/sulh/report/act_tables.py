"""Acts by party, month and district before and after a provision began; actors that are not parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.report.model import ActRow, ActTable, Grid, Stranger
from sulh.report.months import distance, fold, following, months_between
from sulh.report.text import deaths_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.mission.provisions import Provision
    from sulh.report.context import ReportContext
    from sulh.report.matrix_model import MatrixColumn

__all__ = ["act_tables", "strangers"]

BOUNDS = ("low", "best", "high")
YEARS_BEFORE_MAX = 10
NONE = "\N{EN DASH}"
COLUMNS_MAX = 36
"""This many columns of numbers fit on an upright page of A4."""

Counts = tuple[int, int]
KNOWN_AS = {
    "outsider": "report-known-outsider",
    "coalition": "report-known-coalition",
    "": "report-not-in-pack",
}


def act_tables(context: ReportContext) -> tuple[ActTable, ...]:
    """Return a table for each provision whose acts were reported by, or of, a party."""
    tables = []
    for provision in context.pack.provisions:
        frame = context.tally.frame.filter(
            pl.col("provision") == provision.id, pl.col("phase").is_in(["before", "after"])
        )
        if context.months and frame.filter(pl.col("phase") == "after").height:
            tables.append(_table(context, provision, frame))
    return tuple(tables)


def _table(context: ReportContext, provision: Provision, frame: pl.DataFrame) -> ActTable:
    say = context.speech
    day = provision.in_force_from.astimezone(context.pack.timezone)
    began, last = f"{day:%Y-%m}", context.months[-1]
    years = [str(year) for year in sorted({int(month[:4]) for month in _before(frame)})]
    if began < context.months[0]:
        # Reports begin long after the provision did: no stretch of time before is comparable.
        near, since = frame, context.months[0]
        window = say.say("report-judged-since", day=f"{day:%Y-%m-%d}", first=since, last=last)
    else:
        length = distance(began, max(last, began)) + 1
        first = following(began, -length)
        near = frame.filter((pl.col("phase") == "after") | (pl.col("month") >= first))
        earlier = frame.filter(pl.col("month") < first)
        left, since = int(earlier["certain"].sum()) + int(earlier["possible"].sum()), began
        values = {
            "day": f"{day:%Y-%m-%d}",
            "months": say.say("report-months", count=length),
            "last": last,
            "first": first,
        }
        window = (
            say.say("report-window-left", **values, left=say.say("report-earlier", count=left))
            if left
            else say.say("report-window", **values)
        )
    months = fold(months_between(since, max(last, since)), _after(frame))
    return ActTable(
        title=provision.title,
        window=window,
        rows=tuple(_rows(context, near)),
        grids=tuple(_grids(frame, context, years[-YEARS_BEFORE_MAX:], months)),
    )


def _after(frame: pl.DataFrame) -> list[str]:
    return frame.filter(pl.col("phase") == "after")["month"].unique().sort().to_list()


def _before(frame: pl.DataFrame) -> list[str]:
    return frame.filter(pl.col("phase") == "before")["month"].unique().sort().to_list()


def _rows(context: ReportContext, frame: pl.DataFrame) -> list[ActRow]:
    """Return a row for each party, and below it one for each district where there are any."""
    rows = []
    for party in context.pack.actors:
        of_party = frame.filter(pl.col("party") == party)
        if not of_party.height:
            continue
        rows.append(_row(context, party, "", of_party))
        if context.pack.districts:
            districts = [
                _row(context, party, str(district), some)
                for (district,), some in of_party.group_by("district", maintain_order=True)
            ]
            districts.sort(key=lambda row: (-sum(row.after), -sum(row.before), row.district))
            rows += districts
    return rows


def _row(context: ReportContext, party: str, district: str, frame: pl.DataFrame) -> ActRow:
    phases = {name: frame.filter(pl.col("phase") == name) for name in ("before", "after")}
    counts = {
        name: (int(some["certain"].sum()), int(some["possible"].sum()))
        for name, some in phases.items()
    }
    return ActRow(
        party=context.party(party),
        district=district,
        before=counts["before"],
        after=counts["after"],
        deaths_before=_deaths(context, phases["before"], counts["before"][0]),
        deaths_after=_deaths(context, phases["after"], counts["after"][0]),
        months=_months(context, phases["after"], "certain"),
        months_possible=_months(context, phases["after"], "possible"),
        total=not district,
    )


def _months(context: ReportContext, frame: pl.DataFrame, kind: str) -> str:
    return context.runs(frame.filter(pl.col(kind) > 0)["month"].to_list())


def _deaths(context: ReportContext, frame: pl.DataFrame, acts: int) -> str:
    """Return the deaths of the certain acts."""
    if not acts:
        return NONE
    some = frame.filter(pl.col("certain") > 0)
    low, best, high = (
        None if some[f"deaths_{bound}"].null_count() else int(some[f"deaths_{bound}"].sum())
        for bound in BOUNDS
    )
    return deaths_text(low, best, high, context.speech)


def _grids(
    frame: pl.DataFrame, context: ReportContext, years: list[str], months: tuple[MatrixColumn, ...]
) -> Iterator[Grid]:
    """Yield the acts of each party, by year before and by month after, in blocks of columns."""
    column = (
        pl.when(pl.col("phase") == "before")
        .then(pl.col("month").str.slice(0, 4))
        .otherwise(pl.col("month"))
        .alias("column")
    )
    sums: dict[tuple[str, str], Counts] = {
        (row["party"], row["column"]): (row["certain"], row["possible"])
        for row in frame.group_by("party", column)
        .agg(pl.col("certain").sum(), pl.col("possible").sum())
        .iter_rows(named=True)
    }
    parties = [each for each in context.pack.actors if any(key[0] == each for key in sums)]
    began = months[0].months[0]
    heads = {year: f"<{began}" if year == began[:4] else year for year in years}
    heads |= {each.months[0]: "⋯" if each.folded else each.months[0] for each in months}
    keys = list(heads)
    size = -(-len(keys) // -(-len(keys) // COLUMNS_MAX))
    for first in range(0, len(keys), size):
        some = keys[first : first + size]
        yield Grid(
            heads=tuple(heads[each] for each in some),
            split=sum(each in years for each in some),
            rows=tuple(
                (party, tuple(sums.get((party, each), (0, 0)) for each in some))
                for party in parties
            ),
        )


def strangers(context: ReportContext) -> tuple[Stranger, ...]:
    """Return the acts by names that are not parties, those with most acts after first."""
    by_name: dict[str, dict[str, dict[str, Any]]] = {}
    known_as: dict[str, str] = {}
    for row in context.tally.strangers.iter_rows(named=True):
        by_name.setdefault(row["name"], {})[row["phase"]] = row
        known_as[row["name"]] = row["known_as"]
    rows = [
        Stranger(
            name=name,
            known_as=context.speech.say(KNOWN_AS[known_as[name]]),
            before=_acts(phases, "before"),
            after=_acts(phases, "after"),
            deaths_before=_of(context, phases, "before"),
            deaths_after=_of(context, phases, "after"),
        )
        for name, phases in by_name.items()
    ]
    return tuple(sorted(rows, key=lambda each: (-each.after, -each.before, each.name)))


def _acts(phases: dict[str, dict[str, Any]], phase: str) -> int:
    return int(phases[phase]["acts"]) if phase in phases else 0


def _of(context: ReportContext, phases: dict[str, dict[str, Any]], phase: str) -> str:
    if phase not in phases:
        return NONE
    low, best, high = (phases[phase][f"deaths_{bound}"] for bound in BOUNDS)
    return deaths_text(low, best, high, context.speech)
