"""Hold documents to their published JSON Schemas, and say each fault with its line."""

from __future__ import annotations

import difflib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema

if TYPE_CHECKING:
    from sulh.mission.documents import Document
    from sulh.mission.positions import Position

__all__ = ["SCHEMAS", "hold_to_schema", "schema"]

SCHEMAS = (
    *("pack", "sources", "actors", "vocabulary", "contributors", "agreement"),
    *("zone", "line", "site", "base"),
    "scenario",
)


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a published schema by its name in `SCHEMAS`."""
    text = files("sulh.mission").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


@cache
def _validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(schema(name))


def hold_to_schema(document: Document, name: str, value: Any, prefix: Position = ()) -> bool:
    """Note every departure of a value from a schema; say whether there was none."""
    faults = list(_validator(name).iter_errors(value))
    for each in faults:
        _note(document, each, (*prefix, *each.absolute_path))
    return not faults


def _note(document: Document, fault: Any, path: Position) -> None:
    rule = fault.validator
    if rule == "additionalProperties":
        keys = list(fault.schema.get("properties", {}))
        for key in sorted(set(fault.instance) - set(keys)):
            near = difflib.get_close_matches(key, keys, n=1)
            document.fault(
                "unknown-key",
                (*path, key),
                "is no key here",
                remedy=f"Did you mean {near[0]!r}?" if near else f"Keys: {', '.join(keys)}.",
            )
    elif rule == "required":
        for key in fault.validator_value:
            if key not in fault.instance:
                document.fault(
                    "missing",
                    (*path, key),
                    "is missing",
                    expected=_described(fault.schema["properties"].get(key, {})),
                )
    elif rule == "enum":
        words = [str(each) for each in fault.validator_value]
        near = difflib.get_close_matches(str(fault.instance), words, n=1)
        document.fault(
            "bad-word",
            path,
            "is none of the words allowed",
            value=fault.instance,
            expected=", ".join(words),
            remedy=f"Did you mean {near[0]!r}?" if near else "",
        )
    else:
        document.fault(
            "bad-value",
            path,
            _said(fault),
            value=_short(fault.instance),
            expected=_described(fault.schema),
        )


def _said(fault: Any) -> str:
    names = {
        "object": "a table",
        "array": "a list",
        "string": "a text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
    }
    if fault.validator == "type":
        return f"is not {names.get(str(fault.validator_value), fault.validator_value)}"
    words = {
        "pattern": "has a form that is not allowed",
        "minimum": "is too small",
        "maximum": "is too large",
        "minLength": "is empty",
        "maxLength": "is too long",
        "minItems": "has too few entries",
        "uniqueItems": "names something twice",
        "anyOf": "has none of the forms allowed",
        "const": "is not what it must be",
    }
    return str(words.get(fault.validator, fault.message))


def _described(part: Any) -> str:
    return str(part.get("description", "")) if isinstance(part, dict) else ""


def _short(value: Any) -> Any:
    return value if isinstance(value, (str, int, float)) else json.dumps(value)[:100]
