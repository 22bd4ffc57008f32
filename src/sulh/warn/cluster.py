"""The same work on a cluster: each origin is a task, and results come back in order."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


__all__ = ["Cluster", "on_cluster"]


class Cluster:
    """A `sulh.warn.Spread` over a Dask client; the functions and results are those of `in_turn`."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def __call__(
        self, work: Callable[[Any, Any], Any], study: Any, items: Sequence[Any]
    ) -> list[Any]:
        """Send the study, or whatever all items share, once, and each item as a task."""
        there = self.client.scatter(study, broadcast=True, hash=False)
        tasks = [self.client.submit(work, there, item, pure=False) for item in items]
        return list(self.client.gather(tasks))


@contextmanager
def on_cluster(address: str) -> Iterator[Cluster]:
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
        yield Cluster(client)
