"""``sulh sustain``: who contributes what, and what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.show import console, print_problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import polars as pl

    from sulh.sustain import Group

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def sustain() -> None:
    """Say who contributes what to peace missions, and what is missing."""


@sustain.command()
@click.argument("tables", nargs=-1, required=True, type=FILE)
@click.option("--nation", help="Only this nation: a name, or its alpha-3 code.")
@click.option("--mission", help="Only this mission, as the tables write it.")
@click.option("--group", help="Mark and sum a group's members: OIC, AU, EU, ASEAN or your own.")
@click.option("--groups", type=FILE, help="Your own groups, as TOML.")
@click.option(
    "--period", help="A month 2024-09 or a year 2024; default: the latest of each source."
)
@click.option(
    "--brief",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a short brief; the ending (.html or .pdf) says in which form.",
)
@click.option("--trace", is_flag=True, help="Name the rows under each figure.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where rows go that cannot be read.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def contributions(*, tables: tuple[Path, ...], **asked: Any) -> None:
    """Show who contributes how many people: totals with bounds, ranks, shares, concentration.

    TABLES are files in the UN's monthly form, in Geo-PKO's, or in Sulh's own; each is recognised by
    its columns. Sources are never added to each other; where they disagree, that is shown.
    """
    from sulh import sustain as room

    lines, settled = _lines(tables, asked["rejects"], quiet=asked["as_json"])
    nation = room.find_nation(asked["nation"]).code if asked["nation"] else ""
    group = _group(asked["group"], asked["groups"]) if asked["group"] else None
    within = room.chosen(lines, mission=asked["mission"] or "")
    ranked = room.shares(room.totals(within, ("nation", "who")))
    apart = room.differences(within)
    whole = room.concentration(ranked)
    marked = _marked(ranked, within, group)
    shown = _of_period(marked, asked["period"])
    if nation:
        shown = shown.filter(shown["nation"] == nation)
    elif group is not None:
        shown = shown.filter(shown["member"])
    parity = _of_period(room.women(_kept(within, nation, group)), asked["period"])
    if asked["brief"] is not None:
        about = nation or (group.name if group else "all contributors")
        _write_brief(
            asked["brief"],
            f"Contributions: {about}, {asked['mission'] or 'all missions'}",
            shown,
            _of_period(whole, asked["period"]),
            parity,
        )
    if asked["as_json"]:
        content = {
            "women": parity.to_dicts(),
            "contributions": shown.to_dicts(),
            "concentration": whole.to_dicts(),
            "conflicts": settled.conflicts.select("who", "mission", "period", "rows").to_dicts(),
            "differences": apart.drop("rows", "rows_other").to_dicts(),
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    _print_contributions(shown, trace=asked["trace"])
    if group is not None:
        _print_group(_of_period(marked, asked["period"]), group)
    if nation:
        _print_trend(marked.filter(marked["nation"] == nation))
    _print_concentration(_of_period(whole, asked["period"]))
    for line in _parity_lines(parity):
        console().print(" · ".join(line), markup=False)
    out = console()
    if settled.conflicts.height or apart.height or settled.repeated:
        out.print(
            f"{settled.conflicts.height} contradictions inside a source (counted with both bounds), "
            f"{apart.height} disagreements between sources, {settled.repeated} repeated rows."
        )


def _lines(tables: tuple[Path, ...], rejects: Path | None, *, quiet: bool) -> tuple[Any, Any]:
    """Read and settle; print the account of each file's rows."""
    import polars as pl

    from sulh import sustain as room
    from sulh.observe.csv_rows import csv_table
    from sulh.observe.rejects import Rejects

    read = []
    for path in tables:
        found = room.read_contributions(csv_table(path, path.name), path.name)
        read.append(found.table)
        if rejects is not None:
            target = (
                rejects if len(tables) == 1 else rejects.with_name(f"{path.stem}.{rejects.name}")
            )
            with Rejects(target) as rejected:
                rejected.add(found.problems, found.raw)
        if not quiet:
            print_problems(found.problems)
            console().print(
                f"{path.name} ({found.form}): {found.read:,} rows read, {found.kept:,} kept, "
                f"{found.read - found.kept:,} rejected, {found.blank:,} blank",
                markup=False,
            )
    settled = room.settle(pl.concat(read))
    return settled.table, settled


def _kept(lines: pl.DataFrame, nation: str, group: Group | None) -> pl.DataFrame:
    from sulh import sustain as room

    return room.chosen(lines, nation=nation, group=None if nation else group)


def _parity_lines(parity: pl.DataFrame) -> list[tuple[str, ...]]:
    return [
        (
            f"{row['source']} {row['period']}",
            row["kind"],
            f"{row['women']:,} women of {row['people']:,}",
            _percent(row["share"]),
            "no target" if row["target"] is None else f"target for 2028 {row['target']:.0%} [GK]",
        )
        for row in parity.to_dicts()
    ]


def _write_brief(
    path: Path, title: str, shown: pl.DataFrame, whole: pl.DataFrame, parity: pl.DataFrame
) -> None:
    from sulh import sustain as room
    from sulh.errors import InputError

    if path.suffix not in (".html", ".pdf"):
        raise InputError(f"{path} is neither .html nor .pdf.", remedy="Choose one of the two.")
    people = room.nations()
    rows = shown.sort("source", "rank", "who").to_dicts()
    names = [people[r["nation"]].name if r["nation"] else r["who"] for r in rows]
    charts = {}
    for source in dict.fromkeys(r["source"] for r in rows):
        bars = [
            (name, r["known"], r["low"], r["high"])
            for name, r in zip(names, rows, strict=True)
            if r["source"] == source
        ]
        charts[source] = room.bar_chart(bars[:20], f"{source}: people known, with bounds")
    table: list[tuple[str, ...]] = [
        ("source", "period", "rank", "nation", "known", "unknown sizes", "bounds", "share")
    ]
    table += [
        (r["source"], r["period"], str(r["rank"]), name, _known(r), str(r["unknown"] or ""),
         _bounds(r), _percent(r["share"]))
        for name, r in zip(names[:40], rows, strict=False)
    ]  # fmt: skip
    sentences = [
        f"{r['source']}, {r['period']}: {r['known']:,} people known, of {r['contributors']} contributors in "
        f"all; {r['top']} of them give half; concentration (HHI) {r['hhi']:.3f}."
        for r in whole.to_dicts()
    ]
    sentences.append(
        "Bars show what is stated; lines the bounds. Sizes nobody stated stay unknown."
    )
    if len(rows) > 40:
        sentences.append(f"The table shows the first 40 of {len(rows)} lines.")
    tables: dict[str, tuple[tuple[str, ...], ...]] = {"By nation": tuple(table)}
    if parity.height:
        head: tuple[str, ...] = ("source", "type", "women", "share", "target")
        tables["Women, beside the uniformed gender parity targets"] = (head, *_parity_lines(parity))
    brief = room.Brief(title=title, sentences=tuple(sentences), charts=charts, tables=tables)
    if path.suffix == ".pdf":
        path.write_bytes(room.brief_pdf(brief))
    else:
        path.write_text(room.brief_html(brief), "utf-8")
    console(stderr=True).print(f"Wrote {path}", markup=False)


def _group(name: str, path: Path | None) -> Group:
    from sulh import sustain as room
    from sulh.errors import InputError

    known = dict(room.bundled_groups())
    if path is not None:
        known |= room.read_groups(path.read_text("utf-8"), path.name)
    if name.upper() not in known:
        raise InputError(
            f"No group is called {name!r}; known are {', '.join(sorted(known))}.",
            remedy="Give one of them, or define it in a file and name that with --groups.",
        )
    return known[name.upper()]


def _marked(ranked: pl.DataFrame, lines: pl.DataFrame, group: Group | None) -> pl.DataFrame:
    """Add `member`: whether the nation was in the group on the last day of the period."""
    import polars as pl

    from sulh import sustain as room

    if group is None:
        return ranked.with_columns(member=pl.lit(value=False))
    days = lines.select("period", "last_day").unique()
    return room.in_groups(ranked.join(days, on="period", how="left"), (group,)).drop("last_day")


def _of_period(frame: pl.DataFrame, period: str | None) -> pl.DataFrame:
    import polars as pl

    if period:
        return frame.filter(pl.col("period") == period)
    return frame.filter(pl.col("period") == pl.col("period").max().over("source"))


def _bounds(row: dict[str, Any]) -> str:
    high = "no upper bound" if row["high"] is None else f"{row['high']:,}"
    return f"{row['low']:,} to {high}"


def _known(row: dict[str, Any]) -> str:
    return "unknown" if row["unknown"] and not row["known"] else f"{row['known']:,}"


def _percent(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.1%}"


def _print_contributions(shown: pl.DataFrame, *, trace: bool) -> None:
    from sulh import sustain as room

    out = console()
    table = Table(
        "source",
        "period",
        "rank",
        "nation",
        "known",
        "unknown sizes",
        "bounds",
        "share",
        "share bounds",
        "per million",
    )
    people = room.nations()
    for row in shown.sort("source", "period", "rank", "who").to_dicts():
        nation = people.get(row["nation"])
        each = (
            f"{row['known'] / nation.population * 1e6:.1f}"
            if nation and nation.population and (row["known"] or not row["unknown"])
            else "unknown"
        )
        table.add_row(
            row["source"], row["period"], str(row["rank"]),
            f"{nation.name} ({nation.code})" if nation else row["who"],
            _known(row), str(row["unknown"] or ""), _bounds(row), _percent(row["share"]),
            f"{_percent(row['share_low'])} to {_percent(row['share_high'])}", each,
        )  # fmt: skip
    out.print(table if shown.height else "No contribution matches.")
    if trace:
        for row in shown.to_dicts():
            out.print(f"{row['who']} {row['period']}: {', '.join(row['rows'])}", markup=False)


def _print_group(marked: pl.DataFrame, group: Group) -> None:
    import polars as pl

    out = console()
    for key, part in marked.group_by("source", "period", maintain_order=True):
        own, others = part.filter("member"), part.filter(~pl.col("member"))
        known, total = int(own["known"].sum()), int(part["known"].sum())
        share = known / total if total else None
        unknown = int(own["unknown"].sum()) + int(others["unknown"].sum())
        out.print(
            f"{group.name}: {own.height} members contribute {known:,} of {total:,} known "
            f"({_percent(share)}) in {key[1]}, {key[0]}; {unknown} sizes unknown. "
            f"List: {group.source} [{group.grade}]",
            markup=False,
        )


def _print_trend(own: pl.DataFrame) -> None:
    table = Table("source", "period", "known", "bounds", "rank", title="Over time")
    for row in own.sort("source", "period").to_dicts():
        table.add_row(row["source"], row["period"], _known(row), _bounds(row), str(row["rank"]))
    console().print(table)


def _print_concentration(whole: pl.DataFrame) -> None:
    for row in whole.to_dicts():
        console().print(
            f"{row['source']} {row['period']}: {row['known']:,} known of {row['contributors']} "
            f"contributors; {row['top']} give half; concentration (HHI) {row['hhi']:.3f}",
            markup=False,
        )


@sustain.command()
@click.option(
    "--requirements", required=True, type=FILE, help="The statements of unit requirement (CSV)."
)
@click.option("--pledges", required=True, type=FILE, help="The pledges (CSV).")
@click.option("--deployments", required=True, type=FILE, help="Who is deployed (CSV).")
@click.option("--on", required=True, type=DAY, help="The day on which it is decided.")
@click.option("--soon", default=90, show_default=True, help="How many days ahead 'soon' is.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def gaps(
    *, requirements: Path, pledges: Path, deployments: Path, on: datetime, soon: int, as_json: bool
) -> None:
    """Show what is unmet by month, what ends soon, and which pledges fill it best."""
    from sulh import sustain as room
    from sulh.observe.csv_rows import csv_table

    needs, faults = room.read_requirements(
        csv_table(requirements, requirements.name), requirements.name
    )
    offers, more = room.read_pledges(csv_table(pledges, pledges.name), pledges.name)
    there, last = room.read_deployments(csv_table(deployments, deployments.name), deployments.name)
    problems = (*faults, *more, *last)
    unmet = room.find_gaps(needs, there)
    fill = room.best_fill(needs, offers, unmet, decided=on.date())
    lost = room.most_needed(needs, offers, unmet, decided=on.date())
    ending = room.ending_soon(there, needs, on=on.date(), within_days=soon)
    names = {each.id for each in needs}
    stray = sorted(each.id for each in there if each.requirement not in names)
    if as_json:
        content = {
            "unmet": {each.requirement: each.unmet for each in unmet},
            "given": fill.given,
            "filled": {key: sorted(months) for key, months in fill.filled.items()},
            "person_months": fill.person_months,
            "lost_without": lost,
            "ending": [each.id for each in ending],
            "deployments_without_requirement": stray,
            "problems": [str(each) for each in problems],
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    out = console()
    print_problems(problems)
    table = Table(
        "requirement",
        "unit",
        "strength",
        "months asked",
        "unmet",
        "filled by the pledges",
        "still unmet",
    )
    by_id = {each.id: each for each in needs}
    for each in unmet:
        filled = fill.filled.get(each.requirement, frozenset())
        need = by_id[each.requirement]
        table.add_row(
            need.id, need.unit_type, str(need.strength), str(len(each.asked)), _runs(each.unmet),
            _runs(filled),
            _runs(m for m in each.unmet if m not in filled),
        )  # fmt: skip
    out.print(table)
    for name in stray:
        out.print(f"Deployment {name} names a requirement that is not in the table.", markup=False)
    for one in ending:
        out.print(
            f"Ends soon with no successor: {one.id} ({one.nation}) on {one.last}, for {one.requirement}",
            markup=False,
        )
    for pledge, need_id in fill.given:
        out.print(f"Best use: pledge {pledge} for {need_id}", markup=False)
    for offer in offers:
        if offer.id not in {pledge for pledge, _ in fill.given}:
            reasons = "; ".join(
                f"{need.id}: {room.fits(offer, need) or 'fits, adds no month'}" for need in needs
            )
            out.print(f"Not used: {offer.id}. {reasons}", markup=False)
    if lost:
        out.print(
            f"Matters most: pledge {lost[0][0]}; without it {lost[0][1]:,} of "
            f"{fill.person_months:,} person-months are lost.",
            markup=False,
        )


def _runs(months: Iterable[str]) -> str:
    from sulh.report.months import month_runs

    return month_runs(months) or "none"
