"""The mission's report for a reader: only for a role that may read all that it can rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.languages.refusals import refusal
from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import strictest
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.work.background import readable_records
from sulh.workspace import judge, make_report, open_ledger

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.answers.findings import FindingsQuery
    from sulh.server.service import MissionService

__all__ = ["mission_report"]

NOT_IN_IT = frozenset({"access"})
"""Kinds that no report shows: who read what."""


def mission_report(
    service: MissionService,
    user: Principal,
    query: FindingsQuery,
    at: datetime,
    *,
    is_pdf: bool,
    language: str,
) -> bytes:
    """Return the report as HTML or PDF, marked with the strictest marking of what it rests on.

    A report of a part of the records would say something else than the report of another reader, and so
    only who reads every marking gets one. The records do not matter for that: a refusal that began with the
    first restricted record would tell the others that there is one, and since when. That the restricted ones
    are read is recorded.

    Raises
    ------
    ForbiddenError
        When the user's role or token does not read records of every marking.
    MissingExtraError
        When a PDF is asked for and the extra `pdf` is not installed.
    """
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    if strictest(user.role, "read", "other") is not Tlp.RED:
        raise refusal(ForbiddenError, "report-not-yours")
    everything = [
        each
        for each in service.history()
        if each.kind not in NOT_IN_IT and (query.as_of is None or each.recorded_at <= query.as_of)
    ]
    readable_records(service, user, query.as_of, "report")
    entries = (service.index.get(each.id) for each in everything)
    marking = max((each.marking for each in entries if each), default=service.index.default)
    store = open_ledger(service.folder)
    try:
        workspace = replace(service.workspace, store=store)
        judgement = judge(
            workspace,
            as_of=query.as_of,
            at=at,
            since=query.since,
            simulated=query.simulated,
            records=service.history(),
        )
        return make_report(
            workspace,
            judgement,
            is_pdf=is_pdf,
            tlp=marking.label.removeprefix("TLP:"),
            generated_at=service.now(),
            language=language,
        )
    finally:
        store.close()
