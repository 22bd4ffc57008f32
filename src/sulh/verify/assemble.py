"""Put the verdicts of all provisions into one table of findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.kernels.grouped_sums import UNBOUNDED
from sulh.verify.assessment import Alike, Assessment, Pairs
from sulh.verify.findings import SCHEMA, Findings, finding_id
from sulh.verify.reasons import VERDICT_NAMES, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.observe.tables import Tables
    from sulh.verify.assessment import Check
    from sulh.verify.provisions.notify_before import ActAssessment
    from sulh.verify.times import Ints

__all__ = ["assemble"]

# Times stay whole numbers until the table is put together.
COLUMN_TYPES: dict[str, Any] = SCHEMA | {"from": pl.Int64, "until": pl.Int64}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The findings of one check: arrays with one entry each, and which records belong to which.

    `month` is the place in the check's months, `ref` a place in `Tables.ids` or -1.
    """

    month: Ints
    ref: Ints
    verdict: NDArray[np.uint8]
    reasons: Ints
    bounds: Ints
    deciding: Pairs
    doubtful: Pairs
    alike: Alike | None = None


def assemble(
    tables: Tables, results: Sequence[tuple[Check, Assessment | list[ActAssessment]]]
) -> Findings:
    """Put all verdicts into one table, in the order judged, then by month."""
    parts = [
        (
            check,
            _of_months(check, result)
            if isinstance(result, Assessment)
            else _of_events(check, result),
        )
        for check, result in results
    ]
    parts = [(check, part) for check, part in parts if part.month.size]
    if not parts:
        return Findings(pl.DataFrame(schema=SCHEMA))
    sizes = np.array([part.month.size for _, part in parts])
    firsts = np.cumsum(sizes) - sizes
    deciding = _pairs([part.deciding for _, part in parts], firsts)
    doubtful = _pairs([part.doubtful for _, part in parts], firsts)
    total = int(sizes.sum())
    alike = [
        (first, part.alike)
        for (_, part), first in zip(parts, firsts.tolist(), strict=True)
        if part.alike is not None
    ]
    bounds = np.concatenate([part.bounds for _, part in parts])
    bound_columns = {
        name: pl.Series(bounds[:, place]).replace(UNBOUNDED, None)
        for place, name in enumerate(("low", "high", "allowed_low", "allowed_high"))
    }
    verdicts = np.concatenate([part.verdict for _, part in parts])
    columns = {
        **_keys(tables, parts),
        "verdict": pl.Series(VERDICT_NAMES).gather(verdicts),
        "reasons": _in_words(np.concatenate([part.reasons for _, part in parts])),
        **bound_columns,
        "evidence": _lists(tables.ids, deciding, total),
        "possible": _lists(tables.ids, doubtful, total),
        "may_be_one": _groups(tables.ids, alike, total),
        **_deaths(tables, deciding, alike, total),
        "simulated": pl.repeat(tables.simulated, total, eager=True),
    }
    return Findings(pl.DataFrame({name: columns[name].cast(SCHEMA[name]) for name in SCHEMA}))


def _keys(tables: Tables, parts: list[tuple[Check, _Part]]) -> dict[str, pl.Series]:
    """Return the columns that say what each finding is about."""
    names: dict[str, list[Any]] = {
        name: [] for name in ("id", "provision", "agreement", "kind", "article", "party", "zone")
    } | {name: [] for name in ("month", "ref", "from", "until", "waivers")}
    for check, part in parts:
        provision, size = check.provision, part.month.size
        for name in ("agreement", "kind", "article"):
            names[name] += [getattr(provision, name)] * size
        names["provision"] += [provision.id] * size
        names["party"] += [check.party] * size
        names["zone"] += [check.zone] * size
        refs = ["" if ref < 0 else tables.ids[ref] for ref in part.ref.tolist()]
        names["ref"] += refs
        months = [check.months.names[month] for month in part.month.tolist()]
        names["month"] += months
        names["id"] += [
            finding_id(provision.id, check.party, check.zone, month=month, ref=ref)
            for month, ref in zip(months, refs, strict=True)
        ]
        low = check.judged_low[part.month]
        high = np.maximum(low, check.judged_high[part.month])
        names["from"] += low.tolist()
        names["until"] += high.tolist()
        names["waivers"] += _touching(check, low, high)
    waivers = names.pop("waivers")
    return {
        **{
            name: pl.Series(name, values, dtype=COLUMN_TYPES[name])
            for name, values in names.items()
        },
        "waivers": _each_once(waivers, COLUMN_TYPES["waivers"]),
    }


def _each_once(values: list[tuple[str, ...]], dtype: Any) -> pl.Series:
    """Return lists, of which few differ, as a column: making one of each costs far less."""
    distinct = dict.fromkeys(values)
    place = {each: at for at, each in enumerate(distinct)}
    lists = pl.Series([list(each) for each in distinct], dtype=dtype)
    return lists.gather([place[each] for each in values])


def _touching(check: Check, low: Ints, high: Ints) -> list[tuple[str, ...]]:
    """Return the waivers in force at some moment of each period."""
    waivers: list[tuple[str, ...]] = [()] * low.size
    for each in check.waivers:
        for place in np.flatnonzero((each.low < high) & (each.high > low)).tolist():
            waivers[place] = (*waivers[place], each.provision.id)
    return waivers


def _of_months(check: Check, assessment: Assessment) -> _Part:
    months = np.flatnonzero(check.is_judged)
    place = np.zeros(assessment.verdict.size, dtype=np.int64)
    place[months] = np.arange(months.size)
    bounds = np.column_stack(
        [assessment.low, assessment.high, assessment.allowed_low, assessment.allowed_high]
    )
    alike = assessment.alike
    return _Part(
        month=months,
        ref=np.full(months.size, -1),
        verdict=assessment.verdict[months],
        reasons=assessment.reasons[months],
        bounds=bounds[months],
        deciding=Pairs(place[assessment.deciding.month], assessment.deciding.index),
        doubtful=Pairs(place[assessment.doubtful.month], assessment.doubtful.index),
        alike=alike and replace(alike, month=place[alike.month], less=alike.less[months]),
    )


def _of_events(check: Check, events: list[ActAssessment]) -> _Part:
    """Take the events whose month is judged."""
    times = np.array([event.time for event in events], dtype=np.int64)
    month = np.searchsorted(check.months.start, times, side="right") - 1
    if check.months.end.size:
        places = np.flatnonzero((month >= 0) & (times < check.months.end[np.maximum(month, 0)]))
    else:
        places = np.empty(0, dtype=np.int64)
    some = [events[place] for place in places.tolist()]
    return _Part(
        month=month[places],
        ref=np.array([event.index for event in some], dtype=np.int64),
        verdict=np.array([event.verdict for event in some], dtype=np.uint8),
        reasons=np.array([event.reasons for event in some], dtype=np.int64),
        bounds=np.array([(event.low, event.high, 1, 1) for event in some]).reshape(-1, 4),
        deciding=_of_each([event.deciding for event in some]),
        doubtful=_of_each([event.doubtful for event in some]),
    )


def _of_each(lists: list[tuple[int, ...]]) -> Pairs:
    counts = np.array([len(each) for each in lists], dtype=np.int64)
    index = np.array([one for each in lists for one in each], dtype=np.int64)
    return Pairs(np.repeat(np.arange(counts.size), counts), index)


def _pairs(parts: list[Pairs], firsts: Ints) -> Pairs:
    """Put the parts' pairs together: each finding's records once, in the order recorded."""
    findings = [part.month + first for part, first in zip(parts, firsts, strict=True)]
    keys = np.concatenate(findings) << 32 | np.concatenate([part.index for part in parts])
    keys.sort()
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return Pairs(keys >> 32, keys & 0xFFFFFFFF)


def _lists(ids: pl.Series, pairs: Pairs, size: int) -> pl.Series:
    """Return for each finding the ids of its records."""
    pairs_frame = pl.DataFrame({"finding": pairs.month, "id": ids.gather(pairs.index)})
    lists = pairs_frame.group_by("finding", maintain_order=True).agg("id")
    place = np.full(size, -1, dtype=np.int64)
    place[lists["finding"].to_numpy()] = np.arange(lists.height)
    none = pl.Series([[]], dtype=pl.List(pl.String))
    return pl.concat([lists["id"], none]).gather(np.where(place < 0, lists.height, place))


def _in_words(reasons: Ints) -> pl.Series:
    """Return bits as the names of reasons."""
    distinct, place = np.unique(reasons, return_inverse=True)
    texts = [words(each) for each in distinct.tolist()]
    return pl.Series(texts, dtype=pl.List(pl.String)).gather(place)


def _groups(ids: pl.Series, alike: list[tuple[int, Alike]], size: int) -> pl.Series:
    """Return for each finding the records that may be one event: the ids of each group, with plus signs."""
    groups: list[list[str]] = [[] for _ in range(size)]
    for first, part in alike:
        by_lead: dict[tuple[int, int], set[int]] = {}
        for month, lead, index in zip(
            part.month.tolist(), part.lead.tolist(), part.index.tolist(), strict=True
        ):
            by_lead.setdefault((first + month, lead), {lead}).add(index)
        for (finding, _), members in by_lead.items():
            groups[finding].append("+".join(ids[each] for each in sorted(members)))
    return pl.Series(groups, dtype=pl.List(pl.String))


def _deaths(
    tables: Tables, deciding: Pairs, alike: list[tuple[int, Alike]], size: int
) -> dict[str, pl.Series]:
    """Sum the deaths of the deciding incidents; an unknown bound among them makes it unknown.

    Low and best count each event once that may be told more than once.
    """
    incidents = tables.incidents
    row = np.full(len(tables.ids), -1, dtype=np.int64)
    row[incidents["index"].cast(pl.Int64).to_numpy()] = np.arange(incidents.height)
    at = row[deciding.index]
    finding, at = deciding.month[at >= 0], at[at >= 0]
    sums = {}
    for place, bound in enumerate(("low", "best", "high")):
        deaths = incidents[f"deaths_{bound}"]
        if bound == "best":
            deaths = deaths.fill_null(incidents["deaths_low"])
        values = deaths.fill_null(-1).to_numpy()[at]
        total, unknown = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
        np.add.at(total, finding, values)
        for first, part in alike:
            total[first : first + len(part.less)] -= part.less[:, place]
        unknown[finding[values < 0]] = True
        sums[f"deaths_{bound}"] = pl.Series(np.where(unknown, -1, total)).replace(-1, None)
    return sums
