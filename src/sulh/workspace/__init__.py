"""One mission's folder on disk: the edge where clock, files and store meet the rooms.

The rooms compute; this edge opens files, asks them, and writes what they answer. A mission's folder
holds ``sulh.toml`` (the site), ``pack/`` (its own copy of the pack, so that a new version of Sulh
changes no finding) and ``ledger/``.
"""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.ledger.tlp import Tlp
    from sulh.workspace import terminal
    from sulh.workspace.amend import (
        Correction,
        compare_records,
        correct_record,
        other_copies,
        retract_record,
    )
    from sulh.workspace.amendments import read_amendments
    from sulh.workspace.audit import (
        AuditResult,
        audit_folder,
        latest_records,
        rebuild_ledger,
        record_json,
    )
    from sulh.workspace.backup import Restored, back_up, hidden_files, restore, resume
    from sulh.workspace.certify import certify_exercise
    from sulh.workspace.check_file import check_file
    from sulh.workspace.clock import steady_clock
    from sulh.workspace.countersign import (
        countersign_file,
        head_file,
        read_countersignature,
        read_head,
        record_countersignature,
    )
    from sulh.workspace.entries import ledger_entries
    from sulh.workspace.evidence import (
        EvidenceBundle,
        check_evidence,
        export_evidence,
        prove_record,
    )
    from sulh.workspace.exercises import review_exercise, write_exercise
    from sulh.workspace.flight_files import read_flight_folder
    from sulh.workspace.folder import (
        Workspace,
        add_aliases,
        open_ledger,
        open_workspace,
        set_up,
    )
    from sulh.workspace.iati import iati_of_ledger, open_iati, read_iati
    from sulh.workspace.import_files import FilesEntered, enter_reports, import_files
    from sulh.workspace.import_reports import ImportOptions, ImportResult, import_reports
    from sulh.workspace.joined_clock import exercise_clock_of, is_joined, set_up_joined
    from sulh.workspace.joined_exercise import JoinedExercise
    from sulh.workspace.judge import Judgement, exercise_left_out, judge, nothing_known, pack_flips
    from sulh.workspace.liaison import answer_finding
    from sulh.workspace.live_exercise import LiveExercise, check_live, is_live, set_up_live
    from sulh.workspace.medical import medical_of
    from sulh.workspace.migrate import LedgerMigration, migrate_ledger
    from sulh.workspace.outputs import make_folder, write_form, writing
    from sulh.workspace.past_incidents import PastRead, read_past
    from sulh.workspace.published import published_table
    from sulh.workspace.record_kinds import KIND_NAMES, RECORD_KINDS
    from sulh.workspace.record_rows import RecordRows, TableReader
    from sulh.workspace.record_summary import record_summary
    from sulh.workspace.sync import (
        SyncResult,
        receive_bundle,
        send_bundle,
        sync_with_file,
        sync_with_peer,
    )
    from sulh.workspace.tasks import (
        issue_tasks,
        ledger_units_out,
        read_plan,
        record_step,
        watch_mission,
    )
    from sulh.workspace.templates import template_writers
    from sulh.workspace.trips import RoadSource, Trip
    from sulh.workspace.unit_forms import (
        assess_units,
        contributor_groups,
        folder_capabilities,
        folder_units,
        ledger_gaps,
    )
    from sulh.workspace.update_reports import UpdateOptions, update_reports
    from sulh.workspace.update_result import ReportChange, UpdateResult
    from sulh.workspace.violence import Violence, read_violence
    from sulh.workspace.whereabouts import ForeignReports
    from sulh.workspace.write_report import make_report, write_report

__all__ = [
    "KIND_NAMES",
    "RECORD_KINDS",
    "AuditResult",
    "Correction",
    "EvidenceBundle",
    "FilesEntered",
    "ForeignReports",
    "ImportOptions",
    "ImportResult",
    "JoinedExercise",
    "Judgement",
    "LedgerMigration",
    "LiveExercise",
    "PastRead",
    "RecordRows",
    "ReportChange",
    "Restored",
    "RoadSource",
    "SyncResult",
    "TableReader",
    "Tlp",
    "Trip",
    "UpdateOptions",
    "UpdateResult",
    "Violence",
    "Workspace",
    "add_aliases",
    "answer_finding",
    "assess_units",
    "audit_folder",
    "back_up",
    "certify_exercise",
    "check_evidence",
    "check_file",
    "check_live",
    "compare_records",
    "contributor_groups",
    "correct_record",
    "countersign_file",
    "enter_reports",
    "exercise_clock_of",
    "exercise_left_out",
    "export_evidence",
    "folder_capabilities",
    "folder_units",
    "head_file",
    "hidden_files",
    "iati_of_ledger",
    "import_files",
    "import_reports",
    "is_joined",
    "is_live",
    "issue_tasks",
    "judge",
    "latest_records",
    "ledger_entries",
    "ledger_gaps",
    "ledger_units_out",
    "make_folder",
    "make_report",
    "medical_of",
    "migrate_ledger",
    "nothing_known",
    "open_iati",
    "open_ledger",
    "open_workspace",
    "other_copies",
    "pack_flips",
    "prove_record",
    "published_table",
    "read_amendments",
    "read_countersignature",
    "read_flight_folder",
    "read_head",
    "read_iati",
    "read_past",
    "read_plan",
    "read_violence",
    "rebuild_ledger",
    "receive_bundle",
    "record_countersignature",
    "record_json",
    "record_step",
    "record_summary",
    "restore",
    "resume",
    "retract_record",
    "review_exercise",
    "send_bundle",
    "set_up",
    "set_up_joined",
    "set_up_live",
    "steady_clock",
    "sync_with_file",
    "sync_with_peer",
    "template_writers",
    "terminal",
    "update_reports",
    "watch_mission",
    "write_exercise",
    "write_form",
    "write_report",
    "writing",
]

export_lazily(__name__)
