"""Sulh's own report form: one row, one report. The columns are in docs/reference/report-form.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, cast

from sulh.errors import shown
from sulh.observe.fields import (
    parse_choice,
    parse_count,
    parse_key,
    parse_place,
    parse_reliability,
    parse_span,
    parse_text,
    parse_yes,
)
from sulh.observe.reading import Context, FaultyField, Row
from sulh.observe.records import (
    KINDS,
    Coverage,
    Incident,
    Inspection,
    Means,
    Notification,
    Observation,
    Origin,
    Participant,
    Report,
    Request,
)
from sulh.values import Count

__all__ = ["COLUMNS", "FormConverter", "is_form"]

MEANS = (
    ("", "seen", "heard", "camera", "drone", "satellite", "radar")
    + ("told", "document", "media")
)  # fmt: skip

COLUMNS = (
    ("kind", "ref", "source", "start", "end", "lon", "lat", "accuracy_m")
    + ("zone", "district", "country", "place", "reliability", "credibility", "means")
    + ("actor", "opponent", "initiator", "act", "item", "low", "best", "high")
    + ("deaths_low", "deaths_best", "deaths_high")
    + ("civilian_deaths_low", "civilian_deaths_best", "civilian_deaths_high")
    + ("inspection", "complete", "inspector", "duty", "answers", "request")
    + ("activity_start", "activity_end", "subjects", "text", "language", "link", "simulated")
)  # fmt: skip


def is_form(columns: Iterable[str]) -> bool:
    """Say whether these are the columns of the report form."""
    return {"kind", "ref", "start"} <= set(columns)


class FormConverter:
    """Turns rows of the form into reports."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def convert(self, row: Row) -> Iterable[Report]:
        """Return the row's one report."""
        values = {name: text for name, text in row.values.items() if text}
        kind = values.get("kind", "").strip().casefold()
        if kind not in KINDS:
            raise FaultyField(
                "unknown-kind", "kind", shown(kind), expected=f"one of: {', '.join(KINDS)}"
            )
        if parse_yes("simulated", values.get("simulated", "")) and not self.context.simulated:
            raise FaultyField(
                "simulated",
                "simulated",
                "yes",
                message="is marked as simulated, but the file was not taken in as an exercise",
                remedy="Take the file in with --simulated, apart from real reports.",
            )
        shared = {
            "origin": self._origin(row, values),
            "span": parse_span(
                ("start", "end"),
                values.get("start", ""),
                values.get("end", ""),
                timezone=self.context.timezone,
                now=self.context.now,
            ),
            "place": parse_place(values),
        }
        return (BUILDERS[kind](values, shared, self.context),)

    def conclude(self) -> Iterable[Report]:
        """Return nothing: a form says what it covers in rows of kind coverage."""
        return ()

    def _origin(self, row: Row, values: dict[str, str]) -> Origin:
        return Origin(
            source=parse_key("source", values.get("source", "") or self.context.source),
            ref=parse_key("ref", values.get("ref", "")),
            reliability=parse_reliability(
                values.get("reliability", ""), values.get("credibility", "")
            ),
            means=cast("Means", parse_choice("means", values.get("means", ""), MEANS)),
            file=self.context.file,
            row=row.number,
            text=parse_text("text", values.get("text", "")),
            language=parse_key("language", values.get("language", ""), required=False),
            link=parse_key("link", values.get("link", ""), required=False),
        )


Values = dict[str, str]
Shared = dict[str, Any]


def _observation(values: Values, shared: Shared, _context: Context) -> Observation:
    names = ("low", "best", "high")
    count = parse_count(names, *(values.get(name, "") for name in names))
    if count is None:
        raise FaultyField("missing", "best", "", message="is missing", expected="how many")
    return Observation(
        **shared,
        actor=parse_key("actor", values.get("actor", "")),
        item=parse_key("item", values.get("item", "")),
        count=count,
        inspection=parse_key("inspection", values.get("inspection", ""), required=False),
        complete=parse_yes("complete", values.get("complete", "")),
    )


def _incident(values: Values, shared: Shared, _context: Context) -> Incident:
    participants = [
        Participant(name=name, side=cast("Literal['a', 'b']", side))
        for field, side in (("actor", "a"), ("opponent", "b"))
        for name in _names(field, values.get(field, ""))
    ]
    word = parse_choice("initiator", values.get("initiator", ""), ("", "actor", "opponent"))
    initiator = {"": "", "actor": "a", "opponent": "b"}[word]
    return Incident(
        **shared,
        act=parse_key("act", values.get("act", "")),
        participants=tuple(participants),
        initiator=cast("Literal['a', 'b', '']", initiator),
        deaths=_deaths(values, "deaths"),
        civilian_deaths=_deaths(values, "civilian_deaths"),
    )


def _names(field: str, text: str) -> list[str]:
    return [parse_key(field, part) for part in text.split(";") if part.strip()]


def _deaths(values: Values, prefix: str) -> Count:
    names = (f"{prefix}_low", f"{prefix}_best", f"{prefix}_high")
    return parse_count(names, *(values.get(name, "") for name in names)) or Count(0, None)


def _inspection(values: Values, shared: Shared, _context: Context) -> Inspection:
    return Inspection(
        **shared,
        inspector=parse_key("inspector", values.get("inspector", "")),
        duty=parse_key("duty", values.get("duty", "")),
        complete=parse_yes("complete", values.get("complete", "")),
        answers=parse_key("answers", values.get("answers", ""), required=False),
    )


def _notification(values: Values, shared: Shared, context: Context) -> Notification:
    return Notification(
        **shared,
        actor=parse_key("actor", values.get("actor", "")),
        act=parse_key("act", values.get("act", "")),
        activity=parse_span(
            ("activity_start", "activity_end"),
            values.get("activity_start", ""),
            values.get("activity_end", ""),
            timezone=context.timezone,
            now=None,
        ),
    )


def _request(values: Values, shared: Shared, _context: Context) -> Request:
    return Request(
        **shared,
        actor=parse_key("actor", values.get("actor", "")),
        request=parse_key("request", values.get("request", "")),
    )


def _coverage(values: Values, shared: Shared, _context: Context) -> Coverage:
    subjects = tuple(_names("subjects", values.get("subjects", "")))
    if not subjects:
        raise FaultyField("missing", "subjects", "", message="is missing", expected="what for")
    return Coverage(
        **shared, subjects=subjects, complete=parse_yes("complete", values.get("complete", ""))
    )


BUILDERS = {
    "observation": _observation,
    "incident": _incident,
    "inspection": _inspection,
    "notification": _notification,
    "request": _request,
    "coverage": _coverage,
}
