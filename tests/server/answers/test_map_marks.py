"""What the map is told: one mark a report, only what a role may read, bounded, and no more than that."""

from dataclasses import fields
from datetime import datetime

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.ledger import effective
from sulh.ledger.record import Record

MARKS = "/api/v1/map/marks"
ROLES = ("observer", "watch officer", "analyst", "liaison", "contributor", "administrator")


def marks(client, **query):
    """Return all marks as rows, page by page, and how many reports have no point."""
    rows, unplaced, after, more = [], 0, "", True
    while more:
        answer = client.get(MARKS, params=query | {"after": after})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        names = ("seq", "lon", "lat", "accuracy_m", "start", "end", "state")
        columns = [
            [page["sites"][each] for each in page["site"]],
            [page["kinds"][each] for each in page["kind"]],
            [page["subjects"][each] for each in page["subject"]],
            *(page[name] for name in names),
        ]
        rows += zip(*columns, strict=True)
        unplaced += page["unplaced"]
        after, more = page["cursor"], page["more"]
    return rows, unplaced


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        for number, tlp in enumerate(("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")):
            rows = [incident(f"{tlp}-{each}", lon=-30 + number / 10) for each in range(4)]
            submit(officer, *rows, tlp=f"TLP:{tlp}")
        submit(officer, incident("EX"), simulated=True, tlp="TLP:GREEN")
        submit(officer, incident("NOWHERE", lon="", lat="", accuracy_m=""), tlp="TLP:GREEN")
        by_ref = {each["body"].get("ref"): each["id"] for each in everything(officer)}
        for tlp in ("GREEN", "RED"):
            row = incident(f"{tlp}-0", lat=-44.75)
            answer = officer.post(
                f"/api/v1/records/{by_ref[f'{tlp}-0']}/correction",
                json={"row": row, "reason": "a better fix"},
            )
            assert answer.status_code == 201, answer.text
            url = f"/api/v1/records/{by_ref[f'{tlp}-1']}/retraction"
            taken = officer.post(url, json={"reason": "twice"}).json()["id"]
            again = officer.post(
                f"/api/v1/records/{by_ref[f'{tlp}-2']}/retraction", json={"reason": "a slip"}
            ).json()["id"]
            officer.post(f"/api/v1/records/{again}/retraction", json={"reason": "it stands"})
            assert taken
        yield served


def slow_marks(client, **query):
    """Return the place, the point and the state of each mark, from all records that one may read."""
    rows = everything(client, **query)
    names = [each.name for each in fields(Record)]
    records = [
        Record(**{name: each.get(name) for name in names} | {"recorded_at": each["recorded_at"]})
        for each in rows
    ]
    standing = {each.id: each for each in effective(records)}
    expected = []
    for each in records:
        if "lon" not in each.body:
            continue
        now = standing.get(each.id)
        body = now.body if now else each.body
        state = 2 if now is None else int(bool(now.amended_by))
        expected.append((each.site, each.seq, body["lon"], body["lat"], state))
    return sorted(expected)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_told_of_the_marks_of_what_it_may_read(hq, role):
    """The same as folding by hand all records that the role is given; corrected and retracted say so."""
    client = hq.client(role)
    rows, _ = marks(client)
    found = sorted((row[0], row[3], row[4], row[5], row[9]) for row in rows)
    assert found == slow_marks(client, simulated="false")
    if role == "watch officer":
        assert {row[9] for row in rows} == {0, 1, 2}
        assert len(found) == 20
    if role == "liaison":  # what is marked stricter is neither drawn nor counted
        assert len(found) == 8


def test_the_pages_are_bounded_and_without_a_gap(hq):
    """Whatever the page's size; the last cursor is where the stream goes on."""
    client = hq.client("watch officer")
    whole = marks(client)
    for limit in (1, 3, 7):
        assert marks(client, limit=limit) == whole
    assert client.get(MARKS, params={"limit": 10_001}).status_code == 422
    cursor = client.get(MARKS).json()["cursor"]
    submit(client, incident("LATER"), tlp="TLP:RED")
    later = client.get(MARKS, params={"after": cursor}).json()
    assert (len(later["seq"]), later["more"]) == (1, False)


def test_what_is_not_drawn_is_counted_for_whom_it_is_readable(hq):
    """A report without a point, and none of an exercise among the real ones."""
    _, unplaced = marks(hq.client("watch officer"), kind="incident")
    assert unplaced == 1
    assert marks(hq.client("administrator"), kind="incident")[1] == 0
    assert [row[1] for row in marks(hq.client("observer"), simulated="true")[0]] == ["incident"]


def test_a_mark_holds_when_and_how_exactly(hq):
    """A day is the whole day in the mission's time zone, both edges within it."""
    row = next(each for each in marks(hq.client("observer"))[0] if each[9] == 0)
    zone = hq.service.workspace.pack.timezone
    assert row[2] == "direct-fire"
    assert row[6] == 50
    assert row[7] == parse_day(zone).timestamp() * 1000
    assert row[8] - row[7] <= 24 * 3600 * 1000


def parse_day(zone):
    return datetime(2021, 2, 1, tzinfo=zone)


def test_the_past_is_drawn_as_it_was_known(hq):
    """Nothing that was recorded later, neither report nor amendment."""
    client = hq.client("watch officer")
    assert marks(client, as_of="2019-12-31") == ([], 0)
    first = next(each for each in everything(client) if each["body"].get("ref") == "RED-3")
    rows, _ = marks(client, as_of=first["recorded_at"])
    assert rows
    assert {row[9] for row in rows} == {0}


def test_one_report_of_two_senders_keys_is_one_mark(hq):
    """A report that came in again, unchanged, has no second record, so no second mark."""
    client = hq.client("watch officer")
    before = len(marks(client)[0])
    submit(client, incident("GREEN-3", lon=-29.9), tlp="TLP:GREEN")
    assert len(marks(client)[0]) == before


def test_the_records_behind_marks_are_shown_to_whom_they_may_be(hq):
    """By their places; a place that one may not read, or where there is none, is silently none."""
    officer, liaison = hq.client("watch officer"), hq.client("liaison")
    places = [f"{row[0]}:{row[3]}" for row in marks(officer)[0]][:50]
    url = "/api/v1/map/records"
    shown = officer.get(url, params={"place": places}).json()["records"]
    assert [f"{each['site']}:{each['seq']}" for each in shown] == places
    fewer = liaison.get(url, params={"place": places}).json()["records"]
    assert {each["tlp"] for each in fewer} <= {"TLP:CLEAR", "TLP:GREEN"}
    assert officer.get(url, params={"place": ["hq:999999"]}).json()["records"] == []
    assert officer.get(url, params={"place": ["hq"]}).status_code == 400
    assert officer.get(url, params={"place": ["hq:1"] * 51}).status_code == 422


def test_the_mark_of_an_amended_report_is_told_as_it_stands(hq):
    """Asked for by the report or by its amendment; to nobody who may not read the report."""
    officer, url = hq.client("watch officer"), f"{MARKS}/of"
    rows = everything(officer, simulated="false")
    by_place = {(row[0], row[3]): row for row in marks(officer)[0]}
    for each in rows:
        body = each["body"]
        target = body.get("corrects") or body.get("retracts")
        if target and any(row["id"] == target and row["kind"] == "incident" for row in rows):
            one = officer.get(url, params={"record": [each["id"]]}).json()
            assert one == officer.get(url, params={"record": [target]}).json()
            row = by_place[one["sites"][0], one["seq"][0]]
            assert (one["lon"][0], one["lat"][0], one["state"][0]) == (row[4], row[5], row[9])
            seen = hq.client("liaison").get(url, params={"record": [each["id"]]}).json()
            assert bool(seen["seq"]) is (each["tlp"] == "TLP:GREEN")


def test_looking_at_restricted_marks_is_logged(hq):
    """Each of them by its id, before the answer leaves."""
    officer = hq.client("watch officer")
    rows = [each for each in everything(officer, simulated="false") if each["kind"] != "import"]
    secret = {each["id"] for each in rows if each["tlp"] == "TLP:RED"}
    officer.get(MARKS)
    reads = everything(hq.client("auditor"), kind="access")
    last = [each for each in reads if each["body"]["what"] == "map"][-1]
    assert secret <= set(last["body"]["records"])


def test_a_stranger_and_a_token_that_reads_nothing_are_refused(hq):
    """As everywhere."""
    assert hq.client().get(MARKS).status_code == 401
    token = hq.account("mute", "analyst", scopes=["submit"])
    assert hq.client(token=token).get(MARKS).status_code == 403
