"""What a user may enter: reports, corrections, retractions."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError, Problem
from sulh.languages.refusals import refusal
from sulh.observe import normalise_name, open_reports, read
from sulh.observe.read import COMMON_COLUMNS
from sulh.server.access.policy import RATES, may_enter
from sulh.server.errors import ForbiddenError, QuestionError, of_problems
from sulh.server.records.records import find_entry, may_amend
from sulh.server.records.seen import seen_by
from sulh.server.share.threat_entry import open_collections
from sulh.share.threats.records import collection_problem
from sulh.tables import rows_table
from sulh.tables.source import Source
from sulh.values import Reliability
from sulh.workspace import (
    Correction,
    ImportOptions,
    correct_record,
    import_reports,
    retract_record,
)
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sulh.ledger.tlp import Tlp
    from sulh.mission import Pack
    from sulh.mission.pack import Actor
    from sulh.picture import Entry
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.tables import Table
    from sulh.workspace import ForeignReports, ImportResult

__all__ = [
    "Foreign",
    "content_source",
    "find_amendable",
    "form_rows",
    "named_rows",
    "sender_validator",
    "submit_correction",
    "submit_reports",
    "submit_retraction",
]

Rows = list[dict[str, Any]]
Foreign = Literal["ask", "enter", "left-out"]
"""What becomes of reports from outside the pack's area."""
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
STEM_MAX = 60
AMENDMENTS_MAX = 100
"""Of one report by those who do not rate: whoever shows what holds of it reads them all."""
SPEAK_FOR_THEMSELVES = frozenset({"party", "coalition", "outsider"})


def named_rows(rows: Sequence[dict[str, Any]], stem: str) -> Table:
    """Return rows of a request as a table, whose name differs for different rows.

    Rows that name their kind are of the report form, whichever of its common columns they leave out.
    """
    content = "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
    if all("kind" in row for row in rows):
        rows = [dict.fromkeys(COMMON_COLUMNS - row.keys(), "") | row for row in rows]
    return rows_table(rows, name=file_name(f"{stem}.jsonl", content.encode()))


def form_rows(*rows: dict[str, Any], stem: str) -> Table:
    """Return rows of the report form as a table: one that is recognised, whatever columns its kind has."""
    return named_rows([dict.fromkeys(COMMON_COLUMNS, "") | row for row in rows], stem)


def content_source(content: bytes, name: str) -> Source:
    """Return an uploaded file to be opened, under a safe name that differs for different content."""
    return Source(file_name(name, content), content)


def file_name(name: str, content: bytes) -> str:
    """Return a name that is safe to write and different for different content."""
    stem, _, ending = name.rpartition(".")
    clean = UNSAFE.sub("-", stem)[:STEM_MAX].strip("-.") or "reports"
    return f"{clean}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _ask(first: ForeignReports) -> bool:
    """Let nothing enter before the sender has said what becomes of foreign reports."""
    raise refusal(QuestionError, "foreign", file=first.file, row=first.first_row, where=first.where)


FOREIGN: dict[Foreign, Callable[[ForeignReports], bool] | None] = {
    "ask": _ask,
    "enter": None,
    "left-out": lambda _: False,
}


async def submit_reports(
    service: MissionService,
    user: Principal,
    table: Callable[[], Table | Source],
    *,
    source: str = "",
    marking: Tlp | None = None,
    simulated: bool = False,
    device: Mapping[str, str] | None = None,
    read_as: Mapping[str, str] = MappingProxyType({}),
    foreign: Foreign = "enter",
) -> ImportResult:
    """Import reports as `sulh observe` does; the writer opens the table when it is its turn.

    `read_as` are settings by name, as `open_reports` takes them. `foreign` says what becomes of reports from
    outside the pack's area: they *enter* with a warning, they are *left-out* row by row, or nothing enters
    and the sender must say (*ask*).

    A user from outside the mission enters reports only in its own name, and nobody but those who rate enters
    a rating. Nobody learns of a report, by a duplicate or a conflict, that they may not read.

    Raises
    ------
    ForbiddenError
        When the user may not submit.
    InputError
        When the table cannot be read at all.
    QuestionError
        When there are foreign reports and the sender is to be asked.
    """
    if not user.may("submit"):
        raise refusal(ForbiddenError, "no-submit", role=user.term)
    pack = service.workspace.pack
    options = ImportOptions(
        now=service.now(),
        source=user.party if user.outside else source,
        simulated=simulated,
        author=user.author,
        tlp=marking.label if marking is not None else "",
        device=device,
        validator=entry_validator(user, pack, service.collections),
        seen=seen_by(service, user, simulated=simulated),
        ask_foreign=FOREIGN[foreign],
    )
    if "gazetteer" in read_as:
        raise refusal(InputError, "names-server-file")
    result = await service.import_soon(
        user.account,
        lambda workspace, register: import_reports(
            workspace,
            open_reports(table(), kinds=RECORD_KINDS, read_as=read_as),
            options,
            register=register,
        ),
    )
    return replace(result, rejects=Path(result.rejects).name if result.rejects else "")


def entry_validator(
    user: Principal, pack: Pack, collections: Mapping[str, frozenset[str]]
) -> Callable[[Entry], Problem | None]:
    """Return the function that says why a user may not enter a report: its kind, collection or sender.

    `collections` are those of threats, by name, with the roles that add to each.
    """
    content = content_validator(user, pack, collections)

    def validate(report: Entry) -> Problem | None:
        kind = RECORD_KINDS.of(report).name
        if may_enter(user.role, kind):
            return content(report)
        return Problem(
            code="not-for-your-role",
            source=report.origin.file,
            row=report.origin.row,
            field="kind",
            value=kind,
            message=f"is not for the role {user.role} to enter",
            remedy="Ask a watch officer.",
        )

    return validate


def content_validator(
    user: Principal, pack: Pack, collections: Mapping[str, frozenset[str]]
) -> Callable[[Entry], Problem | None]:
    """Return the function that says why a user may not enter, or correct to, what a report says."""
    names = open_collections(user.role, collections)
    sender = sender_validator(user, pack) if user.role not in RATES else None
    return lambda report: collection_problem(report, names) or (sender(report) if sender else None)


def sender_validator(user: Principal, pack: Pack) -> Callable[[Entry], Problem | None]:
    """Return the function that says why a user who does not rate may not enter a report.

    A party's word must not come in under the mission's name, nor the mission's under a party's; and nobody's
    report rates itself: the Admiralty code would let it decide findings.
    """
    actors = pack.actors.values()
    own = _names(*(each for each in actors if each.id == user.party)) | {normalise_name(user.party)}
    others = _names(*(each for each in actors if each.kind in SPEAK_FOR_THEMSELVES))

    def validate(report: Entry) -> Problem | None:
        origin = report.origin
        name = normalise_name(origin.source)
        if not user.outside and name in others:
            return Problem(
                code="not-your-source",
                source=origin.file,
                row=origin.row,
                field="source",
                value=origin.source,
                message="is a party, which speaks for itself",
                expected="who of the mission reports",
                remedy="Enter it in the name of your team; the report's words can say who told it.",
            )
        if user.outside and name not in own:
            return Problem(
                code="not-your-source",
                source=origin.file,
                row=origin.row,
                field="source",
                value=origin.source,
                message="is not the party or nation of this account",
                expected=user.party,
                remedy="Leave the source empty, or write your own.",
            )
        if origin.reliability != Reliability():
            return Problem(
                code="not-yours-to-rate",
                source=origin.file,
                row=origin.row,
                field="reliability",
                value=f"{origin.reliability.source}{origin.reliability.credibility}",
                message="is for the mission to give",
                expected="nothing",
                remedy="Leave reliability and credibility empty; a watch officer or analyst rates the report.",
            )
        return None

    return validate


def _names(*actors: Actor) -> set[str]:
    names = {name for each in actors for name in (each.id, each.name)}
    names |= {alias.name for each in actors for alias in each.aliases}
    return {normalise_name(each) for each in names}


def find_amendable(service: MissionService, user: Principal, record_id: str) -> str:
    """Return the id of a record that the user may read and amend.

    Raises
    ------
    UnknownError
        When there is no such record that the user may read.
    ForbiddenError
        When the user may read but not amend it.
    """
    entry = find_entry(service, user, record_id)
    if not may_amend(service, user, entry):
        raise refusal(ForbiddenError, "no-amend", role=user.term)
    if user.role not in RATES and service.index.unrated.amendments(entry.id) >= AMENDMENTS_MAX:
        raise refusal(ForbiddenError, "amended-often", most=AMENDMENTS_MAX)
    return entry.id


async def submit_correction(
    service: MissionService,
    user: Principal,
    record_id: str,
    *,
    row: dict[str, Any],
    reason: str,
    device: Mapping[str, str] | None = None,
) -> str:
    """Record what a report should have said, as one row of the report form; return the id."""
    target = find_amendable(service, user, record_id)
    _check_content(service, user, form_rows(row, stem="correction"))
    correction = Correction(
        file=form_rows(row, stem="correction"),
        reason=reason,
        author=user.author,
        now=service.now(),
        device=device,
    )
    return await service.write_soon(
        user.account,  # a watch officer may rate it while this waits for its turn
        lambda workspace, _: correct_record(
            workspace, find_amendable(service, user, target), correction
        ),
    )


def _check_content(service: MissionService, user: Principal, table: Table) -> None:
    pack = service.workspace.pack
    validate = content_validator(user, pack, service.collections)
    opened = open_reports(table, kinds=RECORD_KINDS)
    for batch in read(opened, timezone=pack.timezone, now=service.now(), source=user.party):
        for report in batch.reports:
            problem = validate(report)
            if problem is not None:
                raise of_problems([problem])


async def submit_retraction(
    service: MissionService, user: Principal, record_id: str, *, reason: str
) -> str:
    """Record that a record is taken back; return the new record's id."""
    target = find_amendable(service, user, record_id)
    now, author = service.now(), user.author
    return await service.write_soon(
        user.account,
        lambda workspace, _: retract_record(
            workspace, find_amendable(service, user, target), reason=reason, author=author, now=now
        ),
    )
