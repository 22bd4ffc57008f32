"""Readiness rests on what is proven, and agrees with counting one by one."""

import pytest
from hypothesis import given, settings
from tests.sustain.units.records import DAY, evidence, slow_holders, slow_items

from sulh.errors import InputError
from sulh.sustain import assess_readiness, read_capabilities

CAPABILITY = """[[capability]]
id = "watch"
title = "Watch"
unit_types = ["a"]
sets = 3
needs = [{ equipment = "drone", amount = 2, service_days = 45 }, { course = "pilot", amount = 3 }]
"""


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence())
def test_readiness_agrees_with_counting_one_by_one(records):
    """Sets are made one after the other until something runs out, with the least and the most."""
    (answer,) = assess_readiness(records, read_capabilities(CAPABILITY, "c.toml"), DAY)
    sets_made = []
    for limit in slow_items(records, service_days=45):
        items = limit
        people, sets = slow_holders(records, simulated=False), 0
        while sets < 3 and items >= 2 and people >= 3:
            items, people, sets = items - 2, people - 3, sets + 1
        sets_made.append(sets)
    assert [answer.low, answer.high] == sets_made
    low_sets, high_sets = sets_made
    words = {(True, True): "able", (False, False): "unable"}
    expected = words.get((low_sets == 3, high_sets > 0)) or (
        "able" if low_sets == 3 else "partly" if low_sets > 0 and high_sets < 3 else "undetermined"
    )
    assert answer.verdict == expected


def test_capabilities_with_a_fault_are_refused():
    """A need must name one thing."""
    with pytest.raises(InputError, match="must name one"):
        read_capabilities(
            '[[capability]]\nid="x"\ntitle="x"\nunit_types=["a"]\nsets=1\nneeds=[{amount=2}]',
            "c.toml",
        )
