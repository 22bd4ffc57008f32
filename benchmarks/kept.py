"""Keep what a long command has computed, so that it goes on where it stopped."""

from __future__ import annotations

import ast
import os
import pickle
import sys
from dataclasses import dataclass
from functools import cache, partial
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

CODE = ("benchmarks", "sulh.kernels", "sulh.protect", "sulh.warn")
"""The code that decides the figures: a change of any of its files that the work uses makes the work anew."""


@cache
def code_digest(module: str) -> str:
    """Return the digest of a module of `CODE` and of all of it that the module uses, itself or through others.

    Raises
    ------
    ValueError
        When the module is none of `CODE`: what it uses is not known.
    """
    files = _used_by(module)
    if not files:
        raise ValueError(f"{module} is none of {', '.join(CODE)}")
    digest = sha256()
    for name, path in sorted(files.items()):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _used_by(module: str) -> dict[str, Path]:
    """Return the files of a module and of what it imports, by name; a package's own file counts too."""
    files: dict[str, Path] = {}
    left = [module]
    while left:
        name = left.pop()
        path = _file_of(name)
        if path is None or name in files:
            continue
        files[name] = path
        if "." in name:
            left.append(name.rpartition(".")[0])
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                left += [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                left += [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return files


def _file_of(name: str) -> Path | None:
    """Return the file of a module of `CODE`, if there is one."""
    if not any(name == each or name.startswith(f"{each}.") for each in CODE):
        return None
    stem = (ROOT if name.startswith("benchmarks") else ROOT / "src").joinpath(*name.split("."))
    paths = (stem.with_suffix(".py"), stem / "__init__.py")
    return next((each for each in paths if each.is_file()), None)


def _module_of(work: Callable[..., object]) -> str:
    """Return the module of a function or of a `partial` of one; by its name also where it is run."""
    while isinstance(work, partial):
        work = work.func
    if work.__module__ != "__main__":
        return work.__module__
    spec = sys.modules["__main__"].__spec__
    return "__main__" if spec is None else spec.name


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
        path = (
            self.folder
            / f"{sha256(code_digest(_module_of(work)).encode() + inputs).hexdigest()}.pickle"
        )
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
