"""What a report says, before it has a form: typed, immutable content for HTML and PDF alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.verify.evidence_rows import Evidence

__all__ = [
    "Card",
    "Cell",
    "Facts",
    "Matrix",
    "MatrixRow",
    "PartyCount",
    "Report",
    "Settle",
    "SourceRow",
    "Strangers",
    "TallyRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a report states about itself. Times are UTC; `tlp` is a label of TLP 2.0."""

    site: str
    ledger_size: int
    ledger_root: str
    as_of: datetime | None
    at: datetime
    made: datetime
    tlp: str = "CLEAR"
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCount:
    """How many findings of each verdict a party has; `silent` of the undetermined had no report."""

    party: str
    name: str
    met: int
    breached: int
    undetermined: int
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """One thing that would settle findings, and how many."""

    what: str
    findings: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One month of a row. `mark`: M, B, U, a dot for no report, or empty for a month not judged."""

    mark: str
    finding: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One provision, party and zone over the months."""

    provision: str
    title: str
    party: str
    zone: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The rows of one agreement. `silent` names the rows without any report."""

    agreement: str
    months: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """Acts of a party in a district, before and after the provision came into force."""

    provision: str
    party: str
    district: str
    before_certain: int
    before_possible: int
    after_certain: int
    after_possible: int
    deaths: str
    months: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strangers:
    """Acts by a name that is no party."""

    name: str
    known_as: str
    before: int
    after: int
    deaths_best: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, or several alike, in plain words."""

    anchor: str
    ids: tuple[str, ...]
    verdict: str
    title: str
    months: str
    sentence: str
    article: str
    words: str
    source: str
    severity: str
    because: tuple[str, ...]
    waivers: tuple[str, ...]
    settle: tuple[str, ...]
    unverified: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One document the pack rests on."""

    id: str
    title: str
    date: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report says. Figures are SVG texts."""

    title: str
    summary: str
    pack: str
    fictional: bool
    facts: Facts
    period: str
    totals: dict[str, int]
    judgements: tuple[str, ...]
    parties: tuple[PartyCount, ...]
    settle: tuple[Settle, ...]
    unverified: tuple[str, ...]
    parties_svg: str
    map_svg: str
    timeline_svg: str
    matrices: tuple[Matrix, ...]
    tally: tuple[TallyRow, ...]
    strangers: tuple[Strangers, ...]
    breached: tuple[Card, ...]
    undetermined: tuple[Card, ...]
    met: tuple[Card, ...]
    history: tuple[tuple[str, str, str, str], ...]
    sources: tuple[SourceRow, ...]
    evidence_rule: str
    credits: tuple[str, ...]
