"""The records behind a finding, each in one line that a person can check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sulh.mission.pack import Pack
from sulh.observe.tables import PLURALS, Tables
from sulh.verify.times import moment
from sulh.verify.wording import counted, when

__all__ = ["EvidenceRow", "evidence_rows"]

Role = Literal["decides", "raises doubt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One record: `role` says whether it decides the finding or raises doubt.

    `marks` is its Admiralty code; `file` and `row` say where it came in, where it came in a file.
    """

    record: str
    role: Role
    kind: str
    when: str
    where: str
    what: str
    source: str
    ref: str
    marks: str
    file: str = ""
    row: int = 0
    text: str = ""

    def as_text(self) -> str:
        """Say it in one line."""
        where = f", {self.where}" if self.where else ""
        return (
            f"{self.record[:12]} ({self.source} {self.ref}, {self.marks}): "
            f"{self.when}{where}: {self.what}"
        )


def evidence_rows(
    pack: Pack, tables: Tables, deciding: Iterable[str], doubtful: Iterable[str]
) -> tuple[EvidenceRow, ...]:
    """Return the rows of the records with these ids: those that decide first, then the others."""
    roles: dict[str, Role] = dict.fromkeys(deciding, "decides")
    for record in doubtful:
        roles.setdefault(record, "raises doubt")
    index_of = {identity: place for place, identity in enumerate(tables.ids) if identity in roles}
    found: dict[int, EvidenceRow] = {}
    for kind, plural in PLURALS.items():
        frame = getattr(tables, plural)
        kept = frame.with_row_index("position").filter(
            frame["index"].is_in(list(index_of.values()))
        )
        for row in kept.iter_rows(named=True):
            record = tables.ids[row["index"]]
            found[row["index"]] = _evidence(pack, tables, kind, row, record, roles[record])
    return tuple(found[index_of[record]] for record in roles if index_of.get(record) in found)


def _evidence(
    pack: Pack, tables: Tables, kind: str, row: dict[str, Any], record: str, role: Role
) -> EvidenceRow:
    return EvidenceRow(
        record=record,
        role=role,
        kind=kind,
        when=when(moment(row["start"]), moment(row["end"]), pack.timezone),
        where=_where(row),
        what=_what(pack, tables, kind, row),
        source=row["source"],
        ref=row["ref"],
        marks=f"{row['reliability']}{row['credibility']}",
        file=row["file"],
        row=row["row"],
        text=row["text"],
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


def _what(pack: Pack, tables: Tables, kind: str, row: dict[str, Any]) -> str:
    if kind == "observation":
        item = pack.items.get(row["item"])
        what = f"{counted(row['low'], row['high'])} {item.name if item else row['item']}"
        return f"{what} of {row['actor']}" + (", all counted" if row["complete"] else "")
    if kind == "incident":
        return _incident(pack, tables, row)
    if kind == "inspection":
        seen = "everything seen" if row["complete"] else "not everything seen"
        return f"{row['duty']} by {row['inspector']}, {seen}"
    if kind == "notification":
        period = when(moment(row["activity_start"]), moment(row["activity_end"]), pack.timezone)
        return f"notice by {row['actor']} of {_act(pack, row['act'])}, {period}"
    if kind == "request":
        return f"request by {row['actor']} for {row['request']}"
    watched = ", ".join(_act(pack, each) for each in row["subjects"])
    return f"{'all' if row['complete'] else 'some'} of {watched} would have been reported"


def _incident(pack: Pack, tables: Tables, row: dict[str, Any]) -> str:
    people = tables.participants
    here = people.filter(people["row"] == row["position"])
    sides = {
        side: ", ".join(here.filter(here["side"] == side)["name"].to_list()) for side in ("a", "b")
    }
    who = " against ".join(each for each in sides.values() if each)
    began = sides.get(row["initiator"], "")
    text = _act(pack, row["act"]) + (f", {who}" if who else "")
    if began:
        text += f", begun by {began}"
    if row["deaths_low"] or row["deaths_high"] is not None:
        text += f", {counted(row['deaths_low'], row['deaths_high'])} dead"
    return text


def _act(pack: Pack, act: str) -> str:
    known = pack.acts.get(act)  # type: ignore[call-overload]
    return known.name if known else act
