"""All kinds of record that a mission's ledger takes in, each room's in one line."""

from __future__ import annotations

from sulh.ledger.bodies import BODIES
from sulh.observe import REPORT_HXL, REPORT_KINDS
from sulh.picture import Registry, body_check
from sulh.recover import RECOVER_HXL, RECOVER_KINDS
from sulh.respond import RESPOND_FORMS, RESPOND_KINDS
from sulh.share import SHARE_KINDS
from sulh.sustain import GAP_FORMS, UNIT_FORMS, UNIT_KINDS
from sulh.watch import WATCH_KINDS

__all__ = ["KIND_NAMES", "RECORD_KINDS", "body_problem"]

RECORD_KINDS = Registry(
    *REPORT_KINDS,
    *UNIT_KINDS,
    *RECOVER_KINDS,
    *RESPOND_KINDS,
    *WATCH_KINDS,
    *SHARE_KINDS,
    forms=(*UNIT_FORMS, *GAP_FORMS, *RESPOND_FORMS),
    hxl=(*RECOVER_HXL, *REPORT_HXL),
)

KIND_NAMES: dict[str, tuple[str, ...]] = dict.fromkeys((*RECORD_KINDS.names, *BODIES), ())
"""The name of every kind of record that a ledger may hold."""

body_problem = body_check(RECORD_KINDS)
"""Return why a record of a kind with a body is set aside; empty where it is not."""
