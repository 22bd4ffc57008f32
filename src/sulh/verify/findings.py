"""Findings: one a provision, party, zone and month (or act, or request)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError
from sulh.verify.reasons import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.values import PartyId, Verdict, ZoneId

__all__ = ["SCHEMA", "Finding", "Findings", "finding_id"]

# RFC 4648, in lower check.
BASE_32 = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = [one + other for one in BASE_32 for other in BASE_32]
"""Two characters for each ten bits."""

TIMES = ("from", "until")
LISTS = ("reasons", "evidence", "possible", "may_be_one", "waivers")

SCHEMA: dict[str, Any] = {
    "id": pl.String,
    "provision": pl.String,
    "agreement": pl.String,
    "kind": pl.String,
    "article": pl.String,
    "party": pl.String,
    "zone": pl.String,
    "month": pl.String,
    "ref": pl.String,
    "from": pl.Datetime("us", "UTC"),
    "until": pl.Datetime("us", "UTC"),
    "verdict": pl.String,
    "reasons": pl.List(pl.String),
    "low": pl.Int64,
    "high": pl.Int64,
    "allowed_low": pl.Int64,
    "allowed_high": pl.Int64,
    "evidence": pl.List(pl.String),
    "possible": pl.List(pl.String),
    "may_be_one": pl.List(pl.String),
    "waivers": pl.List(pl.String),
    "deaths_low": pl.Int64,
    "deaths_best": pl.Int64,
    "deaths_high": pl.Int64,
    "simulated": pl.Boolean,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict on a party's conduct, with what it rests on.

    `from_` and `until` are the judged part of the month (UTC, the second not included); `ref` is the
    record of the act or request, empty for a finding on a month; `zone` is empty for everywhere.
    `evidence` are the ids of the records that decide, `possible` of those that raise doubt, and
    `may_be_one` groups of the former that may tell of one event, each group's ids with plus signs. `high`
    and `allowed_high` are None where there is no upper bound.
    """

    id: str
    provision: str
    agreement: str
    kind: str
    article: str
    party: PartyId
    zone: ZoneId
    month: str
    ref: str
    from_: datetime
    until: datetime
    verdict: Verdict
    reasons: tuple[str, ...]
    low: int
    high: int | None
    allowed_low: int | None
    allowed_high: int | None
    evidence: tuple[str, ...]
    possible: tuple[str, ...]
    may_be_one: tuple[str, ...]
    waivers: tuple[str, ...]
    deaths_low: int | None
    deaths_best: int | None
    deaths_high: int | None
    simulated: bool

    @property
    def records(self) -> tuple[str, ...]:
        """Return the ids of all records that it rests on."""
        return (*self.evidence, *self.possible)

    @property
    def same_groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the records that may be of one event, group by group."""
        return tuple(tuple(each.split("+")) for each in self.may_be_one)

    @property
    def is_silent(self) -> bool:
        """Say whether it is undetermined only because nothing is reported."""
        return (
            self.verdict == "undetermined"
            and not self.possible
            and not self.evidence
            and SILENT.issuperset(self.reasons)
        )

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has, with the columns of `SCHEMA`."""
        values: dict[str, Any] = {name: getattr(self, _field(name)) for name in SCHEMA}
        for name in TIMES:
            values[name] = f"{values[name]:%Y-%m-%dT%H:%M:%SZ}"
        for name in LISTS:
            values[name] = list(values[name])
        return values


def _field(column: str) -> str:
    """Return the field of `Finding` that a column fills."""
    return "from_" if column == "from" else column


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings, as a table and one by one.

    `frame` has the columns of `SCHEMA`; iterating gives each row as a `Finding`. Records stand in
    the order recorded. Deaths are summed over the deciding incidents; where a report gives no best
    figure its low one is used, and a high sum is null where one is not known. Low and best sums count
    reports that may be of one event once.
    """

    frame: pl.DataFrame

    def __len__(self) -> int:
        return self.frame.height

    def __iter__(self) -> Iterator[Finding]:
        return _findings_of(self.frame)

    def find(self, beginning: str) -> Finding:
        """Return the one finding whose id begins so.

        Raises
        ------
        InputError
            When no finding, or more than one, has an id that begins so.
        """
        text = beginning.strip().lower()
        rows = self.frame.filter(pl.col("id").str.starts_with(text) & bool(text)).head(2)
        if not rows.height:
            raise InputError(
                f"There is no finding {beginning[:80]!r}.",
                remedy="List the findings with `sulh verify --all`. Give both commands the same -C, --at, "
                "--as-of, --from and --exercise.",
            )
        if rows.height > 1:
            raise InputError(
                f"More than one finding begins with {beginning[:80]!r}.",
                remedy="Give more of its letters.",
            )
        return next(_findings_of(rows))


def _findings_of(frame: pl.DataFrame) -> Iterator[Finding]:
    fields = [_field(name) for name in SCHEMA]
    for row in frame.select(*SCHEMA).iter_rows():
        values = dict(zip(fields, row, strict=True))
        for name in LISTS:
            values[name] = tuple(values[name])
        yield Finding(**values)


def finding_id(provision: str, party: str, zone: str, *, month: str, ref: str) -> str:
    """Return a short, stable id: ten base-32 characters of a SHA-256 over the finding's key."""
    key = f"{provision}\x1f{party}\x1f{zone}\x1f{month}\x1f{ref}".encode()
    bits = int.from_bytes(hashlib.sha256(key).digest()[:7], "big") >> 6
    return (
        PAIRS[bits >> 40]
        + PAIRS[bits >> 30 & 1023]
        + PAIRS[bits >> 20 & 1023]
        + PAIRS[bits >> 10 & 1023]
        + PAIRS[bits & 1023]
    )
