"""What a pack says, in types that JSON has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.mission.pack import Pack

__all__ = ["pack_detail", "pack_summary"]


def pack_summary(pack: Pack) -> dict[str, object]:
    """Return what a list of packs says of one, in types that JSON has."""
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "fictional": pack.fictional,
        "digest": pack.digest,
        "agreements": len(pack.agreements),
        "provisions": len(pack.provisions),
        "zones": len(pack.zones),
    }


def pack_detail(pack: Pack) -> dict[str, object]:
    """Return the provisions and parties of a pack too."""
    return pack_summary(pack) | {
        "summary": pack.summary,
        "timezone": pack.timezone.key,
        "parties": [a.id for a in pack.actors.values() if a.kind == "party"],
        "provision": [
            {
                "id": each.id,
                "kind": each.kind,
                "agreement": each.agreement,
                "article": each.article,
                "title": each.title,
                "text": each.text,
                "parties": list(each.parties),
                "zones": list(each.zones),
                "source": each.source,
                "evidence": each.evidence,
            }
            for each in pack.provisions
        ],
    }
