"""The values that all rooms share."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from sulh.values import Executor


def test_an_executor_returns_results_in_the_order_of_the_items() -> None:
    """One item after another, and the standard library's pool of threads, give the same."""
    items = [3, 1, 2]

    def run(executor: "Executor") -> list[int]:
        return list(executor.map(lambda item: item * 10, items))

    with ThreadPoolExecutor(2) as pool:
        assert run(SerialExecutor()) == run(pool) == [30, 10, 20]
