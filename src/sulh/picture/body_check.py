"""Whether the body of a record fits its kind, whoever signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.ledger.bodies import body_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.picture.kind import Registry

__all__ = ["body_check"]


def body_check(kinds: Registry) -> Callable[[str, Any], str]:
    """Return the function that says why a record is set aside; an empty text where it is not.

    A kind that neither the ledger nor `kinds` knows is not judged: nothing here uses it.
    """

    def problem(kind: str, body: Any) -> str:
        if kind not in kinds:
            return body_fault(kind, body) or (correction(body) if kind == "correction" else "")
        try:
            kinds.from_body(kind, body)
        except InputError as error:
            return str(error)
        return ""

    def correction(body: Any) -> str:
        if body["kind"] not in kinds:
            return f"a correction of kind {body['kind'][:40]!r}, which is not a report"
        return problem(body["kind"], body["body"])

    return problem
