"""The demonstration's day on the island: simulated throughout, with tasks as they stand at the moment."""

from datetime import UTC, datetime

import pytest

from sulh.errors import InputError
from sulh.workspace import open_workspace, watch_mission
from sulh.workspace.demo import MARK
from sulh.workspace.demo_day import demo_day
from sulh.workspace.entries import ledger_entries

NOON = datetime(2026, 6, 15, 13, tzinfo=UTC)


def test_a_day_is_made_once_and_nothing_of_it_is_in_earnest(tmp_path):
    """Convoys are under way, done, and one is not heard of; a stopped run leaves nothing."""
    output = tmp_path / "out"
    output.mkdir()
    (output / MARK).write_text("x", "utf-8")
    (output / ".island-2026-06-15").mkdir()
    folder = demo_day(output, now=NOON)
    assert [each.name for each in output.iterdir() if each.name != MARK] == ["island-2026-06-15"]
    assert demo_day(output, now=NOON) == folder
    assert list((folder / "rejects").iterdir()) == []
    workspace = open_workspace(folder)
    try:
        assert not any(ledger_entries(workspace, simulated=False).values())
        played = ledger_entries(workspace, simulated=True)
        assert {
            "medical-asset",
            "medical-facility",
            "way-closure",
            "relief-need",
            "population",
            "response-unit",
            "task",
        } <= {kind for kind, each in played.items() if each}
        tasks = watch_mission(workspace, NOON, ahead_h=24, simulated=True)
    finally:
        workspace.store.close()
    assert len(tasks.alerts) == 1
    assert tasks.running
    assert {each.state for each in tasks.ended} == {"done"}


def test_what_nobody_made_for_a_demo_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="did not make it"):
        demo_day(tmp_path, now=NOON)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
