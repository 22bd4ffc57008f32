"""Sulh's own report form: one row, one report. The columns are in docs/reference/report-form.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from sulh.errors import shown
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
from sulh.tables import FaultyField, Row
from sulh.tables.fields import (
    parse_choice,
    parse_count,
    parse_key,
    parse_name,
    parse_reliability,
    parse_text,
    parse_yes,
)
from sulh.tables.points import parse_place
from sulh.tables.times import parse_span
from sulh.values import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.observe.context import Context

__all__ = ["COLUMNS", "FormConverter"]

MEANS: tuple[str, ...] = get_args(Means)
PARTS_MAX = 100
LINK_LENGTH_MAX = 2_000
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=\S)")
SCHEMES = ("http", "https", "doi", "urn", "hdl", "ftp")

COLUMNS = tuple(
    """
    kind ref source start end lon lat accuracy_m zone district country place
    reliability credibility means actor opponent initiator act item low best high
    deaths_low deaths_best deaths_high
    civilian_deaths_low civilian_deaths_best civilian_deaths_high
    inspection complete inspector duty answers request activity_start activity_end
    subjects text language link simulated
    """.split()  # noqa: SIM905 -- one column a line would be a page
)


class FormConverter:
    """Turns rows of the form into reports."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def convert(self, row: Row) -> Report:
        """Return the row's report."""
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
            "place": parse_place(values, self.context.area),
        }
        return BUILDERS[kind](values, shared, self.context)

    def conclude(self) -> Iterable[Report]:
        """Return nothing: a form says what it covers in rows of kind coverage."""
        return ()

    def _origin(self, row: Row, values: dict[str, str]) -> Origin:
        return Origin(
            source=parse_key("source", values.get("source", "") or self.context.source),
            ref=parse_key("ref", values.get("ref", "")),
            reliability=parse_reliability(
                values.get("reliability", "").strip(), values.get("credibility", "").strip()
            ),
            means=cast("Means", parse_choice("means", values.get("means", ""), MEANS)),
            file=self.context.file,
            row=row.number,
            text=parse_text("text", values.get("text", "")),
            language=parse_key("language", values.get("language", ""), required=False),
            link=_link(values.get("link", "")),
        )


def _link(text: str) -> str:
    """Return where the report can be found: a web address, or a reference in words."""
    clean = parse_text("link", text.strip())
    scheme = SCHEME.match(clean)
    if len(clean) > LINK_LENGTH_MAX or not clean.isprintable():
        raise FaultyField("too-long", "link", shown(clean), message="is no address of one line")
    if scheme and scheme.group(1).casefold() not in SCHEMES:
        raise FaultyField(
            "bad-word", "link", shown(clean), expected=f"one of: {', '.join(SCHEMES)}"
        )
    return clean


Values = dict[str, str]
Shared = dict[str, Any]


def _observation(values: Values, shared: Shared, _context: Context) -> Observation:
    names = ("low", "best", "high")
    count = parse_count(names, *(values.get(name, "") for name in names))
    if count is None:
        raise FaultyField("missing", "best", "", message="is missing", expected="how many")
    return Observation(
        **shared,
        actor=_actor(values),
        item=parse_key("item", values.get("item", "")),
        count=count,
        inspection=parse_key("inspection", values.get("inspection", ""), required=False),
        complete=parse_yes("complete", values.get("complete", "")),
    )


def _incident(values: Values, shared: Shared, _context: Context) -> Incident:
    participants = [
        Participant(name=name, side=cast("Literal['a', 'b']", side))
        for field, side in (("actor", "a"), ("opponent", "b"))
        for name in _parts(field, values.get(field, ""), parse_name)
    ]
    deaths, civilian_deaths = _deaths(values, "deaths"), _deaths(values, "civilian_deaths")
    if deaths.high is not None and civilian_deaths.low > deaths.high:
        raise FaultyField(
            "bounds",
            "civilian_deaths_low",
            civilian_deaths.low,
            message="is more than all the dead",
            expected=f"at most deaths_high ({deaths.high})",
        )
    word = parse_choice("initiator", values.get("initiator", ""), ("", "actor", "opponent"))
    initiator = {"": "", "actor": "a", "opponent": "b"}[word]
    return Incident(
        **shared,
        act=parse_key("act", values.get("act", "")),
        participants=tuple(participants),
        initiator=cast("Literal['a', 'b', '']", initiator),
        deaths=deaths,
        civilian_deaths=civilian_deaths,
    )


def _parts(field: str, text: str, parse: Callable[[str, str], str]) -> list[str]:
    """Return what is joined by semicolons, each once, in the order written."""
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > PARTS_MAX:
        raise FaultyField("too-long", field, shown(text), message=f"names more than {PARTS_MAX}")
    return list(dict.fromkeys(parse(field, part) for part in parts))


def _actor(values: Values) -> str:
    """Return the one actor of a report that can have only one.

    Who wrote two names with a semicolon would otherwise have made a third.
    """
    found = _parts("actor", values.get("actor", ""), parse_name)
    if len(found) != 1:
        raise FaultyField(
            "missing" if not found else "bad-word",
            "actor",
            shown(values.get("actor", "")),
            message="is missing" if not found else "names several",
            expected="one actor",
            remedy="" if not found else "Give one row for each, or the name of the coalition.",
        )
    return found[0]


def _deaths(values: Values, prefix: str) -> Count:
    names = (f"{prefix}_low", f"{prefix}_best", f"{prefix}_high")
    return parse_count(names, *(values.get(name, "") for name in names)) or Count(0, None)


def _inspection(values: Values, shared: Shared, _context: Context) -> Inspection:
    return Inspection(
        **shared,
        inspector=parse_name("inspector", values.get("inspector", "")),
        duty=parse_key("duty", values.get("duty", "")),
        complete=parse_yes("complete", values.get("complete", "")),
        answers=parse_key("answers", values.get("answers", ""), required=False),
    )


def _notification(values: Values, shared: Shared, context: Context) -> Notification:
    return Notification(
        **shared,
        actor=_actor(values),
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
        actor=_actor(values),
        request=parse_key("request", values.get("request", "")),
    )


def _coverage(values: Values, shared: Shared, _context: Context) -> Coverage:
    subjects = tuple(_parts("subjects", values.get("subjects", ""), parse_key))
    if not subjects:
        raise FaultyField("missing", "subjects", "", message="is missing", expected="what for")
    return Coverage(
        **shared, subjects=subjects, complete=parse_yes("complete", values.get("complete", ""))
    )


BUILDERS: dict[str, Callable[[Values, Shared, Context], Report]] = {
    "observation": _observation,
    "incident": _incident,
    "inspection": _inspection,
    "notification": _notification,
    "request": _request,
    "coverage": _coverage,
}
