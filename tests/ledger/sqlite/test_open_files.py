"""A process that has a ledger open loses none of its locks by closing it elsewhere, and no record."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sulh.ledger import Draft, audit, create, open_store
from sulh.ledger.sqlite.check_file import read_check_file

NOW = datetime(2026, 11, 29, tzinfo=UTC)
LOOK = "import sys; from pathlib import Path; from sulh.ledger import open_store\nwith open_store(Path(sys.argv[1])) as store: print(sum(1 for _ in store.records()))"


def add(store, count):
    drafts = [Draft(kind="note", body={"n": n}) for n in range(count)]
    store.append(drafts, recorded_at=NOW, author="watch officer")


def look_from_outside(folder):
    """Open and close the ledger in another process, as any command does."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.fixture
def folder(tmp_path):
    where = tmp_path / "ledger"
    create(where, site="a", name="Test", pack=("p", "d"), now=NOW).close()
    return where


def test_what_is_acknowledged_stays_when_another_program_looks(folder):
    """A server keeps the ledger open and closes a second opening of it; then a command looks."""
    before = sum(1 for _ in open_store(folder).records())
    with open_store(folder) as kept:
        add(kept, 1)
        for count in range(3):
            with open_store(folder) as second:
                add(second, 1)
            assert look_from_outside(folder) == before + 2 + 2 * count
            add(kept, 1)
            assert look_from_outside(folder) == before + 3 + 2 * count
    assert look_from_outside(folder) == before + 7
    assert audit(folder) == ()


def test_the_last_to_close_writes_the_digest(folder):
    """Not the first, which would have to read a file that is open."""
    path = folder / "ledger.sqlite"
    first, last = open_store(folder), open_store(folder)
    add(first, 2)
    first.close()
    assert not read_check_file(path).digest
    last.close()
    assert read_check_file(path).digest
