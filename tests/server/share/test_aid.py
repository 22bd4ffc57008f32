"""HXL and IATI over HTTP, with clients that others use: libhxl, and the standard's own schema."""

import json
import os
from pathlib import Path

import hxl
import pytest
import xmlschema
from tests.server.recovered import row
from tests.server.served import serving, submit

from sulh.recover import IatiAccount, Publisher, read_activities
from sulh.server.settings import read_settings

ORG = Publisher(ref="XM-DAC-41304", name="Island Mission", type="40", country="CF")
OPEN, KEPT = "TLP:GREEN", "TLP:AMBER+STRICT"


def delivery(ref, organisation, **more):
    return row(
        "delivery",
        ref,
        place="Oak Ridge",
        organisation=organisation,
        cluster="WASH",
        supply="water",
        progress="delivered",
        quantity="15000",
        unit="l",
        **more,
    )


def project(ref, title):
    return row(
        "project",
        ref,
        "2024-04-01T00:00:00Z",
        end="2024-06-10T00:00:00Z",
        place="Oak Ridge",
        title=title,
        scale="quick-impact",
        service="water",
        budget="48000",
        currency="USD",
        stage="agreed",
    )


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("aid") / "m", iati=ORG) as served:
        officer = served.client("watch officer")
        submit(
            officer,
            delivery("d1", "Shown Aid"),
            row("population", "p1", place="Oak Ridge", group="displaced", people="1237"),
            project("Q-1", "Well shown"),
            tlp=OPEN,
        )
        submit(
            officer,
            delivery("d2", "Kept Aid"),
            row("population", "p2", place="Kept Town", group="displaced", people="777"),
            project("Q-2", "Kept bridge"),
            tlp=KEPT,
        )
        yield served


def read_by_libhxl(served, role, name):
    """Read a file as an analyst with libhxl does: by its address, with a token."""
    options = hxl.InputOptions(
        http_headers={"authorization": f"Bearer {served.tokens[role]}"}, allow_local=True
    )
    return hxl.data(f"{served.url}/api/v1/aid/mission/hxl/{name}", options)


@pytest.mark.filterwarnings("ignore:defusedxml")  # of the library that libhxl reads workbooks with
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_libhxl_reads_who_does_what_where(hq, form):
    inside = read_by_libhxl(hq, "watch officer", f"aid.{form}")
    assert {each.get("#org+impl+name") for each in inside} == {"Shown Aid", "Kept Aid"}
    outside = read_by_libhxl(hq, "contributor", f"aid.{form}")
    assert [each.get("#org+impl+name") for each in outside] == ["Shown Aid"]
    assert [each.get("#item+num") for each in read_by_libhxl(hq, "contributor", f"aid.{form}")] in (
        ["15000"],
        [15000],
    )


def test_people_and_needs_are_those_that_may_leave(hq):
    for name in ("people", "needs"):
        outside = list(read_by_libhxl(hq, "contributor", f"{name}.csv"))
        inside = list(read_by_libhxl(hq, "watch officer", f"{name}.csv"))
        assert {each.get("#loc+name") for each in outside} == {"Oak Ridge"}
        assert {each.get("#loc+name") for each in inside} == {"Oak Ridge", "Kept Town"}
    for each in read_by_libhxl(hq, "contributor", "people.csv"):
        assert 1230 <= int(each.get("#inneed+min")) <= int(each.get("#inneed+max")) <= 1250
        assert "1237" not in each.values  # rounded as the room rounds, never the count


def test_projects_are_valid_iati(hq):
    outside = hq.client("contributor").get("/api/v1/aid/mission/iati.xml")
    assert outside.headers["content-type"].startswith("application/xml")
    account = IatiAccount()
    read = list(read_activities([outside.content], "iati.xml", account, today=hq.clock().date()))
    assert [each.identifier for each in read] == ["XM-DAC-41304-Q-1"]
    assert account.errors == 0
    assert b"Kept" not in outside.content
    inside = hq.client("watch officer").get("/api/v1/aid/mission/iati.xml")
    assert b"Kept bridge" in inside.content
    folder = Path(os.environ.get("SULH_DATA") or "/nonexistent") / "iati/2.03"
    if not folder.is_dir():
        pytest.skip("SULH_DATA has no schema of IATI")
    xmlschema.XMLSchema(str(folder / "iati-activities-schema.xsd")).validate(outside.text)


@pytest.mark.parametrize("name", ["hxl/aid.csv", "hxl/needs.json", "hxl/people.xlsx", "iati.xml"])
def test_a_client_that_has_it_gets_it_once(hq, name):
    """Conditional requests: the tag holds until something that is in the file changes for this reader."""
    client, officer = hq.client("contributor"), hq.client("watch officer")
    url = f"/api/v1/aid/mission/{name}"
    first = client.get(url)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for value in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get(url, headers={"if-none-match": value})
        assert (again.status_code, again.content) == (304, b""), value
        assert again.headers["etag"] == tag
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200
    assert officer.get(url, headers={"if-none-match": tag}).status_code == 200
    submit(officer, delivery(f"kept {name}", "Kept again"), tlp=KEPT)
    submit(officer, project(f"K {name}", "Kept again"), tlp=KEPT)
    assert client.get(url, headers={"if-none-match": tag}).status_code == 304


def test_a_change_that_leaves_changes_the_tag(hq):
    client, officer = hq.client("contributor"), hq.client("watch officer")
    url = "/api/v1/aid/mission/hxl/aid.csv"
    tag = client.get(url).headers["etag"]
    submit(officer, delivery("d3", "Third Aid"), tlp=OPEN)
    after = client.get(url, headers={"if-none-match": tag})
    assert after.status_code == 200
    assert "Third Aid" in after.text


def test_what_left_to_outsiders_is_recorded_once(hq):
    client = hq.client("contributor")
    for _ in range(3):
        client.get("/api/v1/aid/mission/hxl/people.csv")
        hq.client("watch officer").get("/api/v1/aid/mission/hxl/people.csv")
    left = [
        each.body
        for each in hq.service.read(lambda store: list(store.records(kinds=["disclosure"])))
        if each.body["part"] == "people"
    ]
    digests = [each["digest"] for each in left]
    assert digests
    assert len(set(digests)) == len(digests)
    assert {(each["audience"], each["purpose"], each["door"]) for each in left} == {
        ("NOR", "humanitarian", "file")
    }


def test_who_may_and_what_is_wrong(hq):
    def status(role, name):
        return hq.client(role).get(f"/api/v1/aid/{name}").status_code

    assert status("", "mission") == 401
    assert status("administrator", "mission/hxl/aid.csv") == 403
    assert status("contributor", "mission/hxl/returns.csv") in {400, 404, 422}
    assert status("contributor", "mission/hxl/aid.pdf") in {400, 404, 422}
    assert status("contributor", "moon/hxl/aid.csv") in {400, 404, 422}
    assert status("contributor", "mission/hxl/needs.csv?days=0") in {400, 422}
    files = hq.client("contributor").get("/api/v1/aid/mission").json()["files"]
    assert len(files) == 10
    assert all(hq.client("contributor").get(each).status_code == 200 for each in files)
    exercise = hq.client("contributor").get("/api/v1/aid/exercise/hxl/aid.json")
    assert len(json.loads(exercise.text)) == 2  # the two headers: nothing of the mission


def test_the_publisher_is_a_setting(tmp_path):
    path = tmp_path / "serve.toml"
    path.write_text('[iati]\nref = "XM-1"\nname = "M"\ncountry = "CF"\n')
    settings = read_settings(tmp_path, origin="http://127.0.0.1")
    assert settings.iati == Publisher(ref="XM-1", name="M", type="40", country="CF")
    path.write_text('[iati]\nref = "XM-1"\nname = "M"\ncountry = "car"\n')
    with pytest.raises(Exception, match="two letters"):
        read_settings(tmp_path, origin="http://127.0.0.1")
