"""What would settle an undetermined finding: the visit, report or date that is missing, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sulh.verify.evidence_rows import Evidence
from sulh.verify.sentences import Spoken
from sulh.verify.wording import counted, up_to

__all__ = ["settling"]

NAMED = 3
"""So many reports are named in a sentence; the list of evidence has them all."""

Sentence = Callable[[Spoken, Sequence[Evidence]], str]


def settling(said: Spoken, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return one sentence for each reason of an undetermined finding; none for the other verdicts."""
    if said.row["verdict"] != "undetermined":
        return ()
    doubtful = [each for each in evidence if not each.decides] or list(evidence)
    return tuple(SETTLING[reason](said, doubtful) for reason in said.row["reasons"])


def _reports(evidence: Sequence[Evidence]) -> str:
    names = [each.source for each in evidence[:NAMED]]
    more = len(evidence) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _count(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A complete inspection {said.place}, {said.time}, that counted all {said.item()}. "
        "If there was none, only the months to come can be settled, by one visit in each."
    )


def _watch(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    return (
        f"A statement by whoever watched {said.place} for every {said.acts()} that they did so "
        f"all the time, {said.time}."
    )


def _recount(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    row = said.row
    return (
        f"A recount of {said.item()} {said.place} with narrower bounds than "
        f"{counted(row['low'], row['high'])}: {up_to(row['allowed_low'], row['allowed_high'])} allowed."
    )


def _visit(said: Spoken, evidence: Sequence[Evidence]) -> str:
    places = dict.fromkeys(each.where for each in evidence if each.where)
    named = list(places)[:NAMED]
    more = len(places) - len(named)
    where = "; ".join(named) + (f"; and {more:,} more places" if more else "")
    return f"A visit to {where or 'the place reported'}, with a complete count of {said.item()}."


def _waiver(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    named = ", ".join(said.row["waivers"])
    return f"The dates, zones and numbers of {named or 'the exception'}, from both parties."


def _wait(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    return f"Nothing yet: judge again when the time for it, which began {said.time}, is over."


def _register(said: Spoken, _evidence: Sequence[Evidence]) -> str:
    return f"The register {said.place}, declared complete by whoever keeps it, {said.time}."


def _of(text: str) -> Sentence:
    return lambda _said, evidence: f"{text} {_reports(evidence)}."


SETTLING: dict[str, Sentence] = {
    "no-complete-count": _count,
    "no-report": _watch,
    "count-straddles": _recount,
    "partial-alleges": _visit,
    "near-border": _of("A position fix, or a visit to the place, of"),
    "vague-place": _of("The exact place, from the source, of"),
    "vague-date": _of("The exact date, from the source, of"),
    "weak-source": _of("A second, independent report of what is said in"),
    "coalition": _of("A report that names who acted in"),
    "initiator-unknown": _of("An investigation of who began, in"),
    "opponent-unknown": _of("The name of the other side in"),
    "contradiction": _of("A joint recount: two counts of one time exclude each other, among"),
    "waiver-unclear": _waiver,
    "pending": _wait,
    "register-incomplete": _register,
}
"""One sentence for each reason that goes with *undetermined*."""
