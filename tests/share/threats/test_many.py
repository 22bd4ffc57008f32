"""Very many objects, page by page, while others come in: none lost, none twice, a page's memory."""

import pytest
from tests.share.threats.many import page_all

PAGE_BYTES_MAX = 4_000_000
"""A page of 1,000 objects of 300 bytes and their places: nothing that grows with the collection."""


@pytest.mark.parametrize(
    ("size", "steps"),
    [
        pytest.param(3_000, 3, id="thousands"),
        pytest.param(100_000, 50, id="a-hundred-thousand", marks=pytest.mark.slow),
    ],
)
def test_objects_are_paged_while_others_come_in(size, steps):
    """A thousand bear one moment each time. The million is in `benchmarks/taxii.py`."""
    outcome = page_all(size, added=1_000, steps=steps)
    assert outcome.objects == size + 1_000 * steps
    assert (outcome.lost, outcome.twice) == (0, 0)
    assert outcome.page_bytes < PAGE_BYTES_MAX
