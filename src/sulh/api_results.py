"""What the notebook's verbs return: frames with real datetimes, which show as tables and pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import polars as pl

from sulh.errors import InputError, plural
from sulh.report import Facts, build_report, sheet_html, sheet_pdf, to_html, to_pdf
from sulh.verify import explain, select_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.errors import Problem
    from sulh.mission import Pack
    from sulh.observe.tables import Tables
    from sulh.report import Sheet
    from sulh.verify import Explanation, Findings
    from sulh.workspace import Workspace

__all__ = ["FindingSet", "Mission", "PlanResult", "ReportSet", "frame_html", "with_datetimes"]

Value = TypeVar("Value")

ROWS_SHOWN = 20
PAGES = (".html", ".pdf")
TIMES = ("start", "end", "activity_start", "activity_end")


def with_datetimes(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with its times, microseconds since 1970 in UTC, as datetimes."""
    return frame.with_columns(
        pl.from_epoch(name, time_unit="us").dt.replace_time_zone("UTC")
        for name in TIMES
        if name in frame.columns and frame.schema[name] == pl.Int64
    )


def frame_html(title: str, frame: pl.DataFrame) -> str:
    """Return a title and the first rows of a frame as HTML."""
    with pl.Config(tbl_rows=ROWS_SHOWN, fmt_str_lengths=60):
        return f"<p><b>{escape(title)}</b></p>{frame.head(ROWS_SHOWN)._repr_html_()}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReportSet:
    """Reports as typed tables, and a problem for each row that is none.

    `rows` counts the rows read; `duplicates` those that came twice.
    """

    tables: Tables
    problems: tuple[Problem, ...]
    rows: int
    duplicates: int = 0

    @property
    def frame(self) -> pl.DataFrame:
        """Return what all reports have in common, in the order read."""
        return with_datetimes(self.tables.all_reports())

    @property
    def rejected(self) -> pl.DataFrame:
        """Return the rows that are no reports: row, field, value, and what is wrong."""
        errors = [each for each in self.problems if each.severity == "error"]
        return pl.DataFrame(
            [
                (
                    *(each.row, each.code, each.field, each.value),
                    *(each.message, each.expected, each.remedy),
                )
                for each in errors
            ],
            schema={
                "row": pl.Int64,
                **dict.fromkeys(
                    ("code", "field", "value", "message", "expected", "remedy"), pl.String
                ),
            },
            orient="row",
        )

    def of_kind(self, kind: str) -> pl.DataFrame:
        """Return the reports of one kind: ``incident``, ``observation``, ``inspection`` and so on."""
        return with_datetimes(self.tables.of_kind(kind))

    def __len__(self) -> int:
        """Return how many reports there are."""
        return len(self.tables.ids)

    def __repr__(self) -> str:
        """Say how many there are."""
        mark = "SIMULATED " if self.tables.simulated else ""
        return (
            f"{mark}{plural(len(self), 'report')}; {len(self.rejected):,} of "
            f"{plural(self.rows, 'row')} rejected"
        )

    def _repr_html_(self) -> str:
        """Show the counts and the first reports in a notebook."""
        return frame_html(repr(self), self.frame)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FindingSet:
    """The findings of one judgement, with the pack and the reports that they rest on."""

    pack: Pack
    tables: Tables
    findings: Findings
    at: datetime

    @property
    def frame(self) -> pl.DataFrame:
        """Return one row for each finding (`sulh.verify.SCHEMA`), times as datetimes in UTC."""
        return self.findings.frame

    @property
    def breached(self) -> pl.DataFrame:
        """Return the findings that are breached for certain."""
        return self.frame.filter(pl.col("verdict") == "breached")

    def select(
        self,
        *,
        verdict: str | Sequence[str] = (),
        party: str | Sequence[str] = (),
        provision: str | Sequence[str] = (),
    ) -> FindingSet:
        """Return the findings with one of these verdicts, parties and provisions; none of a kind: all.

        A party is named by id, name or alias, a provision by id or title, in any case.

        Raises
        ------
        InputError
            When a value names nothing in the pack; it suggests near names.
        """
        verdicts, parties, provisions = (
            (each,) if isinstance(each, str) else each for each in (verdict, party, provision)
        )
        some = select_findings(
            self.pack, self.findings, verdicts=verdicts, parties=parties, provisions=provisions
        )
        return replace(self, findings=some)

    def explain(self, finding: str) -> Explanation:
        """Say why a finding is what it is: the article, the evidence, and what would settle it.

        `finding` is its id, or the beginning of it.

        Raises
        ------
        InputError
            When no finding, or more than one, has such an id.
        """
        return explain(self.pack, self.tables, self.findings, finding)

    def report(self, path: str | Path, *, tlp: str = "CLEAR", language: str = "en") -> Path:
        """Write the report as HTML or PDF, by the ending of `path`, and return the path.

        Its words are in the `language`; names and texts of pack and reports stay as they are.

        Raises
        ------
        InputError
            When the ending is neither, the language is not there, or the file cannot be written.
        """
        target = Path(path)
        if target.suffix.casefold() not in (".html", ".pdf"):
            raise InputError(
                f"{target} is neither .html nor .pdf.", remedy="Choose one of the two."
            )
        facts = self._facts(tlp)
        model = build_report(self.pack, self.tables, self.findings, facts, language=language)
        is_pdf = target.suffix.casefold() == ".pdf"
        return _write(target, to_pdf(model) if is_pdf else to_html(model).encode())

    def _facts(self, tlp: str) -> Facts:
        return Facts(
            site="",
            ledger_size=0,
            ledger_root="",
            as_of=None,
            at=self.at,
            generated_at=datetime.now(UTC),
            tlp=tlp,
            simulated=self.tables.simulated,
        )

    def __len__(self) -> int:
        """Return how many findings there are."""
        return self.frame.height

    def __repr__(self) -> str:
        """Say how many findings of each verdict there are."""
        counts = dict(self.frame["verdict"].value_counts().iter_rows())
        parts = [f"{counts.get(name, 0):,} {name}" for name in ("breached", "undetermined", "met")]
        mark = "SIMULATED " if self.tables.simulated else ""
        return f"{mark}{plural(len(self), 'finding')}: {', '.join(parts)}"

    def _repr_html_(self) -> str:
        """Show the counts, the bars by party, and the breaches in a notebook."""
        model = build_report(self.pack, self.tables, self.findings, self._facts("CLEAR"))
        bars = model.bars.svg if model.bars else ""
        columns = ["id", "provision", "party", "zone", "month", "verdict", "low", "high"]
        return bars + frame_html(repr(self), self.breached.select(columns))


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission's folder: its pack and what its ledger holds."""

    workspace: Workspace

    @property
    def pack(self) -> Pack:
        """Return the mission's own copy of the pack."""
        return self.workspace.pack

    def reports(self, *, as_of: Any = None, exercise: bool = False) -> ReportSet:
        """Return what was known at a moment (None: all), corrections applied.

        `as_of` is a day, a month or a moment. `exercise`: the simulated records instead; never both.
        """
        from sulh.observe.tables import build_tables
        from sulh.picture import picture
        from sulh.query_times import parse_when
        from sulh.workspace.record_kinds import body_problem

        text = as_of.isoformat() if hasattr(as_of, "isoformat") else as_of
        moment = parse_when(text, timezone=self.pack.timezone) if text is not None else None
        current = picture(
            self.workspace.store.records(as_of=moment),
            as_of=moment,
            simulated=exercise,
            check=body_problem,
        )
        tables = build_tables(current)
        return ReportSet(tables=tables, problems=(), rows=len(tables.ids))

    def __repr__(self) -> str:
        """Say which mission it is."""
        return f"{self.pack.title} at site {self.workspace.site} ({self.workspace.folder})"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanResult(Generic[Value]):
    """A forecast, a plan or a summary, with its frame and its page.

    `value` is what the room computed, with all its parts; `page` makes its sheet.
    """

    value: Value
    frame: pl.DataFrame
    page: Callable[[], Sheet]

    def report(self, path: str | Path) -> Path:
        """Write the page as HTML or PDF, by the ending of `path`, and return the path.

        Raises
        ------
        InputError
            When the ending is neither, or the file cannot be written.
        """
        target = Path(path)
        if target.suffix.casefold() not in PAGES:
            raise InputError(
                f"{target} is neither .html nor .pdf.", remedy="Choose one of the two."
            )
        sheet = self.page()
        is_pdf = target.suffix.casefold() == ".pdf"
        return _write(target, sheet_pdf(sheet) if is_pdf else sheet_html(sheet).encode())

    def __repr__(self) -> str:
        """Show the page's title and the frame."""
        return f"{self.page().title}\n{self.frame}"

    def _repr_html_(self) -> str:
        """Show the first drawing and the first rows in a notebook."""
        sheet = self.page()
        banner = f"<p><b>{escape(sheet.banner)}</b></p>" if sheet.banner else ""
        sentences = "".join(f"<p>{escape(each)}</p>" for each in sheet.sentences)
        drawing = next((each.svg for part in sheet.sections for each in part.figures), "")
        return banner + frame_html(sheet.title, self.frame) + sentences + drawing


def _write(target: Path, content: bytes) -> Path:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}.") from error
    return target
