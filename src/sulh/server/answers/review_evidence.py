"""The evidence of a finding for one user: what they may read, each record with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.server.answers.explanations import explained_for
from sulh.server.records.records import may_read
from sulh.workspace.evidence import BundleTimes, evidence_records, pack_evidence

if TYPE_CHECKING:
    from sulh.server.access.principal import Principal
    from sulh.server.answers.findings import FindingsQuery, JudgedState, MarkedFinding
    from sulh.server.service import MissionService

__all__ = ["evidence_for"]


def evidence_for(
    service: MissionService,
    state: JudgedState,
    user: Principal,
    marked: MarkedFinding,
    query: FindingsQuery,
) -> bytes:
    """Return the evidence bundle of a finding as a zip file's bytes.

    It holds only records that the user may read, and the finding as the user sees it; its reading is
    recorded where a record is restricted.
    """
    (row,) = state.rows(service, user, [marked])
    finding = marked.finding
    history = service.history()
    imports = [service.record(each) for each in service.index.latest({"import"})]
    ordered = sorted([*history, *imports], key=lambda each: (each.recorded_at, each.site, each.seq))
    entries = [
        (each, service.index.get(each.id))
        for each in evidence_records(ordered, set(finding.records), finding.id)
    ]
    readable = [(each, entry) for each, entry in entries if entry and may_read(user, entry)]
    service.log_reads(user, [entry for _, entry in readable], "evidence")
    explained = explained_for(service, user, marked, query)
    times = BundleTimes(at=state.at, as_of=query.as_of, moment=service.now())
    records = [each for each, _ in readable]
    _, content = service.read(
        lambda store: pack_evidence(service.workspace, store, explained, row, records, times)
    )
    return content
