"""What a ledger must survive: a little of it each time, all of it in the slow suite."""

import pytest
from tests.ledger import reliability as played

slow = pytest.mark.slow


@pytest.mark.parametrize(
    ("rounds", "seed"), [(20, 1), *(pytest.param(150, s, marks=slow) for s in range(2, 6))]
)
def test_killed_while_appending(rounds, seed):
    """No acknowledged record is lost or doubled, every audit is clean."""
    assert played.kills_while_appending(rounds, seed)["kills"] == rounds


@pytest.mark.parametrize(("rounds", "seed"), [(20, 1), pytest.param(200, 2, marks=slow)])
def test_killed_while_syncing(rounds, seed):
    """Whole batches are held, audits are clean, and the next sync brings the rest."""
    assert played.kills_while_syncing(rounds, seed)["kills"] == rounds


@pytest.mark.parametrize("steps", [15, pytest.param(200, marks=slow)])
def test_torn_and_garbled_logs(steps):
    """What was committed before the torn transaction is there, and the site goes on."""
    played.torn_writes(steps)


def test_wrong_clocks():
    """Recording times never run backwards, whatever the clock says."""
    played.wrong_clocks(200)


@pytest.mark.parametrize(("rounds", "seed"), [(12, 1), pytest.param(150, 2, marks=slow)])
def test_honest_histories_are_never_accused(rounds, seed):
    """Killed, vacuumed, copied, open several times at once: no audit finds a fault."""
    assert played.honest_ledgers(rounds, seed)["histories"] == rounds


@pytest.mark.parametrize("ledgers", [1, pytest.param(30, marks=slow)])
def test_audits_while_others_write_find_no_fault(ledgers):
    """An audit looks at one moment, whatever two writers do meanwhile."""
    played.audited_while_written(ledgers)


def test_processes_write_one_file():
    """Each gets its records in, once, in one chain."""
    played.many_processes(4, 25)


def test_full_disks():
    """A disk that is full is reported, and loses nothing."""
    if played.full_disks(3)["disks filled"] == 0:
        pytest.skip("no file system can be mounted here; test_store fills one by a limit instead")


def test_some_flipped_bits():
    """Of a closed ledger every one is found; without its check file, every one that a reader would see."""
    assert played.flipped_bits(records=60, sample=150)["missed"] == 0
    assert played.flipped_bits(5, 397)["missed"] == 0


@pytest.mark.parametrize(("sample", "seed"), [(150, 1), pytest.param(3000, 2, marks=slow)])
def test_flipped_bits_of_what_a_killed_writer_leaves(sample, seed):
    """A bit of the file or its log that hides a record is found."""
    played.flipped_bits_of_a_log(sample, seed)


@slow
def test_flipped_bits_of_a_larger_ledger():
    """With inner pages, long rows and many heads."""
    assert played.flipped_bits(records=300, sample=3000)["missed"] == 0


@slow
@pytest.mark.parametrize("part", range(8))
def test_every_flipped_bit(part):
    """Each bit of a small ledger's file, one at a time."""
    assert played.flipped_bits(part, 8)["missed"] == 0
