"""What the parties say of a finding: they acknowledge, dispute or explain it, and it stays beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from sulh.errors import InputError
from sulh.ledger import Draft, canonical
from sulh.ledger.keys import load_key, public_hex, signature_holds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.desk.folder import Desk
    from sulh.ledger import Record

__all__ = ["Answer", "Stance", "answer", "answers_by_finding"]

Stance = Literal["acknowledge", "dispute", "explain"]
TEXT_MAX = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A party's answer to a finding, as a record holds it.

    `verdict` is what the finding said when it was answered. `signed` says whether the party signed
    it with a key of its own (`public_key`, hex) and the signature holds; the site signs it always.
    """

    record: str
    finding: str
    party: str
    stance: Stance
    text: str
    verdict: str
    recorded_at: datetime
    author: str
    public_key: str
    signed: bool


def answer(
    desk: Desk,
    row: dict[str, Any],
    *,
    party: str,
    stance: str,
    text: str,
    author: str,
    now: datetime,
    key: Path | None = None,
) -> str:
    """Record what a party says of a finding (a row of `Findings.rows`); return the record's id.

    Any party of the pack may answer, by its id; with `key` the party's own key signs the words.

    Raises
    ------
    InputError
        When the pack has no such party, the stance is none, or the text is empty or too long.
    """
    if party not in desk.pack.actors:
        raise InputError(
            f"The pack has no party {party[:80]!r}.",
            remedy=f"It has: {', '.join(map(str, desk.pack.actors))}.",
        )
    if stance not in get_args(Stance):
        raise InputError(f"{stance[:80]!r} is no answer: acknowledge, dispute or explain.")
    words = text.strip()
    if not words or len(words) > TEXT_MAX:
        raise InputError(
            f"An answer has 1 to {TEXT_MAX:,} characters; this one has {len(words):,}."
        )
    body: dict[str, Any] = {
        "finding": row["id"],
        "party": party,
        "stance": stance,
        "text": words,
        "verdict": row["verdict"],
    }
    if key is not None:
        signer = load_key(key)
        body |= {"signature": signer.sign(canonical(body)).hex(), "public_key": public_hex(signer)}
    draft = Draft(kind="answer", body=body, simulated=bool(row["simulated"]))
    return desk.store.append([draft], recorded_at=now, author=author)[0]


def answers_by_finding(
    records: Iterable[Record], *, as_of: datetime | None = None, simulated: bool = False
) -> dict[str, list[Answer]]:
    """Return the answers that were recorded, by finding, in the order recorded.

    A retracted answer is left out. A later answer does not replace an earlier one: both are shown.
    """
    found: dict[str, Answer] = {}
    for record in records:
        if as_of is not None and record.recorded_at > as_of:
            break
        if record.kind == "retraction":
            found.pop(str(record.body.get("retracts")), None)
        elif record.kind == "answer" and record.simulated == simulated:
            found[record.id] = _read(record)
    by_finding: dict[str, list[Answer]] = {}
    for each in found.values():
        by_finding.setdefault(each.finding, []).append(each)
    return by_finding


def _read(record: Record) -> Answer:
    body = dict(record.body)
    signature, public_key = str(body.pop("signature", "")), str(body.pop("public_key", ""))
    signed = bool(signature) and _holds(public_key, body, signature)
    return Answer(
        record=record.id,
        finding=str(body.get("finding", "")),
        party=str(body.get("party", "")),
        stance=body.get("stance", "explain"),
        text=str(body.get("text", "")),
        verdict=str(body.get("verdict", "")),
        recorded_at=record.recorded_at,
        author=record.author,
        public_key=public_key,
        signed=signed,
    )


def _holds(public_key: str, body: dict[str, Any], signature: str) -> bool:
    try:
        return signature_holds(public_key, canonical(body), bytes.fromhex(signature))
    except ValueError:
        return False
