"""What a caller may enter: reports, corrections, retractions, answers to findings."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sulh import workspace as desks
from sulh.errors import InputError, Problem
from sulh.ledger import AMENDMENTS
from sulh.observe import normalise_name, read
from sulh.observe.records import KINDS
from sulh.server.errors import ForbiddenError
from sulh.server.records import slip_of
from sulh.server.tlp import author_text
from sulh.values import Reliability

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.mission import Pack
    from sulh.observe import Known, Report
    from sulh.server.principal import Caller
    from sulh.server.service import Office
    from sulh.server.tlp import Marking
    from sulh.workspace import ImportOptions, ImportResult, Workspace

__all__ = ["correct", "jsonl", "may_amend", "objection_to", "retract", "submit"]

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
STEM_MAX = 60


def jsonl(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return rows as JSON Lines, as the reader of the report form takes them."""
    return "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows).encode()


def submit(
    office: Office,
    caller: Caller,
    content: bytes,
    *,
    name: str,
    source: str = "",
    marking: Marking | None = None,
    simulated: bool = False,
) -> ImportResult:
    """Take in reports as `sulh observe` does; `name` ends with .csv or .jsonl.

    Who does not work for the mission enters reports in its own name only, without a rating.

    Raises
    ------
    ForbiddenError
        When the caller may not submit.
    InputError
        When the content cannot be read at all.
    """
    if not caller.may("submit"):
        raise ForbiddenError(f"A {caller.role} may not submit reports with these rights.")
    pack = office.workspace.pack
    options = desks.ImportOptions(
        now=office.now(),
        source=caller.party if caller.outside else source,
        simulated=simulated,
        author=author_text(caller.author),
        tlp=marking.label if marking is not None else "",
        validator=objection_to(caller, pack, name) if caller.outside else None,
    )
    with TemporaryDirectory(prefix="sulh-") as folder:
        path = Path(folder) / file_name(name, content)
        path.write_bytes(content)
        taken = office.write(lambda workspace, known: _import(workspace, path, options, known))
    return replace(taken, rejects=Path(taken.rejects).name if taken.rejects else "")


def _import(workspace: Workspace, path: Path, options: ImportOptions, known: Known) -> ImportResult:
    return desks.import_reports(workspace, path, options, known=known)


def file_name(name: str, content: bytes) -> str:
    """Return a name that is safe to write and different for different content."""
    stem, _, ending = name.rpartition(".")
    clean = UNSAFE.sub("-", stem)[:STEM_MAX].strip("-.") or "reports"
    return f"{clean}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def objection_to(caller: Caller, pack: Pack, file: str) -> Callable[[Report], Problem | None]:
    """Return what says why an outside caller may not enter a report.

    A party's word must not come in under the mission's name, nor rate itself: the Admiralty code
    would let it decide findings.
    """
    actors = [each for each in pack.actors.values() if each.id == caller.party]
    names = {caller.party, *(each.name for each in actors)}
    names |= {alias.name for each in actors for alias in each.aliases}
    own = {normalise_name(each) for each in names}

    def objection(report: Report) -> Problem | None:
        origin = report.origin
        if normalise_name(origin.source) not in own:
            return Problem(
                code="not-your-source",
                source=file,
                row=origin.row,
                field="source",
                value=origin.source,
                message="is not who this account speaks for",
                expected=caller.party,
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


def may_amend(office: Office, caller: Caller, record_id: str) -> str:
    """Return the id of a record that the caller may read and amend.

    Raises
    ------
    UnknownError
        When there is none that the caller may read.
    ForbiddenError
        When the caller may read but not amend it.
    """
    slip = slip_of(office, caller, record_id)
    whose = caller.whose(account=slip.account, party=slip.party)
    reported = slip.kind in KINDS or slip.kind in AMENDMENTS or slip.kind == "answer"
    if not reported or not caller.may("amend", slip.marking, whose):
        raise ForbiddenError(
            f"A {caller.role} may not amend this record.",
            remedy="Ask a watch officer.",
        )
    return slip.id


def correct(
    office: Office, caller: Caller, record_id: str, *, row: dict[str, Any], reason: str
) -> str:
    """Record what a report should have said, as one row of the report form; return the id."""
    target = may_amend(office, caller, record_id)
    content = jsonl([row])
    with TemporaryDirectory(prefix="sulh-") as folder:
        path = Path(folder) / file_name("correction.jsonl", content)
        path.write_bytes(content)
        if caller.outside:
            _check_sender(office, caller, path)
        correction = desks.Correction(
            file=path, reason=reason, author=author_text(caller.author), now=office.now()
        )
        return office.write(lambda workspace, _: desks.correct(workspace, target, correction))


def _check_sender(office: Office, caller: Caller, path: Path) -> None:
    pack = office.workspace.pack
    objection = objection_to(caller, pack, path.name)
    for batch in read(path, timezone=pack.timezone, now=office.now(), source=caller.party):
        for report in batch.reports:
            problem = objection(report)
            if problem is not None:
                raise InputError(str(problem))


def retract(office: Office, caller: Caller, record_id: str, *, reason: str) -> str:
    """Record that a record is taken back; return the new record's id."""
    target = may_amend(office, caller, record_id)
    now, author = office.now(), author_text(caller.author)
    return office.write(
        lambda workspace, _: desks.retract(workspace, target, reason=reason, author=author, now=now)
    )
