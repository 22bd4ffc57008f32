"""What the parties said of findings: answers that were recorded and not taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from sulh.ledger import canonical
from sulh.ledger.bodies import body_fault
from sulh.ledger.keys import signature_holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sulh.ledger import Record

__all__ = ["STANCES", "Answer", "Stance", "answers_by_finding"]

Stance = Literal["acknowledge", "dispute", "explain"]
STANCES: tuple[str, ...] = get_args(Stance)
READ = frozenset({"answer", "retraction"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A party's answer to a finding. The site that recorded it signed it always.

    `verdict` is what the finding said when it was answered. `signed` says whether the party signed
    the words with a key of its own (`public_key`, hex) and the signature holds.
    """

    record: str
    finding: str
    party: str
    stance: str
    text: str
    verdict: str
    recorded_at: datetime
    author: str
    public_key: str
    signed: bool


def answers_by_finding(
    records: Iterable[Record], *, as_of: datetime | None = None, simulated: bool = False
) -> dict[str, tuple[Answer, ...]]:
    """Return the answers among records, by finding, in the order recorded.

    Records whose bodies do not fit their kinds are left out. So is a retracted answer, wherever its
    retraction stands. A later answer does not replace an earlier one: both are shown.
    """
    answers: dict[str, Answer] = {}
    taken_back: set[str] = set()
    for record in records:
        if as_of is not None and record.recorded_at > as_of:
            break
        if record.kind in READ and body_fault(record.kind, record.body):
            continue
        if record.kind == "retraction":
            taken_back.add(str(record.body.get("retracts")))
        elif record.kind == "answer" and record.simulated == simulated:
            answers[record.id] = _read(record)
    by_finding: dict[str, tuple[Answer, ...]] = {}
    for identity, each in answers.items():
        if identity not in taken_back:
            by_finding[each.finding] = (*by_finding.get(each.finding, ()), each)
    return by_finding


def _read(record: Record) -> Answer:
    body = dict(record.body)
    signature, public_key = str(body.pop("signature", "")), str(body.pop("public_key", ""))
    return Answer(
        record=record.id,
        finding=str(body.get("finding", "")),
        party=str(body.get("party", "")),
        stance=str(body.get("stance", "")),
        text=str(body.get("text", "")),
        verdict=str(body.get("verdict", "")),
        recorded_at=record.recorded_at,
        author=record.author,
        public_key=public_key,
        signed=bool(signature) and _holds(public_key, body, signature),
    )


def _holds(public_key: str, body: Mapping[str, Any], signature: str) -> bool:
    try:
        return signature_holds(public_key, canonical(dict(body)), bytes.fromhex(signature))
    except ValueError:
        return False
