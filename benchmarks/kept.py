"""Keep what a long command has computed, so that it goes on where it stopped."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.values import Executor

__all__ = ["FOLDER", "KeptExecutor", "code_digest", "executor_of", "in_pieces"]

Item = TypeVar("Item")
Result = TypeVar("Result")

ROOT = Path(__file__).parent.parent
FOLDER = "SULH_BENCHMARKS_KEPT"
"""The environment variable that names a folder for scores, where a command has no --keep. No times are kept."""

CODE = ("benchmarks", "src/sulh/kernels", "src/sulh/protect", "src/sulh/warn")
"""The folders whose code decides the figures: a change of any file in them makes everything anew."""


@cache
def code_digest() -> str:
    """Return the digest of the code that the figures rest on."""
    digest = sha256()
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class KeptExecutor:
    """Runs one item after another, and keeps each result in a folder under its work, input and code.

    The folder is read with pickle: use only one that this program filled.
    """

    folder: Path

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Return the results in order, those kept from an earlier run unchanged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return [self._one(work, item) for item in items]

    def _one(self, work: Callable[[Item], Result], item: Item) -> Result:
        inputs = pickle.dumps((work, item), protocol=5)
        path = self.folder / f"{sha256(code_digest().encode() + inputs).hexdigest()}.pickle"
        if path.is_file():
            result: Result = pickle.loads(path.read_bytes())
            return result
        result = work(item)
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(result, protocol=5))
        part.replace(path)
        return result


def executor_of(keep: Path | None) -> Executor:
    """Return what keeps its results in a folder, if there is one."""
    return SerialExecutor() if keep is None else KeptExecutor(keep)


def in_pieces(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return what each piece makes, kept in the folder that `FOLDER` names, if it names one."""
    folder = os.environ.get(FOLDER)
    return list(executor_of(Path(folder) if folder else None).map(work, items))
