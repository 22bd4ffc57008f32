"""On PostgreSQL the ledger is the same: bytes, heads, findings; with many writers, and through crashes."""

import json
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import sulh
from sulh.cli import main
from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft, audit, audit_store, create, open_store
from sulh.ledger.postgres.schema import migrate, steps
from sulh.ledger.sync import bundle, state, take

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def made(folder, url="", site="hq", key=KEY):
    return create(folder, site=site, name="Test", pack=("p", "d"), now=NOW, key=key, url=url)


def notes(*numbers, **body):
    return [
        Draft(kind="note", body={"n": n, "text": "a\u0000b \u202e مرحبا", **body}) for n in numbers
    ]


def everything(store):
    return {
        site: (
            list(store.chain(site).rows()),
            [
                (head.content, head.signature, bytes(kept))
                for head, kept in store.chain(site).heads()
            ],
        )
        for site in store.sites()
    }


@pytest.fixture
def url(postgres):
    """The address of an empty database."""
    return postgres.new_database()


def test_it_holds_the_same_bytes_as_files(tmp_path, url):
    """The same drafts at the same times under the same key: every row, head and frontier is the same."""
    stores = [made(tmp_path / "files"), made(tmp_path / "key", url)]
    for store in stores:
        for n in range(3):
            store.append(notes(*range(n * 10)), recorded_at=NOW + timedelta(hours=n), author="o")
        store.append([Draft(kind="note", body={}, simulated=True)], recorded_at=NOW, author="o")
    files, database = stores
    assert everything(files) == everything(database)
    assert list(files.records()) == list(database.records())
    assert list(files.records(as_of=NOW)) == list(database.records(as_of=NOW))
    assert files.heads() == database.heads()
    assert files.size == database.size
    assert database.find(files.heads()[-1].last[:10]).seq == files.size - 1
    assert audit_store(database) == audit(tmp_path / "files") == ()
    for store in stores:
        store.close()


def test_sites_sync_between_files_and_database(tmp_path, url):
    """A team site on files and a headquarters on PostgreSQL end with the same chains."""
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    with made(tmp_path / "key", url) as hq, made(tmp_path / "site", site="team", key=other) as team:
        hq.append(notes(1, 2), recorded_at=NOW, author="o")
        team.append(notes(3), recorded_at=NOW, author="o")
        assert take(hq, bundle(team, state(hq))).added == {"team": 2}
        assert take(team, bundle(hq, state(team))).added == {"hq": 3}
        team.append(notes(4), recorded_at=NOW, author="o")
        assert take(hq, bundle(team, state(hq))).added == {"team": 1}
        assert everything(hq) == everything(team)
        assert hq.sites() == ("hq", "team")
        assert audit_store(hq) == audit_store(team) == ()
        whole = {site: rows for site, (rows, _) in everything(hq).items()}
        for store in (hq, team):
            newer = {site: list(rows) for site, rows in store.newer({"hq": 2})}
            assert newer == {"hq": whole["hq"][2:], "team": whole["team"]}
            sizes = {site: len(rows) for site, rows in whole.items()}
            assert not any(list(rows) for _, rows in store.newer(sizes))
        with pytest.raises(LedgerError, match="held already"):
            hq.adopt(
                "team",
                [row[4] for row in team.chain("team").rows()],
                next(team.chain("team").heads())[0],
            )


def test_many_writers_at_once_make_one_chain(tmp_path, url):
    """Threads and processes append together: each gets its ids, the chain is whole."""
    with made(tmp_path / "key", url) as store:
        program = (
            "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
            "from sulh.ledger import Draft, open_store\n"
            "with open_store(Path(sys.argv[1]), sys.argv[2]) as store:\n"
            "    for n in range(20):\n"
            "        store.append([Draft(kind='note', body={'n': n})], author='p',"
            " recorded_at=datetime(2024, 5, 3, tzinfo=UTC))\n"
        )
        others = [
            subprocess.Popen([sys.executable, "-c", program, tmp_path / "key", url])
            for _ in range(3)
        ]

        def one(n):
            return store.append(notes(n), recorded_at=NOW, author="t")

        with ThreadPoolExecutor(30) as threads:
            ids = [each for got in threads.map(one, range(300)) for each in got]
        assert [process.wait(60) for process in others] == [0, 0, 0]
        assert len(set(ids)) == 300
        assert {record.id for record in store.records()} > set(ids)
        assert store.size == 1 + 300 + 60
        assert audit_store(store) == ()


def test_a_bad_draft_among_writers_hurts_only_its_own_batch(tmp_path, url):
    """One whose draft cannot be a record is told so; what others wrote with the same commit stands."""
    with made(tmp_path / "key", url) as store:
        barrier = threading.Barrier(20)

        def one(n):
            barrier.wait()
            draft = Draft(kind="note", body={"n": float("nan") if n % 2 else n})
            try:
                return store.append([draft], recorded_at=NOW, author="t")
            except InputError:
                return None

        with ThreadPoolExecutor(20) as threads:
            got = list(threads.map(one, range(20)))
        assert [each is None for each in got] == [n % 2 == 1 for n in range(20)]
        assert store.size == 11
        assert audit_store(store) == ()


@pytest.mark.parametrize("table", ["record", "head", "chain"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM sulh.{}", "UPDATE sulh.{} SET site = 'x'", "TRUNCATE sulh.{} CASCADE"],
)
def test_the_database_itself_refuses_to_change_what_was_written(tmp_path, url, table, statement):
    """Even by hand, an append-only table stays so until somebody takes the guard away."""
    made(tmp_path / "key", url).close()
    with (
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.Error, match=r"append-only|TRUNCATE"),
    ):
        connection.execute(statement.format(table))


CHANGES = {
    "a record's bytes": (
        "UPDATE sulh.record SET bytes = replace(bytes::text, '6e', '6f')::bytea WHERE seq = 2",
        2,
    ),
    "a record's column": ("UPDATE sulh.record SET kind = 'other' WHERE seq = 2", 2),
    "a record taken out": ("DELETE FROM sulh.record WHERE seq = 2", 2),
    "the end cut off": ("DELETE FROM sulh.record WHERE seq = 3", 3),
    "a head's signature": (
        "UPDATE sulh.head SET signature = decode(repeat('00', 64), 'hex') WHERE size = 3",
        2,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_audit_finds_what_a_database_owner_changed(tmp_path, url, name):
    """Who takes the guard away and rewrites is found, and the record named."""
    statement, seq = CHANGES[name]
    with made(tmp_path / "key", url) as store:
        for n in range(3):
            store.append(notes(n), recorded_at=NOW, author="t")
        with psycopg.connect(url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement)
        assert seq in {fault.seq for fault in audit_store(store)}


@pytest.mark.slow
def test_a_restart_in_the_middle_loses_and_doubles_nothing(tmp_path, postgres, url):
    """The server crashes again and again while many append: who was told it stands finds it, once."""
    with made(tmp_path / "key", url) as store:
        told, stop = [], threading.Event()

        def write(writer):
            n = 0
            while not stop.is_set():
                n += 1
                told.extend(store.append(notes(n, writer=writer), recorded_at=NOW, author="t"))

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
        for each in writers:
            each.start()
        for _ in range(3):
            time.sleep(random.Random(7).uniform(0.2, 0.6))
            postgres.crash()
            postgres.start()
        time.sleep(0.5)
        stop.set()
        for each in writers:
            each.join(60)
        assert not any(each.is_alive() for each in writers)
        written = [(r.body["writer"], r.body["n"], r.id) for r in store.records(kinds=["note"])]
        assert len(told) > 50
        assert {identity for _, _, identity in written} == set(told)
        assert len(written) == len({(writer, n) for writer, n, _ in written}) == len(told)
        assert audit_store(store) == ()


def test_old_schemas_are_brought_up_to_date_with_what_they_hold(tmp_path, url, postgres):
    """From every earlier version, with records in it, by two at once; a newer one is refused."""
    for version, _, _ in steps()[:-1]:
        address = postgres.new_database()
        with made(tmp_path / f"files-{version}") as files:
            files.append(notes(1, 2), recorded_at=NOW, author="t")
            with psycopg.connect(address, autocommit=True) as connection:
                assert migrate(connection, to=version) == version
                connection.execute("INSERT INTO sulh.chain VALUES ('hq', true)")
                for row in files.chain("hq").rows():
                    connection.execute(
                        "INSERT INTO sulh.record VALUES ('hq', %s, %s, %s, %s, %s)", row
                    )
                for head, kept in files.chain("hq").heads():
                    row = ("hq", head.read().size, head.content, head.signature, kept)
                    connection.execute("INSERT INTO sulh.head VALUES (%s, %s, %s, %s, %s)", row)
            with ThreadPoolExecutor(2) as both:
                opened = list(
                    both.map(
                        lambda _, v=version, a=address: open_store(tmp_path / f"files-{v}", a),
                        range(2),
                    )
                )
            assert [everything(store) for store in opened] == [everything(files)] * 2
            for store in opened:
                store.append(notes(3), recorded_at=NOW, author="t")
                assert audit_store(store) == ()
                store.close()
    made(tmp_path / "new", url).close()
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO sulh.schema_version VALUES (99, 'later')")
    with pytest.raises(LedgerError, match="version 99"):
        open_store(tmp_path / "new", url)


def test_what_cannot_be_opened_is_said_plainly(tmp_path, url):
    """Passwords in addresses, other addresses, servers that are not there, databases without a ledger."""
    with pytest.raises(InputError, match="password"):
        open_store(tmp_path, "postgresql://sulh:secret@localhost/x")
    with pytest.raises(InputError, match="no address"):
        open_store(tmp_path, "mysql://localhost/x")
    with pytest.raises(LedgerError, match="cannot be reached"):
        open_store(tmp_path, f"postgresql://sulh@/x?host={tmp_path}")
    with pytest.raises(LedgerError, match="no ledger in"):
        open_store(tmp_path, url)
    made(tmp_path / "key", url).close()
    with pytest.raises(LedgerError, match="holds a ledger already"):
        made(tmp_path / "other", url)


def test_the_commands_work_on_it_unchanged(tmp_path, url):
    """From `init --store` to findings, log and audit: as with files, but for the ledger's own ids."""
    runner = CliRunner()

    def run(*arguments):
        result = runner.invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    reports = Path(sulh.__file__).parent / "packs" / "example" / "reports"
    said = {}
    for name, store in (("files", ()), ("database", ("--store", url))):
        folder = tmp_path / name
        run("init", folder, "--pack", "example", "--site", "camp", *store)
        for path in sorted(reports.glob("*.csv")):
            run("-C", folder, "observe", path, *["--simulated"] * ("simulated" in path.name))
        rows = json.loads(run("-C", folder, "verify", "--exercise", "--json", "--at", "2021-12-31"))
        said[name] = [
            {key: row[key] for key in row if key not in {"evidence", "possible", "id", "ref"}}
            for row in rows
        ]
        assert "every link and signature holds" in run("-C", folder, "ledger", "audit")
        assert run("-C", folder, "ledger", "log")
        run("-C", folder, "report", "-o", tmp_path / f"{name}.html", "--exercise")
    for one, other in zip(said["files"], said["database"], strict=True):
        assert one == other
    assert said["files"]
    settings = (tmp_path / "database" / "sulh.toml").read_text("utf-8")
    assert "store = " in settings
