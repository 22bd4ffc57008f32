"""Reports on their way from a file to the ledger: read, checked, counted, and written as canonical JSON.

What is left for whoever writes the ledger holds no report: it can come from another process
(`sulh.workspace.read_apart`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sulh.errors import Problem
from sulh.ledger.canonical import canonical_each
from sulh.ledger.tlp import stricter_label
from sulh.mission import pack_area
from sulh.mission.per_pack import once_a_pack
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
from sulh.observe.duplicates import KnownTo
from sulh.observe.marking import MARKING_COLUMN
from sulh.observe.records import Incident
from sulh.observe.report_register import known_by
from sulh.workspace.place_names import PlaceNames
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.vet_reports import in_words_of_the_pack, vet_reports
from sulh.workspace.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.picture import Entry, Registry
    from sulh.workspace.folder import Workspace
    from sulh.workspace.import_reports import ImportOptions

__all__ = [
    "LEFT_OUT",
    "Step",
    "import_steps",
    "open_import",
    "own_gazetteer",
    "read_source",
]

GAZETTEER = "gazetteer.csv"
"""The places that a mission knows by name besides its pack's, in the mission's folder."""
LEFT_OUT = "not-an-act"
"""The code of rows that a reader leaves out on purpose: nothing is wrong with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a batch of rows brings.

    `records` are kinds, and bodies as canonical JSON. `rejected` are the problems of the rows that do not
    enter, and `raw` their texts by row number; `problems` are all, warnings too. `counts` is the account of
    the rows, and `unmatched` counts the reports that name an actor whom the pack does not know. `size` and
    `digest` (SHA-256) are of the bytes of the file read so far: with the last step, of all.
    """

    records: tuple[tuple[str, bytes], ...]
    rejected: tuple[Problem, ...]
    raw: Mapping[int, str]
    problems: tuple[Problem, ...]
    counts: Counter[str]
    unmatched: Counter[str]
    size: int
    digest: str


def import_steps(
    workspace: Workspace, opened: OpenReports, options: ImportOptions, register: ReportRegister
) -> Iterator[Step]:
    """Read batches, and select the reports of each that enter; `register` learns them.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    """
    view = KnownTo(register, options.seen, options.simulated)
    whereabouts = Whereabouts(workspace.pack, opened.file, options.ask_foreign)
    strangers_among = _strangers(workspace.pack)
    for batch in read_source(workspace, opened, options):
        reports = in_words_of_the_pack(batch.reports, workspace.pack, opened)
        refused, vetted = vet_reports(reports, workspace.pack, opened, options)
        vetted, foreign, warnings = whereabouts.look(vetted)
        refused += foreign
        outcome = sort_out(vetted, register, opened.file, view=view, simulated=options.simulated)
        contents = outcome.contents
        if options.tlp or batch.markings or options.device is not None:
            contents = _with_handling(outcome, options, batch.markings, view)
            warnings += _not_applied(outcome, options, batch.markings, view, opened.file)
        rejected = (*batch.problems, *refused, *outcome.conflicts)
        problems = (*rejected, *outcome.lookalikes, *warnings)
        out = {each.row for each in (*refused, *outcome.conflicts)} - {0}
        entering = [each for each in reports if each.origin.row not in out]
        unmatched, deaths = _actors(entering, opened.kinds, strangers_among)
        yield Step(
            records=tuple(zip([kind.name for kind in outcome.kinds], contents, strict=True)),
            rejected=rejected,
            raw=batch.lines({each.row for each in rejected if each.severity == "error"}),
            problems=problems,
            counts=account(batch, refused, outcome) + deaths + Counter(problems=len(problems)),
            unmatched=unmatched,
            size=batch.bytes_read,
            digest=opened.table.content.digest,
        )


def _with_handling(
    outcome: Sorted,
    options: ImportOptions,
    markings: Mapping[int, str],
    view: KnownTo,
) -> tuple[bytes, ...]:
    """Return the bodies of the reports that enter, with how they are handled.

    Each is marked as its row says, or as all are where that is stricter; the first has what its device signed.
    """
    bodies = []
    for entry, (kind, body) in zip(outcome.entries, outcome.fresh, strict=True):
        label = stricter_label(options.tlp, markings.get(entry.origin.row, ""))
        if label:
            body["tlp"] = label
            key = known_by(kind, body["source"], body["ref"], simulated=options.simulated)
            view.mark(key, label)
        if options.device is not None and entry.origin.row == 1:
            body["device"] = dict(options.device)
        bodies.append(body)
    return tuple(canonical_each(bodies))


def _not_applied(
    outcome: Sorted,
    options: ImportOptions,
    markings: Mapping[int, str],
    view: KnownTo,
    file: str,
) -> list[Problem]:
    """Warn of duplicates that are marked stricter now: what is in the ledger keeps its marking."""
    problems = []
    for key, entry in outcome.again:
        label = stricter_label(options.tlp, markings.get(entry.origin.row, ""))
        before = view.marking(key)
        if stricter_label(before, label) != before:
            problems.append(
                Problem(
                    code="stricter-marking",
                    source=file,
                    row=entry.origin.row,
                    field=MARKING_COLUMN,
                    value=label,
                    message="is not applied: the report came in before "
                    + (f"as {before}" if before else "without a marking of its own"),
                    remedy="To mark it so: sulh observe --update with this file.",
                    severity="warning",
                )
            )
    return problems


def _actors(
    reports: Iterable[Entry],
    kinds: Registry,
    strangers_among: Callable[[tuple[str, ...]], tuple[str, ...]],
) -> tuple[Counter[str], Counter[str]]:
    """Count the names that the pack does not know, and the dead: all, and of reports with such a name."""
    unmatched: list[str] = []
    deaths = unmatched_deaths = 0
    for report in reports:
        strangers = strangers_among(kinds.of(report).actor_names(report))
        unmatched += strangers
        if isinstance(report, Incident):
            dead = report.deaths.low if report.deaths.best is None else report.deaths.best
            deaths += dead
            unmatched_deaths += dead if strangers else 0
    return Counter(unmatched), Counter(deaths=deaths, unmatched_deaths=unmatched_deaths)


def open_import(
    workspace: Workspace, source: OpenReports | Path, options: ImportOptions
) -> OpenReports:
    """Return a file opened as the options and the mission's own gazetteer say, or what is opened already."""
    if isinstance(source, OpenReports):
        return source
    read_as = dict(options.read_as)
    if gazetteer := own_gazetteer(workspace):
        read_as.setdefault("gazetteer", gazetteer)
    return open_reports(
        source,
        format=options.format,
        mapping=options.mapping,
        kinds=RECORD_KINDS,
        read_as=read_as,
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
        places=PlaceNames(workspace.pack, opened.gazetteer or own_gazetteer(workspace)),
    )


def own_gazetteer(workspace: Workspace) -> str:
    """Return the file of places that the mission keeps in its folder; empty where there is none."""
    path = workspace.folder / GAZETTEER
    return str(path) if path.is_file() else ""


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
        added=len(outcome.entries) - entered,
    )


@once_a_pack
def _strangers(pack: Pack) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return what says which of a report's names are those of no actor of the pack."""
    names = {normalise_name(each.name) for own in actor_names(pack).values() for each in own}

    @lru_cache(maxsize=16384)
    def is_stranger(name: str) -> bool:
        return bool(name) and normalise_name(name) not in names

    @lru_cache(maxsize=16384)
    def strangers_among(several: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(is_stranger, several))

    return strangers_among
