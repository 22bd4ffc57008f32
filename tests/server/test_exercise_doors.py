"""No record of an exercise comes out of the API as real: every address that can be read is read."""

import io
import json
import zipfile

import pytest
from tests.server.recovered import RECOVERY
from tests.server.served import incident, serving, submit, tanks
from tests.server.share.test_threats import SETTINGS
from tests.server.threatened import attack

from sulh.ledger.tlp import Tlp
from sulh.share import Audience
from sulh.share.cot import events_of, write_event

KEY = "EXERCISE-ONLY"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", collections=SETTINGS) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(38))
        played = [
            row | {"ref": f"{KEY}-{n}", "text": KEY}
            for n, row in enumerate(
                (*tanks(90, inspection=f"{KEY}-0"), incident("x", reliability="A", credibility=1))
            )
        ]
        text = json.dumps(RECOVERY)
        for own in ("Oak Ridge", "Mill Town", "field office"):
            text = text.replace(own, f"{KEY} {own}")
        intake = submit(officer, *played, *json.loads(text), simulated=True)
        assert intake["rejected"] == 0
        intake = submit(officer, attack(f"{KEY}-T"), tlp="TLP:GREEN", simulated=True)
        assert intake["rejected"] == 0
        yield served


def unmarked(value, *, marked=False):
    """Return the texts of an exercise that no object around them marks as simulated."""
    if isinstance(value, dict):
        marked = marked or value.get("simulated") is True
        return [text for each in value.values() for text in unmarked(each, marked=marked)]
    if isinstance(value, list):
        return [text for each in value for text in unmarked(each, marked=marked)]
    return [value] if isinstance(value, str) and KEY in value and not marked else []


def addresses(hq):
    """Return all that can be read without naming one thing."""
    paths = hq.app.openapi()["paths"]
    plain = [path for path, methods in paths.items() if "get" in methods and "{" not in path]
    tables = ["records/reports", "findings", "heads"]
    return [path for path in plain if "stream" not in path and "events" not in path] + [
        f"/api/v1/export/{table}" for table in tables
    ]


def test_every_address_keeps_an_exercise_apart(hq):
    """Text of the exercise stands only where it is marked as simulated; in a file, only in marked rows."""
    read = 0
    for role in ("watch officer", "commander", "liaison"):
        client = hq.client(role) if role in hq.tokens else None
        if client is None:
            continue
        for path in addresses(hq):
            answer = client.get(path, params={"at": "2021-03-31"} if "finding" in path else {})
            if answer.status_code != 200 or KEY not in answer.text:
                read += answer.status_code == 200
                continue
            read += 1
            if answer.headers["content-type"].startswith("application/json"):
                assert unmarked(answer.json()) == [], path
            else:
                assert "export/records" in path, path
                lines = [line for line in answer.text.splitlines() if KEY in line]
                assert all("SIMULATED" in line for line in lines), lines
    assert read > 20


def test_real_findings_are_those_of_the_real_reports(hq):
    """38 tanks are within the limit; the 90 of the exercise are judged where an exercise is asked for."""
    client = hq.client("watch officer")
    for simulated, verdict in ((False, "met"), (True, "breached")):
        answer = client.get(
            "/api/v1/findings", params={"at": "2021-03-31", "simulated": simulated}
        ).json()
        tanks_ = [
            each
            for each in answer["findings"]
            if each["provision"] == "red-tanks" and each["month"] == "2021-01"
        ]
        assert [each["verdict"] for each in tanks_] == [verdict]
        assert (KEY in json.dumps(answer)) <= simulated


def test_a_row_that_says_that_it_is_simulated_is_refused_as_real(hq):
    """Whoever sends it, it does not enter as real."""
    client = hq.client("watch officer")
    intake = submit(client, incident(f"{KEY}-9") | {"simulated": "yes"})
    assert intake["entered"] == 0


def named_addresses(client):
    """Return the addresses of one collection, file, table or page that stand for what happened."""
    world = "/api/v1/ogc/mission"
    collections = client.get(f"{world}/collections").json()["collections"]
    for each in collections:
        one = f"{world}/collections/{each['id']}"
        yield from (one, f"{one}/items", f"{one}/items?limit=1000", f"{one}/queryables")
        yield from (f"{one}/file/{form}" for form in ("gpkg", "kml", "kmz", "csv", "geojson"))
        yield from (f"{one}/tiles/WebMercatorQuad/{at}" for at in ("0/0/0", "5/20/13"))
    yield from (f"{world}/feed.atom", f"{world}/file/gpkg")
    yield from (
        f"/api/v1/aid/mission/hxl/{table}.{form}"
        for table in ("aid", "needs", "people")
        for form in ("csv", "json", "xlsx")
    )
    yield "/api/v1/aid/mission/iati.xml"
    pages = ("weapons", "returns", "hazards", "needs", "projects", "governance")
    yield from (f"/api/v1/export/recovery/{page}?at=2024-06-01&format=html" for page in pages)


def bytes_of(answer):
    """Return what a file holds, unpacked where it is a ZIP archive."""
    if not answer.content.startswith(b"PK"):
        return answer.content
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_no_file_feature_tile_or_table_has_anything_of_an_exercise(hq):
    """The picture for maps, the feed, aid in HXL and IATI, the printed pages: not a byte of it."""
    client = hq.client("watch officer")
    read = {}
    for path in named_addresses(client):
        answer = client.get(path)
        assert KEY.encode() not in bytes_of(answer), path
        assert answer.status_code < 500, path
        read[path] = answer.status_code
    ok = [path for path, status in read.items() if status == 200]
    assert {path.split("/")[3] for path in ok} == {"ogc", "aid", "export"}
    assert len(ok) > 40, read
    shown = [client.get(path.replace("mission", "exercise")) for path in ok if "mission" in path]
    assert any(KEY.encode() in bytes_of(answer) for answer in shown)


def test_devices_see_nothing_of_an_exercise(hq):
    """What leaves by Cursor on Target is the outside picture, which is that of what happened."""
    picture, now = hq.app.state.sulh.outside_picture, hq.service.now()
    devices = Audience(
        name="devices", clearance=Tlp.AMBER_STRICT, purposes=frozenset({"common-picture"})
    )
    sent = {
        simulated: b"".join(
            write_event(event)
            for each in picture.view(devices, **more).collections.values()
            for event in events_of(each, moment=now)
        )
        for simulated, more in ((False, {}), (True, {"simulated": True}))
    }
    assert KEY.encode() not in sent[False]
    assert KEY.encode() in sent[True]


def test_threats_of_an_exercise_stay_in_the_exercise(hq):
    """The list of indicators, the STIX bundle and the blocklists of the mission have none of them."""
    client, domain = hq.client("analyst"), f"{KEY}-T.example".lower()
    moment = {"at": "2021-03-01"}
    for path, more, is_shown in (
        ("threats", moment, True),
        ("threats/threats/bundle", {}, True),
        ("threats/threats/blocklist", {}, False),  # a claim that nobody rated is on no blocklist
        ("threats/threats/blocklist", {"form": "rpz"}, False),
    ):
        real = client.get(f"/api/v1/{path}", params=more)
        played = client.get(f"/api/v1/{path}", params=more | {"simulated": True})
        assert (real.status_code, played.status_code) == (200, 200), path
        assert domain not in real.text.lower(), path
        assert (domain in played.text.lower()) == is_shown, path
