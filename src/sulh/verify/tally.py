"""Count acts and deaths by provision, party, month and district, before and after.

Acts before a provision is in force are *comparable acts*, for the comparison before and after; they are
never breaches. The party, the place and the other side are judged as in a finding; the time in force
and the month are not: an act belongs to the month in which its span begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


import polars as pl

from sulh.mission.pack import Pack
from sulh.mission.provisions import Ceasefire, Prohibit, RespectLine
from sulh.observe.names import normalise_name
from sulh.observe.tables import Tables
from sulh.verify.acts import count_acts
from sulh.verify.judge import cases
from sulh.verify.limb import Case
from sulh.verify.reports import Reports, prepare
from sulh.verify.times import micros, moment, within

__all__ = ["STRANGERS_SCHEMA", "TALLY_SCHEMA", "Tally", "tally"]

UNKNOWN_DISTRICT = "(not known)"
TALLY_SCHEMA: dict[str, Any] = {
    "provision": pl.String,
    "party": pl.String,
    "month": pl.String,
    "district": pl.String,
    "phase": pl.String,
    "certain": pl.Int64,
    "possible": pl.Int64,
    "deaths_low": pl.Int64,
    "deaths_best": pl.Int64,
    "deaths_high": pl.Int64,
    "civilian_deaths_best": pl.Int64,
    "possible_deaths_best": pl.Int64,
}
STRANGERS_SCHEMA: dict[str, Any] = {
    "name": pl.String,
    "known_as": pl.String,
    "phase": pl.String,
    "acts": pl.Int64,
    "deaths_best": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts.

    `frame`: one row a provision, party, month, district and phase (before, after, straddles). Deaths are of the
    certain acts; `possible_deaths_best` of the possible ones. `strangers`: acts by actors that are no party, one
    row a name, what the pack knows them as (or nothing) and phase; the phase is by the earliest provision.
    """

    frame: pl.DataFrame
    strangers: pl.DataFrame

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return both tables in types that JSON has."""
        return {"tally": self.frame.to_dicts(), "no_party": self.strangers.to_dicts()}


def tally(pack: Pack, tables: Tables, *, at: datetime) -> Tally:
    """Count the acts that every *ceasefire*, *prohibit* and *respect-line* speaks of."""
    reports = prepare(pack, tables, micros(at))
    frames = [
        _counts(case, pack, reports)
        for case in cases(pack, reports, tables, at=at)
        if isinstance(case.provision.terms, (Ceasefire, Prohibit, RespectLine))
        and case.provision.terms.acts
    ]
    frames = [each for each in frames if each.height]
    counted = pl.concat(frames) if frames else pl.DataFrame(schema=TALLY_SCHEMA)
    keys = ["provision", "party", "month", "district", "phase"]
    summed = counted.group_by(keys, maintain_order=True).agg(pl.all().sum())
    return Tally(summed.cast(TALLY_SCHEMA), _strangers(pack, tables, reports))


def _counts(case: Case, pack: Pack, reports: Reports) -> pl.DataFrame:
    terms = case.provision.terms
    is_ceasefire = isinstance(terms, Ceasefire)
    counted = count_acts(
        case,
        pack,
        reports,
        terms.acts,  # type: ignore[union-attr]
        attribution=terms.attribution if is_ceasefire else "participants",
        against=terms.against if is_ceasefire else "anyone",
        in_force=False,
    )
    rows = counted.rows
    frame = reports.incidents.frame[rows.tolist()]
    start, end = reports.incidents.start[rows], reports.incidents.end[rows]
    certain = pl.Series("is_certain", counted.tri == 2)
    return frame.select(
        pl.lit(case.provision.id).alias("provision"),
        pl.lit(case.party).alias("party"),
        pl.Series("month", [_month(pack, each) for each in start.tolist()], dtype=pl.String),
        _districts(pack, frame),
        pl.Series("phase", _phases(case, start, end), dtype=pl.String),
        certain.cast(pl.Int64).alias("certain"),
        (~certain).cast(pl.Int64).alias("possible"),
        *(
            pl.when(certain).then(pl.col(name).fill_null(0)).otherwise(0).alias(name)
            for name in ("deaths_low", "deaths_best", "deaths_high", "civilian_deaths_best")
        ),
        pl.when(certain)
        .then(0)
        .otherwise(pl.col("deaths_best").fill_null(0))
        .alias("possible_deaths_best"),
    )


def _month(pack: Pack, start: int) -> str:
    return f"{moment(start).astimezone(pack.timezone):%Y-%m}"


def _phases(case: Case, start: Any, end: Any) -> list[str]:
    after = within(start, end, case.force_from, 2**62)
    return [("before", "straddles", "after")[int(each)] for each in after]


def _districts(pack: Pack, frame: pl.DataFrame) -> pl.Series:
    """Return each row's district by the pack's own name for it, where the pack has districts."""
    names = {
        normalise_name(name): zone.name
        for zone in pack.zones.values()
        if pack.districts and zone.kind == pack.districts
        for name in (zone.id, zone.name, *zone.names)
    }
    found = [
        (names.get(normalise_name(text), text) if text else UNKNOWN_DISTRICT)
        for text in frame["district"]
    ]
    return pl.Series("district", found, dtype=pl.String)


def _strangers(pack: Pack, tables: Tables, reports: Reports) -> pl.DataFrame:
    """Count the acts by names that are no party: outsiders, coalitions, and names nobody bears."""
    kinds = {
        normalise_name(name): actor.kind
        for actor in pack.actors.values()
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }
    people = tables.participants.with_columns(
        pl.Series(
            "known_as",
            [kinds.get(normalise_name(name), "") for name in tables.participants["name"]],
            dtype=pl.String,
        )
    ).filter(pl.col("known_as").is_in(["", "outsider", "coalition"]))
    if not people.height or not pack.provisions:
        return pl.DataFrame(schema=STRANGERS_SCHEMA)
    first = min(micros(each.in_force_from) for each in pack.provisions)
    incidents = tables.incidents.select("start", "deaths_best").with_row_index("row")
    return (
        people.join(incidents, on="row", how="left")
        .with_columns(
            pl.when(pl.col("start") >= first)
            .then(pl.lit("after"))
            .otherwise(pl.lit("before"))
            .alias("phase")
        )
        .group_by("name", "known_as", "phase")
        .agg(
            pl.col("row").n_unique().cast(pl.Int64).alias("acts"),
            pl.col("deaths_best").fill_null(0).sum(),
        )
        .sort("acts", "name", "phase", descending=[True, False, False])
        .select(*STRANGERS_SCHEMA)
    )


