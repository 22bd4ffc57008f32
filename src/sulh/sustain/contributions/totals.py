"""Totals with bounds: what rows add up to, however they are grouped, each with the rows it rests on.

A strength is a state, not a flow: months are never added to each other, nor two sources. Rows that
say the same of the same thing count once; rows that contradict each other are a conflict, which
counts with the lowest and the highest figure and no best one. Nothing is averaged. A name that means
no nation may mean any: what it adds keeps every nation's figure a lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, shown
from sulh.sustain.contributions.same_places import join_places, one_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.sustain.contributions.groups import ContributorGroup

__all__ = [
    "DistinctLines",
    "concentration",
    "contributor_name",
    "deduplicate",
    "differences",
    "mark_members",
    "of_mission",
    "refuse_unknown_mission",
    "select_lines",
    "shares",
    "totals",
]

SAME = ("source", "nation", "as_written", "mission", "place", "lon", "lat", "kind", "sex", "period")
UNMATCHED = "unmatched"


def contributor_name(nation: str, name: str) -> str:
    """Return the nation's code; ``unmatched: …`` and the name where no nation was recognised."""
    return nation or f"{UNMATCHED}: {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctLines:
    """Contributions without repeats: `table` has one line for each thing that rows say.

    Its column `rows` lists every row that says it. `conflicts` are the lines whose rows contradict
    each other; `repeats` counts rows that only repeat another. `places` are those that the rows put at
    several positions: how far they are apart (`apart_m`), and whether they count as one place (`is_one`).
    """

    table: pl.DataFrame
    conflicts: pl.DataFrame
    repeats: int
    places: pl.DataFrame


def deduplicate(table: pl.DataFrame) -> DistinctLines:
    """Return one line for each nation, mission, place, type, sex and period of each source.

    A nation that was recognised is one, and so is a mission, however it is written. A place at several
    positions is one within `SAME_PLACE_KM`; farther apart it may be one place or several, so that it is a
    conflict: its least is that of one, its most that of all.
    """
    keyed = one_spelling(table, "mission", "place").with_columns(
        as_written=pl.when(pl.col("nation") == "").then("as_written").otherwise(pl.lit(""))
    )
    joined, places = join_places(keyed, SAME)
    bounds = pl.struct("low", "best", "high")
    lines = (
        joined.group_by(*SAME, "position", maintain_order=True)
        .agg(
            pl.col("first_day").first(),
            pl.col("last_day").first(),
            pl.col("low").min(),
            _top("high"),
            pl.when(bounds.n_unique() == 1).then(pl.col("best").first()).alias("best"),
            (bounds.n_unique() > 1).alias("conflict"),
            pl.col("row").alias("rows"),
        )
        .group_by(SAME, maintain_order=True)
        .agg(
            pl.col("first_day", "last_day").first(),
            pl.col("low").min(),
            _whole("high"),
            pl.when(pl.len() == 1).then(pl.col("best").first()).alias("best"),
            (pl.col("conflict").any() | (pl.len() > 1)).alias("conflict"),
            pl.col("rows").list.explode().sort().alias("rows"),
        )
        .with_columns(
            contributor=pl.when(pl.col("nation") == "")
            .then(pl.format(UNMATCHED + ": {}", "as_written"))
            .otherwise("nation")
        )
    )
    conflicts = lines.filter("conflict")
    in_conflict = int(conflicts.get_column("rows").list.len().sum()) - conflicts.height
    return DistinctLines(
        table=lines,
        conflicts=conflicts,
        repeats=table.height - lines.height - in_conflict,
        places=places,
    )


def totals(lines: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the sums of distinct lines by source, period and the columns of `by`.

    `people` is the sum of the sizes that are stated, and of the least where none is stated
    (`unknown_sizes` counts those) or rows contradict each other (`contradictions`). `has_size` says that
    some size is stated.
    `low` and `high` bound the truth (`high` null: no upper bound). `rows` are the rows of the sum.
    """
    keys = list(dict.fromkeys(("source", "period", *by)))
    return (
        lines.group_by(keys)
        .agg(
            pl.coalesce("best", "low").sum().alias("people"),
            (pl.col("best").is_null() & ~pl.col("conflict"))
            .sum()
            .cast(pl.Int64)
            .alias("unknown_sizes"),
            pl.col("conflict").sum().cast(pl.Int64).alias("contradictions"),
            (pl.col("best").is_not_null() | pl.col("conflict")).any().alias("has_size"),
            pl.col("low").sum(),
            _whole("high"),
            pl.col("rows").list.explode().sort().alias("rows"),
        )
        .sort(keys)
    )


def shares(summed: pl.DataFrame) -> pl.DataFrame:
    """Add the rank and the share of each line of `totals` among those of its source and period.

    `share` is of `people`, null where all sizes of a nation are unknown; `share_low` and `share_high`
    bound the true share: a nation's least against the others' most, and the reverse. Ranks follow
    `people`; equals share a rank. Where the table has names that mean no nation, every nation
    `may_be_more`, and its `high` and `share_high` hold all that these names could add.
    """
    within = ("source", "period")
    summed = add_unmatched(summed, within)
    others_low = pl.col("low").sum().over(within) - pl.col("low") - pl.col("unmatched_low")
    open_others = pl.col("high").is_null().sum().over(within) - pl.col("high").is_null().cast(
        pl.UInt32
    )
    most = pl.col("high") + pl.col("unmatched_high")
    others_high = pl.col("high").sum().over(within) - pl.col("high").fill_null(0)
    everyone = pl.col("people").sum().over(within)
    return summed.with_columns(
        rank=pl.col("people").rank("min", descending=True).over(within).cast(pl.Int64),
        share=pl.when((everyone > 0) & pl.col("has_size")).then(pl.col("people") / everyone),
        share_low=pl.when(open_others > 0)
        .then(0.0)
        .otherwise(_ratio(pl.col("low"), others_high, empty=0.0)),
        share_high=pl.when(most.is_null()).then(1.0).otherwise(_ratio(most, others_low, empty=1.0)),
        high=most,
    ).drop("unmatched_low", "unmatched_high")


def add_unmatched(summed: pl.DataFrame, within: Sequence[str]) -> pl.DataFrame:
    """Add to lines by contributor what names that mean no nation could add to each nation.

    `may_be_more` says that there are such names, `unmatched_low` and `unmatched_high` are their bounds
    (null: no upper bound); nothing for the names themselves.
    """
    is_name = pl.col("contributor").str.starts_with(f"{UNMATCHED}: ")
    own = {name: pl.when(is_name).then(name).otherwise(0) for name in ("low", "high")}
    return summed.with_columns(may_be_more=~is_name & is_name.any().over(within)).with_columns(
        unmatched_low=pl.when("may_be_more").then(own["low"].sum().over(within)).otherwise(0),
        unmatched_high=pl.when(~pl.col("may_be_more"))
        .then(0)
        .when(own["high"].null_count().over(within) == 0)
        .then(own["high"].sum().over(within)),
    )


def concentration(summed: pl.DataFrame) -> pl.DataFrame:
    """Return by source and period how concentrated the stated contributions are.

    `hhi` is the Herfindahl-Hirschman index: the sum of squared shares, 1/n for n equal contributors
    to 1 for one alone. `top` counts the smallest number of contributors that give half.
    """
    people = pl.col("people")
    return (
        summed.filter(people > 0, pl.col("has_size") if "has_size" in summed.columns else True)
        .sort("people", descending=True)
        .group_by("source", "period", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("contributors"),
            ((people / people.sum()) ** 2).sum().alias("hhi"),
            (people.cum_sum() * 2 < people.sum()).sum().add(1).cast(pl.Int64).alias("top"),
            people.sum(),
            pl.col("unknown_sizes").sum(),
        )
        .sort("source", "period")
    )


def differences(lines: pl.DataFrame) -> pl.DataFrame:
    """Return where two sources disagree on a nation's strength in a mission in a year or a month.

    A month is compared with the year it lies in. Two sources disagree where their bounds do not meet.
    """
    by = ("contributor", "mission")
    summed = totals(lines, by).with_columns(year=pl.col("period").str.slice(0, 4))
    pairs = summed.join(summed, on=(*by, "year"), suffix="_other").filter(
        (pl.col("source") < pl.col("source_other"))
        & (
            (pl.col("period") == pl.col("period_other"))
            | (pl.col("period").str.len_chars() != pl.col("period_other").str.len_chars())
        )
    )
    disagree = (pl.col("low") > pl.col("high_other")).fill_null(value=False) | (
        pl.col("low_other") > pl.col("high")
    ).fill_null(value=False)
    return pairs.filter(disagree).sort(*by, "period", "source")


def select_lines(
    lines: pl.DataFrame,
    *,
    nation: str = "",
    mission: str = "",
    group: ContributorGroup | None = None,
) -> pl.DataFrame:
    """Return the lines of a nation, a mission, or a group's members on the last day of the period."""
    lines = of_mission(lines, mission)
    if nation:
        lines = lines.filter(pl.col("nation") == nation)
    return mark_members(lines, (group,)).filter("member") if group is not None else lines


def of_mission(lines: pl.DataFrame, mission: str) -> pl.DataFrame:
    """Return the lines of a mission, whatever its case and blanks; empty: all lines."""
    if not mission:
        return lines
    blanks = pl.col("mission").str.to_lowercase().str.replace_all(r"\s+", "")
    return lines.filter(blanks == "".join(mission.lower().split()))


def refuse_unknown_mission(frame: pl.DataFrame, mission: str) -> None:
    """Refuse a mission that no row of a frame is of; the error names those that are near, or all.

    Raises
    ------
    InputError
        When there is no row of the mission.
    """
    if of_mission(frame, mission).is_empty() and not frame.is_empty():
        names = frame.get_column("mission").unique().sort().to_list()
        near = get_close_matches(mission.upper(), names, n=5, cutoff=0.5) or names
        raise InputError(
            f"No row is of the mission {shown(mission)!r}.",
            remedy=f"The tables have {shown(', '.join(near))}.",
        )


def mark_members(lines: pl.DataFrame, groups: Iterable[ContributorGroup]) -> pl.DataFrame:
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
