"""What a site records after an exchange: the head that it saw of each chain that grew, and each fork."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.ledger import Draft, witness_draft
from sulh.ledger.bodies import usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.ledger.sync import Refusal, State, Taken
    from sulh.workspace.folder import Workspace

__all__ = ["sight_drafts"]


def sight_drafts(workspace: Workspace, before: State, result: Taken) -> list[Draft]:
    """Return the records of what came since `before`; a refused history is stored in a file, too."""
    drafts = [
        *_witnessed(workspace, before, result),
        *(_fork_draft(workspace, each) for each in result.refused if each.code == "fork"),
    ]
    return _without_known_forks(workspace, drafts) if drafts else []


def _witnessed(workspace: Workspace, before: State, result: Taken) -> Iterator[Draft]:
    """Yield a witness's record for each chain that grew by more than such records.

    If these counted too, two sites would witness each other's witness records for ever.
    """
    for site in result.added:
        if site == workspace.site:
            continue
        chain = workspace.store.chain(site)
        first = before.get(site, (0, ""))[0]
        if any(row[1] != "witness" for row in chain.rows(first)):
            head = next(head for head, _ in chain.heads(after=chain.size - 1))
            yield witness_draft(site, head)


def _fork_draft(workspace: Workspace, refusal: Refusal) -> Draft:
    """Store the refused history in a file, and return the record that names both heads."""
    assert refusal.theirs is not None  # noqa: S101 -- a fork has it
    folder = workspace.folder / "refused"
    folder.mkdir(exist_ok=True)
    path = folder / f"{refusal.site}-{refusal.theirs.digest[:16]}.jsonl"
    path.write_bytes(b"".join(content + b"\n" for content in refusal.contents))
    heads = {
        name: {"head": head.content.decode(), "signature": head.signature.hex()}
        for name, head in (("ours", refusal.ours), ("theirs", refusal.theirs))
        if head is not None
    }
    return Draft(kind="fork", body={"site": refusal.site, "file": path.name, **heads})


def _without_known_forks(workspace: Workspace, drafts: list[Draft]) -> list[Draft]:
    names = {each.body["file"] for each in usable(workspace.store.records(kinds=["fork"]))}
    return [each for each in drafts if each.kind != "fork" or each.body["file"] not in names]
