"""The timeline of an after-action review: what truly happened, what was reported, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.exercise import Played, PlayedReport
    from sulh.languages.speech import Speech

__all__ = ["timeline_section"]


def timeline_section(
    speech: Speech, played: Played, decisions: Sequence[tuple[datetime, str]]
) -> Section:
    """Return truth, reports and decisions in the order of time (UTC)."""
    say = speech.say
    first: dict[str, datetime] = {}
    for report in played.reports:
        first.setdefault(report.of, report.comes)
    lines: list[tuple[datetime, str, str | Cell, str]] = [
        (
            act.moment,
            say("review-truth"),
            _done(speech, act.act, act.by, act.against),
            _delay(speech, act.moment, first.get(act.id), played.scenario.until),
        )
        for act in played.world.acts
    ]
    lines += [
        (
            each.comes,
            say("review-report"),
            Cell(_reported(speech, each), "soft"),
            _untrue(speech, each),
        )
        for each in played.in_time
        if each.row["kind"] == "incident"
    ]
    lines += [(when, say("review-decision"), what, "") for when, what in decisions]
    return Section(
        heading=say("review-head-timeline"),
        header=column_names(speech, "review-time", "review-what", "review-it-says", "review-note"),
        rows=tuple(
            (f"{each[0]:%Y-%m-%d %H:%M}", *each[1:]) for each in sorted(lines, key=lambda e: e[0])
        ),
        wide=frozenset((2, 3)),
    )


def _done(speech: Speech, act: str, by: str, against: str) -> str:
    if against:
        return speech.say("review-done-against", act=act, by=by, against=against)
    return speech.say("review-done", act=act, by=by)


def _reported(speech: Speech, report: PlayedReport) -> str:
    by = report.row.get("actor", "") or speech.say("review-nobody-named")
    return _done(speech, report.row["act"], by, report.row.get("opponent", ""))


def _delay(speech: Speech, moment: datetime, comes: datetime | None, until: datetime) -> str:
    if comes is None:
        return speech.say("review-never-reported")
    hours = speech.number((comes - moment).total_seconds() / 3600)
    name = "review-reported-after-end" if comes > until else "review-reported-after"
    return speech.say(name, hours=hours)


def _untrue(speech: Speech, report: PlayedReport) -> str:
    """Return in what a report is untrue."""
    if not report.fault:
        return ""
    if report.fault == "inject":
        return speech.say("review-by-director")
    return speech.say("review-untrue", what=speech.say(f"review-fault-{report.fault}"))
