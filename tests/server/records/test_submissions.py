"""What a device sends from its queue: duplicates, new versions, conflicts, older forms, attachments, keys.

Each test is named after what went wrong elsewhere; the links are to the reports of it.
"""

import base64
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.server.served import everything, serving

from sulh.ledger.canonical import canonical
from sulh.ledger.keys import public_hex
from sulh.server.work import allowance
from sulh.workspace.attachments import FOLDER
from sulh.workspace.devices import audit_devices

PHOTO = base64.b64decode("/9j/4AAQSkZJRg==") * 100


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


def row(ref, **more):
    return {
        "source": "patrol 7",
        "ref": ref,
        "start": "2021-02-01",
        "lon": "-30",
        "lat": "-44.5",
        "accuracy_m": "50",
        "act": "direct-fire",
    } | more


def version_of(client, kind="incident"):
    forms = client.get("/api/v1/forms").json()["forms"]
    return next(each["version"] for each in forms if each["kind"] == kind)


def statement(client, values, **more):
    clock = client.get("/api/v1/mission").json()["timezone"]
    return {
        "v": 1,
        "kind": "incident",
        "row": values,
        "form": version_of(client),
        "timezone": clock,
        "made_at": "2021-02-01T10:00:00Z",
        "draft": f"draft-{values['ref']}",
        "version": 1,
        "follows": "",
        "tlp": "TLP:GREEN",
        "simulated": False,
        "attachments": [],
    } | more


def send(client, said, key=None):
    text = canonical(said).decode()
    body = {"statement": text}
    if key is not None:
        body |= {"key": public_hex(key), "signature": key.sign(text.encode()).hex()}
    return client.post("/api/v1/submissions", json=body)


def sent(client, said, key=None):
    answer = send(client, said, key)
    assert answer.status_code == 200, answer.text
    return answer.json()


def records_of(hq, ref, kind="incident"):
    found = everything(hq.client("watch officer"), kind=kind)
    return [each for each in found if each["body"]["ref"] == ref]


def test_the_same_report_sent_eight_times_is_one_record(hq):
    """Also when all eight come at once: a line that is cut makes a device send again and again.

    https://github.com/Esri/Survey123Community/issues/326
    https://github.com/getodk/getodk/issues/50
    https://github.com/getodk/collect/issues/3517
    """
    client = hq.client("observer")
    said = statement(client, row("eight"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: sent(client, said), range(8)))
    assert sorted(each["state"] for each in answers) == ["entered"] + ["known"] * 7
    assert len({each["record"] for each in answers}) == 1
    assert len(records_of(hq, "eight")) == 1


def test_an_edit_after_a_half_sent_upload_is_a_new_version(hq):
    """The first one came in, but its answer was lost; the device does not know, and sends what it changed.

    https://github.com/getodk/collect/issues/5317
    """
    client = hq.client("observer")
    first = sent(client, statement(client, row("half")))
    edited = statement(client, row("half", deaths_best="2"), version=2)
    second = sent(client, edited)
    assert second["state"] == "corrected"
    assert sent(client, edited) == second | {"state": "known"}
    late = sent(client, statement(client, row("half")))
    assert (late["state"], late["record"]) == ("known", second["record"])
    (record,) = records_of(hq, "half")
    assert record["id"] == first["record"]
    amended = client.get(f"/api/v1/records/{record['id']}").json()["amendments"]
    assert [each["id"] for each in amended] == [second["record"]]


def test_an_older_version_that_comes_last_changes_nothing(hq):
    """The second version came in first: the line held the first one back."""
    client = hq.client("observer")
    newer = sent(client, statement(client, row("late", deaths_best="3"), version=2))
    older = sent(client, statement(client, row("late", deaths_best="1"), version=1))
    assert older["state"] == "known"
    assert older["record"] == newer["record"]


def test_both_sides_of_a_conflict_are_kept_and_the_choice_is_a_record(hq):
    """An officer corrected the report while the device that wrote it was offline and changed it too.

    https://github.com/odk-x/tool-suite-X/issues/109
    """
    client, officer = hq.client("observer"), hq.client("watch officer")
    first = sent(client, statement(client, row("both")))
    url = f"/api/v1/records/{first['record']}/correction"
    body = {"row": {"kind": "incident"} | row("both", deaths_best="5"), "reason": "hospital"}
    theirs = officer.post(url, json=body).json()["id"]
    mine = statement(client, row("both", deaths_best="2"), version=2, follows=first["record"])
    answer = sent(client, mine)
    assert answer["state"] == "held"
    assert sent(client, mine)["record"] == answer["record"]
    (held,) = [
        each
        for each in officer.get("/api/v1/held-reports").json()["reports"]
        if each["report"]["id"] == answer["record"]
    ]
    assert held["about"]["id"] == theirs
    assert json.loads(held["report"]["body"]["content"])["deaths_best"] == "2"
    url = f"/api/v1/held-reports/{answer['record']}/choice"
    assert client.post(url, json={"choice": "left", "reason": "x"}).status_code == 403
    choice = officer.post(url, json={"choice": "taken", "reason": "seen by the patrol"})
    assert choice.status_code == 201, choice.text
    decided = officer.get(f"/api/v1/records/{choice.json()['id']}").json()["body"]
    made = officer.get(f"/api/v1/records/{decided['result']}").json()["body"]
    assert made["body"]["deaths"][1] == 2
    assert made["corrects"] == theirs
    again = officer.post(url, json={"choice": "left", "reason": "no"})
    assert "made already" in again.json()["title"]


def test_two_devices_of_one_account_do_not_overwrite_each_other(hq):
    """The second device changed what it had read before the first one's change came in."""
    client = hq.client("observer")
    first = sent(client, statement(client, row("two")))
    sent(client, statement(client, row("two", deaths_best="1"), version=2))
    other = statement(
        client, row("two", deaths_best="9"), draft="another-device", follows=first["record"]
    )
    assert sent(client, other)["state"] == "held"


def test_words_of_an_older_form_enter_mapped_or_held(hq):
    """Option codes changed while telephones were offline: no report is lost, and none is guessed.

    https://github.com/dhis2/dhis2-android-capture-app/issues/1225
    https://github.com/kobotoolbox/formpack/issues/275
    """
    client = hq.client("observer")
    acts = hq.service.workspace.pack.acts
    object.__setattr__(acts["direct-fire"], "formerly", ("small-arms-fire",))
    said = statement(client, row("old-1", act="small-arms-fire"), form="0" * 16)
    answer = sent(client, said)
    assert answer["state"] == "entered"
    assert answer["changes"] == [{"field": "act", "old": "small-arms-fire", "new": "direct-fire"}]
    assert records_of(hq, "old-1")[0]["body"]["act"] == "direct-fire"
    said = statement(client, row("old-2", act="gone-for-good"), form="0" * 16)
    answer = sent(client, said)
    assert answer["state"] == "held"
    assert "is no act" in answer["problems"][0]
    assert not records_of(hq, "old-2")
    officer = hq.client("watch officer")
    url = f"/api/v1/held-reports/{answer['record']}/choice"
    body = {"choice": "taken", "reason": "asked the patrol", "row": row("old-2")}
    assert officer.post(url, json=body).status_code == 201
    assert records_of(hq, "old-2")[0]["body"]["act"] == "direct-fire"


def test_a_mistake_on_todays_form_is_told_and_nothing_is_written(hq):
    client = hq.client("observer")
    before = len(everything(hq.client("watch officer")))
    answer = sent(client, statement(client, row("bad", start="2021-02-30")))
    assert answer["state"] == "rejected"
    assert "2021-02-30" in answer["problems"][0]
    assert len(everything(hq.client("watch officer"))) == before


def test_a_report_is_complete_when_every_digest_has_come_in(hq, monkeypatch):
    """Missing files are named and asked for again; nothing else is taken in their place.

    https://github.com/kobotoolbox/kobocat/issues/432
    https://github.com/getodk/getodk/issues/1017
    """
    client = hq.client("observer")
    photos = [PHOTO + bytes([each]) for each in range(3)]
    digests = [hashlib.sha256(each).hexdigest() for each in photos]
    named = [
        {"digest": digest, "size": len(photo), "media_type": "image/jpeg"}
        for digest, photo in zip(digests, photos, strict=True)
    ]
    assert client.put(f"/api/v1/attachments/{digests[0]}", content=photos[0]).status_code == 404
    said = statement(client, row("photos"), attachments=named)
    assert sent(client, said)["missing"] == digests
    url = f"/api/v1/attachments/{digests[0]}"
    assert client.put(url, content=photos[0][:-5]).status_code == 400
    assert client.put(url, content=photos[1]).status_code == 400
    with monkeypatch.context() as little_room:
        little_room.setattr(allowance, "RESERVE_BYTES", 2**62)
        answer = client.put(url, content=photos[0])
        assert (answer.status_code, answer.json()["code"]) == (503, "disk-nearly-full")
    assert client.put(url, content=photos[0]).json() == {"new": True}
    assert client.put(url, content=photos[0]).json() == {"new": False}
    assert sent(client, said)["missing"] == digests[1:]
    asked = {"report_ref": "photos", "missing": True}
    listed = client.get("/api/v1/attachments", params=asked).json()
    assert {each["digest"] for each in listed["attachments"]} == set(digests[1:])
    assert listed["missing"] == 2
    for digest, photo in zip(digests[1:], photos[1:], strict=True):
        client.put(f"/api/v1/attachments/{digest}", content=photo)
    assert sent(client, said)["missing"] == []
    answer = client.get(url)
    assert answer.content == photos[0]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert {path.name for path in (hq.folder / FOLDER).iterdir()} >= set(digests)


def test_who_may_not_read_the_report_gets_none_of_its_files(hq):
    """Nor learns that there is one."""
    client = hq.client("watch officer")
    content = PHOTO + b"secret"
    digest = hashlib.sha256(content).hexdigest()
    named = [{"digest": digest, "size": len(content), "media_type": "text/html"}]
    said = statement(client, row("red"), attachments=named, tlp="TLP:RED")
    assert sent(client, said)["missing"] == [digest]
    client.put(f"/api/v1/attachments/{digest}", content=content)
    assert hq.client("observer").get(f"/api/v1/attachments/{digest}").status_code == 404
    answer = client.get(f"/api/v1/attachments/{digest}")
    assert answer.headers["content-type"] == "application/octet-stream"


def enrol(hq, role="observer"):
    key = Ed25519PrivateKey.generate()
    url = "/api/v1/device-keys"
    client = hq.client(role)
    body = {"key": public_hex(key), "label": "telephone 3"}
    assert client.post(url, json=body).json()["state"] == "asked"
    return client, key, f"{url}/{public_hex(key)}"


def test_a_device_signs_once_an_administrator_allows_its_key(hq):
    """The signature stands in the record, the audit finds it good; revoked, the key signs no more."""
    client, key, url = enrol(hq)
    said = statement(client, row("signed"))
    assert send(client, said, key).status_code == 403
    assert client.post(f"{url}/allowed").status_code == 403
    admin = hq.client("administrator")
    assert admin.post(f"{url}/allowed").json()["state"] == "allowed"
    assert sent(client, said, key)["state"] == "entered"
    (record,) = records_of(hq, "signed")
    assert record["body"]["device"]["key"] == public_hex(key)
    wrong = said | {"row": row("signed-2")}
    text = canonical(wrong).decode()
    forged = {
        "statement": text,
        "key": public_hex(key),
        "signature": record["body"]["device"]["signature"],
    }
    assert client.post("/api/v1/submissions", json=forged).status_code == 400
    other = hq.client("analyst")
    carried = sent(other, statement(other, row("signed-3")), key)  # as a file, to another machine
    assert carried["state"] == "entered"
    assert client.post(f"{url}/revoked").json()["state"] == "revoked"
    assert send(client, statement(client, row("signed-4")), key).status_code == 403
    assert admin.post(f"{url}/allowed").status_code == 400
    assert faults(hq) == []


def faults(hq, change=None):
    """Return what an audit says of the devices, after a change to some record's body."""
    workspace = hq.service.workspace

    def look(store):
        records = list(store.records())
        for record in records:
            if change is not None:
                change(record)
        return [str(each) for each in audit_devices(records, workspace.pack)]

    return hq.service.read(look)


def test_an_audit_names_what_a_device_did_not_sign(hq):
    """A server that changes the row, or the statement, or lends a key to somebody else, is found out."""
    client, key, url = enrol(hq)
    hq.client("administrator").post(f"{url}/allowed")
    record = sent(client, statement(client, row("audited")), key)["record"]

    def changing(act):
        def change(each):
            if each.id == record:
                act(each.body)

        return change

    def text(body):
        body["device"]["statement"] = body["device"]["statement"].replace("patrol 7", "patrol 8")

    assert faults(hq) == []
    (said,) = faults(hq, changing(lambda body: body.update(act="rocket")))
    assert "act is not what the device sent" in said
    (said,) = faults(hq, changing(text))
    assert "not over what stands beside it" in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"v": 2}, "cannot be read"),
        ({"more": 1}, "cannot be read"),
        ({"kind": "access"}, "no kind of record"),
        ({"timezone": "Asia/Tokyo"}, "time zone"),
    ],
    ids=["version", "more", "kind", "clock"],
)
def test_a_statement_that_is_none_is_refused_in_words(hq, change, says):
    client = hq.client("observer")
    answer = send(client, statement(client, row("none")) | change)
    assert answer.status_code == 400
    assert says in answer.json()["title"]


def test_a_statement_has_one_way_of_writing(hq):
    """What was signed is what is kept, byte by byte."""
    client = hq.client("observer")
    text = json.dumps(statement(client, row("spaced")))
    answer = client.post("/api/v1/submissions", json={"statement": text})
    assert "canonical" in answer.json()["title"]
