"""A column that a table does not have means the default of the kind's class, for every kind there is."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from tests.picture.test_kind import Context

from sulh.picture import Kind, Origin
from sulh.picture import fields as f
from sulh.respond import MEDICAL_ASSETS, Medical, MedicalFacility
from sulh.sustain import read_form
from sulh.tables import rows_table
from sulh.workspace import RECORD_KINDS

CELLS = {
    "whole": "7",
    "decimal": "7",
    "day": "2024-05-03",
    "moment": "2024-05-03",
    "yes-no": "yes",
}
MORE = {"lon": "20.5", "lat": "6.5", "accuracy_m": "50", "reliability": "B", "credibility": "2",
        "end": "2024-05-04", "best": "3", "nation": "NOR",
        "reports": f"{'a' * 64}; {'b' * 64}"}  # fmt: skip


class Well(Struct, frozen=True, kw_only=True):
    """A kind whose every plain field has a default other than what an empty cell holds."""

    origin: Origin
    taps: Annotated[int, f.WholeField(meaning="taps")] = 3
    flow: Annotated[Decimal, f.QuantityField(meaning="flow")] = Decimal("2.50")
    open: Annotated[bool, f.YesNoField(meaning="open")] = True
    type: Annotated[
        Literal["bore", "dug"], f.ChoiceField(meaning="type", choices=("bore", "dug"))
    ] = "bore"
    keeper: Annotated[str, f.NameField(meaning="keeper")] = "village"
    built: Annotated[date, f.DayField(meaning="built", heading="since")] = date(2001, 2, 3)


WELL = Kind(Well, table="wells")
FORM = {"ref": "w", "source": "s"}


def cell_of(column):
    """Return what fits a column."""
    return column.choices[0] if column.choices else CELLS.get(column.input, "x1")


def full_row(kind):
    """Return a row with the columns that the kind's class has no default for, and those of a position."""
    columns = {
        column.name: column
        for field in kind.fields
        if not field.is_optional or field.path.startswith("origin.")
        for column in field.type.columns(field.name)
    }
    needed = {
        name: cell_of(each) for name, each in columns.items() if each.required or each.choices
    }
    return needed | {name: text for name, text in MORE.items() if name in columns}


def defaults_of(record):
    """Return the defaults that a class declares."""
    for each in msgspec.structs.fields(record):
        if each.default is not msgspec.NODEFAULT:
            yield each.name, each.default
        elif each.default_factory is not msgspec.NODEFAULT:
            yield each.name, each.default_factory()


@pytest.mark.parametrize("name", RECORD_KINDS.names)
def test_every_default_of_every_kind(name):
    """A row with none of the optional columns, and a body with none of their keys, hold the defaults."""
    kind = Kind(RECORD_KINDS[name].record, table="t")  # its fields, without the rule over them
    record = kind.parse(full_row(kind), Context(), 1)
    for field, default in defaults_of(kind.record):
        assert getattr(record, field) == default, field
    body = kind.to_body(record)
    assert kind.from_body(body) == record
    names = {field for field, _ in defaults_of(kind.record)}
    bare = {key: value for key, value in body.items() if key not in names}
    assert kind.from_body(bare) == record


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "taps": st.integers(0, 9).map(str),
            "flow": st.sampled_from(["0", "2.5", "7.25"]),
            "open": st.sampled_from(["yes", "no"]),
            "type": st.sampled_from(["bore", "dug"]),
            "keeper": st.sampled_from(["army", "village"]),
            "since": st.sampled_from(["2001-02-03", "2020-01-01"]),
        },
    ),
    st.sampled_from(["", "  "]),
)
def test_what_is_said_holds_and_the_rest_is_the_default(cells, blank):
    """Of a cell that is absent, empty or filled with a zero or a no; to the body, back, and in the table."""
    empty = dict.fromkeys(("taps", "flow", "open", "type", "keeper", "since"), blank)
    record = WELL.parse(FORM | cells, Context(), 1)
    assert WELL.parse(FORM | empty | cells, Context(), 1) == record
    said = {
        "taps": int(cells.get("taps", 3)),
        "flow": Decimal(cells.get("flow", "2.50")),
        "open": cells.get("open", "yes") == "yes",
        "type": cells.get("type", "bore"),
        "keeper": cells.get("keeper", "village"),
        "built": date.fromisoformat(cells.get("since", "2001-02-03")),
    }
    assert {name: getattr(record, name) for name in said} == said
    body = WELL.to_body(record)
    assert WELL.from_body(body) == record
    bare = {key: value for key, value in body.items() if key not in said}
    checked, _ = WELL.to_cells([body, bare])
    assert (checked[0].taps, checked[1].taps) == (said["taps"], 3)
    assert checked[1].open is True


def test_an_asset_table_without_seats():
    """An ambulance takes one of the wounded where nobody counted its places; 0 says that it takes none."""
    row = {"name": "A", "mode": "vehicle", "medical": "yes", "start_likely_min": "5", **MORE}
    for seats, expected in (({}, 1), ({"seats": ""}, 1), ({"seats": "0"}, 0), ({"seats": "4"}, 4)):
        read = read_form(rows_table([row | seats], name="assets"), "assets", MEDICAL_ASSETS)
        assert [each.seats for each in read.value] == [expected]
        facility = MedicalFacility(origin=read.value[0].origin, level="2", beds=1, theatres=1)
        notes = Medical(assets=read.value, facilities=(facility,)).notes()
        assert ("A: takes no wounded." in notes) is (expected == 0)
