"""What a ledger must survive, played so often as asked. ``python -m tests.ledger.reliability`` prints the figures.

Each function asserts that no acknowledged record is lost, none is there twice, and every audit is clean;
it returns what it did.
"""

import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from sulh.errors import LedgerError
from sulh.ledger import Draft, audit, audit_file, create, open_store
from sulh.ledger.sync import bundle, state, take

NOW = datetime(2024, 5, 3, tzinfo=UTC)
FAST = Path("/dev/shm")


def fresh(folder, site="s"):
    shutil.rmtree(folder, ignore_errors=True)
    return create(folder, site=site, name="Test", pack=("p", "d"), now=NOW)


def room():
    return Path(tempfile.mkdtemp(dir=FAST if FAST.is_dir() else None))


def child(work):
    """Run some work in a process of its own that can be killed; return its id and what it writes."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            work(lambda said: os.write(writing, said))
        finally:
            os._exit(0)
    os.close(writing)
    return process, reading


def kill_after(process, reading, seconds):
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    said = b""
    while part := os.read(reading, 1 << 16):
        said += part
    os.close(reading)
    return said


def check(folder, acknowledged):
    with open_store(folder) as store:
        held = [record.id for record in store.records(sites=[store.site])]
    assert set(acknowledged) <= set(held)
    assert len(held) == len(set(held))
    accused(folder)


def accused(folder):
    """Fail with what an audit says of an honest ledger, if it says anything."""
    faults = audit(folder)
    assert faults == (), f"{[str(each) for each in faults]}; again: {len(audit(folder))} faults"


def kills_while_appending(rounds, seed=1):
    """SIGKILL at random moments of appending; a new ledger every twenty rounds."""
    random, told, folder = Random(seed), 0, room() / "ledger"
    acknowledged = []
    for at in range(rounds):
        if at % 20 == 0:
            fresh(folder).close()
            acknowledged = []

        size = random.choice([1, 3, 200])

        def work(say, size=size):
            with open_store(folder) as store:
                for n in range(100_000):
                    drafts = [Draft(kind="note", body={"n": n, "x": "x" * 50})] * size
                    for identity in store.append(
                        drafts, recorded_at=NOW, author="t", batch_size=50
                    ):
                        say(bytes.fromhex(identity))

        said = kill_after(*child(work), random.random() * 0.05)
        ids = [said[i : i + 32].hex() for i in range(0, len(said) // 32 * 32, 32)]
        acknowledged += ids
        told += len(ids)
        check(folder, acknowledged)
    shutil.rmtree(folder.parent)
    return {"kills": rounds, "records acknowledged": told}


def kills_while_syncing(rounds, seed=1):
    """SIGKILL at random moments of taking in another site's chain, and then taking the rest."""
    random, base = Random(seed), room()
    with fresh(base / "a", "a") as sender:
        for n in range(40):
            sender.append(
                [Draft(kind="note", body={"n": n})] * random.randint(1, 40),
                recorded_at=NOW,
                author="t",
            )
        stream = b"".join(bundle(sender, {}))
        whole = [row[4] for row in sender.chain("a").rows()]
    cut = 0
    for at in range(rounds):
        if at % 10 == 0:
            fresh(base / "b", "b").close()

        def work(_):
            with open_store(base / "b") as store:
                take(store, [stream])

        kill_after(*child(work), random.random() * 0.04)
        accused(base / "b")
        with open_store(base / "b") as store:
            held = state(store).get("a", (0, ""))[0]
            cut += 0 < held < len(whole)
            if at % 10 == 9:
                take(store, [stream])
                assert [row[4] for row in store.chain("a").rows()] == whole
    shutil.rmtree(base)
    return {"kills": rounds, "of them in the middle": cut}


def torn_writes(steps, seed=1):
    """The write-ahead log cut off, and garbled, at many places of its last transaction.

    Before that transaction was acknowledged, this is what a power cut leaves: the site goes on. After it,
    a record is lost that somebody was told of: the audit says so, and nothing is added in its place.
    """
    base, random = room(), Random(seed)
    check_file = base / "ledger" / "ledger.sqlite.check"

    def work(say):
        store = open_store(base / "ledger")
        for n in range(4):
            if n == 3:
                shutil.copy(check_file, base / "check before")
            for identity in store.append(
                [Draft(kind="note", body={"n": n, "x": "x" * 900})] * 5, recorded_at=NOW, author="t"
            ):
                say(bytes.fromhex(identity))
        os.kill(os.getpid(), signal.SIGKILL)

    fresh(base / "ledger").close()
    process, reading = child(work)
    os.waitpid(process, 0)
    output = os.read(reading, 1 << 16)
    os.close(reading)
    ids = [output[i : i + 32].hex() for i in range(0, len(output), 32)]
    log = (base / "ledger" / "ledger.sqlite-wal").read_bytes()
    starts = [
        at for at in range(32, len(log), 24 + 4096) if struct.unpack(">I", log[at + 4 : at + 8])[0]
    ]
    last = starts[-2] + 24 + 4096  # behind the commit frame of the transaction before
    places = [last + random.randrange(len(log) - last) for _ in range(steps)]
    for at in places:
        for garbled in (False, True):
            torn = base / "torn"
            shutil.rmtree(torn, ignore_errors=True)
            shutil.copytree(base / "ledger", torn, ignore=shutil.ignore_patterns("*-shm"))
            rest = random.randbytes(len(log) - at) if garbled else b""
            (torn / "ledger.sqlite-wal").write_bytes(log[:at] + rest)
            assert [(fault.code, fault.seq) for fault in audit(torn)] == [("truncated", 16)]
            with open_store(torn) as store, pytest.raises(LedgerError, match="two histories"):
                store.append([Draft(kind="note", body={"after": 1})], recorded_at=NOW, author="t")
            assert [(fault.code, fault.seq) for fault in audit(torn)] == [("truncated", 16)]
            shutil.copy(base / "check before", torn / "ledger.sqlite.check")
            with open_store(torn) as store:  # as the site does when the power is back
                store.append([Draft(kind="note", body={"after": 1})], recorded_at=NOW, author="t")
            check(torn, ids[:15])
    shutil.rmtree(base)
    return {"places": steps, "ways": 2}


def wrong_clocks(rounds, seed=1):
    """Clocks that run back, stand still, jump years ahead, or meet a leap second."""
    random, base = Random(seed), room()
    moments = [
        NOW,
        NOW - timedelta(days=9000),
        NOW + timedelta(days=3650),
        datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC),
    ]
    with fresh(base / "ledger") as store:
        ids, before = [], NOW
        for n in range(rounds):
            ids += store.append(
                [Draft(kind="note", body={"n": n})], recorded_at=random.choice(moments), author="t"
            )
            last = store.heads()[-1].time
            assert last >= before
            before = last
    check(base / "ledger", ids)
    shutil.rmtree(base)
    return {"records": rounds}


def many_processes(processes, each):
    """Processes that append to one file at the same time."""
    base = room()
    fresh(base / "ledger").close()

    def work(say):
        with open_store(base / "ledger") as store:
            for n in range(each):
                for identity in store.append(
                    [Draft(kind="note", body={"n": n})], recorded_at=NOW, author="t"
                ):
                    say(bytes.fromhex(identity))

    started = [child(work) for _ in range(processes)]
    ids = []
    for process, reading in started:
        said = b""
        while part := os.read(reading, 1 << 16):
            said += part
        os.close(reading)
        os.waitpid(process, 0)
        ids += [said[i : i + 32].hex() for i in range(0, len(said), 32)]
    assert len(ids) == processes * each
    check(base / "ledger", ids)
    shutil.rmtree(base)
    return {"processes": processes, "records": processes * each}


def fill(store, ids, random):
    """Append until the disk is full."""
    for n in range(10_000):
        body = {"n": n, "x": "x" * random.randint(0, 3000)}
        ids += store.append([Draft(kind="note", body=body)], recorded_at=NOW, author="t")


def full_disks(rounds, seed=1):
    """A real file system that fills up, where one can be mounted; what was acknowledged stays."""
    random, base = Random(seed), Path(tempfile.mkdtemp())
    mounted = 0
    for _ in range(rounds):
        disk = base / "disk"
        disk.mkdir(exist_ok=True)
        size = f"size={random.randint(150, 600)}k"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)],
            check=False,
            capture_output=True,
        )
        if done.returncode != 0:
            break
        mounted += 1
        try:
            ids = []
            with fresh(disk / "ledger") as store:
                with pytest.raises(LedgerError) as caught:
                    fill(store, ids, random)
                assert "Nothing of this batch was written" in caught.value.remedy
            kept = base / "kept"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(disk / "ledger", kept)
            check(kept, ids)
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    shutil.rmtree(base)
    return {"disks filled": mounted}


def flipped_bits(part=0, parts=1, *, records=3, sample=None, seed=1):
    """Every bit of a ledger's file flipped, or a sample of them; the audit finds each."""
    base = room()
    with fresh(base / "ledger") as store:
        random = Random(seed)
        for n in range(records):
            size = random.choice([0, 60, 5000]) if sample else 40
            store.append(
                [Draft(kind="note", body={"n": n, "x": "x" * size})], recorded_at=NOW, author="t"
            )
    path = base / "ledger" / "ledger.sqlite"
    content = path.read_bytes()
    bits = (
        range(part, 8 * len(content), parts)
        if sample is None
        else [random.randrange(8 * len(content)) for _ in range(sample)]
    )
    missed = []
    with path.open("r+b", buffering=0) as file:
        for bit in bits:
            at, changed = bit >> 3, bytes([content[bit >> 3] ^ (1 << (bit & 7))])
            os.pwrite(file.fileno(), changed, at)
            if audit_file(path) == ():
                missed.append(bit)
            os.pwrite(file.fileno(), content[at : at + 1], at)
    assert missed == []
    assert audit(base / "ledger") == ()
    shutil.rmtree(base)
    return {"bytes": len(content), "bits flipped": len(bits), "missed": len(missed)}


def honest_ledgers(rounds, seed=1):
    """Ledgers of all sizes of batch and record, audited open, closed and opened again: no fault."""
    base, records = room(), 0
    for each in range(rounds):
        random = Random(f"{seed} {each}")
        folder = base / str(each)
        store = fresh(folder)
        batch, size = random.choice(
            [(3, 10), (60, 400), (3, 30_000), (1, 3900), (1500, 10), (800, 200)]
        )
        for _ in range(random.randint(1, 5 if batch > 100 else 60)):
            drafts = [
                Draft(kind="note", body={"n": n, "x": "x" * random.randint(0, size)})
                for n in range(random.randint(1, batch))
            ]
            records += len(store.append(drafts, recorded_at=NOW, author="t"))
            if random.random() < 0.1:
                accused(folder)
            if random.random() < 0.1:
                store.close()
                store = open_store(folder)
        assert audit(folder) == ()
        store.close()
        assert audit(folder) == ()
        shutil.rmtree(folder)
    shutil.rmtree(base)
    return {"ledgers": rounds, "records": records, "falsely accused": 0}


PLAYED = (
    ("SIGKILL while appending", lambda: kills_while_appending(1000)),
    ("SIGKILL while syncing", lambda: kills_while_syncing(300)),
    ("A log torn or garbled in its last transaction", lambda: torn_writes(300)),
    ("Wrong clocks", lambda: wrong_clocks(2000)),
    ("Processes writing one file", lambda: many_processes(8, 100)),
    ("Full disks", lambda: full_disks(20)),
    ("Single bits of a large file", lambda: flipped_bits(records=300, sample=2000)),
    ("Every single bit of a small file", flipped_bits),
    ("Honest ledgers of all shapes", lambda: honest_ledgers(300)),
)

if __name__ == "__main__":
    for name, play in PLAYED:
        begun = time.perf_counter()
        said = ", ".join(f"{key} {value:,}" for key, value in play().items())
        print(f"| {name} | {said} | {time.perf_counter() - begun:,.0f} s |", flush=True)  # noqa: T201
