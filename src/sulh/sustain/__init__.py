"""Who contributes what: equipment, readiness, training and reimbursement of units."""

from sulh.sustain.rates import Rate, read_rates, un_personnel_rates
from sulh.sustain.readiness import Capability, Evidence, Readiness, read_capabilities, readiness
from sulh.sustain.readiness_books import FORMS, misfits
from sulh.sustain.readiness_forms import FormRead, read_form
from sulh.sustain.readiness_page import readiness_html
from sulh.sustain.reimbursement import Reimbursement, ReimbursementLine, reimburse
from sulh.sustain.reimbursement_statement import statement_csv, statement_html
from sulh.sustain.training import TrainingGap, training_gaps

__all__ = [
    "FORMS",
    "Capability",
    "Evidence",
    "FormRead",
    "Rate",
    "Readiness",
    "Reimbursement",
    "ReimbursementLine",
    "TrainingGap",
    "misfits",
    "read_capabilities",
    "read_form",
    "read_rates",
    "readiness",
    "readiness_html",
    "reimburse",
    "statement_csv",
    "statement_html",
    "training_gaps",
    "un_personnel_rates",
]
