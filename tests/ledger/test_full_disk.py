"""A disk that takes nothing more is no fault of a ledger: nobody is told to restore or rebuild a sound one."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sulh.ledger import audit, create

NOW = datetime(2020, 1, 1, tzinfo=UTC)
PROGRAM = """
import resource, sys
from pathlib import Path
from sulh.errors import LedgerError
from sulh.ledger import audit, open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # every write fails, as on a full disk
for use in (audit, open_store):
    try:
        print("no error", use(Path(sys.argv[1])))
    except LedgerError as error:
        print(error, "|", error.remedy)
"""


@pytest.mark.skipif(os.name != "posix", reason="the limit on files is one of POSIX")
def test_a_full_disk_is_said_and_accuses_nobody(tmp_path):
    """Neither the audit nor whoever opens the ledger calls it damaged."""
    folder = tmp_path / "ledger"
    create(folder, site="a", name="n", pack=("p", "d"), now=NOW).close()
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 2, done.stdout
    for line in lines:
        assert "the disk takes nothing more" in line
        assert "Make room" in line
        assert "restore" not in line.lower()
    assert audit(folder) == ()
