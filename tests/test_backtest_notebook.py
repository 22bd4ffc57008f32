"""The sceptic's notebook runs as it is written, on events that are made up and on real ones."""

import json
import os
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "explanation" / "backtest.ipynb"


def run():
    """Run every cell in turn, as a kernel does; the checks in it are assertions."""
    names = {}
    for number, cell in enumerate(json.loads(NOTEBOOK.read_text("utf-8"))["cells"], start=1):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{NOTEBOOK.name}, cell {number}", "exec"), names)
    return names


@pytest.mark.slow
def test_every_check_holds_on_made_up_events(monkeypatch, capsys):
    """Without data: the checks hold, and it says that the figures mean nothing."""
    monkeypatch.delenv("SULH_DATA", raising=False)
    names = run()
    assert "MADE UP" in capsys.readouterr().out
    assert names["result"].summary.missions == 1


@pytest.mark.slow
def test_every_check_holds_on_a_real_mission():
    """The Central African Republic's mission, plans of 2014 to 2019."""
    if not os.environ.get("SULH_DATA"):
        pytest.skip("SULH_DATA is not set")
    names = run()
    assert names["result"].replay.sites["year"].n_unique() >= 5
    assert names["result"].summary.compare("plan", "real", 25).ratio.value > 1.0
