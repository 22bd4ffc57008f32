"""The brief of threats of a mission's folder for an audience, and the record that it left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sulh.ledger import Draft
from sulh.report.forms import ResultForms
from sulh.server.share.mission_threats import shelf_items
from sulh.server.share.preview import preview
from sulh.share import disclosure_of
from sulh.share.threats.brief import ThreatBrief, threat_brief
from sulh.share.threats.brief_sheet import brief_sheet
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.share import Audience
    from sulh.workspace import Workspace

__all__ = ["brief_for", "brief_forms", "record_brief"]


def brief_for(
    workspace: Workspace,
    audience: Audience,
    *,
    at: datetime,
    now: datetime,
    simulated: bool = False,
) -> ThreatBrief:
    """Return the brief up to `at` (UTC) of what an audience may have now, of all collections."""
    passage = preview(
        workspace,
        audience,
        "cyber-defence",
        moment=now,
        simulated=simulated,
        kinds=frozenset({"intrusion"}),
    )
    return threat_brief(
        passage.leaves,
        shelf_items(workspace, audience, simulated=simulated),
        at=at,
        timezone=workspace.pack.timezone,
        simulated=simulated,
    )


def brief_forms(workspace: Workspace, brief: ThreatBrief, *, language: str = "en") -> ResultForms:
    """Return a brief as a page in a language."""
    pack = workspace.pack
    sheet = partial(
        brief_sheet, brief, mission=pack.title, timezone=pack.timezone, language=language
    )
    return ResultForms(sheet=sheet, work="A brief in PDF")


def record_brief(
    workspace: Workspace, brief: ThreatBrief, audience: Audience, *, now: datetime, author: str
) -> None:
    """Record that a brief leaves to an audience. Durable on return."""
    record = disclosure_of(
        brief.records,
        audience,
        "cyber-defence",
        door="brief",
        moment=now,
        source=workspace.site,
        ref=f"brief {audience.name} {now:%Y%m%dT%H%M%S.%f}",
        part=f"{brief.since:%Y-%m-%dT%H:%MZ} to {brief.at:%Y-%m-%dT%H:%MZ}",
    )
    workspace.store.append(
        [Draft(kind="disclosure", body=RECORD_KINDS.to_body(record), simulated=brief.simulated)],
        recorded_at=now,
        author=author,
    )
