"""Corrections, retractions and comparisons: new records that change what earlier ones say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from sulh.errors import InputError
from sulh.kernels.facility_reach import distances_m
from sulh.languages.refusals import Term, refusal
from sulh.ledger import AMENDMENTS, Draft, Record, effective, retraction_of
from sulh.observe import open_reports, read
from sulh.observe.records import Comparison
from sulh.picture import Entry, Origin, sender_and_ref
from sulh.values import Reliability, format_utc
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sulh.picture import Registry
    from sulh.tables import Table
    from sulh.values import Place
    from sulh.workspace.folder import Workspace

__all__ = ["Correction", "compare_records", "correct_record", "other_copies", "retract_record"]

APART_M = 50_000.0
"""Reports of one event that lie farther apart than this, beyond their accuracies, are a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The right row, in a file or table of one row; the reason; and the role that corrects."""

    file: Path | Table
    reason: str
    author: str
    now: datetime
    device: Mapping[str, str] | None = None
    """What a device sent and signed, if one did."""


def correct_record(
    workspace: Workspace,
    beginning: str,
    correction: Correction,
    *,
    kinds: Registry = RECORD_KINDS,
) -> str:
    """Correct a record, named by the beginning of its id: it should have said what the one row says.

    `kinds` are those of which the row may be.

    Raises
    ------
    InputError
        When no or several records match, the record is retracted, the file does not hold exactly
        one good row, or the row is of another kind, source or sender's key than the record.
    """
    record = workspace.store.find(beginning)
    _refuse_retracted(workspace, record)
    report = _one_report(workspace, correction, kinds)
    kind = kinds.of(report).name
    corrected = corrected_kind(record)
    if kind != corrected:
        raise refusal(
            InputError,
            "other-kind",
            row=Term(f"kind-{kind}"),
            record=record.id[:12],
            kind=Term(f"kind-{corrected}"),
        )
    content = kinds.to_body(report)
    before = record.body["body"] if record.kind == "correction" else record.body
    if any(content[name] != before[name] for name in ("source", "ref")):
        raise refusal(
            InputError,
            "other-key",
            row=f"{content['source']} {content['ref']}",
            record=record.id[:12],
            key=f"{before['source']} {before['ref']}",
        )
    body = {
        "corrects": record.id,
        "kind": kind,
        "body": content,
        "reason": correction.reason,
    }
    if correction.device is not None:
        body["device"] = dict(correction.device)
    return append_one(
        workspace,
        Draft(kind="correction", body=body, simulated=record.simulated),
        author=correction.author,
        now=correction.now,
    )


def _one_report(workspace: Workspace, correction: Correction, kinds: Registry) -> Entry:
    """Return what the one row of a correction says."""
    reports: list[Entry] = []
    opened = open_reports(correction.file, kinds=kinds)
    for batch in read(opened, timezone=workspace.pack.timezone, now=correction.now):
        if batch.problems:
            error = InputError(
                "\n".join(map(str, batch.problems)), remedy="Correct the row and try again."
            )
            error.problems = tuple(batch.problems)
            raise error
        reports.extend(batch.reports)
    if len(reports) != 1:
        raise refusal(InputError, "not-one-row", file=opened.file, count=len(reports))
    return reports[0]


def corrected_kind(record: Record) -> str:
    """Return the kind of report a record carries; a correction carries its corrected kind.

    Raises
    ------
    InputError
        When the record is set aside.
    """
    problem = body_problem(record.kind, record.body)
    if problem:
        raise refusal(InputError, "record-unfit", record=record.id[:12], problem=str(problem))
    if record.kind == "correction":
        return str(record.body["kind"])
    return record.kind


def retract_record(
    workspace: Workspace, beginning: str, *, reason: str, author: str, now: datetime
) -> str:
    """Retract a record, named by the beginning of its id. Return the id of the retraction.

    Raises
    ------
    InputError
        When no or several records match, or the record is retracted already.
    """
    record = workspace.store.find(beginning)
    _refuse_retracted(workspace, record)
    draft = Draft(
        kind="retraction",
        body={"retracts": record.id, "reason": reason},
        simulated=record.simulated,
    )
    return append_one(workspace, draft, author=author, now=now)


def compare_records(
    workspace: Workspace,
    beginnings: Sequence[str],
    *,
    judgement: Literal["same", "different"],
    reason: str,
    author: str,
    now: datetime,
    tlp: str = "",
) -> str:
    """Record a judgement whether incidents, named by the beginnings of their ids, are one event.

    Return the id of the new record. It stands as the mission's own, A1, and is marked `tlp` where given.

    Raises
    ------
    InputError
        When no or several records match, one is no incident, or they are fewer than two.
    """
    records = {each.id: each for each in map(workspace.store.find, beginnings)}
    wrong = [each for each in records.values() if each.kind != "incident"]
    if wrong or len(records) < 2:
        if not wrong:
            raise refusal(InputError, "compare-one")
        kind = Term(f"kind-{wrong[0].kind}")
        raise refusal(InputError, "compare-kind", record=wrong[0].id[:12], kind=kind)
    if len({each.simulated for each in records.values()}) > 1:
        raise refusal(InputError, "compare-simulated")
    if judgement == "same":
        _refuse_apart(records.values())
    comparison = Comparison(
        origin=Origin(
            source=workspace.site,
            ref=f"comparison {format_utc(now)} {' '.join(each[:12] for each in records)}"[:200],
            reliability=Reliability("A", 1),
            text=reason,
        ),
        reports=tuple(records),
        judgement=judgement,
    )
    draft = Draft(
        kind="comparison",
        body=RECORD_KINDS.to_body(comparison) | ({"tlp": tlp} if tlp else {}),
        simulated=next(iter(records.values())).simulated,
    )
    return append_one(workspace, draft, author=author, now=now)


def _refuse_apart(records: Iterable[Record]) -> None:
    """Refuse to call one event what lies more than a day or 50 km apart, beyond what each may be off."""
    incidents = [(each.id[:12], RECORD_KINDS.from_body(each.kind, each.body)) for each in records]
    for (one, a), (other, b) in combinations(incidents, 2):
        days = (max(a.span.start, b.span.start) - min(a.span.end, b.span.end)).days
        places = [each.place for each in (a, b) if each.place.lon is not None]
        off_m = sum(each.accuracy_m or 0.0 for each in places) + APART_M
        far = len(places) == 2 and _distance_m(*places) > off_m
        if days >= 1 or far:
            if far:
                raise refusal(InputError, "compare-far", one=one, other=other)
            raise refusal(InputError, "compare-days", one=one, other=other, days=days)


def _distance_m(one: Place, other: Place) -> float:
    lon, lat = (np.array([getattr(each, name) for each in (one, other)]) for name in ("lon", "lat"))
    return float(distances_m(lon[:1], lat[:1], lon[1:], lat[1:])[0, 0])


def _refuse_retracted(workspace: Workspace, record: Record) -> None:
    """Refuse to amend what a retraction has taken back: the later word would bring it back unseen."""
    amendments = [
        each
        for each in workspace.store.records(kinds=AMENDMENTS)
        if not body_problem(each.kind, each.body)
    ]
    retraction = retraction_of(record, amendments)
    if retraction is None:
        return
    key = sender_and_ref(record)
    raise refusal(
        InputError,
        "retracted-already",
        record=record.id[:12] + (f" ({key[0]} {key[1]})" if key else ""),
        by=retraction.id[:12],
        time=format_utc(retraction.recorded_at),
    )


def other_copies(workspace: Workspace, beginning: str) -> list[Record]:
    """Return the other valid records with the same sender and key: the same report at other sites."""
    if len(workspace.store.sites()) == 1:
        return []
    record = workspace.store.find(beginning)
    key = sender_and_ref(record)
    if key is None:
        return []
    records = list(workspace.store.records(kinds=[record.kind, *AMENDMENTS]))
    standing = {each.id for each in effective(records)} - {record.id}
    return [each for each in records if each.id in standing and sender_and_ref(each) == key]


def append_one(workspace: Workspace, draft: Draft, *, author: str, now: datetime) -> str:
    """Append one record durably and return its id."""
    return workspace.store.append([draft], recorded_at=now, author=author)[0]
