"""What follows from a kind for those outside: JSON Schemas, the fields of web forms, XLSForms.

`words` are the words of a mission's vocabularies by name (``acts``, ``items``): where they are given, a
form offers them to choose from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from sulh.picture.field_type import Column
    from sulh.picture.kind import Kind, Registry

__all__ = ["api_schemas", "body_schema", "row_schema", "web_fields", "xlsform"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
JSON_TYPES = {
    "whole": ["integer", "string"],
    "decimal": ["number", "string"],
    "yes-no": ["boolean", "string"],
}
QUESTIONS = {
    "whole": "integer",
    "decimal": "decimal",
    "yes-no": "select_one yes_no",
    "day": "date",
    "moment": "dateTime",
    "point": "geopoint",
}
VERSION_LETTERS = 12
YES_NO = ("yes", "no")
Words = Mapping[str, Sequence[str]]
NO_WORDS: Words = MappingProxyType({})


def _description(column: Column) -> str:
    """Return what a column holds, with its unit."""
    return f"{column.meaning} ({column.unit})" if column.unit else column.meaning


def _choices(column: Column, words: Words) -> tuple[str, ...]:
    """Return the words that a column may hold; none: any."""
    return column.choices or tuple(words.get(column.vocabulary, ()))


def body_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of a kind's body in the ledger."""
    parts: dict[str, Any] = msgspec.json.schema(kind.body_class)["$defs"]
    own: dict[str, Any] = parts.pop(kind.body_class.__name__)
    opening = {"$schema": DIALECT, "title": f"The body of a record: {kind.title}"}
    return own | opening | ({"$defs": parts} if parts else {})


def row_schema(kind: Kind, words: Words = NO_WORDS) -> dict[str, Any]:
    """Return the JSON Schema of a row of a kind's form, as `POST /records` and JSON Lines take it."""
    properties: dict[str, Any] = {"kind": {"const": kind.name}}
    for column in kind.columns:
        of_column: dict[str, Any] = {"description": _description(column)}
        choices = _choices(column, words)
        if column.several:
            of_column["type"] = ["string", "array"]
        elif choices:
            of_column["enum"] = list(choices if column.required else ("", *choices))
        else:
            of_column["type"] = JSON_TYPES.get(column.input, "string")
        bounds = {"minimum": column.low, "maximum": column.high}
        of_column |= {name: bound for name, bound in bounds.items() if bound is not None}
        properties[column.name] = of_column
    properties["simulated"] = {
        "description": "whether an exercise made it",
        "type": JSON_TYPES["yes-no"],
    }
    return {
        "$schema": DIALECT,
        "title": f"A row of the report form: {kind.title}",
        "description": kind.meaning,
        "type": "object",
        "properties": properties,
        "required": ["kind", *(column.name for column in kind.columns if column.required)],
    }


def api_schemas(kinds: Registry) -> dict[str, Any]:
    """Return the schemas of all kinds for an OpenAPI document, by component name.

    ``ReportRow`` is a row of any of them; its ``kind`` says which.
    """
    rows = {f"{kind.record.__name__}Row": row_schema(kind) for kind in kinds}
    for row in rows.values():
        del row["$schema"]
    _, bodies = msgspec.json.schema_components(
        [kind.body_class for kind in kinds], ref_template="#/components/schemas/{name}"
    )
    references = {kind.name: f"#/components/schemas/{kind.record.__name__}Row" for kind in kinds}
    any_row = {
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "kind", "mapping": references},
    }
    return {**rows, **bodies, "ReportRow": any_row}


def web_fields(kind: Kind, words: Words = NO_WORDS) -> list[dict[str, Any]]:
    """Return the fields of a web form, in order: what JSON needs to show them."""
    fields = []
    for column in kind.columns:
        field = msgspec.to_builtins(column) | {"label": _label(column)}
        choices = _choices(column, words)
        if choices:
            field |= {"input": "choice", "choices": list(choices)}
        fields.append(field)
    return fields


def _label(column: Column) -> str:
    return column.name.replace("_", " ").capitalize()


def xlsform(kind: Kind, words: Words = NO_WORDS) -> dict[str, list[dict[str, str]]]:
    """Return the sheets of an XLSForm, by name, each as rows.

    What ODK Collect or KoboToolbox exports of the filled form as CSV is the report form again: each
    question bears the name of a column. The version follows from the form, so that a server of telephones sees
    that another form is another.
    """
    kind_row = {"type": "calculate", "name": "kind", "calculation": f"'{kind.name}'"}
    survey = [kind_row]
    lists: dict[str, Sequence[str]] = {"yes_no": YES_NO}
    for field in kind.fields:
        for column in field.type.questions(field.name):
            choices = _choices(column, words)
            if choices and not column.several:
                lists[column.vocabulary or column.name] = choices
            survey.append(_question(column, choices))
    options = [
        {"list_name": name, "name": word, "label": word}
        for name, choices in lists.items()
        for word in choices
    ]
    version = sha256(json.dumps([survey, options]).encode()).hexdigest()[:VERSION_LETTERS]
    settings = {
        "form_title": kind.title.capitalize(),
        "form_id": f"sulh-{kind.name}",
        "version": version,
    }
    return {"survey": survey, "choices": options, "settings": [settings]}


def _question(column: Column, choices: tuple[str, ...]) -> dict[str, str]:
    """Return a row of the survey sheet."""
    if column.calculation:
        return {"type": "calculate", "name": column.name, "calculation": column.calculation}
    hint = _description(column) + ("; semicolons part several" if column.several else "")
    row = {
        "type": QUESTIONS.get(column.input, "text"),
        "name": column.name,
        "label": _label(column),
    }
    if choices and not column.several:
        row["type"] = f"select_one {column.vocabulary or column.name}"
    if column.input == "long-text":
        row["appearance"] = "multiline"
    bounds = [f". >= {column.low:.15g}"] if column.low is not None else []
    bounds += [f". <= {column.high:.15g}"] if column.high is not None else []
    cases = [f"${{{column.only_if}}} = '{word}'" for word in column.only_for]
    return (
        row
        | {"hint": hint, "required": "yes" if column.required else "no"}
        | ({"constraint": " and ".join(bounds)} if bounds else {})
        | ({"relevant": " or ".join(cases)} if column.only_if else {})
    )
