"""The field type of how reliable a report is: NATO's Admiralty code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

import polars as pl
from msgspec import Meta

from sulh.picture.field_type import Column, FieldType, Stored
from sulh.tables.fields import parse_reliability
from sulh.values import Reliability

__all__ = ["ReliabilityField"]


def parse_rating(source: str, credibility: str) -> Reliability:
    """Return the Admiralty code that two cells give."""
    return parse_reliability(source.strip(), credibility.strip())


@lru_cache(maxsize=64)
def load_rating(source: str, credibility: int) -> Reliability:
    """Return the Admiralty code of a body."""
    return Reliability(source, credibility)


@dataclass(frozen=True, kw_only=True)
class ReliabilityField(FieldType):
    """How reliable the source is, and how credible the information."""

    calls = (parse_rating, load_rating)

    def columns(self, name: str) -> tuple[Column, ...]:  # noqa: ARG002 -- two of their own
        """Return the columns of the two axes."""
        return (
            self.column(
                "reliability",
                input="choice",
                choices=tuple("ABCDEF"),
                meaning=f"{self.meaning}: the source; F, or empty: cannot be judged",
            ),
            self.column(
                "credibility",
                input="choice",
                choices=tuple("123456"),
                meaning=f"{self.meaning}: the information; 6, or empty: cannot be judged",
            ),
        )

    def parse_code(self, name: str) -> str:  # noqa: ARG002 -- as above
        """Return an expression for the code."""
        return 'parse_rating(get("reliability", ""), get("credibility", ""))'

    def part_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return an expression for each axis."""
        return (
            'parse_rating(get("reliability", ""), "")',
            'parse_rating("", get("credibility", ""))',
        )

    def stored(self, name: str) -> dict[str, Stored]:  # noqa: ARG002 -- as above
        """Return the two axes; an absent one cannot be judged."""
        letter = Annotated[Literal["A", "B", "C", "D", "E", "F"], Meta(description=self.meaning)]
        number = Annotated[int, Meta(ge=1, le=6, description=self.meaning)]
        return {"reliability": (letter, "F"), "credibility": (number, 6)}

    def dump_code(self, name: str, value: str) -> str:  # noqa: ARG002 -- as above
        """Return a statement that writes the two axes."""
        return f'body["reliability"] = {value}.source; body["credibility"] = {value}.credibility'

    def write_codes(self, name: str, value: str) -> dict[str, str]:  # noqa: ARG002 -- as above
        """Return expressions for the two axes."""
        return {"reliability": f"{value}.source", "credibility": f"{value}.credibility"}

    def load_code(self, name: str) -> str:  # noqa: ARG002 -- as above
        """Return an expression for the code."""
        return "load_rating(stored.reliability, stored.credibility)"

    def table(self, name: str) -> dict[str, Any]:  # noqa: ARG002 -- as above
        """Return the columns of the two axes."""
        return {"reliability": pl.Categorical, "credibility": pl.Int8}

    def cell_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return an expression for each axis."""
        return ("stored.reliability", "stored.credibility")
