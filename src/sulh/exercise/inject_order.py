"""The master events list is in the order of time, and what follows something follows an earlier line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sulh.mission.documents import Document

__all__ = ["check_follows", "check_order"]


def check_order(
    document: Document,
    path: tuple[Any, ...],
    time: tuple[datetime, str],
    latest: tuple[datetime, str] | None,
    span: tuple[datetime, datetime],
) -> None:
    """Hold the time of an inject, as it is and as it is written, to the exercise and the latest before it."""
    at, text = time
    if span[0] < span[1] and not span[0] <= at < span[1]:
        document.fault("future", path, "lies outside of the exercise", value=text)
    if latest is None or at > latest[0]:
        return
    if at < latest[0]:
        document.fault(
            "out-of-order", path, f"is earlier than the inject {latest[1]}, which stands before it",
            value=text, remedy="Put the master events list in the order of time.",
        )  # fmt: skip
    else:
        document.fault(
            "one-moment", path, f"is the moment of {latest[1]}: which of the two comes first is not said",
            value=text, remedy="Put one a minute later, or let it follow the other with `after`.",
        )  # fmt: skip


def check_follows(
    document: Document,
    path: tuple[Any, ...],
    value: dict[str, Any],
    before: set[str],
    kinds: Mapping[str, str],
) -> None:
    """Hold what an inject follows to those `before` it; `kinds` says what those of the file are."""
    if "after" in value and value["after"] not in before:
        document.fault(
            "unknown-reference", (*path, "after"), "is no inject that stands before this one",
            value=value["after"],
            remedy="An inject follows an earlier line, so that no chain of them goes on for ever.",
        )  # fmt: skip
    if "only_if" in value and "after" not in value:
        document.fault("missing", (*path, "after"), "is missing", expected="the inject meant")
    elif "only_if" in value and kinds.get(value["after"], "act") != "act":
        document.fault(
            "bad-value", (*path, "only_if"), f"is asked of {value['after']}, which is no act",
            value=value["only_if"], remedy="Only an act is reported or not; leave only_if out.",
        )  # fmt: skip
