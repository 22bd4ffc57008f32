"""What the parties say of a finding: they acknowledge, dispute or explain it, and it stays beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.ledger import Draft, canonical
from sulh.ledger.keys import load_key, public_hex
from sulh.picture import STANCES

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.verify import Finding
    from sulh.workspace.folder import Workspace

__all__ = ["answer_finding"]

TEXT_MAX = 4000


def answer_finding(
    workspace: Workspace,
    finding: Finding,
    *,
    party: str,
    stance: str,
    text: str,
    author: str,
    now: datetime,
    key: Path | None = None,
) -> str:
    """Record what a party says of a finding; return the record's id.

    Any party of the pack may answer, by its id; with `key` the party's own key signs the words.

    Raises
    ------
    InputError
        When the pack has no such party, the stance is none, or the text is empty or too long.
    """
    if party not in workspace.pack.actors:
        raise InputError(
            f"The pack has no party {party[:80]!r}.",
            remedy=f"It has: {', '.join(map(str, workspace.pack.actors))}.",
        )
    if stance not in STANCES:
        raise InputError(f"{stance[:80]!r} is no answer: acknowledge, dispute or explain.")
    words = text.strip()
    if not words or len(words) > TEXT_MAX:
        raise InputError(
            f"An answer has 1 to {TEXT_MAX:,} characters; this one has {len(words):,}."
        )
    body: dict[str, Any] = {
        "finding": finding.id,
        "party": party,
        "stance": stance,
        "text": words,
        "verdict": finding.verdict,
    }
    if key is not None:
        signer = load_key(key)
        body |= {"signature": signer.sign(canonical(body)).hex(), "public_key": public_hex(signer)}
    draft = Draft(kind="answer", body=body, simulated=finding.simulated)
    return workspace.store.append([draft], recorded_at=now, author=author)[0]
