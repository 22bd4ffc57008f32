"""Findings: one row a provision, party, zone and month (or act, or request)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.verify.limb import Case, Limb, Pairs
from sulh.verify.reasons import UNBOUNDED, VERDICT_NAMES, words
from sulh.verify.times import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.observe.tables import Tables
    from sulh.verify.notices import Event

__all__ = ["SCHEMA", "Findings", "assemble", "finding_id"]

SCHEMA: dict[str, Any] = {
    "id": pl.String,
    "provision": pl.String,
    "agreement": pl.String,
    "kind": pl.String,
    "article": pl.String,
    "party": pl.String,
    "zone": pl.String,
    "month": pl.String,
    "ref": pl.String,
    "from": pl.Datetime("us", "UTC"),
    "until": pl.Datetime("us", "UTC"),
    "verdict": pl.String,
    "reasons": pl.List(pl.String),
    "low": pl.Int64,
    "high": pl.Int64,
    "allowed_low": pl.Int64,
    "allowed_high": pl.Int64,
    "evidence": pl.List(pl.String),
    "possible": pl.List(pl.String),
    "waivers": pl.List(pl.String),
    "deaths_low": pl.Int64,
    "deaths_best": pl.Int64,
    "deaths_high": pl.Int64,
    "simulated": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings as a table.

    `frame` has the columns of `SCHEMA`. `evidence` are the ids of the records that decide, `possible` of those
    that raise doubt. `high` and `allowed_high` are null where there is no upper bound. Deaths are summed over
    the deciding incidents.
    """

    frame: pl.DataFrame

    def rows(self) -> list[dict[str, Any]]:
        """Return the findings in types that JSON has."""
        stamp = "%Y-%m-%dT%H:%M:%SZ"
        return self.frame.with_columns(
            pl.col("from").dt.strftime(stamp), pl.col("until").dt.strftime(stamp)
        ).to_dicts()


def finding_id(provision: str, party: str, zone: str, month: str, ref: str) -> str:
    """Return a short, stable id: ten base-32 characters of a SHA-256 over the finding's key."""
    key = "\x1f".join((provision, party, zone, month, ref)).encode()
    return base64.b32encode(hashlib.sha256(key).digest()).decode()[:10].lower()


def assemble(tables: Tables, judged: Sequence[tuple[Case, Limb | list[Event]]]) -> Findings:
    """Put all verdicts into one table, in the order judged, then by month."""
    deaths = _deaths_by_index(tables)
    frames = [_frame(tables, case, found, deaths) for case, found in judged]
    frames = [each for each in frames if each.height]
    if not frames:
        return Findings(pl.DataFrame(schema=SCHEMA))
    return Findings(pl.concat(frames).cast(SCHEMA))


def _deaths_by_index(tables: Tables) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """Return the deaths of each incident by its place in `Tables.ids`; -1 where not known."""
    found = {}
    for bound in ("low", "best", "high"):
        column = np.zeros(len(tables.ids) + 1, dtype=np.int64)
        index = tables.incidents["index"].cast(pl.Int64).to_numpy()
        column[index] = tables.incidents[f"deaths_{bound}"].fill_null(-1).to_numpy()
        found[bound] = column
    return found


def _frame(
    tables: Tables,
    case: Case,
    found: Limb | list[Event],
    deaths: dict[str, np.ndarray],  # type: ignore[type-arg]
) -> pl.DataFrame:
    rows = _months(tables, case, found) if isinstance(found, Limb) else _events(tables, case, found)
    if not rows:
        return pl.DataFrame(schema=SCHEMA)
    provision = case.provision
    for row in rows:
        row |= {
            "id": finding_id(provision.id, case.party, case.zone, row["month"], row["ref"]),
            "provision": provision.id,
            "agreement": provision.agreement,
            "kind": provision.kind,
            "article": provision.article,
            "party": case.party,
            "zone": case.zone,
            "simulated": tables.simulated,
            **_deaths(row.pop("deciding"), deaths),
        }
    return pl.DataFrame(rows, schema=SCHEMA)


def _deaths(
    index: np.ndarray,  # type: ignore[type-arg]
    deaths: dict[str, np.ndarray],  # type: ignore[type-arg]
) -> dict[str, int | None]:
    """Sum the deaths of incidents; an unknown bound among them makes the sum unknown."""
    sums: dict[str, int | None] = {}
    for bound, column in deaths.items():
        values = column[index]
        sums[f"deaths_{bound}"] = None if (values < 0).any() else int(values.sum())
    return sums


def _grouped(pairs: Pairs, size: int) -> list[np.ndarray]:  # type: ignore[type-arg]
    """Return the distinct record places of each month, in the order recorded."""
    order = np.lexsort((pairs.index, pairs.month))
    month, index = pairs.month[order], pairs.index[order]
    fresh = np.ones(month.size, dtype=np.bool_)
    fresh[1:] = (np.diff(month) != 0) | (np.diff(index) != 0)
    month, index = month[fresh], index[fresh]
    return np.split(index, np.searchsorted(month, np.arange(1, size)))


def _months(tables: Tables, case: Case, limb: Limb) -> list[dict[str, Any]]:
    size = limb.verdict.size
    if not size:
        return []
    deciding, doubtful = _grouped(limb.deciding, size), _grouped(limb.doubtful, size)
    rows = []
    for month in np.flatnonzero(case.is_judged).tolist():
        low, high = int(case.judged_low[month]), int(case.judged_high[month])
        rows.append(
            {
                "month": case.months.names[month],
                "ref": "",
                "from": moment(low),
                "until": moment(high),
                "verdict": VERDICT_NAMES[limb.verdict[month]],
                "reasons": words(int(limb.reasons[month])),
                "low": int(limb.low[month]),
                "high": _bound(limb.high[month]),
                "allowed_low": _bound(limb.allowed_low[month]),
                "allowed_high": _bound(limb.allowed_high[month]),
                "evidence": [tables.ids[i] for i in deciding[month]],
                "possible": [tables.ids[i] for i in doubtful[month]],
                "waivers": _touching(case, low, high),
                "deciding": deciding[month],
            }
        )
    return rows


def _events(tables: Tables, case: Case, events: list[Event]) -> list[dict[str, Any]]:
    rows = []
    starts = case.months.start
    for event in events:
        month = int(np.searchsorted(starts, event.time, side="right")) - 1
        if month < 0 or event.time >= case.months.end[month]:
            continue
        low, high = int(case.judged_low[month]), int(case.judged_high[month])
        rows.append(
            {
                "month": case.months.names[month],
                "ref": tables.ids[event.index],
                "from": moment(low),
                "until": moment(max(low, high)),
                "verdict": VERDICT_NAMES[event.verdict],
                "reasons": words(event.reasons),
                "low": event.low,
                "high": event.high,
                "allowed_low": 1,
                "allowed_high": 1,
                "evidence": [tables.ids[i] for i in event.deciding],
                "possible": [tables.ids[i] for i in event.doubtful],
                "waivers": _touching(case, low, high),
                "deciding": np.empty(0, dtype=np.int64),
            }
        )
    return rows


def _bound(value: Any) -> int | None:
    return None if value >= UNBOUNDED else int(value)


def _touching(case: Case, low: int, high: int) -> list[str]:
    """Return the waivers in force at some moment of the month."""
    return [each.provision.id for each in case.waivers if each.low < high and each.high > low]
