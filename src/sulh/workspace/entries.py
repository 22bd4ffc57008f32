"""What the ledger says, as typed values, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.picture import entries_of, picture
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.picture import Entry
    from sulh.workspace.folder import Workspace

__all__ = ["ledger_entries"]


def ledger_entries(
    workspace: Workspace, *, as_of: datetime | None = None, simulated: bool = False
) -> dict[str, tuple[Entry, ...]]:
    """Return what was known as of a moment, by the name of the kind.

    Corrections and retractions are folded; a record whose body does not fit its kind is left out.
    """
    current = picture(
        workspace.store.records(as_of=as_of), as_of=as_of, simulated=simulated, check=body_problem
    )
    return entries_of(current, RECORD_KINDS)
