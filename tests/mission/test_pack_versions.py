"""A bundled pack that changes gets another version: reports and findings name it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from sulh.mission import bundled, find, load

GOLDEN = Path(__file__).parents[1] / "golden" / "pack-versions.json"
NOT_AGREED = ("reports", "base.geojson")
"""What a verdict never rests on: an exercise's reports, and the background of maps."""


def digest(name: str) -> str:
    """Return the digest of all files of a pack that say what was agreed."""
    folder = find(name)
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and parts[0] not in NOT_AGREED:
            whole.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


@pytest.mark.parametrize("name", bundled())
def test_a_pack_that_changed_has_another_version(name: str) -> None:
    """Raise `version` in pack.toml, say in docs/reference/packs.md what changed, and put the digest here."""
    versions = json.loads(GOLDEN.read_text("utf-8"))[name]
    assert versions.get(load(find(name)).version) == digest(name)


def test_no_two_versions_are_the_same() -> None:
    """A version is raised for a change alone."""
    for name, versions in json.loads(GOLDEN.read_text("utf-8")).items():
        assert len(set(versions.values())) == len(versions), name
