"""What people read: one model of a report, written as HTML and as PDF."""

from sulh.report.build import build_report
from sulh.report.html import to_html
from sulh.report.model import Facts, Report
from sulh.report.pdf import to_pdf, to_typst

__all__ = ["Facts", "Report", "build_report", "to_html", "to_pdf", "to_typst"]
