"""The content of threat objects in a file, so that a million objects need no gigabytes of memory.

It holds nothing that the ledger beside it does not hold. It has no name where the system allows that, and goes
when the server ends.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ContentFile", "ContentFiles"]

WRITE_BYTES = 1 << 20


class ContentFile:
    """Bytes in a file of a folder; what came last waits in memory. Any thread may use it. Close it when done.

    Where the disk is full, more waits in memory until there is room.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, prefix=".sulh-contents-", buffering=0)  # noqa: SIM115 -- open as long as the server runs
        self._written = 0
        self._waiting = bytearray()
        self._lock = Lock()

    def append(self, content: bytes) -> int:
        """Keep bytes; return where they begin."""
        with self._lock:
            place = self._written + len(self._waiting)
            self._waiting += content
            if len(self._waiting) >= WRITE_BYTES:
                with suppress(OSError):
                    self._write()
            return place

    def _write(self) -> None:
        self._file.seek(self._written)
        left = memoryview(bytes(self._waiting))
        while left:
            left = left[self._file.write(left) :]
        self._written += len(self._waiting)
        self._waiting = bytearray()

    def read(self, place: int, length: int) -> bytes:
        """Return bytes from where they begin."""
        with self._lock:
            if place >= self._written:
                begin = place - self._written
                return bytes(self._waiting[begin : begin + length])
            if not hasattr(os, "pread"):
                self._file.seek(place)
                return self._file.read(length)
        return os.pread(self._file.fileno(), length, place)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


class ContentFiles:
    """Files for the contents of one stock. Close them when done."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[ContentFile] = []

    def make(self) -> ContentFile:
        """Return one more."""
        self._files.append(ContentFile(self._folder))
        return self._files[-1]

    def close(self) -> None:
        """Let the files go."""
        for each in self._files:
            each.close()
