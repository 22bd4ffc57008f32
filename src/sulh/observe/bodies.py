"""Reports as the JSON bodies of ledger records, and back.

Times are RFC 3339 in UTC with ``Z``; a count is ``[low, best, high]`` with null where there is
none; whatever is empty is left out. The form is part of the ledger's format: it only ever grows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Body", "from_body", "kind_of", "to_body"]

Body = dict[str, Any]


def kind_of(report: Report) -> str:
    """Return the name that a report's kind carries in the ledger."""
    return type(report).__name__.lower()


def to_body(report: Report) -> Body:
    """Return the JSON body of a report, safe for canonical JSON."""
    body = _common(report)
    match report:
        case Incident():
            _add_incident(body, report)
        case Observation():
            _add_texts(body, actor=report.actor, item=report.item, inspection=report.inspection)
            body["count"] = _count(report.count)
            body["complete"] = report.complete
        case Inspection():
            _add_texts(body, inspector=report.inspector, duty=report.duty, answers=report.answers)
            body["complete"] = report.complete
        case Notification():
            _add_texts(body, actor=report.actor, act=report.act)
            body["activity"] = _span(report.activity)
        case Request():
            _add_texts(body, actor=report.actor, request=report.request)
        case Coverage():
            body["subjects"] = list(report.subjects)
            body["complete"] = report.complete
    return body


def _add_incident(body: Body, incident: Incident) -> None:
    body["act"] = incident.act
    if incident.participants:
        body["participants"] = [[each.name, each.side] for each in incident.participants]
    if incident.initiator:
        body["initiator"] = incident.initiator
    body["deaths"] = _count(incident.deaths)
    body["civilian_deaths"] = _count(incident.civilian_deaths)


def _add_texts(body: Body, **texts: str) -> None:
    for name, text in texts.items():
        if text:
            body[name] = text


def _common(report: Report) -> Body:
    origin, place = report.origin, report.place
    body: Body = {
        "source": origin.source,
        "ref": origin.ref,
        "reliability": origin.reliability.source,
        "credibility": origin.reliability.credibility,
        "span": _span(report.span),
    }
    if origin.row:
        body["row"] = origin.row
    if place.lon is not None and place.lat is not None:
        body["lon"] = _number(place.lon)
        body["lat"] = _number(place.lat)
    if place.accuracy_m is not None:
        body["accuracy_m"] = _number(place.accuracy_m)
    _add_texts(
        body,
        means=origin.means,
        file=origin.file,
        text=origin.text,
        language=origin.language,
        link=origin.link,
        zone=place.zone,
        country=place.country,
        district=place.district,
        place=place.name,
    )
    return body


def _number(value: float) -> float | int:
    """Return a whole number as an integer: canonical JSON writes it so, and it then reads so."""
    whole = int(value)
    return whole if whole == value else value


_time = lru_cache(maxsize=65536)(format_utc)
_moment = lru_cache(maxsize=65536)(parse_utc)


def _span(span: Span) -> list[str]:
    start = _time(span.start)
    return [start] if span.end == span.start else [start, _time(span.end)]


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


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _place(body: Body) -> Place:
    return Place(
        lon=_float(body.get("lon")),
        lat=_float(body.get("lat")),
        accuracy_m=_float(body.get("accuracy_m")),
        zone=body.get("zone", ""),
        country=body.get("country", ""),
        district=body.get("district", ""),
        name=body.get("place", ""),
    )


def _parse_span(texts: list[str]) -> Span:
    start = _moment(texts[0])
    return Span(start, start if len(texts) == 1 else _moment(texts[1]))


def _parse_count(values: list[int | None] | None) -> Count:
    low, best, high = values or (0, None, None)
    return Count(low or 0, high, best)


def _shared(body: Body) -> dict[str, Any]:
    return {"origin": _origin(body), "span": _parse_span(body["span"]), "place": _place(body)}


def _observation(body: Body) -> Observation:
    return Observation(
        **_shared(body),
        actor=body.get("actor", ""),
        item=body.get("item", ""),
        count=_parse_count(body["count"]),
        inspection=body.get("inspection", ""),
        complete=body.get("complete", False),
    )


def _incident(body: Body) -> Incident:
    return Incident(
        **_shared(body),
        act=body.get("act", ""),
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
        duty=body.get("duty", ""),
        complete=body.get("complete", False),
        answers=body.get("answers", ""),
    )


def _notification(body: Body) -> Notification:
    return Notification(
        **_shared(body),
        actor=body.get("actor", ""),
        act=body.get("act", ""),
        activity=_parse_span(body["activity"]),
    )


def _request(body: Body) -> Request:
    return Request(**_shared(body), actor=body.get("actor", ""), request=body.get("request", ""))


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
