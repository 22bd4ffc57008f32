"""What a user may enter: reports, corrections, retractions, answers to findings."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sulh import workspace as ws
from sulh.errors import InputError, Problem
from sulh.ledger import AMENDMENTS
from sulh.observe import normalise_name, read
from sulh.server.errors import ForbiddenError
from sulh.server.records import find_entry
from sulh.server.tlp import author_text
from sulh.values import Reliability
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.mission import Pack
    from sulh.observe import Known
    from sulh.picture import Entry
    from sulh.server.principal import Principal
    from sulh.server.service import MissionService
    from sulh.server.tlp import Tlp
    from sulh.workspace import ImportOptions, ImportResult, Workspace

__all__ = ["correct", "jsonl", "may_amend", "objection_to", "retract", "submit"]

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
STEM_MAX = 60


def jsonl(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return rows as JSON Lines, as the reader of the report form takes them."""
    return "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows).encode()


def submit(
    service: MissionService,
    user: Principal,
    content: bytes,
    *,
    name: str,
    source: str = "",
    marking: Tlp | None = None,
    simulated: bool = False,
) -> ImportResult:
    """Take in reports as `sulh observe` does; `name` ends with .csv or .jsonl.

    Who does not work for the mission enters reports in its own name only, without a rating.

    Raises
    ------
    ForbiddenError
        When the user may not submit.
    InputError
        When the content cannot be read at all.
    """
    if not user.may("submit"):
        raise ForbiddenError(f"A {user.role} may not submit reports with these rights.")
    pack = service.workspace.pack
    options = ws.ImportOptions(
        now=service.now(),
        source=user.party if user.outside else source,
        simulated=simulated,
        author=author_text(user.author),
        tlp=marking.label if marking is not None else "",
        validator=objection_to(user, pack, name) if user.outside else None,
    )
    with TemporaryDirectory(prefix="sulh-") as folder:
        path = Path(folder) / file_name(name, content)
        path.write_bytes(content)
        taken = service.write(lambda workspace, known: _import(workspace, path, options, known))
    return replace(taken, rejects=Path(taken.rejects).name if taken.rejects else "")


def _import(workspace: Workspace, path: Path, options: ImportOptions, known: Known) -> ImportResult:
    return ws.import_reports(workspace, path, options, known=known)


def file_name(name: str, content: bytes) -> str:
    """Return a name that is safe to write and different for different content."""
    stem, _, ending = name.rpartition(".")
    clean = UNSAFE.sub("-", stem)[:STEM_MAX].strip("-.") or "reports"
    return f"{clean}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def objection_to(user: Principal, pack: Pack, file: str) -> Callable[[Entry], Problem | None]:
    """Return what says why an outside user may not enter a report.

    A party's word must not come in under the mission's name, nor rate itself: the Admiralty code
    would let it decide findings.
    """
    actors = [each for each in pack.actors.values() if each.id == user.party]
    names = {user.party, *(each.name for each in actors)}
    names |= {alias.name for each in actors for alias in each.aliases}
    own = {normalise_name(each) for each in names}

    def objection(report: Entry) -> Problem | None:
        origin = report.origin
        if normalise_name(origin.source) not in own:
            return Problem(
                code="not-your-source",
                source=file,
                row=origin.row,
                field="source",
                value=origin.source,
                message="is not who this account speaks for",
                expected=user.party,
            )
        if origin.reliability != Reliability():
            return Problem(
                code="not-yours-to-rate",
                source=file,
                row=origin.row,
                field="reliability",
                value=f"{origin.reliability.source}{origin.reliability.credibility}",
                message="is for the mission to give",
                expected="nothing",
                remedy="Leave reliability and credibility empty.",
            )
        return None

    return objection


def may_amend(service: MissionService, user: Principal, record_id: str) -> str:
    """Return the id of a record that the user may read and amend.

    Raises
    ------
    UnknownError
        When there is none that the user may read.
    ForbiddenError
        When the user may read but not amend it.
    """
    entry = find_entry(service, user, record_id)
    whose = user.whose(account=entry.account, party=entry.party)
    reported = entry.kind in RECORD_KINDS or entry.kind in AMENDMENTS or entry.kind == "answer"
    if not reported or not user.may("amend", entry.marking, whose):
        raise ForbiddenError(
            f"A {user.role} may not amend this record.",
            remedy="Ask a watch officer.",
        )
    return entry.id


def correct(
    service: MissionService, user: Principal, record_id: str, *, row: dict[str, Any], reason: str
) -> str:
    """Record what a report should have said, as one row of the report form; return the id."""
    target = may_amend(service, user, record_id)
    content = jsonl([row])
    with TemporaryDirectory(prefix="sulh-") as folder:
        path = Path(folder) / file_name("correction.jsonl", content)
        path.write_bytes(content)
        if user.outside:
            _check_sender(service, user, path)
        correction = ws.Correction(
            file=path, reason=reason, author=author_text(user.author), now=service.now()
        )
        return service.write(lambda workspace, _: ws.correct_record(workspace, target, correction))


def _check_sender(service: MissionService, user: Principal, path: Path) -> None:
    pack = service.workspace.pack
    objection = objection_to(user, pack, path.name)
    for batch in read(path, timezone=pack.timezone, now=service.now(), source=user.party):
        for report in batch.reports:
            problem = objection(report)
            if problem is not None:
                raise InputError(str(problem))


def retract(service: MissionService, user: Principal, record_id: str, *, reason: str) -> str:
    """Record that a record is taken back; return the new record's id."""
    target = may_amend(service, user, record_id)
    now, author = service.now(), author_text(user.author)
    return service.write(
        lambda workspace, _: ws.retract_record(
            workspace, target, reason=reason, author=author, now=now
        )
    )
