"""Evidence kept for lawful requests: what is kept, in whose hands it was, and the sheet to hand over."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.evidence.chain import (
        ChainFault,
        EvidenceStatement,
        ItemChain,
        Link,
        evidence_statement,
    )
    from sulh.share.evidence.sheet import evidence_sheet

__all__ = [
    "ChainFault",
    "EvidenceStatement",
    "ItemChain",
    "Link",
    "evidence_sheet",
    "evidence_statement",
]

export_lazily(__name__)
