"""Long benchmarks go on where they stopped, and never with what other code or other input made."""

import contextlib

import pytest
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
    monkeypatch.setattr(kept, "code_digest", lambda module: f"code of {module}")
    executor = kept.KeptExecutor(tmp_path / "made")
    with contextlib.suppress(KeyboardInterrupt):
        executor.map(double, [1, 2, 13])
    assert executor.map(double, [1, 2, 3]) == [2, 4, 6]
    assert CALLS == [1, 2, 13, 3]
    monkeypatch.setattr(kept, "code_digest", lambda module: f"other code of {module}")
    assert executor.map(double, [1]) == [2]
    assert CALLS == [1, 2, 13, 3, 1]


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_only_code_that_the_work_uses_makes_it_anew(tmp_path, monkeypatch):
    """Through others, in functions and in packages' own files; not a benchmark beside it, nor a room further on."""
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    write(
        tmp_path,
        {
            "benchmarks/one.py": "from benchmarks import two\n",
            "benchmarks/two.py": "def work():\n    from sulh.warn.scores import crps\n",
            "benchmarks/beside.py": "",
            "src/sulh/warn/__init__.py": "import sulh.kernels.counts as counts\n",
            "src/sulh/warn/scores.py": "from sulh.report import words\n",
            "src/sulh/kernels/counts.py": "",
            "src/sulh/report/words.py": "",
        },
    )

    def digest():
        kept.code_digest.cache_clear()
        return kept.code_digest("benchmarks.one")

    before = digest()
    write(tmp_path, {"benchmarks/beside.py": "1", "src/sulh/report/words.py": "1"})
    assert digest() == before
    seen = {before}
    for name in ("benchmarks/two.py", "src/sulh/warn/__init__.py", "src/sulh/kernels/counts.py"):
        write(tmp_path, {name: (tmp_path / name).read_text("utf-8") + "# changed\n"})
        seen.add(digest())
    assert len(seen) == 4
    kept.code_digest.cache_clear()


def test_work_from_elsewhere_is_not_kept_by_guess():
    """What it uses is not known."""
    with pytest.raises(ValueError, match="none of benchmarks"):
        kept.code_digest("json")
