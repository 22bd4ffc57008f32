"""The mission's report: made from a judgement, and written to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh import report
from sulh.errors import InputError
from sulh.ledger import AMENDMENTS
from sulh.mission import group_names
from sulh.picture import answers_by_finding, entries_of, picture
from sulh.recover import weapons_from_ledger
from sulh.respond.tasks.records import TASK_KINDS
from sulh.workspace.amendments import read_amendments
from sulh.workspace.audit import other_heads
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.picture import Registry
    from sulh.recover import WeaponStatement
    from sulh.respond import Task, TaskStep
    from sulh.workspace.folder import Workspace
    from sulh.workspace.judge import Judgement

__all__ = ["make_report", "write_report"]

DISARMAMENT = ("weapon", "custody", "store-count", "combatant-count")


def write_report(
    workspace: Workspace,
    judgement: Judgement,
    output: Path,
    *,
    tlp: str,
    generated_at: datetime,
    language: str = "en",
) -> int:
    """Write the report of a judgement as HTML or PDF, by the ending of `output`; return its size.

    `language` is one of `sulh.languages.LANGUAGES`.

    The file appears whole or not at all.

    Raises
    ------
    InputError
        When the ending is neither, or the file cannot be written.
    MissingExtraError
        When a PDF is asked for and the extra `pdf` is not installed.
    """
    ending = output.suffix.lower()
    if ending not in (".html", ".pdf"):
        raise InputError(
            f"{output} ends in {ending or 'nothing'}.", remedy="Name a file .html or .pdf."
        )
    content = make_report(
        workspace,
        judgement,
        is_pdf=ending == ".pdf",
        tlp=tlp,
        generated_at=generated_at,
        language=language,
    )
    partial = output.with_name(f".{output.name}.partial")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    return len(content)


def make_report(
    workspace: Workspace,
    judgement: Judgement,
    *,
    is_pdf: bool,
    tlp: str,
    generated_at: datetime,
    language: str = "en",
) -> bytes:
    """Return the report of a judgement as a page of HTML or as a PDF.

    Raises
    ------
    MissingExtraError
        When a PDF is asked for and the extra `pdf` is not installed.
    """
    head = workspace.store.heads()[-1]
    model = report.build_report(
        workspace.pack,
        judgement.tables,
        judgement.findings,
        report.Facts(
            site=workspace.site,
            ledger_size=head.size,
            ledger_root=head.root,
            as_of=judgement.as_of,
            at=judgement.at,
            generated_at=generated_at,
            tlp=tlp,
            simulated=judgement.simulated,
            others=other_heads(workspace.store),
            versions=judgement.versions,
        ),
        answers_by_finding(
            workspace.store.records(as_of=judgement.as_of, kinds=["answer", "retraction"]),
            simulated=judgement.simulated,
        ),
        read_amendments(workspace, judgement),
        tasks=_tasks(workspace, judgement),
        weapons=_weapons(workspace, judgement),
        language=language,
    )
    return report.to_pdf(model) if is_pdf else report.to_html(model).encode()


def _tasks(
    workspace: Workspace, judgement: Judgement
) -> tuple[tuple[Task, ...], tuple[TaskStep, ...]]:
    """Return the tasks of the ledger and their steps, as known for a judgement."""
    entries = _entries(workspace, judgement, TASK_KINDS, TASK_KINDS.names)
    return entries["task"], entries["task-step"]


def _weapons(workspace: Workspace, judgement: Judgement) -> WeaponStatement:
    """Return the register at a judgement's moment. No serial numbers are compared: a page of its own does."""
    return weapons_from_ledger(
        _entries(workspace, judgement, RECORD_KINDS, DISARMAMENT),
        at=judgement.at,
        since=judgement.at,
        group_of=group_names(workspace.pack),
        simulated=judgement.simulated,
    )


def _entries(
    workspace: Workspace, judgement: Judgement, registry: Registry, names: Iterable[str]
) -> Mapping[str, Any]:
    """Return what records of some kinds say, as known for a judgement."""
    kinds = [*names, *AMENDMENTS]
    current = picture(
        workspace.store.records(as_of=judgement.as_of, kinds=kinds),
        as_of=judgement.as_of,
        simulated=judgement.simulated,
        check=body_problem,
    )
    return entries_of(current, registry)
