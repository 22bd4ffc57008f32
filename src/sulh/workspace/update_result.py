"""What a newer release of a source brought, as it is shown and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulh.errors import Problem
    from sulh.observe.releases import Scope, Window
    from sulh.verify import Flip

__all__ = ["ReportChange", "UpdateResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """One report that a release changes or withdraws.

    `record` is the id of the record; `fields` leads from each field to its value before and after. `row`
    is 0 for a report that is withdrawn. `comes_back`: a release had withdrawn it, and this one has it again.
    """

    kind: str
    source: str
    ref: str
    record: str
    row: int = 0
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    comes_back: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        fields = {
            name: {"before": before, "after": after}
            for name, (before, after) in self.fields.items()
        }
        return {
            "kind": self.kind,
            "source": self.source,
            "ref": self.ref,
            "record": self.record,
            "row": self.row,
            "fields": fields,
            "comes_back": self.comes_back,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateResult:
    """What a release brought.

    Each row is counted once: `rows` is the sum of `new`, `changed`, `unchanged`, `repeated`, `conflicts`,
    `left_out` (no act that a provision speaks of) and `rejected`. `added` counts what the reader says
    about the file itself. `withdrawn` are the reports that the release no longer has; `not_covered`
    counts those it may leave out, because it does not cover their time and place; `unreadable` are
    missing but stand in a row that was rejected. `retracted` counts the reports that were retracted,
    `records` all that were entered. `flips` is None where nobody asked.
    """

    file: str
    format: str
    rows: int
    blank: int
    new: int
    changed: int
    unchanged: int
    repeated: int
    conflicts: int
    left_out: int
    rejected: int
    added: int
    changes: tuple[ReportChange, ...]
    withdrawn: tuple[ReportChange, ...]
    unreadable: tuple[ReportChange, ...]
    not_covered: int
    covers: tuple[tuple[Scope, Window | None], ...]
    retracted: int
    records: int
    dry_run: bool
    rejects: str
    problems: tuple[Problem, ...]
    flips: tuple[Flip, ...] | None

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        counts = (
            "rows",
            "blank",
            "new",
            "changed",
            "unchanged",
            "repeated",
            "conflicts",
            "left_out",
        )
        return {
            "file": self.file,
            "format": self.format,
            "dry_run": self.dry_run,
            **{name: getattr(self, name) for name in (*counts, "rejected", "added")},
            "withdrawn": len(self.withdrawn),
            "not_covered": self.not_covered,
            "retracted": self.retracted,
            "records": self.records,
            "rejects": self.rejects,
            "changed_reports": [each.as_json() for each in self.changes],
            "withdrawn_reports": [each.as_json() for each in self.withdrawn],
            "unreadable_reports": [each.as_json() for each in self.unreadable],
            "covers": [
                {
                    **scope._asdict(),
                    "from": f"{window[0]}Z" if window else None,
                    "until": f"{window[1]}Z" if window else None,
                }
                for scope, window in self.covers
            ],
            "problems": [str(each) for each in self.problems],
            "flips": None if self.flips is None else [each.as_json() for each in self.flips],
        }
