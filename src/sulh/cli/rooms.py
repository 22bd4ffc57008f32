"""The rooms, each loaded when a command first asks for it, so that `sulh --help` stays fast."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The package's own `verify` is a verb of the notebook.
    import sulh.verify as verify  # noqa: PLR0402
    from sulh import (
        exercise,
        ledger,
        mission,
        protect,
        recover,
        report,
        respond,
        server,
        share,
        sustain,
        warn,
        workspace,
    )
    from sulh.report import forms, terminal
    from sulh.workspace import privacy

__all__ = [
    "exercise",
    "forms",
    "ledger",
    "mission",
    "privacy",
    "protect",
    "recover",
    "report",
    "respond",
    "server",
    "share",
    "sustain",
    "terminal",
    "verify",
    "warn",
    "workspace",
]

WITHIN = {"forms": "report.forms", "privacy": "workspace.privacy", "terminal": "report.terminal"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"There is no room {name!r}.")
    return import_module(f"sulh.{WITHIN.get(name, name)}")
