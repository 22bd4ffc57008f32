"""The roads of the mission that is served: prepared once, and again when their file has changed."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.protect import Pace
from sulh.respond import prepare_ways
from sulh.workspace.roads import read_road_file

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.respond import Ways

__all__ = ["MissionWays"]


class MissionWays:
    """Ways along the roads of a file, or along straight lines where there is none (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()
        self._ways: Ways | None = None
        self._version = (0, 0)

    def get(self) -> Ways:
        """Return the ways; the first time, and after the file has changed, it may take long.

        Raises
        ------
        InputError
            When the file cannot be read, or has no open road.
        """
        with self._lock:
            version = (0, 0)
            if self._path is not None:
                try:
                    facts = self._path.stat()
                except OSError as error:
                    raise InputError(
                        f"The roads {self._path} cannot be read: {error.strerror}.",
                        remedy="Mend `roads` in serve.toml, or put the file there.",
                    ) from error
                version = (facts.st_mtime_ns, facts.st_size)
            if self._ways is None or version != self._version:
                roads = None if self._path is None else read_road_file(self._path, Pace()).value
                self._ways, self._version = prepare_ways(roads), version
            return self._ways
