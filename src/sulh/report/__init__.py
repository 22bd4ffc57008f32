"""What people read: reports, statements and briefs, each one model written as HTML and as PDF."""

from sulh.report.build import build_report
from sulh.report.contributions import contributions_sheet
from sulh.report.gaps import gaps_sheet
from sulh.report.html import to_html
from sulh.report.model import Facts, Report
from sulh.report.pdf import to_pdf, to_typst
from sulh.report.sheet import Cell, Fact, Section, Sheet, sheet_html, sheet_pdf
from sulh.report.statement import statement_sheet
from sulh.report.unit_readiness import readiness_sheet
from sulh.report.xlsx import frame_csv, frames_xlsx, sheet_xlsx

__all__ = [
    "Cell",
    "Fact",
    "Facts",
    "Report",
    "Section",
    "Sheet",
    "build_report",
    "contributions_sheet",
    "frame_csv",
    "frames_xlsx",
    "gaps_sheet",
    "readiness_sheet",
    "sheet_html",
    "sheet_pdf",
    "sheet_xlsx",
    "statement_sheet",
    "to_html",
    "to_pdf",
    "to_typst",
]
