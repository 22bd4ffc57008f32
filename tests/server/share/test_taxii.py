"""TAXII 2.1 over a real server, with the clients that others use."""

import asyncio
import json
from base64 import b64encode
from uuid import uuid4

import pytest
import requests
from cytaxii2 import cytaxii2
from taxii2client.v21 import Server, as_pages
from tests.server.served import serving

from sulh.errors import LedgerError
from sulh.ledger.tlp import Tlp
from sulh.server.settings import CollectionSettings
from sulh.server.share import disclosures
from sulh.server.share import taxii as taxii_door
from sulh.share.threats.stix import marking_of, tlp_marking_id

TAXII = "application/taxii+json;version=2.1"
OPEN = CollectionSettings(
    name="open",
    title="Shared with partners",
    write=frozenset({"watch officer", "analyst", "contributor"}),
    marking=Tlp.GREEN,
)
INNER = CollectionSettings(
    name="inner", title="For the mission", read=frozenset({"watch officer", "analyst"})
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("taxii") / "m", collections=(OPEN, INNER)) as server:
        yield server


def indicator(*, value="evil.example", marking=Tlp.GREEN, identity="", **more):
    """Return an indicator of a domain."""
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": identity or f"indicator--{uuid4()}",
        "created": "2024-05-03T10:00:00.000Z",
        "modified": "2024-05-03T10:00:00.000Z",
        "name": value,
        "pattern": f"[domain-name:value = '{value}']",
        "pattern_type": "stix",
        "valid_from": "2024-05-03T10:00:00Z",
        "object_marking_refs": [tlp_marking_id(marking)],
    } | more


def http(served, role, method, path, *, accept=TAXII, **more):
    """Send one request with a token as the password of Basic."""
    secret = b64encode(f"any:{served.tokens[role]}".encode()).decode()
    headers = {"accept": accept, "authorization": f"Basic {secret}"} | more.pop("headers", {})
    return requests.request(
        method, f"{served.url}/taxii2/{path}", headers=headers, timeout=60, **more
    )


def collection_path(served, name, root="mission"):
    ids = {each.name: each.id for each in served.app.state.sulh.taxii.collections.values()}
    return f"{root}/collections/{ids[name]}"


def post(served, role, name, *objects, root="mission"):
    """Add objects and return the status."""
    answer = http(
        served,
        role,
        "POST",
        f"{collection_path(served, name, root)}/objects/",
        data=json.dumps({"objects": list(objects)}),
        headers={"content-type": TAXII},
    )
    assert answer.status_code == 202, answer.text
    return answer.json()


def everything(served, role, name, path="objects", key="objects", root="mission", **query):
    """Return all pages of a collection, followed by `next`."""
    found, token = [], ""
    while True:
        query |= {"next": token} if token else {}
        page = http(
            served, role, "GET", f"{collection_path(served, name, root)}/{path}/", params=query
        ).json()
        found += page.get(key, [])
        token = page.get("next", "")
        if not page.get("more"):
            return found


def test_the_client_of_the_standard_finds_and_reads_and_adds(served):
    """taxii2-client: discovery, roots, collections, adding with a status, pages, manifest, versions."""
    secret = served.tokens["analyst"]
    server = Server(f"{served.url}/taxii2/", user="analyst", password=secret)
    assert server.default.url.endswith("/taxii2/mission/")
    assert [each.url.rsplit("/", 2)[1] for each in server.api_roots] == ["mission", "exercise"]
    assert TAXII in server.default.versions
    by_title = {each.title: each for each in server.default.collections}
    assert set(by_title) == {"Shared with partners", "For the mission"}
    shared = by_title["For the mission"]
    identity = f"indicator--{uuid4()}"
    first = indicator(identity=identity, value="one.example")
    second = first | {"modified": "2024-06-01T00:00:00.000Z", "confidence": 80}
    status = shared.add_objects({"objects": [first, second, {"type": "indicator", "id": "x"}]})
    assert (status.status, status.success_count, status.failure_count) == ("complete", 2, 1)
    again = server.default.get_status(status.id)
    assert again.total_count == 3
    assert shared.get_object(identity)["objects"] == [second]
    versions = shared.object_versions(identity)["versions"]
    assert versions == [first["modified"], second["modified"]]
    both = shared.get_object(identity, version="all")["objects"]
    assert both == [first, second]
    assert shared.get_object(identity, version="first")["objects"] == [first]
    assert shared.get_object(identity, version=first["modified"])["objects"] == [first]
    many = [indicator(value=f"n{n}.example") for n in range(25)]
    shared.add_objects({"objects": many})
    pages = list(as_pages(shared.get_objects, per_request=7))
    names = [each["id"] for page in pages for each in page.get("objects", ())]
    assert len(pages) == 4
    assert names == [identity, *(each["id"] for each in many)]
    entries = [
        each["id"]
        for page in as_pages(shared.get_manifest, per_request=9)
        for each in page["objects"]
    ]
    assert entries == names


def test_a_second_client_reads_the_same(served):
    """cytaxii2, another hand's client."""
    kept = indicator(value="second.example")
    post(served, "analyst", "inner", kept)
    client = cytaxii2.cytaxii2(
        discovery_url=f"{served.url}/taxii2/",
        username="analyst",
        password=served.tokens["analyst"],
        version=2.1,
    )
    assert client.discovery_request()["response"]["default"].endswith("/taxii2/mission/")
    ids = {
        each["title"]: each["id"] for each in client.collection_request()["response"]["collections"]
    }
    answer = client.poll_request(collection_id=ids["For the mission"], object_id=kept["id"])
    assert answer["status"] is True, answer
    assert kept in answer["response"]["objects"]


def test_a_client_that_asks_by_date_alone_gets_each_object_once(served):
    """A thousand objects added at once bear a thousand dates, so that no page ends between two of one date."""
    root = "exercise"
    post(
        served,
        "analyst",
        "open",
        *[indicator(value=f"m{n}.example") for n in range(1000)],
        root=root,
    )
    seen, date = [], ""
    while True:
        query = {"limit": 90} | ({"added_after": date} if date else {})
        answer = http(
            served,
            "analyst",
            "GET",
            f"{collection_path(served, 'open', root)}/objects/",
            params=query,
        )
        page = answer.json().get("objects", [])
        if not page:
            break
        if len(seen) == 180:  # others add meanwhile
            post(
                served,
                "analyst",
                "open",
                *[indicator(value=f"l{n}.example") for n in range(50)],
                root=root,
            )
        seen += [each["id"] for each in page]
        assert (
            answer.headers["x-taxii-date-added-first"] <= answer.headers["x-taxii-date-added-last"]
        )
        date = answer.headers["x-taxii-date-added-last"]
    assert (len(seen), len(set(seen))) == (1050, 1050)
    assert [
        each["id"] for each in everything(served, "analyst", "open", root=root, limit=77)
    ] == seen


def test_filters(served):
    domain, malware = (
        indicator(value="f.example"),
        {
            "type": "malware",
            "spec_version": "2.1",
            "id": f"malware--{uuid4()}",
            "created": "2024-01-01T00:00:00.000Z",
            "modified": "2024-01-01T00:00:00.000Z",
            "name": "Worm",
            "is_family": False,
        },
    )
    old = {k: v for k, v in malware.items() if k not in {"spec_version", "is_family"}} | {
        "id": f"malware--{uuid4()}",
        "labels": ["worm"],
    }
    post(served, "analyst", "inner", domain, malware, old)
    ids = ",".join([domain["id"], malware["id"], old["id"]])

    def get(**query):
        query = {f"match[{name}]": value for name, value in query.items()}
        return [each["id"] for each in everything(served, "analyst", "inner", **query)]

    assert get(id=ids) == [domain["id"], malware["id"], old["id"]]
    assert get(id=ids, type="malware") == [malware["id"], old["id"]]
    assert get(id=ids, type="malware", spec_version="2.0") == [old["id"]]
    assert get(id=f"malware--{uuid4()}") == []
    assert get(id=ids, version="2024-01-01T00:00:00.000Z,first", type="indicator") == [domain["id"]]


@pytest.mark.parametrize(
    ("method", "path", "code", "more"),
    [
        ("GET", "", 406, {"accept": "application/taxii+json;version=2.0"}),
        ("GET", "", 406, {"accept": "application/json"}),
        ("GET", "", 406, {"accept": f"text/html, {TAXII}; q=0.0"}),
        ("GET", "nowhere/", 404, {}),
        ("GET", "mission/collections/nothing/", 404, {}),
        ("GET", "mission/status/nothing/", 404, {}),
        ("GET", "{open}/objects/", 400, {"params": {"limit": "0"}}),
        ("GET", "{open}/objects/", 400, {"params": {"limit": "²"}}),
        ("GET", "{open}/objects/", 400, {"params": {"added_after": "yesterday"}}),
        ("GET", "{open}/objects/", 400, {"params": {"next": "%%%"}}),
        ("GET", "{open}/objects/", 400, {"params": {"match[version]": "newest"}}),
        ("GET", "{open}/objects/indicator--x/", 404, {}),
        ("DELETE", "{open}/objects/indicator--x/", 403, {}),
        (
            "POST",
            "{open}/objects/",
            415,
            {"data": "{}", "headers": {"content-type": "application/json"}},
        ),
        ("POST", "{open}/objects/", 400, {"data": "{}", "headers": {"content-type": TAXII}}),
        (
            "POST",
            "{open}/objects/",
            400,
            {"data": "[" * 100_000, "headers": {"content-type": TAXII}},
        ),
        (
            "POST",
            "{open}/objects/",
            400,
            {"data": '{"objects":5}', "headers": {"content-type": TAXII}},
        ),
        (
            "POST",
            "{open}/objects/",
            413,
            {"data": "x" * 10_000_001, "headers": {"content-type": TAXII}},
        ),
    ],
)
def test_errors_are_those_of_the_protocol(served, method, path, code, more):
    answer = http(
        served, "analyst", method, path.format(open=collection_path(served, "open")), **more
    )
    assert answer.status_code == code, answer.text
    assert answer.headers["content-type"] == TAXII
    assert answer.json()["http_status"] == str(code)
    assert answer.json()["title"]


def test_nobody_comes_in_without_a_token(served):
    for headers in (
        {},
        {"authorization": "Basic YTpi"},
        {"authorization": "Basic %"},
        {"authorization": "Basic " + b64encode(b"\xff:\xff").decode()},
    ):
        answer = requests.get(
            f"{served.url}/taxii2/", headers={"accept": TAXII} | headers, timeout=60
        )
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic")
    secret = b64encode(f"x:{served.tokens['analyst']}".encode()).decode()
    client = served.client()
    client.headers["authorization"] = f"Basic {secret}"
    assert client.get("/api/v1/records").status_code == 401, "Basic is for doors of programs only"
    answer = http(
        served,
        "contributor",
        "POST",
        f"{collection_path(served, 'open')}/objects/",
        headers={"origin": "https://evil.example", "content-type": TAXII},
        data="{}",
    )
    assert answer.status_code == 403


def test_rights_by_collection(served):
    """What one may neither read nor add to is not there; the roles of the settings decide the rest."""
    listed = http(served, "contributor", "GET", "mission/collections/").json()["collections"]
    assert [(each["alias"], each["can_read"], each["can_write"]) for each in listed] == [
        ("open", True, True)
    ]
    for path in ("", "objects/", "manifest/", "objects/indicator--x/versions/"):
        inner = http(served, "contributor", "GET", f"{collection_path(served, 'inner')}/{path}")
        nothing = http(served, "contributor", "GET", f"mission/collections/{uuid4()}/{path}")
        assert (inner.status_code, inner.content) == (404, nothing.content)
    liaison = http(served, "liaison", "GET", "mission/collections/").json()["collections"]
    assert [(each["can_read"], each["can_write"]) for each in liaison] == [(True, False)]
    answer = http(
        served,
        "liaison",
        "POST",
        f"{collection_path(served, 'open')}/objects/",
        data=json.dumps({"objects": [indicator()]}),
        headers={"content-type": TAXII},
    )
    assert answer.status_code == 403
    assert http(served, "site", "GET", "mission/collections/").json() == {}


def test_bad_objects_are_named_and_the_good_ones_enter(served):
    deep = indicator()
    inner = deep
    for _ in range(100):
        inner["x_deep"] = {}
        inner = inner["x_deep"]
    unknown = indicator(value="kept.example", x_anything={"b": [1.5, None, {"c": "ü"}]})
    bad = [
        5,
        {},
        {"type": "indicator", "id": "indicator--1"},
        indicator(pattern="[domain-name:value = "),
        indicator(created="2024-02-30T00:00:00Z"),
        {k: v for k, v in indicator().items() if k != "pattern"},
        deep,
        indicator(spec_version="3.0"),
        indicator(x_large="x" * 300_000),
        indicator(x_number=2**60),
        indicator(identity="malware--e828b379-4e03-4974-9ac4-e53a884c97c1"),
    ]
    status = post(served, "analyst", "open", *bad, unknown)
    assert status["success_count"] == 1
    assert status["failure_count"] == len(bad)
    assert all(each["message"] for each in status["failures"])
    assert unknown in everything(served, "analyst", "open")


def test_an_object_comes_in_once(served):
    """The same again is no new record; other content under the same version is refused, not taken over."""
    one = indicator(value="once.example")
    assert post(served, "analyst", "open", one, one)["success_count"] == 2
    before = served.service.index.size
    assert post(served, "contributor", "open", one)["success_count"] == 1
    assert served.service.index.size == before
    other = post(served, "analyst", "open", one | {"name": "other"})
    assert other["failure_count"] == 1
    assert [each for each in everything(served, "analyst", "open") if each["id"] == one["id"]] == [
        one
    ]
    revoked = one | {"modified": "2025-01-01T00:00:00.000Z", "revoked": True}
    post(served, "analyst", "open", revoked)
    assert [each for each in everything(served, "analyst", "open") if each["id"] == one["id"]] == [
        revoked
    ]


def test_what_was_revoked_gets_no_later_version(served):
    """STIX 2.1, 3.6: it is final, in one request and in the next; of an indicator and of others."""
    malware = indicator(identity="malware--e828b379-4e03-4974-9ac4-e53a884c97c1")
    malware |= {"type": "malware", "is_family": False}
    for name in ("pattern", "pattern_type", "valid_from"):
        del malware[name]
    for one in (indicator(value="over.example"), malware):
        revoked = one | {"modified": "2025-01-01T00:00:00.000Z", "revoked": True}
        later = one | {"modified": "2026-01-01T00:00:00.000Z"}
        status = post(served, "analyst", "open", one, revoked, later)
        assert (status["success_count"], status["failure_count"]) == (2, 1)
        status = post(served, "analyst", "open", later)
        assert "revoked, which is final" in status["failures"][0]["message"]
        earlier = one | {"modified": "2024-12-01T00:00:00.000Z"}
        assert post(served, "analyst", "open", earlier)["success_count"] == 1
        assert revoked in everything(served, "analyst", "open")


def test_nobody_outside_makes_versions_of_what_another_made(served):
    """A contributor could take the mission's indicator off the blocklist, or put another domain in its place."""
    ours, theirs = indicator(value="ours.example"), indicator(value="theirs.example")
    post(served, "analyst", "open", ours)
    post(served, "contributor", "open", theirs)

    def version(of, year, **more):
        return of | {"modified": f"{year}-01-01T00:00:00.000Z"} | more

    for more in ({"revoked": True}, {"pattern": "[domain-name:value = 'innocent.example']"}):
        status = post(served, "contributor", "open", version(ours, 2025, **more))
        assert (status["success_count"], status["failure_count"]) == (0, 1)
        assert "Another made this object" in status["failures"][0]["message"]
    for role, year in (("contributor", 2025), ("analyst", 2026), ("contributor", 2027)):
        assert post(served, role, "open", version(theirs, year))["success_count"] == 1
    assert post(served, "contributor", "open", ours)["success_count"] == 1
    last = {each["id"]: each for each in everything(served, "analyst", "open")}
    assert last[ours["id"]] == ours
    assert last[theirs["id"]] == version(theirs, 2027)


def test_objects_are_checked_beside_the_event_loop(served, monkeypatch):
    """A pattern with 800 terms takes most of a second, and a bundle has room for hundreds of such."""
    seen = []

    def checked(*arguments):
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        seen.append(before(*arguments))
        return seen[-1]

    before = taxii_door._checked
    monkeypatch.setattr(taxii_door, "_checked", checked)
    status = post(served, "analyst", "inner", indicator(), {"type": "odd"})
    assert (status["success_count"], status["failure_count"], len(seen)) == (1, 1, 2)


def test_a_marking_is_the_same_in_any_case(served):
    """A UUID is: TLP:RED in capitals is no unknown marking that the default stands for."""
    red = {
        "object_marking_refs": [tlp_marking_id(Tlp.RED)[:20] + tlp_marking_id(Tlp.RED)[20:].upper()]
    }
    assert marking_of(red, Tlp.GREEN) is Tlp.RED
    granular = {"granular_markings": [{"marking_ref": red["object_marking_refs"][0]}]}
    assert marking_of(granular, Tlp.GREEN) is Tlp.RED


def test_what_left_is_recorded(served):
    """One record for an account and collection, with how many objects, the strictest marking and a digest."""
    post(served, "analyst", "open", indicator(value="left.example"))
    everything(served, "liaison", "open")
    everything(served, "liaison", "open")
    log = served.app.state.sulh.disclosures
    asyncio.run(log.write())
    client = served.client("watch officer")
    records = client.get("/api/v1/records", params={"kind": "disclosure"}).json()["records"]
    account = next(each.id for each in served.accounts.all() if each.role == "liaison")
    (mine,) = [each["body"] for each in records if each["body"]["recipient"] == account][-1:]
    assert mine["items"] == len(everything(served, "liaison", "open"))
    assert (mine["door"], mine["strictest"], mine["purpose"]) == ("taxii", "green", "cyber-defence")
    assert len(mine["digest"]) == 64


def test_an_exercise_is_disclosed_apart(served):
    """Real and simulated objects are told by two records, the second simulated; each counts its own."""
    log = served.app.state.sulh.disclosures
    asyncio.run(log.write())
    before = {each.id for each in served.service.workspace.store.records(kinds=["disclosure"])}
    for root in ("mission", "exercise"):
        post(served, "analyst", "open", indicator(), root=root)
    counts = {
        simulated: len(everything(served, "contributor", "open", root=root))
        for root, simulated in (("mission", False), ("exercise", True))
    }
    asyncio.run(log.write())
    records = served.service.workspace.store.records(kinds=["disclosure"])
    made = {each.simulated: each.body["items"] for each in records if each.id not in before}
    assert made == counts


def test_what_the_ledger_refuses_is_recorded_later(served, monkeypatch):
    """A full disk for a moment ends no log of what left, and loses nothing of it."""
    post(served, "analyst", "open", indicator(value="kept.example"))
    everything(served, "observer", "open")
    log = served.app.state.sulh.disclosures
    store = served.service.workspace.store
    append, refused = store.append, []

    def refuse(drafts, **more):
        if drafts[0].kind == "disclosure" and not refused:
            refused.append(drafts)
            raise LedgerError("The disk is full.")
        return append(drafts, **more)

    monkeypatch.setattr(type(store), "append", lambda _, drafts, **more: refuse(drafts, **more))
    monkeypatch.setattr(disclosures, "WRITE_S", 0.01)

    async def run():
        running = asyncio.create_task(log.run())
        async with asyncio.timeout(60):
            while not refused or log._waiting or log._lots:  # noqa: ASYNC110 -- the writer's thread sets them
                await asyncio.sleep(0.01)
        assert not running.done()
        running.cancel()

    asyncio.run(run())
    account = next(each.id for each in served.accounts.all() if each.role == "observer")
    client = served.client("watch officer")
    records = client.get("/api/v1/records", params={"kind": "disclosure"}).json()["records"]
    assert account in {each["body"]["recipient"] for each in records}
