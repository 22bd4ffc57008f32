"""Does conduct match the agreement: provisions to findings, with bounds, reasons and evidence."""

from sulh.verify.explain import Evidence, Explanation, explain
from sulh.verify.findings import SCHEMA, Findings
from sulh.verify.judge import verify
from sulh.verify.reasons import REASONS, SETTLES
from sulh.verify.tally import Tally, tally

__all__ = [
    "REASONS",
    "SCHEMA",
    "SETTLES",
    "Evidence",
    "Explanation",
    "Findings",
    "Tally",
    "explain",
    "tally",
    "verify",
]
