"""The records behind a finding, each in one line that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.languages.speech import ENGLISH
from sulh.observe.tables import PLURALS, Tables
from sulh.picture.amendments import NO_AMENDMENTS
from sulh.values import ten_of
from sulh.verify.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from sulh.languages.speech import Speech
    from sulh.mission.pack import Pack
    from sulh.picture import Amendment, Amendments

__all__ = ["Evidence", "amendment_text", "evidence_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report behind a finding, in words. `decides` False: it only raises doubt.

    `admiralty` is its code (``A1``); `file` and `row` say where it came in, where it came in a file.
    `amended` says by which record it was corrected, when and why; empty where it was not.
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
    amended: str = ""

    def as_text(self) -> str:
        """Say it in one line."""
        time_and_place = ", ".join(each for each in (self.when, self.where) if each)
        who = f"{self.who}: " if self.who else ""
        text = f"{self.record[:12]} ({self.source}, {self.admiralty}): {time_and_place}: {who}{self.what}"
        return f"{text} ({self.amended})" if self.amended else text


def amendment_text(amendment: Amendment, zone: tzinfo, speech: Speech = ENGLISH) -> str:
    """Say by which record a report was corrected or retracted, when and why."""
    name = "evidence-corrected" if amendment.kind == "correction" else "evidence-retracted"
    when = speech.span(amendment.recorded_at, amendment.recorded_at, zone)
    text = speech.say(name, by=amendment.by[:12], when=when)
    reason = amendment.reason.rstrip(".")
    return speech.say("evidence-reason", text=text, reason=reason) if reason else text


def evidence_of(
    pack: Pack,
    tables: Tables,
    records: Iterable[str],
    amendments: Amendments = NO_AMENDMENTS,
    speech: Speech = ENGLISH,
) -> dict[str, Evidence]:
    """Return the reports with these record ids, in words, in the order in which they happened.

    All of them `decides`; `explain_finding` says which do for a finding. `amendments` are those that hold.
    Names, and the texts of reports, stay as they are in every language.
    """
    ids = frozenset(records)
    places = [place for place, record in enumerate(tables.ids) if record in ids]
    rows: list[tuple[int, str, Evidence]] = []
    for kind, plural in PLURALS.items():
        frame = getattr(tables, plural).with_row_index("position")
        frame = frame.filter(pl.col("index").is_in(places))
        sides = _sides(tables, frame["position"]) if kind == "incident" else {}
        for row in frame.iter_rows(named=True):
            record = tables.ids[row["index"]]
            who = _who(speech, kind, row, sides.get(row["position"], {}))
            evidence = _evidence(pack, speech, kind, row, record, who)
            amendment = amendments.by_record.get(record)
            if amendment is not None:
                evidence = replace(
                    evidence, amended=amendment_text(amendment, pack.timezone, speech)
                )
            rows.append((row["start"], record, evidence))
    return {record: each for _, record, each in sorted(rows, key=lambda one: one[:2])}


def _sides(tables: Tables, incidents: pl.Series) -> dict[int, dict[str, str]]:
    """Return the names on each side of incidents, by their position."""
    people = tables.participants.filter(pl.col("row").is_in(incidents.to_list()))
    by_incident: dict[int, dict[str, str]] = {}
    for row, name, side in people.select("row", "name", "side").iter_rows():
        sides = by_incident.setdefault(row, {})
        sides[side] = f"{sides[side]}, {name}" if side in sides else name
    return by_incident


def _evidence(
    pack: Pack, speech: Speech, kind: str, row: dict[str, Any], record: str, who: str
) -> Evidence:
    return Evidence(
        record=record,
        kind=kind,
        when=speech.span(moment(row["start"]), moment(row["end"]), pack.timezone),
        where=_where(speech, row),
        who=who,
        what=_what(pack, speech, kind, row),
        source=f"{row['source']} {row['ref']}",
        admiralty=f"{row['reliability']}{row['credibility']}",
        text=row["text"],
        decides=True,
        file=row["file"],
        row=row["row"],
    )


def _where(speech: Speech, row: dict[str, Any]) -> str:
    names = [row[name] for name in ("place", "zone", "district", "country") if row[name]]
    parts = list(dict.fromkeys(names))
    if row["lon"] is not None:
        position = f"{row['lat']:.4f}, {row['lon']:.4f}"
        metres = row["accuracy_m"]
        parts.append(
            speech.say("evidence-centre", position=position)
            if metres is None
            else speech.say("evidence-position", position=position, metres=speech.number(metres))
        )
    return speech.comma(parts)


def _who(speech: Speech, kind: str, row: dict[str, Any], sides: dict[str, str]) -> str:
    if kind == "coverage":
        return ""
    if kind != "incident":
        return str(row["inspector" if kind == "inspection" else "actor"])
    names = [sides[side] for side in sorted(sides)]
    who = names[0] if names else speech.say("evidence-nobody")
    for other in names[1:]:
        who = speech.say("evidence-against", who=who, other=other)
    began = sides.get(row["initiator"], "")
    return speech.say("evidence-begun", who=who, began=began) if began else who


def _what(pack: Pack, speech: Speech, kind: str, row: dict[str, Any]) -> str:
    match kind:
        case "observation":
            item = pack.items.get(row["item"])
            values = {
                "bounds": speech.bounds(row["low"], row["high"]),
                "item": item.name if item else row["item"],
            }
            return speech.say(
                "evidence-all-counted" if row["complete"] else "evidence-counted", **values
            )
        case "incident":
            return _dead(speech, _act(pack, row["act"]), row)
        case "inspection":
            name = "evidence-all-seen" if row["complete"] else "evidence-not-all-seen"
            return speech.say(name, duty=speech.word(row["duty"]))
        case "notification":
            begins, ends = moment(row["activity_start"]), moment(row["activity_end"])
            time = speech.span(begins, ends, pack.timezone)
            return speech.say("evidence-notice", act=_act(pack, row["act"]), time=time)
        case "weapon" | "combatant-count" | "request":
            return _asked_or_laid_down(speech, kind, row)
        case _:
            acts = speech.comma([_act(pack, each) for each in row["subjects"]])
            name = "evidence-all-watched" if row["complete"] else "evidence-some-watched"
            return speech.say(name, acts=acts)


def _asked_or_laid_down(speech: Speech, kind: str, row: dict[str, Any]) -> str:
    if kind == "request":
        return speech.say("evidence-request", request=speech.word(row["request"]))
    if kind == "weapon":
        return speech.say("evidence-weapons", number=speech.number(row["items"] or 1))
    bounds = speech.bounds(*ten_of(row["people"]))
    return speech.say("evidence-combatants", bounds=bounds, phase=speech.word(row["phase"]))


def _dead(speech: Speech, act: str, row: dict[str, Any]) -> str:
    low, high = row["deaths_low"], row["deaths_high"]
    if low or high is not None:
        return speech.say("evidence-dead", act=act, bounds=speech.bounds(low, high))
    return act


def _act(pack: Pack, act: str) -> str:
    kind = pack.acts.get(act)  # type: ignore[call-overload]
    return kind.name if kind else act
