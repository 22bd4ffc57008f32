"""Following records: nothing missed, nothing twice, from wherever one left off."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice

import pytest
from tests.server.served import MADE, everything, incident, serving, submit

from sulh.errors import InputError
from sulh.ledger import Draft, create, open_store
from sulh.ledger.tlp import Tlp
from sulh.server.access.sessions import begin_session, principal_of_session
from sulh.server.records.record_index import RecordIndex, cursor_text, read_cursor


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=3) as served:
        submit(served.client("analyst"), *(incident(f"first{n}") for n in range(30)))
        yield served


def events(client, count, *, last="", **query):
    """Return so many events as (id, record)."""
    headers = {"last-event-id": last} if last else {}
    with client.stream("GET", "/api/v1/records/stream", params=query, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return list(islice(_parsed(answer.iter_lines()), count))


def _parsed(lines):
    found = {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            found[name] = value
        elif "data" in found:
            yield found["id"], json.loads(found["data"])
            found = {}


def test_the_stream_from_the_start_is_the_list(hq):
    """Every record that the account may read comes once, as the list has it."""
    submit(hq.client("observer"), *(incident(f"A{n}") for n in range(30)))
    submit(hq.client("analyst"), *(incident(f"B{n}") for n in range(30)), tlp="TLP:RED")
    listed = everything(hq.client("observer"))
    found = events(hq.client("observer"), len(listed), after="start")
    assert [record for _, record in found] == listed
    assert not any(record["tlp"] == "TLP:RED" for record in listed)


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_cut_stream_goes_on_where_it_was_cut(hq, cut):
    """With the last event's id the rest comes: together they are the list."""
    listed = everything(hq.client("watch officer"), kind="incident")
    first = events(hq.client("watch officer"), cut, after="start", kind="incident")
    rest = events(hq.client("watch officer"), len(listed) - cut, last=first[-1][0], kind="incident")
    assert [record for _, record in first + rest] == listed


def test_who_follows_sees_what_comes_in(hq):
    """Without a cursor the stream begins now; reports of others come within moments."""
    got = []
    reader = threading.Thread(
        target=lambda: got.extend(events(hq.client("observer"), 2, kind="incident"))
    )
    reader.start()
    for number in range(200):
        submit(hq.client("analyst"), incident(f"live{number}"))
        reader.join(0.05)
        if not reader.is_alive():
            break
    assert not reader.is_alive()
    numbers = [int(record["body"]["ref"].removeprefix("live")) for _, record in got]
    assert numbers[1] == numbers[0] + 1


def test_an_account_follows_only_so_many_streams(hq):
    """The fourth stream of an account is refused; another account's is not."""
    client = hq.client("auditor")
    streams = [client.stream("GET", "/api/v1/records/stream") for _ in range(3)]
    opened = [stream.__enter__() for stream in streams]
    try:
        assert [each.status_code for each in opened] == [200, 200, 200]
        read = [each.iter_raw() for each in opened]
        assert all(next(each) for each in read)
        assert client.get("/api/v1/records/stream").status_code == 429
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)


def test_nobody_follows_without_an_account(hq):
    """A stream needs a token like everything else."""
    assert hq.client().get("/api/v1/records/stream").status_code == 401


def test_records_that_come_in_late_are_behind_no_cursor(tmp_path):
    """Another site's earlier records, synced later, still come to who has seen all before."""
    here = create(tmp_path / "a", site="a", name="n", pack=("p", "d"), now=MADE)
    there = create(tmp_path / "b", site="b", name="n", pack=("p", "d"), now=MADE)
    for store in (here, there):
        store.append([Draft(kind="request", body={"n": 1})], recorded_at=MADE, author="x")
    index = RecordIndex(Tlp.AMBER)
    index.refresh(here, lambda _: None)
    seen = [(entry.site, entry.seq) for entry in index.after({})]
    cursor = index.latest_cursor()
    chain = there.chain("b")
    rows, heads = [row[4] for row in chain.rows()], [head for head, _ in chain.heads()]
    here.adopt("b", rows[:1], heads[0])
    here.chain("b").extend(rows[1:], heads[1])
    here.append([Draft(kind="request", body={"n": 2})], recorded_at=MADE, author="x")
    index.refresh(here, lambda _: None)
    later = [(entry.site, entry.seq) for entry in index.after(read_cursor(cursor_text(cursor)))]
    assert seen == [("a", 0), ("a", 1)]
    assert sorted(later) == [("a", 2), ("b", 0), ("b", 1)]
    here.close()
    there.close()


def test_a_correction_of_a_record_that_has_not_come_in_is_guarded_until_it_has(tmp_path):
    """An amendment is as strict as its target; of an unknown target it is RED."""
    store = create(tmp_path / "a", site="a", name="n", pack=("p", "d"), now=MADE)
    body = {"corrects": "f" * 64, "kind": "request", "body": {}, "reason": "r"}
    (early,) = store.append([Draft(kind="correction", body=body)], recorded_at=MADE, author="x")
    (green,) = store.append(
        [Draft(kind="request", body={"tlp": "TLP:GREEN"})], recorded_at=MADE, author="x"
    )
    (free,) = store.append(
        [Draft(kind="retraction", body={"retracts": green, "reason": "r"})],
        recorded_at=MADE, author="x",
    )  # fmt: skip
    (odd,) = store.append(
        [Draft(kind="request", body={"tlp": "secret!"})], recorded_at=MADE, author="x"
    )
    index = RecordIndex(Tlp.AMBER)
    index.refresh(open_store(tmp_path / "a"), lambda _: None)
    assert index.get(early).marking == Tlp.RED
    assert index.get(free).marking == Tlp.GREEN
    assert index.get(odd).marking == Tlp.RED
    store.close()


@pytest.mark.parametrize(
    "text", ["x", "a:", "a:-1", "a:1,,b:2", ":1", "a:1;b:2", "a:" + "9" * 50, "é:1"]
)
def test_what_is_no_cursor_is_refused(text):
    """A cursor is what an answer gave, or nothing."""
    with pytest.raises(InputError):
        read_cursor(text)


def test_streams_opened_at_once_are_counted_one_by_one(tmp_path):
    """Of twenty at the same moment as many open as an account may have, and all are given back."""
    with serving(tmp_path / "m", streams_max=3) as served:
        client, hold = served.client("auditor"), threading.Event()

        def follow(_):
            with client.stream("GET", "/api/v1/records/stream") as answer:
                content = answer.iter_raw()  # kept: the stream ends with it
                if answer.status_code == 200:
                    next(content)
                    hold.wait(60)
                return answer.status_code

        with ThreadPoolExecutor(20) as pool:
            asked = [pool.submit(follow, n) for n in range(20)]
            for _ in range(2000):
                if sum(each.done() for each in asked) == 17:
                    break
                time.sleep(0.01)
            hold.set()
            statuses = [each.result() for each in asked]
        assert (statuses.count(200), statuses.count(429)) == (3, 17)
        for _ in range(2000):
            if not served.app.state.sulh.streams:
                break
            submit(served.client("analyst"), incident(f"w{_}"))
            time.sleep(0.01)
        assert not served.app.state.sulh.streams


def test_a_stream_is_no_sign_of_life(tmp_path, monkeypatch):
    """Half an hour with nothing but a stream, and the session has ended, and the stream with it."""
    with serving(tmp_path / "m") as served:
        client = served.signed_in("observer")
        with client.stream("GET", "/api/v1/records/stream") as answer:
            lines = answer.iter_lines()
            next(lines)
            for minute in range(4):
                served.clock.ahead += timedelta(minutes=10)
                submit(served.client("analyst"), incident(f"s{minute}"))
            read = list(lines)
        assert "event: end" in read
        assert client.get("/api/v1/session").status_code == 401


def test_an_open_page_keeps_a_watch_officer_signed_in_for_a_shift(tmp_path):
    """While it follows, up to twelve hours after signing in; once it is closed, for half an hour."""
    with serving(tmp_path / "m") as served:
        client = served.signed_in("watch-officer")
        with client.stream("GET", "/api/v1/records/stream") as answer:
            lines = answer.iter_lines()
            next(lines)
            for minute in range(
                4
            ):  # two steps within half an hour: a look may begin before its step
                served.clock.ahead += timedelta(minutes=14)
                submit(served.client("analyst"), incident(f"w{minute}"))
                assert next(each for each in lines if "event:" in each) == "event: record"
        served.clock.ahead += timedelta(minutes=15)  # 71 after signing in
        assert client.get("/api/v1/session").status_code == 200
        served.clock.ahead += timedelta(minutes=31)
        assert client.get("/api/v1/session").status_code == 401
        now, secrets = served.clock(), {}
        for role in ("watch officer", "analyst", "observer"):
            name = role.replace(" ", "-")
            secrets[role] = begin_session(served.accounts, served.accounts.get(name).id, now=now)
        for minute in range(0, 24 * 60, 5):
            later = now + timedelta(minutes=minute)
            for role, secret in secrets.items():
                user = principal_of_session(served.accounts, secret, now=later, touch=False)
                assert (user is not None) == (minute <= (12 * 60 if "watch" in role else 30))


def test_an_event_comes_at_once(tmp_path):
    """Whoever follows is woken by the writer, not by the next look at the ledger."""
    with serving(tmp_path / "m") as served:
        served.app.state.sulh.notifier.run = None
        change = served.app.state.sulh.notifier.next_change
        assert not change.is_set()
        submit(served.client("analyst"), incident("now"))
        for _ in range(200):
            if change.is_set():
                break
            time.sleep(0.01)
        assert change.is_set()


def test_a_stream_does_not_tell_when_what_is_withheld_comes_in(hq):
    """It says nothing when a record of TLP:RED is entered: its comments come at set times."""
    said = b""
    with hq.client("observer").stream("GET", "/api/v1/records/stream") as answer:
        for chunk in answer.iter_raw():
            said += chunk
            if said.endswith(b"no news\n\n"):
                submit(hq.client("watch officer"), incident("withheld"), tlp="TLP:RED")
                time.sleep(0.7)  # it has woken, and said what it had to say
                submit(hq.client("watch officer"), incident("open"), tlp="TLP:GREEN")
            if b"event: record" in said:
                break
    assert said.count(b"no news") == 1
    assert b"withheld" not in said
