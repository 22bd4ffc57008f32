"""How a terminal shows what enters a mission and stands in its ledger: the consoles are arguments."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.workspace.terminal.imports import show_imports, show_proposals
    from sulh.workspace.terminal.records import audit_lines, restored_lines, show_records
    from sulh.workspace.terminal.synced import sync_lines
    from sulh.workspace.terminal.updates import show_updates

__all__ = [
    "audit_lines",
    "restored_lines",
    "show_imports",
    "show_proposals",
    "show_records",
    "show_updates",
    "sync_lines",
]

export_lazily(__name__)
