"""Who somebody is: kept, because it is asked at each request, and never out of date."""

import asyncio
import sqlite3
import threading
from types import SimpleNamespace

import pytest

from sulh.server.access import sqlite_accounts
from sulh.server.access.database import AtHand, NotAtHandError
from sulh.server.access.sqlite_accounts import SqliteDatabase
from sulh.server.state import _look_once as look_once

NAMES = "SELECT name FROM thing ORDER BY name"


@pytest.fixture
def database(tmp_path):
    made = SqliteDatabase(tmp_path / "accounts.sqlite")
    made.run("CREATE TABLE thing (name TEXT)")
    made.run("CREATE TABLE other (name TEXT)")
    yield made
    made.close()


def test_a_change_counts_at_once(database):
    """By insert, update and delete; and a change of another table costs nothing."""
    asked = []
    real = database.run
    database.run = lambda statement, *values: asked.append(statement) or real(statement, *values)
    for statement, names in (
        ("INSERT INTO thing VALUES ('a')", ["a"]),
        ("UPDATE thing SET name = 'b'", ["b"]),
        ("INSERT INTO thing VALUES ('c')", ["b", "c"]),
        ("DELETE FROM thing WHERE name = 'b'", ["c"]),
    ):
        database.run(statement)
        for _ in range(5):
            database.run("INSERT INTO other VALUES ('x')")
            assert [row[0] for row in database.look_up(NAMES)] == names
    assert asked.count(NAMES) <= 4 + 4  # a look at the file may come between


def test_what_is_at_hand_is_what_a_question_would_give(database, monkeypatch):
    """Until the table changes, or it is time to look for changes by others; nothing is asked for it."""
    monkeypatch.setattr(sqlite_accounts, "LOOK_EVERY_S", 3600.0)
    at_hand = AtHand(database)
    with pytest.raises(NotAtHandError):
        at_hand.look_up(NAMES)
    database.run("INSERT INTO thing VALUES ('a')")
    assert database.look_up(NAMES) == at_hand.look_up(NAMES) == [("a",)]
    database.run("INSERT INTO other VALUES ('x')")
    assert at_hand.look_up(NAMES) == [("a",)]
    database.run("DELETE FROM thing")
    with pytest.raises(NotAtHandError):
        at_hand.look_up(NAMES)
    assert database.look_up(NAMES) == at_hand.look_up(NAMES) == []
    monkeypatch.setattr(sqlite_accounts, "LOOK_EVERY_S", 0.0)
    with pytest.raises(NotAtHandError):
        at_hand.look_up(NAMES)
    with pytest.raises(NotAtHandError):
        at_hand.run("DELETE FROM thing")


def test_hundreds_who_ask_at_once_share_one_look(database, monkeypatch):
    """As streams do that wake together: one thread for all of them, and a change by others is seen by each."""
    monkeypatch.setattr(sqlite_accounts, "LOOK_EVERY_S", 0.0)
    looks = []
    real = database.look_for_changes
    database.look_for_changes = lambda: looks.append(1) or real()
    state = SimpleNamespace(accounts=SimpleNamespace(database=database), look=None)

    async def ask():
        await asyncio.gather(*(look_once(state) for _ in range(300)))

    asyncio.run(ask())
    assert len(looks) == 1
    asyncio.run(ask())
    assert len(looks) == 2


def test_nothing_is_at_hand_until_a_look_is_done(database, monkeypatch):
    """A write that waits for another process holds it up, and that process may be ending a token."""
    monkeypatch.setattr(sqlite_accounts, "LOOK_EVERY_S", 3600.0)
    assert database.look_up(NAMES) == database.at_hand(NAMES) == []
    database._looked = -1e9
    with database._lock:
        look = threading.Thread(target=database.look_for_changes)
        look.start()
        while not database._look_lock.locked():
            pass
        assert database.at_hand(NAMES) is None
    look.join()
    assert database.at_hand(NAMES) == []


def test_a_change_by_another_process_counts_soon(database, monkeypatch):
    """As when an administrator revokes a token on the command line."""
    monkeypatch.setattr(sqlite_accounts, "LOOK_EVERY_S", 0.0)
    assert database.look_up(NAMES) == []
    other = sqlite3.connect(database.path)
    other.execute("INSERT INTO thing VALUES ('a')")
    other.commit()
    other.close()
    assert database.look_up(NAMES) == [("a",)]


def test_it_agrees_with_the_file_while_others_write(database):
    """Once a write has returned, no later look gives what was before it."""
    wrong = []

    def look():
        for number in range(200):
            database.run("INSERT INTO thing VALUES (?)", f"{threading.get_ident()}-{number}")
            names = {row[0] for row in database.look_up(NAMES)}
            if f"{threading.get_ident()}-{number}" not in names:
                wrong.append(number)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong
    assert len(database.look_up(NAMES)) == 800
