"""An executor over a Dask cluster: each item is a task, and results come back in order."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sulh.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ClusterExecutor", "on_cluster"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class ClusterExecutor:
    """A `sulh.values.Executor` over a Dask client; the results are those of one process."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Send the function, with all that it holds, once to each worker, and each item as a task."""
        remote = self.client.scatter(work, broadcast=True, hash=False)
        tasks = [self.client.submit(_apply, remote, item, pure=False) for item in items]
        return list(self.client.gather(tasks))


def _apply(work: Callable[[Item], Result], item: Item) -> Result:
    return work(item)


@contextmanager
def on_cluster(address: str) -> Iterator[ClusterExecutor]:
    """Connect to a Dask scheduler.

    Raises
    ------
    MissingExtraError
        When the extra `cluster` is not installed.
    InputError
        When nothing answers at the address.
    """
    try:
        from distributed import Client  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(work="Work on a cluster", extra="cluster") from error
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            f"No scheduler answers at {address}.",
            remedy="Start one with `dask scheduler`, and give its address, e.g. tcp://host:8786.",
        ) from error
    with client:
        yield ClusterExecutor(client)
