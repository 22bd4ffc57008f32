"""Which collections of threats somebody may report an attack to: those that are there, and theirs to add to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.share.threats.records import Intrusion, ThreatObject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sulh.picture import Entry
    from sulh.server.principal import Principal

__all__ = ["collection_validator"]


def collection_validator(
    user: Principal, collections: Mapping[str, frozenset[str]]
) -> Callable[[Entry], Problem | None]:
    """Return the function that says why an attack or object may not enter its collection.

    `collections` are the mission's, by name, with the roles that add to each. An attack in a collection that is
    not there would leave to nobody, and nobody would notice. It leaves in the mission's name, so that those
    from outside of the mission report only into collections that they add to; to them another is as if it
    were not there.
    """
    names = [
        name for name, writers in collections.items() if not user.outside or user.role in writers
    ]

    def validate(report: Entry) -> Problem | None:
        if not isinstance(report, Intrusion | ThreatObject) or report.collection in names:
            return None
        return Problem(
            code="not-your-collection",
            source=report.origin.file,
            row=report.origin.row,
            field="collection",
            value=shown(report.collection),
            message="is no collection of threats that this account reports to",
            expected=", ".join(sorted(names)) or "no report of an attack from this account",
            remedy="Write one of these; an administrator adds others in serve.toml."
            if names
            else "Ask a watch officer to report it.",
        )

    return validate
