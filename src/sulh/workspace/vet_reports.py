"""Refuse reports with a word that the pack does not know: nothing could ever judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import Problem
from sulh.query_names import near_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.mission import Pack
    from sulh.observe import OpenReports
    from sulh.picture import Entry

__all__ = ["vet_reports"]

WORDS_MAX = 12


def vet_reports(
    reports: Iterable[Entry],
    pack: Pack,
    opened: OpenReports,
    validator: Callable[[Entry], Problem | None] | None = None,
) -> tuple[list[Problem], list[Entry]]:
    """Refuse reports with a word that the pack does not know: nothing could ever judge them."""
    refused: list[Problem] = []
    accepted: list[Entry] = []
    for report in reports:
        problem = _unknown_word(report, pack, opened)
        if problem is None and validator is not None:
            problem = validator(report)
        if problem is None:
            accepted.append(report)
        else:
            refused.append(problem)
    return refused, accepted


def _unknown_word(report: Entry, pack: Pack, opened: OpenReports) -> Problem | None:
    for of_kind, word_of in opened.kinds.of(report).vocabularies:
        word = word_of(report)
        if word and word not in getattr(pack, of_kind.type.vocabulary):
            one = of_kind.type.vocabulary.removesuffix("s")
            words = [*getattr(pack, of_kind.type.vocabulary)]
            near = near_names(word, words, alike=0.5) or words
            return Problem(
                code=f"unknown-{one}",
                source=opened.file,
                row=report.origin.row,
                field=of_kind.name,
                value=word,
                message=f"is no {one} of the pack",
                expected=f"one of: {', '.join(near[:WORDS_MAX])}",
                remedy="Correct the word, or add it to the pack's vocabulary.toml. "
                f"`sulh pack show {pack.id}` lists all {of_kind.type.vocabulary}.",
            )
    return None
