"""Does conduct match the agreement: provisions to findings, with bounds, reasons and evidence."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.verify.act_counts import STRANGERS_SCHEMA, TALLY_SCHEMA, Tally, tally
    from sulh.verify.evidence_rows import Evidence, amendment_text, evidence_of
    from sulh.verify.explain import (
        Explanation,
        explain,
        explain_finding,
        retracted_texts,
        settled_texts,
    )
    from sulh.verify.findings import SCHEMA, Finding, Findings, finding_id
    from sulh.verify.flips import Flip, flips_between
    from sulh.verify.judge import verify
    from sulh.verify.reasons import NEXT_STEPS, REASONS
    from sulh.verify.selection import select_findings
    from sulh.verify.summary import (
        SEVERITIES,
        FindingLine,
        FindingsSummary,
        ReasonCount,
        summarise_findings,
    )
    from sulh.verify.wording import span_text

__all__ = [
    "NEXT_STEPS",
    "REASONS",
    "SCHEMA",
    "SEVERITIES",
    "STRANGERS_SCHEMA",
    "TALLY_SCHEMA",
    "Evidence",
    "Explanation",
    "Finding",
    "FindingLine",
    "Findings",
    "FindingsSummary",
    "Flip",
    "ReasonCount",
    "Tally",
    "amendment_text",
    "evidence_of",
    "explain",
    "explain_finding",
    "finding_id",
    "flips_between",
    "retracted_texts",
    "select_findings",
    "settled_texts",
    "span_text",
    "summarise_findings",
    "tally",
    "verify",
]

export_lazily(__name__)
