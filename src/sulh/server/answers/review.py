"""What the mission's people do with reports that came in: release them, and say which are one event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import may_enter
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.records.records import find_entry, may_release
from sulh.workspace import compare_records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["submit_comparison", "submit_release"]

NATION = re.compile("[A-Z]{3}")


async def submit_release(
    service: MissionService,
    user: Principal,
    record_id: str,
    *,
    to: Sequence[str],
    tlp: str,
    reason: str,
) -> str:
    """Record who else may read a record, and how it is marked from now on; return the new record's id.

    The report stays as it is. What a party has read cannot be unread: a stricter marking closes it for
    the future only.

    Raises
    ------
    UnknownError
        When there is no such record that the user may read.
    ForbiddenError
        When the user may not release it.
    InputError
        When nothing would change, a name is no party, or what is TLP:RED would go to a party.
    """
    entry = find_entry(service, user, record_id)
    if not may_release(user, entry):
        raise refusal(ForbiddenError, "no-release", role=user.term)
    actors = service.workspace.pack.actors
    for name in to:
        if name not in actors and not NATION.fullmatch(name):
            raise refusal(
                InputError, "no-actor", name=repr(name), names=", ".join(map(str, actors))
            )
    if not to and not tlp:
        raise refusal(InputError, "release-nothing")
    marking = Tlp.parse(tlp) if tlp else entry.marking
    if to and marking == Tlp.RED:
        raise refusal(InputError, "release-red")
    body = {"releases": entry.id, "to": sorted(set(to)), "tlp": tlp, "reason": reason}
    draft = Draft(
        kind="release", body={k: v for k, v in body.items() if v}, simulated=entry.simulated
    )
    now, author = service.now(), user.author
    return await service.write_soon(
        user.account,
        lambda workspace, _: workspace.store.append([draft], recorded_at=now, author=author)[0],
    )


async def submit_comparison(
    service: MissionService,
    user: Principal,
    records: Sequence[str],
    *,
    judgement: Literal["same", "different"],
    reason: str,
) -> str:
    """Record whether incidents are one event; it is marked as the strictest of them; return its id.

    Raises
    ------
    UnknownError
        When the user may not read one of them.
    ForbiddenError
        When the user may not enter comparisons.
    InputError
        When they cannot be compared; `compare_records` says why.
    """
    if not (user.may("submit") and may_enter(user.role, "comparison")):
        raise refusal(ForbiddenError, "no-compare", role=user.term)
    entries = [find_entry(service, user, each) for each in dict.fromkeys(records)]
    marking = max(each.marking for each in entries)
    now, author = service.now(), user.author
    return await service.write_soon(
        user.account,
        lambda workspace, _: compare_records(
            workspace,
            [each.id for each in entries],
            judgement=judgement,
            reason=reason,
            author=author,
            now=now,
            tlp=marking.label,
        ),
    )
