"""What would settle an undetermined finding: the visit, report or date that is missing, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sulh.verify.evidence_rows import Evidence
from sulh.verify.sentences import FindingWords
from sulh.verify.wording import allowance_text, bounds_text

__all__ = ["next_steps"]

NAMED = 3
"""A sentence names at most this many reports; the list of evidence has them all."""

Sentence = Callable[[FindingWords, Sequence[Evidence]], str]


def next_steps(words: FindingWords, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return one sentence for each reason of an undetermined finding, and for acts that may be one."""
    if words.finding.verdict != "undetermined":
        groups = words.finding.same_groups
        return tuple(_compare(group) for group in groups if "may-be-one" in words.finding.reasons)
    doubtful = [each for each in evidence if not each.decides] or list(evidence)
    return tuple(SENTENCES[reason](words, doubtful) for reason in words.finding.reasons)


def _compare(group: Sequence[str]) -> str:
    ids = " ".join(record[:12] for record in group)
    return f"A judgement whether they are one event: sulh compare {ids} --same (or --different)."


def _reports(evidence: Sequence[Evidence]) -> str:
    names = [each.source for each in evidence[:NAMED]]
    more = len(evidence) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _count(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A complete inspection {words.place}, {words.time}, that counted all {words.item()}. "
        "If there was none, only the months to come can be settled, by one visit in each."
    )


def _watch(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A statement by whoever watched {words.whole_place}, {words.time}: that they watched all of the "
        f"time, and would have reported every such act ({words.acts()})."
    )


def _recount(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    finding = words.finding
    allowed = allowance_text(finding.allowed_low, finding.allowed_high)
    return (
        f"A recount of {words.item()} {words.place} with narrower bounds than "
        f"{bounds_text(finding.low, finding.high)}: {allowed} allowed."
    )


def _second_count(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A second count of {words.item()} {words.place}, {words.time}, or a confirmation of the first by "
        "other sources (credibility 1)."
    )


def _visit(words: FindingWords, evidence: Sequence[Evidence]) -> str:
    places = list(dict.fromkeys(each.where for each in evidence if each.where))
    more = len(places[NAMED:])
    where = "; ".join(places[:NAMED]) + (f"; and {more:,} more places" if more else "")
    return f"A visit to {where or 'the place reported'}, with a complete count of {words.item()}."


def _waiver(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    waivers = ", ".join(words.finding.waivers)
    return f"The dates, zones and numbers of {waivers or 'the exception'}, from both parties."


def _wait(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return f"Nothing yet: judge again when the time for it, which began {words.time}, is over."


def _register(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return f"The register {words.place}, declared complete by whoever keeps it, {words.time}."


def _second_register(words: FindingWords, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A second, independent source who declares the register {words.place} complete, {words.time}, or a "
        "check of it against other records (credibility 1). A record of the duty, if there is one."
    )


def _of(text: str) -> Sentence:
    return lambda _words, evidence: f"{text} {_reports(evidence)}."


SENTENCES: dict[str, Sentence] = {
    "no-complete-count": _count,
    "no-report": _watch,
    "count-straddles": _recount,
    "partial-alleges": _visit,
    "near-border": _of("A position fix, or a visit to the place, of"),
    "vague-place": _of("The exact place, from the source, of"),
    "vague-date": _of("The exact date, from the source, of"),
    "weak-source": _of("A second, independent report of what is said in"),
    "same-row": _of("A word from the inspectors, whether it is one thing entered twice, on"),
    "coalition": _of("A report that names who acted in"),
    "initiator-unknown": _of("An investigation of who began, in"),
    "opponent-unknown": _of("The name of the other side in"),
    "contradiction": _of("A joint recount: two counts of one time exclude each other, among"),
    "waiver-unclear": _waiver,
    "pending": _wait,
    "register-incomplete": _register,
    "register-unconfirmed": _second_register,
    "one-report": _of(
        "A second report, or a confirmation by other sources (credibility 1), of what is said in"
    ),
    "one-count": _second_count,
}
"""One sentence for each reason that goes with *undetermined*."""
