"""Reports as typed columns, for the rooms that compute.

Every table has the same first columns: where the report stands (`index` into `Tables.ids`), who sent
it, when (`start`, `end`: microseconds since 1970, UTC), where (lon, lat in degrees WGS 84, accuracy
in metres; null where there is none) and how reliable it is. Texts that come again and again are
categories: a table holds each once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.observe.bodies import Body, kind_of, to_body
from sulh.observe.records import KINDS, Report
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.picture import Picture

__all__ = ["Tables", "build_tables", "tables_from_bodies", "tables_from_reports"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

COMMON: dict[str, Any] = {
    "index": pl.UInt32,
    "source": pl.Categorical,
    "ref": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "accuracy_m": pl.Float64,
    "zone": pl.Categorical,
    "district": pl.Categorical,
    "country": pl.Categorical,
    "place": pl.String,
    "reliability": pl.Categorical,
    "credibility": pl.Int8,
    "means": pl.Categorical,
    "file": pl.Categorical,
    "row": pl.Int64,
    "text": pl.String,
}
COUNT = {"low": pl.Int64, "best": pl.Int64, "high": pl.Int64}
OWN: dict[str, dict[str, Any]] = {
    "observation": {
        "actor": pl.Categorical,
        "item": pl.Categorical,
        **COUNT,
        "inspection": pl.String,
        "complete": pl.Boolean,
        "visit": pl.Int64,
    },
    "incident": {
        "act": pl.Categorical,
        "initiator": pl.Categorical,
        **{f"deaths_{bound}": kind for bound, kind in COUNT.items()},
        **{f"civilian_deaths_{bound}": kind for bound, kind in COUNT.items()},
    },
    "inspection": {
        "inspector": pl.Categorical,
        "duty": pl.Categorical,
        "complete": pl.Boolean,
        "answers": pl.String,
        "visit": pl.Int64,
    },
    "notification": {
        "actor": pl.Categorical,
        "act": pl.Categorical,
        "activity_start": pl.Int64,
        "activity_end": pl.Int64,
    },
    "request": {"actor": pl.Categorical, "request": pl.Categorical},
    "coverage": {"subjects": pl.List(pl.String), "complete": pl.Boolean},
}
"""The columns of each kind.

`visit` numbers the inspections by source and ref, from 0: rows with the same number speak of the
same one, whether its own record is there or not. -1: an observation of no inspection.
"""

PARTICIPANT: dict[str, Any] = {"row": pl.UInt32, "name": pl.Categorical, "side": pl.Categorical}
"""A participant's `row` is the position of the incident in the table of incidents."""

PLURALS = {
    "observation": "observations",
    "incident": "incidents",
    "inspection": "inspections",
    "notification": "notifications",
    "request": "requests",
    "coverage": "coverage",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tables:
    """All reports of a picture. `ids` holds the record id of each, by `index`."""

    ids: pl.Series
    observations: pl.DataFrame
    incidents: pl.DataFrame
    participants: pl.DataFrame
    inspections: pl.DataFrame
    notifications: pl.DataFrame
    requests: pl.DataFrame
    coverage: pl.DataFrame
    simulated: bool = False

    def of_kind(self, kind: str) -> pl.DataFrame:
        """Return the table of a kind of report, by the name it carries in the ledger."""
        found: pl.DataFrame = getattr(self, PLURALS[kind])
        return found

    def all_reports(self) -> pl.DataFrame:
        """Return the common columns of every report with its kind, in the order recorded."""
        frames = [
            self.of_kind(kind).select(*COMMON, pl.lit(kind).alias("kind")) for kind in PLURALS
        ]
        return pl.concat(frames).sort("index")


def build_tables(known: Picture) -> Tables:
    """Lay out a picture's reports; records of other kinds (genesis, imports) are left out."""
    return tables_from_bodies(
        ((each.id, each.kind, each.body) for each in known.reports), simulated=known.simulated
    )


def tables_from_reports(
    reports: Iterable[tuple[str, Report]], *, simulated: bool = False
) -> Tables:
    """Lay out reports that come with the ids of their records."""
    return tables_from_bodies(
        ((identity, kind_of(report), to_body(report)) for identity, report in reports),
        simulated=simulated,
    )


def tables_from_bodies(
    records: Iterable[tuple[str, str, Body]], *, simulated: bool = False
) -> Tables:
    """Lay out reports given as the id, the kind and the body of a record each."""
    columns: dict[str, dict[str, list[Any]]] = {
        kind: {name: [] for name in (*COMMON, *OWN[kind])} for kind in KINDS
    }
    participants: dict[str, list[Any]] = {name: [] for name in PARTICIPANT}
    visits: dict[tuple[str, str], int] = {}
    ids: list[str] = []
    for identity, kind, body in records:
        into = columns.get(kind)
        if into is None:
            continue
        _add_common(into, body, len(ids))
        ids.append(identity)
        _ADDERS[kind](into, body)
        if kind == "incident":
            _add_participants(participants, body, len(into["index"]) - 1)
        elif kind == "observation" or kind == "inspection":  # noqa: PLR1714 -- the loop is hot
            ref = body.get("inspection", "") if kind == "observation" else body["ref"]
            key = (body["source"], ref)
            into["visit"].append(visits.setdefault(key, len(visits)) if ref else -1)
    frames = {
        PLURALS[kind]: pl.DataFrame(into, schema={**COMMON, **OWN[kind]}, strict=True)
        for kind, into in columns.items()
    }
    return Tables(
        ids=pl.Series("id", ids, dtype=pl.String),
        participants=pl.DataFrame(participants, schema=PARTICIPANT, strict=True),
        simulated=simulated,
        **frames,
    )


@lru_cache(maxsize=65536)
def microseconds(text: str) -> int:
    """Return a UTC time as microseconds since 1970."""
    return (parse_utc(text) - EPOCH) // timedelta(microseconds=1)


def _add_common(into: dict[str, list[Any]], body: Body, index: int) -> None:
    get = body.get
    span = body["span"]
    into["index"].append(index)
    into["source"].append(body["source"])
    into["ref"].append(body["ref"])
    into["start"].append(microseconds(span[0]))
    into["end"].append(microseconds(span[-1]))
    lon, lat, accuracy = get("lon"), get("lat"), get("accuracy_m")
    into["lon"].append(None if lon is None else float(lon))
    into["lat"].append(None if lat is None else float(lat))
    into["accuracy_m"].append(None if accuracy is None else float(accuracy))
    for name in ("zone", "district", "country", "place", "means", "file", "text"):
        into[name].append(get(name, ""))
    into["reliability"].append(get("reliability", "F"))
    into["credibility"].append(get("credibility", 6))
    into["row"].append(get("row", 0))


def _add_participants(into: dict[str, list[Any]], body: Body, row: int) -> None:
    for name, side in body.get("participants", ()):
        into["row"].append(row)
        into["name"].append(name)
        into["side"].append(side)


def _add_count(into: dict[str, list[Any]], prefix: str, values: list[int | None] | None) -> None:
    low, best, high = values or (0, None, None)
    into[f"{prefix}low"].append(low)
    into[f"{prefix}best"].append(best)
    into[f"{prefix}high"].append(high)


def _add_observation(into: dict[str, list[Any]], body: Body) -> None:
    into["actor"].append(body.get("actor", ""))
    into["item"].append(body["item"])
    _add_count(into, "", body["count"])
    into["inspection"].append(body.get("inspection", ""))
    into["complete"].append(body.get("complete", False))


def _add_incident(into: dict[str, list[Any]], body: Body) -> None:
    into["act"].append(body["act"])
    into["initiator"].append(body.get("initiator", ""))
    _add_count(into, "deaths_", body.get("deaths"))
    _add_count(into, "civilian_deaths_", body.get("civilian_deaths"))


def _add_inspection(into: dict[str, list[Any]], body: Body) -> None:
    into["inspector"].append(body.get("inspector", ""))
    into["duty"].append(body["duty"])
    into["complete"].append(body.get("complete", False))
    into["answers"].append(body.get("answers", ""))


def _add_notification(into: dict[str, list[Any]], body: Body) -> None:
    into["actor"].append(body.get("actor", ""))
    into["act"].append(body["act"])
    into["activity_start"].append(microseconds(body["activity"][0]))
    into["activity_end"].append(microseconds(body["activity"][-1]))


def _add_request(into: dict[str, list[Any]], body: Body) -> None:
    into["actor"].append(body.get("actor", ""))
    into["request"].append(body["request"])


def _add_coverage(into: dict[str, list[Any]], body: Body) -> None:
    into["subjects"].append(list(body["subjects"]))
    into["complete"].append(body.get("complete", False))


_ADDERS = {
    "observation": _add_observation,
    "incident": _add_incident,
    "inspection": _add_inspection,
    "notification": _add_notification,
    "request": _add_request,
    "coverage": _add_coverage,
}
