"""The rules of *limit* with pandas, as a careful analyst would write them: the rival of `verify`.

The same three-valued rules (docs/reference/verification-semantics.md) from the same columns, vectorised: a
loop over the provisions, whole-column operations inside. Texts are pandas categories, so that nothing is
compared as text row by row. With coordinates, places are tried with Shapely: prepared zones for inside and
outside, `dwithin` in a plane laid at the zone's middle (pyproj) for nearness to its border.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyproj
import shapely

from sulh.mission.provisions import Limit, Waive

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Provision
    from sulh.observe.tables import Tables

__all__ = ["findings_in_pandas", "frames_for_pandas"]

OBSERVED = (
    "index", "start", "end", "lon", "lat", "accuracy_m", "zone", "reliability", "credibility", "actor", "item",
    "low", "high", "visit",
)  # fmt: skip
INSPECTED = ("index", "start", "end", "zone", "reliability", "credibility", "complete", "visit")
NO, POSSIBLE, CERTAIN = 0, 1, 2
CONFIRMED = 1
MARGIN = 20
"""The rule of evidence: docs/reference/verification-semantics.md, section *limit*."""
SAID = (
    *("visit", "actor", "item", "low", "high", "start", "end"),
    *("lon", "lat", "accuracy_m", "zone", "district", "country"),
)
DOUBTS = ("weak-source", "same-row", "coalition", "near-border", "vague-place")


def frames_for_pandas(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations and the inspections as pandas would have read them."""
    return _frame(tables.observations, OBSERVED), _frame(tables.inspections, INSPECTED)


def _frame(frame: pl.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for name in names:
        column = frame[name]
        if column.dtype == pl.Categorical:
            words = column.unique(maintain_order=True).cast(pl.String).to_list()
            codes = column.cast(pl.Enum(words)).to_physical().to_numpy()
            columns[name] = pd.Categorical.from_codes(codes.astype(np.int16), words)
        elif name == "high":
            columns[name] = column.cast(pl.Float64).fill_null(float("inf")).to_numpy()
        else:
            columns[name] = (
                column.fill_null(float("nan")).to_numpy()
                if column.dtype.is_float()
                else column.to_numpy()
            )
    return pd.DataFrame(columns)


def findings_in_pandas(
    pack: Pack,
    seen: pd.DataFrame,
    visits: pd.DataFrame,
    *,
    at: datetime,
    located: bool,
    why: bool,
) -> pd.DataFrame:
    """Return one row a provision and month: provision, month, verdict and the four bounds.

    With `why`, also what `verify` says besides: the reasons, and the records that decide or raise doubt.
    """
    limits = [each for each in pack.provisions if isinstance(each.terms, Limit)]
    strong = _strong(pack, seen)
    said = [name for name in SAID if name in seen]
    repeats = (
        seen[said].assign(strong=strong).duplicated().to_numpy() & (seen["visit"] >= 0).to_numpy()
    )
    visits = visits.assign(whole=_strong(pack, visits) & visits["complete"]).set_index("visit")
    months = _months(seen, visits, at)
    parties = {
        party: _is_party(pack, seen, party) for party in {p for e in limits for p in e.parties}
    }
    zones = {zone for each in limits for zone in each.zones}
    inside = {
        zone: _inside(pack, seen, zone) if located else _named_inside(pack, seen, zone)
        for zone in zones
    }
    items = seen["item"].cat
    census = np.where(seen["visit"] >= 0, seen["visit"], -1 - np.arange(len(seen)))
    findings = []
    for each in limits:
        (party,), (zone,) = each.parties, each.zones
        counted = np.isin(items.categories, list(_kinds(pack, each.terms.item)))[items.codes]
        rows = np.flatnonzero(counted & (parties[party] > NO) & (inside[zone] > NO))
        certain = (
            strong[rows]
            & ~repeats[rows]
            & (parties[party][rows] == CERTAIN)
            & (inside[zone][rows] == CERTAIN)
        )
        part = seen[["start", "end", "low", "high", "credibility"]].iloc[rows]
        part = part.rename(columns={"low": "alleged"}).assign(
            census=census[rows], low=np.where(certain, part["low"], 0)
        )
        if why:
            part["index"] = seen["index"].to_numpy()[rows]
            some = part["alleged"].to_numpy() > 0
            part["weak-source"] = some & ~strong[rows]
            part["same-row"] = some & repeats[rows]
            part["coalition"] = some & (parties[party][rows] == POSSIBLE)
            doubt = "near-border" if located else "vague-place"
            part[doubt] = some & (inside[zone][rows] == POSSIBLE)
        censuses = _censuses(pack, part, visits, zone)
        judged, marks = _judge(pack, each, censuses, months)
        findings.append(_with_reasons(judged, marks, part, visits) if why else judged)
    return pd.concat(findings, ignore_index=True)


def _strong(pack: Pack, frame: pd.DataFrame) -> np.ndarray:
    rule = pack.evidence_rule
    source = frame["reliability"].isin([m for m in "ABCDE" if m <= rule.source_at_least])
    return (source & (frame["credibility"] <= rule.credibility_at_least)).to_numpy()


def _kinds(pack: Pack, item: str) -> set[str]:
    found = {item}
    for each in pack.items.values():
        wider = each
        while wider.is_a is not None:
            wider = pack.items[wider.is_a]
            if wider.id == item:
                found.add(each.id)
    return found


def _is_party(pack: Pack, seen: pd.DataFrame, party: str) -> np.ndarray:
    """Return whether each row's actor is the party: by name, or possibly by its coalition."""
    actor, names = pack.actors[party], {}
    names = {actor.name: CERTAIN} | {alias.name: CERTAIN for alias in actor.aliases}
    categories = seen["actor"].cat.categories
    codes = seen["actor"].cat.codes.to_numpy()
    tri = np.array([names.get(name, NO) for name in categories], dtype=np.int8)[codes]
    for coalition in pack.actors.values():
        for member in coalition.members:
            if member.party == party:
                low, high = member.from_.timestamp() * 1e6, member.until.timestamp() * 1e6
                belongs = (seen["end"] >= low) & (seen["start"] < high)
                tri[(seen["actor"] == coalition.name) & belongs] = POSSIBLE
    return tri


def _named_inside(pack: Pack, seen: pd.DataFrame, zone: str) -> np.ndarray:
    """Return whether each row is in the zone by the zone it names."""
    tri = []
    for name in seen["zone"].cat.categories:
        if name == zone or zone in pack.zones[name].within:
            tri.append(CERTAIN)
        else:
            tri.append(POSSIBLE if name in pack.zones[zone].within else NO)
    return np.array(tri, dtype=np.int8)[seen["zone"].cat.codes.to_numpy()]


def _inside(pack: Pack, seen: pd.DataFrame, zone: str) -> np.ndarray:
    """Return whether each row is in the zone by its coordinates."""
    where = pack.zones[zone]
    lon, lat = seen["lon"].to_numpy(), seen["lat"].to_numpy()
    shapely.prepare(where.geometry)
    tri = np.where(shapely.intersects_xy(where.geometry, lon, lat), CERTAIN, NO).astype(np.int8)
    margin = seen["accuracy_m"].to_numpy() + where.accuracy_m
    west, south, east, north = where.geometry.bounds
    grown = 1.1 * margin.max() / 110_574
    near = np.flatnonzero(
        (lon > west - grown) & (lon < east + grown) & (lat > south - grown) & (lat < north + grown)
    )
    plane = pyproj.Transformer.from_crs(
        "EPSG:4326",
        f"+proj=aeqd +lon_0={(west + east) / 2} +lat_0={(south + north) / 2}",
        always_xy=True,
    )
    border = shapely.transform(where.geometry.boundary, plane.transform, interleaved=False)
    shapely.prepare(border)
    points = shapely.points(*plane.transform(lon[near], lat[near]))
    tri[near[shapely.dwithin(border, points, margin[near])]] = POSSIBLE
    return tri


def _censuses(pack: Pack, part: pd.DataFrame, visits: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Add up the rows of each census, and add the complete ones with no row."""
    summed = {"start": "min", "end": "max", "low": "sum", "alleged": "sum", "high": "sum"}
    summed |= {doubt: "any" for doubt in DOUBTS if doubt in part} | {"credibility": "first"}
    found = part.groupby("census", sort=False).agg(summed)
    covers = {zone, *pack.zones[zone].within}
    whole = visits["whole"] & visits["zone"].isin(covers)
    visit = visits[["start", "end", "credibility"]].add_suffix("_visit").assign(whole=whole)
    seen = found.join(visit, how="left")
    # An inspection says how sure its counts are; a count outside of one says so itself.
    sure = seen["credibility"].where(found.index < 0, seen["credibility_visit"])
    found["confirmed"] = sure.eq(CONFIRMED)
    found["start"] = seen[["start", "start_visit"]].min(axis=1).astype(np.int64)
    found["end"] = seen[["end", "end_visit"]].max(axis=1).astype(np.int64)
    found["whole"] = seen["whole"].eq(True).to_numpy()  # noqa: FBT003 -- null is not true
    empty = visits.loc[whole & ~visits.index.isin(found.index), ["start", "end"]]
    empty = empty.assign(low=0, alleged=0, high=0.0, whole=True, confirmed=False)
    empty = empty.assign(**{doubt: False for doubt in DOUBTS if doubt in part})
    found = pd.concat([found, empty]) if len(empty) else found
    found["high"] = np.where(found["whole"], found["high"], np.inf)
    return found.rename_axis("census").reset_index()


def _allowed(
    pack: Pack, limit: Provision, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and the upper allowance over spans."""
    both = []
    for least in (CERTAIN, POSSIBLE):
        ceiling = np.full(len(start), float(limit.terms.at_most))
        added, free = np.zeros(len(start)), np.zeros(len(start), dtype=bool)
        for waiver in pack.provisions:
            terms = waiver.terms
            if not isinstance(terms, Waive) or limit.id not in terms.provisions:
                continue
            if waiver.parties and limit.parties[0] not in waiver.parties:
                continue
            low, high = (
                waiver.in_force_from.timestamp() * 1e6,
                waiver.in_force_until.timestamp() * 1e6,
            )
            inside, touches = (start >= low) & (end < high), (end >= low) & (start < high)
            applies = inside if least == CERTAIN else touches
            if terms.suspends:
                free |= applies
            elif terms.at_most is not None:
                ceiling = np.where(applies, np.maximum(ceiling, terms.at_most), ceiling)
            else:
                added += np.where(
                    applies, terms.adds.low if least == CERTAIN else terms.adds.high, 0
                )
        both.append(np.where(free, np.inf, ceiling + added))
    return both[0], both[1]


def _narrow(pack: Pack, found: pd.DataFrame) -> pd.Series:
    """Say which censuses are over by so little that one alone, which nobody confirmed, decides nothing."""
    upper = found["upper"]
    little = found["low"] - upper <= np.maximum(1, upper // MARGIN)
    is_some = (upper > 0) & np.isfinite(upper)
    return little & is_some & ~found["confirmed"] & (pack.evidence_rule.reports_at_least != 1)


def _contradicted(found: pd.DataFrame) -> np.ndarray:
    """Say which censuses exclude another of the same time.

    Those that can share a moment with a complete one start within the longest span before its end.
    """
    flags = np.zeros(len(found), dtype=bool)
    order = np.argsort(found["start"].to_numpy(), kind="stable")
    start, end = found["start"].to_numpy()[order], found["end"].to_numpy()[order]
    low, high = found["low"].to_numpy()[order], found["high"].to_numpy()[order]
    complete = np.flatnonzero(np.isfinite(high))
    if not len(complete):
        return flags
    first = np.searchsorted(start, start[complete] - (end - start).max())
    last = np.searchsorted(start, end[complete], side="right")
    counts = last - first
    one = np.repeat(complete, counts)
    other = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
    clash = (end[other] >= start[one]) & (high[one] < low[other]) & (one != other)
    flags[order[one[clash]]] = True
    flags[order[other[clash]]] = True
    return flags


def _months(seen: pd.DataFrame, visits: pd.DataFrame, at: datetime) -> pd.DataFrame:
    stop = int(at.timestamp() * 1e6)
    earliest = min(seen["start"].min(), visits["start"].min())
    latest = min(max(seen["end"].max(), visits["end"].max()), stop - 1)
    periods = pd.period_range(
        pd.Timestamp(earliest, unit="us"), pd.Timestamp(latest, unit="us"), freq="M"
    )
    starts = periods.to_timestamp().as_unit("us").asi8
    ends = (periods + 1).to_timestamp().as_unit("us").asi8
    return pd.DataFrame(
        {"month": periods.astype(str), "start": starts, "end": np.minimum(ends, stop)}
    )


def _judge(
    pack: Pack, limit: Provision, found: pd.DataFrame, months: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge one limit in each month in force; return also each census with each month it touches."""
    begin = int(limit.in_force_from.timestamp() * 1e6)
    judged = months[months["end"] > begin].reset_index(drop=True)
    judged["start"] = np.maximum(judged["start"], begin)
    found["lower"], found["upper"] = _allowed(
        pack, limit, found["start"].to_numpy(), found["end"].to_numpy()
    )
    found["against"] = _contradicted(found)
    first = np.searchsorted(judged["end"], found["start"], side="right")
    last = np.searchsorted(judged["start"], found["end"], side="right")
    counts = np.maximum(last - first, 0)
    each = found.loc[found.index.repeat(counts)]
    at_month = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
    in_time = (each["start"].to_numpy() >= judged["start"].to_numpy()[at_month]) & (
        each["end"].to_numpy() < judged["end"].to_numpy()[at_month]
    )
    clear = ~each["against"]
    alleges = clear & (each["alleged"] > each["lower"])
    straddles = clear & ~alleges & each["whole"] & (each["high"] > each["lower"])
    marks = pd.DataFrame(
        {
            "month": at_month,
            "census": each["census"],
            "against": each["against"],
            "alleges": alleges,
            "straddles": straddles,
            "in_time": in_time,
            "unclear": each["lower"] != each["upper"],
            **{doubt: each[doubt] for doubt in DOUBTS if doubt in each},
            "over": clear & in_time & (each["low"] > each["upper"]),
            "narrow": _narrow(pack, each),
            "doubt": ~clear | alleges | straddles,
            "settled": each["whole"] & in_time,
            "low": np.where(clear & in_time, each["low"], 0),
            "high": np.where(each["whole"], each["high"], -1),
            "lower": each["lower"],
            "upper": each["upper"],
        }
    )
    told = marks.groupby("month").agg(
        {"over": "any", "doubt": "any", "settled": "any", "low": "max", "high": "max",
         "lower": "min", "upper": "max"}
    )  # fmt: skip
    told = told.reindex(range(len(judged)))
    lower, upper = _allowed(pack, limit, judged["start"].to_numpy(), judged["end"].to_numpy() - 1)
    over, doubt = told["over"].eq(True), told["doubt"].eq(True)  # noqa: FBT003 -- null is not true
    settled = told["settled"].eq(True)  # noqa: FBT003 -- null is not true
    verdict = np.where(over, "breached", np.where(doubt | ~settled, "undetermined", "met"))
    counts = marks[marks["over"]].groupby("month")["narrow"].agg(["size", "sum"])
    alone = (counts.reindex(range(len(judged))) == 1).all(axis=1)
    findings = pd.DataFrame(
        {
            "provision": limit.id,
            "month": judged["month"],
            "lifted": _lifted(pack, limit, judged),
            "judged": verdict,
            "alone": alone,
            "verdict": np.where(
                _lifted(pack, limit, judged), "met", np.where(alone, "undetermined", verdict)
            ),
            "low": told["low"].fillna(0),
            # Complete counts that are all lower than another one were of other moments.
            "high": told["high"].where(told["high"] >= told["low"], np.inf),
            "allowed_low": told["lower"].fillna(pd.Series(lower)),
            "allowed_high": told["upper"].fillna(pd.Series(upper)),
        }
    )
    return findings, marks


def _with_reasons(
    findings: pd.DataFrame, marks: pd.DataFrame, part: pd.DataFrame, visits: pd.DataFrame
) -> pd.DataFrame:
    """Add the reasons, and the records that decide or raise doubt."""
    marks["verdict"] = findings["judged"].to_numpy()[marks["month"]]
    raises = marks["against"] | marks["alleges"]
    decides = (marks["over"] & (marks["verdict"] == "breached")) | (
        marks["settled"] & (marks["verdict"] == "met")
    )
    doubts = ((raises | marks["straddles"]) & (marks["verdict"] == "undetermined")) | (
        raises & ~marks["over"] & (marks["verdict"] == "breached")
    )
    alone = findings["alone"].to_numpy()[marks["month"]]
    decides, doubts = decides & ~alone, doubts | (decides & alone)
    findings["evidence"] = _records(marks[decides], part, visits, len(findings))
    findings["possible"] = _records(marks[doubts], part, visits, len(findings))
    alleges = marks["alleges"]
    each = pd.DataFrame(
        {
            "month": marks["month"],
            "contradiction": marks["against"],
            "partial-alleges": alleges,
            "vague-date": alleges & ~marks["in_time"],
            "waiver-unclear": alleges & marks["unclear"],
            "count-straddles": marks["straddles"],
            **{doubt: alleges & marks[doubt] for doubt in DOUBTS if doubt in marks},
        }
    )
    some = each.groupby("month").any().reindex(range(len(findings)), fill_value=False)
    doubted = some.any(axis=1).to_numpy()
    settled = {"breached": "over-limit", "met": "within-limit", "undetermined": "no-complete-count"}
    reasons = findings["judged"].map(settled).map(lambda reason: [reason])
    open_ = (findings["judged"] == "undetermined") & doubted
    reasons[open_] = [
        [name for name, has in row.items() if has] for row in some[open_].to_dict("records")
    ]
    reasons[findings["alone"]] = [["one-count"]] * int(findings["alone"].sum())
    reasons[findings["lifted"]] = [["waived"]] * int(findings["lifted"].sum())
    findings["reasons"] = reasons
    return findings


def _records(pairs: pd.DataFrame, part: pd.DataFrame, visits: pd.DataFrame, size: int) -> pd.Series:
    """Return for each month the places of the records of its censuses, in the order recorded."""
    pairs = pairs[["month", "census"]]
    rows = pairs.merge(part[["census", "index"]], on="census")
    seen = pairs.join(visits["index"], on="census", how="inner")
    both = pd.concat([rows, seen]).sort_values("index")
    return both.groupby("month")["index"].agg(list).reindex(range(size))


def _lifted(pack: Pack, limit: Provision, judged: pd.DataFrame) -> np.ndarray:
    """Say which months a lift covers wholly."""
    found = np.zeros(len(judged), dtype=bool)
    for waiver in pack.provisions:
        if (
            isinstance(waiver.terms, Waive)
            and waiver.terms.suspends
            and limit.id in waiver.terms.provisions
        ):
            low, high = (
                waiver.in_force_from.timestamp() * 1e6,
                waiver.in_force_until.timestamp() * 1e6,
            )
            found |= ((judged["start"] >= low) & (judged["end"] - 1 < high)).to_numpy()
    return found
