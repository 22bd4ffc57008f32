"""Import a file of reports: good rows go into the ledger, bad ones into the rejects file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sulh.errors import Problem, group_problems
from sulh.ledger import Draft
from sulh.ledger.private_files import make_private_folder
from sulh.mission import pack_area
from sulh.mission.aliases import propose_aliases
from sulh.observe import (
    Batch,
    OpenReports,
    ReportRegister,
    Sorted,
    actor_names,
    normalise_name,
    open_reports,
    read,
    sort_out,
)
from sulh.observe.records import Incident
from sulh.picture import body_check
from sulh.tables import Rejects
from sulh.workspace.place_names import PlaceNames
from sulh.workspace.read_ahead import rare_collections, read_ahead
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.vet_reports import vet_reports
from sulh.workspace.whereabouts import ForeignReports, Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.mission.aliases import AliasProposal
    from sulh.picture import Entry, Registry
    from sulh.workspace.folder import Workspace

__all__ = ["ImportOptions", "ImportResult", "import_reports", "load_register"]

PROBLEMS_KEPT = 1_000_000
BATCHES_AHEAD = 2
GAZETTEER = "gazetteer.csv"
"""The places that a mission knows by name besides its pack's, in the mission's folder."""
LEFT_OUT = "not-an-act"
"""The code of rows that a reader leaves out on purpose: nothing is wrong with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How reports are imported. `now` is UTC; `author` is a role, never a person's name.

    `read_as` are settings of `sulh.tables.layout.Layout` by name, for what a file does not say of itself.

    `tlp` marks every record. `validator` says what else is wrong with a report, after its reader and the pack:
    for instance that the sender may not speak for its source. `may_know` says whether the sender may know
    that there is a report of some kind, source and key already (None: of all). `ask_foreign` is asked once
    a file whether its reports from outside the pack's area enter (None: they do, and a warning says so).
    """

    now: datetime
    format: str | None = None
    mapping: Path | None = None
    read_as: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    simulated: bool = False
    author: str = "watch officer"
    tlp: str = ""
    validator: Callable[[Entry], Problem | None] | None = None
    may_know: Callable[[str, str, str], bool] | None = None
    ask_foreign: Callable[[ForeignReports], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What a file brought.

    Every row is in one number alone: `rows` are those `entered`, `duplicates`, `conflicts`, `left_out` (no
    act that a provision speaks of) and `rejected`; `blank` rows are not among them. `added` counts records
    that no row stands for, such as what the file covers. `rejects` is the path of the rejects file, empty
    when there is none. `problems` are the first million, and `problem_count` is the number of all.
    `assumptions` say how the file was understood where it does not say so itself. `unmatched` are the
    actors that the pack does not know, with how many reports name each; `unmatched_deaths` of the file's
    `deaths` are in reports that name such an actor. `proposals` say whom some of them may mean.
    """

    file: str
    format: str
    rows: int
    blank: int
    entered: int
    duplicates: int
    conflicts: int
    left_out: int
    rejected: int
    added: int
    rejects: str
    problems: tuple[Problem, ...]
    problem_count: int
    unmatched: tuple[tuple[str, int], ...]
    unmatched_deaths: int = 0
    deaths: int = 0
    proposals: tuple[AliasProposal, ...] = ()

    @property
    def assumptions(self) -> tuple[Problem, ...]:
        """How the file was understood, one for each thing that it does not say."""
        return tuple(each for each in self.problems if each.severity == "assumption")

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "file": self.file,
            "format": self.format,
            "rows": self.rows,
            "blank": self.blank,
            "entered": self.entered,
            "duplicates": self.duplicates,
            "conflicts": self.conflicts,
            "left_out": self.left_out,
            "rejected": self.rejected,
            "added": self.added,
            "rejects": self.rejects,
            "assumptions": [str(each) for each in self.assumptions],
            "problems": [str(each) for each in self.problems if each.severity != "assumption"],
            "problem_count": self.problem_count - len(self.assumptions),
            "problem_summary": [
                {
                    "code": each.first.code,
                    "field": each.first.field,
                    "severity": each.first.severity,
                    "count": each.count,
                    "examples": [str(example) for example in each.examples],
                }
                for each in group_problems(self.problems)
                if each.first.severity != "assumption"
            ],
            "unmatched_actors": dict(self.unmatched),
            "unmatched_deaths": self.unmatched_deaths,
            "deaths": self.deaths,
            "proposed_aliases": {each.name: each.actor for each in self.proposals},
        }


def import_reports(
    workspace: Workspace,
    source: OpenReports | Path,
    options: ImportOptions,
    *,
    register: ReportRegister | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Read reports and append them to the ledger, batch by batch.

    `source` is a file, or what `sulh.observe.open_reports` makes of a file, an upload or rows. An
    interruption leaves whole batches: importing the file again adds what is missing and no more.
    The rejects file is written into the mission's folder, under ``rejects/``. `register` is what the
    ledger holds, where the caller has it; it learns what enters.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    LedgerError
        When the ledger cannot be written.
    """
    opened = open_source(source, options)
    register = load_register(workspace, opened.kinds) if register is None else register
    sums = _Sums(_strangers(workspace.pack), opened.kinds)
    rejects = rejects_path(workspace, opened.file)
    prepared = _prepared(workspace, opened, options, register)
    if options.validator is None and options.may_know is None:  # these are bound to their thread
        prepared = read_ahead(prepared, BATCHES_AHEAD)
    with Rejects(rejects) as rejected, rare_collections():
        for batch, refused, outcome in prepared:
            if outcome.fresh:
                drafts = [
                    Draft(kind=kind, body=body, simulated=options.simulated)
                    for kind, body in outcome.fresh
                ]
                workspace.store.append(drafts, recorded_at=options.now, author=options.author)
            out = (*batch.problems, *refused, *outcome.conflicts)
            rejected.add(out, batch.lines({each.row for each in out if each.severity == "error"}))
            sums.add(batch, refused, outcome)
            if progress:
                progress(batch.bytes_read)
        total = rejected.count
    counts = sums.counts
    if counts["entered"] or counts["added"]:
        record_import(workspace, opened, counts, total, options)
    return ImportResult(
        file=opened.file,
        format=opened.format,
        rows=counts["rows"],
        blank=counts["blank"],
        entered=counts["entered"],
        duplicates=counts["duplicates"],
        conflicts=counts["conflicts"],
        left_out=counts["left_out"],
        rejected=counts["rejected"],
        added=counts["added"],
        rejects=str(rejects) if total else "",
        problems=tuple(sums.problems),
        problem_count=counts["problems"],
        unmatched=tuple(sums.unmatched.most_common()),
        unmatched_deaths=counts["unmatched_deaths"],
        deaths=counts["deaths"],
        proposals=propose_aliases(workspace.pack, sums.unmatched),
    )


def open_source(source: OpenReports | Path, options: ImportOptions) -> OpenReports:
    """Return a file opened as the options say, or what is opened already."""
    if isinstance(source, OpenReports):
        return source
    return open_reports(
        source,
        format=options.format,
        mapping=options.mapping,
        kinds=RECORD_KINDS,
        read_as=options.read_as,
    )


def read_source(
    workspace: Workspace, opened: OpenReports, options: ImportOptions
) -> Iterator[Batch]:
    """Read an opened file as a report of the mission: in its time zone and area, with its places."""
    return read(
        opened,
        timezone=workspace.pack.timezone,
        source=options.source,
        now=options.now,
        simulated=options.simulated,
        area=pack_area(workspace.pack),
        places=PlaceNames(workspace.pack, opened.gazetteer or _own_gazetteer(workspace)),
    )


def _own_gazetteer(workspace: Workspace) -> str:
    """Return the file of places that the mission keeps in its folder; empty where there is none."""
    path = workspace.folder / GAZETTEER
    return str(path) if path.is_file() else ""


Prepared = tuple[Batch, list[Problem], Sorted]


def _prepared(
    workspace: Workspace, opened: OpenReports, options: ImportOptions, register: ReportRegister
) -> Iterator[Prepared]:
    """Read batches, and select the reports of each that enter."""
    whereabouts = Whereabouts(workspace.pack, opened.file, options.ask_foreign)
    for batch in read_source(workspace, opened, options):
        refused, vetted = vet_reports(batch.reports, workspace.pack, opened, options.validator)
        vetted, foreign, warnings = whereabouts.look(vetted)
        refused += foreign
        outcome = sort_out(vetted, register, opened.file, may_know=options.may_know)
        outcome = replace(outcome, lookalikes=(*outcome.lookalikes, *warnings))
        if options.tlp:
            for _, body in outcome.fresh:
                body["tlp"] = options.tlp
        yield batch, refused, outcome


class _Sums:
    """What the batches brought together."""

    def __init__(self, is_stranger: Callable[[str], bool], kinds: Registry) -> None:
        self.counts: Counter[str] = Counter()
        self.unmatched: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._is_stranger = is_stranger
        self._kinds = kinds

    def add(self, batch: Batch, refused: list[Problem], outcome: Sorted) -> None:
        """Add a batch."""
        out = {each.row for each in (*refused, *outcome.conflicts)} - {0}
        for report in batch.reports:
            if report.origin.row in out:
                continue
            names = self._kinds.of(report).actor_names(report)
            strangers = [name for name in names if self._is_stranger(name)]
            self.unmatched.update(strangers)
            if isinstance(report, Incident):
                dead = report.deaths.low if report.deaths.best is None else report.deaths.best
                self.counts["deaths"] += dead
                self.counts["unmatched_deaths"] += dead if strangers else 0
        problems = (*batch.problems, *refused, *outcome.conflicts, *outcome.lookalikes)
        self.problems += problems[: PROBLEMS_KEPT - len(self.problems)]
        self.counts.update(account(batch, refused, outcome), problems=len(problems))


def account(batch: Batch, refused: Iterable[Problem], outcome: Sorted) -> Counter[str]:
    """Count each row of a batch once, by what became of it, and apart what no row stands for."""
    of_rows = sum(bool(each.origin.row) for each in batch.reports)
    entered = sum(bool(each.origin.row) for each in outcome.entries)
    conflicts = sum(bool(each.row) for each in outcome.conflicts)
    left_out = sum(each.code == LEFT_OUT for each in batch.problems)
    return Counter(
        rows=batch.rows,
        blank=batch.blank,
        entered=entered,
        duplicates=of_rows - sum(bool(each.row) for each in refused) - entered - conflicts,
        conflicts=conflicts,
        left_out=left_out,
        rejected=batch.rows - of_rows - left_out + sum(bool(each.row) for each in refused),
        added=len(outcome.fresh) - entered,
    )


def load_register(workspace: Workspace, kinds: Registry = RECORD_KINDS) -> ReportRegister:
    """Return what the ledger holds, so that it is recognised when it comes in again."""
    register, problem = ReportRegister(kinds), body_check(kinds)
    for record in workspace.store.records():
        if problem(record.kind, record.body):
            continue
        if record.kind in kinds:
            register.add(record.kind, record.body)
        elif record.kind == "correction":
            register.add(record.body["kind"], record.body["body"])
    return register


def _strangers(pack: Pack) -> Callable[[str], bool]:
    """Return what says whether a name is that of no actor of the pack."""
    names = {normalise_name(each.name) for own in actor_names(pack).values() for each in own}

    @lru_cache(maxsize=16384)
    def is_stranger(name: str) -> bool:
        return bool(name) and normalise_name(name) not in names

    return is_stranger


def rejects_path(workspace: Workspace, file: str) -> Path:
    """Return where the rejected rows of a file are written; its folder is there."""
    folder = workspace.folder / "rejects"
    make_private_folder(folder)
    return folder / f"{PurePath(file.removesuffix('.gz')).stem}.rejects.csv"


def record_import(
    workspace: Workspace,
    opened: OpenReports,
    counts: Counter[str],
    rejected: int,
    options: ImportOptions,
) -> None:
    """Record which file the reports came from, by its digest; a release also corrects and retracts."""
    content = opened.table.content
    body = {
        "name": opened.file,
        "digest": content.digest,
        "size": content.size,
        "format": opened.format,
        "entered": counts["entered"] + counts["added"],
        "duplicates": counts["duplicates"],
        "rejected": rejected,
    }
    body |= {name: counts[name] for name in ("corrected", "retracted") if counts[name]}
    if options.tlp:
        body["tlp"] = options.tlp
    draft = Draft(kind="import", body=body, simulated=options.simulated)
    workspace.store.append([draft], recorded_at=options.now, author=options.author)
