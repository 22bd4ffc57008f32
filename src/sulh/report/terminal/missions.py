"""A mission in a few lines on a terminal: what is breached, what is in doubt, what has no report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from sulh.verify import NEXT_STEPS

if TYPE_CHECKING:
    from rich.console import Console

    from sulh.mission import Pack
    from sulh.verify import FindingLine, FindingsSummary

__all__ = ["show_mission"]

LINES_MAX = 2
"""So many lines of breaches are shown for each report; the page has all."""


def show_mission(out: Console, pack: Pack, summary: FindingsSummary, *, simulated: bool) -> None:
    """Print what is breached, what is in doubt, and how much has no report, in a few lines."""
    silent = sum(each.findings for each in summary.silent)
    doubts = summary.counts["undetermined"] - silent
    out.print(
        Text.assemble(
            ("SIMULATED  " if simulated else "", "bold magenta"),
            (pack.title, "bold"),
            ": ",
            (f"{summary.counts['breached']:,} breached", "bold red"),
            ", ",
            (f"{doubts:,} in doubt", "yellow"),
            f", {summary.counts['met']:,} met, {silent:,} with nothing reported",
        )
    )
    for line in summary.breached[:LINES_MAX]:
        text = Text.assemble("  ", ("breached", "red"), f" {_line(pack, line)}")
        out.print(text, no_wrap=True, overflow="ellipsis")
    for line in summary.doubted[:1]:
        settle = next((NEXT_STEPS[each] for each in line.reasons if each in NEXT_STEPS), "")
        words = f" {_line(pack, line)}; to settle it: {settle}"
        text = Text.assemble("  ", ("in doubt", "yellow"), words)
        out.print(text, no_wrap=True, overflow="ellipsis")


def _line(pack: Pack, line: FindingLine) -> str:
    latest = line.latest
    provision = next(each for each in pack.provisions if each.id == latest.provision)
    zone = pack.zones[latest.zone].name if latest.zone else "everywhere"
    return f"{provision.title}, {pack.actors[latest.party].name}, {zone}, {latest.month}"
