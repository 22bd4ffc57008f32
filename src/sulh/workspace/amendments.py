"""The corrections and retractions of a ledger, for those who read findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.ledger import AMENDMENTS
from sulh.ledger.effective import resolve
from sulh.observe.tables import PLURALS, tables_from_bodies
from sulh.picture import (
    NO_AMENDMENTS,
    Amendment,
    Amendments,
    amendment_of,
    picture,
    sender_and_ref,
)
from sulh.verify import verify
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.mission import Pack
    from sulh.workspace.folder import Workspace
    from sulh.workspace.judge import Judgement

__all__ = ["amendments_among", "read_amendments"]


def read_amendments(workspace: Workspace, judgement: Judgement) -> Amendments:
    """Return the corrections and retractions that hold in a judgement.

    A retracted report bears on a finding if the finding rested on it, were it the only report.
    """
    amendments = [
        each
        for each in workspace.store.records(as_of=judgement.as_of, kinds=AMENDMENTS)
        if each.simulated == judgement.simulated and not body_problem(each.kind, each.body)
    ]
    if not amendments:
        return NO_AMENDMENTS
    latest = resolve(amendments)
    by_id = {each.id: each for each in amendments}
    if len(workspace.store.sites()) > 1:  # a correction of another site's copy corrects this one
        current = picture(
            workspace.store.records(as_of=judgement.as_of),
            as_of=judgement.as_of,
            simulated=judgement.simulated,
            check=body_problem,
        )
        for each in current.reports:
            if each.amended_by in by_id:
                latest[each.id] = by_id[each.amended_by]
    originals = {
        name: each
        for name, each in workspace.store.select(latest.keys()).items()
        if sender_and_ref(each) is not None and each.simulated == judgement.simulated
    }
    return _amendments(
        workspace.pack,
        latest,
        originals,
        at=judgement.at,
        since=judgement.since,
        simulated=judgement.simulated,
    )


def amendments_among(
    pack: Pack,
    records: Iterable[Record],
    *,
    at: datetime,
    since: datetime | None = None,
    simulated: bool = False,
) -> Amendments:
    """Return the corrections and retractions among some records, of those that are among them too.

    For a reader who may read a part of a ledger: nothing is said of what is not among the records.
    """
    own = [each for each in records if each.simulated == simulated]
    amendments = [
        each for each in own if each.kind in AMENDMENTS and not body_problem(each.kind, each.body)
    ]
    if not amendments:
        return NO_AMENDMENTS
    latest = resolve(amendments)
    originals = {
        each.id: each for each in own if each.id in latest and sender_and_ref(each) is not None
    }
    return _amendments(pack, latest, originals, at=at, since=since, simulated=simulated)


def _amendments(
    pack: Pack,
    latest: Mapping[str, Record],
    originals: dict[str, Record],
    *,
    at: datetime,
    since: datetime | None,
    simulated: bool,
) -> Amendments:
    by_record = {name: amendment_of(each, latest[name]) for name, each in originals.items()}
    return Amendments(
        by_record=by_record,
        retracted=_bearing(pack, originals, by_record, at=at, since=since, simulated=simulated),
    )


def _bearing(
    pack: Pack,
    originals: dict[str, Record],
    by_record: dict[str, Amendment],
    *,
    at: datetime,
    since: datetime | None,
    simulated: bool,
) -> dict[str, tuple[Amendment, ...]]:
    """Return for each finding the retracted reports on which it would rest."""
    taken_back = [
        (each.id, each.kind, each.body)
        for name, each in originals.items()
        if by_record[name].kind == "retraction"
        and each.kind in PLURALS
        and not body_problem(each.kind, each.body)
    ]
    if not taken_back:
        return {}
    tables = tables_from_bodies(taken_back, simulated=simulated)
    findings = verify(pack, tables, at=at, since=since)
    return {
        each.id: tuple(by_record[record] for record in dict.fromkeys(each.records))
        for each in findings
        if each.records
    }
