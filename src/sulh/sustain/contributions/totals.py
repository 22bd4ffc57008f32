"""Totals with bounds: what rows add up to, in whatever grouping, each with the rows it rests on.

A strength is a state, not a flow: months are never added to each other, nor two sources. Rows that
say the same of the same thing count once; rows that contradict each other are a conflict, which
counts with the lowest and the highest figure and no best one. Nothing is averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.sustain.contributions.groups import Group

__all__ = [
    "Settled",
    "chosen",
    "concentration",
    "differences",
    "in_groups",
    "settle",
    "shares",
    "totals",
]

SAME = ("source", "nation", "as_written", "mission", "place", "lon", "lat", "kind", "sex", "period")
UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Rows after the rules: `table` with one line for each thing that is said.

    Its column `rows` lists every row that says it. `conflicts` are the lines whose rows contradict
    each other; `repeated` counts rows that only repeat.
    """

    table: pl.DataFrame
    conflicts: pl.DataFrame
    repeated: int


def settle(table: pl.DataFrame) -> Settled:
    """Return one line for each nation, mission, place, type, sex and period of each source.

    A nation that was recognised is one, however it is written.
    """
    spelled = table.with_columns(
        as_written=pl.when(pl.col("nation") == "").then("as_written").otherwise(pl.lit(""))
    )
    bounds = pl.struct("low", "best", "high")
    lines = (
        spelled.group_by(SAME, maintain_order=True)
        .agg(
            pl.col("first_day").first(),
            pl.col("last_day").first(),
            pl.col("low").min(),
            _top("high"),
            pl.when(bounds.n_unique() == 1).then(pl.col("best").first()).alias("best"),
            (bounds.n_unique() > 1).alias("conflict"),
            pl.col("row").sort().alias("rows"),
        )
        .with_columns(
            who=pl.when(pl.col("nation") == "")
            .then(pl.format(UNMATCHED + ": {}", "as_written"))
            .otherwise("nation")
        )
    )
    repeated = table.height - lines.height
    conflicts = lines.filter("conflict")
    extra = int(conflicts.get_column("rows").list.len().sum()) - conflicts.height
    return Settled(table=lines, conflicts=conflicts, repeated=repeated - extra)


def totals(lines: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the sums of settled lines by source, period and the columns of `by`.

    `known` is the sum of the figures that are stated; `unknown` counts the lines without one; `low`
    and `high` bound the truth (`high` null: no upper bound). `rows` are the rows of the sum.
    """
    keys = list(dict.fromkeys(("source", "period", *by)))
    return (
        lines.group_by(keys)
        .agg(
            pl.col("best").sum().alias("known"),
            pl.col("best").is_null().sum().cast(pl.Int64).alias("unknown"),
            pl.col("low").sum(),
            _whole("high"),
            pl.col("rows").list.explode().sort().alias("rows"),
        )
        .sort(keys)
    )


def shares(summed: pl.DataFrame) -> pl.DataFrame:
    """Add the rank and the share of each line of `totals` among those of its source and period.

    `share` is of what is known, null where a nation has nothing
    but unknown sizes; `share_low` and `share_high` bound the true share: a nation's least
    against the others' most, and the reverse. Ranks follow the known sums; equals share a rank.
    """
    within = ("source", "period")
    others_low = pl.col("low").sum().over(within) - pl.col("low")
    open_others = pl.col("high").is_null().sum().over(within) - pl.col("high").is_null().cast(
        pl.UInt32
    )
    others_high = pl.col("high").sum().over(within) - pl.col("high").fill_null(0)
    known = pl.col("known").sum().over(within)
    return summed.with_columns(
        rank=pl.col("known").rank("min", descending=True).over(within).cast(pl.Int64),
        share=pl.when((known > 0) & ((pl.col("known") > 0) | (pl.col("unknown") == 0))).then(
            pl.col("known") / known
        ),
        share_low=pl.when(open_others > 0)
        .then(0.0)
        .otherwise(_ratio(pl.col("low"), others_high, empty=0.0)),
        share_high=pl.when(pl.col("high").is_null())
        .then(1.0)
        .otherwise(_ratio(pl.col("high"), others_low, empty=1.0)),
    )


def concentration(summed: pl.DataFrame) -> pl.DataFrame:
    """Return by source and period how concentrated the known contributions are.

    `hhi` is the Herfindahl-Hirschman index: the sum of squared shares, 1/n for n equal contributors
    to 1 for one alone. `top` counts the smallest number of contributors that give half.
    """
    return (
        summed.filter(pl.col("known") > 0)
        .sort("known", descending=True)
        .group_by("source", "period", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("contributors"),
            ((pl.col("known") / pl.col("known").sum()) ** 2).sum().alias("hhi"),
            (pl.col("known").cum_sum() * 2 < pl.col("known").sum())
            .sum()
            .add(1)
            .cast(pl.Int64)
            .alias("top"),
            pl.col("known").sum(),
            pl.col("unknown").sum(),
        )
        .sort("source", "period")
    )


def differences(lines: pl.DataFrame) -> pl.DataFrame:
    """Return where two sources disagree on a nation's strength in a mission in a year or a month.

    A month is compared with the year it lies in. Two sources disagree where their bounds do not meet.
    """
    summed = totals(lines, ("who", "mission")).with_columns(year=pl.col("period").str.slice(0, 4))
    pairs = summed.join(summed, on=("who", "mission", "year"), suffix="_other").filter(
        (pl.col("source") < pl.col("source_other"))
        & (
            (pl.col("period") == pl.col("period_other"))
            | (pl.col("period").str.len_chars() != pl.col("period_other").str.len_chars())
        )
    )
    apart = (pl.col("low") > pl.col("high_other")).fill_null(value=False) | (
        pl.col("low_other") > pl.col("high")
    ).fill_null(value=False)
    return pairs.filter(apart).sort("who", "mission", "period", "source")


def chosen(
    lines: pl.DataFrame, *, nation: str = "", mission: str = "", group: Group | None = None
) -> pl.DataFrame:
    """Return the lines of a nation, of a mission, of a group's members of the last day of the period."""
    if nation:
        lines = lines.filter(pl.col("nation") == nation)
    if mission:
        lines = lines.filter(pl.col("mission").str.to_lowercase() == mission.lower())
    return in_groups(lines, (group,)).filter("member") if group is not None else lines


def in_groups(lines: pl.DataFrame, groups: Iterable[Group]) -> pl.DataFrame:
    """Add `member`: whether the nation belonged to one of the groups on the period's last day."""
    days = lines.get_column("last_day").unique().to_list()
    pairs = [(day, nation, True) for day in days for each in groups for nation in each.members(day)]
    schema = pl.Schema({"last_day": pl.Date, "nation": pl.String, "member": pl.Boolean})
    members = pl.DataFrame(pairs, schema=schema, orient="row").unique()
    return lines.join(members, on=("last_day", "nation"), how="left").with_columns(
        pl.col("member").fill_null(value=False)
    )


def _top(name: str) -> pl.Expr:
    """Return the highest, or null where one is unbounded."""
    return pl.when(pl.col(name).null_count() == 0).then(pl.col(name).max()).alias(name)


def _whole(name: str) -> pl.Expr:
    """Return the sum, or null where one is unbounded."""
    return pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name)


def _ratio(part: pl.Expr, rest: pl.Expr, *, empty: float) -> pl.Expr:
    return pl.when(part + rest > 0).then(part / (part + rest)).otherwise(empty)
