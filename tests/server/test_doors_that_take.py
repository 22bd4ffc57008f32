"""Somebody from outside sends something to each address that takes it, in two missions that differ by what is hidden.

What is sent meets what is hidden: the same keys, the same objects, the same files. Each answer is the same, and so
is all that the sender can see afterwards.
"""

import hashlib
import json
import random
import re

import pytest
from tests.server.records.test_submissions import statement
from tests.server.served import incident
from tests.server.share.test_taxii import indicator
from tests.server.test_every_door import OWN_HEADERS, SECRET, TAXII, asked, routes
from tests.server.threatened import attack
from tests.server.two_worlds import (
    HIDDEN_OBJECT,
    NAMING_OBJECT,
    SHARED,
    SHOWN_OBJECT,
    begin,
    hide,
    keep_on,
    two_worlds,
)

from sulh.ledger.canonical import canonical
from sulh.ledger.tlp import Tlp
from sulh.workspace.attachments import keep_attachment

FILE = b"a photo that only the mission has: " + SECRET.encode()
DIGEST = hashlib.sha256(FILE).hexdigest()
OWN = {"liaison": "RED", "contributor": "NOR"}
NAMES = re.compile(
    rb"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=held-|a256 )[0-9a-f]{12}"
)
PLACES = (re.compile(rb'hq:\d+|"seq":\d+'), re.compile(rb'"prev":"[0-9a-f]{64}"'))
"""The id of a record is a digest of all that its chain held before, and what is made of it has that for a name; the
chain's length is said to all who countersign its heads."""
NOT_SENT = {
    "/api/v1/accounts": "of accounts, for administrators",
    "/api/v1/accounts/{account}/codes": "of accounts, for administrators",
    "/api/v1/accounts/{account}/disabled": "of accounts, for administrators",
    "/api/v1/accounts/{account}/passkeys/{passkey}": "of accounts, for administrators",
    "/api/v1/accounts/{account}/role": "of accounts, for administrators",
    "/api/v1/codes": "of the account that asks",
    "/api/v1/codes/confirmation": "of the account that asks",
    "/api/v1/device-keys": "of the account that asks",
    "/api/v1/device-keys/{key}/allowed": "of accounts, for administrators",
    "/api/v1/device-keys/{key}/revoked": "of the account that asks",
    "/api/v1/passkeys": "of the account that asks",
    "/api/v1/passkeys/options": "of the account that asks",
    "/api/v1/passkeys/{passkey}": "of the account that asks",
    "/api/v1/password": "of the account that asks",
    "/api/v1/session": "signs in and out",
    "/api/v1/session/demo": "signs in",
    "/api/v1/session/passkey": "signs in",
    "/api/v1/session/passkey/options": "signs in",
    "/api/v1/sessions": "of the account that asks",
    "/api/v1/sessions/{session}": "of the account that asks",
    "/api/v1/sync/exercise": "of a live exercise, for the token of a site",
    "/api/v1/tokens": "of the account that asks",
    "/api/v1/tokens/{token}": "of the account that asks",
}
"""Addresses at which nothing of what is hidden can show, and why."""
LOOKS = (
    "/api/v1/records?limit=500",
    "/api/v1/records/latest",
    "/api/v1/attachments",
    "/api/v1/held-reports",
    "/api/v1/ogc/mission/collections/incident/items",
    "/api/v1/ogc/mission/collections/observation/items",
    "/api/v1/threats",
    "/api/v1/threats/open/bundle",
    "/taxii2/mission/collections/{open}/objects/",
    "/taxii2/mission/collections/{open}/manifest/?match[version]=all",
)


def own_attachment(ref, source):
    """Return a row that says of a file of the mission's that it is the sender's."""
    named = {"report_kind": "incident", "report_ref": ref, "digest": DIGEST, "size": len(FILE)}
    return {"kind": "attachment", "ref": f"{ref}/1", "source": source} | named


def conceal(pair):
    """Let the second hold, under keys of those from outside, what these may not have."""
    for source in OWN.values():
        pair.enter(
            incident("P1", source=source, text=SECRET),
            incident("P2", source=source, text=SECRET, act="crossing"),
            incident("P0", source=source, text=SECRET, act="direct-fire"),
            own_attachment("P1", source),
            attack("PA", source=source, collection="open"),
            tlp="TLP:RED",
            hidden=True,
        )
    keep_attachment(pair.fuller.folder, DIGEST, FILE)


def sendings(client, role, words):
    """Yield the method, the path, what fills it, and what is sent: all that a role may try."""
    source = OWN[role]
    rows = [
        incident("P1", source=source, text=SECRET),
        incident("P2", source=source, text="another act"),
        incident("P3", source=source, text="nobody has it"),
        incident("S11R", source="team"),
        attack("PA", source=source, collection="open"),
        attack("PB", source=source, collection="inner"),
        attack("PC", source=source, collection="no-such"),
        own_attachment("P3", source),
    ]
    rows += [
        incident("P8", source=source, text="looks like another"),
        incident("P1", source=source, text="raised by the mission"),
        incident("P2", source=source, text=SECRET, act="crossing"),
    ]
    for each in (*rows, *rows[:2]):
        yield "POST", "/api/v1/reports", {}, {"json": {"rows": [each], "tlp": "TLP:GREEN"}}
    yield "POST", "/api/v1/reports", {}, {"json": {"rows": rows}}
    twice = [incident("P0", source=source)] * 2 + [incident("P0", source=source, text="else")]
    yield "POST", "/api/v1/reports", {}, {"json": {"rows": twice, "tlp": "TLP:RED"}}
    table = f"kind,ref,source,start,lon,lat,accuracy_m,act\nincident,P2,{source},2021-02-01,-30,-44.5,50,crossing\n"
    yield (
        "POST",
        "/api/v1/reports/file",
        {},
        {"content": table, "headers": {"content-type": "text/csv"}},
    )
    row = {"ref": "P1", "source": source, "start": "2021-02-01", "lon": "-30", "lat": "-44.5"} | {
        "accuracy_m": "50", "act": "direct-fire", "text": SECRET}  # fmt: skip
    photo = {"digest": DIGEST, "size": len(FILE), "media_type": "image/jpeg"}
    for number, more in enumerate(
        ({}, {"text": "otherwise"}, {"ref": "P2"}, {"ref": "P9"}, {"act": "no act", "ref": "P2"})
    ):
        said = statement(client, row | more, attachments=[photo], draft=f"{role} {number}")
        yield "POST", "/api/v1/submissions", {}, {"json": {"statement": canonical(said).decode()}}
    yield "GET", "/api/v1/attachments/{digest}", {"digest": DIGEST}, {}  # whoever knows no more
    for content in (b"x" * len(FILE), b"x", FILE, FILE):
        yield "PUT", "/api/v1/attachments/{digest}", {"digest": DIGEST}, {"content": content}
    for record in (words["hidden"], words["amendment"], words["strict"], "0" * 64, words["shown"]):
        fill, reason = {"record_id": record}, {"reason": "asked"}
        base = "/api/v1/records/{record_id}"
        yield (
            "POST",
            f"{base}/correction",
            fill,
            {"json": reason | {"row": {"kind": "incident"} | row}},
        )
        yield "POST", f"{base}/retraction", fill, {"json": reason}
        yield "POST", f"{base}/release", fill, {"json": reason | {"to": ["RED"]}}
        yield "POST", "/api/v1/held-reports/{record_id}/choice", fill, {"json": {"choice": "keep"}}
        yield "POST", "/api/v1/handovers/{record_id}/confirmation", fill, {"json": {}}
        several = {"records": [record, words["shown"]], "judgement": "same", "reason": "r"}
        yield "POST", "/api/v1/comparisons", {}, {"json": several}
    for finding in (words["finding"], "none"):
        said = {"answer": "disputes", "text": "no", "reason": "no"}
        yield "POST", "/api/v1/findings/{finding}/answers", {"finding": finding}, {"json": said}
    yield (
        "POST",
        "/api/v1/alerts/acknowledgement",
        {},
        {"json": {"rule": "S1", "trigger": words["hidden"]}},
    )
    yield "POST", "/api/v1/handovers", {}, {"json": {"text": "x"}}
    yield "POST", "/api/v1/exercise/commands", {}, {"json": {"what": "run"}}
    certificate = {"unit": "u", "course": "c", "holders": 1}
    yield "POST", "/api/v1/exercise/certificates", {}, {"json": certificate}
    yield "POST", "/api/v1/exercise/seen", {}, {"json": {"inject": "x"}}
    yield "POST", "/api/v1/sync/take", {}, {"json": {"state": {}}}
    yield "POST", "/api/v1/sync/bundle", {}, {"content": b"{}"}
    yield "PUT", "/api/v1/sync/attachments/{digest}", {"digest": DIGEST}, {"content": FILE}
    hidden = indicator(value=f"{SECRET}.example", marking=Tlp.AMBER, identity=HIDDEN_OBJECT)
    naming = {"type": "relationship", "relationship_type": "based-on", "source_ref": HIDDEN_OBJECT}
    objects = [
        hidden,
        hidden | {"name": "other", "pattern": "[domain-name:value = 'other.example']"},
        indicator(value="seen.example", identity=SHOWN_OBJECT) | {"name": "changed"},
        naming | SHARED | {"id": NAMING_OBJECT[:-1] + "7", "target_ref": SHOWN_OBJECT},
        {"type": "indicator", "id": "none"},
    ]
    sent = {"headers": {"content-type": TAXII, "accept": TAXII}}
    for root in ("mission", "exercise"):
        for name in ("open", "inner", "none"):
            fill = {"root": root, "collection": words.get(name, name)}
            for some in ([objects[0]], objects):
                yield "POST", "/taxii2/{root}/collections/{collection}/objects/", fill, {
                    "content": json.dumps({"objects": some}), **sent}  # fmt: skip
            yield "DELETE", "/taxii2/{root}/collections/{collection}/objects/{identity}/", fill | {
                "identity": HIDDEN_OBJECT}, sent  # fmt: skip


def seen(answer):
    """Return of an answer what may not differ. Each id is replaced by its place among the ids of the answer."""
    headers = {k: v for k, v in answer.headers.items() if k not in OWN_HEADERS}
    headers.pop("content-disposition", "")
    content = answer.content
    if NAMES.search(content):
        headers.pop("content-length", "")
        for pattern in PLACES:
            content = pattern.sub(b"", content)
        names = {}
        content = NAMES.sub(lambda each: b"%d" % names.setdefault(each[0], len(names)), content)
    return answer.status_code, headers, content


def send(client, method, path, fill, more):
    for name, value in fill.items():
        path = path.replace(f"{{{name}}}", str(value))
    return client.request(method, path, **more)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    with two_worlds(tmp_path_factory.mktemp("taken")) as worlds:
        chance = random.Random(4)
        begin(worlds)
        hide(worlds, chance)
        conceal(worlds)
        worlds.words["strict"] = worlds.ids(hidden=True)["P1"]
        keep_on(worlds, chance)
        yield worlds


def test_every_address_that_takes_something_is_tried_or_named_with_the_reason(pair):
    paths = {path for method, path in routes() if method not in {"GET", "HEAD"}}
    several = sendings(pair.plain.client("liaison"), "liaison", pair.words)
    tried = {path for _, path, _, _ in several}
    assert paths == tried | NOT_SENT.keys()
    assert not tried & NOT_SENT.keys()


@pytest.mark.parametrize("role", ["liaison", "contributor"])
def test_nothing_that_is_sent_is_answered_by_what_is_hidden(pair, role):
    plain, fuller = (each.client(role) for each in pair.both)
    for each in (plain, fuller):
        each.headers["accept-encoding"] = "identity"  # packed, other ids have other lengths
    codes = set()
    for method, path, fill, more in sendings(plain, role, pair.words):
        pair.later(seconds=1)
        one, other = (send(each, method, path, fill, more) for each in (plain, fuller))
        assert seen(one) == seen(other), (role, path, fill, more)
        assert other.status_code < 500
        codes.add(other.status_code)
    assert {200, 403, 404} <= codes
    for look in LOOKS:
        url = look.replace("{open}", pair.words["open"])
        one, other = (asked(each, url, {}) for each in (plain, fuller))
        assert seen(one) == seen(other), (role, url)
        assert other.status_code == 200
