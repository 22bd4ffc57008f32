"""Take in a file of reports: good rows into the ledger, bad ones into the rejects file."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, Problem
from sulh.ledger import Draft
from sulh.mission import pack_area
from sulh.observe import (
    Body,
    Known,
    Report,
    normalise_name,
    read,
    recognise,
    sort_out,
)
from sulh.observe.records import KINDS
from sulh.tables import Rejects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.workspace.folder import Workspace

__all__ = ["Intake", "Terms", "known_reports", "take_in"]

PROBLEMS_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a file is taken in. `now` is UTC; `author` is a role, never a person's name.

    `tlp` marks every record. `objection` says what is wrong with a report beside what its reader
    and the pack say, for instance that the sender may not speak for its source.
    """

    now: datetime
    format: str | None = None
    mapping: Path | None = None
    source: str = ""
    simulated: bool = False
    author: str = "watch officer"
    tlp: str = ""
    objection: Callable[[Report], Problem | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a file brought. `rejects` is the path of the rejects file, empty when there is none."""

    file: str
    format: str
    rows: int
    blank: int
    entered: int
    duplicates: int
    conflicts: int
    rejected: int
    rejects: str
    first_problems: tuple[Problem, ...]
    unmatched: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "file": self.file,
            "format": self.format,
            "rows": self.rows,
            "blank": self.blank,
            "entered": self.entered,
            "duplicates": self.duplicates,
            "conflicts": self.conflicts,
            "rejected": self.rejected,
            "rejects": self.rejects,
            "problems": [str(each) for each in self.first_problems],
            "unmatched_actors": dict(self.unmatched),
        }


def take_in(
    workspace: Workspace,
    path: Path,
    terms: Terms,
    *,
    known: Known | None = None,
    progress: Callable[[int], None] | None = None,
) -> Intake:
    """Read a file and append its reports to the ledger, batch by batch.

    An interruption leaves whole batches: taking the file in again adds what is missing and no more.
    The rejects file is written into the mission's folder, under ``rejects/``. `known` is what the
    ledger holds, for who has it at hand; it learns what enters.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    LedgerError
        When the ledger cannot be written.
    """
    form = "mapped" if terms.mapping else terms.format or recognise(path)
    known = known_reports(workspace) if known is None else known
    names = _names(workspace.pack)
    unmatched: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    shown: list[Problem] = []
    rejects = workspace.folder / "rejects" / f"{path.stem}.rejects.csv"
    rejects.parent.mkdir(exist_ok=True)
    with Rejects(rejects) as rejected:
        for batch in read(
            path,
            timezone=workspace.pack.timezone,
            format=terms.format,
            mapping=terms.mapping,
            source=terms.source,
            now=terms.now,
            simulated=terms.simulated,
            area=pack_area(workspace.pack),
        ):
            refused, vetted = _vet(batch.reports, workspace.pack, path.name, terms)
            found = sort_out(vetted, known, path.name)
            marked = {"tlp": terms.tlp} if terms.tlp else {}
            drafts = [
                Draft(kind=kind, body=body | marked, simulated=terms.simulated)
                for kind, body in found.fresh
            ]
            if drafts:
                workspace.store.append(drafts, recorded_at=terms.now, author=terms.author)
            unmatched.update(_strangers(found.fresh, names))
            problems = (*batch.problems, *refused, *found.conflicts, *found.lookalikes)
            rejected.add((*batch.problems, *refused, *found.conflicts), batch.raw)
            shown += problems[: PROBLEMS_KEPT - len(shown)]
            counts.update(
                rows=batch.rows,
                blank=batch.blank,
                entered=len(drafts),
                duplicates=found.duplicates,
                conflicts=len(found.conflicts),
            )
            if progress:
                progress(batch.bytes_read)
        total = rejected.count
    if counts["entered"]:
        _record_import(workspace, path, form, counts, total, terms)
    return Intake(
        file=path.name,
        format=form,
        rows=counts["rows"],
        blank=counts["blank"],
        entered=counts["entered"],
        duplicates=counts["duplicates"],
        conflicts=counts["conflicts"],
        rejected=total - counts["conflicts"],
        rejects=str(rejects) if total else "",
        first_problems=tuple(shown),
        unmatched=tuple(unmatched.most_common()),
    )


def known_reports(workspace: Workspace) -> Known:
    """Return what the ledger holds, so that it is recognised when it comes in again."""
    known = Known()
    for record in workspace.store.records():
        if record.kind in KINDS:
            known.add(record.kind, record.body)
        elif record.kind == "correction":
            known.add(record.body["kind"], record.body["body"])
    return known


def _vet(
    reports: Iterable[Report], pack: Pack, file: str, terms: Terms
) -> tuple[list[Problem], list[Report]]:
    """Refuse reports whose act or item the pack does not know: nothing could ever judge them."""
    refused: list[Problem] = []
    kept: list[Report] = []
    for report in reports:
        problem = _unknown_word(report, pack, file)
        if problem is None and terms.objection is not None:
            problem = terms.objection(report)
        if problem is None:
            kept.append(report)
        else:
            refused.append(problem)
    return refused, kept


def _unknown_word(report: Report, pack: Pack, file: str) -> Problem | None:
    for field, vocabulary in (("act", pack.acts), ("item", pack.items)):
        word = getattr(report, field, None)
        if word is not None and word not in vocabulary:
            return Problem(
                code=f"unknown-{field}",
                source=file,
                row=report.origin.row,
                field=field,
                value=word,
                message=f"is no {field} of the pack",
                remedy="Mend the word, or add it to the pack's vocabulary.toml.",
            )
    return None


def _names(pack: Pack) -> set[str]:
    return {
        normalise_name(name)
        for actor in pack.actors.values()
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }


def _strangers(reports: Iterable[tuple[str, Body]], names: set[str]) -> list[str]:
    """Return the actors' names that the pack does not know, as often as they come."""
    found = []
    for _, body in reports:
        said = [body.get("actor", ""), body.get("inspector", "")]
        said += [name for name, _ in body.get("participants", ())]
        found += [name for name in said if name and normalise_name(name) not in names]
    return found


def _record_import(
    workspace: Workspace, path: Path, form: str, counts: Counter[str], rejected: int, terms: Terms
) -> None:
    """Record which file the reports came from, by its digest."""
    whole = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                whole.update(part)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    body = {
        "name": path.name,
        "digest": whole.hexdigest(),
        "size": path.stat().st_size,
        "format": form,
        "entered": counts["entered"],
        "duplicates": counts["duplicates"],
        "rejected": rejected,
    }
    if terms.tlp:
        body["tlp"] = terms.tlp
    draft = Draft(kind="import", body=body, simulated=terms.simulated)
    workspace.store.append([draft], recorded_at=terms.now, author=terms.author)
