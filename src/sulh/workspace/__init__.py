"""One mission's folder on disk: where clock, files and store meet the rooms.

The rooms compute; this edge opens files, asks them, and writes what they answer. A mission's folder
holds ``sulh.toml`` (the site), ``pack/`` (its own copy of the pack, so that a new version of Sulh
changes no finding) and ``ledger/``.
"""

from sulh.workspace.amend import Correction, copies_of, correct, retract
from sulh.workspace.audit import AuditResult, audit_folder, last_of, one_line, record_as_json
from sulh.workspace.countersign import countersign_file, head_file, take_countersignature
from sulh.workspace.demo import run_demo
from sulh.workspace.evidence import Bundle, check_bundle, export, prove
from sulh.workspace.folder import Workspace, open_workspace, set_up
from sulh.workspace.import_reports import ImportOptions, ImportResult, import_reports
from sulh.workspace.judge import Judgement, finding_row, judge
from sulh.workspace.liaison import answer
from sulh.workspace.migrate import Move, move_ledger
from sulh.workspace.sync import Exchange, receive, send, sync_with_file, sync_with_peer
from sulh.workspace.write_report import write_report

__all__ = [
    "AuditResult",
    "Bundle",
    "Correction",
    "Exchange",
    "ImportOptions",
    "ImportResult",
    "Judgement",
    "Move",
    "Workspace",
    "answer",
    "audit_folder",
    "check_bundle",
    "copies_of",
    "correct",
    "countersign_file",
    "export",
    "finding_row",
    "head_file",
    "import_reports",
    "judge",
    "last_of",
    "move_ledger",
    "one_line",
    "open_workspace",
    "prove",
    "receive",
    "record_as_json",
    "retract",
    "run_demo",
    "send",
    "set_up",
    "sync_with_file",
    "sync_with_peer",
    "take_countersignature",
    "write_report",
]
