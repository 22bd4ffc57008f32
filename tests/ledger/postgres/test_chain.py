"""PostgreSQL at its worst: answers lost on the way, writers killed, foreign settings, few rights."""

import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from sulh.errors import LedgerError
from sulh.ledger import Draft, audit_store, create, open_store
from sulh.ledger.postgres import chain
from sulh.ledger.postgres.schema import migrate

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
DOC = Path(__file__).parents[3] / "docs" / "how-to" / "keep-the-ledger-on-postgresql.md"


def note(n):
    return [Draft(kind="note", body={"n": n})]


def made(folder, url):
    return create(folder, site="hq", name="Test", pack=("p", "d"), now=NOW, url=url)


def numbers(store):
    return [record.body["n"] for record in store.records(kinds=["note"])]


@pytest.fixture
def url(postgres):
    """The address of an empty database."""
    return postgres.new_database()


class Cable:
    """A socket between client and server that can be cut at a commit.

    `cut` is how many commits are to go wrong: "before" the server reads them, or "after" it has
    answered, when the client never hears of it.
    """

    def __init__(self, folder, url):
        parts = urlsplit(url)
        self.server = f"{parse_qs(parts.query)['host'][0]}/.s.PGSQL.5432"
        self.url = f"postgresql://{parts.netloc}{parts.path}?host={folder}"
        self.before, self.after = 0, 0
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(f"{folder}/.s.PGSQL.5432")
        self.listening.listen(50)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        """Take no more connections."""
        self.listening.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            threading.Thread(target=self._up, args=(client, server), daemon=True).start()

    def _up(self, client, server):
        """Carry what the client says; a thread beside carries the answers, unless it is cut."""
        severed = threading.Event()
        down = threading.Thread(target=self._down, args=(client, server, severed), daemon=True)
        down.start()
        with client, server:
            while content := _received(client):
                if b"COMMIT\x00" in content and self.before:
                    self.before -= 1
                    break
                if b"COMMIT\x00" in content and self.after:
                    self.after -= 1
                    severed.set()
                    server.sendall(content)
                    down.join(10)
                    break
                server.sendall(content)
            _shut(client)
            _shut(server)
            down.join(10)

    def _down(self, client, server, severed):
        while content := _received(server):
            if severed.is_set():
                return
            try:
                client.sendall(content)
            except OSError:
                return
        _shut(client)


def _received(connection):
    try:
        return connection.recv(65536)
    except OSError:
        return b""


def _shut(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


@pytest.fixture
def cable(tmp_path_factory, url):
    with closing(Cable(tmp_path_factory.mktemp("c"), url)) as cable:
        yield cable


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_lost_connection_at_the_commit_writes_once(tmp_path, cable, moment):
    """Whether the commit was done or not when its answer was lost, the record is there once."""
    with made(tmp_path / "key", cable.url) as store:
        for n in range(2):
            setattr(cable, moment, 1)
            (told,) = store.append(note(n), recorded_at=NOW, author="t")
            assert getattr(cable, moment) == 0
            assert store.find(told).body == {"n": n}
        assert numbers(store) == list(range(2))
        assert audit_store(store) == ()


@pytest.mark.slow
def test_a_commit_whose_answer_never_comes_is_said_to_be_in_doubt(tmp_path, cable, monkeypatch):
    """When patience ends after a commit was sent, nobody is told that nothing was written."""
    with made(tmp_path / "key", cable.url) as store:
        monkeypatch.setattr(chain, "PATIENCE_S", 0.3)
        cable.after = 10**6
        with pytest.raises(LedgerError, match="cannot be used") as caught:
            store.append(note(1), recorded_at=NOW, author="t")
        cable.after = 0
        assert "not known" in caught.value.remedy
        assert numbers(store) == [1]
        monkeypatch.undo()
        store.append(note(2), recorded_at=NOW, author="t")
        assert numbers(store) == [1, 2]
        assert audit_store(store) == ()


@pytest.mark.parametrize("count", [1, 501])
def test_what_the_server_refuses_is_said_to_be_unwritten(tmp_path, url, count):
    """A full disk, met in the middle: nothing is in doubt, nothing stays open, and the next batch is whole."""
    with made(tmp_path / "key", url) as store, psycopg.connect(url, autocommit=True) as owner:
        owner.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
        )
        owner.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON sulh.head "
            "FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
        with pytest.raises(LedgerError, match="no room") as caught:
            store.append(note(0) * count, recorded_at=NOW, author="t")
        assert "Nothing of this batch was written" in caught.value.remedy
        owner.execute("DROP TRIGGER full_disk ON sulh.head")
        store.append(note(1) * count, recorded_at=NOW, author="t")
        assert numbers(store) == [1] * count
        assert audit_store(store) == ()


def test_a_fault_of_ours_in_one_writer_reaches_only_that_writer(tmp_path, url):
    """A body that no code foresaw breaks its own call; those who shared the commit go on."""
    with made(tmp_path / "key", url) as store:
        barrier = threading.Barrier(12)

        def one(n):
            barrier.wait()
            draft = Draft(kind="note", body={"n": n}) if n % 3 else object()
            try:
                return store.append([draft], recorded_at=NOW, author="t")
            except AttributeError:
                return None

        with ThreadPoolExecutor(12) as threads:
            got = list(threads.map(one, range(12)))
        assert [each is None for each in got] == [n % 3 == 0 for n in range(12)]
        assert sorted(numbers(store)) == [n for n in range(12) if n % 3]
        assert audit_store(store) == ()


def test_the_promises_do_not_rest_on_the_defaults_of_the_database(tmp_path, url):
    """Another isolation and lazy commits, set for the whole database, change nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        for setting in (
            "default_transaction_isolation = 'repeatable read'",
            "synchronous_commit = off",
        ):
            connection.execute(f"ALTER DATABASE {name} SET {setting}")
    with made(tmp_path / "key", url) as one, open_store(tmp_path / "key", url) as other:
        with other._storage._pool.connection() as connection:
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)

        def write(n):
            (one, other)[n % 2].append(note(n), recorded_at=NOW, author="t")

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(write, range(100)))
        assert sorted(numbers(one)) == list(range(100))
        assert audit_store(one) == ()


def test_an_audit_while_others_write_finds_no_fault(tmp_path, url, monkeypatch):
    """A headquarters does not stop for an audit."""
    monkeypatch.setattr(chain, "FETCH", 7)
    stop = threading.Event()

    def write(store):
        while not stop.is_set():
            store.append(note(0), recorded_at=NOW, author="t")

    with made(tmp_path / "key", url) as store:
        writing = threading.Thread(target=write, args=(store,))
        writing.start()
        try:
            for _ in range(15):
                assert audit_store(store) == ()
        finally:
            stop.set()
            writing.join()
        assert audit_store(store) == ()


WRITER = (
    "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
    "from sulh.ledger import Draft, open_store\n"
    "store = open_store(Path(sys.argv[1]), sys.argv[2])\nprint('ready', flush=True)\n"
    "for n in range(int(sys.argv[3])):\n"
    "    ids = store.append([Draft(kind='note', body={'n': n, 'x': 'y' * 2000})] * 5,"
    " recorded_at=datetime(2024, 6, 1, tzinfo=UTC), author='p')\n"
    "    print(' '.join(ids), flush=True)\n"
)


@contextmanager
def writers(folder, url, count, batches):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), url, str(batches)],
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(count)
    ]  # fmt: skip
    try:
        yield running
    finally:
        for each in running:
            each.kill()
            each.wait()
            each.stdout.close()


def acknowledged(said):
    return {each for line in said.splitlines(keepends=True) if line[-1] == "\n" for each in line.split()}  # fmt: skip


@pytest.mark.parametrize("rounds", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_a_killed_writer_loses_nothing_acknowledged_and_holds_up_nobody(tmp_path, url, rounds):
    """Killed at random moments, in the middle of a transaction or not: others go on at once."""
    random = Random(3)
    held = set()
    with made(tmp_path / "key", url) as store:
        for _ in range(rounds):
            with writers(tmp_path / "key", url, 2, 10**6) as running:
                for each in running:
                    assert each.stdout.readline() == "ready\n"
                time.sleep(random.random() * 0.2)
                for each in running:
                    each.send_signal(signal.SIGKILL)
                held.update(*(acknowledged(each.stdout.read()) for each in running))
            begun = time.monotonic()
            held.update(store.append(note(-1), recorded_at=NOW, author="t"))
            assert time.monotonic() - begun < 20
        ids = [record.id for record in store.records()]
        assert held <= set(ids)
        assert len(ids) == len(set(ids))
        assert audit_store(store) == ()


def test_a_writer_that_falls_silent_in_the_middle_is_let_go(tmp_path, url):
    """Who holds a chain and hangs is dropped by the server, and the next one writes."""
    with made(tmp_path / "key", url) as store, psycopg.connect(url) as silent:
        silent.execute("SET idle_in_transaction_session_timeout = '1s'")
        silent.commit()
        silent.execute("SELECT pg_advisory_xact_lock(%s, hashtext('hq'))", (chain.LOCK,))
        store.append(note(1), recorded_at=NOW, author="t")
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            silent.execute("SELECT 1")
        with store._storage._pool.connection() as connection:
            row = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()
        assert row == ("1min",)
        assert numbers(store) == [1]


@pytest.mark.slow
def test_twenty_four_processes_make_one_chain(tmp_path, url):
    """All of what each was told stands in one chain without a gap."""
    with made(tmp_path / "key", url) as store:
        with writers(tmp_path / "key", url, 24, 20) as running:
            said = [each.communicate(timeout=240)[0] for each in running]
            assert [each.returncode for each in running] == [0] * 24
        ids = set().union(*(acknowledged(each.removeprefix("ready\n")) for each in said))
        assert len(ids) == 24 * 20 * 5
        assert {record.id for record in store.records()} > ids
        assert store.size == len(ids) + 1
        assert audit_store(store) == ()


@pytest.mark.slow
def test_many_crashes_of_the_server_lose_and_double_nothing(tmp_path, postgres, url):
    """Twenty crashes under load: all that was acknowledged stands, once, and nothing else."""
    random = Random(5)
    told, refused, stop = [], [], threading.Event()
    with made(tmp_path / "key", url) as store:

        def write(writer):
            n = 0
            while not stop.is_set():
                n += 1
                draft = Draft(kind="note", body={"n": [writer, n]})
                try:
                    told.extend(store.append([draft], recorded_at=NOW, author="t"))
                except LedgerError as error:
                    refused.append(((writer, n), error.remedy))

        threads = [threading.Thread(target=write, args=(w,)) for w in range(20)]
        for each in threads:
            each.start()
        try:
            for _ in range(20):
                time.sleep(random.uniform(0.1, 0.7))
                postgres.crash()
                postgres.start()
        finally:
            stop.set()
            for each in threads:
                each.join(60)
        written = {tuple(r.body["n"]): r.id for r in store.records(kinds=["note"])}
        assert store.size == len(written) + 1
        assert set(told) <= set(written.values())
        assert len(told) == len(set(told)) > 100
        # On a busy machine the server may be away for longer than a writer waits: then it was told so.
        untold = {n for n, identity in written.items() if identity not in set(told)}
        assert untold <= {n for n, said in refused if "not known" in said}
        assert audit_store(store) == ()


def grants():
    """Return the statements of the how-to's block that gives a role its rights."""
    text = DOC.read_text("utf-8")
    block = text.split("```sql\n", 1)[1].split("```", 1)[0]
    return [each.strip() for each in block.split(";") if each.strip()]


def test_a_role_that_may_only_read_and_add_is_enough(tmp_path, url):
    """With the rights that the how-to gives, all works, and the past cannot be touched."""
    made(tmp_path / "key", url).close()
    with psycopg.connect(url, autocommit=True) as owner:
        for statement in grants():
            owner.execute(statement.replace("DATABASE sulh", f"DATABASE {owner.info.dbname}"))
    narrow = url.replace("sulh@", "sulh_app@", 1)
    with open_store(tmp_path / "key", narrow) as store:
        store.append(note(1), recorded_at=NOW, author="t")
        assert numbers(store) == [1]
        assert audit_store(store) == ()
    for statement in (
        "UPDATE sulh.record SET kind = 'x'",
        "DELETE FROM sulh.head",
        "TRUNCATE sulh.record",
        "ALTER TABLE sulh.record DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE sulh.record",
        "CREATE TABLE sulh.other (n int)",
    ):
        with (
            psycopg.connect(narrow) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


def test_a_role_that_may_only_add_cannot_bring_the_schema_up_to_date_and_says_so(tmp_path, url):
    """An old schema under a narrow role: nothing changes, and the remedy names the owner."""
    with psycopg.connect(url, autocommit=True) as owner:
        migrate(owner, to=2)
        owner.execute("INSERT INTO sulh.chain VALUES ('hq', true)")
        owner.execute("CREATE ROLE narrow LOGIN")
        owner.execute("GRANT USAGE ON SCHEMA sulh TO narrow")
        owner.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA sulh TO narrow")
        with pytest.raises(LedgerError, match="cannot be used") as caught:
            open_store(tmp_path, url.replace("sulh@", "narrow@", 1))
        assert "database's owner" in caught.value.remedy
        version = owner.execute("SELECT max(version) FROM sulh.schema_version").fetchone()
    assert version == (2,)


@pytest.mark.parametrize("address", ["localhost:1", "127.0.0.1:1"])
def test_a_server_that_is_not_there_is_said_with_its_address(tmp_path, address):
    """The message has the address that was tried and why it failed, in one line."""
    with pytest.raises(LedgerError, match="refused") as caught:
        open_store(tmp_path, f"postgresql://me@{address}/x")
    assert "\n" not in str(caught.value)


def test_pages_are_read_by_the_key_even_without_statistics(tmp_path, url):
    """After a large import no page sorts what is left of the chain: that would be quadratic."""
    with made(tmp_path / "key", url) as store:
        store.append(note(0) * 20_000, recorded_at=NOW, author="t")
        with store._storage._pool.connection() as connection:
            plan = connection.execute(
                "EXPLAIN SELECT seq, bytes FROM sulh.record WHERE site = 'hq' AND seq >= 10000 "
                "AND (20000::bigint IS NULL OR seq < 20000) ORDER BY seq LIMIT 2000"
            ).fetchall()
    assert not any("Sort" in line for (line,) in plan), plan
