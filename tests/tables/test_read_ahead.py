"""Reading ahead changes the order of nothing and hides no fault."""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.tables.read_ahead import rare_collections, read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


@given(items=st.lists(st.integers() | st.none(), max_size=20), count=st.integers(1, 4))
def test_the_same_items(items: list[int | None], count: int) -> None:
    """All items come, in order."""
    assert list(read_ahead(iter(items), count)) == items


def test_at_most_so_many_ahead() -> None:
    """What is made and not yet used is bounded."""
    made = []
    before = set(threading.enumerate())

    def make() -> Iterator[int]:
        for number in range(50):
            made.append(number)
            yield number

    for number in read_ahead(make(), 2):
        assert len(made) <= number + 4
    assert set(threading.enumerate()) <= before


def test_a_fault_comes_after_the_items_before_it() -> None:
    """As without the other thread."""

    def make() -> Iterator[int]:
        yield from (1, 2, 3)
        raise ValueError("four")

    items = []
    with pytest.raises(ValueError, match="four"):
        items += [items.append(item) for item in read_ahead(make(), 2)]
    assert items == [1, 2, 3]


def test_who_stops_early_leaves_no_thread() -> None:
    """The thread ends with the one that uses its items."""
    before = set(threading.enumerate())
    for _ in read_ahead(iter(range(1000)), 3):
        break
    gc.collect()
    assert set(threading.enumerate()) <= before


def test_collections_are_rare_only_for_a_while() -> None:
    """Whatever happens, the collector works as before."""
    before = gc.get_threshold()

    def fail() -> None:
        with rare_collections():
            assert gc.get_threshold()[0] > before[0]
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- the one above
        fail()
    assert gc.get_threshold() == before


def test_settings_of_the_process_come_back_after_the_last_of_several_readers() -> None:
    """In whatever order they end."""
    turns, collections = sys.getswitchinterval(), gc.get_threshold()
    first, second = (read_ahead(iter(range(9)), 1) for _ in range(2))
    for _ in range(3):  # the first two items come without a thread
        next(first)
        next(second)
    assert sys.getswitchinterval() < turns
    first.close()
    assert sys.getswitchinterval() < turns
    second.close()
    assert sys.getswitchinterval() == turns
    assert gc.get_threshold() == collections
