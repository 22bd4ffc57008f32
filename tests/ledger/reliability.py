"""What a ledger must survive, played so often as asked. ``python -m tests.ledger.reliability`` prints the figures.

Each function asserts that no acknowledged record is lost, none is there twice, and every audit is clean;
it returns what it did.
"""

import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from sulh.errors import LedgerError, SulhError
from sulh.ledger import Draft, ProofMaker, audit, audit_file, create, open_store
from sulh.ledger.sqlite.chain import open_to_read
from sulh.ledger.sqlite.readable import readable_rows
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


def view(folder):
    """Return all that any reader can see of a ledger: records, heads, what a sync sends, proofs."""
    try:
        with open_store(folder) as store:
            return [
                [
                    (
                        site,
                        store.chain(site).size,
                        store.chain(site).public_key,
                        list(store.chain(site).rows()),
                        list(store.chain(site).heads()),
                        [list(store.chain(site).rows(seq, seq + 1)) for seq in range(store.size)],
                        [store.chain(site).head_at(size) for size in range(store.size + 1)],
                        ProofMaker(store.chain(site)).prove(0),
                    )
                    for site in store.sites()
                ],
                list(store.records()),
                store.heads(),
                list(bundle(store, {})),
                state(store),
            ]
    except SulhError as error:
        return str(error)


def rows_of(path):
    """Return the rows of a chain's file that can be read, by place; empty where it is no ledger."""
    try:
        with closing(open_to_read(path)) as connection:
            return {row[0]: row for row in readable_rows(connection)}
    except (sqlite3.Error, UnicodeDecodeError):
        return {}


class Flips:
    """A ledger in which single bits are flipped, each in the pristine files, and every audit judged."""

    def __init__(self, folder, names):
        self.folder = folder
        self.flipped = folder.with_name("flipped")
        self.contents = {name: (folder / name).read_bytes() for name in names}
        self.rows = rows_of(folder / "ledger.sqlite")
        self.view = self.seen({})
        self.check_file = (folder / "ledger.sqlite.check").read_bytes()

    def put(self, changed, check_file=b""):
        """Write the files with some of them changed, and the check file or none."""
        self.flipped.mkdir(exist_ok=True)
        for path in self.flipped.iterdir():
            path.unlink()
        for name, content in (self.contents | changed).items():
            (self.flipped / name).write_bytes(content)
        if check_file:
            (self.flipped / "ledger.sqlite.check").write_bytes(check_file)

    def seen(self, changed):
        """Return what a reader sees of the changed files."""
        self.put(changed)
        return view(self.flipped)

    def judge(self, name, bit):
        """Flip one bit, and return whether an audit finds it: without the check file, and with it.

        Whatever changes what a reader sees must be found, with the check file at the latest, and a record
        must be named.
        """
        content = bytearray(self.contents[name])
        content[bit >> 3] ^= 1 << (bit & 7)
        changed = {name: bytes(content)}
        self.put(changed)
        faults = audit_file(self.flipped / "ledger.sqlite")
        found_alone = faults != ()
        if not found_alone:
            unseen = self.seen(changed) == self.view
            self.put(changed, self.check_file)
            faults = audit_file(self.flipped / "ledger.sqlite")
            assert unseen or faults, (name, bit)
        if faults and not (not found_alone and unseen):
            rows = rows_of(self.flipped / "ledger.sqlite")
            differing = {seq for seq, row in self.rows.items() if rows.get(seq) != row}
            if 0 < len(differing) < len(self.rows):
                said = [str(fault) for fault in faults]
                assert differing & {fault.seq for fault in faults}, (name, bit, differing, said)
        return found_alone, faults != ()


def small_ledger(folder, batches, random):
    """Make a ledger of some batches of notes."""
    with fresh(folder) as store:
        for n in range(batches):
            size = random.choice([0, 60, 60, 5000]) if batches > 10 else 40
            store.append(
                [Draft(kind="note", body={"n": n, "x": "x" * size})], recorded_at=NOW, author="t"
            )


def flipped_bits(part=0, parts=1, *, records=3, sample=None, seed=1):
    """Every bit of a closed ledger's file flipped, or a sample of them; the audit finds each."""
    base, random = room(), Random(seed)
    small_ledger(base / "ledger", records, random)
    flips = Flips(base / "ledger", ["ledger.sqlite"])
    length = 8 * len(flips.contents["ledger.sqlite"])
    bits = (
        range(part, length, parts)
        if sample is None
        else [random.randrange(length) for _ in range(sample)]
    )
    results = [flips.judge("ledger.sqlite", bit) for bit in bits]
    missed = [bit for bit, (_, found) in zip(bits, results, strict=True) if not found]
    assert missed == []
    assert audit(base / "ledger") == ()
    shutil.rmtree(base)
    alone = sum(alone for alone, _ in results)
    return {
        "bytes": length // 8,
        "bits flipped": len(bits),
        "found by the digest alone": len(bits) - alone,
        "missed": 0,
    }


def flipped_bits_of_a_log(sample, seed=1):
    """Bits of what a killed writer leaves, a file and its log: whatever a reader would miss is found."""
    base, random = room(), Random(seed)
    small_ledger(base / "ledger", 3, random)

    def work(_):
        store = open_store(base / "ledger")
        for n in range(4):
            store.append([Draft(kind="note", body={"n": n})] * 3, recorded_at=NOW, author="t")
        os.kill(os.getpid(), signal.SIGKILL)

    kill_after(*child(work), 0.5)
    names = ["ledger.sqlite", "ledger.sqlite-wal"]
    flips = Flips(base / "ledger", names)
    assert len(flips.rows) == 16
    for _ in range(sample):
        name = random.choice(names)
        flips.judge(name, random.randrange(8 * len(flips.contents[name])))
    shutil.rmtree(base)
    return {"bits flipped": sample, "hidden from readers and missed": 0}


class History:
    """One ledger and all that may honestly happen to its files; every step ends with an audit."""

    def __init__(self, folder, random):
        self.folder = folder
        self.path = folder / "ledger.sqlite"
        self.random = random
        self.open = [fresh(folder)]
        self.records = 1

    def append(self):
        """Append batches through one of the stores that are open, or a new one."""
        if not self.open:
            self.open_again()
        store = self.random.choice(self.open)
        batch, size = self.random.choice(
            [(3, 10), (60, 400), (3, 30_000), (1, 3900), (1200, 10), (400, 200)]
        )
        for _ in range(self.random.randint(1, 3 if batch > 100 else 10)):
            drafts = [
                Draft(kind="note", body={"n": n, "x": "x" * self.random.randint(0, size)})
                for n in range(self.random.randint(1, batch))
            ]
            self.records += len(store.append(drafts, recorded_at=NOW, author="t"))

    def open_again(self):
        """Open the ledger once more, beside who has it open."""
        self.open.append(open_store(self.folder))

    def close_one(self):
        """Close one of the stores that are open."""
        if self.open:
            self.open.pop(self.random.randrange(len(self.open))).close()

    def close_all(self):
        """Close whatever is open."""
        while self.open:
            self.close_one()

    def killed(self):
        """Let a process of its own append and kill it."""

        def work(_):
            with open_store(self.folder) as store:
                for n in range(1000):
                    drafts = [Draft(kind="note", body={"n": n, "x": "x" * 300})] * 7
                    store.append(drafts, recorded_at=NOW, author="t")

        kill_after(*child(work), self.random.random() * 0.05)

    def vacuumed(self):
        """Let SQLite rewrite the file, as its own program does when asked."""
        with closing(sqlite3.connect(self.path)) as database:
            database.execute("VACUUM")

    def other_journal(self):
        """Change the journal's mode, which another program may."""
        self.close_all()
        with closing(sqlite3.connect(self.path)) as database:
            database.execute("PRAGMA journal_mode = DELETE")

    def rewritten(self):
        """Put a copy in the place of the file that SQLite made in another way, byte by byte another."""
        self.close_all()
        copy = self.path.with_name("copy")
        with closing(sqlite3.connect(self.path)) as database:
            if self.random.random() < 0.5:
                database.execute(f"VACUUM INTO '{copy}'")
            else:
                with closing(sqlite3.connect(copy)) as target:
                    database.backup(target)
        copy.replace(self.path)

    def copied(self):
        """Copy the folder, with or without what is beside the file, and go on in the copy."""
        left_out = self.random.choice(["*-shm", "*.check", "nothing"])
        copy = self.folder.with_name(f"{self.folder.name}+")
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns(left_out))
        self.close_all()
        shutil.rmtree(self.folder)
        copy.replace(self.folder)

    def play(self, steps):
        """Play some steps, and audit after each."""
        ways = (
            self.append, self.append, self.append, self.open_again, self.close_one, self.close_all,
            self.killed, self.vacuumed, self.other_journal, self.rewritten, self.copied,
        )  # fmt: skip
        played = []
        for _ in range(steps):
            way = self.random.choice(ways)
            way()
            played.append(way.__name__)
            faults = audit(self.folder)
            assert faults == (), (played, [str(each) for each in faults])
        self.close_all()
        accused(self.folder)


def honest_ledgers(rounds, seed=1):
    """Ledgers that grow, are copied, vacuumed, left by killed writers, open several times: no fault."""
    base, records = room(), 0
    for each in range(rounds):
        history = History(base / str(each), Random(f"{seed} {each}"))
        history.play(8)
        records += history.records
        shutil.rmtree(history.folder)
    shutil.rmtree(base)
    return {"histories": rounds, "records": records, "falsely accused": 0}


def audited_while_written(ledgers, seed=1):
    """Ten audits of each ledger that two processes write to meanwhile, opening and closing it."""
    random, records = Random(seed), 0
    for _ in range(ledgers):
        base = room()
        fresh(base / "ledger").close()

        def work(_, folder=base / "ledger"):
            for n in range(10_000):
                with open_store(folder) as store:
                    for _ in range(n % 4):
                        drafts = [Draft(kind="note", body={"n": n, "x": "x" * 500})] * (n % 20 + 1)
                        store.append(drafts, recorded_at=NOW, author="t")
                time.sleep(0.01)

        writers = [child(work) for _ in range(2)]
        for _ in range(10):
            time.sleep(random.random() * 0.02)
            accused(base / "ledger")
        for process, reading in writers:
            kill_after(process, reading, 0)
        accused(base / "ledger")
        with open_store(base / "ledger") as store:
            records += store.size
        shutil.rmtree(base)
    return {"audits": 11 * ledgers, "records": records, "falsely accused": 0}


PLAYED = (
    ("SIGKILL while appending", lambda: kills_while_appending(1000)),
    ("SIGKILL while syncing", lambda: kills_while_syncing(300)),
    ("A log torn or garbled in its last transaction", lambda: torn_writes(300)),
    ("Wrong clocks", lambda: wrong_clocks(2000)),
    ("Processes writing one file", lambda: many_processes(8, 100)),
    ("Full disks", lambda: full_disks(20)),
    ("Single bits of a large file", lambda: flipped_bits(records=300, sample=2000)),
    ("Every single bit of a small file", flipped_bits),
    ("Single bits of what a killed writer leaves", lambda: flipped_bits_of_a_log(2000)),
    ("Honest histories of all kinds", lambda: honest_ledgers(300)),
    ("Audits while two processes write", lambda: audited_while_written(30)),
)

if __name__ == "__main__":
    for name, play in PLAYED:
        begun = time.perf_counter()
        said = ", ".join(f"{key} {value:,}" for key, value in play().items())
        print(f"| {name} | {said} | {time.perf_counter() - begun:,.0f} s |", flush=True)  # noqa: T201
