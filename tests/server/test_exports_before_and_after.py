"""Two exports by one audience, before and after something restricted happened, differ in nothing.

A record that the audience may not have comes in, is corrected, taken back, released to somebody else; a record that it
has is corrected for those inside alone. Bytes, order, counts, ids, sizes, entity tags, times of making: whatever an
audience holds against what it got yesterday. Each door stands in `EXPORTS`; a new one fails a test until it does.
"""

import asyncio
from contextlib import ExitStack

import pytest
from tests.server.doors import ASKED, FORMS, ITEMS, OGC, SHARE, TAXII
from tests.server.share.test_taxii import indicator
from tests.server.test_doors_that_send import Device, Receivers
from tests.server.test_every_door import SECRET, asked, filling, seen
from tests.server.two_worlds import (
    HIDDEN_OBJECT,
    SHOWN_OBJECT,
    begin,
    hidden_rows,
    object_draft,
    threat,
    two_worlds,
)

from sulh import workspace
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.report.xlsx import sheet_xlsx
from sulh.server.share.brief import brief_for, brief_forms
from sulh.server.share.evidence import evidence_forms, evidence_view
from sulh.server.share.preview import audience_named
from sulh.share.files import FILE_TYPES
from sulh.share.records import DOORS

ROLE = "liaison"
MISSION = {
    "{world}": "mission",
    "{root}": "mission",
    "{name}": "incident",
    "{table}": "aid",
    "{collection}": "{open}",
}


def address(path, **places):
    """Return the question at an address of the server, its places filled."""
    query = places.pop("query", {})

    def ask(world):
        url = path
        for name, value in (
            MISSION | {f"{{{each}}}": value for each, value in places.items()}
        ).items():
            url = url.replace(name, value)
        return seen(asked(world.client, filling(url, world.pair.words), query), path)

    return path, ask


def brief(world):
    """Return the weekly brief of threats as printed."""
    mission, now = world.pair.fuller.service.workspace, world.pair.now
    audience = audience_named("green", "cyber-defence", (), mission.pack)
    content = brief_for(mission, audience, at=now, now=now)
    return sheet_xlsx(brief_forms(mission, content).sheet())


def evidence(world):
    """Return the sheet of evidence that goes to a court."""
    mission, now = world.pair.fuller.service.workspace, world.pair.now
    return sheet_xlsx(
        evidence_forms(mission, evidence_view(mission, "", at=now, moment=now)).sheet()
    )


EXPORTS = {
    "Atom": ("feed", *address(f"{OGC}/feed.atom")),
    "Arrow": ("file", *address(f"{ITEMS}/file/{{form}}", form="arrow")),
    "CSV": ("file", *address(f"{ITEMS}/file/{{form}}", form="csv")),
    "GeoPackage": ("file", *address(f"{ITEMS}/file/{{form}}", form="gpkg")),
    "GeoPackage of all": ("file", *address(f"{OGC}/file/gpkg")),
    "GeoParquet": ("file", *address(f"{ITEMS}/file/{{form}}", form="parquet")),
    "KML": ("file", *address(f"{ITEMS}/file/{{form}}", form="kml")),
    "XLSX": ("file", *address(f"{ITEMS}/file/{{form}}", form="xlsx")),
    "OGC service": ("features", *address(OGC)),
    "OGC description": ("features", *address(f"{OGC}/api")),
    "OGC conformance": ("features", *address(f"{OGC}/conformance")),
    "OGC collections": ("features", *address(f"{OGC}/collections")),
    "OGC collection": ("features", *address(ITEMS)),
    "OGC queryables": ("features", *address(f"{ITEMS}/queryables")),
    "GeoJSON": ("features", *address(f"{ITEMS}/items")),
    "GeoJSON page": ("features", *address(f"{ITEMS}/items", query={"limit": "2"})),
    "GeoJSON feature": ("features", *address(f"{ITEMS}/items/{{identity}}", identity="{shown}")),
    "tiles": ("tiles", *address(f"{ITEMS}/tiles/WebMercatorQuad/{{zoom}}/{{row}}/{{column}}", zoom="0", row="0", column="0")),
    "HXL service": ("file", *address("/api/v1/aid/{world}")),
    "HXL": ("file", *address("/api/v1/aid/{world}/hxl/{table}.{form}", form="csv")),
    "HXL as XLSX": ("file", *address("/api/v1/aid/{world}/hxl/{table}.{form}", form="xlsx")),
    "IATI": ("file", *address("/api/v1/aid/{world}/iati.xml")),
    "TAXII discovery": ("taxii", *address("/taxii2/")),
    "TAXII root": ("taxii", *address("/taxii2/{root}/")),
    "TAXII status": ("taxii", *address("/taxii2/{root}/status/{status}/", status="{hidden-status}")),
    "TAXII collections": ("taxii", *address("/taxii2/{root}/collections/")),
    "TAXII collection": ("taxii", *address(f"{TAXII}/")),
    "TAXII objects": ("taxii", *address(f"{TAXII}/objects/")),
    "TAXII manifest": ("taxii", *address(f"{TAXII}/manifest/", query={"match[version]": "all"})),
    "TAXII object": ("taxii", *address(f"{TAXII}/objects/{{identity}}/", identity=SHOWN_OBJECT)),
    "TAXII hidden object": ("taxii", *address(f"{TAXII}/objects/{{identity}}/", identity=HIDDEN_OBJECT)),
    "TAXII versions": ("taxii", *address(f"{TAXII}/objects/{{identity}}/versions/", identity=SHOWN_OBJECT)),
    "threats": ("file", *address("/api/v1/threats")),
    "indicators": ("file", *address("/api/v1/export/indicators", query={"format": "csv"})),
    "bundle": ("file", *address("/api/v1/threats/{name}/bundle", name="open")),
    "blocklist": ("blocklist", *address("/api/v1/threats/{name}/blocklist", name="open")),
    "RPZ": ("blocklist", *address("/api/v1/threats/{name}/blocklist", name="open", query={"form": "rpz"})),
    "doors": ("file", *address("/api/v1/share/doors")),
    "preview": ("file", *address("/api/v1/share/preview")),
    "preview as a file": ("file", *address("/api/v1/export/share-preview")),
    "disclosures": ("file", *address("/api/v1/share/disclosures")),
    "disclosures as a file": ("file", *address("/api/v1/export/disclosures")),
    "report": ("file", *address("/api/v1/export/report", query={"format": "html"})),
    "brief": ("brief", "", brief),
    "evidence": ("evidence", "", evidence),
    "Cursor on Target": ("events", "", lambda world: asyncio.run(world.events())),
    "webhooks and e-mail": ("notice", "", lambda world: world.loop.run_until_complete(world.receivers.got())),
}  # fmt: skip
"""By name: the door as disclosures name it, the address if it has one, and what asks it."""


class World:
    """The mission with what is hidden, as the audience reaches it."""

    def __init__(self, pair, role=ROLE):
        self.pair, self.client = pair, pair.fuller.client(role)

    def receive(self, stack, folder):
        """Let a program and a mailbox get the mission's notices."""
        self.loop = stack.enter_context(asyncio.Runner()).get_loop()
        topics = ("records", "alerts", "overdue")
        self.receivers = Receivers(stack, folder / "own", self.pair.fuller, topics)
        assert self.receivers.sender.queue.take_over()
        stack.callback(lambda: self.loop.run_until_complete(self.receivers.sender.close()))

    async def events(self):
        """Return what a device hears that comes on the line now."""
        async with Device(self.pair.fuller).online() as device:
            return await device.heard()


def come_in(pair):
    """Let restricted records of all rooms come in, and restricted threats."""
    for tlp in ("TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"):
        for rows in hidden_rows(f"{tlp[4]}{tlp[-1]}"):
            pair.enter(*rows, tlp=tlp, hidden=True)
    pair.append(
        threat(f"{SECRET}.example", marking=Tlp.AMBER, identity=HIDDEN_OBJECT),
        threat(f"{SECRET}-red.example", marking=Tlp.RED),
        object_draft(indicator(value=f"{SECRET}-inner.example"), collection="inner"),
        hidden=True,
    )


def correct(pair):
    """Correct a hidden record, and one that the audience has, for those inside alone."""
    ids = pair.ids(hidden=True)
    for target, tlp in ((ids["S1AR"], "TLP:AMBER"), (pair.words["shown"], "TLP:RED")):
        record = pair.fuller.service.workspace.store.find(target)
        body = dict(record.body) | {"text": f"{SECRET} more"}
        more = {"corrects": target, "kind": record.kind, "body": body, "reason": SECRET}
        pair.append(Draft(kind="correction", body=more | {"tlp": tlp}), hidden=True)


def take_back(pair):
    """Take a hidden record back, and a hidden threat."""
    ids = pair.ids(hidden=True)
    for name in ("S1TT", "S2RD", HIDDEN_OBJECT):
        if name in ids:
            pair.fuller.service.write(
                lambda mission, _, name=name: workspace.retract_record(
                    mission, ids[name], reason=SECRET, author="watch officer", now=pair.now
                )
            )


def release(pair):
    """Release hidden records to another nation."""
    ids = pair.ids(hidden=True)
    names = [each for each in ids if each.startswith(("S1", "SA", "Sd"))]
    drafts = [
        Draft(kind="release", body={"releases": ids[n], "to": ["FJI"], "reason": SECRET})
        for n in names
    ]
    pair.append(*drafts, author="watch officer", hidden=True)


def be_read(pair):
    """Let those inside and the nation that something is released to read what there is."""
    for role in ("analyst", "watch officer", "partner"):
        client = pair.fuller.client(role)
        for url in (
            "/api/v1/ogc/mission/collections/incident/items",
            "/api/v1/threats/open/bundle",
            "/api/v1/records",
        ):
            assert client.get(url).status_code == 200


HAPPENINGS = (come_in, correct, take_back, release, be_read)


def test_every_door_is_entered():
    assert {door for door, _, _ in EXPORTS.values()} == set(DOORS)
    asked_now = {path for _, path, _ in EXPORTS.values()} - {""}
    assert asked_now == SHARE.keys() | {"/api/v1/export/report"}
    assert asked_now <= ASKED.keys()
    assert set(FORMS) == set(FILE_TYPES)


@pytest.mark.slow
def test_two_exports_tell_nothing_of_what_happened_between_them(tmp_path):
    with two_worlds(tmp_path) as pair, ExitStack() as stack:
        begin(pair)
        pair.append(threat("more.example"))
        pair.sync()
        world = World(pair)
        world.receive(stack, tmp_path)
        first = {name: ask(world) for name, (_, _, ask) in EXPORTS.items()}
        first["webhooks and e-mail"] = ([], [])  # what has been sent is not sent again
        allowed = {name for name, got in first.items() if isinstance(got[0], int) and got[0] == 200}
        assert allowed >= {"Atom", "GeoJSON", "bundle", "RPZ", "HXL", "IATI", "TAXII objects"}
        analyst = World(pair, "analyst")
        inside = {name: EXPORTS[name][2](analyst) for name in ("GeoJSON", "bundle")}
        for happen in HAPPENINGS:
            happen(pair)
            pair.fuller.service.refresh()
            for name, (_, _, ask) in EXPORTS.items():
                assert ask(world) == first[name], (happen.__name__, name)
        for name, got in inside.items():  # while others did get something
            assert EXPORTS[name][2](analyst) != got, name
