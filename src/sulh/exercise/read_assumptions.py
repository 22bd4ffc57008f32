"""A scenario with one of its assumptions changed, read as if its file said so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.exercise.read_scenario import read_scenario
from sulh.exercise.sensitivity import Assumption

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sulh.exercise.scenario import Scenario

__all__ = ["parse_span", "read_assumptions"]


def parse_span(text: str) -> tuple[str, float, float]:
    """Return an assumption and its span from a text such as ``conditions.breakdown_chance=0:0.3``.

    Raises
    ------
    InputError
        When it is none.
    """
    name, _, span = text.partition("=")
    try:
        low, high = (float(each) for each in span.split(":"))
    except ValueError:
        raise InputError(
            f"{shown(text)} is no span.",
            remedy="Write NAME=LOW:HIGH, such as conditions.breakdown_chance=0:0.3.",
        ) from None
    return name, low, high


def read_assumptions(
    path: Path, base: Scenario, spans: Mapping[str, tuple[float, float]]
) -> tuple[Assumption, ...]:
    """Return each assumption with the scenario of the file `path` at both ends of its span.

    A name is a table and a key of the file. Of a table that stands there many times (units, posts), the span is
    a factor on what each says.

    Raises
    ------
    ScenarioError
        When the scenario cannot be played with an end of a span.
    InputError
        When there is no such assumption, or its span is none.
    """
    assumptions = []
    for name, (low, high) in spans.items():
        if not low < high:
            raise InputError(
                f"The span of {name} is {low:g} to {high:g}.", remedy="Give the lower end first."
            )
        at_low, at_high = (
            read_scenario(path, pack=base.pack, change=partial(_set, name=name, value=end))
            for end in (low, high)
        )
        assumptions.append(
            Assumption(name=name, low=low, high=high, at_low=at_low, at_high=at_high)
        )
    return tuple(assumptions)


def _set(whole: dict[str, Any], name: str, value: float) -> None:
    """Change one value of a scenario as its file has it; the file's own checks then hold it to its bounds."""
    *tables, key = name.split(".")
    if not tables or not key:
        raise InputError(
            f"{shown(name)} is no assumption.",
            remedy="Write a table and its key, such as conditions.breakdown_chance.",
        )
    place: Any = whole
    for table in tables:
        place = place.setdefault(table, {}) if isinstance(place, dict) else place
    if isinstance(place, list):
        rows = [row for row in place if isinstance(row.get(key), (int, float))]
        if not rows:
            raise InputError(f"No [[{tables[0]}]] of the scenario says {shown(key)}.")
        for row in rows:
            new = row[key] * value
            row[key] = max(1, round(new)) if isinstance(row[key], int) else new
    elif isinstance(place, dict):
        place[key] = int(value) if float(value).is_integer() else value
