"""In whose hands each item of evidence was, and what in its chain does not hold.

A chain is judged by what was recorded and nothing is repaired: after a fault it goes on as the next record
says, so that one missing record is one fault. Practice: ISO/IEC 27037:2012 [GK].
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sulh.languages.sentence import sentence
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence, Value
    from sulh.share.evidence.records import EvidenceItem, EvidenceTransfer, LawfulRequest

__all__ = [
    "ChainFault",
    "EvidenceStatement",
    "Fault",
    "ItemChain",
    "Link",
    "evidence_statement",
]

Fault = Literal[
    "after-end",
    "amended",
    "before-taking",
    "digest-changed",
    "doubled-number",
    "gap",
    "retracted",
    "seals-changed",
    "two-holders",
    "unknown-item",
    "unknown-request",
]
ENDS = frozenset({"returned", "destroyed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """What does not hold: the item and the record by their `ref`, and the words of this case."""

    fault: Fault
    item: str
    record: str
    detail: Value = ""

    @property
    def sentence(self) -> Sentence:
        """Say what is wrong."""
        what = sentence(f"custody-fault-{self.fault}")
        if not self.detail:
            return sentence("custody-fault", item=self.item, record=self.record, what=what)
        return sentence(
            "custody-fault-in", item=self.item, record=self.record, what=what, detail=self.detail
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a chain as recorded; `holder` has the item from then on, empty: nobody. Times are UTC."""

    at: datetime
    until: datetime
    step: str
    giver: str
    holder: str
    location: str
    seals: tuple[str, ...]
    digest: str
    source: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChain:
    """An item with its links in the order in which they happened, and the faults of its chain."""

    item: EvidenceItem
    links: tuple[Link, ...]
    faults: tuple[ChainFault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing in the chain is in doubt."""
        return not self.faults

    @property
    def holder(self) -> str:
        """The office that has it at the end; empty: it left custody."""
        return self.links[-1].holder


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStatement:
    """The chains of some items before a moment (UTC), and the faults that belong to none of them.

    `request` is the request that they are kept for; None: all items.
    """

    at: datetime
    request: LawfulRequest | None
    chains: tuple[ItemChain, ...]
    faults: tuple[ChainFault, ...]
    simulated: bool = False

    def all_faults(self) -> tuple[ChainFault, ...]:
        """Return the faults of all chains, and those that belong to none."""
        return (*(fault for each in self.chains for fault in each.faults), *self.faults)

    def content(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        request = self.request
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "request": None
            if request is None
            else {
                "ref": request.origin.ref,
                "requester": request.requester,
                "legal_basis": request.legal_basis,
                "received": format_utc(request.span.start),
                "due": None if request.due is None else request.due.isoformat(),
                "decision": request.decision,
            },
            "items": [_content(each) for each in self.chains],
            "faults": [str(each.sentence) for each in self.faults],
        }


def evidence_statement(
    items: Sequence[EvidenceItem],
    transfers: Sequence[EvidenceTransfer],
    requests: Sequence[LawfulRequest],
    *,
    at: datetime,
    request: str = "",
    amendments: Iterable[ChainFault] = (),
    simulated: bool = False,
) -> EvidenceStatement:
    """Return the chains of the items kept for a request (empty: of all) by what happened before a moment.

    Steps of one moment follow each other as recorded. A step names an item by its number: of the same sender
    first, else of any sender who alone has it. `amendments` are faults of records that were amended.

    Raises
    ------
    KeyError
        When there is no such request.
    """
    chosen_request = next((each for each in requests if each.origin.ref == request), None)
    if request and chosen_request is None:
        raise KeyError(request)
    request_refs = {each.origin.ref for each in requests}
    begun = [each for each in items if each.span.start < at]
    loose: list[ChainFault] = []
    numbers = _numbers(begun, loose)
    by_item: dict[int, list[EvidenceTransfer]] = {}
    for step in sorted(transfers, key=lambda each: each.span.start):
        if step.span.start >= at:
            continue
        for number in dict.fromkeys(step.evidence):
            place = numbers.get((step.origin.source, number), numbers.get(("", number)))
            if place is None:
                loose.append(_fault("unknown-item", number, step.origin.ref))
            else:
                by_item.setdefault(place, []).append(step)
    amended = list(amendments)
    chains = []
    for place, item in enumerate(begun):
        if request and item.request != request:
            continue
        chain = _chain(item, by_item.get(place, []))
        records = {item.origin.ref, *(each.record for each in chain.links)}
        more = [replace(each, item=item.origin.ref) for each in amended if each.record in records]
        if item.request and item.request not in request_refs:
            more.append(_fault("unknown-request", item.origin.ref, item.origin.ref, item.request))
        chains.append(replace(chain, faults=(*chain.faults, *more)))
    refs = {each.item.origin.ref for each in chains}
    return EvidenceStatement(
        at=at,
        request=chosen_request,
        chains=tuple(chains),
        faults=tuple(each for each in loose if not request or each.item in refs),
        simulated=simulated,
    )


def _numbers(items: Sequence[EvidenceItem], faults: list[ChainFault]) -> dict[tuple[str, str], int]:
    """Return the place of each item by sender and number, and by number alone where one item has it."""
    numbers: dict[tuple[str, str], int] = {}
    places: dict[str, list[int]] = {}
    for place, each in enumerate(items):
        numbers.setdefault((each.origin.source, each.origin.ref), place)
        places.setdefault(each.origin.ref, []).append(place)
    for number, several in places.items():
        if len(several) == 1:
            numbers["", number] = several[0]
        else:
            senders = tuple(items[each].origin.source for each in several)
            faults.append(_fault("doubled-number", number, number, senders))
    return numbers


def _chain(item: EvidenceItem, steps: Sequence[EvidenceTransfer]) -> ItemChain:
    """Return an item's chain; `steps` are in the order in which they happened."""
    number = item.origin.ref
    links = [
        Link(
            at=item.span.start,
            until=item.span.end,
            step="taken",
            giver="",
            holder=item.custodian,
            location=item.location,
            seals=item.seals,
            digest=item.digest.lower(),
            source=item.origin.source,
            record=number,
        )
    ]
    faults: list[ChainFault] = []
    holders = {_name(item.custodian)}
    for step in steps:
        before, record = links[-1], step.origin.ref
        if step.span.start < item.span.start:
            faults.append(_fault("before-taking", number, record))
            continue
        if before.step in ENDS:
            faults.append(_fault("after-end", number, record, sentence(f"word-{before.step}")))
        elif _name(step.holder) != _name(before.holder):
            which: Fault = "two-holders" if _name(step.holder) in holders else "gap"
            holder = sentence("custody-holder", record=before.record, holder=before.holder)
            faults.append(_fault(which, number, record, holder))
        if step.digest and item.digest and step.digest.lower() != item.digest.lower():
            faults.append(_fault("digest-changed", number, record, step.digest.lower()))
        if step.seals_before and set(step.seals_before) != set(before.seals):
            left = before.seals or sentence("custody-no-seals")
            seals = sentence("custody-seals", left=left, seen=step.seals_before)
            faults.append(_fault("seals-changed", number, record, seals))
        receiver = step.receiver if step.step == "handed-over" else step.holder
        links.append(
            Link(
                at=step.span.start,
                until=step.span.end,
                step=step.step,
                giver=step.holder,
                holder="" if step.step in ENDS else receiver,
                location=step.location
                or (before.location if step.step in {"examined", "moved"} else ""),
                seals=step.seals or step.seals_before or before.seals,
                digest=step.digest.lower(),
                source=step.origin.source,
                record=record,
            )
        )
        holders |= {_name(step.holder), _name(receiver)}
    return ItemChain(item=item, links=tuple(links), faults=tuple(faults))


def _name(office: str) -> str:
    """Return an office's name as it is compared: in any case, with any spaces."""
    return " ".join(office.split()).casefold()


def _fault(fault: Fault, item: str, record: str, detail: Value = "") -> ChainFault:
    return ChainFault(fault=fault, item=item, record=record, detail=detail)


def _content(chain: ItemChain) -> dict[str, Any]:
    item = chain.item
    return {
        "ref": item.origin.ref,
        "source": item.origin.source,
        "form": item.form,
        "description": item.description,
        "digest": item.digest.lower(),
        "size": item.size,
        "whole": chain.is_whole,
        "holder": chain.holder,
        "links": [
            {
                "at": format_utc(each.at),
                "step": each.step,
                "giver": each.giver,
                "holder": each.holder,
                "location": each.location,
                "seals": list(each.seals),
                "digest": each.digest,
                "record": each.record,
            }
            for each in chain.links
        ],
        "faults": [str(each.sentence) for each in chain.faults],
    }
