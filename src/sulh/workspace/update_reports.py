"""Take in a newer release of a source: what is new, what changed, what the source withdrew."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, Problem, plural, shown
from sulh.ledger import Draft, Record
from sulh.ledger.tlp import stricter_label
from sulh.observe import OpenReports
from sulh.observe.releases import ReleaseRows, changes_between
from sulh.observe.report_register import key_of, split_key
from sulh.tables import Rejects
from sulh.tables.read_ahead import rare_collections
from sulh.values import format_utc
from sulh.verify import Flip, flips_between
from sulh.workspace.import_reports import ImportOptions, record_import, rejects_path
from sulh.workspace.import_steps import LEFT_OUT, open_import, read_source
from sulh.workspace.judge import judge
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem
from sulh.workspace.release_order import newer_release
from sulh.workspace.stored_reports import LATER_RELEASE, StoredReports, read_stored_reports
from sulh.workspace.update_result import ReportChange, UpdateResult
from sulh.workspace.vet_reports import in_words_of_the_pack, vet_reports
from sulh.workspace.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.observe import Batch
    from sulh.picture import Entry
    from sulh.workspace.folder import Workspace

__all__ = ["UpdateOptions", "update_reports"]

CELLS = re.compile(r"[,;\t|\n\r]")
AROUND = " \"'{}[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOptions:
    """How a release is taken in; `reading` says how its rows are read.

    `retract`: retract what the release withdrew; otherwise it is only named. `dry_run`: write nothing, and
    say whose verdict would change. `covers`: the time (UTC) for which the release is whole, its end not
    included (None: from its first report to its last). `older`: take in a release that seems older than one
    that came in before, though it changes reports back.
    """

    reading: ImportOptions
    retract: bool = False
    dry_run: bool = False
    covers: tuple[datetime, datetime] | None = None
    older: bool = False


def update_reports(
    workspace: Workspace,
    source: OpenReports | Path,
    options: UpdateOptions,
    *,
    progress: Callable[[int], None] | None = None,
) -> UpdateResult:
    """Enter what a newer release of a source says otherwise than the ledger.

    New reports enter as they are. A changed one becomes one correction, a withdrawn one is named, and is
    retracted with `UpdateOptions.retract`. The same release again enters nothing, and after an
    interruption the rest enters: what was written in whole batches counts as unchanged.

    Raises
    ------
    InputError
        When the file cannot be read at all; or when it seems older than one that came in before, and would
        change or retract reports: nothing is entered then.
    LedgerError
        When the ledger cannot be read or written.
    """
    opened = open_import(workspace, source, options.reading)
    older = _seems_older(workspace, source, opened.format, options)
    release = _Release(workspace, opened, options)
    release.problems += older
    with rare_collections():
        if options.dry_run:
            for batch in release.batches():
                release.take(batch)
                if progress:
                    progress(batch.bytes_read)
        else:
            with Rejects(rejects_path(workspace, opened.file)) as rejected:
                for batch in release.batches():
                    problems = release.take(batch)
                    out = {each.row for each in problems if each.severity == "error"}
                    rejected.add(problems, batch.lines(out))
                    release.write()
                    if progress:
                        progress(batch.bytes_read)
        release.look_for_withdrawn()
        if not options.dry_run:
            release.finish()
        return release.result()


def _seems_older(
    workspace: Workspace, source: OpenReports | Path, format_name: str, options: UpdateOptions
) -> list[Problem]:
    """Refuse a release that is older than one that came in; for a dry run, return a warning."""
    if isinstance(source, OpenReports) or options.older:
        return []
    records, simulated = workspace.store.records(), options.reading.simulated
    later = newer_release(source, format_name, records, simulated=simulated)
    if not later:
        return []
    reading = replace(options.reading, ask_foreign=None)
    trial = _Release(
        workspace,
        open_import(workspace, source, reading),
        replace(options, reading=reading, dry_run=True),
    )
    for batch in trial.batches():
        trial.take(batch)
    trial.look_for_withdrawn()
    changed = trial.counts["changed"] + trial.counts["retracted"]
    if not changed:
        return []
    message = f"seems older than {shown(later)}, which came in, and changes {plural(changed, 'report')} back"
    remedy = "If it is the right one all the same, add --older."
    if not options.dry_run:
        raise InputError(f"{source.name} {message}; nothing was entered.", remedy=remedy)
    return [
        Problem(
            code="older-release",
            source=source.name,
            message=message,
            remedy=remedy,
            severity="warning",
        )
    ]


class _Release:
    """A release while it is taken in."""

    def __init__(self, workspace: Workspace, opened: OpenReports, options: UpdateOptions) -> None:
        self._workspace, self._opened, self._options = workspace, opened, options
        simulated = options.reading.simulated
        self._stored: StoredReports = read_stored_reports(workspace.store, simulated=simulated)
        covers = None
        if options.covers is not None:
            first, end = options.covers
            covers = (format_utc(first)[:-1], format_utc(end - timedelta(microseconds=1))[:-1])
        self._rows = ReleaseRows(self._stored.by_key, covers)
        self._refs = {split_key(key)[2] for key in self._stored.by_key}
        self._rejected_refs: set[str] = set()
        self._whereabouts = Whereabouts(workspace.pack, opened.file, options.reading.ask_foreign)
        self._markings: Mapping[int, str] = {}
        self._drafts: list[Draft] = []
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._changes: list[ReportChange] = []
        self._withdrawn: list[ReportChange] = []
        self._unreadable: list[ReportChange] = []

    def batches(self) -> Iterator[Batch]:
        """Read the release."""
        return read_source(self._workspace, self._opened, self._options.reading)

    def take(self, batch: Batch) -> list[Problem]:
        """Sort a batch's reports, and return its problems."""
        pack, opened = self._workspace.pack, self._opened
        reports = in_words_of_the_pack(batch.reports, pack, opened)
        refused, accepted = vet_reports(reports, pack, opened, self._options.reading)
        self._markings = batch.markings
        fresh = [each for each in accepted if not self._is_stored(each)]
        entering, foreign, warnings = self._whereabouts.look(fresh)
        kept_out = set(map(id, fresh)) - set(map(id, entering))
        accepted = [each for each in accepted if id(each) not in kept_out]
        refused += foreign
        problems = [*batch.problems, *refused, *warnings]
        usable = set(map(id, accepted))
        for report in reports:
            kind = RECORD_KINDS.of(report)
            body = kind.to_body(report)
            if id(report) in usable:
                problems += self._sort(report, kind.name, body)
            else:
                self._rows.refuse(kind.name, body)
        no_acts = {each.row for each in batch.problems if each.code == LEFT_OUT}
        unread = batch.rows - sum(bool(each.origin.row) for each in batch.reports)
        self.counts.update(
            rows=batch.rows,
            blank=batch.blank,
            left_out=len(no_acts),
            rejected=unread - len(no_acts) + len(refused),
        )
        for row, line in batch.raw.items():
            for cell in CELLS.split(line if row not in no_acts else ""):
                parts = {each.strip(AROUND) for each in (cell, *cell.split(":"))}
                self._rejected_refs |= parts & self._refs
        self.problems += problems
        return problems

    def _is_stored(self, report: Entry) -> bool:
        """Say whether the ledger has the report: then somebody let it in."""
        kind = RECORD_KINDS.of(report)
        return key_of(kind.name, kind.to_body(report)) in self._stored.by_key

    def _sort(self, report: Entry, kind: str, body: dict[str, Any]) -> list[Problem]:
        """Count a report, and draft what it brings to the ledger; return why it does not enter."""
        step, problem = self._rows.sort(report, kind, body, self._opened.file)
        key = key_of(kind, body)
        if step == "changed" and not self._is_usable(key):
            step = "new"  # the record is set aside: nothing can correct it
        if step == "changed" or (step == "unchanged" and self._is_stricter(key, report)):
            step = "changed"
            self._correct(key, report, kind, body)
        elif step == "new":
            if marking := self._marking(report):
                body["tlp"] = marking
            self._draft(kind, body)
        if report.origin.row:
            self.counts[step] += 1
        elif step in {"new", "changed"}:
            self.counts["added"] += 1
        return [problem] if problem is not None else []

    def _marking(self, report: Entry) -> str:
        row = self._markings.get(report.origin.row, "")
        return stricter_label(self._options.reading.tlp, row)

    def _is_stricter(self, key: str, report: Entry) -> bool:
        """Say whether a report that says the same as before is marked stricter now."""
        if not (marking := self._marking(report)) or not self._is_usable(key):
            return False
        before = str(self._stored.holds_now(key)[1].get("tlp", ""))
        return stricter_label(before, marking) != before

    def _is_usable(self, key: str) -> bool:
        if key in self._stored.current:
            return True
        record = self._stored.record(key)
        return not body_problem(record.kind, record.body)

    def _correct(self, key: str, report: Entry, kind: str, body: dict[str, Any]) -> None:
        """Draft the one correction of a report that the source changed."""
        ids, before = self._stored.holds_now(key)
        fields = changes_between(kind, before, body)
        comes_back = self._stored.by_key[key].now is None
        old = str(before.get("tlp", ""))
        marking = stricter_label(old, self._marking(report))
        if marking:
            body["tlp"] = marking
        if marking != old:
            fields["tlp"] = (old, marking)
        what = "has it again" if comes_back else f"says otherwise: {', '.join(fields)}"
        self._amend("correction", what, corrects=ids[0], kind=kind, body=body)
        self.counts["corrected"] += 1
        if report.origin.row:
            change = ReportChange(
                kind=kind,
                source=body["source"],
                ref=body["ref"],
                record=ids[0],
                row=report.origin.row,
                fields=fields,
                comes_back=comes_back,
            )
            self._changes.append(change)

    def _amend(self, amendment: str, what: str, **body: Any) -> None:
        reason = f"Release {self._opened.file} {what}."
        self._draft(amendment, {**body, "reason": reason, LATER_RELEASE: self._opened.file})

    def _draft(self, kind: str, body: dict[str, Any]) -> None:
        simulated = self._options.reading.simulated
        self._drafts.append(Draft(kind=kind, body=body, simulated=simulated))

    def write(self) -> None:
        """Enter what was drafted so far."""
        reading = self._options.reading
        if self._drafts:
            self._workspace.store.append(
                self._drafts, recorded_at=reading.now, author=reading.author
            )
            self.counts["records"] += len(self._drafts)
            self._drafts = []

    def look_for_withdrawn(self) -> None:
        """Find the reports that the release no longer has, and draft their retraction where asked."""
        for key, is_covered in self._rows.missing():
            kind, source, ref = split_key(key)
            if not is_covered:
                self.counts["not_covered"] += 1
                continue
            if not self._is_usable(key):
                continue
            ids, _ = self._stored.holds_now(key)
            change = ReportChange(kind=kind, source=source, ref=ref, record=ids[0])
            if ref in self._rejected_refs:
                self._unreadable.append(change)
                continue
            self._withdrawn.append(change)
            if self._options.retract:
                self.counts["retracted"] += 1
                for each in ids:
                    self._amend("retraction", "no longer has it", retracts=each)

    def finish(self) -> None:
        """Enter what is still drafted, and record which file it came from."""
        self.write()
        counts = self.counts
        if counts["records"]:
            totals = Counter(
                entered=counts["new"] + counts["added"],
                duplicates=counts["unchanged"] + counts["repeated"],
                corrected=counts["corrected"],
                retracted=counts["retracted"],
            )
            rejected = counts["rejected"] + counts["conflict"]
            content = self._opened.table.content
            record_import(
                self._workspace,
                self._opened,
                (content.digest, content.size),
                totals,
                rejected,
                self._options.reading,
            )

    def result(self) -> UpdateResult:
        """Return what the release brought; in a dry run also whose verdict flips."""
        counts, options = self.counts, self._options
        rejected = counts["rejected"] + counts["conflict"]
        rejects = rejects_path(self._workspace, self._opened.file)
        return UpdateResult(
            file=self._opened.file,
            format=self._opened.format,
            **{
                name: counts[name]
                for name in ("rows", "blank", "new", "changed", "unchanged", "repeated")
            },
            conflicts=counts["conflict"],
            **{
                name: counts[name]
                for name in ("left_out", "rejected", "added", "retracted", "not_covered")
            },
            records=counts["records"],
            changes=tuple(self._changes),
            withdrawn=tuple(self._withdrawn),
            unreadable=tuple(self._unreadable),
            covers=tuple(sorted(self._rows.coverings.windows.items(), key=itemgetter(0))),
            dry_run=options.dry_run,
            rejects=str(rejects) if rejected and not options.dry_run else "",
            problems=tuple(self.problems),
            flips=self._flips() if options.dry_run else None,
        )

    def _flips(self) -> tuple[Flip, ...]:
        """Return whose verdict the drafts would change, judged at the time of the update."""
        if not self._drafts:
            return ()
        reading, store = self._options.reading, self._workspace.store
        records = chain(store.records(), self._drafted_records())
        before, after = (
            judge(
                self._workspace,
                as_of=None,
                at=reading.now,
                simulated=reading.simulated,
                records=some,
            ).findings
            for some in (None, records)
        )
        return flips_between(before, after)

    def _drafted_records(self) -> Iterator[Record]:
        """Yield the drafts as the records that they would become, under ids of their own."""
        reading, store = self._options.reading, self._workspace.store
        for number, draft in enumerate(self._drafts):
            yield Record(
                id=sha256(f"draft {number}".encode()).hexdigest(),
                site=store.site,
                seq=store.size + number,
                kind=draft.kind,
                recorded_at=reading.now,
                author=reading.author,
                simulated=draft.simulated,
                body=draft.body,
                prev="",
            )
