"""Training gaps agree with counting one by one."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sustain.entries import entry
from tests.sustain.units.records import DAY, evidence, period, slow_holders

from sulh.sustain import training_gaps
from sulh.sustain.records import TrainingRequirement


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence(), st.integers(1, 100), st.sampled_from(["persons", "percent"]), st.integers(0, 90))
def test_training_gaps_agree_with_counting_one_by_one(records, amount, basis, strength):
    """A share is the smallest number of persons that is at least so many percent."""
    requirement = entry(
        TrainingRequirement,
        ref="R",
        unit_type="any",
        course="pilot",
        basis=basis,
        amount=amount,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )
    there = (period("P", strength, DAY, None),) if strength else ()
    (gap,) = training_gaps(replace(records, training=(requirement,), personnel=there), DAY)
    people = strength or 90
    needed = (
        amount if basis == "persons" else next(n for n in range(101) if n * 100 >= amount * people)
    )
    assert (gap.need, gap.holders) == (needed, slow_holders(records, simulated=False))
    assert gap.holders_simulated == slow_holders(records, simulated=True)
    assert gap.shortfall == sum(1 for n in range(needed) if n >= gap.holders)
