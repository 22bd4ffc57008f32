"""A kind that Sulh does not have goes all the way, from its declaration alone."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import jsonschema
import polars as pl
import pytest
from docs.record_kinds import kinds_page
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from pyxform.xls2xform import convert
from tests.picture.water_point import KINDS, WaterPoint

from sulh import workspace as ws
from sulh.errors import InputError
from sulh.ledger import canonical
from sulh.observe import REPORT_KINDS, open_reports, read
from sulh.picture import Kind, Origin, Registry, TableBuilder, picture
from sulh.picture.field_type import Sealed
from sulh.picture.forms import api_schemas, body_schema, row_schema, web_fields, xlsform
from sulh.picture.text_fields import KeyField
from sulh.tables import rows_table
from sulh.values import Count

if TYPE_CHECKING:
    from sulh.workspace import Workspace

NOW = datetime(2025, 1, 1, tzinfo=UTC)
BANGUI = ZoneInfo("Africa/Bangui")
KIND = KINDS["water-point"]
ROW = {
    "kind": "water-point",
    "ref": "w-1",
    "source": "Team site 4",
    "start": "2024-05-03",
    "lon": "18.55",
    "lat": "4.37",
    "accuracy_m": "15",
    "operator": "Village committee",
    "type": "well",
    "users_low": "٤٠٠",
    "users_high": "600",
    "flow": "1250.50",
    "taps": "2",
    "built": "2019-11-30",
    "drinkable": "yes",
    "tests": "turbidity; chlorine",
    "contact": "بئر القرية",
}


@dataclass(frozen=True)
class Context:
    """How the rows of these tests are read."""

    file: str = "points.csv"
    timezone: ZoneInfo = BANGUI
    now: datetime | None = NOW
    source: str = ""
    area: None = None
    places: None = None


def csv_of(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    out = csv.DictWriter(text, [*KINDS.columns, "colour"])
    out.writeheader()
    out.writerows(rows)
    return text.getvalue()


@pytest.fixture
def mission(tmp_path: Path) -> Workspace:
    return ws.set_up(tmp_path / "m", pack_name="example", site="s", now=NOW, store="")


def bring_in(mission: Workspace, path: Path) -> ws.ImportResult:
    return ws.import_reports(mission, open_reports(path, kinds=KINDS), ws.ImportOptions(now=NOW))


def test_the_declaration_is_short() -> None:
    """A kind takes at most 40 lines, with its imports."""
    assert len((Path(__file__).parent / "water_point.py").read_text("utf-8").splitlines()) <= 40


def test_a_row_becomes_a_record() -> None:
    """Each column arrives in the field that declares it, Arabic digits and letters too."""
    record = KIND.parse(ROW, Context(), 2)
    assert isinstance(record, WaterPoint)
    assert record.users == Count(400, 600)
    assert (record.flow, record.built) == (Decimal("1250.50"), date(2019, 11, 30))
    assert (record.type, record.drinkable, record.tests) == (
        "well",
        True,
        ("turbidity", "chlorine"),
    )
    assert KIND.actor_names(record) == ("Village committee",)


def test_every_problem_of_a_row_is_named(tmp_path: Path) -> None:
    """One row with eight faults names eight, in the order of the fields; the good row comes in."""
    bad = ROW | {
        "ref": "",
        "start": "yesterday",
        "lon": "east",
        "operator": "A; B",
        "type": "spring",
        "users_low": "many",
        "users_high": "-1",
        "taps": "101",
        "built": "2019",
    }
    path = tmp_path / "points.csv"
    path.write_text(csv_of(bad, ROW), encoding="utf-8")
    (batch,) = read(open_reports(path, kinds=KINDS), timezone=ZoneInfo("UTC"), now=NOW)
    errors = [each for each in batch.problems if each.severity == "error"]
    assert [each.field for each in errors] == [
        *("ref", "start", "lon", "operator", "type", "users_low", "users_high", "taps", "built"),
    ]
    assert {each.row for each in errors} == {2}
    assert batch.rows == 2
    assert len(batch.reports) == 1


def test_form_ledger_correction_table(mission: Workspace, tmp_path: Path) -> None:
    """A row enters once, its twin is a duplicate, a faulty row is rejected; a correction replaces it."""
    path = tmp_path / "points.csv"
    faulty = ROW | {"ref": "w-2", "type": "spring", "flow": ""}
    unknown = ROW | {"ref": "w-3", "item": "no-such-item"}
    path.write_text(csv_of(ROW, ROW, faulty, unknown), encoding="utf-8")
    result = bring_in(mission, path)
    assert (result.entered, result.duplicates, result.rejected) == (1, 1, 2)
    assert dict(result.unmatched) == {"Village committee": 2}  # of the rows that fit the pack
    with open(result.rejects, encoding="utf-8-sig") as file:
        codes = [(each["row"], each["code"], each["field"]) for each in csv.DictReader(file)]
    assert codes == [
        *(("4", "bad-word", "type"), ("4", "missing", "flow"), ("5", "unknown-item", "item")),
    ]
    (record,) = mission.store.records(kinds=["water-point"])
    right = tmp_path / "right.csv"
    right.write_text(csv_of(ROW | {"taps": "3"}).replace(",colour", ""), encoding="utf-8")
    correction = ws.Correction(file=right, reason="counted again", author="officer", now=NOW)
    ws.correct_record(mission, record.id, correction, kinds=KINDS)
    known = picture(mission.store.records())
    builder = TableBuilder(KINDS)
    builder.add((each.id, each.kind, each.body) for each in known.reports)
    frame = builder.tables().water_points
    assert frame.select("taps", "users_low", "users_high", "flow", "built").rows() == [
        (3, 400, 600, 1250.5, date(2019, 11, 30))
    ]
    assert bring_in(mission, right).duplicates == 1


def test_rows_of_an_api_enter_as_those_of_a_file() -> None:
    """JSON values, as the API takes them, give the same record as the file's texts."""
    row = ROW | {"taps": 2, "drinkable": True, "tests": ["turbidity", "chlorine"]}
    opened = open_reports(rows_table([row], name="rows"), kinds=KINDS)
    (batch,) = read(opened, timezone=ZoneInfo("Africa/Bangui"), now=NOW)
    (record,) = batch.reports
    body = KINDS.to_body(record) | {"row": 2, "file": "points.csv"}
    assert body == KINDS.to_body(KIND.parse(ROW, Context(), 2))


def test_what_a_body_holds_is_what_its_schema_says() -> None:
    """The schemas are schemas, and hold for a row, for a body, and not for others."""
    body = json.loads(canonical(KIND.to_body(KIND.parse(ROW, Context(), 2))))
    assert body["flow"] == "1250.50"
    for schema, good in ((body_schema(KIND), body), (row_schema(KIND), ROW)):
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(good, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(good | {"type": "spring"}, schema)
    components = api_schemas(KINDS)
    assert {"WaterPointRow", "WaterPointBody", "ReportRow"} <= set(components)
    document = {"$ref": "#/components/schemas/ReportRow", "components": {"schemas": components}}
    jsonschema.validate(ROW, document)


def test_a_sealed_text_stays_sealed() -> None:
    """What is sealed in a body is sealed in the record and out again, and no table shows it."""
    sealed = {"sealed": {"case": "c-1", "audiences": ["police"], "box": "00"}}
    body = KIND.to_body(KIND.parse(ROW, Context(), 2)) | {"contact": sealed}
    record = KIND.from_body(body)
    assert isinstance(record.contact, Sealed)
    assert KIND.to_body(record)["contact"] == sealed
    builder = TableBuilder(KINDS)
    builder.add([("a", "water-point", body)])
    assert builder.tables().water_points["contact"].to_list() == [""]


def test_an_xlsform_asks_for_every_column() -> None:
    """Pyxform takes it, and what it exports are the columns of the form."""
    sheets = xlsform(KIND, {"items": ["tank", "mine"]})
    result = convert(xlsform=sheets)
    assert result.warnings == []
    names = {each["name"] for each in sheets["survey"]}
    columns = {column.name for column in KIND.columns} - {"position"}  # the telephone finds it
    assert names - {"location"} == {"kind", *columns}
    assert ("items", "mine") in {(c["list_name"], c["name"]) for c in sheets["choices"]}
    exported = ROW | {"start": "2024-05-03T10:00:00.000+01:00", "users_low": "400"}
    assert set(exported) <= names
    record = KIND.parse(exported, Context(), 1)
    assert record.span.start == datetime(2024, 5, 3, 9, tzinfo=UTC)


def test_no_record_is_searched_for_cycles() -> None:
    """Reading a large file takes a sixth more processor time where they are."""
    searched = [each.name for each in ws.RECORD_KINDS if each.record.__struct_config__.gc]
    assert searched == []


def test_a_case_is_asked_for_where_it_holds() -> None:
    """On a telephone and on the web; the declaration names a column of the form and its own words."""
    kind = ws.RECORD_KINDS["medical-asset"]
    sheets = xlsform(kind)
    assert convert(xlsform=sheets).warnings == []
    survey = {each["name"]: each for each in sheets["survey"]}
    assert survey["range_km"]["relevant"] == "${mode} = 'helicopter'"
    assert "relevant" not in survey["seats"]
    fields = {each["name"]: each for each in web_fields(kind)}
    assert (fields["vehicle"]["only_if"], fields["vehicle"]["only_for"]) == ("mode", ("vehicle",))
    for each in ws.RECORD_KINDS:
        columns = {column.name: column for column in each.columns}
        for column in columns.values():
            if column.only_if:
                assert set(column.only_for) <= set(columns[column.only_if].choices), column.name
                assert not column.required, column.name


def test_a_web_form_has_what_it_needs() -> None:
    """Each column is a field with its label, its words and its bounds."""
    fields = {each["name"]: each for each in web_fields(KIND, {"items": ["tank"]})}
    assert fields["type"]["choices"] == ["well", "tank"]
    assert fields["item"]["choices"] == ["tank"]
    assert (fields["taps"]["low"], fields["taps"]["high"]) == (0, 100)
    assert fields["users_low"]["label"] == "Users low"
    assert fields["flow"]["unit"] == "litres/hour"


def test_the_page_has_a_heading_and_every_column() -> None:
    """The docs page names each column, what it holds, its unit, and its standard."""
    page = kinds_page(KINDS)
    assert "\n## water-point\n" in page
    for column in KIND.columns:
        assert f"`{column.name}`" in page
        assert column.meaning in page
    assert "litres/hour" in page
    assert "Sphere 2018" in page


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["2024-05-03T10:00:00Z", "0001-01-01T00:00:00+14:00", "A", "1250.5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None)
@given(st.data())
def test_any_json_is_a_record_or_a_named_fault(data: st.DataObject) -> None:
    """No body raises anything but InputError, which names the kind; what is a record goes out again."""
    kind: Kind = data.draw(st.sampled_from([*REPORT_KINDS, KIND]))
    good = {"source": "s", "ref": "r", "span": ["2024-05-03T10:00:00Z"], "count": [1, None, 2]}
    good |= {"act": "fire", "item": "tank", "duty": "d", "request": "r", "subjects": ["fire"]}
    good |= {"activity": ["2024-05-03T10:00:00Z"], "type": "well", "flow": "2.5"}
    keys = st.sampled_from([*(key for each in kind.fields for key in each.type.stored(each.name))])
    body: Any = good | data.draw(st.dictionaries(keys, json_values, max_size=3))
    body = data.draw(st.sampled_from([body, data.draw(json_values)]))
    try:
        record = kind.from_body(body)
    except InputError:
        with pytest.raises(InputError, match=f"kind {kind.name}"):
            tables_of(kind, body)
        return
    again = json.loads(canonical(kind.to_body(record)))
    assert kind.from_body(again) == record
    assert tables_of(kind, body).height == 1


def tables_of(kind: Kind, body: Any) -> pl.DataFrame:
    builder = TableBuilder(KINDS if kind is KIND else REPORT_KINDS)
    builder.add([("a", kind.name, body)])
    return builder.tables().of_kind(kind.name)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 5), max_size=4))
def test_tables_that_grow_are_those_laid_out_at_once(sizes: list[int]) -> None:
    """However the records come, in one go or in parts, the tables are the same."""
    from tests.verify.random_missions import seeded_mission

    records = [
        (identity, REPORT_KINDS.of(each).name, REPORT_KINDS.to_body(each))
        for identity, each in seeded_mission(3).reports
    ]
    whole, grown = TableBuilder(REPORT_KINDS), TableBuilder(REPORT_KINDS)
    whole.add(records)
    for size in sizes:
        grown.add(records[len(grown) : len(grown) + size])
    grown.add(records[len(grown) :])
    at_once, in_parts = whole.tables(), grown.tables()
    assert at_once.ids.equals(in_parts.ids)
    for name, frame in at_once.frames.items():
        numbers = {"visit"} & {*frame.columns}
        assert frame.drop(numbers).equals(in_parts.frames[name].drop(numbers))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"source": 5}, "source: Expected str, got int"),
        ({"users": [3, None, 2]}, "users: high bound 2 is not between 3"),
        ({"lat": None}, "place: lon and lat must be given together"),
        ({"span": ["2024-05-03T10:00:00Z", "2024-05-02T10:00:00Z"]}, "span: ends"),
        ({"type": "spring"}, "type: Invalid enum value 'spring'"),
    ],
)
def test_a_body_that_does_not_fit_names_its_field(body: dict[str, Any], words: str) -> None:
    """Who mends another program reads which field of which kind is wrong."""
    with pytest.raises(InputError) as error:
        KIND.from_body(KIND.to_body(KIND.parse(ROW, Context(), 2)) | body)
    assert words in str(error.value)


class Bare(Struct, frozen=True):
    """A field that says nothing."""

    name: str


class Doubled(Struct, frozen=True):
    """Two fields with one column."""

    origin: Origin
    source: Annotated[str, KeyField(meaning="again")]


def test_a_class_must_say_what_its_fields_hold() -> None:
    """A field without a type, or a column that stands twice, is a mistake found at once."""
    with pytest.raises(TypeError, match="annotate it"):
        Kind(Bare, table="bares")
    with pytest.raises(TypeError, match="have a column 'source'"):
        Kind(Doubled, table="doubled")
    with pytest.raises(TypeError, match="one name"):
        Registry(KIND, KIND)
