"""Does conduct match the agreement: provisions to findings, with bounds, reasons and evidence."""

from sulh.verify.findings import SCHEMA, Findings
from sulh.verify.judge import verify
from sulh.verify.reasons import REASONS, SETTLES

__all__ = ["REASONS", "SCHEMA", "SETTLES", "Findings", "verify"]
