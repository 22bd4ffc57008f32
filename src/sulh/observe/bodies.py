"""Reports as the JSON bodies of ledger records, and back.

Times are RFC 3339 in UTC with ``Z``; a count is ``[low, best, high]`` with null where there is none;
whatever is empty is left out. The form is part of the ledger's format: it only ever grows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sulh.errors import InputError
from sulh.observe.records import (
    Coverage,
    Incident,
    Inspection,
    Notification,
    Observation,
    Origin,
    Participant,
    Report,
    Request,
)
from sulh.values import Count, Place, Reliability, Span, format_utc, parse_utc

__all__ = ["Body", "from_body", "kind_of", "to_body"]

Body = dict[str, Any]

ORIGIN_TEXTS = ("means", "file", "text", "language", "link")
PLACE_FIELDS = ("lon", "lat", "accuracy_m", "zone", "country", "district", "name")


def kind_of(report: Report) -> str:
    """Return the name that a report's kind carries in the ledger."""
    return type(report).__name__.lower()


def to_body(report: Report) -> Body:
    """Return the JSON body of a report."""
    body = _common(report)
    match report:
        case Observation():
            body |= {
                "actor": report.actor,
                "item": report.item,
                "count": _count(report.count),
                "inspection": report.inspection,
                "complete": report.complete,
            }
        case Incident():
            body |= {
                "act": report.act,
                "participants": [[each.name, each.side] for each in report.participants],
                "initiator": report.initiator,
                "deaths": _count(report.deaths),
                "civilian_deaths": _count(report.civilian_deaths),
            }
        case Inspection():
            body |= {
                "inspector": report.inspector,
                "duty": report.duty,
                "complete": report.complete,
                "answers": report.answers,
            }
        case Notification():
            body |= {
                "actor": report.actor,
                "act": report.act,
                "activity": _span(report.activity),
            }
        case Request():
            body |= {"actor": report.actor, "request": report.request}
        case Coverage():
            body |= {"subjects": list(report.subjects), "complete": report.complete}
    return {key: value for key, value in body.items() if value not in ("", None, [])}


def _common(report: Report) -> Body:
    origin, place = report.origin, report.place
    body: Body = {
        "source": origin.source,
        "ref": origin.ref,
        "reliability": origin.reliability.source,
        "credibility": origin.reliability.credibility,
        "span": _span(report.span),
    }
    for name in ORIGIN_TEXTS:
        body[name] = getattr(origin, name)
    if origin.row:
        body["row"] = origin.row
    for name in PLACE_FIELDS:
        body["place" if name == "name" else name] = getattr(place, name)
    return body


def _span(span: Span) -> list[str]:
    start = format_utc(span.start)
    return [start] if span.end == span.start else [start, format_utc(span.end)]


def _count(count: Count) -> list[int | None]:
    return [count.low, count.best, count.high]


def from_body(kind: str, body: Body) -> Report:
    """Return the report that a record of `kind` carries.

    Raises
    ------
    InputError
        When the body does not hold such a report: the record was made by another program.
    """
    build = BUILDERS.get(kind)
    if build is None:
        raise InputError(f"A record of kind {kind!r} carries no report.")
    try:
        return build(body)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"A record does not hold a report of kind {kind}: {error!r}") from error


def _origin(body: Body) -> Origin:
    return Origin(
        source=body["source"],
        ref=body["ref"],
        reliability=Reliability(body.get("reliability", "F"), body.get("credibility", 6)),
        means=body.get("means", ""),
        file=body.get("file", ""),
        row=body.get("row", 0),
        text=body.get("text", ""),
        language=body.get("language", ""),
        link=body.get("link", ""),
    )


def _place(body: Body) -> Place:
    return Place(
        lon=body.get("lon"),
        lat=body.get("lat"),
        accuracy_m=body.get("accuracy_m"),
        zone=body.get("zone", ""),
        country=body.get("country", ""),
        district=body.get("district", ""),
        name=body.get("place", ""),
    )


def _parse_span(texts: list[str]) -> Span:
    start: datetime = parse_utc(texts[0])
    return Span(start, start if len(texts) == 1 else parse_utc(texts[1]))


def _parse_count(values: list[int | None] | None) -> Count:
    low, best, high = values or (0, None, None)
    return Count(low or 0, high, best)


def _shared(body: Body) -> dict[str, Any]:
    return {"origin": _origin(body), "span": _parse_span(body["span"]), "place": _place(body)}


def _observation(body: Body) -> Observation:
    return Observation(
        **_shared(body),
        actor=body.get("actor", ""),
        item=body["item"],
        count=_parse_count(body["count"]),
        inspection=body.get("inspection", ""),
        complete=body.get("complete", False),
    )


def _incident(body: Body) -> Incident:
    return Incident(
        **_shared(body),
        act=body["act"],
        participants=tuple(
            Participant(name=name, side=side) for name, side in body.get("participants", ())
        ),
        initiator=body.get("initiator", ""),
        deaths=_parse_count(body.get("deaths")),
        civilian_deaths=_parse_count(body.get("civilian_deaths")),
    )


def _inspection(body: Body) -> Inspection:
    return Inspection(
        **_shared(body),
        inspector=body.get("inspector", ""),
        duty=body["duty"],
        complete=body.get("complete", False),
        answers=body.get("answers", ""),
    )


def _notification(body: Body) -> Notification:
    return Notification(
        **_shared(body),
        actor=body.get("actor", ""),
        act=body["act"],
        activity=_parse_span(body["activity"]),
    )


def _request(body: Body) -> Request:
    return Request(**_shared(body), actor=body.get("actor", ""), request=body["request"])


def _coverage(body: Body) -> Coverage:
    return Coverage(
        **_shared(body), subjects=tuple(body["subjects"]), complete=body.get("complete", False)
    )


BUILDERS: dict[str, Callable[[Body], Report]] = {
    "observation": _observation,
    "incident": _incident,
    "inspection": _inspection,
    "notification": _notification,
    "request": _request,
    "coverage": _coverage,
}
"""One builder for each kind of report, by the name it carries in the ledger."""
