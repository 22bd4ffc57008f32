"""Every address that the server answers, and how somebody from outside asks it to learn what is kept from them.

A new route fails a test until it stands here: in `ASKED` with the questions of an attacker, or in `NOT_ASKED` with the
reason why it tells an outsider nothing of records.
"""

from itertools import product

OGC = "/api/v1/ogc/{world}"
ITEMS = f"{OGC}/collections/{{name}}"
TAXII = "/taxii2/{root}/collections/{collection}"
SECRET_FILTERS = (
    "text LIKE '%kept%'",
    "CASEI(text) LIKE CASEI('KEPT_APART')",
    "ref IN ('S1','G1','D1')",
    "ref >= 'S' AND ref < 'T'",
    "text IS NULL",
    "NOT (ref = 'G1')",
    "deaths_best > 900",
    "S_INTERSECTS(geometry, BBOX(-31.1,-44.2,-30.9,-44.0))",
    "T_AFTER(start, TIMESTAMP('2021-02-01T00:00:00Z'))",
    "tlp = 'TLP:RED'",
    "id = '{hidden}'",
)
SELECTIONS = [
    {},
    {"limit": "1"},
    {"limit": "3", "after": "{shown}"},
    {"limit": "3", "after": "{hidden}"},
    {"bbox": "-31.1,-44.2,-30.9,-44.0"},
    {"bbox": "-180,-90,180,90", "limit": "2"},
    {"datetime": "2019-01-01T00:00:00Z/2019-12-31T00:00:00Z"},
    {"ref": "S1"},
    {"ref": "G1"},
    {"lang": "ar"},
    *({"filter": each} for each in SECRET_FILTERS),
]
NAMES = ("incident", "observation", "hazardous-area", "zones")
FORMS = ("csv", "xlsx", "kml", "gpkg", "parquet", "arrow")
WORLDS = ("mission", "exercise")
COLLECTIONS = ("{open}", "{inner}")
MATCHES = [
    {},
    {"limit": "1"},
    {"limit": "2", "added_after": "2024-06-01T12:00:00.250000Z"},
    {"match[version]": "all", "limit": "2"},
    {"match[version]": "first"},
    {"match[type]": "indicator,relationship,report"},
    {"match[id]": "{hidden-object}"},
    {"match[id]": "{shown-object}", "match[version]": "all"},
    {"match[spec_version]": "2.0"},
    {"next": "{next}"},
]
FILES = [
    {"format": each, "lang": lang}
    for each, lang in (("csv", "en"), ("xlsx", "fr"), ("geojson", "ar"))
]
SHEETS = [{"format": "html"}, {"format": "xlsx"}]
AT = {"at": "2024-06-01"}


def fills(**choices):
    """Return every way to fill the places of an address."""
    return [dict(zip(choices, each, strict=True)) for each in product(*choices.values())]


def asks(places, queries=({},)):
    """Return places with queries, each with each."""
    return [(each, query) for each in places for query in queries]


SHARE = {
    OGC: asks(fills(world=WORLDS)),
    f"{OGC}/api": asks(fills(world=WORLDS)),
    f"{OGC}/conformance": asks(fills(world=WORLDS)),
    f"{OGC}/collections": asks(fills(world=WORLDS), ({}, {"lang": "fr"})),
    ITEMS: asks(fills(world=WORLDS, name=(*NAMES, "weapon", "attachment"))),
    f"{ITEMS}/queryables": asks(fills(world=WORLDS, name=NAMES)),
    f"{ITEMS}/items": asks(fills(world=("mission",), name=NAMES), SELECTIONS)
    + asks(fills(world=("exercise",), name=NAMES)),
    f"{ITEMS}/items/{{identity}}": asks(
        fills(
            world=WORLDS,
            name=("incident", "observation"),
            identity=("{shown}", "{hidden}", "0" * 64),
        )
    ),
    f"{ITEMS}/file/{{form}}": asks(
        fills(world=("mission",), name=("incident", "hazardous-area"), form=FORMS),
        ({}, {"filter": SECRET_FILTERS[0]}),
    ),
    f"{ITEMS}/tiles/WebMercatorQuad/{{zoom}}/{{row}}/{{column}}": asks(
        [
            {"world": "mission", "name": name, "zoom": zoom, "row": row, "column": column}
            for name in ("incident", "hazardous-area")
            for zoom, row, column in ((0, 0, 0), (4, 10, 6), (8, 162, 105))
        ],
        ({}, {"ref": "S1"}),
    ),
    f"{OGC}/feed.atom": asks(fills(world=WORLDS), ({}, {"lang": "fr"})),
    f"{OGC}/file/gpkg": asks(fills(world=WORLDS)),
    "/taxii2/": asks([{}]),
    "/taxii2/{root}/": asks(fills(root=WORLDS)),
    "/taxii2/{root}/status/{status}/": asks(fills(root=WORLDS, status=("{hidden-status}", "none"))),
    "/taxii2/{root}/collections/": asks(fills(root=WORLDS)),
    f"{TAXII}/": asks(fills(root=WORLDS, collection=(*COLLECTIONS, "none"))),
    f"{TAXII}/objects/": asks(fills(root=WORLDS, collection=COLLECTIONS), MATCHES),
    f"{TAXII}/manifest/": asks(fills(root=WORLDS, collection=COLLECTIONS), MATCHES),
    f"{TAXII}/objects/{{identity}}/": asks(
        fills(
            root=WORLDS,
            collection=COLLECTIONS,
            identity=("{hidden-object}", "{shown-object}", "{naming-object}"),
        ),
        MATCHES[:5],
    ),
    f"{TAXII}/objects/{{identity}}/versions/": asks(
        fills(
            root=WORLDS,
            collection=COLLECTIONS,
            identity=("{hidden-object}", "{shown-object}", "{naming-object}"),
        )
    ),
    "/api/v1/aid/{world}": asks(fills(world=WORLDS)),
    "/api/v1/aid/{world}/hxl/{table}.{form}": asks(
        fills(world=WORLDS, table=("aid", "needs", "people"), form=("csv", "json", "xlsx"))
    ),
    "/api/v1/aid/{world}/iati.xml": asks(fills(world=WORLDS)),
    "/api/v1/threats": asks(
        [{}],
        (
            {},
            {"collection": "open"},
            {"collection": "inner"},
            {"words": "kept"},
            {"limit": "1", "first": "1"},
            {"simulated": "true"},
            {"as_of": "2024-06-01T12:00:00Z"},
            {"holds": "valid"},
        ),
    ),
    "/api/v1/threats/{name}/bundle": asks(
        fills(name=("open", "inner")), ({}, {"simulated": "true"})
    ),
    "/api/v1/threats/{name}/blocklist": asks(fills(name=("open", "inner")), ({}, {"form": "rpz"})),
    "/api/v1/export/indicators": asks([{}], FILES),
    "/api/v1/share/doors": asks([{}]),
    "/api/v1/share/preview": asks([{}]),
    "/api/v1/share/disclosures": asks([{}]),
    "/api/v1/export/share-preview": asks([{}]),
    "/api/v1/export/disclosures": asks([{}]),
}
"""The doors: what leaves the mission goes through these."""

CONSOLE = {
    "/api/v1/records": asks(
        [{}],
        (
            {},
            {"kind": "incident"},
            {"limit": "1"},
            {"kind": "disclosure"},
            {"kind": "access"},
            {"words": "kept"},
        ),
    ),
    "/api/v1/records/latest": asks(
        [{}], ({}, {"words": "kept"}, {"limit": "1"}, {"before": "{hidden}"})
    ),
    "/api/v1/records/{record_id}": asks(fills(record_id=("{shown}", "{hidden}", "{amendment}"))),
    "/api/v1/records/{record_id}/proof": asks(fills(record_id=("{hidden}",))),
    "/api/v1/attachments": asks([{}]),
    "/api/v1/attachments/{digest}": asks(fills(digest=("{hidden-digest}",))),
    "/api/v1/alerts": asks([{}]),
    "/api/v1/contributors": asks([{}], (AT,)),
    "/api/v1/exercise": asks([{}]),
    "/api/v1/exercise/plan": asks([{}]),
    "/api/v1/exercise/review": asks([{}]),
    "/api/v1/exercise/review.html": asks([{}]),
    "/api/v1/export/contributors/{page}": asks(
        fills(page=("gaps", "readiness", "training", "contributions")), SHEETS
    ),
    "/api/v1/export/findings": asks([{}], FILES),
    "/api/v1/export/first-days": asks([{}], SHEETS),
    "/api/v1/export/outlook/{page}": asks(fills(page=("forecast", "laydown")), SHEETS),
    "/api/v1/export/records/{name}": asks(
        fills(name=("reports", "reads", "countersignatures")), FILES
    ),
    "/api/v1/export/recovery/{page}": asks(
        fills(page=("choice", "donor", "places", "projects", "returns", "weapons")), SHEETS
    ),
    "/api/v1/export/tasks": asks([{}], SHEETS),
    "/api/v1/export/report": asks([{}], ({"format": "html"},)),
    "/api/v1/findings": asks([{}], ({}, AT, {"at": "2021-03-31"})),
    "/api/v1/findings/{finding}": asks(fills(finding=("{finding}", "none"))),
    "/api/v1/findings/{finding}/evidence": asks(fills(finding=("{finding}", "none"))),
    "/api/v1/findings/{finding}/explanation": asks(fills(finding=("{finding}", "none"))),
    "/api/v1/forms": asks([{}]),
    "/api/v1/handovers": asks([{}]),
    "/api/v1/handovers/next": asks([{}]),
    "/api/v1/handovers/{record_id}": asks(fills(record_id=("{hidden}",))),
    "/api/v1/held-reports": asks([{}]),
    "/api/v1/layers": asks([{}]),
    "/api/v1/map/marks": asks([{}], ({}, {"limit": "1"}, {"kind": "incident"})),
    "/api/v1/map/marks/of": asks(
        [{}], ({"record": "{shown}"}, {"record": "{hidden}"}, {"record": "{amendment}"})
    ),
    "/api/v1/map/records": asks(
        [{}], ({"place": "hq:3"}, {"place": "hq:9"}, {"place": "team-site:2"})
    ),
    "/api/v1/mission": asks([{}]),
    "/api/v1/outlook": asks([{}]),
    "/api/v1/recovery/choice": asks([{}], ({"budget": "1000", "currency": "USD"},)),
    "/api/v1/recovery/donor": asks([{}], ({}, {"donor": "Nation A"})),
    "/api/v1/recovery/places": asks([{}]),
    "/api/v1/recovery/projects": asks([{}]),
    "/api/v1/recovery/returns": asks([{}]),
    "/api/v1/recovery/weapons": asks([{}]),
    "/api/v1/respond": asks([{}]),
    "/api/v1/respond/call": asks([{}], ({"lon": "-30", "lat": "-44.5"},)),
    "/api/v1/respond/first-days": asks([{}]),
    "/api/v1/respond/fixes": asks([{}]),
    "/api/v1/tasks": asks([{}]),
    "/api/v1/welcome": asks([{}]),
}
"""The pages of the console, which somebody from outside sees as far as their role reads records."""

BY_DESIGN = {
    "/api/v1/findings": "a finding that rests on what is hidden is hidden itself",
    "/api/v1/findings/{finding}": "a finding that rests on what is hidden is hidden itself",
    "/api/v1/findings/{finding}/evidence": "a finding that rests on what is hidden is hidden itself",
    "/api/v1/findings/{finding}/explanation": "a finding that rests on what is hidden is hidden itself",
    "/api/v1/export/findings": "a finding that rests on what is hidden is hidden itself",
    "/api/v1/map/marks": "a page of marks counts the records that it looks at, as cursors do",
}
"""Pages of the console on which something changes when hidden records come; not a word of them shows."""

ASKED = SHARE | CONSOLE
NOT_ASKED = {
    "/": "leads to the console",
    "/console": "the console's own files",
    "/console/assets/{name}": "the console's own files",
    "/console/icon-maskable.svg": "the console's own files",
    "/console/icon.svg": "the console's own files",
    "/console/manifest.webmanifest": "the console's own files",
    "/console/sw.js": "the console's own files",
    "/console/{page:path}": "the console's own files",
    "/static/icon.svg": "the console's own files",
    "/healthz": "says that the server runs",
    "/openapi.json": "says which addresses there are",
    "/metrics": "for administrators and auditors; of records it counts all",
    "/oidc/begin": "signs in",
    "/oidc/callback": "signs in",
    "/api/v1/account-events": "of accounts, for administrators and auditors",
    "/api/v1/accounts": "of accounts, for administrators and auditors",
    "/api/v1/accounts/{account}/passkeys": "of accounts, for administrators and auditors",
    "/api/v1/export/account-events": "of accounts, for administrators and auditors",
    "/api/v1/export/accounts": "of accounts, for administrators and auditors",
    "/api/v1/device-keys": "of accounts",
    "/api/v1/passkeys": "of the account that asks",
    "/api/v1/tokens": "of the account that asks",
    "/api/v1/session": "of the account that asks",
    "/api/v1/sessions": "of the account that asks",
    "/api/v1/heads": "signed heads of the chains: how many records there are is said to whoever countersigns them",
    "/api/v1/export/heads": "signed heads of the chains: how many records there are is said to whoever countersigns them",
    "/api/v1/records/stream": "asked by itself: it does not end",
    "/api/v1/sync": "for sites, which exchange whole chains",
    "/api/v1/sync/attachments": "for sites, which exchange whole chains",
    "/api/v1/sync/exercise": "for sites: the messages of an exercise to its trainees, and no record",
    "/api/v1/sync/attachments/{digest}": "for sites, which exchange whole chains",
}
"""Addresses at which nothing of what is hidden can show, and why."""
