"""The officer's watch: alerts, shift handovers, and what telephones send when they have a line again."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.watch.alerts import Acknowledgement, Alert, Rule, Sighting, alerts
    from sulh.watch.records import (
        WATCH_KINDS,
        AlertAcknowledgement,
        AlertRule,
        Attachment,
        HandoverConfirmation,
        HeldChoice,
        HeldReport,
        ShiftHandover,
    )

__all__ = [
    "WATCH_KINDS",
    "Acknowledgement",
    "Alert",
    "AlertAcknowledgement",
    "AlertRule",
    "Attachment",
    "HandoverConfirmation",
    "HeldChoice",
    "HeldReport",
    "Rule",
    "ShiftHandover",
    "Sighting",
    "alerts",
]

export_lazily(__name__)
