<<<<<<< HEAD
"""Whose verdict changes between two judgements: from what, to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
=======
"""Which findings get another verdict when more, or other, is reported."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
>>>>>>> main

import polars as pl

if TYPE_CHECKING:
    from sulh.verify.findings import Findings

<<<<<<< HEAD
__all__ = ["Flip", "verdict_flips"]

KEY = ("provision", "party", "zone", "month", "ref")
NOT_JUDGED = "not judged"
=======
__all__ = ["Flip", "flips_between"]

WHAT = ("provision", "party", "zone", "month")
>>>>>>> main


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
<<<<<<< HEAD
    """A finding whose verdict changes; ``not judged`` stands where there is none."""

=======
    """A finding whose verdict differs; `before` or `after` is empty where there is no such finding."""

    finding: str
>>>>>>> main
    provision: str
    party: str
    zone: str
    month: str
<<<<<<< HEAD
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
=======
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return asdict(self)


def flips_between(before: Findings, after: Findings) -> tuple[Flip, ...]:
    """Return the findings whose verdicts differ, in the order of `after`, those that end last."""
    columns = ("id", *WHAT, "verdict")
    both = after.frame.select(columns).join(
        before.frame.select(columns),
        on="id",
        how="full",
        coalesce=True,
        suffix="_before",
        maintain_order="left_right",
    )
    differ = both.filter(pl.col("verdict").ne_missing(pl.col("verdict_before"))).select(
        "id",
        *(pl.coalesce(name, f"{name}_before").alias(name) for name in WHAT),
        pl.col("verdict_before").fill_null(""),
        pl.col("verdict").fill_null(""),
    )
    names = ("finding", *WHAT, "before", "after")
    return tuple(Flip(**dict(zip(names, row, strict=True))) for row in differ.iter_rows())
>>>>>>> main
