"""The minimum standards that needs are computed from, each with its source, and the units of supplies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from sulh.languages.sentence import sentence

if TYPE_CHECKING:
    from sulh.languages.sentence import Sentence

__all__ = ["Standard", "convert_amount", "standards"]

DAYS = {"day": 1, "month": 30}
UNITS: dict[str, tuple[str, Decimal]] = {
    "l": ("l", Decimal(1)),
    "m3": ("l", Decimal(1000)),
    "g": ("g", Decimal(1)),
    "kg": ("g", Decimal(1000)),
    "t": ("g", Decimal(1_000_000)),
    "kcal": ("kcal", Decimal(1)),
    "gcal": ("kcal", Decimal(1_000_000)),
    "m2": ("m2", Decimal(1)),
    "ha": ("m2", Decimal(10_000)),
    "piece": ("piece", Decimal(1)),
}
"""What each unit measures, and how much of it. One gigacalorie is 10**6 kilocalories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """So much of a supply for so many persons; `period` empty: it is there once, and stays.

    `checked`: its value was read in more than one source; otherwise it is as commonly cited.
    """

    id: str
    cluster: str
    title: str
    amount: Decimal
    unit: str
    per: int
    period: Literal["day", "month", ""] = ""
    source: str
    checked: bool

    @property
    def words(self) -> Sentence:
        """What the supply is called, in each language; in English it is the title."""
        return sentence(f"standard-{self.id}")

    @property
    def cited(self) -> str:
        """Its source in English, with a mark where the value was not compared with the source's text."""
        return self.source if self.checked else f"{self.source} [not checked]"

    def need(self, people: int, days: int) -> Decimal:
        """Return what so many people need in so many days; pieces, and staff, are whole, rounded up."""
        parts = Decimal(days) / DAYS[self.period] if self.period else Decimal(1)
        need = self.amount * people * parts / self.per
        whole = need.to_integral_value("ROUND_CEILING") if self.unit == "piece" else need
        return whole.normalize()  # 0, not 0.0


@cache
def standards() -> dict[str, Standard]:
    """Return the bundled standards by id."""
    text = resources.files(__package__).joinpath("standards.toml").read_text("utf-8")
    rows = tomllib.loads(text)["standard"]
    return {row["id"]: Standard(**{**row, "amount": Decimal(row["amount"])}) for row in rows}


def convert_amount(amount: Decimal, unit: str, into: str) -> Decimal | None:
    """Return an amount in another unit; None where the two do not measure the same."""
    measure, size = UNITS.get(unit.casefold(), ("", Decimal(0)))
    other, other_size = UNITS[into]
    return amount * size / other_size if measure == other else None
