"""Many wounded at once: triage, hospitals and their queues, who waits, and which transfers help."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.respond.mass_casualty.event import (
        RULES,
        Care,
        Event,
        Wounded,
        last_count,
        prepare_event,
        simulate,
        wounded_at,
    )
    from sulh.respond.mass_casualty.outcome import (
        CasualtyPlan,
        HospitalLoad,
        Outcome,
        plan_casualties,
    )
    from sulh.respond.mass_casualty.records import (
        CASUALTY_FORMS,
        DISASTERS,
        TRIAGE_COUNTS,
        Disaster,
        TriageCount,
    )
    from sulh.respond.mass_casualty.transfers import Transfers, exact_transfers, greedy_transfers
    from sulh.respond.mass_casualty.triage import Signs, Triage, triage

__all__ = [
    "CASUALTY_FORMS",
    "DISASTERS",
    "RULES",
    "TRIAGE_COUNTS",
    "Care",
    "CasualtyPlan",
    "Disaster",
    "Event",
    "HospitalLoad",
    "Outcome",
    "Signs",
    "Transfers",
    "Triage",
    "TriageCount",
    "Wounded",
    "exact_transfers",
    "greedy_transfers",
    "last_count",
    "plan_casualties",
    "prepare_event",
    "simulate",
    "triage",
    "wounded_at",
]

export_lazily(__name__)
