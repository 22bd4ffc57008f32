"""Whether the body of a record fits its kind, whoever signed it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from sulh.errors import InputError
from sulh.ledger.bodies import body_fault
from sulh.observe.bodies import from_body
from sulh.observe.records import KINDS

__all__ = ["body_problem"]

Whole = Annotated[int, Meta(ge=0, le=2**53)]
Bounds = tuple[Whole | None, Whole | None, Whole | None]
Times = Annotated[list[str], Meta(min_length=1, max_length=2)]


class ReportBody(Struct):
    """The types of all fields that any kind of report has; which are needed, `from_body` knows."""

    source: str
    ref: str
    span: Times
    reliability: str = "F"
    credibility: int = 6
    row: Whole = 0
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    means: str = ""
    file: str = ""
    text: str = ""
    language: str = ""
    link: str = ""
    zone: str = ""
    country: str = ""
    district: str = ""
    place: str = ""
    actor: str = ""
    act: str = ""
    item: str = ""
    inspection: str = ""
    inspector: str = ""
    duty: str = ""
    answers: str = ""
    request: str = ""
    initiator: Literal["a", "b", ""] = ""
    complete: bool = False
    count: Bounds = (None, None, None)
    deaths: Bounds | None = None
    civilian_deaths: Bounds | None = None
    participants: list[tuple[str, Literal["a", "b"]]] = []
    subjects: list[str] = []
    activity: Times | None = None


NEEDED = {"observation": ("item",), "incident": ("act",), "inspection": ("duty",)}
NEEDED |= {"notification": ("act",), "request": ("request",), "coverage": ("subjects",)}


def body_problem(kind: str, body: Any) -> str:
    """Return why a record is set aside: its body does not fit its kind. Empty when it does.

    A kind that this version does not know is not judged: nothing here uses it.
    """
    if kind not in KINDS:
        return body_fault(kind, body) or _correction_problem(kind, body)
    try:
        msgspec.convert(body, ReportBody)
        for name in NEEDED[kind]:
            body[name]
        from_body(kind, body)
    except msgspec.ValidationError as error:
        return str(error)
    except KeyError as error:
        return f"Object missing required field {error}"
    except InputError as error:
        return str(error)
    return ""


def _correction_problem(kind: str, body: Any) -> str:
    """Return why a correction's inner body does not fit the kind that it says."""
    if kind != "correction":
        return ""
    if body["kind"] not in KINDS:
        return f"a correction of kind {body['kind'][:40]!r}, which is not a report"
    return body_problem(body["kind"], body["body"])
