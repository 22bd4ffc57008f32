"""Who may have the bytes of an attachment: not who only knows the digest of a file that they may not have.

A record names its file by SHA-256, and anybody who may submit can write a digest. So where a file belongs also
to a report that an account may not read, the account has it only if it sent the bytes itself, or reads a record
of somebody who did, or who rates reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.server.access.unrated import rated_by_others
from sulh.server.records.records import may_read
from sulh.workspace.attachments import has_attachment, senders_of

if TYPE_CHECKING:
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.service import MissionService

__all__ = ["files_here"]


def files_here(service: MissionService, user: Principal, digests: set[str]) -> set[str]:
    """Return the digests whose bytes have come in, as far as a user may know it, and may have them."""
    folder = service.workspace.folder
    here = (each for each in digests if has_attachment(folder, each))
    return {
        each
        for each in here
        if _may_have(
            user,
            [
                (entry, not rated_by_others(author))
                for entry, author in service.attachments_of(each)
                if not entry.problem
            ],
            senders_of(folder, each),
        )
    }


def _may_have(
    user: Principal, naming: list[tuple[IndexEntry, bool]], senders: frozenset[str]
) -> bool:
    if user.account in senders:
        return True
    readable = [each for each in naming if may_read(user, each[0])]
    if len(readable) == len(naming):
        return bool(readable)
    return any(is_trusted or entry.account in senders for entry, is_trusted in readable)
