"""How reports come in: one reader a format, each turning rows into reports or clear problems."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.observe.arms_records import PHASES, CombatantCount, Weapon
    from sulh.observe.context import Batch
    from sulh.observe.duplicates import Sorted, sort_out
    from sulh.observe.hxl_forms import REPORT_HXL
    from sulh.observe.names import actor_names, normalise_name, unmatched
    from sulh.observe.read import FORMATS, OpenReports, TableFormat, open_reports, read
    from sulh.observe.records import (
        REPORT_KINDS,
        Coverage,
        Incident,
        Inspection,
        Notification,
        Observation,
        Origin,
        Participant,
        Report,
        Request,
    )
    from sulh.observe.report_register import ReportRegister

__all__ = [
    "FORMATS",
    "PHASES",
    "REPORT_HXL",
    "REPORT_KINDS",
    "Batch",
    "CombatantCount",
    "Coverage",
    "Incident",
    "Inspection",
    "Notification",
    "Observation",
    "OpenReports",
    "Origin",
    "Participant",
    "Report",
    "ReportRegister",
    "Request",
    "Sorted",
    "TableFormat",
    "Weapon",
    "actor_names",
    "normalise_name",
    "open_reports",
    "read",
    "sort_out",
    "unmatched",
]

export_lazily(__name__)
