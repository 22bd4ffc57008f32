"""Sulh: the open operations platform for peace missions.

A mission pack says what was agreed, the ledger says what was reported, and everything else is
computed from those two. `import sulh` gives the verbs of the notebook (`sulh.api`) and loads them
when the first one is used; each room (`sulh.mission`, `sulh.ledger`, …) exports its own functions.
"""

import importlib
import sys
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sulh.lazy_exports import LazyPackage

if TYPE_CHECKING:
    from sulh.api import (
        backtest,
        casevac,
        contributions,
        forecast,
        load_pack,
        open_mission,
        plan_laydown,
        react,
        read_reports,
        tally,
        to_pandas,
        verify,
    )

__all__ = [
    "__version__",
    "backtest",
    "casevac",
    "contributions",
    "forecast",
    "load_pack",
    "open_mission",
    "plan_laydown",
    "react",
    "read_reports",
    "tally",
    "to_pandas",
    "verify",
]

__version__: str = version("sulh")
"""The version of this package."""


def __getattr__(name: str) -> Any:
    """Load the notebook's verbs when the first of them is asked for."""
    if name in __all__:
        return getattr(importlib.import_module("sulh.api"), name)
    raise AttributeError(f"module 'sulh' has no attribute {name!r}")


class _Room(LazyPackage):
    """The room `sulh.verify`, which is also the notebook's verb: ``sulh.verify(pack, reports)``."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Judge reports against a pack, as `sulh.api.verify` does."""
        return importlib.import_module("sulh.api").verify(*arguments, **options)


class _Package(ModuleType):
    """The package `sulh`. Python sets a room as its attribute once the room is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep the verb `verify` callable when the room of that name is imported."""
        if name == "verify" and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
