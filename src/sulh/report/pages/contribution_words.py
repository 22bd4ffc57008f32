"""The names and figures of contributions in a language: what is unknown, at least so many, or bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.languages.nations import nation_text
from sulh.sustain import nations

if TYPE_CHECKING:
    from sulh.languages.speech import Speech

__all__ = ["ContributionWords", "Row"]

UNMATCHED = "unmatched: "
"""What `sulh.sustain` puts before a name that means no nation."""

Row = dict[str, Any]
"""A line of a frame of `sulh.sustain`, by its columns."""


class ContributionWords:
    """Says the cells of contributions in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.say = speech.say
        self.number = speech.number

    def name(self, row: Row) -> str:
        """Return what a contributor is called: a nation in the language, another as its table has it."""
        nation = nations().get(row["nation"])
        if nation is None:
            name = str(row["contributor"])
            own = name.removeprefix(UNMATCHED)
            return name if own == name else self.say("given-unmatched", name=own)
        return nation_text(nation.code, nation.name, self.speech)

    def source(self, source: str) -> str:
        """Return what a source is called; a table that names none is in Sulh's own form."""
        return self.say("given-form") if source == "Form" else source

    def kind_of(self, row: Row) -> str:
        """Return the type of personnel, and whether women or men."""
        return " ".join(filter(None, (self.speech.word(row["kind"]), row["sex"])))

    def count(self, number: int | None) -> str:
        """Return a number; nothing where there are none."""
        return self.number(number) if number else ""

    def people_of(self, row: Row) -> str:
        """Return the people stated, in words where all sizes are unknown or there may be more."""
        if not row["has_size"]:
            return self.say("sheet-unknown")
        return self.at_least(self.number(row["people"]), is_least=row["may_be_more"])

    def deaths_of(self, row: Row) -> str:
        """Return the deaths, at least so many where some may be missing."""
        if row["deaths"] is None:
            return ""
        return self.at_least(
            self.number(row["deaths"]), is_least=row["deaths_high"] > row["deaths"]
        )

    def at_least(self, figure: str, *, is_least: bool) -> str:
        """Return a figure, or that it is the least there can be."""
        return self.say("bounds-least", low=figure) if is_least else figure

    def bounds_of(self, row: Row) -> str:
        """Return the bounds as words."""
        high = self.say("given-no-bound") if row["high"] is None else self.number(row["high"])
        bounds = self.say("bounds-range", low=self.number(row["low"]), high=high)
        conflicts = row.get("contradictions")
        if not conflicts:
            return bounds
        return self.say("given-bounds-doubt", bounds=bounds, count=conflicts)

    def percent(self, value: float | None) -> str:
        """Return a share as words."""
        return self.say("sheet-unknown") if value is None else self.speech.percent(value, 1)

    def per(self, row: Row, name: str) -> str:
        """Return a figure per head or income with the year of its base."""
        if row[name] is None:
            return self.say("sheet-unknown")
        year = row[f"{name}_year"]
        base = str(year) if year else self.say("given-undated")
        return self.say("given-per", figure=self.speech.decimal(row[name], 1), year=base)
