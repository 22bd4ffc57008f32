"""The closed list of reasons, as bits, and the three verdicts, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sulh.values import Verdict

__all__ = ["BIT", "NEXT_STEPS", "REASONS", "VERDICT_NAMES", "words"]

MET: Final = 0
UNDETERMINED: Final = 1
BREACHED: Final = 2
VERDICT_NAMES: tuple[Verdict, ...] = ("met", "undetermined", "breached")

REASONS: dict[str, str] = {
    "over-limit": "the lowest count that the reports allow is over what was allowed",
    "act": "at least one act is certain",
    "may-be-one": "some of the certain acts may be one event, told more than once",
    "missed": "it was not done in time, and it is confirmed that the register is complete",
    "within-limit": "a complete count is within what was allowed",
    "no-act": "somebody watched all of the time, and reported no act",
    "done": "it was done in time",
    "waived": "an agreed exception covers it",
    "no-complete-count": "nobody counted everything in the zone",
    "no-report": "no act was reported, and nobody is known to have watched for every such act",
    "count-straddles": "the bounds of a complete count hold the limit",
    "partial-alleges": "a report alleges more than was allowed, but not for certain",
    "near-border": "a place lies nearer to a border than the accuracies allow",
    "vague-place": "a place is a region, not a point, or its position is not where it is named",
    "vague-date": "a date straddles the month, the time in force or the moment judged",
    "weak-source": "a report is below the pack's rule of evidence",
    "same-row": "two rows of one inspection say the same, and may be of one thing",
    "coalition": "an actor is a coalition or an ambiguous name, and no member is named",
    "initiator-unknown": "nobody knows who began",
    "opponent-unknown": "the other side is only possibly a party",
    "contradiction": "two counts of one time exclude each other",
    "waiver-unclear": "an agreed exception possibly applies",
    "pending": "the time for it is not over",
    "register-incomplete": "nothing shows it done, and the register is not declared complete",
    "register-unconfirmed": "nothing shows it done, but only one source says that the register is complete",
    "one-report": "one unconfirmed report tells of an act, and the rule of evidence asks for a second",
    "done-before": "enough had been done before this time began",
    "one-count": "one count, which nobody confirmed, is over what was allowed by a twentieth or less",
}
"""What each reason means, in plain words."""

NEXT_STEPS: dict[str, str] = {
    "no-complete-count": "a complete inspection of the zone",
    "no-report": "a statement of coverage by whoever watched",
    "count-straddles": "a recount with narrower bounds",
    "partial-alleges": "a visit to the place of the report, with a complete count",
    "near-border": "a position fix of the place, or a visit",
    "vague-place": "the exact place, from the source",
    "vague-date": "the exact date, from the source",
    "weak-source": "a second, independent report",
    "same-row": "a word from the inspectors: one thing entered twice, or two things alike",
    "coalition": "a report that names who acted",
    "initiator-unknown": "an investigation of who began",
    "opponent-unknown": "the name of the other side",
    "contradiction": "a joint recount",
    "waiver-unclear": "the dates and numbers of the exception, from both parties",
    "pending": "nothing yet: wait until the time is over",
    "register-incomplete": "the register of the duty, declared complete",
    "register-unconfirmed": "a second, independent word that the register is complete",
    "one-report": "a second report, or a confirmation",
    "one-count": "a second count, or a confirmation",
}
"""For each reason of *undetermined*: what would settle it."""

SILENT = frozenset({"no-report", "no-complete-count", "register-incomplete", "pending"})
"""The reasons that say no more than that nothing is reported, so far or at all."""

BIT: dict[str, int] = {name: 1 << place for place, name in enumerate(REASONS)}


def words(bits: int) -> list[str]:
    """Return the names of the reasons whose bits are set, in the order of the list."""
    return [name for name, bit in BIT.items() if bits & bit]
