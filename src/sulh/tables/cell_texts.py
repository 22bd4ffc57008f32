"""Values of JSON and of cells as the texts that a form would hold."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

__all__ = ["as_text", "raw_json"]


def as_text(value: Any) -> str:
    """Return a value of JSON, or a cell, as the text that a form would hold; a list by semicolons."""
    match value:
        case str():
            text = value
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            text = str(int(value))
        case datetime():
            is_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
            text = value.date().isoformat() if is_day else value.isoformat()
        case list():
            text = ";".join(as_text(each) for each in value)
        case dict():
            text = json.dumps(value)
        case _:
            text = str(value)
    return text


def raw_json(value: Any) -> str:
    """Return JSON as text, for the rejects file."""
    try:
        return json.dumps(value)
    except RecursionError:
        return "an object that is nested too deeply"
