"""The quality of reports: how well they tell what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["QUALITIES", "Quality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well reports tell what happened; all but `late_days` are chances.

    `day_only`: no hour; `vague_place`: a zone's or district's name alone; `vague_actor`: a coalition or a
    name that nobody has; `vague_act`: the wider act; `no_initiator`: who began is left out; `weak`: a mark
    below the rule of evidence; `twice`: a second sender tells of the same; `late_days`: the mean delay.

    `loose`: a stated accuracy or bound does not hold the truth, or a clock is minutes off; `wrong`: a well
    marked report errs in the actor, the place, the day or the act; `counted_twice`: a row of an inspection
    comes a second time under another key; `blind`: what happened in a watched place was not seen;
    `lost`: a record of a duty is missing from a register said to be complete. `checked`: for a zone and the
    whole exercise, that a second sender holds the register against records of its own, files what it lacks
    (unless lost there, too), and declares it complete each month.
    """

    day_only: float = 0.0
    vague_place: float = 0.0
    vague_actor: float = 0.0
    vague_act: float = 0.0
    no_initiator: float = 0.0
    weak: float = 0.0
    twice: float = 0.0
    late_days: float = 0.0
    loose: float = 0.0
    wrong: float = 0.0
    counted_twice: float = 0.0
    blind: float = 0.0
    lost: float = 0.0
    checked: float = 1.0


VAGUE = Quality(
    day_only=0.3, vague_place=0.2, vague_actor=0.1, vague_act=0.1, no_initiator=0.25, weak=0.25,
    twice=0.25, late_days=4.0, checked=0.5,
)  # fmt: skip
QUALITIES = {
    "exact": Quality(),
    "vague": VAGUE,
    "usual": replace(VAGUE, loose=0.02, wrong=0.003, counted_twice=0.001, blind=0.02, lost=0.002),
    "poor": replace(
        VAGUE, day_only=0.5, vague_place=0.4, weak=0.4, late_days=10.0, loose=0.1, wrong=0.03,
        counted_twice=0.01, blind=0.1, lost=0.02, checked=0.25,
    ),
}  # fmt: skip
"""Qualities by name. In *exact* and *vague* nothing that is said is untrue."""
