"""Technology is what works, is serviced and has operators."""

from hypothesis import given, settings
from tests.sustain.units.records import DAY, evidence, slow_holders, slow_items

from sulh.sustain import assess_technology, read_technology

TECHNOLOGY = """[[technology]]
category = "drone"
class = "observation-drone"
service_days = 45
operator_course = "pilot"
operators = 2
"""


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence())
def test_technology_is_what_works_is_serviced_and_has_operators(records):
    """Items are crewed one after the other; a simulated certificate crews none."""
    (answer,) = assess_technology(records, read_technology(TECHNOLOGY, "t.toml"), DAY)
    crews = slow_holders(records, simulated=False) // 2
    low, _ = slow_items(records, service_days=45)
    _, high = slow_items(records, service_days=0)
    assert (answer.usable_low, answer.usable_high) == (min(low, crews), min(high, crews))
    assert 0 <= answer.usable_low <= answer.usable_high
