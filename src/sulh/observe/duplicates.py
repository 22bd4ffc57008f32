"""Recognise reports that have come in before.

A report is known by its kind, who sends it and that sender's own key. The same key with the same
content is a duplicate and is left out; with other content it is a conflict, which belongs in a
correction. The same content under another key may be two things that look alike: it enters, with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.observe.report_register import ReportRegister, known_by, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.picture.kind import Body, Kind
    from sulh.picture.origin import Entry

    Seen = Callable[[str, str, str], Iterable[tuple[str, Body]] | None]
    """Says what a sender may read of what came in under a kind, source and key: kinds, bodies; None: all."""

__all__ = ["KnownTo", "Seen", "Sorted", "sort_out"]


@dataclass(slots=True)
class KnownTo:
    """What has come in, as one sender may know it: of an import.

    What a sender may read in part under a key is in a register of its own, `apart`: nothing that it is told, of
    duplicates, conflicts, lookalikes, places or markings, may come from the rest.
    """

    register: ReportRegister
    seen: Seen | None = None
    simulated: bool = False
    apart: dict[str, ReportRegister] = field(default_factory=dict)

    def of(self, kind: str, source: str, ref: str) -> ReportRegister:
        """Return the register that says what the sender may know of a key."""
        key = known_by(kind, source, ref, simulated=self.simulated)
        if self.seen is None or self.register.where(key) is None:
            return self.register
        if key not in self.apart:
            bodies = self.seen(kind, source, ref)
            if bodies is None:
                return self.register
            self.apart[key] = ReportRegister(self.register.kinds)
            for name, body in bodies:
                self.apart[key].add(name, body, simulated=self.simulated)
        return self.apart[key]

    def twin(self, kind: str, source: str, substance: bytes) -> tuple[str, str] | None:
        """Return the key and the place of the first report that says the same and that the sender may know."""
        for ref, where in self.register.alike(substance):
            own = self.of(kind, source, ref)
            if own is self.register:
                return ref, own.place(where)
            for _, place in own.alike(substance):
                return ref, own.place(place)
        return None

    def mark(self, key: str, marking: str) -> None:
        """Remember how a report is marked."""
        for each in (self.register, self.apart.get(key)):
            if each is not None:
                each.mark(key, marking)

    def marking(self, key: str) -> str:
        """Return the strictest marking of a report that the sender may know; empty where it has none."""
        return self.apart.get(key, self.register).markings.get(key, "")


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
    view: KnownTo | None = None,
    simulated: bool = False,
) -> Sorted:
    """Sort reports into fresh ones, duplicates and conflicts; `register` learns the fresh ones.

    `view` says what the sender may know (None: all). Where it may not know of a report, its own
    enters as if there were none. `simulated`: they are an exercise's, and compared with exercises' alone.
    """
    view = view or KnownTo(register, simulated=simulated)
    fresh: list[tuple[Kind, Entry, bytes]] = []
    conflicts: list[Problem] = []
    lookalikes: list[Problem] = []
    again: list[tuple[str, Entry]] = []
    for report in reports:
        kind, origin = register.kinds.of(report), report.origin
        source, ref = origin.source, origin.ref
        key = known_by(kind.name, source, ref, simulated=simulated)
        content, substance, digest = written(kind, report, simulated=simulated)
        own = view.of(kind.name, source, ref) if view.seen else register
        before = own.where(key)
        if before is not None:
            if own.has_content(digest):
                again.append((key, report))
            else:
                conflicts.append(conflict(report, file, own.place(before)))
            continue
        if kind.lookalike and register.has_alike(substance):
            twin = view.twin(kind.name, source, substance)
            if twin is not None:
                lookalikes.append(lookalike(report, file, *twin))
        where = register.number_place(origin.file, origin.row)
        register.learn(kind, ref, where, key, substance, digest)
        if own is not register:
            own.learn(kind, ref, own.number_place(origin.file, origin.row), key, substance, digest)
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
