"""Why a finding is what it is, from the records behind it that a user may read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sulh.ledger import AMENDMENTS
from sulh.observe.tables import build_tables
from sulh.picture import picture
from sulh.server.records import may_read
from sulh.verify import explain_finding, settled_texts
from sulh.verify.evidence_rows import evidence_of
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.server.findings import FindingsQuery, MarkedFinding
    from sulh.server.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["explanation_for"]


def explanation_for(
    service: MissionService, user: Principal, marked: MarkedFinding, query: FindingsQuery
) -> dict[str, Any]:
    """Return the explanation of a finding; of the records behind it, only what the user may read.

    A report whose correction the user may not read is left out: its words would be the correction's.
    """
    finding = marked.finding
    records = _readable_records(service, user, frozenset(finding.records))
    pack = service.workspace.pack
    tables = build_tables(picture(records, as_of=query.as_of, simulated=query.simulated))
    evidence = evidence_of(pack, tables, finding.records)
    settled = settled_texts(tables, [each for each in finding.records if each in evidence])
    return replace(explain_finding(pack, finding, evidence), settled=settled).as_json()


def _readable_records(
    service: MissionService, user: Principal, ids: frozenset[str]
) -> list[Record]:
    """Return the records with these ids, comparisons of them, and all amendments, in the order recorded."""
    records: list[Record] = []
    roots: dict[str, str] = {}
    hidden: set[str] = set()
    for record in service.history():
        root = record.id if record.id in ids or _compares(record, ids) else ""
        if record.kind in AMENDMENTS:
            root = roots.get(str(record.body.get("corrects") or record.body.get("retracts")), "")
        if not root:
            continue
        roots[record.id] = root
        entry = service.index.get(record.id)
        if entry is None or not may_read(user, entry):
            hidden.add(root)
        records.append(record)
    return [each for each in records if roots[each.id] not in hidden]


def _compares(record: Record, ids: frozenset[str]) -> bool:
    """Say whether a record is a comparison of one of the reports."""
    if record.kind != "comparison" or body_problem(record.kind, record.body):
        return False
    return not ids.isdisjoint(record.body["reports"])
