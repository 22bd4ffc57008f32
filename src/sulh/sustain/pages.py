"""Pages from the room's templates: each loads nothing, and every word of the input is escaped."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

__all__ = ["rendered"]


def rendered(template: str, **content: Any) -> str:
    """Return a template of ``templates/`` filled with its content."""
    text = files("sulh.sustain").joinpath("templates", template).read_text("utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.from_string(text).render(**content)
