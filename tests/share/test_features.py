"""Features: what a report becomes, what a request selects, and pages that lose nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.leaving import BEGIN, KINDS, Out, incident_body, incidents, record_id

from sulh import mission
from sulh.errors import InputError
from sulh.share.features import (
    ItemsQuery,
    collection_document,
    collection_json,
    collections_of,
    features_of,
    ground_collections,
    items_page,
    landing_document,
    openapi_document,
    parse_bbox,
    parse_datetime,
    queryables_document,
    select_rows,
)
from sulh.share.filters import parse_filter

PACK = mission.load(mission.find("example"))
NAMES = ("incident", "observation", "way-closure", "coverage", "area-release", "inspection")


def incident_collection(leaves, **more):
    return collections_of(leaves, KINDS, NAMES, **more)["incident"]


def ids(columns) -> list[str]:
    return columns.frame["id"].to_list()


def test_a_report_becomes_a_feature_with_the_columns_of_its_form():
    body = incident_body(
        4,
        zone="north",
        link="S/2022/858",
        span=["2026-05-05T08:00:00Z", "2026-05-06T20:59:59.999999Z"],
    )
    (feature,) = features_of(incident_collection([Out(id=record_id(4), body=body)]).columns)
    assert feature["geometry"] == {"type": "Point", "coordinates": [35.4, 33.4]}
    assert feature["id"] == record_id(4)
    given_out = {name: value for name, value in feature["properties"].items() if value is not None}
    assert given_out == {
        "recorded_at": "2026-05-01T00:00:00Z",
        "changed_at": "2026-05-01T00:00:00Z",
        "tlp": "TLP:GREEN",
        "source": "team",
        "ref": "I4",
        "reliability": "B",
        "credibility": "2",
        "text": "Report 4.",
        "link": "S/2022/858",
        "start": "2026-05-05T08:00:00Z",
        "end": "2026-05-06T20:59:59.999999Z",
        "accuracy_m": 50.0,
        "zone": "north",
        "act": "direct-fire",
        "actor": "Red Army",
        "opponent": "Blue Army",
        "deaths_low": 0,
        "deaths_best": 1,
        "civilian_deaths_low": 0,
    }


def test_a_report_without_a_point_lies_nowhere_and_sealed_words_do_not_show():
    sealed = incident_body(
        1, lon=None, lat=None, accuracy_m=None, zone="north", text={"sealed": {"x": 1}}
    )
    (feature,) = features_of(incident_collection([Out(id=record_id(1), body=sealed)]).columns)
    assert feature["geometry"] is None
    assert feature["properties"]["text"] is None
    assert "sealed" not in json.dumps(feature)


@pytest.mark.parametrize("name", sorted(set(KINDS.names)))
def test_every_kind_has_columns_even_of_an_empty_body(name):
    found = collections_of([Out(id=record_id(0), kind=name, body={})], KINDS, [name])
    (collection,) = found.values()
    assert collection.columns.height == 1
    assert collection.columns.frame.schema["id"] == pl.String
    assert json.dumps(features_of(collection.columns))
    assert queryables_document("https://hq", collection)["properties"]["tlp"]["type"] == "string"


def test_collections_are_the_same_whether_or_not_there_are_features():
    empty, full = collections_of([], KINDS, NAMES), collections_of(incidents(3), KINDS, NAMES)
    assert list(empty) == list(full)
    assert [each.columns.frame.schema for each in empty.values()] == [
        each.columns.frame.schema for each in full.values()
    ]
    assert "extent" not in collection_document("https://hq", empty["incident"])
    extent = collection_document("https://hq", full["incident"])["extent"]
    assert extent["spatial"]["bbox"] == [[35.0, 33.0, 35.2, 33.2]]
    assert extent["temporal"]["interval"] == [["2026-05-01T08:00:00Z", "2026-05-03T08:00:00Z"]]


@pytest.mark.parametrize(
    ("language", "title"), [("en", "incident"), ("fr", "incident"), ("ar", "حادث")]
)
def test_titles_are_in_the_readers_language(language, title):
    collection = incident_collection([], language=language)
    assert title in collection.title
    ground = ground_collections(PACK, language=language)
    assert set(ground) == {"zones", "lines", "sites"}
    assert all(each.title for each in ground.values())


def test_the_ground_is_the_packs():
    ground = ground_collections(PACK)
    assert ids(ground["zones"].columns) == sorted(PACK.zones)
    zones = features_of(ground["zones"].columns)
    text = collection_json(items_page(ground["zones"], ItemsQuery()), [])
    assert [each["id"] for each in json.loads(text)["features"]] == [each["id"] for each in zones]
    drawn = [each for each in json.loads(text)["features"] if each["geometry"]]
    assert drawn
    assert {each["geometry"]["type"] for each in drawn} <= {"Polygon", "MultiPolygon"}
    some = items_page(ground["zones"], ItemsQuery(limit=2))
    rest = items_page(ground["zones"], ItemsQuery(after=some.next))
    assert ids(some.columns) + ids(rest.columns) == sorted(PACK.zones)


def test_documents_name_the_address_they_lie_under():
    base = "https://hq.example/api/v1/ogc/mission"
    landing = landing_document(base, title="M", description="D")
    assert {each["rel"] for each in landing["links"]} == {
        "self",
        "service-desc",
        "conformance",
        "data",
    }
    found = collections_of(incidents(2), KINDS, NAMES)
    api = openapi_document(base, found.values(), title="M")
    assert api["openapi"].startswith("3.0")
    names = {
        each["name"] for each in api["paths"]["/collections/incident/items"]["get"]["parameters"]
    }
    assert {"limit", "bbox", "datetime", "filter", "act", "deaths_best"} <= names
    queryables = queryables_document(base, found["incident"])["properties"]
    assert queryables["start"] == {"title": "Start", "type": "string", "format": "date-time"}
    assert queryables["initiator"]["enum"] == ["actor", "opponent"]


@pytest.mark.parametrize(
    "text", ["1,2,3", "a,b,c,d", "0,10,10,0", "nan,0,1,1", "1e999,0,1,1", "1,2,3,4,5", ","]
)
def test_what_is_no_box_is_refused(text):
    with pytest.raises(InputError):
        parse_bbox(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("", None, None),
        ("..", None, None),
        ("../..", None, None),
        (
            "2026-05-03",
            datetime(2026, 5, 3, tzinfo=UTC),
            datetime(2026, 5, 3, 23, 59, 59, 999_999, UTC),
        ),
        ("2026-05-03T10:00:00Z/..", datetime(2026, 5, 3, 10, tzinfo=UTC), None),
        ("/2026-05-03T10:00:00+02:00", None, datetime(2026, 5, 3, 8, tzinfo=UTC)),
        ("../2026-05-03T10:00:00 02:00", None, datetime(2026, 5, 3, 8, tzinfo=UTC)),
    ],
)
def test_a_datetime_is_a_time_a_day_or_an_interval(text, start, end):
    assert parse_datetime(text) == (start, end)


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-05-03T10:00:00", "2026-05-04/2026-05-03", "2026-13-01", "a/b/c"]
)
def test_what_is_no_datetime_is_refused(text):
    with pytest.raises(InputError):
        parse_datetime(text)


def test_conditions_hold_together():
    leaves = incidents(50)
    collection = incident_collection(leaves)
    query = ItemsQuery(
        bbox=(35.15, 32.9, 35.55, 33.35),
        between=parse_datetime("2026-05-05/2026-05-20"),
        equal={"deaths_best": "1", "act": "direct-fire"},
        tree=parse_filter("ref LIKE 'I_%' AND NOT actor IS NULL"),
    )
    expected = [
        each.id
        for each in leaves
        if 35.15 <= each.body["lon"] <= 35.55
        and 32.9 <= each.body["lat"] <= 33.35
        and "2026-05-05" <= each.body["span"][0] < "2026-05-21"
        and each.body["deaths"][1] == 1
    ]
    assert expected
    assert ids(collection.columns.rows(select_rows(collection, query))) == expected


def test_days_without_end_and_features_without_time():
    closures = [
        Out(
            id=record_id(1), kind="way-closure", body={"since": "2026-05-02", "until": "2026-05-04"}
        ),
        Out(id=record_id(2), kind="way-closure", body={"since": "2026-05-03"}),
        Out(id=record_id(3), kind="way-closure", body={}),
    ]
    collection = collections_of(closures, KINDS, NAMES)["way_closure"]
    assert collection.times == ("from", "to")
    assert collection.columns.frame.schema["from"] == pl.Date
    by_day = {
        text: {
            ids(collection.columns).index(each)
            for each in ids(
                collection.columns.rows(
                    select_rows(collection, ItemsQuery(between=parse_datetime(text)))
                )
            )
        }
        for text in (
            "2026-05-01",
            "2026-05-02",
            "2026-05-04T23:00:00Z",
            "2026-05-05",
            "../2026-05-02",
        )
    }
    order = {record_id(n): place for place, n in enumerate(sorted((1, 2, 3), key=record_id))}
    one, two, three = (order[record_id(n)] for n in (1, 2, 3))
    assert by_day == {
        "2026-05-01": {three},
        "2026-05-02": {one, three},
        "2026-05-04T23:00:00Z": {one, two, three},
        "2026-05-05": {two, three},
        "../2026-05-02": {one, three},
    }
    assert date(2026, 5, 2) in collection.columns.frame["from"].to_list()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("nothing", "1", "no property"),
        ("deaths_best", "many", "no number"),
        ("deaths_best", "nan", "no number"),
        ("start", "yesterday", "no time"),
        ("geometry", "x", "bbox"),
    ],
)
def test_a_property_that_cannot_be_asked_for_is_refused(name, text, words):
    with pytest.raises(InputError) as caught:
        select_rows(incident_collection(incidents(2)), ItemsQuery(equal={name: text}))
    assert words in f"{caught.value} {caught.value.remedy}"


@pytest.mark.parametrize(
    "token", ["x", "1", "1.", ".a", "1.a b", "9" * 30 + ".a", "1." + "a" * 100]
)
def test_a_token_of_nobodys_is_refused(token):
    with pytest.raises(InputError):
        items_page(incident_collection(incidents(2)), ItemsQuery(after=token))


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_pages_lose_nothing_and_repeat_nothing_while_features_come_and_go(data):
    """Whoever follows `next` sees each feature that was there all the time exactly once."""
    times = st.integers(0, 3)  # many share a time, as the rows of a file do
    moments = {n: data.draw(times) for n in range(30)}
    first = {n for n in range(30) if data.draw(st.booleans())}
    there, seen, after = set(first), [], ""
    always = set(first)
    while True:
        leaves = [
            Out(id=record_id(n), recorded_at=BEGIN + timedelta(seconds=moments[n])) for n in there
        ]
        page = items_page(incident_collection(leaves), ItemsQuery(after=after, limit=4))
        assert page.matched == len(there)
        seen += ids(page.columns)
        if not page.next:
            break
        after = page.next
        there ^= {n for n in range(30) if data.draw(st.integers(0, 9)) == 0}
        always &= there
    assert len(seen) == len(set(seen))
    assert {record_id(n) for n in always} <= set(seen)


def test_a_thousand_of_one_time_page_in_full():
    leaves = incidents(1000, step=timedelta(0))
    collection, seen, after = incident_collection(leaves), [], ""
    while True:
        page = items_page(collection, ItemsQuery(after=after, limit=73))
        seen += ids(page.columns)
        after = page.next
        if not after:
            break
    assert sorted(seen) == sorted(each.id for each in leaves)
    assert len(seen) == 1000


def test_the_same_features_are_the_same_bytes():
    one = items_page(incident_collection(incidents(20)), ItemsQuery())
    two = items_page(incident_collection(list(reversed(incidents(20)))), ItemsQuery())
    assert collection_json(one, []) == collection_json(two, [])
    assert np.array_equal(one.columns.lon, two.columns.lon)
