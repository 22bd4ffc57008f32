"""Long benchmarks go on where they stopped, and never with what other code or other input made."""

import contextlib

from benchmarks import kept

CALLS = []


def double(item):
    CALLS.append(item)
    if item == 13:
        raise KeyboardInterrupt
    return 2 * item


def test_a_run_that_stopped_goes_on_and_changed_code_begins_anew(tmp_path, monkeypatch):
    """What was done is not done again; another input or other code is computed."""
    CALLS.clear()
    executor = kept.KeptExecutor(tmp_path / "made")
    with contextlib.suppress(KeyboardInterrupt):
        executor.map(double, [1, 2, 13])
    assert executor.map(double, [1, 2, 3]) == [2, 4, 6]
    assert CALLS == [1, 2, 13, 3]
    monkeypatch.setattr(kept, "code_digest", lambda: "other code")
    assert executor.map(double, [1]) == [2]
    assert CALLS == [1, 2, 13, 3, 1]
