"""Numbers as people and Excel write them: read where only one reading is possible, else left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.tables import open_content
from sulh.tables.conventions import ColumnSorts, apply_conventions
from sulh.tables.layout import Layout
from sulh.tables.number_marks import number_marks, without_marks

SORTS = ColumnSorts(decimals=frozenset(("lat", "lon", "radius")), wholes=frozenset(("deaths",)))


def read(text, **layout):
    table = open_content(text.encode("utf-8"), name="t.csv", layout=Layout(**layout))
    table = apply_conventions(table, Layout(**layout), SORTS)
    return [row.values for row in table.rows], [each.message for each in table.assumptions]


def written(number, places, mark, thousands):
    """Write a number with a decimal mark and a mark between thousands."""
    text = f"{number:,.{places}f}".replace(",", "T").replace(".", "D")
    return text.replace("T", thousands).replace("D", mark)


@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
    st.sampled_from(
        [
            (",", "."),
            (",", " "),
            (",", "\u202f"),
            (",", "\xa0"),
            (",", ""),
            (".", ","),
            (".", " "),
            (".", "\u2019"),
            (".", ""),
        ]
    ),
    st.integers(1, 7).filter(lambda places: places != 3),
)
def test_any_table_with_one_clear_decimal_reads_back(numbers, marks, places):
    """A decimal that can part no thousands shows the marks: every other number then reads as it was meant."""
    decimals = [written(each / 10**places, places, *marks) for each in numbers]
    wholes = [written(each, 0, *marks) for each in numbers]
    found = number_marks(decimals, wholes)
    for each, decimal, whole in zip(numbers, decimals, wholes, strict=True):
        assert float(without_marks(decimal, found, is_whole=False)) == each / 10**places
        assert int(without_marks(whole, found, is_whole=True)) == each


def test_a_french_table_from_excel():
    """Decimal commas, narrow spaces and points between thousands, in one table."""
    rows, assumptions = read(
        "lat;lon;radius;deaths\n5,76;20,67;1 000;3\n6,98;15,64;1\u202f500;1 200\n6,98;15,64;1.000;1.250\n"
    )
    assert [list(row.values()) for row in rows] == [
        ["5.76", "20.67", "1000", "3"],
        ["6.98", "15.64", "1500", "1200"],
        ["6.98", "15.64", "1000", "1250"],
    ]
    assert assumptions == [
        "the comma is the decimal mark in it and the point or a space or an apostrophe parts thousands"
    ]


def test_an_english_table_with_commas_between_thousands():
    rows, assumptions = read(
        'lat,lon,radius,deaths\n5.76,20.67,"1,000","1,250"\n5.7,20.6,"12,500.5",7\n'
    )
    assert [list(row.values())[2:] for row in rows] == [["1000", "1250"], ["12500.5", "7"]]
    assert assumptions == ["the comma parts thousands"]


@pytest.mark.parametrize(
    "text", ["1,000", "5.763", "1.000", "1,2,3", "1 00", "1,00,000", "12,5.5", "", "many", "1'0"]
)
def test_what_could_mean_two_numbers_stays_as_it_is(text):
    """A lone 1,000 beside 5.763: neither shows what the other's mark is."""
    marks = number_marks(["5.763", "1,000"], [])
    assert without_marks(text, marks, is_whole=False) == text


def test_a_whole_number_never_takes_a_decimal_comma():
    """Where the comma is the decimal mark, 1,200 is no count of the dead."""
    marks = number_marks(["5,76"], ["1,200"])
    assert without_marks("1,200", marks, is_whole=True) == "1,200"


def test_people_overrule_it():
    rows, assumptions = read("lat;deaths\n5,763;1.200\n", decimal=",")
    assert list(rows[0].values()) == ["5.763", "1200"]
    assert assumptions == []
    rows, _ = read("lat;deaths\n5,763;1\n", decimal=".")
    assert rows[0]["lat"] == "5,763"


def test_usual_numbers_are_not_touched():
    """The table keeps its fast way: nothing is rewritten."""
    rows, assumptions = read("lat,lon,radius,deaths\n5.76,20.67,100,3\n-5,.5,1e3,12\n")
    assert [list(row.values()) for row in rows] == [
        ["5.76", "20.67", "100", "3"],
        ["-5", ".5", "1e3", "12"],
    ]
    assert not assumptions
