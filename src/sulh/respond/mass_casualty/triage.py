"""START triage: who goes first, by five questions.

Simple Triage and Rapid Treatment (Hoag Hospital and Newport Beach Fire Department 1983, revised 1994), for
adults, as published by the United States Department of Health and Human Services (chemm.hhs.gov).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.errors import InputError

__all__ = ["CATEGORIES", "RATE_MAX", "REFILL_MAX_S", "Category", "Signs", "Triage", "triage"]

Category = Literal["immediate", "delayed", "minor", "deceased"]
CATEGORIES: tuple[Category, ...] = ("immediate", "delayed", "minor", "deceased")
"""Red, yellow, green, black: the order in which START evacuates is this one."""

RATE_MAX, REFILL_MAX_S = 30.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is seen of a person: only as far as the questions go; None: not looked at.

    `rate`: breaths a minute. `refill_s`: seconds until a pressed nail is red again; `has_pulse`: at the wrist;
    one of them is enough.
    """

    walks: bool
    breathes: bool | None = None
    breathes_when_opened: bool | None = None
    rate: float | None = None
    has_pulse: bool | None = None
    refill_s: float | None = None
    obeys: bool | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """A category, and the number of the question (from 1) that decided it."""

    category: Category
    step: int


def triage(signs: Signs) -> Triage:
    """Return the category of a person.

    Exactly 30 breaths are not more than 30, and a refill of exactly 2 seconds is not longer than 2.

    Raises
    ------
    InputError
        When a sign is missing that a question asks for, or cannot be.
    """
    if signs.walks:
        return Triage("minor", 1)
    if not _asked("breathes", signs.breathes):
        opened = _asked("breathes_when_opened", signs.breathes_when_opened)
        return Triage("immediate" if opened else "deceased", 2)
    rate = _asked("rate", signs.rate)
    if not 0.0 < rate < 200.0:
        raise InputError(
            f"{rate:g} breaths a minute of somebody who breathes cannot be.",
            remedy="Count again.",
        )
    if rate > RATE_MAX:
        return Triage("immediate", 3)
    if _lacks_blood(signs):
        return Triage("immediate", 4)
    return Triage("delayed" if _asked("obeys", signs.obeys) else "immediate", 5)


def _lacks_blood(signs: Signs) -> bool:
    if signs.has_pulse is None and signs.refill_s is None:
        _asked("has_pulse", None)
    refill = signs.refill_s or 0.0
    if refill < 0.0:
        raise InputError(f"A refill of {refill:g} seconds cannot be.", remedy="Look again.")
    return signs.has_pulse is False or refill > REFILL_MAX_S


def _asked(name: str, value: float | None) -> float:
    if value is None:
        raise InputError(f"Triage needs {name}, and it is not given.", remedy="Look, and give it.")
    return value
