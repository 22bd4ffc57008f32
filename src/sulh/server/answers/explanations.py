"""Why a finding is what it is, from the records behind it that a user may read."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sulh.languages.speech import Speech
from sulh.ledger import AMENDMENTS
from sulh.mission import in_language
from sulh.observe.tables import build_tables
from sulh.picture import picture
from sulh.report.spoken import spoken
from sulh.server.records.records import may_read
from sulh.verify import explain_finding, settled_texts
from sulh.verify.evidence_rows import evidence_of
from sulh.workspace.amendments import amendments_among
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.picture import Amendments
    from sulh.server.access.principal import Principal
    from sulh.server.answers.findings import FindingsQuery, MarkedFinding
    from sulh.server.service import MissionService
    from sulh.verify import Explanation, Finding

__all__ = ["explained_for", "explanation_for"]

KEPT_MAX = 64
"""So many readers' amendments are kept, until the ledger goes on."""


def explanation_for(
    service: MissionService,
    user: Principal,
    marked: MarkedFinding,
    query: FindingsQuery,
    language: str = "en",
) -> dict[str, Any]:
    """Return the explanation of a finding in types that JSON has, its sentences in a language.

    What is in it is as in `explained_for`.
    """
    explained = explained_for(service, user, marked, query, language)
    finding = _without_hidden_groups(service, user, marked.finding)
    words = spoken(service.workspace.pack, finding, explained.evidence, language)
    content = explained.as_json() | asdict(words) | {"language": language}
    del content["short"]  # of the printed report, which has said the party and the time
    for each in content["evidence"]:
        amendments = service.index.amendments_of(each["record"])
        each["corrected"] = any(
            one.kind == "correction" and may_read(user, one) for one in amendments
        )
    return content


def explained_for(
    service: MissionService,
    user: Principal,
    marked: MarkedFinding,
    query: FindingsQuery,
    language: str = "en",
) -> Explanation:
    """Return the explanation of a finding; of the records behind it, only what the user may read.

    A report whose correction the user may not read is left out: its words would be the correction's.
    """
    finding = _without_hidden_groups(service, user, marked.finding)
    records = _readable_records(service, user, frozenset(finding.records))
    pack = in_language(service.workspace.pack, language)
    tables = build_tables(picture(records, as_of=query.as_of, simulated=query.simulated))
    speech = Speech(language)
    evidence = evidence_of(pack, tables, finding.records, speech=speech)
    readable = [each for each in finding.records if each in evidence]
    amendments = _amendments(service, user, query)
    explanation = explain_finding(pack, finding, evidence, amendments, speech)
    return replace(explanation, settled=settled_texts(tables, readable, speech))


def _amendments(service: MissionService, user: Principal, query: FindingsQuery) -> Amendments:
    """Return the amendments of reports where the user may read both, and the findings that they bear on."""
    key = (service.index.revision, user.account, user.role, user.party, query)
    cache = service.kept_amendments
    if key in cache:  # a reader opens one finding after the other
        return cache[key]
    entries = (
        (each, service.index.get(each.id))
        for each in service.history()
        if query.as_of is None or each.recorded_at <= query.as_of
    )
    amendments = amendments_among(
        service.workspace.pack,
        [each for each, entry in entries if entry is not None and may_read(user, entry)],
        at=query.at or service.now(),
        since=query.since,
        simulated=query.simulated,
    )
    if len(cache) >= KEPT_MAX:
        cache.clear()
    cache[key] = amendments
    return amendments


def _without_hidden_groups(service: MissionService, user: Principal, finding: Finding) -> Finding:
    """Return a finding that names no group of reports of which the user may not read all."""

    def is_readable(record: str) -> bool:
        entry = service.index.get(record)
        return entry is not None and may_read(user, entry)

    groups = [each for each in finding.same_groups if all(map(is_readable, each))]
    return replace(finding, may_be_one=tuple("+".join(each) for each in groups))


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
