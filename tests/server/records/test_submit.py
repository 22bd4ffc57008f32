"""Submitting: rows go in as rows, and nobody learns of a report that they may not read."""

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.workspace import RECORD_KINDS

AT = {"at": "2021-12-31"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


def counts(told):
    """Return what an answer says came of the rows."""
    return {name: told[name] for name in ("entered", "duplicates", "conflicts", "rejected")}


NEW = {"entered": 1, "duplicates": 0, "conflicts": 0, "rejected": 0}


@pytest.mark.parametrize(
    "guess",
    [
        {"ref": "guess-1"},
        {"ref": "RED-INFORMANT-77"},
        {"ref": "RED-INFORMANT-77", "text": "informant name Karim"},
    ],
    ids=["another key", "its key", "all of it"],
)
def test_a_guess_at_a_restricted_report_tells_nothing(hq, guess):
    """The answer is the one that a report which nobody knows would get."""
    secret = incident("RED-INFORMANT-77", source=f"site {guess}", text="informant name Karim")
    submit(hq.client("watch officer"), secret, tlp="TLP:RED")
    told = submit(hq.client("observer"), secret | {"text": ""} | guess)
    assert counts(told) == NEW
    assert told["problems"] == []
    again = submit(hq.client("observer"), secret | {"text": ""} | guess)
    assert counts(again) == NEW | {"entered": 0, "duplicates": 1}  # the observer's own


def test_a_liaison_learns_nothing_of_reports_in_its_own_name(hq):
    """The mission may have entered under a party's name what the party may not read."""
    secret = incident("R-1", source="RED", text="what their own officer told us")
    submit(hq.client("watch officer"), secret, tlp="TLP:RED")
    told = submit(hq.client("liaison"), secret)
    assert counts(told) == NEW
    assert told["problems"] == []


def test_who_may_read_a_report_is_told_of_it(hq):
    """A duplicate is one, a conflict names what came before, and a look-alike is a warning."""
    row = incident("O-1", source="open")
    submit(hq.client("observer"), row, tlp="TLP:GREEN")
    told = submit(hq.client("analyst"), row, row | {"text": "other"}, row | {"ref": "O-2"})
    assert counts(told) == {"entered": 1, "duplicates": 1, "conflicts": 1, "rejected": 0}
    assert "with other content" in " ".join(told["problems"])
    assert "says the same as 'O-1'" in " ".join(told["problems"])


def test_a_report_that_two_entered_unknown_to_each_other_counts_once(hq):
    """The same tanks, restricted and not, are one count; who may read both versions is told."""
    rows = tanks(44, "T-t", "T", start="2021-03-10")
    submit(hq.client("watch officer"), *rows, tlp="TLP:RED")
    submit(hq.client("analyst"), *rows)

    def finding(role):
        asked = AT | {"provision": "red-tanks", "limit": 1000}
        answer = hq.client(role).get("/api/v1/findings", params=asked).json()
        versions = [each for each in answer["versions"] if each.startswith("team ")]
        return versions, next((f for f in answer["findings"] if f["month"] == "2021-03"), None)

    versions, row = finding("watch officer")
    assert (row["verdict"], row["high"]) == ("breached", 44)
    assert versions == []
    other = [rows[0] | {"ref": "U"}, rows[1] | {"ref": "U-t", "inspection": "U", "best": 39}]
    submit(hq.client("watch officer"), *other, tlp="TLP:RED")
    submit(hq.client("analyst"), other[0], other[1] | {"best": 38})
    versions, _ = finding("watch officer")
    assert len(versions) == 1
    assert finding("analyst")[0] == []


def test_two_rows_of_one_key_in_one_request_are_one(hq):
    """What a user has entered just now it may know of."""
    told = submit(
        hq.client("observer"), incident("D-1"), incident("D-1"), incident("D-1", text="x")
    )
    assert counts(told) == {"entered": 1, "duplicates": 1, "conflicts": 1, "rejected": 0}


def test_rows_touch_no_other_file(hq):
    """Nothing is written but the ledger and the rejects."""
    before = {p.name for p in hq.folder.iterdir()}
    submit(hq.client("observer"), incident("F-1"), incident("F-2", lat=""))
    assert {p.name for p in hq.folder.iterdir()} <= before | {"rejects"}


def test_the_log_of_reads_does_not_feed_itself(tmp_path):
    """Where all is restricted unless it says otherwise, an auditor's look at it ends."""
    from sulh.workspace import Tlp

    with serving(tmp_path / "m", default_marking=Tlp.AMBER_STRICT) as served:
        submit(served.client("watch officer"), incident("L-1"))
        everything(served.client("watch officer"), limit=500)
        size = served.service.index.size
        auditor = served.client("auditor")
        for _ in range(5):
            everything(auditor, kind="access", limit=500)
            assert served.service.index.size == size
        listed = everything(auditor, kind="access", limit=500)
        assert listed
        assert auditor.get(f"/api/v1/records/{listed[0]['id']}").status_code == 200
        assert served.service.index.size == size


def test_an_account_that_an_administrator_makes_is_on_record_first(hq):
    """In the ledger, which no administrator can change: who made an account that reads everything."""
    admin, auditor = hq.client("administrator"), hq.client("auditor")
    before = len(everything(auditor, kind="access", limit=500))
    new = {"name": "sock-puppet", "role": "watch officer", "password": "correct horse battery"}
    made = admin.post("/api/v1/accounts", json=new)
    assert made.status_code == 201
    account = made.json()["id"]
    changed = admin.put(f"/api/v1/accounts/{account}/role", json={"role": "analyst"})
    assert changed.status_code == 200
    assert admin.post(f"/api/v1/accounts/{account}/disabled").status_code == 200
    log = [each["body"] for each in everything(auditor, kind="access", limit=500)[before:]]
    assert [each["what"] for each in log] == [
        "accounts: watch officer added",
        f"accounts: {account} becomes analyst",
        f"accounts: {account} disabled",
    ]
    assert {each["account"] for each in log} == {hq.accounts.get("administrator").id}
    refused = admin.post("/api/v1/accounts", json=new)
    assert refused.status_code == 400
    nobody = f"/api/v1/accounts/a-{16 * 'a'}"
    assert admin.post(f"{nobody}/disabled").status_code in {400, 404}
    assert admin.delete(f"/api/v1/accounts/{account}/passkeys/00ff").status_code == 400
    assert len(everything(auditor, kind="access", limit=500)) == before + 3


@pytest.mark.parametrize("kind", RECORD_KINDS.names)
def test_a_row_that_names_its_kind_is_of_the_report_form(hq, kind):
    """A form of few fields, as a pledge's, is recognised: what is wrong with it is said by field."""
    row = {"kind": kind, "ref": f"few-{kind}", "source": "team"}
    answer = hq.client("watch officer").post("/api/v1/reports", json={"rows": [row]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == 1
    assert not [each for each in answer.json()["problems"] if "no known table" in each]


HEAD = "kind;ref;source;start;lon;lat;accuracy_m;actor;act\n"
AT_HOME = "incident;{};csv;2021-02-01;-30,25;-44,5;50;Red Army;direct-fire\n"
ABROAD = "incident;{};csv;2021-02-01;20,25;5,5;50;Red Army;direct-fire\n"


def send(client, text, **params):
    return client.post(
        "/api/v1/reports/file",
        params={"name": "u.csv"} | params,
        content=text if isinstance(text, bytes) else text.encode(),
        headers={"content-type": "text/csv"},
    )


def test_foreign_reports_of_an_upload_are_asked_about(hq):
    """Nothing enters before the sender says what becomes of them; then all, or those at home."""
    client = hq.client("watch officer")
    text = HEAD + AT_HOME.format("F1") + ABROAD.format("F2")
    asked = send(client, text)
    assert asked.status_code == 409
    assert "row 3" in asked.json()["title"]
    assert "foreign=enter" in asked.json()["remedy"]
    refs = {each["body"].get("ref") for each in everything(client)}
    assert not refs & {"F1", "F2"}
    out = send(client, text, foreign="left-out").json()
    assert counts(out) == NEW | {"rejected": 1}
    assert "outside-area" in {each["code"] for each in out["problem_summary"]}
    entered = send(client, text, foreign="enter").json()
    assert counts(entered) == NEW | {"duplicates": 1}
    assert send(client, HEAD + AT_HOME.format("F3")).json()["entered"] == 1
    assert send(client, text, foreign="maybe").status_code == 422


def test_rows_may_be_asked_about_too(hq):
    """A report that somebody types enters; a program may want to be asked."""
    client = hq.client("watch officer")
    row = incident("F4", source="typed") | {"lon": 20.25, "lat": 5.5}
    asked = client.post("/api/v1/reports", json={"rows": [row], "foreign": "ask"})
    assert asked.status_code == 409
    entered = client.post("/api/v1/reports", json={"rows": [row]}).json()
    assert counts(entered) == NEW


@pytest.mark.parametrize(
    ("text", "read_as", "entered"),
    [
        ((HEAD + AT_HOME.format("S1")).encode("utf-16-le"), [], 1),
        ((HEAD + AT_HOME.format("S2").replace("csv", "قصف")).encode("cp1256"), [], 1),
        ((HEAD + AT_HOME.format("S3").replace("csv", "Bangui é")).encode("cp1252"), ["encoding=cp1252"], 1),
        ("Log of the post\n\n" + HEAD + AT_HOME.format("S4"), [], 1),
        ("Log\n" + HEAD + AT_HOME.format("S5"), ["header=2", "decimal=,", "delimiter=semicolon"], 1),
        (HEAD + AT_HOME.format("S6").replace("2021-02-01", "01/02/2021"), [], 0),
        (HEAD + AT_HOME.format("S6").replace("2021-02-01", "01/02/2021"), ["date_order=dmy"], 1),
        (HEAD + AT_HOME.format("S7").replace("2021-02-01", "2021-02-01 10:00"), ["timezone=Asia/Beirut"], 1),
    ],
)  # fmt: skip
def test_an_upload_may_say_how_it_is_written(hq, text, read_as, entered):
    """What is not told by its content is said, as on the command line."""
    answer = send(hq.client("watch officer"), text, read_as=read_as).json()
    assert answer["entered"] == entered, answer


def test_what_an_upload_may_not_say(hq):
    """An unknown setting is told; a file of the server cannot be named."""
    client, text = hq.client("watch officer"), HEAD + AT_HOME.format("S9")
    for read_as, status in (
        (["gazetteer=/etc/passwd"], 400),
        (["encoding=none-such"], 400),
        (["colour=red"], 400),
        (["decimal=,", "decimal=."], 400),
    ):
        answer = send(client, text, read_as=read_as)
        assert (answer.status_code, bool(answer.json()["remedy"])) == (status, True)
    rows = client.post(
        "/api/v1/reports",
        json={"rows": [incident("S10", start="03/02/2021")], "read_as": {"date_order": "dmy"}},
    )
    assert counts(rows.json()) == NEW


def test_the_mission_has_places_of_its_own(hq):
    """A name in gazetteer.csv of the mission's folder is a position in any upload."""
    path = hq.folder / "gazetteer.csv"
    path.write_text("name,lat,lon\nOld Well,-44.5,-30.1\n", "utf-8")
    try:
        text = "kind;ref;source;start;position;actor;act\n"
        text += "incident;G1;csv;2021-02-01;Old Well;Red Army;direct-fire\n"
        assert send(hq.client("watch officer"), text).json()["entered"] == 1
    finally:
        path.unlink()


def test_an_upload_of_older_acled_is_recognised(hq):
    """As on the command line: capital names, and no column of targets."""
    text = (
        "EVENT_ID_CNTY,EVENT_DATE,TIME_PRECISION,EVENT_TYPE,ACTOR1,ACTOR2,COUNTRY,ADMIN1,LOCATION,LATITUDE,"
        "LONGITUDE,GEO_PRECISION,NOTES,FATALITIES\nX1,3-February-2021,1,Battle-No change of territory,Red Army,"
        "Blue Army,Island,North,Post,-44.5,-30.2,1,note,2\n"
    )
    answer = send(hq.client("watch officer"), text).json()
    assert (answer["format"], answer["entered"]) == ("acled", 1), answer
