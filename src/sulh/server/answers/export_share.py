"""The rows of the pages of what leaves, for a file, by the very functions that fill the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.languages import say
from sulh.server.answers.export_tables import record_state, strictest_label, word_or_message
from sulh.server.answers.exports import ROWS_MAX, Export, Language
from sulh.server.share.sharing import line_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.server.access.principal import Principal
    from sulh.server.schemas.share import DisclosureOut
    from sulh.server.schemas.threats import IndicatorOut
    from sulh.server.service import MissionService
    from sulh.server.share.sharing import PreviewLine

__all__ = ["disclosures_export", "indicators_export", "preview_export"]

PREVIEW = ("recorded", "kind", "marking", "state", "report", "share-outcome", "share-cut", "record")
INDICATORS = (
    "name",
    "threats-pattern",
    "state",
    "threats-from",
    "threats-until",
    "field-confidence",
    "threats-sightings",
    "threats-last-seen",
    "marking",
    "field-collection",
    "threats-maker",
    "threats-block",
    "threats-id",
    "record",
)
DISCLOSURES = (
    "when",
    "field-door",
    "field-part",
    "field-audience",
    "account",
    "field-purpose",
    "share-records",
    "field-strictest",
    "field-digest",
    "state",
    "record",
)


def preview_export(
    service: MissionService,
    user: Principal,
    lines: Sequence[PreviewLine],
    *,
    facts: tuple[tuple[str, str], ...],
    language: Language,
) -> Export:
    """Return a preview as a table: for the mission's eyes, since it names what stays."""
    rows = [line_content(service, user, each) for each in lines[:ROWS_MAX]]
    return Export(
        name="share-preview",
        title="share-preview",
        columns=PREVIEW,
        rows=tuple(
            (
                row["recorded_at"],
                word_or_message(language, "kind", row["kind"]),
                row["tlp"],
                record_state(row, language),
                row["summary"],
                _outcome(row, language),
                ", ".join(word_or_message(language, "field", each) for each in row["cut"]),
                row["id"],
            )
            for row in rows
        ),
        printed=(0, 1, 2, 4, 5),
        strictest=strictest_label(row["tlp"] for row in rows),
        simulated=any(row["simulated"] for row in rows),
        more=len(lines) > ROWS_MAX,
        facts=facts,
    )


def _outcome(row: dict[str, Any], language: Language) -> str:
    if not row["leaves"]:
        return f"{say(language, 'share-stays')}: {say(language, 'stays-' + row['reason'])}"
    return say(language, "share-line-stale" if row["stale"] else "share-leaves")


def disclosures_export(
    disclosures: Sequence[DisclosureOut],
    *,
    more: bool,
    facts: tuple[tuple[str, str], ...],
    language: Language,
) -> Export:
    """Return the records of what left as a table."""
    return Export(
        name="disclosures",
        title="share-left",
        columns=DISCLOSURES,
        rows=tuple(
            (
                each.end or each.recorded_at,
                word_or_message(language, "word", each.door),
                each.part,
                each.audience,
                each.recipient,
                word_or_message(language, "word", each.purpose),
                each.items,
                word_or_message(language, "word", each.strictest),
                each.digest,
                record_state(each.model_dump(), language),
                each.id,
            )
            for each in disclosures
        ),
        printed=(0, 1, 2, 3, 5, 6, 7),
        numbers=frozenset({6}),
        strictest=strictest_label(each.tlp for each in disclosures),
        simulated=any(each.simulated for each in disclosures),
        more=more,
        facts=facts,
    )


def indicators_export(
    indicators: Sequence[IndicatorOut],
    *,
    more: bool,
    simulated: bool,
    facts: tuple[tuple[str, str], ...],
    language: Language,
) -> Export:
    """Return indicators as a table."""
    return Export(
        name="indicators",
        title="threats-indicators",
        columns=INDICATORS,
        rows=tuple(
            (
                each.name,
                each.pattern,
                say(language, f"word-{each.state}"),
                each.valid_from,
                each.valid_until,
                each.confidence,
                each.sightings,
                each.last_seen,
                each.tlp,
                each.collection,
                each.maker,
                say(language, f"blocked-{each.blocked}" if each.blocked else "word-yes"),
                each.id,
                each.record,
            )
            for each in indicators
        ),
        printed=(0, 1, 2, 4, 5, 6, 8),
        numbers=frozenset({5, 6}),
        strictest=strictest_label(each.tlp for each in indicators),
        simulated=simulated and bool(indicators),
        more=more,
        facts=facts,
    )
