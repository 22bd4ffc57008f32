"""Acts and deaths by provision, party, month and district, before and after the provision began.

An act from before the date is a *comparable act*: what would count if the provision had been in
force. It is no breach of anything. Acts count, certainly or possibly, by the rules of *ceasefire*
in docs/reference/verification-semantics.md, with these differences, so that each is counted once:

- the time in force sets the `phase` of an act and not whether it counts: *before*, *after* (in
  force), *straddles* (the span holds the date or the end) or *ended* (after the provision's end);
- an act stands in the month in which its span begins, in the pack's time zone;
- of several zones of a provision the surest place counts;
- its district is the zone of the pack's kind `districts` that certainly holds it, else the one that
  the report names, else the district's name as the report writes it, else ``(not known)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.mission.provisions import Against, Attribution, Ceasefire, Prohibit, RespectLine
from sulh.verify.actors import NO_PARTY, strangers
from sulh.verify.arrays import Reports, prepare
from sulh.verify.judge import obligations
from sulh.verify.provisions.ceasefire import count_acts
from sulh.verify.times import Tris, micros, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.verify.assessment import Obligation

__all__ = ["STRANGERS_SCHEMA", "TALLY_SCHEMA", "UNKNOWN_DISTRICT", "Tally", "tally"]

UNKNOWN_DISTRICT = "(not known)"
DEATHS = tuple(
    f"{who}deaths_{bound}" for who in ("", "civilian_") for bound in ("low", "best", "high")
)
KEYS = ("provision", "party", "month", "district", "phase")
TALLY_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(KEYS, pl.String),
    "certain": pl.Int64,
    "possible": pl.Int64,
    **dict.fromkeys(DEATHS, pl.Int64),
    **{f"possible_{name}": pl.Int64 for name in DEATHS},
}
STRANGERS_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(("name", "known_as", "phase"), pl.String),
    "acts": pl.Int64,
    **dict.fromkeys(DEATHS, pl.Int64),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts.

    `frame` (columns of `TALLY_SCHEMA`): one row a provision, party, month, district and phase.
    Deaths are those of the certain acts, `possible_…` those of the possible ones. Where a report
    gives no best figure its low one stands for it; a high sum is null where some act's is not known.
    An act stands with each party that took part and with each provision.

    `strangers` (columns of `STRANGERS_SCHEMA`): acts by actors that are no party, one row a phase and
    name as the reports write it. `known_as` is "outsider", "coalition" (its acts are possibly those
    of its members, and counted with them too) or empty (the pack knows no such name at that time).
    The phase, *before* or *after*, is by the pack's earliest provision and the start of the span.
    """

    frame: pl.DataFrame
    strangers: pl.DataFrame

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return both tables in types that JSON has."""
        return {"tally": self.frame.to_dicts(), "no_party": self.strangers.to_dicts()}


def tally(pack: Pack, tables: Tables, *, at: datetime) -> Tally:
    """Count the acts that every *ceasefire*, *prohibit* and *respect-line* speaks of.

    Acts whose span starts after `at` (UTC) are left out.
    """
    reports = prepare(pack, tables, micros(at))
    told = _told(pack, reports)
    frames = [_counts(each, pack, reports, told) for each in _bans(pack, reports, tables, at)]
    found = pl.concat([pl.DataFrame(schema=TALLY_SCHEMA), *frames])
    return Tally(found, _strangers(pack, reports, told))


def _bans(pack: Pack, reports: Reports, tables: Tables, at: datetime) -> Iterator[list[Obligation]]:
    """Yield for each provision on acts, and each party, its obligations: one a zone."""
    groups: dict[tuple[str, str], list[Obligation]] = {}
    for obligation in obligations(pack, reports, tables, at=at):
        terms = obligation.provision.terms
        if isinstance(terms, Ceasefire | Prohibit | RespectLine) and terms.acts:
            groups.setdefault((obligation.provision.id, obligation.party), []).append(obligation)
    yield from groups.values()


def _told(pack: Pack, reports: Reports) -> pl.DataFrame:
    """Return each incident's month, district and deaths, in the order of the reports."""
    local = pl.col("start").cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(pack.timezone.key)
    return reports.incidents.frame.select(
        local.dt.strftime("%Y-%m").alias("month"),
        _districts(pack, reports).alias("district"),
        *(
            pl.coalesce(name, name.replace("best", "low")).alias(name)
            if name.endswith("best")
            else pl.col(name)
            for name in DEATHS
        ),
    )


def _districts(pack: Pack, reports: Reports) -> pl.Series:
    seen = reports.incidents
    written = seen.frame["district"].to_numpy()
    found = np.where(written == "", UNKNOWN_DISTRICT, written).astype(object)
    held = np.zeros(found.size, dtype=np.bool_)
    for zone in pack.zones.values():
        if pack.districts and zone.kind == pack.districts:
            inside, _ = seen.places.inside(zone.id)
            said, any_named = seen.places.by_name(zone.id)
            named = any_named & (said == 2) & ~held
            found[named | (inside == 2)] = zone.name
            held |= inside == 2
    return pl.Series("district", found.tolist(), dtype=pl.String)


def _counts(
    over_zones: list[Obligation], pack: Pack, reports: Reports, told: pl.DataFrame
) -> pl.DataFrame:
    """Count the acts of one party under one provision."""
    obligation = over_zones[0]
    tri = np.zeros(told.height, dtype=np.uint8)
    for each in over_zones:
        tri = np.maximum(tri, _acts(each, pack, reports))
    start, end = reports.incidents.start, reports.incidents.end
    certain, possible = pl.col("tri") == 2, pl.col("tri") == 1
    return (
        told.with_columns(
            pl.Series("tri", tri),
            _phase(start, end, obligation.force_from, obligation.force_until),
            pl.lit(obligation.provision.id).alias("provision"),
            pl.lit(obligation.party).alias("party"),
        )
        .filter(pl.col("tri") > 0)
        .group_by(KEYS)
        .agg(
            certain.sum().alias("certain"),
            possible.sum().alias("possible"),
            *(_sum(pl.col(name).filter(certain), name) for name in DEATHS),
            *(_sum(pl.col(name).filter(possible), f"possible_{name}") for name in DEATHS),
        )
        .sort(KEYS)
        .select(pl.col(name).cast(kind) for name, kind in TALLY_SCHEMA.items())
    )


def _acts(obligation: Obligation, pack: Pack, reports: Reports) -> Tris:
    """Return for each incident whether it counts for the party in the zone, at whatever time."""
    terms = obligation.provision.terms
    assert isinstance(terms, Ceasefire | Prohibit | RespectLine)  # noqa: S101 -- chosen so
    attribution: Attribution = "participants"
    against: Against = "anyone"
    if isinstance(terms, Ceasefire):
        attribution, against = terms.attribution, terms.against
    counted = count_acts(
        obligation,
        pack,
        reports,
        terms.acts,
        attribution=attribution,
        against=against,
        in_force=False,
    )
    tri = np.zeros(reports.incidents.start.size, dtype=np.uint8)
    tri[counted.rows] = counted.tri
    return tri


def _phase(start: Any, end: Any, force_from: int, force_until: int) -> pl.Series:
    """Return where each span stands to a time in force."""
    phase = np.select(
        [end < force_from, start >= force_until, within(start, end, force_from, force_until) == 2],
        ["before", "ended", "after"],
        "straddles",
    )
    return pl.Series("phase", phase.tolist(), dtype=pl.String)


def _sum(values: pl.Expr, name: str) -> pl.Expr:
    """Return a sum that is not known where one of its parts is not."""
    return pl.when(values.null_count() > 0).then(None).otherwise(values.sum()).alias(name)


def _strangers(pack: Pack, reports: Reports, told: pl.DataFrame) -> pl.DataFrame:
    """Count the acts by names that are no party: outsiders, coalitions, names nobody bears."""
    people = reports.participants
    known_as = strangers(people.actors)
    kept = np.flatnonzero(known_as)
    if not kept.size or not pack.provisions:
        return pl.DataFrame(schema=STRANGERS_SCHEMA)
    began = min(micros(each.in_force_from) for each in pack.provisions)
    seen = reports.incidents
    acts = told.with_columns(
        pl.Series("phase", np.where(seen.start < began, "before", "after").tolist(), pl.String),
        row=pl.int_range(pl.len(), dtype=pl.Int64),
    )
    named = pl.DataFrame(
        {
            "row": people.row[kept],
            "name": people.names.gather(kept),
            "known_as": [NO_PARTY[each] for each in known_as[kept].tolist()],
        }
    ).unique(maintain_order=True)
    return (
        named.join(acts, on="row", maintain_order="left")
        .group_by("name", "known_as", "phase")
        .agg(pl.len().alias("acts"), *(_sum(pl.col(name), name) for name in DEATHS))
        .sort("acts", "name", "phase", descending=[True, False, False])
        .select(pl.col(name).cast(kind) for name, kind in STRANGERS_SCHEMA.items())
    )
