"""What a user may enter: reports, corrections, retractions."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError, Problem
from sulh.observe import normalise_name, open_reports, read
from sulh.observe.read import COMMON_COLUMNS
from sulh.server.errors import ForbiddenError, QuestionError
from sulh.server.policy import may_enter
from sulh.server.records import find_entry, may_amend
from sulh.tables import Source, rows_table
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

    from sulh.mission import Pack
    from sulh.picture import Entry
    from sulh.server.principal import Principal
    from sulh.server.service import MissionService
    from sulh.tables import Table
    from sulh.workspace import ForeignReports, ImportResult
    from sulh.workspace.tlp import Tlp

__all__ = [
    "Foreign",
    "content_source",
    "find_amendable",
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


def named_rows(rows: Sequence[dict[str, Any]], stem: str) -> Table:
    """Return rows of a request as a table, whose name differs for different rows.

    Rows that name their kind are of the report form, whichever of its common columns they leave out.
    """
    content = "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
    if all("kind" in row for row in rows):
        rows = [dict.fromkeys(COMMON_COLUMNS - row.keys(), "") | row for row in rows]
    return rows_table(rows, name=file_name(f"{stem}.jsonl", content.encode()))


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
    raise QuestionError(
        f"{first.file} has reports from outside the mission's area; the first is in row {first.first_row}: "
        f"{first.where}. Nothing was entered.",
        remedy="Send it again with foreign=enter to enter them all, or foreign=left-out to leave these out.",
    )


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
    read_as: Mapping[str, str] = MappingProxyType({}),
    foreign: Foreign = "enter",
) -> ImportResult:
    """Import reports as `sulh observe` does; the writer opens the table when it is its turn.

    `read_as` are settings by name, as `open_reports` takes them. `foreign` says what becomes of reports from
    outside the pack's area: they *enter* with a warning, they are *left-out* row by row, or nothing enters
    and the sender must say (*ask*).

    A user from outside the mission enters reports only in its own name, without a rating. Nobody learns of
    a report, by a duplicate or a conflict, that they may not read.

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
        raise ForbiddenError(f"A {user.role} may not submit reports with these rights.")
    pack = service.workspace.pack
    options = ImportOptions(
        now=service.now(),
        source=user.party if user.outside else source,
        simulated=simulated,
        author=user.author,
        tlp=marking.label if marking is not None else "",
        validator=entry_validator(user, pack),
        may_know=partial(service.is_visible, user),
        ask_foreign=FOREIGN[foreign],
    )
    if "gazetteer" in read_as:
        raise InputError(
            "A request cannot name a file of this server.",
            remedy="The keeper of the site puts gazetteer.csv into the mission's folder.",
        )
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


def entry_validator(user: Principal, pack: Pack) -> Callable[[Entry], Problem | None]:
    """Return the function that says why a user may not enter a report: its kind, or its sender."""
    sender = sender_validator(user, pack) if user.outside else None

    def validate(report: Entry) -> Problem | None:
        kind = RECORD_KINDS.of(report).name
        if may_enter(user.role, kind):
            return sender(report) if sender else None
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


def sender_validator(user: Principal, pack: Pack) -> Callable[[Entry], Problem | None]:
    """Return the function that says why an outside user may not enter a report.

    A party's word must not come in under the mission's name, nor rate itself: the Admiralty code
    would let it decide findings.
    """
    actors = [each for each in pack.actors.values() if each.id == user.party]
    names = {user.party, *(each.name for each in actors)}
    names |= {alias.name for each in actors for alias in each.aliases}
    own = {normalise_name(each) for each in names}

    def validate(report: Entry) -> Problem | None:
        origin = report.origin
        if normalise_name(origin.source) not in own:
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
                remedy="Leave reliability and credibility empty.",
            )
        return None

    return validate


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
    if not may_amend(user, entry):
        raise ForbiddenError(
            f"A {user.role} may not amend this record.", remedy="Ask a watch officer."
        )
    return entry.id


async def submit_correction(
    service: MissionService, user: Principal, record_id: str, *, row: dict[str, Any], reason: str
) -> str:
    """Record what a report should have said, as one row of the report form; return the id."""
    target = find_amendable(service, user, record_id)
    if user.outside:
        _check_sender(service, user, named_rows([row], "correction"))
    correction = Correction(
        file=named_rows([row], "correction"),
        reason=reason,
        author=user.author,
        now=service.now(),
    )
    return await service.write_soon(
        user.account, lambda workspace, _: correct_record(workspace, target, correction)
    )


def _check_sender(service: MissionService, user: Principal, table: Table) -> None:
    pack = service.workspace.pack
    validate = sender_validator(user, pack)
    opened = open_reports(table, kinds=RECORD_KINDS)
    for batch in read(opened, timezone=pack.timezone, now=service.now(), source=user.party):
        for report in batch.reports:
            problem = validate(report)
            if problem is not None:
                raise InputError(str(problem))


async def submit_retraction(
    service: MissionService, user: Principal, record_id: str, *, reason: str
) -> str:
    """Record that a record is taken back; return the new record's id."""
    target = find_amendable(service, user, record_id)
    now, author = service.now(), user.author
    return await service.write_soon(
        user.account,
        lambda workspace, _: retract_record(
            workspace, target, reason=reason, author=author, now=now
        ),
    )
