"""The records behind a finding, each in one line that a person can check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from sulh.mission.pack import Pack
from sulh.observe.tables import PLURALS, Tables
from sulh.verify.times import moment
from sulh.verify.wording import counted, when

__all__ = ["Evidence", "evidence_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report behind a finding, in words. `decides` False: it only raises doubt.

    `admiralty` is its code (``A1``); `file` and `row` say where it came in, where it came in a file.
    """

    record: str
    kind: str
    when: str
    where: str
    who: str
    what: str
    source: str
    admiralty: str
    text: str
    decides: bool
    file: str = ""
    row: int = 0

    def as_text(self) -> str:
        """Say it in one line."""
        said = ", ".join(each for each in (self.when, self.where) if each)
        who = f"{self.who}: " if self.who else ""
        return f"{self.record[:12]} ({self.source}, {self.admiralty}): {said}: {who}{self.what}"


def evidence_rows(
    pack: Pack, tables: Tables, deciding: Iterable[str], doubtful: Iterable[str]
) -> tuple[Evidence, ...]:
    """Return the reports with these record ids, in the order in which they happened."""
    decides = dict.fromkeys(doubtful, False) | dict.fromkeys(deciding, True)
    wanted = [place for place, record in enumerate(tables.ids) if record in decides]
    found: list[tuple[int, str, Evidence]] = []
    for kind, plural in PLURALS.items():
        frame = getattr(tables, plural).with_row_index("position")
        for row in frame.filter(pl.col("index").is_in(wanted)).iter_rows(named=True):
            record = tables.ids[row["index"]]
            each = _evidence(pack, tables, kind, row, record, decides=decides[record])
            found.append((row["start"], record, each))
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2]))


def _evidence(
    pack: Pack, tables: Tables, kind: str, row: dict[str, Any], record: str, *, decides: bool
) -> Evidence:
    return Evidence(
        record=record,
        kind=kind,
        when=when(moment(row["start"]), moment(row["end"]), pack.timezone),
        where=_where(row),
        who=_who(tables, kind, row),
        what=_what(pack, kind, row),
        source=f"{row['source']} {row['ref']}",
        admiralty=f"{row['reliability']}{row['credibility']}",
        text=row["text"],
        decides=decides,
        file=row["file"],
        row=row["row"],
    )


def _where(row: dict[str, Any]) -> str:
    named = [row[name] for name in ("place", "zone", "district", "country") if row[name]]
    parts = list(dict.fromkeys(named))
    if row["lon"] is not None:
        parts.append(f"{row['lat']:.4f}, {row['lon']:.4f} (lat, lon; {_accuracy(row)})")
    return ", ".join(parts)


def _accuracy(row: dict[str, Any]) -> str:
    metres = row["accuracy_m"]
    return "the centre of a region" if metres is None else f"within {metres:,.0f} m"


def _who(tables: Tables, kind: str, row: dict[str, Any]) -> str:
    if kind == "coverage":
        return ""
    if kind != "incident":
        return str(row["inspector" if kind == "inspection" else "actor"])
    people = tables.participants.filter(pl.col("row") == row["position"])
    sides = {
        side: ", ".join(people.filter(pl.col("side") == side)["name"].to_list()) for side in "ab"
    }
    who = " against ".join(each for each in sides.values() if each) or "nobody named"
    began = sides.get(row["initiator"], "")
    return f"{who}, begun by {began}" if began else who


def _what(pack: Pack, kind: str, row: dict[str, Any]) -> str:
    match kind:
        case "observation":
            item = pack.items.get(row["item"])
            what = f"{counted(row['low'], row['high'])} {item.name if item else row['item']}"
            return what + (", all counted" if row["complete"] else "")
        case "incident":
            return _act(pack, row["act"]) + _dead(row)
        case "inspection":
            return f"{row['duty']}, {'everything' if row['complete'] else 'not everything'} seen"
        case "notification":
            begins, ends = moment(row["activity_start"]), moment(row["activity_end"])
            return f"notice of {_act(pack, row['act'])}, {when(begins, ends, pack.timezone)}"
        case "request":
            return f"request for {row['request']}"
        case _:
            watched = ", ".join(_act(pack, each) for each in row["subjects"])
            return f"{'all' if row['complete'] else 'some only'} of {watched} would be reported"


def _dead(row: dict[str, Any]) -> str:
    low, high = row["deaths_low"], row["deaths_high"]
    return f", {counted(low, high)} dead" if low or high is not None else ""


def _act(pack: Pack, act: str) -> str:
    known = pack.acts.get(act)  # type: ignore[call-overload]
    return known.name if known else act
