"""The rooms, each loaded when a command first asks for it, so that `sulh --help` stays fast."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulh import exercise as exercise
    from sulh import ledger as ledger
    from sulh import mission as mission
    from sulh import protect as protect
    from sulh import recover as recover
    from sulh import report as report
    from sulh import server as server
    from sulh import share as share
    from sulh import sustain as sustain
    from sulh import verify as verify
    from sulh import warn as warn
    from sulh import workspace as workspace
    from sulh.report import forms as forms
    from sulh.report import terminal as terminal

WITHIN = {"forms": "report.forms", "terminal": "report.terminal"}


def __getattr__(name: str) -> Any:
    return import_module(f"sulh.{WITHIN.get(name, name)}")
