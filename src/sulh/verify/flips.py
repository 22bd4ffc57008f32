"""Which findings get another verdict when more, or other, is reported."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from sulh.verify.findings import Findings

__all__ = ["Flip", "flips_between"]

WHAT = ("provision", "party", "zone", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A finding whose verdict differs; `before` or `after` is empty where there is no such finding."""

    finding: str
    provision: str
    party: str
    zone: str
    month: str
    before: str
    after: str

    def __str__(self) -> str:
        where = self.zone or "everywhere"
        before, after = (each or "not judged" for each in (self.before, self.after))
        return f"{self.provision} {self.party} {where} {self.month}: {before} -> {after}"

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
