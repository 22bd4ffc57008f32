"""P-codes: which area bears one on a day, what is offered for one that is unknown or was replaced."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.mission import AdminUnit, AdminUnits, read_admin_units
from sulh.tables import FaultyField, open_content, open_table

SPLIT = (
    AdminUnit(code="XX01", name="North", level=1, until=date(2021, 1, 1), successor="XX03"),
    AdminUnit(code="XX03", name="Upper North", level=1, since=date(2021, 1, 1)),
    AdminUnit(code="XX0301", name="Kéla", level=2, parent="XX03", since=date(2023, 5, 1)),
)
HEADER = "P-Code,Name,Admin Level,Parent P-Code,Valid from date,Valid until date,Replaced by"


def read(*lines: str):
    return read_admin_units(open_content("\n".join((HEADER, *lines)).encode(), name="places.csv"))


def test_a_code_is_judged_by_the_day() -> None:
    """An old report may bear the old code; a new one is told the new."""
    units = AdminUnits(SPLIT)
    assert units.find("pcode", "xx01", date(2020, 12, 31)).name == "North"
    with pytest.raises(FaultyField) as caught:
        units.find("pcode", "XX01", date(2021, 1, 1))
    assert caught.value.code == "replaced-pcode"
    assert caught.value.expected == "XX03 (Upper North), which replaced it"
    assert (
        units.find("pcode", "XX0301", date(2019, 1, 1)).name == "Kéla"
    )  # since is often when it was published


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    """Nothing is guessed: the nearest is only named."""
    with pytest.raises(FaultyField) as caught:
        AdminUnits(SPLIT).find("pcode", "XX0310", None)
    assert caught.value.code == "unknown-pcode"
    assert "XX0301 (Kéla)" in caught.value.expected


def test_names_lead_to_codes_that_hold() -> None:
    """Without case and accents; with the areas above it."""
    units = AdminUnits(SPLIT)
    (kela,) = units.named("KELA")
    assert [each.code for each in units.line_of(kela)] == ["XX03", "XX0301"]
    assert units.named("north") == ()


def test_bad_rows_are_named_and_lose_no_good_one() -> None:
    """Reversed days, a code twice in the same days, a level that is none."""
    found = read(
        "XX01,North,1,XX,2020-01-01,2021-01-01,XX03",
        "XX01,North anew,1,XX,2021-01-01,,",
        "XX01,Twice,1,XX,2022-01-01,,",
        "XX02,South,1,XX,2021-01-01,2020-01-01,",
        "XX04,East,nine,XX,,,",
        ",Nowhere,1,XX,,,",
        "XX05,West,1,XX,May 2020,,",
    )
    assert [each.name for each in found.value] == ["North", "North anew"]
    assert [(each.row, each.code) for each in found.problems] == [
        (4, "doubled-pcode"),
        (5, "ends-before-start"),
        (6, "not-a-number"),
        (7, "missing"),
        (8, "bad-date"),
    ]
    with pytest.raises(InputError, match="no column for level"):
        read_admin_units(open_content(b"P-Code,Name\nXX01,North\n", name="t.csv"))


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=5, unique=True),
    st.dates(date(1999, 1, 1), date(2031, 1, 1)),
)
def test_of_many_versions_the_one_of_the_day_is_found(days: list[date], day: date) -> None:
    """Against a plain walk over the versions of one code, each of which ends where the next begins."""
    days = sorted(days)
    ends = [*days[1:], None]
    units = AdminUnits(
        AdminUnit(code="XX01", name=str(begin), level=1, since=begin, until=end)
        for begin, end in zip(days, ends, strict=True)
    )
    begun = [each for each in days if each <= day]
    assert units.find("pcode", "XX01", day).name == str(begun[-1] if begun else days[0])


@pytest.mark.slow
def test_the_published_table_of_all_countries() -> None:
    """All rows but two are read; South Sudan's counties lie in their states."""
    path = (
        Path(os.environ.get("SULH_DATA") or "/nonexistent") / "admin" / "global_pcodes_adm_1_2.csv"
    )
    if not path.is_file():
        pytest.skip("SULH_DATA is not set: the table of P-codes is not at hand")
    found = read_admin_units(open_table(path))
    assert (len(found.value), found.rows) == (32_765, 32_767)
    assert {each.code for each in found.problems} == {"missing"}  # two areas have no name
    units = AdminUnits(found.value)
    juba = units.find("pcode", "SS0101", date(2024, 1, 1))
    assert [each.name for each in units.line_of(juba)] == ["Central Equatoria", "Juba"]
    by_country = {
        each: sum(1 for u in found.value if u.country == each)
        for each in ("CAF", "LBN", "MLI", "SSD")
    }
    assert by_country == {"CAF": 89, "LBN": 34, "MLI": 63, "SSD": 90}
