"""Recognise reports that have come in before.

A report is known by its kind, who sends it and that sender's own key. The same key with the same
content is a duplicate and is left out; with other content it is a conflict, which belongs in a
correction. The same content under another key may be two things that look alike: it enters, with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.observe.report_register import known_by, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.observe.report_register import ReportRegister
    from sulh.picture.kind import Body, Kind
    from sulh.picture.origin import Entry

__all__ = ["Sorted", "sort_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Reports to enter, and what was left out or looked odd.

    `entries` are those that enter, `kinds` their kinds, and `contents` their bodies as canonical JSON.
    `lookalikes` are warnings; an importer may add its own. `again` are the duplicates, with their keys.
    """

    kinds: tuple[Kind, ...]
    entries: tuple[Entry, ...]
    contents: tuple[bytes, ...]
    duplicates: int
    conflicts: tuple[Problem, ...]
    lookalikes: tuple[Problem, ...]
    again: tuple[tuple[str, Entry], ...] = ()

    @property
    def fresh(self) -> tuple[tuple[str, Body], ...]:
        """The reports that enter, each as the name of its kind and its body, made anew."""
        each = zip(self.kinds, self.entries, strict=True)
        return tuple((kind.name, kind.to_body(entry)) for kind, entry in each)


def sort_out(
    reports: Iterable[Entry],
    register: ReportRegister,
    file: str,
    *,
    may_know: Callable[[str, str, str], bool] | None = None,
    simulated: bool = False,
) -> Sorted:
    """Sort reports into fresh ones, duplicates and conflicts; `register` learns the fresh ones.

    `may_know` says whether the sender may know that there is a report of some kind, source and key (None:
    of all). Where it may not, its own report enters as if there were none. `simulated`: they are an exercise's,
    and compared with those of exercises alone.
    """
    fresh: list[tuple[Kind, Entry, bytes]] = []
    conflicts: list[Problem] = []
    lookalikes: list[Problem] = []
    again: list[tuple[str, Entry]] = []
    for report in reports:
        kind, origin = register.kinds.of(report), report.origin
        source, ref = origin.source, origin.ref
        key = known_by(kind.name, source, ref, simulated=simulated)
        content, substance, digest = written(kind, report, simulated=simulated)
        before = register.where(key)
        if before is not None and (may_know is None or may_know(kind.name, source, ref)):
            if register.has_content(digest):
                again.append((key, report))
            else:
                conflicts.append(conflict(report, file, register.place(before)))
            continue
        twin = register.twin(substance) if kind.lookalike else None
        if twin is not None and (may_know is None or may_know(kind.name, source, twin[0])):
            lookalikes.append(lookalike(report, file, twin[0], register.place(twin[1])))
        where = register.number_place(origin.file, origin.row)
        register.learn(kind, ref, where, key, substance, digest)
        fresh.append((kind, report, content))
    return Sorted(
        kinds=tuple(kind for kind, _, _ in fresh),
        entries=tuple(report for _, report, _ in fresh),
        contents=tuple(content for _, _, content in fresh),
        duplicates=len(again),
        conflicts=tuple(conflicts),
        lookalikes=tuple(lookalikes),
        again=tuple(again),
    )


def conflict(report: Entry, file: str, before: str) -> Problem:
    """Return the problem of a known key with other content."""
    return Problem(
        code="conflict",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message=f"has come in before with other content ({before})",
        remedy="If this row is right, correct the record with `sulh correct`.",
    )


def lookalike(report: Entry, file: str, twin: str, before: str) -> Problem:
    """Return the warning about two reports that differ in their keys only."""
    return Problem(
        code="looks-alike",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message=f"says the same as {shown(twin)!r} of the same sender ({before})",
        remedy="If it is the same event, retract one of the two.",
        severity="warning",
    )
