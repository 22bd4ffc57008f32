"""Counts of persons as they may leave the ledger: never so exact that a few people can be picked out.

Every count that was reported is rounded down to tens by itself, before anything is added up: 26 is 20 to 29.
All tables, maps and exports are made from these rounded counts and from nothing else. So no total and no other
table can tell more than the rounded counts do: each leaves ten possible numbers open (rounding to a base:
Hundepool and others 2012, Statistical Disclosure Control, chapter 5).

A whole and its parts are rounded apart, each always in the same way. So a correction that adds parts, or a
second sender who knows them, changes nothing that was shown of the whole. And nothing is narrowed by holding
them against each other: the least of each part is a whole number of tens, so their sum is one as well, and it
is not more than the whole; then it is not more than the least of the whole's ten either, which leaves all of
the whole's ten open, and all of each part's. This needs tens that all begin at 0: rounded to the nearest ten,
three parts of 10 to 14 would show that a whole of 25 to 34 is 30 or more. The rest, whose sex and age nobody
told, is not shown: whoever is sure that it is nobody is left with seven numbers at least
(`tests/recover/returns/test_versions.py` tries all).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.languages.sentence import sentence
from sulh.values import PEOPLE_BASE, ten_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.languages.sentence import Sentence
    from sulh.observe import CombatantCount
    from sulh.recover.rebuild_records import ProjectReach
    from sulh.recover.records import Population
    from sulh.recover.return_records import Movement

__all__ = ["BASE", "NOBODY", "PARTS", "PersonCount", "parts_of", "release", "sum_counts", "widest"]

PARTS = ("women", "men", "girls", "boys")

BASE = PEOPLE_BASE


@dataclass(frozen=True, slots=True, order=True)
class PersonCount:
    """A number of persons that lies from `low` to `high`, both included."""

    low: int
    high: int

    def __str__(self) -> str:
        """Return it in English words: fewer than 10, or 120 to 129."""
        return str(self.words)

    @property
    def words(self) -> Sentence:
        """What is said of it: fewer than 10, or the bounds."""
        if self.high < BASE:
            return sentence("people-few")
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
    """Return a reported count as it may be shown: the bounds of its ten, such as 20 to 29; 0 to 9 are alike."""
    return PersonCount(*ten_of(people))


def parts_of(
    record: CombatantCount | Movement | Population | ProjectReach,
) -> dict[str, PersonCount]:
    """Return a record's people by sex and age, as they may be shown, of what it tells.

    The rest is left out: it is the whole less its parts, and would narrow both.
    """
    return {
        name: release(number) for name in PARTS if (number := getattr(record, name)) is not None
    }


def sum_counts(counts: Iterable[PersonCount]) -> PersonCount:
    """Return the bounds of a sum."""
    counts = list(counts)
    return PersonCount(sum(each.low for each in counts), sum(each.high for each in counts))


def widest(counts: Iterable[PersonCount]) -> PersonCount:
    """Return bounds that hold whatever several senders say; there is at least one."""
    counts = list(counts)
    return PersonCount(min(each.low for each in counts), max(each.high for each in counts))
