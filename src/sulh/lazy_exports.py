"""The exports of a room, each loaded when somebody first asks for it.

Most commands use a few functions of a few rooms, and to load all of them takes longer than many commands need.
A room's ``__init__`` names its exports under ``if TYPE_CHECKING``, where readers and type checkers find them,
and calls `export_lazily`, which reads them from there.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from importlib.abc import InspectLoader
from types import ModuleType
from typing import Any

__all__ = ["LazyPackage", "export_lazily"]


class LazyPackage(ModuleType):
    """A package that loads the module of an export when it is first asked for it."""

    _module_of: dict[str, tuple[str, str]]

    def __getattr__(self, name: str) -> Any:
        """Load an export, and keep it."""
        if name not in self.__dict__.get("_module_of", ()):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        module, name_there = self._module_of[name]
        if module == self.__name__:
            value: Any = import_module(f"{module}.{name_there}")
        else:
            value = getattr(import_module(module), name_there)
        self.__dict__[name] = value
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute; Python does so with each module that it loads.

        An export that bears the name of its module stays an export.
        """
        if not (isinstance(value, ModuleType) and name in self._module_of):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """Name the exports too that are not loaded yet."""
        return sorted({*super().__dir__(), *self._module_of})


def export_lazily(name: str) -> None:
    """Have a package load what it imports under ``if TYPE_CHECKING`` when it is first asked for.

    Raises
    ------
    ImportError
        When the source of the package cannot be read.
    """
    package = sys.modules[name]
    loader = package.__spec__.loader if package.__spec__ is not None else None
    text = loader.get_source(name) if isinstance(loader, InspectLoader) else None
    if text is None:
        raise ImportError(f"The source of {name} cannot be read.")
    package.__dict__["_module_of"] = {
        alias.asname or alias.name: (each.module, alias.name)
        for block in ast.parse(text).body
        if isinstance(block, ast.If)
        for each in block.body
        if isinstance(each, ast.ImportFrom) and each.module
        for alias in each.names
    }
    package.__class__ = LazyPackage
