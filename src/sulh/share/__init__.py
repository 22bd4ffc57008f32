"""How results leave: one gate, then one writer or server for each standard."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.audience import KINDS_FOR, PURPOSES, Audience, Purpose, public_audience
    from sulh.share.coarsen import CELLS_DEG, CellSize, Coarsening, coarse_point, coarse_span
    from sulh.share.gate import (
        REASONS_TO_STAY,
        Guarded,
        Leaving,
        Passage,
        Reason,
        Staying,
        pass_gate,
        reason_to_stay,
    )
    from sulh.share.outward import outward_body, without_sealed
    from sulh.share.records import (
        DOORS,
        SHARE_KINDS,
        Disclosure,
        Door,
        disclosure_digest,
        disclosure_of,
        marking_word,
    )
    from sulh.share.terminal import show_passage

__all__ = [
    "CELLS_DEG",
    "DOORS",
    "KINDS_FOR",
    "PURPOSES",
    "REASONS_TO_STAY",
    "SHARE_KINDS",
    "Audience",
    "CellSize",
    "Coarsening",
    "Disclosure",
    "Door",
    "Guarded",
    "Leaving",
    "Passage",
    "Purpose",
    "Reason",
    "Staying",
    "coarse_point",
    "coarse_span",
    "disclosure_digest",
    "disclosure_of",
    "marking_word",
    "outward_body",
    "pass_gate",
    "public_audience",
    "reason_to_stay",
    "show_passage",
    "without_sealed",
]

export_lazily(__name__)
