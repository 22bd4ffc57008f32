"""What a report says, before it has a form: typed, immutable content for HTML and PDF alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.picture import Version
    from sulh.report.disarmament import Disarmament
    from sulh.report.matrix_model import Matrix
    from sulh.report.month_tasks import MonthTasks
    from sulh.verify.evidence_rows import Evidence

__all__ = [
    "ActRow",
    "ActTable",
    "Action",
    "AmendmentRow",
    "AnswerLine",
    "Case",
    "CaseFinding",
    "Change",
    "Citation",
    "DatedFact",
    "EvidenceLine",
    "Facts",
    "Figure",
    "FindingGroup",
    "Grid",
    "MissionReport",
    "MonthChanges",
    "PartyCount",
    "SourceRow",
    "Stranger",
    "Totals",
    "WeightyReport",
]

Tlp = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a report states about itself. Times are UTC; `tlp` is a label of TLP 2.0.

    `as_of` None: everything recorded was used. Empty `site`: the records come from no ledger.
    `others`: for each other site whose records were used, its name, how many, and the root over them.
    `versions`: the reports set aside because another site's record of each says something else.
    """

    site: str
    ledger_size: int
    ledger_root: str
    as_of: datetime | None
    at: datetime
    generated_at: datetime
    tlp: str = "CLEAR"
    simulated: bool = False
    others: tuple[tuple[str, int, str], ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many findings there are. `doubted`: undetermined though something was reported."""

    met: int
    breached: int
    doubted: int
    silent: int

    @property
    def all(self) -> int:
        """Return how many findings there are."""
        return self.met + self.breached + self.doubted + self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCount:
    """How many findings of each verdict a party has."""

    party: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the verdict on a party, under a provision and in a zone, differs from the month before.

    `kind` is one of `sulh.report.changes.KINDS`, `words` says it.
    """

    kind: str
    words: str
    provision: str
    party: str
    zone: str
    before: str
    now: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChanges:
    """What changed from the month `before` to `month`; `more` changes are left out."""

    month: str
    before: str
    summary: str
    changes: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do at one place, with the number of findings that it helps to settle.

    `alone`: those that it settles without anything else.
    """

    what: str
    where: str
    whom: str
    findings: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightyReport:
    """A report in doubt, by the number of findings that hang on it."""

    number: int
    evidence: Evidence
    doubts: str
    findings: int
    parties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """Acts of a party in a district before and after. Each pair is (certain, possible) acts.

    `months` are those after with a certain act, `months_possible` those with a possible one.
    """

    party: str
    district: str
    before: tuple[int, int]
    after: tuple[int, int]
    deaths_before: str
    deaths_after: str
    months: str
    months_possible: str
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Acts by party (rows) and by year before or month after (columns, by their `heads`).

    Each cell is (certain, possible) acts. The first `split` columns lie before.
    """

    heads: tuple[str, ...]
    split: int
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTable:
    """The acts that one provision forbids; `window` says which months *before* are counted."""

    title: str
    window: str
    rows: tuple[ActRow, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Acts by a name that is not a party."""

    name: str
    known_as: str
    before: int
    after: int
    deaths_before: str
    deaths_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A report that some finding rests on, by its number in this document."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow:
    """A record that was corrected or retracted; `number` is that of the report here, 0 for none."""

    number: int
    report: str
    record: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A report in a finding's list; `decides` False: it raises doubt."""

    number: int
    decides: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What a party says of a finding.

    `then` is what the finding said when it was answered, where it says something else now. `key` is
    the party's own public key where it signed; `forged`: a signature is given that does not hold.
    """

    finding: str
    party: str
    does: str
    text: str
    when: str
    record: str
    then: str
    key: str
    forged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFinding:
    """One finding of a case, or several that say the same of different months (`ids`).

    `lines` are the reports written out, `brief` the others.
    """

    id: str
    ids: tuple[str, ...]
    time: str
    sentence: str
    because: str
    lines: tuple[EvidenceLine, ...]
    brief: tuple[EvidenceLine, ...]
    waivers: tuple[str, ...]
    settle: tuple[str, ...]
    retracted: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    answers: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The findings of one provision, party and zone that have one verdict, month by month."""

    verdict: str
    title: str
    party: str
    zone: str
    months: str
    article: str
    agreement: str
    words: str
    source: str
    severity: str
    note: str
    unverified: tuple[str, ...]
    findings: tuple[CaseFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings alike, as one line: met ones, and those on which nobody reported.

    `owed`: what `allowed` holds is owed, and not a limit.
    """

    anchor: str
    ids: tuple[str, ...]
    verdict: str
    provision: str
    article: str
    parties: str
    zone: str
    months: str
    findings: int
    measured: str
    allowed: str
    owed: bool
    why: str
    settle: str
    reports: tuple[int, ...]
    retracted: tuple[str, ...] = ()
    answers: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A dated fact of the mission."""

    date: str
    text: str
    source: str
    unverified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One document the pack rests on, and the grades of the facts that rest on it."""

    id: str
    title: str
    date: str
    reference: str
    note: str
    grades: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing as SVG, its caption, and what it shows in words. `name` is unique."""

    name: str
    svg: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionReport:
    """All that a report says, in its `language`."""

    title: str
    summary: str
    pack: str
    version: str
    digest: str
    fictional: bool
    facts: Facts
    period: str
    totals: Totals
    changes: MonthChanges | None
    judgements: tuple[str, ...]
    unverified: tuple[str, ...]
    parties: tuple[PartyCount, ...]
    actions: tuple[Action, ...]
    searches: tuple[Action, ...]
    placeless: int
    weighty: tuple[WeightyReport, ...]
    bars: Figure | None
    map: Figure | None
    timeline: Figure | None
    matrices: tuple[Matrix, ...]
    act_tables: tuple[ActTable, ...]
    district: str
    strangers: tuple[Stranger, ...]
    breached: tuple[Case, ...]
    doubted: tuple[Case, ...]
    silent: tuple[FindingGroup, ...]
    met: tuple[FindingGroup, ...]
    strays: tuple[AnswerLine, ...]
    register: tuple[Citation, ...]
    amendments: tuple[AmendmentRow, ...]
    amendments_hidden: int
    history: tuple[DatedFact, ...]
    sources: tuple[SourceRow, ...]
    method: tuple[str, ...]
    credits: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...] = field(default=())
    tasks: MonthTasks | None = None
    disarmament: Disarmament | None = None
    language: str = "en"
    own_language: str = "en"
    own_names: tuple[str, ...] = ()
