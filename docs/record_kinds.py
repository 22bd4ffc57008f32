"""The page of record kinds and their JSON Schemas, from the kinds' own declarations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sulh.picture.forms import body_schema, row_schema

if TYPE_CHECKING:
    from sulh.picture import Kind, Registry
    from sulh.picture.field_type import Column

OPENING = """# Record kinds

Written from the kinds' declarations by `make docs`. A row of the [report form](report-form.md) names its
kind in the column `kind`; the columns below are those that a kind uses, and those in **bold** must be
filled. In JSON the columns are the keys. How rows are read is in [Readers](readers.md), what can be wrong
with one in [Problems](problems.md), and how a kind is added in
[Add a record kind](../how-to/add-a-record-kind.md).
"""
VALUES = {
    "text": "text",
    "long-text": "text",
    "whole": "a whole number",
    "decimal": "a decimal number",
    "yes-no": "`yes` or `no`",
    "day": "a day: `2024-05-03`",
    "moment": "`2024-05-03` or `2024-05-03T10:00:00+03:00`",
}


def kinds_page(kinds: Registry) -> str:
    """Return the page of all kinds."""
    first = next(iter(kinds))
    shared = [
        column
        for field in first.fields
        if field.path.startswith("origin.")
        for column in field.type.columns(field.name)
    ]
    lines = [OPENING, "## Columns of every kind", "", *_table(shared)]
    for kind in kinds:
        lines += ["", kind_section(kind, {column.name for column in shared})]
    return "\n".join(lines) + "\n"


def kind_section(kind: Kind, shared: set[str]) -> str:
    """Return the section of one kind; `shared` are the columns that stand elsewhere."""
    columns = [column for column in kind.columns if column.name not in shared]
    schemas = (
        f"[of a row](schemas/{kind.name}.row.json), [of a body](schemas/{kind.name}.body.json)"
    )
    return "\n".join(
        [
            f"## {kind.name}",
            "",
            kind.meaning,
            "",
            *_table(columns),
            "",
            f"Table: `{kind.table}`. JSON Schema {schemas}.",
        ]
    )


def _table(columns: list[Column]) -> list[str]:
    lines = ["| Column | Holds | Values |", "|---|---|---|"]
    for column in columns:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        holds = column.meaning + (f" ({column.standard})" if column.standard else "")
        lines.append(f"| {name} | {holds} | {_values(column)} |")
    return lines


def _values(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{word}`" for word in column.choices)
    values = VALUES[column.input]
    if column.vocabulary:
        values = f"a word of the pack's {column.vocabulary}"
    if column.low is not None and column.high is not None:
        values += f", {column.low:,.15g} to {column.high:,.15g}"
    values += f" {column.unit}" if column.unit else ""
    return values + ("; several joined by `;`" if column.several else "")


def schema_pages(kinds: Registry) -> dict[str, str]:
    """Return the JSON Schemas of all kinds, by the path of the page."""
    schemas: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        schemas[f"reference/schemas/{kind.name}.row.json"] = row_schema(kind)
        schemas[f"reference/schemas/{kind.name}.body.json"] = body_schema(kind)
    return {
        path: json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for path, schema in schemas.items()
    }
