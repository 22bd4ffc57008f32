"""All kinds of record that a mission's ledger takes in, each room's in one line."""

from __future__ import annotations

from sulh.observe import REPORT_KINDS
from sulh.picture import Registry

__all__ = ["RECORD_KINDS"]

RECORD_KINDS = Registry(*REPORT_KINDS)
