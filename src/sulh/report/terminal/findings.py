"""How findings and counts of acts look on a terminal, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sulh.errors import plural
from sulh.verify import NEXT_STEPS, REASONS, summarise_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import polars as pl
    from rich.console import Console

    from sulh.mission import Pack
    from sulh.values import Verdict
    from sulh.verify import Finding, FindingLine, ReasonCount, Tally

__all__ = ["show_findings", "show_summary", "show_tally"]

STYLES: dict[Verdict, str] = {"breached": "bold red", "undetermined": "yellow", "met": "green"}
LINES_MAX = 20
"""At most so many lines of doubts; the others are counted."""
PHASES = ("before", "after")
UNKNOWN = "?"


def show_summary(
    out: Console,
    pack: Pack,
    findings: Iterable[Finding],
    *,
    simulated: bool,
    options: tuple[str, str] = ("", ""),
) -> None:
    """Print breaches, then doubts, a line each, and the other findings as a line for each reason.

    `options` are those of the command, before and after its name: the same ones ask about the same findings.
    """
    summary = summarise_findings(pack, findings)
    _mark_simulated(out, simulated=simulated)
    if summary.breached:
        out.print("Breached", style="bold red")
        out.print(_lines_table(summary.breached, "why", lambda line: ", ".join(line.reasons)))
    if summary.doubted:
        out.print("In doubt: something was reported", style="bold yellow")
        lines = summary.doubted[:LINES_MAX]
        out.print(_lines_table(lines, "what would settle it", _next_step))
        hidden = len(summary.doubted) - LINES_MAX
        if hidden > 0:
            out.print(f"  and {hidden:,} more; list them with --verdict undetermined --all")
    if summary.silent:
        out.print("Nothing reported", style="bold")
        out.print(_reasons_table(summary.silent, NEXT_STEPS))
    if summary.met:
        out.print("Met", style="bold green")
        out.print(_reasons_table(summary.met, REASONS))
    total = sum(summary.counts.values())
    verdicts = (Text(f"{n:,} {name}", STYLES[name]) for name, n in summary.counts.items())
    out.print(Text("  ").join(verdicts).append(f"  of {plural(total, 'finding')}"))
    if summary.breached or summary.doubted:
        before, after = options
        out.print(
            f"Ask why: sulh{before} explain FINDING{after}. List all: sulh{before} verify --all{after}",
            markup=False,
            soft_wrap=True,
        )


def _lines_table(
    lines: Sequence[FindingLine], column: str, last_cell: Callable[[FindingLine], str]
) -> Table:
    names = ("finding", "provision", "party", "zone", "months", "latest")
    table = _table(*names, column, numbers=("months",), whole=names)
    for line in lines:
        latest = line.latest
        table.add_row(
            latest.id,
            latest.provision,
            latest.party,
            latest.zone or "everywhere",
            f"{len(line.months):,}",
            latest.month,
            last_cell(line),
        )
    return table


def _next_step(line: FindingLine) -> str:
    """Return what would remove the most frequent doubt, and how many other doubts there are."""
    steps = [NEXT_STEPS[reason] for reason in line.reasons if reason in NEXT_STEPS]
    more = f" (and {len(steps) - 1} more)" if len(steps) > 1 else ""
    return f"{steps[0]}{more}" if steps else ""


def _reasons_table(counts: Sequence[ReasonCount], words: dict[str, str]) -> Table:
    table = _table("findings", "", numbers=("findings",), header=False)
    for each in counts:
        text = "; ".join(words[reason] for reason in each.reasons if reason in words)
        table.add_row(f"{each.findings:,}", f"{', '.join(each.reasons)}: {text}")
    return table


def show_findings(out: Console, findings: Iterable[Finding], *, simulated: bool) -> None:
    """Print every finding, a row each."""
    _mark_simulated(out, simulated=simulated)
    names = ("finding", "provision", "party", "zone", "month", "verdict", "count", "allowed", "why")
    table = _table(*names, whole=names[:1])
    for each in findings:
        table.add_row(
            each.id,
            each.provision,
            each.party,
            each.zone or "everywhere",
            f"{each.month} {each.ref[:12]}".strip(),
            Text(each.verdict, STYLES[each.verdict]),
            _bounds(each.low, each.high),
            _bounds(each.allowed_low, each.allowed_high),
            ", ".join(each.reasons),
        )
    out.print(table)


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "any"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}-{high:,}"


def show_tally(out: Console, pack: Pack, tally: Tally, *, every: bool, simulated: bool) -> None:
    """Print the acts by provision and party; with `every` also by month and district."""
    _mark_simulated(out, simulated=simulated)
    if not tally.frame.height:
        out.print("No act of a party was reported that a provision speaks of.")
    for provision in pack.provisions:
        frame = tally.frame.filter(tally.frame["provision"] == provision.id)
        if frame.height:
            day = provision.in_force_from.astimezone(pack.timezone)
            since = f", in force since {day:%Y-%m-%d}"
            out.print(Text.assemble(f"{provision.title} ", (f"({provision.id})", "dim"), since))
            out.print(_months_table(frame) if every else _parties_table(pack, frame))
    if tally.strangers.height:
        out.print("Names that are not parties")
        out.print(_strangers_table(tally.strangers))
    if tally.violations.height:
        out.print("Violations that reports count, without saying when and where each was")
        out.print(_violations_table(tally.violations))
    out.print(
        "Acts: certain, and after + those that are only possible. Deaths: of the certain acts."
    )
    groups = tally.frame["may_be_one"].list.explode().drop_nulls().unique()
    if len(groups):
        out.print(
            f"Groups of reports that may be one event each: {len(groups):,}. Only what must be different "
            "counts as certain. --json names the records; `sulh compare` settles them."
        )


def _parties_table(pack: Pack, frame: pl.DataFrame) -> Table:
    names = ("party", "acts before", "deaths", "acts after", "deaths", "last act")
    table = _table(*names, numbers=names[1:5])
    for party in pack.actors:
        own = frame.filter(frame["party"] == party)
        if own.height:
            cells = []
            for phase in PHASES:
                some = own.filter(own["phase"] == phase)
                cells += [_acts(some), _deaths(some)]
            table.add_row(party, *cells, str(own["month"].max()))
    return table


def _months_table(frame: pl.DataFrame) -> Table:
    names = ("party", "month", "district", "phase", "acts", "deaths")
    table = _table(*names, numbers=names[4:])
    for row in frame.sort("party", "month", "district").iter_slices(1):
        keys = [str(row[name].item()) for name in names[:4]]
        table.add_row(*keys, _acts(row), _deaths(row))
    return table


def _violations_table(violations: pl.DataFrame) -> Table:
    names = ("source", "name", "month", "district", "reports", "violations")
    table = _table(*names, numbers=names[4:])
    for row in violations.iter_rows(named=True):
        count = _bounds(row["low"], row["high"])
        table.add_row(*(row[name] for name in names[:4]), f"{row['reports']:,}", count)
    return table


def _strangers_table(strangers: pl.DataFrame) -> Table:
    names = ("name", "known as", "acts before", "deaths", "acts after", "deaths")
    table = _table(*names, numbers=names[2:])
    for (name, known_as), own in strangers.group_by("name", "known_as", maintain_order=True):
        cells = []
        for phase in PHASES:
            some = own.filter(own["phase"] == phase)
            cells += [f"{some['acts'].sum():,}", _deaths(some)]
        table.add_row(str(name), str(known_as), *cells)
    return table


def _acts(frame: pl.DataFrame) -> str:
    certain, possible = frame["certain"].sum(), frame["possible"].sum()
    return f"{certain:,}" + (f" +{possible:,}" if possible else "")


def _deaths(frame: pl.DataFrame) -> str:
    """Return the best estimate with the bounds; a question mark stands for an unknown one."""
    low, best, high = (
        UNKNOWN if frame[name].null_count() else f"{frame[name].sum():,}"
        for name in ("deaths_low", "deaths_best", "deaths_high")
    )
    return best if low == best == high else f"{best} ({low}-{high})"


def _table(
    *names: str, numbers: Sequence[str] = (), whole: Sequence[str] = (), header: bool = True
) -> Table:
    """Return a table as wide as the terminal at most; `whole` are the columns that stay on one line."""
    table = Table(box=None, show_header=header, pad_edge=False, header_style="dim")
    for name in names:
        table.add_column(
            name,
            justify="right" if name in numbers else "left",
            overflow="fold",
            no_wrap=name in whole,
        )
    return table


def _mark_simulated(out: Console, *, simulated: bool) -> None:
    if simulated:
        out.print("SIMULATED: this rests on exercise records only.", style="bold magenta")
