"""How a terminal shows what a newer release of a source brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from sulh.errors import plural
from sulh.report.terminal.problems import show_summary_of
from sulh.values import parse_utc
from sulh.verify import span_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from rich.console import Console

    from sulh.workspace.update_result import ReportChange, UpdateResult

__all__ = ["show_updates"]

LINES_MAX = 10
"""So many changes, withdrawn reports and verdicts are listed; JSON has all of them."""
LENGTH_MAX = 40
PARTICIPANTS_MAX = 120
COUNTS = (
    "rows",
    "new",
    "changed",
    "unchanged",
    "repeated",
    "conflicts",
    "left_out",
    "rejected",
    "withdrawn",
)


def show_updates(out: Console, results: Sequence[UpdateResult], zone: tzinfo) -> None:
    """Print what each release brought, with days of the mission's time zone."""
    for each in results:
        _show_update(out, each, zone)


def _show_update(out: Console, result: UpdateResult, zone: tzinfo) -> None:
    """Print the account of a release, what it changes and, after a dry run, whose verdict flips."""
    numbers = result.as_json()
    table = Table("file", "format", *(name.replace("_", " ") for name in COUNTS), box=None)
    table.add_row(result.file, result.format, *(f"{numbers[name]:,}" for name in COUNTS))
    out.print(table)
    show_summary_of(out, result.problems)
    if result.rejects:
        out.print(f"Rejected rows of {result.file} are in {result.rejects}", markup=False)
    _show_covers(out, result, zone)
    _show_changes(out, "Changed", result.changes)
    _show_changes(out, "Withdrawn: the release no longer has", result.withdrawn)
    _show_changes(out, "Missing, but named by a rejected row, so not withdrawn", result.unreadable)
    if result.withdrawn and not result.retracted:
        out.print("Nothing was retracted. Add --retract to retract what the source withdrew.")
    if result.flips is not None:
        _show_flips(out, result)
    verb = "would be entered" if result.dry_run else "entered"
    also = f" {result.added} of them by Sulh, about the file itself." if result.added else ""
    entered = result.new + result.changed + result.retracted + result.added
    out.print(f"{plural(entered, 'record')} {verb}.{also}" if entered else f"Nothing {verb}.")


def _show_covers(out: Console, result: UpdateResult, zone: tzinfo) -> None:
    """Say within which time the release is compared, and what lies outside."""
    for kind, source in dict.fromkeys(scope[:2] for scope, _ in result.covers):
        some = [(scope, each) for scope, each in result.covers if scope[:2] == (kind, source)]
        days = [each for _, each in some if each is not None]
        edges = (min(each[0] for each in days), max(each[1] for each in days)) if days else ()
        times = [parse_utc(f"{each}Z") for each in edges]
        when = f" {span_text(times[0], times[1], zone)}," if times else ""
        places = [scope.zone or scope.country or "no country" for scope, _ in some]
        listed = ", ".join(places[:LINES_MAX])
        more = f" and {len(places) - LINES_MAX} more" if len(places) > LINES_MAX else ""
        out.print(f"Compared: {kind} of {source},{when} {listed}{more}", markup=False)
    if result.not_covered:
        out.print(
            f"Outside of that, and not compared: {plural(result.not_covered, 'report')} of the same sources. "
            "If the file covers more, say so with --covers."
        )


def _show_changes(out: Console, title: str, changes: Sequence[ReportChange]) -> None:
    if changes:
        out.print(f"{title}:", style="bold")
    for each in changes[:LINES_MAX]:
        words = "; ".join(
            f"{name} {_short(name, before)} → {_short(name, after)}"
            for name, (before, after) in each.fields.items()
        )
        back = "comes back; " if each.comes_back else ""
        line = f"  {each.source} {each.ref} (record {each.record[:12]}) {back}{words}"
        out.print(line.rstrip(" ;"), markup=False)
    if len(changes) > LINES_MAX:
        out.print(f"  and {len(changes) - LINES_MAX:,} more; --json lists all")


def _short(name: str, value: object) -> str:
    """Return a value of a record's body in a few words; counts are low, best and high."""
    if isinstance(value, list):
        words = (each[0] if isinstance(each, list) else each for each in value)
        value = ", ".join("?" if each is None else str(each) for each in words)
    text = "nothing" if value in {None, ""} else str(value)
    limit = LENGTH_MAX if name != "participants" else PARTICIPANTS_MAX
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _show_flips(out: Console, result: UpdateResult) -> None:
    flips = result.flips or ()
    if not flips:
        out.print("No verdict would change.")
        return
    out.print(f"{plural(len(flips), 'verdict')} would change:", style="bold")
    table = Table("finding", "provision", "party", "zone", "month", "before", "after", box=None)
    for each in flips[:LINES_MAX]:
        table.add_row(
            each.finding,
            each.provision,
            each.party,
            each.zone or "everywhere",
            each.month,
            each.before or "no finding",
            each.after or "no finding",
        )
    out.print(table)
    if len(flips) > LINES_MAX:
        out.print(f"  and {len(flips) - LINES_MAX:,} more; --json lists all")
