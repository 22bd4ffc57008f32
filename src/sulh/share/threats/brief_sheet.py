"""The brief of threats as a page in the reader's language, for HTML and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sulh.languages import say
from sulh.report import Cell, Fact, Section, Sheet
from sulh.share.features.collections import field_title
from sulh.share.threats.brief import harmless

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sulh.share.threats.brief import ThreatBrief

__all__ = ["brief_sheet"]

ATTACKS_MAX, SIGNS_MAX = 50, 100
"""So many attacks, and signs of a sort, stand one by one; of the rest the page gives the number."""


def brief_sheet(brief: ThreatBrief, *, mission: str, timezone: tzinfo, language: str) -> Sheet:
    """Return the page of a brief; times are those of the mission's clock."""

    def day(moment: datetime) -> str:
        return f"{moment.astimezone(timezone):%Y-%m-%d %H:%M}"

    marks = [brief.marking.label, *([say(language, "brief-simulated")] if brief.simulated else [])]
    return Sheet(
        title=say(language, "brief-title", mission=mission),
        banner=" · ".join(marks),
        subtitle=say(
            language,
            "brief-span",
            start=day(brief.since),
            end=day(brief.at),
            month=day(brief.month_since),
        ),
        facts=(
            Fact(f"{brief.total('week'):,}", say(language, "brief-week")),
            Fact(f"{brief.total('before'):,}", say(language, "brief-before")),
            Fact(f"{brief.total('month'):,}", say(language, "brief-month")),
            Fact(f"{brief.affected:,}", say(language, "brief-people")),
        ),
        sentences=_sentences(brief, language),
        sections=tuple(
            each
            for each in (
                _table(brief, language),
                _attacks(brief, language, timezone),
                *_signs(brief, language),
                _objects(brief, language),
            )
            if each.rows or each.bullets
        ),
        language=language,
    )


def _sentences(brief: ThreatBrief, language: str) -> tuple[str, ...]:
    sentences = []
    if not brief.attacks:
        sentences.append(say(language, "brief-quiet"))
    if brief.without_figure:
        sentences.append(say(language, "brief-no-figure", count=brief.without_figure))
    if brief.unrated:
        sentences.append(say(language, "brief-unrated", count=brief.unrated))
    return (*sentences, say(language, "brief-gate", marking=brief.marking.label))


def _table(brief: ThreatBrief, language: str) -> Section:
    return Section(
        heading=say(language, "brief-kinds"),
        header=(
            field_title("attack", language),
            say(language, "brief-week"),
            say(language, "brief-before"),
            say(language, "brief-month"),
        ),
        rows=tuple(
            (
                say(language, f"word-{each.attack}"),
                Cell(f"{each.week:,}", "bad" if each.week > each.before else ""),
                f"{each.before:,}",
                f"{each.month:,}",
            )
            for each in brief.lines
        ),
        numbers=frozenset({1, 2, 3}),
    )


def _attacks(brief: ThreatBrief, language: str, timezone: tzinfo) -> Section:
    rows = tuple(
        (
            f"{each.at.astimezone(timezone):%Y-%m-%d %H:%M}",
            say(language, f"word-{each.attack}")
            + (f" ({say(language, 'brief-unrated-mark')})" if each.is_unrated else ""),
            Cell(say(language, f"word-{each.extent}"), _tone(each.extent)),
            f"{each.signs:,}",
            each.marking.label,
        )
        for each in brief.attacks[-ATTACKS_MAX:]
    )
    rest = len(brief.attacks) - len(rows)
    return Section(
        heading=say(language, "brief-attacks"),
        header=(
            say(language, "when"),
            field_title("attack", language),
            field_title("extent", language),
            say(language, "brief-signs-count"),
            say(language, "marking"),
        ),
        rows=rows,
        numbers=frozenset({3}),
        notes=(say(language, "brief-more", count=rest),) if rest else (),
    )


def _tone(extent: str) -> Literal["bad", "doubt", ""]:
    return "bad" if extent == "compromise" else "doubt" if extent == "opened" else ""


def _signs(brief: ThreatBrief, language: str) -> list[Section]:
    sections = []
    for sort, signs in brief.signs.items():
        rest = len(signs) - SIGNS_MAX
        notes = (say(language, "brief-more", count=rest),) if rest > 0 else ()
        sections.append(
            Section(
                heading=field_title(sort, language),
                bullets=tuple(harmless(each, sort) for each in signs[:SIGNS_MAX]),
                notes=notes,
            )
        )
    return sections


def _objects(brief: ThreatBrief, language: str) -> Section:
    return Section(
        heading=say(language, "brief-objects"),
        header=(say(language, "brief-type"), say(language, "brief-count")),
        rows=tuple((name, f"{count:,}") for name, count in brief.objects.items()),
        numbers=frozenset({1}),
    )
