"""The sheet that goes with evidence: the request, each item, in whose hands it was, and what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import band, column_names, moment_text
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.share.evidence.chain import EvidenceStatement, ItemChain, Link

__all__ = ["evidence_sheet"]

HEADER = ("when", "what", "from", "held-by", "where", "seals", "record")
ID_DIGITS = 12
BLANK = "\N{NO-BREAK SPACE}"


def evidence_sheet(
    statement: EvidenceStatement,
    *,
    mission: str,
    ids: Mapping[tuple[str, str], str],
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return the sheet of a statement.

    `ids` are the ids of the ledger's records by sender and `ref`, so that whoever has the sheet can ask for a
    proof of each. What is in doubt stands first: nobody should find it for themselves.
    """
    request, faults, say = statement.request, statement.all_faults(), speech.say
    title = say("custody-title")
    return Sheet(
        title=say("custody-titled", ref=request.origin.ref) if request else title,
        language=speech.language,
        banner=band(speech, simulated=statement.simulated),
        subtitle=say("custody-before", mission=mission, at=speech.moment(statement.at)),
        facts=(
            Fact(
                speech.number(len(statement.chains)),
                say("custody-items", count=len(statement.chains)),
            ),
            Fact(
                speech.number(sum(each.is_whole for each in statement.chains)),
                say("custody-unbroken"),
            ),
            Fact(speech.number(len(faults)), say("custody-doubts", count=len(faults))),
        ),
        sections=(
            *_request(statement, speech),
            *(
                (
                    Section(
                        heading=say("custody-in-doubt"),
                        bullets=tuple(each.sentence.said(speech) for each in faults),
                    ),
                )
                if faults
                else ()
            ),
            *(_item(each, ids, speech) for each in statement.chains),
            *((_signatures(speech),) if request else ()),
        ),
        landscape=True,
    )


def _request(statement: EvidenceStatement, speech: Speech) -> tuple[Section, ...]:
    request, say = statement.request, speech.say
    if request is None:
        return ()
    rows = [
        (say("custody-asked-by"), request.requester),
        (say("custody-basis"), request.legal_basis),
        (say("custody-received"), _span(request.span.start, request.span.end, speech)),
        (say("custody-decision"), say(f"word-{request.decision}")),
    ]
    if request.due is not None:
        rows.append((say("custody-due"), speech.apart(request.due.isoformat())))
    return (
        Section(
            heading=say("custody-request"),
            header=("", ""),
            rows=tuple(rows),
            wide=frozenset({1}),
        ),
    )


def _item(chain: ItemChain, ids: Mapping[tuple[str, str], str], speech: Speech) -> Section:
    item, say = chain.item, speech.say
    state = "custody-whole" if chain.is_whole else "custody-broken"
    where = say("custody-held", holder=chain.holder) if chain.holder else say("custody-left")
    sentences = [
        say(state, what=item.description, form=say(f"word-{item.form}")),
        where,
    ]
    if item.digest:
        sentences.append(
            say("custody-digest", digest=item.digest.lower())
            if item.size is None
            else say(
                "custody-digest-size", digest=item.digest.lower(), size=speech.number(item.size)
            )
        )
    doubtful = {each.record for each in chain.faults}
    return Section(
        heading=say("custody-item", ref=item.origin.ref),
        sentences=tuple(sentences),
        header=column_names(speech, *(f"custody-column-{each}" for each in HEADER)),
        rows=tuple(_row(each, ids, doubtful, speech) for each in chain.links),
        wide=frozenset({4}),
    )


def _row(
    link: Link, ids: Mapping[tuple[str, str], str], doubtful: set[str], speech: Speech
) -> tuple[str | Cell, ...]:
    is_taken = link.step == "taken"
    step = speech.say("custody-taken" if is_taken else f"word-{link.step}")
    if link.digest and not is_taken:
        step = speech.say("custody-computed", step=step)
    name = ids.get((link.source, link.record), "")[:ID_DIGITS]
    return (
        _span(link.at, link.until, speech),
        step,
        link.giver,
        link.holder,
        link.location,
        speech.comma(link.seals),
        Cell(f"{link.record} {name}".strip(), "bad" if link.record in doubtful else ""),
    )


def _signatures(speech: Speech) -> Section:
    return Section(
        heading=speech.say("custody-handed-over"),
        header=(
            "",
            *column_names(
                speech,
                *("custody-office", "custody-date", "custody-column-seals"),
                "custody-signature",
            ),
        ),
        rows=tuple(
            (each, BLANK, BLANK, BLANK, BLANK)
            for each in column_names(speech, "custody-by", "custody-to")
        ),
        notes=(speech.say("custody-ids"),),
    )


def _span(start: datetime, end: datetime, speech: Speech) -> str:
    """Return when something happened: its moment, or both ends where it is known less well."""
    if end <= start:
        return speech.moment(start)
    return speech.say("period-to", first=moment_text(start), last=speech.moment(end))
