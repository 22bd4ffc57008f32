"""Hold documents to their published JSON Schemas, and say each fault with its line."""

from __future__ import annotations

import difflib
import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema

if TYPE_CHECKING:
    from sulh.mission.documents import Document
    from sulh.mission.positions import Position

__all__ = ["SCHEMAS", "hold_to_schema", "schema"]

SCHEMAS = (
    *("pack", "sources", "actors", "vocabulary", "contributors", "agreement", "names"),
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
    plain = jsonschema.Draft202012Validator
    finite = plain.TYPE_CHECKER.redefine("number", _is_finite)
    return jsonschema.validators.extend(plain, type_checker=finite)(schema(name))


def _is_finite(checker: Any, value: Any) -> bool:
    """Say whether a value is a number with an end: `nan` is within every limit that a schema can say."""
    return checker.is_type(value, "integer") or (isinstance(value, float) and math.isfinite(value))


def hold_to_schema(document: Document, name: str, value: Any, prefix: Position = ()) -> bool:
    """Note every departure of a value from a schema; say whether there was none."""
    faults = list(_validator(name).iter_errors(value))
    incomplete = set()
    for each in faults:
        path = (*prefix, *each.absolute_path)
        if (
            each.validator == "required"
        ):  # one fault names all that is missing; there is one for each
            if path in incomplete:
                continue
            incomplete.add(path)
        _note(document, each, path)
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
        is_long = rule == "maxItems"
        document.fault(
            "bad-value",
            (*path, fault.validator_value) if is_long else path,  # the first that is too many
            _said(fault),
            value="" if is_long else _short(fault.instance),
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
        types = fault.validator_value
        types = [types] if isinstance(types, str) else types
        return f"is not {' or '.join(names.get(each, each) for each in types)}"
    if fault.validator == "maxItems":
        return f"has {len(fault.instance):,} entries, which is more than {fault.validator_value:,}"
    if fault.validator == "minLength" and fault.instance:
        return "is too short"
    words = {
        "pattern": "has a form that is not allowed",
        "minimum": "is too small",
        "exclusiveMinimum": "is too small",
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
