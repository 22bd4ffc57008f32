"""How results look on a terminal, at any width: the console is an argument."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.report.terminal.findings import show_findings, show_summary, show_tally
    from sulh.report.terminal.missions import show_mission
    from sulh.report.terminal.packs import show_pack, show_packs
    from sulh.report.terminal.problems import show_problems, show_summary_of
    from sulh.report.terminal.rebuilt import rebuilt_lines
    from sulh.report.terminal.sheets import show_sheet

__all__ = [
    "rebuilt_lines",
    "show_findings",
    "show_mission",
    "show_pack",
    "show_packs",
    "show_problems",
    "show_sheet",
    "show_summary",
    "show_summary_of",
    "show_tally",
]

export_lazily(__name__)
