"""The units of a laydown: how many of each kind, how far one reaches, and what it can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["UNIT_FORM", "UnitSpec", "parse_units"]

UNIT_FORM = "NAME=COUNT:REACH[:STRENGTH[:SERVES]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSpec:
    """Units of one kind: their number, and what `UnitKind` says of each.

    `reach` is in kilometres, or in minutes where travel times are used. `straight_kmh`: units of this
    kind travel in a straight line at this speed (a helicopter), and their reach is in minutes.
    """

    name: str
    count: int
    reach: float
    strength: float = 0.0
    serves_max: float | None = None
    worth: float = 1.0
    straight_kmh: float | None = None


def parse_units(
    texts: Sequence[str],
    worths: Iterable[str] = (),
    speeds: Iterable[str] = (),
    *,
    count: int | None,
    reach: float,
) -> tuple[UnitSpec, ...]:
    """Return the units from texts of the form `UNIT_FORM`, or `count` bases with one reach.

    `worths` and `speeds` (`UnitSpec.straight_kmh`) are texts of the form NAME=NUMBER.

    Raises
    ------
    InputError
        When a text cannot be read, or the texts do not fit together.
    """
    if texts and count is not None:
        raise InputError("Both --count and --unit are given.", remedy="Put the count into --unit.")
    if not texts and count is None:
        raise InputError(
            "The number of bases is missing.",
            remedy=f"Give --count, or --unit {UNIT_FORM} for each kind.",
        )
    units = (
        [_parse_unit(text) for text in texts]
        if count is None
        else [UnitSpec(name="base", count=count, reach=reach)]
    )
    names = [unit.name for unit in units]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"--unit {shown(twice)} is given twice.", remedy="Give each kind once.")
    worth_of = _numbers_of("--worth", worths, names)
    speed_of = _numbers_of("--straight-kmh", speeds, names)
    if 0.0 in speed_of.values():
        raise InputError("A speed of --straight-kmh is 0.", remedy="Give a speed above 0.")
    return tuple(
        replace(unit, worth=worth_of.get(unit.name, 1.0), straight_kmh=speed_of.get(unit.name))
        for unit in units
    )


def _numbers_of(option: str, texts: Iterable[str], names: Sequence[str]) -> dict[str, float]:
    """Return the numbers by kind of unit."""
    numbers = dict(_parse_number(option, text) for text in texts)
    unknown = sorted(set(numbers) - set(names))
    if unknown:
        raise InputError(
            f"{option} names {shown(', '.join(unknown))}, which is not a kind of unit.",
            remedy=f"The kinds are {', '.join(names)}.",
        )
    return numbers


def _parse_unit(text: str) -> UnitSpec:
    name, _, rest = text.partition("=")
    numbers = _numbers(rest.split(":"))
    if not (name and 2 <= len(numbers) <= 4 and numbers[0].is_integer()):
        raise InputError(
            f"--unit {shown(text)} cannot be read.",
            remedy=f"Write {UNIT_FORM}, for example --unit company=3:50:120.",
        )
    return UnitSpec(
        name=name,
        count=int(numbers[0]),
        reach=numbers[1],
        strength=numbers[2] if len(numbers) > 2 else 0.0,
        serves_max=numbers[3] if len(numbers) > 3 else None,
    )


def _parse_number(option: str, text: str) -> tuple[str, float]:
    name, _, rest = text.partition("=")
    numbers = _numbers([rest])
    if not numbers:
        raise InputError(f"{option} {shown(text)} cannot be read.", remedy="Write NAME=NUMBER.")
    return name, numbers[0]


def _numbers(texts: list[str]) -> list[float]:
    """Return the numbers, or none where one of them is not a finite number of zero or more."""
    try:
        numbers = [float(text) for text in texts]
    except ValueError:
        return []
    return numbers if all(isfinite(each) and each >= 0.0 for each in numbers) else []
