"""The check file finds what no hash covers, and accuses no ledger where it may speak of another file."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from tests.ledger.conftest import NOW, observation

from sulh.ledger import audit, create, open_store, rebuild
from sulh.ledger.sqlite.check_file import (
    LENGTH,
    CheckFile,
    read_check_file,
    read_counter,
    write_check_file,
)
from sulh.ledger.sqlite.storage import DATABASE
from sulh.ledger.sync import bundle, take


def check_of(folder):
    return folder / f"{DATABASE}.check"


def append(folder):
    with open_store(folder) as store:
        store.append([observation(99)], recorded_at=NOW, author="x")


def append_and_be_killed(folder):
    """Append in a process that ends without closing the ledger."""
    process = os.fork()
    if process == 0:
        store = open_store(folder)
        store.append([observation(99)], recorded_at=NOW, author="x")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)


def restore(folder, copy):
    """Put a copy of the chain's file back, without its check file."""
    for ending in ("-wal", "-shm"):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    shutil.copy(copy, folder / DATABASE)


def test_a_clean_close_writes_the_digest_and_the_number_of_records(folder):
    """The next batch takes the digest out, until the next close."""
    check = read_check_file(folder / DATABASE)
    assert (check.records, check.signed, len(check.digest)) == (10, 10, 64)
    with open_store(folder) as store:
        store.append([observation(99)], recorded_at=NOW, author="x")
        assert read_check_file(folder / DATABASE) == CheckFile(records=11, signed=11)
    assert read_check_file(folder / DATABASE).digest not in {"", check.digest}
    assert check_of(folder).stat().st_size == LENGTH


def test_a_changed_byte_in_free_space_is_found_by_the_digest(folder):
    """No record's hash covers it, and SQLite takes no notice."""
    content = bytearray((folder / DATABASE).read_bytes())
    at = content.index(bytes(64), 4096) + 30
    content[at] ^= 1
    status = (folder / DATABASE).stat()
    (folder / DATABASE).write_bytes(content)
    os.utime(
        folder / DATABASE, ns=(status.st_atime_ns, status.st_mtime_ns)
    )  # a failing disk tells nobody
    assert [fault.code for fault in audit(folder)] == ["damaged"]
    check_of(folder).unlink()
    assert audit(folder) == ()


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{}", b"\x00" * LENGTH, b"\xff\xfe" * 200, b"[1] " + b"0" * 64, b"x" * 5_000_000],
    ids=["missing", "empty", "object", "zeros", "no text", "false digest", "huge"],
)
def test_without_a_whole_check_file_no_ledger_is_accused(folder, content):
    """Missing, cut off, garbled: the chain alone counts, and the next close writes a new one."""
    check_of(folder).unlink()
    if content is not None:
        check_of(folder).write_bytes(content)
    assert read_check_file(folder / DATABASE) is None
    assert audit(folder) == ()
    append(folder)
    assert read_check_file(folder / DATABASE).records == 11
    assert audit(folder) == ()


def test_a_damaged_check_file_is_none(folder):
    """It vouches for itself: of each changed bit and each cut nothing is left that could accuse."""
    content = check_of(folder).read_bytes()
    whole, used = read_check_file(folder / DATABASE), len(content.rstrip())
    damaged = [content[:length] for length in range(used)]
    for bit in range(8 * used):
        changed = bytearray(content)
        changed[bit >> 3] ^= 1 << (bit & 7)
        damaged.append(bytes(changed))
    for each in damaged:
        check_of(folder).write_bytes(each)
        assert read_check_file(folder / DATABASE) in {None, whole}
    for each in damaged[::200]:
        check_of(folder).write_bytes(each)
        assert audit(folder) == ()


def test_after_a_kill_the_digest_is_not_used(folder):
    """The log holds records that the file does not: no fault before or after the next close."""
    append_and_be_killed(folder)
    assert read_check_file(folder / DATABASE) == CheckFile(records=11, signed=11)
    assert audit(folder) == ()
    with open_store(folder) as store:
        assert store.size == 11
    assert audit(folder) == ()


def test_a_stale_check_file_accuses_nobody(folder, tmp_path):
    """One from before the last batches speaks of fewer records than there are."""
    shutil.copy(check_of(folder), tmp_path / "stale")
    append_and_be_killed(folder)
    shutil.copy(tmp_path / "stale", check_of(folder))
    assert audit(folder) == ()
    append(folder)
    shutil.copy(tmp_path / "stale", check_of(folder))
    assert audit(folder) == ()


@pytest.mark.parametrize("batches", [0, 1, 2], ids=["smaller", "small", "as large"])
def test_the_check_file_of_another_ledger_accuses_nobody(folder, tmp_path, batches):
    """Of a ledger that is no larger: another digest, and another count of changes."""
    with create(tmp_path / "other", site="b", name="B", pack=("p", "d"), now=NOW) as store:
        for n in range(batches):
            store.append([observation(n)] * 4, recorded_at=NOW, author="x")
    shutil.copy(check_of(tmp_path / "other"), check_of(folder))
    assert audit(folder) == ()


@pytest.mark.parametrize("statement", ["VACUUM", "PRAGMA journal_mode = DELETE"])
def test_a_file_that_sqlite_wrote_anew_is_not_accused(folder, statement):
    """Another program may compact the file: its bytes differ, its records do not."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute(statement)
    assert audit(folder) == ()


def test_a_file_replaced_by_another_with_the_same_count_of_changes_is_not_accused(folder):
    """SQLite counts anew in each file that it makes, so that two may agree by chance."""
    path = folder / DATABASE
    for way in ("backup", "VACUUM INTO") * 3:
        copy = path.with_name("copy")
        with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(copy)) as target:
            if way == "backup":
                database.backup(target)
            else:
                database.execute(f"VACUUM INTO '{copy}'")
        copy.replace(path)
        check = read_check_file(path)
        write_check_file(path, replace(check, counter=read_counter(path)))
        later = check_of(folder).stat().st_mtime_ns + 1
        os.utime(path, ns=(later, later))
        assert audit(folder) == ()


def test_an_older_copy_put_back_is_truncated_unless_its_check_file_comes_with_it(folder, tmp_path):
    """Records that were acknowledged are gone: that is said, even where the copy holds by itself."""
    shutil.copy(folder / DATABASE, tmp_path)
    shutil.copy(check_of(folder), tmp_path)
    append(folder)
    restore(folder, tmp_path / DATABASE)
    assert [(fault.code, fault.seq) for fault in audit(folder)] == [("truncated", 10)]
    shutil.copy(tmp_path / f"{DATABASE}.check", folder)
    assert audit(folder) == ()


def test_a_check_file_that_cannot_be_written_is_no_failure(folder):
    """Appending goes on where a folder stands in its place."""
    check_of(folder).unlink()
    check_of(folder).mkdir()
    append(folder)
    write_check_file(folder / DATABASE, CheckFile(records=1, signed=1))
    assert audit(folder) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_only_the_owner_may_read_a_ledger(folder, tmp_path):
    """Files 0600 and folders 0700, of the own chain, of copies of others, and of what is rebuilt."""
    earlier = os.umask(0)
    try:
        with (
            create(tmp_path / "b", site="b", name="B", pack=("p", "d"), now=NOW) as other,
            open_store(folder) as store,
        ):
            take(other, bundle(store, {}))
        with (
            closing(sqlite3.connect(tmp_path / "b" / "sites" / "site-1.sqlite")) as database,
            database,
        ):
            database.execute("DELETE FROM record WHERE seq = 5")
        rebuild(tmp_path / "b", tmp_path / "new")
        append_and_be_killed(tmp_path / "b")
    finally:
        os.umask(earlier)
    private = [*(tmp_path / "b").rglob("*"), *(tmp_path / "new").rglob("*")]
    assert {"site.key", "site-1.sqlite", "site-1.jsonl", "ledger.sqlite-wal"} <= {
        p.name for p in private
    }
    for path in (tmp_path / "b", tmp_path / "new", *private):
        mode = path.stat().st_mode & 0o777
        assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
