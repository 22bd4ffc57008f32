"""Acts and deaths by provision, party, month and district, before and after the provision began.

An act from before the date is a *comparable act*: what would count if the provision had been in
force. It is not a breach of anything. Acts count, certainly or possibly, by the rules of *ceasefire*
in docs/reference/verification-semantics.md, with these differences, so that each is counted once:

- the time in force sets the `phase` of an act and not whether it counts: *before*, *after* (in
  force), *straddles* (the span holds the date or the end) or *ended* (after the provision's end);
- an act stands in the month in which its span begins, in the pack's time zone;
- of several zones of a provision the surest place counts;
- of certain acts that may be one event (section *One event or several*) some count as certain, of which no
  two may be one, so that any sum of certain acts is of events that are different; the others count as
  possible;
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
from sulh.verify.arrays import ReportArrays, Reports, prepare
from sulh.verify.judge import checks
from sulh.verify.provisions.ceasefire import count_acts
from sulh.verify.times import FOREVER, Tris, micros, within
from sulh.verify.violation_counts import count_violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.verify.assessment import Check

__all__ = ["STRANGERS_SCHEMA", "TALLY_SCHEMA", "UNKNOWN_DISTRICT", "Tally", "event_tris", "tally"]

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
    "may_be_one": pl.List(pl.String),
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
    An act stands with each party that took part and with each provision. `may_be_one` are the records of
    acts that may be of one event, a text for each group with plus signs, at the row of its certain act.

    `strangers` (columns of `STRANGERS_SCHEMA`): acts by actors that are not parties, one row a phase and
    name as the reports write it. `known_as` is "outsider", "coalition" (its acts are possibly those
    of its members, and counted with them too) or empty (the pack knows no such name at that time).
    The phase, *before* or *after*, is by the pack's earliest provision and the start of the span.

    `violations` (columns of `sulh.verify.violation_counts.VIOLATIONS_SCHEMA`): what reports count as
    violations, without saying when and where each was. No provision is judged from them.
    """

    frame: pl.DataFrame
    strangers: pl.DataFrame
    violations: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the tables by the names that JSON and workbooks use."""
        return {
            "tally": self.frame,
            "no_party": self.strangers,
            "violations_reported": self.violations,
        }

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return the tables in types that JSON has."""
        return {name: frame.to_dicts() for name, frame in self.tables().items()}


def tally(pack: Pack, tables: Tables, *, at: datetime, since: datetime | None = None) -> Tally:
    """Count the acts that every *ceasefire*, *prohibit* and *respect-line* forbids.

    Acts whose span starts after `at` (UTC), or ends before `since` (UTC; None: none), are left out.
    """
    reports = prepare(pack, tables, micros(at))
    in_time = reports.incidents.end >= micros(since, default=-FOREVER)
    incidents = _incident_columns(pack, reports).with_columns(pl.Series("in_time", in_time))
    frames = [_counts(each, pack, reports, incidents) for each in _bans(pack, reports, tables, at)]
    frame = pl.concat([pl.DataFrame(schema=TALLY_SCHEMA), *frames])
    observations = reports.observations
    violations = count_violations(
        pack,
        reports,
        observations.frame.select(_month(pack)).to_series(),
        _named_places(pack, observations),
        pl.Series(observations.end >= micros(since, default=-FOREVER)),
    )
    return Tally(frame, _strangers(pack, reports, incidents), violations)


def _bans(pack: Pack, reports: Reports, tables: Tables, at: datetime) -> Iterator[list[Check]]:
    """Yield for each provision on acts, and each party, its checks: one a zone."""
    groups: dict[tuple[str, str], list[Check]] = {}
    for check in checks(pack, reports, tables, at=at):
        terms = check.provision.terms
        if isinstance(terms, Ceasefire | Prohibit | RespectLine) and terms.acts:
            groups.setdefault((check.provision.id, check.party), []).append(check)
    yield from groups.values()


def _incident_columns(pack: Pack, reports: Reports) -> pl.DataFrame:
    """Return each incident's month, district and deaths, in the order of the reports."""
    return reports.incidents.frame.select(
        _month(pack),
        _districts(pack, reports.incidents).alias("district"),
        *(
            pl.coalesce(name, name.replace("best", "low")).alias(name)
            if name.endswith("best")
            else pl.col(name)
            for name in DEATHS
        ),
    )


def _named_places(pack: Pack, table: ReportArrays) -> pl.Series:
    """Return the district of each report, else the zone that it names."""
    zones = table.frame["zone"].cast(pl.String).replace("", None)
    districts = _districts(pack, table)
    return districts.replace(UNKNOWN_DISTRICT, None).fill_null(zones).fill_null(UNKNOWN_DISTRICT)


def _month(pack: Pack) -> pl.Expr:
    local = pl.col("start").cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(pack.timezone.key)
    return local.dt.strftime("%Y-%m").alias("month")


def _districts(pack: Pack, table: ReportArrays) -> pl.Series:
    texts = table.frame["district"].to_numpy()
    districts = np.where(texts == "", UNKNOWN_DISTRICT, texts).astype(object)
    certain = np.zeros(districts.size, dtype=np.bool_)
    for zone in pack.zones.values():
        if pack.districts and zone.kind == pack.districts:
            inside, _ = table.places.inside(zone.id)
            name_tri, any_named = table.places.by_name(zone.id)
            by_name = any_named & (name_tri == 2) & ~certain
            districts[by_name | (inside == 2)] = zone.name
            certain |= inside == 2
    return pl.Series("district", districts.tolist(), dtype=pl.String)


def _counts(
    over_zones: list[Check], pack: Pack, reports: Reports, incidents: pl.DataFrame
) -> pl.DataFrame:
    """Count the acts of one party under one provision."""
    check = over_zones[0]
    tri = np.zeros(incidents.height, dtype=np.uint8)
    for each in over_zones:
        tri = np.maximum(tri, _acts(each, pack, reports))
    tri[~incidents["in_time"].to_numpy()] = 0
    start, end = reports.incidents.start, reports.incidents.end
    phase = _phase(start, end, check.force_from, check.force_until)
    tri, groups = _events(reports, tri, incidents["month"] + phase)
    certain, possible = pl.col("tri") == 2, pl.col("tri") == 1
    return (
        incidents.with_columns(
            pl.Series("tri", tri),
            pl.Series("may_be_one", groups, dtype=pl.String),
            phase,
            pl.lit(check.provision.id).alias("provision"),
            pl.lit(check.party).alias("party"),
        )
        .filter(pl.col("tri") > 0)
        .group_by(KEYS)
        .agg(
            certain.sum().alias("certain"),
            possible.sum().alias("possible"),
            *(_sum(pl.col(name).filter(certain), name) for name in DEATHS),
            *(_sum(pl.col(name).filter(possible), f"possible_{name}") for name in DEATHS),
            pl.col("may_be_one").drop_nulls(),
        )
        .sort(KEYS)
        .select(pl.col(name).cast(kind) for name, kind in TALLY_SCHEMA.items())
    )


def _events(reports: Reports, tri: Tris, when: pl.Series) -> tuple[Tris, list[str | None]]:
    """Count each event once: return the tri of each incident, and the groups that may be one event.

    What somebody settled to be one event counts at its first report: as the surest of them, but only
    possibly where they differ in month or phase.
    """
    rows = np.flatnonzero(tri)
    groups: list[str | None] = [None] * tri.size
    event = reports.same_events.told_by[rows]
    if (event != rows).any():
        parts = pl.DataFrame(
            {"row": rows, "told": event, "tri": tri[rows], "when": when.gather(rows)}
        )
        for (_,), part in parts.group_by("told", maintain_order=True):
            is_torn = part["when"].n_unique() > 1
            tri_of_event = 1 if is_torn else part["tri"].to_numpy().max()
            tri[part["row"].to_numpy()] = 0
            tri[part["row"][0]] = tri_of_event
    rows = np.flatnonzero(tri == 2)
    result = reports.same_events.count(np.zeros(rows.size, dtype=np.int64), rows)
    tri[rows[~result.counts]] = 1
    ids = reports.tables.ids.gather(reports.incidents.index[rows])
    members: dict[int, list[int]] = {}
    for place in np.flatnonzero(~result.counts).tolist():
        members.setdefault(int(result.one_of[place]), []).append(place)
    for lead, others in members.items():
        groups[rows[lead]] = "+".join(ids[each] for each in sorted((lead, *others)))
    return tri, groups


def _acts(check: Check, pack: Pack, reports: Reports) -> Tris:
    """Return for each incident whether it counts for the party in the zone, at whatever time."""
    terms = check.provision.terms
    assert isinstance(terms, Ceasefire | Prohibit | RespectLine)  # noqa: S101 -- chosen so
    attribution: Attribution = "participants"
    against: Against = "anyone"
    if isinstance(terms, Ceasefire):
        attribution, against = terms.attribution, terms.against
    acts = count_acts(
        check, pack, reports, terms.acts, attribution=attribution, against=against, in_force=False
    )
    tri = np.zeros(reports.incidents.start.size, dtype=np.uint8)
    tri[acts.rows] = acts.tri
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


def event_tris(pack: Pack, tables: Tables, *, at: datetime) -> pl.Series:
    """Say for each incident of the tables whether it is an event of its own (uint8, as `Tri`).

    Certainly: the first of those that somebody settled to be one event, and of those that may be one event
    so many that no two may be one; the others of these possibly. No: what is settled to be another's
    event, or starts after `at`. What counts the certain ones counts no act twice.
    """
    reports = prepare(pack, tables, micros(at))
    told_by = reports.same_events.told_by
    rows = np.flatnonzero(told_by == np.arange(told_by.size))
    counts = reports.same_events.count(np.zeros(rows.size, dtype=np.int64), rows).counts
    tris = np.zeros(len(tables.ids), dtype=np.uint8)
    tris[reports.incidents.index[rows]] = np.where(counts, 2, 1)
    return pl.Series(tris[tables.incidents["index"].to_numpy()])


def _strangers(pack: Pack, reports: Reports, incidents: pl.DataFrame) -> pl.DataFrame:
    """Count the acts by names that are not parties: outsiders, coalitions, names the pack does not know."""
    people = reports.participants
    known_as = strangers(people.actors)
    rows = np.flatnonzero(known_as)
    if not rows.size or not pack.provisions:
        return pl.DataFrame(schema=STRANGERS_SCHEMA)
    began = min(micros(each.in_force_from) for each in pack.provisions)
    table = reports.incidents
    acts = incidents.with_columns(
        pl.Series("phase", np.where(table.start < began, "before", "after").tolist(), pl.String),
        row=pl.int_range(pl.len(), dtype=pl.Int64),
    )
    names = pl.DataFrame(
        {
            "row": people.row[rows],
            "name": people.names.gather(rows),
            "known_as": [NO_PARTY[each] for each in known_as[rows].tolist()],
        }
    ).unique(maintain_order=True)
    acts = acts.filter("in_time")
    return (
        names.join(acts, on="row", maintain_order="left")
        .group_by("name", "known_as", "phase")
        .agg(pl.len().alias("acts"), *(_sum(pl.col(name), name) for name in DEATHS))
        .sort("acts", "name", "phase", descending=[True, False, False])
        .select(pl.col(name).cast(kind) for name, kind in STRANGERS_SCHEMA.items())
    )
