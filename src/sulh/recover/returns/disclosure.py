"""Counts of persons as they may leave the ledger: never so exact that a few people can be picked out.

Every count that was reported is rounded to tens by itself, before anything is added up. All tables, maps
and exports are made from these rounded counts and from nothing else. So no total and no other table can tell
more than the rounded counts do: each leaves at least ten possible numbers open (rounding to a base:
Hundepool and others 2012, Statistical Disclosure Control, chapter 5). A report and its correction are two
reports: where the correction adds the parts of the same whole, both together can leave fewer open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.languages.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.languages.sentence import Sentence
    from sulh.recover.rebuild_records import ProjectReach
    from sulh.recover.records import Population
    from sulh.recover.return_records import Movement

__all__ = ["BASE", "NOBODY", "PARTS", "PersonCount", "parts_of", "release", "sum_counts", "widest"]

PARTS = ("women", "men", "girls", "boys")

BASE = 10
"""Counts are rounded to this; fewer all look the same."""


@dataclass(frozen=True, slots=True, order=True)
class PersonCount:
    """A number of persons that lies from `low` to `high`, both included."""

    low: int
    high: int

    def __str__(self) -> str:
        """Return it in English words: fewer than 10, about 120, or the bounds where they are wide."""
        return str(self.words)

    @property
    def words(self) -> Sentence:
        """What is said of it: fewer than 10, about 120, or the bounds where they are wide."""
        if self.high < BASE:
            return sentence("people-few")
        if self.high - self.low < 2 * BASE - 5:
            return sentence("people-about", number=self.middle)
        return sentence("bounds-between", low=self.low, high=self.high)

    @property
    def rounded(self) -> int:
        """The count as one number, in tens: ten for fewer than ten."""
        return max(BASE, self.middle)

    @property
    def middle(self) -> int:
        """The ten in the middle of the bounds."""
        return (self.low + self.high + BASE) // (2 * BASE) * BASE


NOBODY = PersonCount(0, 0)
"""No record at all: nothing is known that had to be hidden."""


def release(people: int) -> PersonCount:
    """Return a reported count as it may be shown: the bounds of its ten; 0 to 9 are alike, and 10 to 24."""
    if people < BASE:
        return PersonCount(0, BASE - 1)
    ten = max((people + BASE // 2) // BASE, 2) * BASE
    return PersonCount(BASE if ten == 2 * BASE else ten - BASE // 2, ten + BASE // 2 - 1)


def parts_of(record: Movement | Population | ProjectReach) -> dict[str, PersonCount]:
    """Return a record's people by sex and age, as they may be shown, with the rest as ``unknown``.

    The whole is the sum of these alone: a whole and all of its parts, rounded apart, would give away more.
    The rest is always there, since its absence would say that it is nobody.
    """
    parts = {name: getattr(record, name) for name in PARTS if getattr(record, name) is not None}
    parts["unknown"] = record.people - sum(parts.values())
    return {name: release(number) for name, number in parts.items()}


def sum_counts(counts: Iterable[PersonCount]) -> PersonCount:
    """Return the bounds of a sum."""
    counts = list(counts)
    return PersonCount(sum(each.low for each in counts), sum(each.high for each in counts))


def widest(counts: Iterable[PersonCount]) -> PersonCount:
    """Return bounds that hold whatever several senders say; there is at least one."""
    counts = list(counts)
    return PersonCount(min(each.low for each in counts), max(each.high for each in counts))
