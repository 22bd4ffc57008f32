"""``sulh sustain contributions``: totals with bounds, ranks, shares, trends, fatalities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS
from sulh.cli.show import console
from sulh.cli.sustain_tables import FILE, OUT, account_of, take_in, write_sheet
from sulh.errors import InputError
from sulh.report.contributions import bounds_of, known_of, per, percent

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from sulh.sustain import ContributionSummary, Group

__all__ = ["contributions"]


@click.command()
@click.argument("tables", nargs=-1, required=True, type=FILE)
@click.option("--nation", help="Only this nation: a name, or its alpha-3 code.")
@click.option("--mission", help="Only this mission, as the tables write it.")
@click.option("--group", help="Only a group's members: OIC, AU, EU, ASEAN, the pack's or your own.")
@click.option("--groups", type=FILE, help="Your own groups, as TOML.")
@click.option("--pack", help="A pack (name or folder) whose contributors.toml defines groups.")
@click.option(
    "--period",
    default="",
    help="A month 2024-09 or a year 2024; default: the latest of each source.",
)
@click.option("--fatalities", type=FILE, help="The UN's table of fatalities, or Sulh's form (CSV).")
@click.option("--population", type=FILE, help="Population: nation, year, value (CSV).")
@click.option("--income", type=FILE, help="National income in US$: nation, year, value (CSV).")
@click.option(
    "--brief", type=OUT, help="Write a brief; the ending (.html or .pdf) says in which form."
)
@click.option("--trace", is_flag=True, help="Name the rows under each figure.")
@REJECTS
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def contributions(*, tables: tuple[Path, ...], **asked: Any) -> None:
    """Show who contributes how many people: totals with bounds, ranks, shares, concentration.

    TABLES are files in the UN's monthly form, in Geo-PKO's, or in Sulh's own; each is recognised by
    its columns. Sources are never added to each other; where they disagree, that is shown.
    """
    from sulh import sustain as room
    from sulh.report import contributions_sheet

    accounts: list[dict[str, Any]] = []

    def read(path: Path, reader: Any) -> Any:
        found = take_in(path, reader, rejects=asked["rejects"], quiet=asked["as_json"])
        accounts.append(account_of(found, path))
        return found.table

    wanted = room.Wanted(
        nation=room.find_nation(asked["nation"]).code if asked["nation"] else "",
        group=_group(asked["group"], asked["groups"], asked["pack"]) if asked["group"] else None,
        mission=asked["mission"] or "",
        period=asked["period"],
    )
    lines = [read(path, room.read_contributions) for path in tables]
    others = {
        name: read(asked[name], reader) if asked[name] else None
        for name, reader in (
            ("fatalities", room.read_fatalities),
            ("population", room.read_measures),
            ("income", room.read_measures),
        )
    }
    if others["population"] is None:
        others["population"] = room.bundled_population()
    found = room.contribution_summary(room.settle(_together(lines)), wanted, **others)
    if asked["brief"] is not None:
        write_sheet(contributions_sheet(found), asked["brief"], "A brief in PDF")
    if asked["as_json"]:
        click.echo(json.dumps(_content(found) | {"tables": accounts}, ensure_ascii=False, indent=2))
        return
    _print(found, trace=asked["trace"])


def _together(lines: list[pl.DataFrame]) -> pl.DataFrame:
    import polars as pl

    return pl.concat(lines)


def _group(name: str, path: Path | None, pack: str | None) -> Group:
    from sulh import sustain as room
    from sulh.mission import find

    known = dict(room.bundled_groups())
    files = [path] if path is not None else []
    if pack is not None:
        own = find(pack) / "contributors.toml"
        if not own.is_file():
            raise InputError(f"{own} is not there.", remedy="Define the pack's groups in it.")
        files.append(own)
    for each in files:
        known |= room.read_groups(each.read_text("utf-8"), each.name)
    if name.upper() not in known:
        raise InputError(
            f"No group is called {name!r}; known are {', '.join(sorted(known))}.",
            remedy="Give one of them, or define it in a file and name that with --groups.",
        )
    return known[name.upper()]


def _content(found: ContributionSummary) -> dict[str, Any]:
    return {
        "contributions": _rows(found.shown),
        "trend": _rows(found.trend),
        "women": _rows(found.parity),
        "fatalities": _rows(found.deaths),
        "concentration": _rows(found.concentration),
        "conflicts": _rows(found.conflicts.select("who", "mission", "period", "rows")),
        "differences": _rows(found.apart.drop("rows", "rows_other")),
    }


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table in types that JSON has."""
    import polars as pl

    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(days).cast(pl.String) if days else []).to_dicts()


def _print(found: ContributionSummary, *, trace: bool) -> None:
    from sulh import sustain as room

    out, people = console(), room.nations()
    has_income = found.shown.get_column("per_income").is_not_null().any()
    has_deaths = found.shown.get_column("deaths").is_not_null().any()
    table = Table(
        *("source", "period", "rank", "nation", "known", "unknown sizes", "bounds", "share"),
        *("share bounds", "per million"),
        *(("per US$ thousand million",) if has_income else ()),
        *(("deaths up to then",) if has_deaths else ()),
    )
    for row in found.shown.to_dicts():
        nation = people.get(row["nation"])
        table.add_row(
            *(row["source"], row["period"], str(row["rank"])),
            f"{nation.name} ({nation.code})" if nation else row["who"],
            *(known_of(row), str(row["unknown"] or ""), bounds_of(row), percent(row["share"])),
            f"{percent(row['share_low'])} to {percent(row['share_high'])}",
            per(row, "per_million").replace("[", r"\["),
            *((per(row, "per_income").replace("[", r"\["),) if has_income else ()),
            *((f"{row['deaths']:,}",) if has_deaths else ()),
        )
    out.print(table if found.shown.height else "No contribution matches.")
    if trace:
        for row in found.shown.to_dicts():
            out.print(f"{row['who']} {row['period']}: {', '.join(row['rows'])}", markup=False)
    _print_group(found)
    if found.wanted.nation or found.wanted.group:
        _print_trend(found)
    _print_rest(found)


def _print_group(found: ContributionSummary) -> None:
    group = found.wanted.group
    if group is None:
        return
    for row in _latest(found, found.trend):
        console().print(
            f"{group.name}: {row['contributors']} members contribute {row['known']:,} of "
            f"{row['known_of_all']:,} known ({percent(row['share'])}) in {row['period']}, "
            f"{row['source']}; {row['unknown']} of their sizes unknown. "
            f"List: {group.source} [{group.grade}]",
            markup=False,
            soft_wrap=True,
        )


def _latest(found: ContributionSummary, frame: pl.DataFrame) -> list[dict[str, Any]]:
    from sulh.sustain.contributions.summary import of_period

    return of_period(frame, found.wanted.period).to_dicts()


def _print_trend(found: ContributionSummary) -> None:
    table = Table("source", "period", "known", "bounds", "share", "best rank", title="Over time")
    for row in found.trend.to_dicts():
        table.add_row(
            *(row["source"], row["period"], known_of(row), bounds_of(row)),
            *(percent(row["share"]), str(row["rank"])),
        )
    console().print(table)


def _print_rest(found: ContributionSummary) -> None:
    out = console()
    for row in _latest(found, found.concentration):
        out.print(
            f"{row['source']} {row['period']}: {row['known']:,} known of {row['contributors']} "
            f"contributors; {row['top']} give half; concentration (HHI) {row['hhi']:.3f}",
            markup=False,
        )
    for row in found.parity.to_dicts():
        goal = "no target" if row["target"] is None else f"target for 2028 {row['target']:.0%} [GK]"
        said = f"{row['women']:,} women of {row['people']:,} · {percent(row['share'])} · {goal}"
        out.print(f"{row['source']} {row['period']} · {row['kind']} · {said}", markup=False)
    if found.deaths.height:
        sums = found.deaths.select("deaths", "uniformed", "malicious").sum().row(0)
        out.print(
            "Fatalities in the table: {:,}, of them uniformed {:,}, by malicious act {:,}".format(
                *sums
            )
        )
    if found.conflicts.height or found.apart.height or found.repeated:
        out.print(
            f"{found.conflicts.height} contradictions inside a source (counted with both bounds), "
            f"{found.apart.height} disagreements between sources, {found.repeated} repeated rows."
        )
