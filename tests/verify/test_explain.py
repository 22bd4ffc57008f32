"""Explanations read as they read before: one of each kind of finding, kept as text.

Where a change is meant, read each changed text, then run once with ``SULH_UPDATE_GOLDEN=1``.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from tests.verify.test_verdict_flips import AT, reported

from sulh.mission import bundled, find, load
from sulh.verify import explain, verify

GOLDEN = Path(__file__).parent.parent / "golden"


def explanations(name: str) -> str:
    """Explain the first finding of each kind, verdict and set of reasons of a pack's exercise."""
    folder = find(name)
    pack = load(folder)
    files = sorted((folder / "reports").glob("*.simulated.csv"))
    tables = reported(pack, files, simulated=True)
    found = verify(pack, tables, at=AT)
    kinds = {each.id: each.kind for each in pack.provisions}
    told = {}
    for row in found.frame.iter_rows(named=True):
        key = (kinds[row["provision"]], row["verdict"], *row["reasons"])
        if key not in told:
            told[key] = explain(pack, tables, found, row["id"]).as_text()
    return "\n\n".join(f"## {' '.join(key)}\n{text}" for key, text in sorted(told.items())) + "\n"


@pytest.mark.parametrize("name", bundled())
def test_explanations_of_the_exercises(name: str) -> None:
    """Every kind of finding explains itself in the words that were read and found right."""
    path = GOLDEN / f"explanations-{name}.txt"
    text = explanations(name)
    if os.environ.get("SULH_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    changed = "\n".join(difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm=""))
    assert not changed, f"explanations of {name} read differently:\n{changed[:5000]}"
