"""The reference server's own data in both servers, the same questions to both: what differs is on the page."""

import json
import re
from pathlib import Path

import pytest
import requests
from tests.server.reference_taxii import FULL, USER, default_data, medallion
from tests.server.served import serving

from sulh.ledger.tlp import Tlp
from sulh.server.settings import CollectionSettings

TAXII = "application/taxii+json;version=2.1"
PAGE = Path(__file__).parents[2] / "docs/reference/taxii.md"
INDICATOR = "indicator--6770298f-0fd8-471a-ab8c-1c658a46574e"
MALWARE = "malware--c0931cc6-c75e-47e5-9036-78fabc95d4ec"
OLD = (MALWARE, "2018-02-23T18:30:00.000Z")
NEW = {
    "type": "indicator",
    "spec_version": "2.1",
    "id": "indicator--cd981c25-8042-4166-8945-51178443aaaa",
    "created": "2024-05-08T09:00:00.000Z",
    "modified": "2024-05-08T09:00:00.000Z",
    "pattern": "[domain-name:value = 'new.example']",
    "pattern_type": "stix",
    "valid_from": "2024-05-08T09:00:00.000Z",
}
OBJECTS = {
    "all objects": {},
    "by type": {"match[type]": "indicator"},
    "by two types": {"match[type]": "indicator,malware"},
    "by id": {"match[id]": INDICATOR},
    "by an id that is not there": {"match[id]": "indicator--11111111-1111-4111-8111-111111111111"},
    "first version": {"match[version]": "first"},
    "last version": {"match[version]": "last"},
    "first and last version": {"match[version]": "first,last"},
    "all versions": {"match[version]": "all"},
    "a version by its time": {"match[version]": "2016-12-25T12:30:59.444Z"},
    "STIX 2.0": {"match[spec_version]": "2.0"},
    "STIX 2.1": {"match[spec_version]": "2.1"},
    "STIX 2.0 and 2.1": {"match[spec_version]": "2.0,2.1"},
    "added after all": {"added_after": "2099-01-01T00:00:00.000000Z"},
    "added after long ago": {"added_after": "2000-01-01T00:00:00.000000Z"},
    "type and version": {"match[type]": "indicator", "match[version]": "all"},
    "a filter that no standard has": {"match[colour]": "red"},
}
ODD = {
    "limit 0": {"limit": "0"},
    "limit below 0": {"limit": "-1"},
    "limit in words": {"limit": "many"},
    "a `next` that nobody gave": {"next": "bm90LW1pbmU", "limit": "5"},
    "`added_after` that is no time": {"added_after": "yesterday"},
    "a version that is no time": {"match[version]": "newest"},
}


class Asked:
    """One server: its collection's address, its root, and how somebody signs in."""

    def __init__(self, root, collection, auth):
        self.root = root
        self.collection = f"{root}collections/{collection}/"
        self.auth = auth

    def ask(self, address, method="GET", *, auth=True, headers=None, **more):
        """Return the answer to one request."""
        return requests.request(
            method,
            address,
            auth=self.auth if auth else None,
            headers={"accept": TAXII} | (headers or {}),
            timeout=60,
            **more,
        )


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """Yield medallion and Sulh, each with the reference server's own objects."""
    path = default_data()
    data = json.loads(path.read_text("utf-8"))["trustgroup1"]["collections"]
    objects = next(each["objects"] for each in data if each["id"] == FULL)
    settings = CollectionSettings(
        name="full",
        title="Full",
        write=frozenset({"watch officer", "analyst"}),
        marking=Tlp.GREEN,
    )
    with (
        medallion(tmp_path_factory.mktemp("medallion"), without={OLD}) as theirs,
        serving(tmp_path_factory.mktemp("beside") / "m", collections=(settings,)) as hq,
    ):
        (collection,) = hq.app.state.sulh.taxii.collections
        ours = Asked(f"{hq.url}/taxii2/mission/", collection, ("any", hq.tokens["analyst"]))
        answer = ours.ask(
            f"{ours.collection}objects/",
            "POST",
            data=json.dumps({"objects": objects}),
            headers={"content-type": TAXII},
        )
        (failure,) = answer.json()["failures"]  # on the page: STIX 2.0 asks for `labels`
        assert (failure["id"], failure["version"]) == OLD
        yield Asked(f"{theirs}/trustgroup1/", FULL, USER), ours


def pages(server, path, query, limit):
    """Return what is on all pages, asked for by `next` with the same filters."""
    entries, token = [], ""
    while True:
        words = query | {"limit": str(limit)} | ({"next": token} if token else {})
        answer = server.ask(f"{server.collection}{path}", params=words)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        entries += page.get("objects", page.get("versions", []))
        if not page.get("more"):
            return entries
        token = page["next"]


def as_set(entries):
    """Return objects, or manifest entries less when they came, as a set; the order of coming differs."""
    kept = [
        {name: value for name, value in each.items() if name != "date_added"}
        if isinstance(each, dict)
        else each
        for each in entries
    ]
    return sorted(json.dumps(each, sort_keys=True) for each in kept)


def questions(server):
    """Return by name what a server answers: a status, and objects or what the question is about."""
    answers = {}
    objects = f"{server.collection}objects/"
    for name, query in OBJECTS.items():
        for path in ("objects/", "manifest/"):
            answers[f"{name}, {path[:-1]}"] = as_set(pages(server, path, query, 100))
            answers[f"{name}, {path[:-1]}, pages of 2"] = as_set(pages(server, path, query, 2))
    for identity in (INDICATOR, MALWARE):
        kind = identity.partition("--")[0]
        answers[f"one {kind}"] = as_set(pages(server, f"objects/{identity}/", {}, 100))
        answers[f"versions of one {kind}"] = as_set(
            pages(server, f"objects/{identity}/versions/", {}, 100)
        )
    missing = f"{objects}indicator--11111111-1111-4111-8111-111111111111/"
    status = {
        "an object that is not there": server.ask(missing),
        "versions of an object that is not there": server.ask(f"{missing}versions/"),
        "a collection that is not there": server.ask(f"{server.root}collections/none/objects/"),
        "nobody signs in": server.ask(objects, auth=False),
        "`Accept` of TAXII 2.0": server.ask(
            objects, headers={"accept": "application/vnd.oasis.taxii+json; version=2.0"}
        ),
        "`Accept` of anything": server.ask(objects, headers={"accept": "*/*"}),
        "`Content-Type` of JSON": server.ask(
            objects, "POST", data="{}", headers={"content-type": "application/json"}
        ),
        "no JSON is added": server.ask(objects, "POST", data="{", headers={"content-type": TAXII}),
        "an envelope without objects is added": server.ask(
            objects, "POST", data="{}", headers={"content-type": TAXII}
        ),
        "a method that is none": server.ask(f"{server.collection}manifest/", "POST"),
        "a status that is not there": server.ask(f"{server.root}status/none/"),
    } | {name: server.ask(objects, params=query) for name, query in ODD.items()}
    answers |= {name: answer.status_code for name, answer in status.items()}

    def add(*values):
        answer = server.ask(
            objects, "POST", data=json.dumps({"objects": values}), headers={"content-type": TAXII}
        )
        content = answer.json()
        return answer.status_code, content.get("success_count"), content.get("failure_count")

    answers["a new object is added"] = add(NEW)
    answers["the same object is added again"] = add(NEW)
    answers["another object of the same id and version is added"] = add(NEW | {"name": "other"})
    answers["an object without an id is added"] = add({"type": "indicator"})
    answers["an object whose pattern is none is added"] = add(
        NEW | {"id": NEW["id"][:-1] + "b", "pattern": "[none"}
    )
    answers["an object is deleted"] = server.ask(f"{objects}{NEW['id']}/", "DELETE").status_code
    return answers


def words(answer):
    """Return an answer as the page writes it."""
    if not isinstance(answer, tuple):
        return str(answer)
    status, entered, refused = answer
    return str(status) if entered is None else f"{status}: {entered} in, {refused} refused"


def test_what_differs_from_the_reference_server_is_on_the_page(servers):
    """Every other question is answered alike: the same objects, versions and statuses."""
    theirs, ours = map(questions, servers)
    assert len(theirs) == 95, len(theirs)
    rows = [
        f"| {name} | {words(theirs[name])} | {words(ours[name])} |"
        for name in theirs
        if theirs[name] != ours[name]
    ]
    page = PAGE.read_text("utf-8").partition("## Beside the reference server")[2]
    table = re.findall(r"^\| .* \|$", page.partition("\n## ")[0], re.MULTILINE)[1:]
    assert [row.rpartition(" | ")[0] + " |" for row in table] == rows
