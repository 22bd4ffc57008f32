"""What a sender may know of what came in before: no duplicate and no conflict tells what they may not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.observe.report_register import known_by
from sulh.server.records.records import may_read

if TYPE_CHECKING:
    from sulh.observe.duplicates import Seen
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["seen_by"]

Said = tuple[str, dict[str, Any]]


def seen_by(service: MissionService, user: Principal, *, simulated: bool) -> Seen:
    """Return what tells which reports under a kind, source and key a user may read, as kinds with bodies.

    It answers None where the user may read all that came in under the key. What the group that is being
    imported has entered counts too: the user's own, and what the user's role reads.
    """

    def seen(kind: str, source: str, ref: str) -> list[Said] | None:
        key = known_by(kind, source, ref, simulated=simulated)
        entries, entered = service.under(key), service.entered_under(key)
        readable = [each for each in entries if may_read(user, each)]
        own = [
            draft
            for account, marking, draft in entered
            if account == user.account or user.may("read", marking)
        ]
        if len(readable) == len(entries) and len(own) == len(entered):
            return None
        bodies = [_said(service.record(each).kind, service.record(each).body) for each in readable]
        return bodies + [_said(each.kind, each.body) for each in own]

    return seen


def _said(kind: str, body: Any) -> Said:
    return (str(body["kind"]), body["body"]) if kind == "correction" else (kind, body)
