"""The sheet that goes with evidence: the request, each item, in whose hands it was, and what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.share.evidence.chain import EvidenceStatement, ItemChain, Link

__all__ = ["evidence_sheet"]

HEADER = ("when", "what", "from", "held by", "where", "seals", "record")
ID_DIGITS = 12
BLANK = "\N{NO-BREAK SPACE}"


def evidence_sheet(
    statement: EvidenceStatement, *, mission: str, ids: Mapping[tuple[str, str], str]
) -> Sheet:
    """Return the sheet of a statement.

    `ids` are the ids of the ledger's records by sender and `ref`, so that whoever has the sheet can ask for a
    proof of each. What is in doubt stands first: nobody should find it for themselves.
    """
    request, faults = statement.request, statement.all_faults()
    about = f": {request.origin.ref}" if request else ""
    return Sheet(
        title=f"Chain of custody{about}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"{mission}. What was recorded as begun before {_moment(statement.at)}",
        facts=(
            _count(len(statement.chains), "item of evidence", "items of evidence"),
            Fact(f"{sum(each.is_whole for each in statement.chains):,}", "with an unbroken chain"),
            _count(len(faults), "point in doubt", "points in doubt"),
        ),
        sections=(
            *_request(statement),
            *(
                (Section(heading="What is in doubt", bullets=tuple(e.sentence for e in faults)),)
                if faults
                else ()
            ),
            *(_item(each, ids) for each in statement.chains),
            *((_signatures(),) if request else ()),
        ),
        landscape=True,
    )


def _count(number: int, one: str, many: str) -> Fact:
    return Fact(f"{number:,}", one if number == 1 else many)


def _request(statement: EvidenceStatement) -> tuple[Section, ...]:
    request = statement.request
    if request is None:
        return ()
    rows = [
        ("asked for by", request.requester),
        ("on the basis of", request.legal_basis),
        ("received", _span(request.span.start, request.span.end)),
        ("decision", request.decision.replace("-", " ")),
    ]
    if request.due is not None:
        rows.append(("answer asked for by", request.due.isoformat()))
    return (Section(heading="The request", header=("", ""), rows=tuple(rows), wide=frozenset({1})),)


def _item(chain: ItemChain, ids: Mapping[tuple[str, str], str]) -> Section:
    item = chain.item
    state = "unbroken" if chain.is_whole else "in doubt"
    where = f"Held by {chain.holder}." if chain.holder else "No longer in custody."
    sentences = [
        f"{item.description} ({item.form.replace('-', ' ')}). The chain is {state}. {where}"
    ]
    if item.digest:
        size = f", {plural(item.size, 'byte')}" if item.size is not None else ""
        sentences.append(f"SHA-256 {item.digest.lower()}{size}.")
    doubtful = {each.record for each in chain.faults}
    return Section(
        heading=f"Item {item.origin.ref}",
        sentences=tuple(sentences),
        header=HEADER,
        rows=tuple(_row(each, ids, doubtful) for each in chain.links),
        wide=frozenset({4}),
    )


def _row(
    link: Link, ids: Mapping[tuple[str, str], str], doubtful: set[str]
) -> tuple[str | Cell, ...]:
    digest = " (digest computed)" if link.digest and link.step != "taken" else ""
    name = ids.get((link.source, link.record), "")[:ID_DIGITS]
    return (
        _span(link.at, link.until),
        f"{link.step.replace('-', ' ')}{digest}",
        link.giver,
        link.holder,
        link.location,
        ", ".join(link.seals),
        Cell(f"{link.record} {name}".strip(), "bad" if link.record in doubtful else ""),
    )


def _signatures() -> Section:
    return Section(
        heading="Handed over",
        header=("", "office", "date and time", "seals", "signature"),
        rows=tuple((each, BLANK, BLANK, BLANK, BLANK) for each in ("by", "to")),
        notes=("After each record's number: the beginning of its id, for `sulh ledger prove`.",),
    )


def _span(start: datetime, end: datetime) -> str:
    """Return when something happened: its moment, or both ends where it is known less well."""
    return _moment(start) if end <= start else f"{start:%Y-%m-%d %H:%M} to {_moment(end)}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
