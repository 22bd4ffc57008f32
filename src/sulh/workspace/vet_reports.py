"""The words of a report are those of the pack; one that it does not know is refused: nothing could judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from sulh.errors import Problem
from sulh.query_names import near_names, plain_name
from sulh.share.threats.records import collection_problem
from sulh.workspace.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.mission import Pack
    from sulh.observe import OpenReports
    from sulh.picture import Entry, Registry
    from sulh.workspace.import_reports import ImportOptions

__all__ = ["in_words_of_the_pack", "vet_reports"]

WORDS_MAX = 12
REMEDY = (
    "Correct the word, or add it to the pack's vocabulary.toml. "
    "`sulh pack show {pack}` lists all {words}."
)
REMEDIES = {
    "zone": "Correct the word: `sulh pack show {pack}` lists all zones.",
    "kind": "Write the name of one of the kinds of record, for instance incident.",
}


def in_words_of_the_pack(
    reports: Sequence[Entry], pack: Pack, opened: OpenReports
) -> tuple[Entry, ...]:
    """Return reports with the pack's own words where they hold them in another case, or by name.

    What the pack does not know stays as it is.
    """
    if _know_all_words(reports, pack, opened.kinds):
        return tuple(reports)
    return tuple(_in_words(report, pack, opened) for report in reports)


def vet_reports(
    reports: Sequence[Entry],
    pack: Pack,
    opened: OpenReports,
    options: ImportOptions | None = None,
) -> tuple[list[Problem], list[Entry]]:
    """Refuse reports with a word that the pack does not know: nothing could ever judge them.

    It also refuses what `options.validator` refuses, and threats for a collection that is none of
    `options.collections`, where these are named.
    """
    validator = options.validator if options is not None else None
    collections = options.collections if options is not None else {}
    asks = bool(collections) or validator is not None
    if not asks and _know_all_words(reports, pack, opened.kinds):
        return [], list(reports)
    refused: list[Problem] = []
    accepted: list[Entry] = []
    for report in reports:
        problem = _unknown_word(report, pack, opened)
        if problem is None and collections:
            problem = collection_problem(report, collections)
        if problem is None and validator is not None:
            problem = validator(report)
        if problem is None:
            accepted.append(report)
        else:
            refused.append(problem)
    return refused, accepted


def _know_all_words(reports: Sequence[Entry], pack: Pack, kinds: Registry) -> bool:
    """Say whether the pack knows the words of all reports: those of each kind are looked at once."""
    classes = set(map(type, reports))
    for each in classes:
        own = reports if len(classes) == 1 else [one for one in reports if type(one) is each]
        for of_kind, word_of in kinds.of(own[0]).vocabularies:
            words = set(filter(None, map(word_of, own)))
            if not words <= vocabulary(pack, of_kind.type.vocabulary).keys():
                return False
    return True


def _in_words(report: Entry, pack: Pack, opened: OpenReports) -> Entry:
    for of_kind, word_of in opened.kinds.of(report).vocabularies:
        word = word_of(report)
        words: Mapping[str, Any] = vocabulary(pack, of_kind.type.vocabulary)
        if word and word not in words and (own := _own_word(word, words)):
            report = _with_value(report, of_kind.path, own)
    return report


def _own_word(word: str, words: Mapping[str, Any]) -> str:
    """Return the word of the pack that somebody wrote in another case, or by its name; empty without one."""
    plain = plain_name(word)
    by_id = [each for each in words if plain_name(each) == plain]
    by_name = by_id or [each for each in words if plain_name(words[each].name) == plain]
    return by_name[0] if len(by_name) == 1 else ""


def _with_value(record: Any, path: str, value: str) -> Any:
    """Return a record with another value in one of its fields, perhaps one of a group."""
    name, _, rest = path.partition(".")
    inner = _with_value(getattr(record, name), rest, value) if rest else value
    return msgspec.structs.replace(record, **{name: inner})


def _unknown_word(report: Entry, pack: Pack, opened: OpenReports) -> Problem | None:
    for of_kind, word_of in opened.kinds.of(report).vocabularies:
        word = word_of(report)
        if word and word not in vocabulary(pack, of_kind.type.vocabulary):
            one = of_kind.type.vocabulary.removesuffix("s")
            words = [*vocabulary(pack, of_kind.type.vocabulary)]
            near = near_names(word, words, alike=0.5) or words
            return Problem(
                code=f"unknown-{one}",
                source=opened.file,
                row=report.origin.row,
                field=of_kind.name,
                value=word,
                message="is no kind of record" if one == "kind" else f"is no {one} of the pack",
                expected=f"one of: {', '.join(near[:WORDS_MAX])}",
                remedy=REMEDIES.get(one, REMEDY).format(pack=pack.id, words=one + "s"),
            )
    return None
