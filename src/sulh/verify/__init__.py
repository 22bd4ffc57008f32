"""Does conduct match the agreement: provisions to findings, with bounds, reasons and evidence."""

from sulh.verify.act_counts import STRANGERS_SCHEMA, TALLY_SCHEMA, Tally, tally
from sulh.verify.evidence_rows import Evidence, evidence_of
from sulh.verify.explain import Explanation, explain, explain_row
from sulh.verify.findings import SCHEMA, Findings, finding_id
from sulh.verify.judge import verify
from sulh.verify.reasons import REASONS, SETTLES

__all__ = [
    "REASONS",
    "SCHEMA",
    "SETTLES",
    "STRANGERS_SCHEMA",
    "TALLY_SCHEMA",
    "Evidence",
    "Explanation",
    "Findings",
    "Tally",
    "evidence_of",
    "explain",
    "explain_row",
    "finding_id",
    "tally",
    "verify",
]
