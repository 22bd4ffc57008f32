"""Import a file of reports: good rows go into the ledger, bad ones into the rejects file."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from sulh.errors import Problem, group_problems
from sulh.ledger import Draft
from sulh.ledger.private_files import make_private_folder
from sulh.mission.aliases import propose_aliases
from sulh.tables import Rejects
from sulh.tables.read_ahead import rare_collections, read_ahead
from sulh.workspace.import_steps import import_steps, open_import
from sulh.workspace.read_apart import is_worth_it, steps_apart
from sulh.workspace.register_file import current_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sulh.mission.aliases import AliasProposal
    from sulh.observe import OpenReports, ReportRegister
    from sulh.observe.duplicates import Seen
    from sulh.picture import Entry
    from sulh.workspace.folder import Workspace
    from sulh.workspace.import_steps import Step
    from sulh.workspace.whereabouts import ForeignReports

__all__ = ["ImportOptions", "ImportResult", "import_reports"]

PROBLEMS_KEPT = 1_000_000
BATCHES_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How reports are imported. `now` is UTC; `author` is a role, never a person's name.

    `read_as` are settings of `sulh.tables.layout.Layout` by name, for what a file does not say of itself.

    `tlp` marks every record. `device` goes into the record of the first row: what a device sent and signed
    (`sulh.workspace.devices`).

    `validator` says what else is wrong with a report, after its reader and the pack: for instance that the
    sender may not speak for its source. `seen` says what the sender may read of what came in under a
    kind, source and key (None: all of it). `ask_foreign` is asked once a file whether its
    reports from outside the pack's area enter (None: they do, and a warning says so). `collections` names by
    kind the collections that threats may enter (empty: any).
    """

    now: datetime
    format: str | None = None
    mapping: Path | None = None
    read_as: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    simulated: bool = False
    author: str = "watch officer"
    tlp: str = ""
    device: Mapping[str, str] | None = None
    validator: Callable[[Entry], Problem | None] | None = None
    collections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seen: Seen | None = None
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

    def as_json(self, say: Callable[[Problem], str] = str) -> dict[str, Any]:
        """Return it in types that JSON has; `say` says a problem in a line."""
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
            "assumptions": [say(each) for each in self.assumptions],
            "problems": [say(each) for each in self.problems if each.severity != "assumption"],
            "problem_count": self.problem_count - len(self.assumptions),
            "problem_summary": [
                {
                    "code": each.first.code,
                    "field": each.first.field,
                    "severity": each.first.severity,
                    "count": each.count,
                    "examples": [say(example) for example in each.examples],
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
    if workspace.store.simulates:
        options = replace(options, simulated=True)
    opened = open_import(workspace, source, options)
    rejects = rejects_path(workspace, opened.file)
    counts: Counter[str] = Counter()
    unmatched: Counter[str] = Counter()
    problems: list[Problem] = []
    size, digest = 0, ""
    with (
        _steps(workspace, source, opened, options, register) as steps,
        Rejects(rejects) as rejected,
        rare_collections(),
    ):
        for step in steps:
            if step.records:
                drafts = [
                    Draft(kind=kind, body={}, content=content, simulated=options.simulated)
                    for kind, content in step.records
                ]
                workspace.store.append(drafts, recorded_at=options.now, author=options.author)
            rejected.add(step.rejected, step.raw)
            counts.update(step.counts)
            unmatched.update(step.unmatched)
            problems += step.problems[: PROBLEMS_KEPT - len(problems)]
            size, digest = step.size, step.digest
            if progress:
                progress(size)
        total = rejected.count
    if counts["entered"] or counts["added"]:
        record_import(workspace, opened, (digest, size), counts, total, options)
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
        problems=tuple(problems),
        problem_count=counts["problems"],
        unmatched=tuple(unmatched.most_common()),
        unmatched_deaths=counts["unmatched_deaths"],
        deaths=counts["deaths"],
        proposals=propose_aliases(workspace.pack, unmatched),
    )


@contextmanager
def _steps(
    workspace: Workspace,
    source: OpenReports | Path,
    opened: OpenReports,
    options: ImportOptions,
    register: ReportRegister | None,
) -> Iterator[Iterator[Step]]:
    """Read ahead: a large file in another process, others in another thread where that is possible.

    What asks the caller about each report is bound to its thread.
    """
    asks = options.validator is not None or options.seen is not None
    if register is None and not asks and isinstance(source, Path) and is_worth_it(source):
        with (
            steps_apart(workspace.folder, source, options) as steps,
            closing(read_ahead(steps, BATCHES_AHEAD)) as ahead,
        ):
            yield ahead
        return
    if register is None:
        register = current_register(workspace, opened.kinds)
    steps = import_steps(workspace, opened, options, register)
    if asks:
        yield steps
        return
    with closing(read_ahead(steps, BATCHES_AHEAD)) as ahead:
        yield ahead


def rejects_path(workspace: Workspace, file: str) -> Path:
    """Return where the rejected rows of a file are written; its folder is there."""
    folder = workspace.folder / "rejects"
    make_private_folder(folder)
    return folder / f"{PurePath(file.removesuffix('.gz')).stem}.rejects.csv"


def record_import(
    workspace: Workspace,
    opened: OpenReports,
    content: tuple[str, int],
    counts: Counter[str],
    rejected: int,
    options: ImportOptions,
) -> None:
    """Record which file the reports came from; a release also corrects and retracts.

    `content` is its digest (SHA-256) and its size in bytes.
    """
    digest, size = content
    body: dict[str, Any] = {
        "name": opened.file,
        "digest": digest,
        "size": size,
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
