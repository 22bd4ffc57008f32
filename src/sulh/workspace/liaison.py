"""What the parties say about a finding: they acknowledge, dispute or explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import Draft, canonical
from sulh.ledger.keys import load_key, public_hex
from sulh.ledger.tlp import Tlp, marking_in
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
    tlp: str = "",
) -> str:
    """Record what a party says of a finding; return the record's id.

    Any party of the pack may answer, by its id; with `key` the party's own key signs the words. The
    answer is as strict as `tlp` or, where that is empty, as the strictest marking of the records that
    the finding rests on.

    Raises
    ------
    InputError
        When the pack has no such party, the stance is not one of three, or the text is empty or too long.
    """
    words = _checked(workspace, party, stance, text)
    body: dict[str, Any] = {
        "finding": finding.id,
        "party": party,
        "stance": stance,
        "text": words,
        "verdict": finding.verdict,
    }
    label = tlp or _strictest_label(workspace, frozenset(finding.records))
    if label:
        body["tlp"] = label
    if key is not None:
        signer = load_key(key)
        body |= {"signature": signer.sign(canonical(body)).hex(), "public_key": public_hex(signer)}
    draft = Draft(kind="answer", body=body, simulated=finding.simulated)
    return workspace.store.append([draft], recorded_at=now, author=author)[0]


def _checked(workspace: Workspace, party: str, stance: str, text: str) -> str:
    """Return the text of an answer, once party, stance and length are right."""
    if party not in workspace.pack.actors:
        raise refusal(
            InputError,
            "no-party",
            name=repr(party[:80]),
            names=", ".join(map(str, workspace.pack.actors)),
        )
    if stance not in STANCES:
        raise InputError(
            f"{stance[:80]!r} is not an answer.", remedy="Write acknowledge, dispute or explain."
        )
    words = text.strip()
    if not words or len(words) > TEXT_MAX:
        raise refusal(InputError, "answer-length", most=TEXT_MAX, count=len(words))
    return words


def _strictest_label(workspace: Workspace, ids: frozenset[str]) -> str:
    """Return the strictest marking that any of these records carries; empty where none does."""
    bodies = [each.body for each in workspace.store.records() if each.id in ids]
    markings = [marking_in(each, Tlp.CLEAR) for each in bodies if "tlp" in each]
    return max(markings).label if markings else ""
