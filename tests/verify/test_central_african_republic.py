"""The Khartoum agreement on the real events of UCDP GED, recounted from the raw file with pandas.

The recount knows nothing of Sulh's readers, packs or engine. Its names and rules stand here.
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyproj
import pytest

from sulh.mission import find, load
from sulh.observe import read
from sulh.observe.tables import tables_from_reports
from sulh.verify import tally, verify

FILE = "ged231_central_african_republic.csv"
AT = datetime(2023, 1, 1, tzinfo=UTC)
SIGNED = pd.Timestamp("2019-02-06")

# Who the names of the file are. The parties of the agreement:
PARTY = {
    "Government of Central African Republic": "GOV",
    "Anti-Balaka - Mokom": "AB-M",
    "3R": "3R",
    "FDPC": "FDPC",
    "FPRC": "FPRC",
    "MLCJ": "MLCJ",
    "MPC": "MPC",
    "RPRC": "RPRC",
    "UPC": "UPC",
}
# Names that stand for several parties: each is only possibly meant, within these days.
ALWAYS = (pd.Timestamp("1900-01-01"), pd.Timestamp("2100-01-01"))
COALITION = {
    "anti-Balaka": {"AB-M": ALWAYS, "AB-N": ALWAYS},
    "RJ": {"RJ-B": ALWAYS, "RJ-S": ALWAYS},
    "CPC": {
        member: (pd.Timestamp("2020-12-17"), pd.Timestamp("2100-01-01"))
        for member in ("3R", "MPC", "FPRC", "AB-M", "AB-N")
    }
    | {"UPC": (pd.Timestamp("2020-12-17"), pd.Timestamp("2021-04-05"))},
}
# Nobody is protected against but parties, what is made of parties, and civilians. All other names
# (LRA, PRNC, FPRC-AK, Seleka, governments of neighbours ...) are no party: nothing follows.
CIVILIANS = {"Civilians", "Christians (CAR)", "Muslims (CAR)"}
ALL_PARTIES = {*PARTY.values(), "AB-N", "RJ-B", "RJ-S", "SR", "UFR", "UFR-F"}


class Act(NamedTuple):
    """One event as one party's act."""

    id: str
    provision: str
    party: str
    certain: bool
    first: pd.Timestamp
    last: pd.Timestamp
    prefecture: str
    low: int
    best: int
    high: int
    civilians: int
    where: tuple[float, float, float]
    sides: tuple[frozenset[str], frozenset[str]]
    stands: bool


ACCURACY_M = {1: 5_000, 2: 25_000, 3: 50_000}
NEIGHBOURS = (
    "Government of Chad",
    "Government of Uganda",
    "Government of Congo",
    "Janjaweed",
    "SPLM/A",
)
GLOBE = pyproj.Geod(ellps="WGS84")


def who(names: list[str]) -> frozenset[str]:
    """Return who the names of a side may be: of a coalition its members too; ANY where not known."""
    found: set[str] = set()
    for name in names:
        if name in CIVILIANS:
            found.add("civilians")
        elif name in COALITION:
            found |= {name, *COALITION[name]}
        elif name in NEIGHBOURS:
            found.add("foreign")
        else:
            found.add(PARTY.get(name, name))
    return frozenset(found)


def may_be_one(one: Act, other: Act) -> bool:
    """Days, deaths, places and sides can be the same; the acts are of one provision, so of one kind."""
    return (
        one.first <= other.last
        and other.first <= one.last
        and one.low <= other.high
        and other.low <= one.high
        and one.civilians <= other.high
        and GLOBE.inv(*one.where[:2], *other.where[:2])[2] <= one.where[2] + other.where[2]
        and any(
            one.sides[0] & other.sides[place] and one.sides[1] & other.sides[1 - place]
            for place in (0, 1)
        )
    )


def fewest(acts: list[Act]) -> int:
    """Return the least number of groups in each of which all acts may be one, two by two."""
    if not acts:
        return 0
    first, *others = acts
    near = [act for act in others if may_be_one(first, act)]
    if not near:
        return 1 + fewest(others)
    best = len(acts)
    for size in range(len(near), -1, -1):
        for group in combinations(near, size):
            if all(may_be_one(*pair) for pair in combinations(group, 2)):
                best = min(best, 1 + fewest([act for act in others if act not in group]))
    return best


def data_file() -> Path:
    folder = os.environ.get("SULH_DATA")
    path = Path(folder) / FILE if folder else None
    if path is None or not path.exists():
        pytest.skip(f"SULH_DATA is not set, or holds no {FILE}")
    return path


def days(row: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day: every event lies somewhere in them, see below."""
    return pd.Timestamp(row.date_start).normalize(), pd.Timestamp(row.date_end).normalize()


def members(name: str, first: pd.Timestamp, last: pd.Timestamp) -> set[str]:
    """Return the parties a name possibly stands for on some of the days."""
    return {
        party
        for party, (since, until) in COALITION.get(name, {}).items()
        if last >= since and first < until
    }


def acts_of(row: Any) -> list[Act]:
    """Return what one event is for each party that takes part, or possibly does."""
    first, last = days(row)
    side_a = [name.strip() for name in row.side_a.split(",")]
    side_b = [name.strip() for name in row.side_b.split(",")]
    sure: set[str] = set()
    maybe: set[str] = set()

    def count(names: list[str]) -> None:
        for name in names:
            sure.update({PARTY[name]} if name in PARTY else set())
            maybe.update(members(name, first, last))

    def protected(names: list[str]) -> bool:
        return any(
            name in PARTY or name in CIVILIANS or members(name, first, last) for name in names
        )

    if row.type_of_violence == 3:
        provision = "civilians"
        count(side_a)
    else:
        provision = "end-of-hostilities"
        if protected(side_b):
            count(side_a)
        if protected(side_a):
            count(side_b)
    known = row.where_prec <= 4 and isinstance(row.adm_1, str)
    prefecture = row.adm_1.removesuffix(" province") if known else "(not known)"
    vague_place = row.where_prec > 3
    bounds = min(row.low, row.best), row.best, max(row.low, row.best, row.high)
    return [
        Act(
            str(row.id),
            provision,
            party,
            party in sure and not vague_place,
            first,
            last,
            prefecture,
            *bounds,
            row.deaths_civilians,
            (row.longitude, row.latitude, ACCURACY_M.get(row.where_prec, 0)),
            (who(side_a), who(side_b)),
            row.where_prec == 1 and row.event_clarity == 1,
        )
        for party in sure | maybe
    ]


@lru_cache
def recounted() -> list[Act]:
    table = pd.read_csv(data_file(), low_memory=False)
    return [act for row in table.itertuples() for act in acts_of(row)]


@lru_cache
def judged() -> tuple[Any, Any, dict[str, str]]:
    """Return Sulh's findings and tally, and the source's id of each record."""
    pack = load(find("minusca"))
    batches = read(data_file(), timezone=pack.timezone)
    reports = [report for batch in batches for report in batch.reports]
    numbered = [(f"{i:064x}", report) for i, report in enumerate(reports)]
    tables = tables_from_reports(numbered)
    refs = {id_: report.origin.ref for id_, report in numbered}
    return verify(pack, tables, at=AT).frame, tally(pack, tables, at=AT).frame, refs


def test_the_recount_sees_what_the_file_is_known_to_hold() -> None:
    """Figures counted by hand in the file: the recount itself reads it right."""
    table = pd.read_csv(data_file(), low_memory=False)
    since = table[pd.to_datetime(table.date_start) >= SIGNED]
    pairs = since.groupby(["side_a", "side_b"]).size()
    government = "Government of Central African Republic"
    assert pairs[government, "CPC"] == 185
    assert pairs[government, "UPC"] == 24
    assert pairs["FPRC", "MLCJ"] == 14
    assert len(table) == 1848
    # The dates say all that is known: none is narrower than its class, so that none is widened.
    length = (pd.to_datetime(table.date_end) - pd.to_datetime(table.date_start)).dt.days + 1
    fewest = table.date_prec.map({1: 1, 2: 2, 3: 7, 4: 8, 5: 32})
    assert (length >= fewest).all()


def test_acts_and_deaths_by_party_month_and_prefecture() -> None:
    """The tally before and after 6 February 2019 agrees with the recount, row by row."""
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 3)
    certain: dict[tuple[str, ...], list[Act]] = defaultdict(list)
    for act in recounted():
        phase = "after" if act.first >= SIGNED else "before" if act.last < SIGNED else "straddles"
        row = (act.provision, act.party, f"{act.first:%Y-%m}", act.prefecture, phase)
        added = [1, act.best, act.high]
        sums[row] = [old + new for old, new in zip(sums[row], added, strict=True)]
        certain[row] += [act] * act.certain
    _, tallied, _ = judged()
    found = {
        tuple(row[name] for name in ("provision", "party", "month", "district", "phase")): row
        for row in tallied.iter_rows(named=True)
        if row["provision"] in {"end-of-hostilities", "civilians"}
    }
    assert found.keys() == sums.keys()
    fewer = 0
    for key, row in found.items():
        assert [
            row["certain"] + row["possible"],
            row["deaths_best"] + row["possible_deaths_best"],
            row["deaths_high"] + row["possible_deaths_high"],
        ] == sums[key]
        # What counts as certain here may be one event with an act of another month or prefecture.
        assert row["certain"] <= fewest(certain[key])
        fewer += row["certain"] < len(certain[key])
        if row["certain"] == len(certain[key]):
            assert row["deaths_low"] == sum(act.low for act in certain[key])
    assert fewer < len(found) / 10
    assert {row[4] for row in found} == {"before", "after", "straddles"}


def test_findings_of_every_month() -> None:
    """Each party's breaches of each month since the agreement, from the raw file."""
    frame, _, refs = judged()
    months = pd.period_range("2019-02", "2022-12", freq="M")
    for provision in ("end-of-hostilities", "civilians"):
        rows = frame.filter(frame["provision"] == provision).iter_rows(named=True)
        found = {(row["party"], row["month"]): row for row in rows}
        assert set(found) == {(party, str(month)) for party in ALL_PARTIES for month in months}
        for party in sorted(ALL_PARTIES):
            own = [a for a in recounted() if a.provision == provision and a.party == party]
            for month in months:
                compare(found[party, str(month)], own, month, refs)


def compare(row: dict[str, Any], own: list[Act], month: pd.Period, refs: dict[str, str]) -> None:
    """Compare one finding with the acts of its party that touch the month."""
    start = max(month.start_time.normalize(), SIGNED)
    end = month.end_time.normalize()
    touching = [a for a in own if a.last >= start and a.first <= end]
    certain = [a for a in touching if a.certain and a.first >= start and a.last <= end]
    # One report alone decides nothing where it is vague or only possibly true.
    is_alone = len(touching) == 1 and bool(certain) and not certain[0].stands
    if is_alone:
        certain = []
    possible = [a for a in touching if a not in certain]
    assert {refs[id_] for id_ in row["evidence"]} == {a.id for a in certain}
    assert {refs[id_] for id_ in row["possible"]} == {a.id for a in possible}
    least = fewest(certain)
    assert row["low"] == least
    assert ("may-be-one" in row["reasons"]) == bool(row["may_be_one"]) == (least < len(certain))
    assert row["high"] is None  # the file holds deadly events only: nobody watched for all
    expected = "breached" if certain else "undetermined"
    assert row["verdict"] == expected
    assert (row["reasons"] == ["no-report"]) == (not touching)
    deaths = row["deaths_low"], row["deaths_best"], row["deaths_high"]
    sums = (sum(a.low for a in certain), sum(a.best for a in certain), sum(a.high for a in certain))
    if least == len(certain):
        assert deaths == sums
    else:
        assert deaths[0] <= deaths[1] <= sums[1]
        assert max(a.low for a in certain) <= deaths[0] <= sums[0]
        assert deaths[2] == sums[2]


@pytest.mark.parametrize(
    ("party", "month", "possible"),
    [
        ("UPC", "2021-03", True),  # a member of the CPC until 5 April 2021
        ("UPC", "2021-06", False),
        ("3R", "2021-06", True),
        ("3R", "2020-11", False),  # the coalition was announced on 17 December 2020
        ("MLCJ", "2021-06", False),  # never a member
    ],
)
def test_the_coalition_is_possibly_its_members_within_their_dates(
    party: str, month: str, possible: bool
) -> None:
    """An act of the CPC is possibly a member's while it is one, and never certainly."""
    frame, _, _ = judged()
    rows = frame.filter(
        (frame["provision"] == "end-of-hostilities")
        & (frame["party"] == party)
        & (frame["month"] == month)
    )
    (row,) = rows.iter_rows(named=True)
    assert ("coalition" in row["reasons"]) == (possible and row["verdict"] == "undetermined")
    assert bool(row["possible"]) >= possible


def test_nobody_answers_for_who_is_no_party() -> None:
    """No finding rests on an event of the LRA, a foreign force or the PRNC alone."""
    frame, _, refs = judged()
    table = pd.read_csv(data_file(), low_memory=False)
    strangers = table[table.side_a.isin(["LRA", "Government of Chad", "Janjaweed"])]
    ids = set(strangers.id.astype(str))
    assert ids
    for column in ("evidence", "possible"):
        named = {refs[id_] for listed in frame[column].to_list() for id_ in listed}
        assert not named & ids
