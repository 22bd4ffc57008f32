"""OGC API - Features as its clients use it, and that nothing hidden shows through it."""

import io
import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import polars as pl
import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.server.share import outside_picture

OGC = "/api/v1/ogc/mission"
ITEMS = f"{OGC}/collections/incident/items"
LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


def fill(officer, *, hidden: bool):
    """Submit what a liaison may have, and with `hidden` what they may not, between it."""
    for number in range(6):
        row = incident(f"G{number}", lon=-30 + number / 10, best=number)
        row.pop("best")
        submit(officer, row | {"deaths_best": number}, tlp="TLP:GREEN")
        if hidden:
            secret = incident(
                f"S{number}", lon=-31, lat=-44.1, text="a secret", act="indirect-fire"
            )
            submit(officer, secret, tlp="TLP:AMBER")
            submit(officer, incident(f"R{number}", start="2019-01-01"), tlp="TLP:RED")
    submit(officer, *tanks(44), tlp="TLP:GREEN")
    if hidden:
        by_ref = {each["body"].get("ref"): each["id"] for each in everything(officer)}
        row = incident("G1", lat=-44.9, text="what a RED source says")
        answer = officer.post(
            f"/api/v1/records/{by_ref['S1']}/retraction", json={"reason": "twice"}
        )
        assert answer.status_code == 201, answer.text
        answer = officer.post(
            f"/api/v1/records/{by_ref['R2']}/correction",
            json={"row": row | {"ref": "R2"}, "reason": "better"},
        )
        assert answer.status_code == 201, answer.text


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        fill(served.client("watch officer"), hidden=True)
        submit(served.client("watch officer"), incident("EX"), simulated=True, tlp="TLP:GREEN")
        yield served


def refs(answer):
    assert answer.status_code == 200, answer.text
    return [each["properties"]["ref"] for each in answer.json()["features"]]


def follow(client, url, **params):
    """Return the features of all pages."""
    features = []
    while url:
        answer = client.get(url, params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        features += page["features"]
        url = next((each["href"] for each in page["links"] if each["rel"] == "next"), "")
        params = None
    return features


def test_every_link_of_the_landing_page_leads_on(hq):
    client = hq.client("observer")
    todo, seen = [f"{hq.url}{OGC}"], set()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.text)
        document = answer.json()
        for each in [document, *document.get("collections", [])]:
            for link in each.get("links", []):
                assert link["href"].startswith(hq.url)
                todo.append(link["href"])
    assert any(each.endswith("/incident/items") for each in seen)
    assert any(each.endswith("/zones/queryables") for each in seen)


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("watch officer", LABELS[:4]),
        ("analyst", LABELS[:4]),
        ("observer", LABELS[:3]),
        ("liaison", LABELS[:2]),
        ("contributor", LABELS[:2]),
    ],
)
def test_a_role_gets_what_it_may_have_and_red_never_leaves(hq, role, labels):
    found = {each["properties"]["tlp"] for each in follow(hq.client(role), ITEMS)}
    assert found == {f"TLP:{each}" for each in ("GREEN", "AMBER") if each in labels}


@pytest.mark.parametrize("role", ["administrator", "site", ""])
def test_who_reads_no_records_gets_no_picture(hq, role):
    assert hq.client(role).get(ITEMS).status_code in {401, 403}


def test_the_exercise_has_a_picture_of_its_own(hq):
    client = hq.client("watch officer")
    assert refs(client.get(ITEMS.replace("mission", "exercise"))) == ["EX"]
    assert "EX" not in refs(client.get(ITEMS))
    assert client.get(ITEMS.replace("mission", "fiction")).status_code == 422


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"bbox": "-29.85,-45,-29.55,-44"}, ["G2", "G3", "G4"]),
        ({"datetime": "2021-02-01T12:00:00Z"}, ["G0", "G1", "G2", "G3", "G4", "G5"]),
        ({"datetime": "2022-01-01/.."}, []),
        ({"ref": "G3"}, ["G3"]),
        ({"deaths_best": "4"}, ["G4"]),
        ({"filter": "deaths_best > 3 AND act = 'direct-fire'"}, ["G4", "G5"]),
        ({"filter": '{"op":"<","args":[{"property":"deaths_best"},1]}', "filter-lang": "cql2-json"}, ["G0"]),
        ({"filter": "S_INTERSECTS(geometry, BBOX(-30.05,-45,-29.95,-44))"}, ["G0"]),
        ({"filter": "casei(actor) LIKE casei('RED%') and ref in ('G1','G2','S1')"}, ["G1", "G2"]),
    ],
)  # fmt: skip
def test_a_request_selects(hq, params, expected):
    answer = hq.client("liaison").get(ITEMS, params=params)
    assert sorted(refs(answer)) == expected
    assert answer.json()["numberMatched"] == answer.json()["numberReturned"] == len(expected)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"colour": "red"}, "no parameter"),
        ({"limit": "0"}, "no number"),
        ({"limit": "-1"}, "no number"),
        ({"limit": "ten"}, "no number"),
        ({"bbox": "1,2,3"}, "no box"),
        ({"datetime": "soon"}, "no time"),
        ({"filter": "nothing = 1"}, "no property"),
        ({"filter": "deaths_best >"}, "not CQL2"),
        ({"filter": "true", "filter-lang": "sql"}, "not known"),
        ({"crs": "http://www.opengis.net/def/crs/EPSG/0/3857"}, "only"),
        ({"after": "5"}, "no token"),
        ([("limit", "1"), ("limit", "2")], "twice"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_words(hq, params, words):
    answer = hq.client("liaison").get(ITEMS, params=params)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["title"]
    assert "secret" not in answer.text


@pytest.mark.parametrize(("count", "code"), [(20, 200), (21, 400)])
def test_a_filter_has_few_functions_that_write_all_texts_anew(hq, count, code):
    """Sixty of them held a processor for 17 s."""
    words = " OR ".join(["CASEI(text) = 'x'"] * count)
    address = f"{OGC}/collections/incident/items"
    answer = hq.client("observer").get(address, params={"filter": words})
    assert answer.status_code == code, answer.text


def test_pages_follow_each_other_with_their_filter(hq):
    client = hq.client("liaison")
    found = follow(client, ITEMS, limit=2, filter="deaths_best >= 1")
    assert sorted(each["properties"]["ref"] for each in found) == ["G1", "G2", "G3", "G4", "G5"]
    assert client.get(ITEMS, params={"limit": 99_999_999}).json()["numberReturned"] == 6


def test_one_feature_by_its_id(hq):
    client = hq.client("liaison")
    feature = client.get(ITEMS, params={"ref": "G2"}).json()["features"][0]
    answer = client.get(f"{ITEMS}/{feature['id']}")
    assert answer.json() | {"links": []} == feature | {"links": []}
    by_ref = {
        each["body"].get("ref"): each["id"] for each in everything(hq.client("watch officer"))
    }
    hidden = client.get(f"{ITEMS}/{by_ref['S0']}")
    unknown = client.get(f"{ITEMS}/{'0' * 64}")
    assert (hidden.status_code, hidden.text) == (404, unknown.text)
    assert client.get(f"{OGC}/collections/nothing").status_code == 404


def test_what_is_new_is_there_at_once(hq):
    officer = hq.client("watch officer")
    before = officer.get(ITEMS).json()["numberMatched"]
    hq.app.state.sulh.outside_picture._views._slots.clear()  # however long it took to make
    submit(officer, incident("NEW"), tlp="TLP:AMBER+STRICT")
    for slot in hq.app.state.sulh.outside_picture._views._slots.values():
        slot.view = None
    assert officer.get(ITEMS).json()["numberMatched"] == before + 1


def test_what_left_to_somebody_outside_is_a_record_once_for_each_state(hq):
    contributor, officer = hq.client("contributor"), hq.client("watch officer")
    name = f"{OGC}/collections/observation/items"
    for _ in range(3):
        assert contributor.get(name).json()["numberMatched"] == 1
    records = [
        each["body"]
        for each in everything(officer, kind="disclosure")
        if each["body"]["part"] == "observation"
    ]
    assert len(records) == 1
    assert records[0]["items"] == 1
    assert records[0]["door"] == "features"
    assert records[0]["strictest"] == "green"


def test_who_reads_what_is_restricted_is_on_record(hq):
    officer = hq.client("watch officer")
    submit(officer, incident("KEPT"), tlp="TLP:AMBER+STRICT")
    assert "KEPT" in refs(officer.get(ITEMS))
    reads = everything(hq.client("auditor"), kind="access")
    assert any(each["body"]["what"] == "features" and each["body"]["records"] for each in reads)


def test_the_mission_and_its_exercise_are_states_apart(hq, monkeypatch):
    """Who looks at both in turn makes a record of each, once; what left is digested once for each state."""
    made = []
    digest = outside_picture.disclosure_digest
    monkeypatch.setattr(
        outside_picture, "disclosure_digest", lambda leaves: made.append(leaves) or digest(leaves)
    )
    contributor = hq.client("contributor")
    account = next(each.id for each in hq.accounts.all() if each.role == "contributor")
    for view in (slot.view for slot in hq.app.state.sulh.outside_picture._views._slots.values()):
        view._states.clear()
    for world in ("mission", "exercise") * 3:
        answer = contributor.get(f"/api/v1/ogc/{world}/collections/incident/file/kml")
        assert answer.status_code == 200, answer.text
    records = [
        each
        for each in everything(hq.client("watch officer"), kind="disclosure")
        if each["body"]["door"] == "file" and each["body"]["recipient"] == account
    ]
    assert {each["body"]["part"] for each in records} == {"incident"}
    assert {each["simulated"]: each["body"]["items"] for each in records} == {False: 6, True: 1}
    assert len(records) == 2
    states = hq.app.state.sulh.outside_picture._views._slots.values()
    assert len(made) <= len([each for each in states if each.view])


def test_a_feed_tells_what_is_new(hq):
    answer = hq.client("liaison").get(f"{OGC}/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "direct-fire" in answer.text
    assert "secret" not in answer.text
    assert "TLP:AMBER" in hq.client("observer").get(f"{OGC}/feed.atom?lang=fr").text
    assert hq.client().get(f"{OGC}/feed.atom").status_code == 401


TILES = f"{OGC}/collections/incident/tiles/WebMercatorQuad"


def test_tiles_show_what_the_account_may_have(hq):
    client = hq.client("liaison")
    answer = client.get(f"{TILES}/0/0/0")
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert b"G3" in answer.content
    assert b"secret" not in answer.content
    assert b"G3" not in client.get(f"{TILES}/0/0/0?ref=G2").content
    assert client.get(f"{TILES}/3/0/0").content == b""
    for wrong in ("0/0/1", "99/0/0", "0/0/-1"):
        assert client.get(f"{TILES}/{wrong}").status_code == 400
    assert client.get(f"{TILES}/0/0/x").status_code == 422


@pytest.mark.parametrize("form", ["csv", "xlsx", "kml", "gpkg", "parquet", "arrow"])
def test_files_hold_what_the_account_may_have(hq, form):
    client = hq.client("liaison")
    answer = client.get(f"{OGC}/collections/incident/file/{form}", params={"deaths_best": "3"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith(f'incident.{form}"')
    if form != "xlsx":  # which is a zip file
        assert b"G3" in answer.content
        assert b"G2" not in answer.content
    if form == "arrow":  # as a notebook reads it
        frame = pl.read_ipc(
            io.BytesIO(client.get(f"{OGC}/collections/incident/file/arrow").content)
        )
        assert sorted(frame["ref"]) == [f"G{each}" for each in range(6)]
    whole = client.get(f"{OGC}/file/gpkg")
    assert whole.content.startswith(b"SQLite format 3")
    assert b"secret" not in whole.content
    assert client.get(f"{OGC}/collections/incident/file/{form}?colour=red").status_code == 400


TWO = (
    OGC,
    f"{OGC}/api",
    f"{OGC}/conformance",
    f"{OGC}/collections",
    f"{OGC}/collections/incident",
    f"{OGC}/collections/incident/queryables",
    f"{OGC}/collections/incident/items",
    f"{OGC}/collections/incident/items?limit=2",
    f"{OGC}/collections/incident/items?bbox=-32,-45,-28,-44",
    f"{OGC}/collections/incident/items?datetime=2018-01-01/2020-01-01",
    f"{OGC}/collections/incident/items?filter=act='indirect-fire'",
    f"{OGC}/collections/incident/items?filter=text LIKE '%secret%'",
    f"{OGC}/collections/incident/items?filter=nothing=1",
    f"{OGC}/collections/observation/items",
    f"{OGC}/collections/zones/items",
    f"{OGC}/collections/incident/file/csv",
    f"{OGC}/collections/incident/file/kml",
    f"{OGC}/feed.atom",
    f"{OGC}/collections/incident/tiles/WebMercatorQuad/9/368/219",
)


TIME = re.compile(r"20(?!21)\d\d-\d\d-\d\dT[\d:.]*Z")
"""When the test itself recorded something."""


def public_part(answer, url, names):
    """Return an answer without what differs between any two ledgers: ids, times of recording, the address."""
    text = answer.text.replace(url, "")
    for identity, name in names.items():
        text = text.replace(identity, name)
    if answer.headers["content-type"].startswith(("application/geo+json",)):
        document = json.loads(text)
        for each in document["features"]:
            each["properties"] |= {"recorded_at": "", "changed_at": ""}
        for each in document["links"]:
            each["href"] = each["href"].partition("after=")[0]
        text = json.dumps(document)
    if "/feed" in str(answer.url) or "/file/" in str(answer.url) or "/tiles/" in str(answer.url):
        text = TIME.sub("", text)
    if "/feed" in str(answer.url):  # of one time, records stand by their ids, which nobody chooses
        text = "\n".join(sorted(text.splitlines()))
    return answer.status_code, text


@pytest.mark.slow
@pytest.mark.parametrize("role", ["liaison", "contributor"])
def test_an_outsider_gets_the_same_with_and_without_what_is_hidden(tmp_path_factory, role):
    """Counts, pages, extents, errors: nothing tells that there is more in the ledger."""
    seen = []
    for hidden in (False, True):
        folder = tmp_path_factory.mktemp(f"{role}{hidden}") / "mission"
        with serving(folder) as served:
            served.clock.ahead = timedelta(0)
            fill(served.client("watch officer"), hidden=hidden)
            client = served.client(role)
            kinds = ("incident", "observation", "inspection")
            rows = [
                row for each in kinds for row in follow(client, f"{OGC}/collections/{each}/items")
            ]
            names = {each["id"]: each["properties"]["ref"] for each in rows}
            seen.append([public_part(client.get(each), served.url, names) for each in TWO])
    for url, without, with_hidden in zip(TWO, *seen, strict=True):
        assert without == with_hidden, url


GDAL = """
import json, sys
import pyogrio
source, token, calls = sys.argv[1:]
pyogrio.set_gdal_config_options({"GDAL_HTTP_AUTH": "BEARER", "GDAL_HTTP_BEARER": token})
if "OAPIF" not in pyogrio.list_drivers():
    sys.exit(3)
answers = [[str(each[0]) for each in pyogrio.list_layers(source)]]
for options in json.loads(calls):
    options |= {"bbox": tuple(options["bbox"])} if "bbox" in options else {}
    frame = pyogrio.read_dataframe(source, **options)
    geometry = [None if each is None else each.wkt for each in frame.geometry]
    rows = json.loads(frame.drop(columns="geometry").to_json(orient="records"))
    answers.append([row | {"wkt": wkt} for row, wkt in zip(rows, geometry, strict=True)])
print(json.dumps(answers))
"""


def gdal(hq, *calls):
    """Return the layers of the mission, and the rows of some calls, by GDAL's driver, on which QGIS rests.

    It works in a process of its own, since it would hold the server's threads while it waits for them.
    """
    pytest.importorskip("pyogrio")
    arguments = [f"OAPIF:{hq.url}{OGC}", hq.tokens["observer"], json.dumps(calls)]
    command = [sys.executable, "-W", "ignore", "-c", GDAL, *arguments]
    environment = os.environ | {"CPL_DEBUG": "HTTP"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env=environment
    )
    if done.returncode == 3:
        pytest.skip("this GDAL has no driver for OGC API - Features")
    assert done.returncode == 0, done.stderr
    return *json.loads(done.stdout), done.stderr


@pytest.mark.slow
def test_gdal_opens_the_mission_live(hq):
    layers, incidents, zones, _ = gdal(hq, {"layer": "incident"}, {"layer": "zones"})
    assert {"incident", "observation", "zones", "lines", "sites"} <= set(layers)
    found = follow(hq.client("observer"), ITEMS)
    by_ref = {each["properties"]["ref"]: each for each in found}
    assert sorted(each["ref"] for each in incidents) == sorted(by_ref)
    for each in incidents:
        lon, lat = by_ref[each["ref"]]["geometry"]["coordinates"]
        assert each["wkt"] == f"POINT ({lon:g} {lat:g})"
        assert each["deaths_best"] == by_ref[each["ref"]]["properties"]["deaths_best"]
    assert any(each["wkt"] and "POLYGON" in each["wkt"] for each in zones)


@pytest.mark.slow
def test_gdal_pages_and_filters_on_the_server(hq):
    _, whole, paged, within, some, one, log = gdal(
        hq,
        {"layer": "incident"},
        {"layer": "incident", "PAGE_SIZE": "3"},
        {"layer": "incident", "bbox": [-29.85, -45, -29.55, -44]},
        {"layer": "incident", "where": "deaths_best > 3 AND ref <> 'G5'"},
        {"layer": "incident", "where": "ref = 'G2'"},
    )
    assert paged == whole
    assert sorted(each["ref"] for each in within) == ["G2", "G3", "G4"]
    assert [each["ref"] for each in some] == ["G4"]
    assert [each["ref"] for each in one] == ["G2"]
    assert "ref=G2" in log  # the server looks for it, not the client
    assert "&after=" in log.replace("?after=", "&after=")
    assert "bbox=-29.85" in log
