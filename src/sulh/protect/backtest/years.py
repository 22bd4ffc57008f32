"""Which missions and years can be replayed, and why the others cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, plural
from sulh.query_names import match_name
from sulh.warn.country_totals import name_in_ucdp, off_countries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.mandates import Mandate
    from sulh.protect.backtest.mission_year import MissionYear, NextYear
    from sulh.warn.borders import CountryBorders

__all__ = ["YearLeftOut", "lacking_events", "years_left_out", "years_to_replay"]

YEAR_DEATHS_MIN = 25
"""With so many deaths in UCDP's total, a year without any event in the table is one that lacks its events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLeftOut:
    """A mission-year that is not replayed, and the reason in words."""

    mission: str
    year: int
    reason: str


def years_to_replay(
    deployments: pl.DataFrame,
    last_year: int,
    *,
    missions: Sequence[str] = (),
    mandates: Sequence[Mandate] | None = None,
) -> list[tuple[str, int]]:
    """Return the missions and years in which a mission had troops, and had some in the next year too.

    Parameters
    ----------
    deployments
        Columns of `sulh.protect.DEPLOYMENTS`.
    last_year
        The last year with events: the next year must not be later.
    missions
        Only these missions; all, where there are none.
    mandates
        Only years from that of the mission's mandate on; None: all years.

    Raises
    ------
    InputError
        When a mission is none of the table's; it suggests near names.
    """
    return [
        key
        for key, reason in _judged(deployments, last_year, missions, mandates).items()
        if not reason
    ]


def years_left_out(
    deployments: pl.DataFrame,
    last_year: int,
    *,
    missions: Sequence[str] = (),
    mandates: Sequence[Mandate] | None = None,
) -> list[YearLeftOut]:
    """Return the years of troops with a mandate that `years_to_replay` leaves out, with the reason.

    Parameters and errors are those of `years_to_replay`. Missions without a mandate are no part of it.
    """
    return [
        YearLeftOut(mission=mission, year=year, reason=reason)
        for (mission, year), reason in _judged(deployments, last_year, missions, mandates).items()
        if reason
    ]


def _judged(
    deployments: pl.DataFrame,
    last_year: int,
    missions: Sequence[str],
    mandates: Sequence[Mandate] | None,
) -> dict[tuple[str, int], str]:
    """Return for each mission and year with troops and a mandate why it is left out; empty if it is not."""
    active = deployments.filter(pl.col("troops") > 0).select("mission", "year").unique()
    pairs = set(active.iter_rows())
    names = dict.fromkeys(deployments["mission"].unique().sort().to_list(), ())
    missions = [match_name("mission", each, names) for each in missions]

    def has_mandate(mission: str, year: int) -> bool:
        return mandates is None or any(
            each.mission == mission and each.since.year <= year for each in mandates
        )

    def reason(mission: str, year: int) -> str:
        if year + 1 > last_year:
            return f"the events end in {last_year}"
        return "" if (mission, year + 1) in pairs else f"no troops are known in {year + 1}"

    return {
        key: reason(*key)
        for key in sorted(pairs)
        if (not missions or key[0] in missions) and has_mandate(*key)
    }


def lacking_events(
    pairs: Sequence[tuple[MissionYear, NextYear]],
    events: pl.DataFrame,
    borders: CountryBorders,
    totals: pl.DataFrame | None,
    off_max: float,
) -> dict[tuple[str, int], str]:
    """Return the mission-years for which the table lacks events of a host country, with the reason.

    Parameters
    ----------
    pairs
        As `sulh.protect.build_mission_years` yields them.
    events
        Columns of `sulh.protect.backtest.events.EVENTS`; their country as UCDP names it.
    borders
        For the names of the hosts.
    totals
        UCDP's totals, see `sulh.warn.read_country_totals`. Without them nothing can be lacking for certain.
    off_max
        A host whose deaths up to the year after are off by more than this part is one that lacks events.

    Raises
    ------
    InputError
        When there are totals and no event names its country.
    """
    if totals is None:
        return {}
    if (events["country"] == "").all():
        raise InputError(
            "No event names its country: its deaths cannot be compared with the totals.",
            remedy="Give the events a column country with UCDP's names, or leave the totals out.",
        )
    names = dict(zip(borders.codes, borders.names, strict=True))
    reasons: dict[tuple[str, int], str] = {}
    off_until: dict[int, dict[str, str]] = {}
    keys = dict.fromkeys((year.mission, year.year, year.hosts) for year, _ in pairs)
    for mission, year, hosts in keys:
        if year not in off_until:
            until = events.filter(pl.col("year") <= year + 1)
            off_until[year] = {
                row["country"]: f"{row['deaths']:,.0f} of {row['reference']:,.0f} deaths"
                for row in off_countries(until, totals, off_max=off_max).iter_rows(named=True)
            }
        for host in hosts:
            name = name_in_ucdp(host, names.get(host, host))
            here = pl.col("country") == name
            then = pl.col("year") == year + 1
            due = int(totals.filter(here & then)["deaths"].sum())
            if name in off_until[year]:
                reasons[mission, year] = f"the table has {off_until[year][name]} in {name}"
            elif due >= YEAR_DEATHS_MIN and events.filter(here & then).is_empty():
                reasons[mission, year] = (
                    f"the table has no event in {name} in {year + 1}, of {plural(due, 'death')}"
                )
    return reasons
