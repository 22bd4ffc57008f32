"""Whose verdict changes between two judgements: from what, to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from sulh.verify.findings import Findings

__all__ = ["Flip", "verdict_flips"]

KEY = ("provision", "party", "zone", "month", "ref")
NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A finding whose verdict changes; ``not judged`` stands where there is none."""

    provision: str
    party: str
    zone: str
    month: str
    ref: str
    before: str
    after: str

    def __str__(self) -> str:
        """Say it in one line."""
        ref = f" {self.ref[:12]}" if self.ref else ""
        where = self.zone or "everywhere"
        return f"{self.provision} {self.party} {where} {self.month}{ref}: {self.before} -> {self.after}"


def verdict_flips(before: Findings, after: Findings) -> tuple[Flip, ...]:
    """Return the findings of which the verdict is another, new ones and those that are gone among them.

    They stand by provision, party, zone and month.
    """
    one = before.frame.select(*KEY, pl.col("verdict").alias("before"))
    other = after.frame.select(*KEY, pl.col("verdict").alias("after"))
    rows = (
        one.join(other, on=KEY, how="full", coalesce=True)
        .with_columns(pl.col("before", "after").fill_null(NOT_JUDGED))
        .filter(pl.col("before") != pl.col("after"))
        .sort(KEY)
    )
    return tuple(Flip(**row) for row in rows.iter_rows(named=True))
