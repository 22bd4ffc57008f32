"""What people read: reports, statements and briefs, each one model written as HTML and as PDF."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.report.activity_lists import (
        ActivityCsv,
        ActivityJson,
        ActivityLines,
        ActivityList,
        write_activity_lists,
    )
    from sulh.report.build import build_report
    from sulh.report.html import to_html
    from sulh.report.hxl import hxl_csv, hxl_json, hxl_xlsx
    from sulh.report.model import Facts, MissionReport
    from sulh.report.pages.choice import choice_sheet
    from sulh.report.pages.combatants import combatants_sheet
    from sulh.report.pages.contributions import contributions_sheet
    from sulh.report.pages.donor import donor_sheet
    from sulh.report.pages.figures import figures_sheet
    from sulh.report.pages.gaps import gaps_sheet
    from sulh.report.pages.governance import governance_sheet
    from sulh.report.pages.hazards import hazards_sheet
    from sulh.report.pages.needs import needs_sheet
    from sulh.report.pages.place import place_sheet
    from sulh.report.pages.places import places_sheet
    from sulh.report.pages.readiness import readiness_overview, readiness_sheet, training_sheet
    from sulh.report.pages.rebuilding import rebuilding_sheet
    from sulh.report.pages.returns import returns_sheet
    from sulh.report.pages.statement import statement_overview, statement_sheet
    from sulh.report.pages.weapons import weapons_sheet
    from sulh.report.pdf import to_pdf, to_typst
    from sulh.report.sheet import Cell, Fact, Section, Sheet, sheet_html, sheet_pdf
    from sulh.report.xlsx import frame_csv, frames_xlsx, sheet_xlsx

__all__ = [
    "ActivityCsv",
    "ActivityJson",
    "ActivityLines",
    "ActivityList",
    "Cell",
    "Fact",
    "Facts",
    "MissionReport",
    "Section",
    "Sheet",
    "build_report",
    "choice_sheet",
    "combatants_sheet",
    "contributions_sheet",
    "donor_sheet",
    "figures_sheet",
    "frame_csv",
    "frames_xlsx",
    "gaps_sheet",
    "governance_sheet",
    "hazards_sheet",
    "hxl_csv",
    "hxl_json",
    "hxl_xlsx",
    "needs_sheet",
    "place_sheet",
    "places_sheet",
    "readiness_overview",
    "readiness_sheet",
    "rebuilding_sheet",
    "returns_sheet",
    "sheet_html",
    "sheet_pdf",
    "sheet_xlsx",
    "statement_overview",
    "statement_sheet",
    "to_html",
    "to_pdf",
    "to_typst",
    "training_sheet",
    "weapons_sheet",
    "write_activity_lists",
]

export_lazily(__name__)
