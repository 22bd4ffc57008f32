"""A chain's file keeps what it acknowledged, whatever happens to its writers and its disk."""

import resource
import signal
import subprocess
import sys
import time
from random import Random

import pytest
from tests.ledger.conftest import NOW, observation

from sulh.errors import LedgerError
from sulh.ledger import audit, open_store


def test_two_processes_may_append_at_once(folder):
    """Every acknowledged record of both is there once, and the chain holds."""
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from sulh.ledger import Draft, open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "for n in range(40):\n"
        "    store.append([Draft(kind='observation', body={'who': sys.argv[2], 'n': n})],"
        " recorded_at=datetime(2024, 6, 1, tzinfo=UTC), author='x')\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), who]) for who in ("a", "b")
    ]
    assert [process.wait(120) for process in running] == [0, 0]
    with open_store(folder) as store:
        added = [(r.body["who"], r.body["n"]) for r in store.records() if "who" in r.body]
    assert sorted(added) == sorted((who, n) for who in "ab" for n in range(40))
    assert audit(folder) == ()


def kill_once(folder, delay_s):
    """Append in a child process, kill it after a while, return the records it acknowledged."""
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from sulh.ledger import Draft, open_store\n"
        "store = open_store(Path(sys.argv[1]))\nprint('ready', flush=True)\n"
        "for n in range(100000):\n"
        "    ids = store.append([Draft(kind='observation', body={'n': n})] * 5,"
        " recorded_at=datetime(2024, 6, 1, tzinfo=UTC), author='x')\n"
        "    print(' '.join(ids), flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    whole_lines = said[: said.rfind("\n") + 1].splitlines()
    return [identity for line in whole_lines for identity in line.split()]


@pytest.mark.parametrize("rounds", [6, pytest.param(40, marks=pytest.mark.slow)])
def test_a_killed_process_loses_nothing_acknowledged(folder, rounds):
    """After SIGKILL at random moments every acknowledged record is there once and the audit is clean."""
    random = Random(1)
    for _ in range(rounds):
        acknowledged = kill_once(folder, random.random() * 0.1)
        with open_store(folder) as store:
            held = [record.id for record in store.records()]
        assert set(acknowledged) <= set(held)
        assert len(held) == len(set(held))
        assert audit(folder) == ()


def test_a_full_disk_loses_nothing_and_says_so(folder):
    """When no more can be written the batch is not there at all, and the sentence says what to do."""
    with open_store(folder) as store:
        before = store.size
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, hard))
            with pytest.raises(LedgerError, match="cannot be used"):
                store.append(
                    (observation(n, filler="x" * 5000) for n in range(500)),
                    recorded_at=NOW,
                    author="x",
                )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with open_store(folder) as store:
        assert store.size >= before
        store.append([observation(1)], recorded_at=NOW, author="x")
    assert audit(folder) == ()
