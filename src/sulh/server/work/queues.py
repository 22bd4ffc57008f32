"""Work that is done one after another on few threads, with a queue for each account."""

from __future__ import annotations

from collections import OrderedDict, deque
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from sulh.server.middleware.errors import too_many

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FairExecutor"]

Result = TypeVar("Result")
WAIT_S = 10


class FairExecutor:
    """Does work on few threads. Accounts take turns, so that a busy one delays only itself."""

    def __init__(self, threads: int, *, name: str, queue_max: int) -> None:
        self.queue_max = queue_max
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._lock = Lock()
        self._queues: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()

    def submit(self, account: str, work: Callable[[], Result]) -> Future[Result]:
        """Queue some work for an account (empty: the server's own) and return its future.

        Raises
        ------
        TooManyError
            When too much work of this account waits already.
        """
        future: Future[Result] = Future()
        with self._lock:
            queue = self._queues.setdefault(account, deque())
            if account and len(queue) >= self.queue_max:
                raise too_many("requests-wait", WAIT_S)
            queue.append((future, work))
        self._pool.submit(self._run_next)
        return future

    def _run_next(self) -> None:
        """Do the next work of the account whose turn it is."""
        with self._lock:
            account, queue = self._queues.popitem(last=False)
            future, work = queue.popleft()
            if queue:
                self._queues[account] = queue
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 -- it belongs to the one who waits
            future.set_exception(error)

    @property
    def waiting(self) -> int:
        """How much work waits."""
        with self._lock:
            return sum(len(queue) for queue in self._queues.values())

    def shutdown(self) -> None:
        """Finish what is queued, and end the threads."""
        self._pool.shutdown(wait=True)
