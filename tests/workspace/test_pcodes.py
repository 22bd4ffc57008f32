"""3W by P-code: a mission's gazetteer says which code holds when; what leaves bears the codes again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulh.report import hxl_csv
from sulh.workspace import (
    ImportOptions,
    import_reports,
    ledger_entries,
    open_workspace,
    published_table,
    set_up,
)
from sulh.workspace.place_names import PlaceNames

NOW = datetime(2024, 6, 1, tzinfo=UTC)
GAZETTEER = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date,Valid until date,Replaced by
XXX,1,XX01,North,XXX,,2021-01-01,XX03
XXX,1,XX03,Upper North,XXX,2021-01-01,,
XXX,2,XX0301,Kéla,XX03,2021-01-01,,
"""
AID = """Who,What,How far,Code,Area,Village,When,Says
#org,#item,#status,#adm2+code,#adm2+name,#loc+name,#date,#meta+source
UNICEF,water,complete,XX0301,Kela,Bria,2024-05-01,OCHA
UNICEF,water,complete,XX01,North,Bria,2024-05-01,OCHA
UNICEF,water,complete,XX01,North,Bria,2019-05-01,OCHA
UNICEF,water,complete,XX0310,Kela,Bria,2024-05-01,OCHA
UNICEF,water,complete,XX0301,Upper North,Bria,2024-05-02,OCHA
UNICEF,water,complete,XX03,Kéla,Bria,2024-05-01,OCHA
"""
SHAPES = """{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Polygon",
"coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}, "properties": {"ADM1_EN": "North", "ADM1_PCODE": "XX01",
"ADM2_EN": "Kela", "ADM2_PCODE": "XX0101", "validOn": "2021-01-01", "ValidTo": null}}]}"""


@pytest.fixture
def mission(tmp_path: Path):
    """A mission with a gazetteer of its own."""
    made = set_up(tmp_path / "m", pack_name="unifil", site="hq", now=NOW)
    (tmp_path / "m" / "gazetteer.csv").write_text(GAZETTEER, "utf-8")
    return made


def bring(mission, tmp_path: Path, text: str):
    path = tmp_path / "aid.csv"
    path.write_text(text, "utf-8")
    return import_reports(mission, path, ImportOptions(now=NOW, author="officer"))


def test_codes_come_in_by_their_day_and_leave_again(mission, tmp_path: Path) -> None:
    """The replaced and the unknown code are refused with the new and the nearest; nothing else is lost."""
    result = bring(mission, tmp_path, AID)
    assert (result.rows, result.entered, result.rejected) == (6, 3, 3)
    errors = {each.row: each for each in result.problems if each.severity == "error"}
    assert (errors[4].code, errors[6].code) == ("replaced-pcode", "unknown-pcode")
    assert errors[8].code == "place-contradicts"
    assert "XX03 (Upper North)" in errors[4].expected
    assert "XX0301 (Kéla)" in errors[6].expected
    aid = ledger_entries(mission)["delivery"]
    assert {each.place.district for each in aid} == {"Kéla", "North"}  # type: ignore[attr-defined]
    sheet = published_table(mission, "aid", at=NOW, as_of=None, since=NOW, days=30)
    text = hxl_csv(sheet)
    assert "#adm1+code" in text.splitlines()[1]
    assert "Upper North,XX03,Kéla,XX0301,Kéla,Bria" in text
    assert sheet.left_out == ("No P-code is known for Bria, North.",)
    again = bring(mission, tmp_path, text)
    assert (again.duplicates, again.conflicts, again.rejected) == (3, 0, 0)


def test_the_name_of_another_area_and_lost_zeros_are_refused(mission, tmp_path: Path) -> None:
    """A place beside a code is its name, unless a district says which area is meant; 521 is not 0521."""
    areas = tmp_path / "m" / "gazetteer.csv"
    areas.write_text(f"{GAZETTEER.rstrip()}\nXX,1,0521,Delta,XX,2020-01-01,,\n", "utf-8")
    rows = ("XX0301,Delta,", "XX0301,Delta,Kela", "XX0301,Bria,", "521,,", "0521,,", "77,,")
    text = "kind,source,ref,start,group,people,position,place,district\n" + "".join(
        f"population,IOM,p{at},2024-05-01,displaced,120,{row}\n" for at, row in enumerate(rows)
    )
    result = bring(mission, tmp_path, text)
    errors = {each.row: each for each in result.problems if each.severity == "error"}
    assert {row: each.code for row, each in errors.items()} == {
        2: "place-contradicts",
        5: "unknown-pcode",
        7: "bad-position",
    }
    assert "district" in errors[2].remedy
    assert errors[5].expected == "perhaps 0521 (Delta)"


def test_a_country_is_one_by_its_code_and_its_name(mission, tmp_path: Path) -> None:
    """OCHA's list writes CAF; an area of the same name in another country bears no code."""
    (tmp_path / "m" / "gazetteer.csv").write_text(
        "Location,Admin Level,P-Code,Name\nCAF,1,CF51,Bria\n", "utf-8"
    )
    bring(
        mission,
        tmp_path,
        "#org,#item,#status,#adm1+name,#country,#date,#meta+source\n"
        "A,water,complete,Bria,Central African Republic,2024-05-01,OCHA\n"
        "B,water,complete,Bria,Chad,2024-05-01,OCHA\n"
        "C,water,complete,Bria,caf,2024-05-01,OCHA\n"
        "D,water,complete,Bria,,2024-05-01,OCHA\n",
    )
    sheet = published_table(mission, "aid", at=NOW, as_of=None, since=NOW, days=30)
    codes = {row[1]: row[sheet.hashtags.index("#adm1+code")] for row in sheet.rows}
    assert codes == {"A": "CF51", "B": "", "C": "CF51", "D": "CF51"}


def test_outlines_of_areas_are_a_gazetteer(tmp_path: Path) -> None:
    """The attributes of a boundary file say the codes of its deepest level."""
    path = tmp_path / "areas.geojson"
    path.write_text(SHAPES, "utf-8")
    pack = set_up(tmp_path / "m", pack_name="unifil", site="hq", now=NOW).pack
    names = PlaceNames(pack, str(path))
    (kela,) = names.units.named("Kela")
    assert (kela.code, kela.level, kela.parent, str(kela.since)) == (
        "XX0101",
        2,
        "XX01",
        "2021-01-01",
    )
    found = names.by_code("position", "XX0101", NOW.date())
    assert found is not None
    assert found.district == "Kela"
    assert PlaceNames(pack, "").by_code("position", "XX0101", None) is None
    assert open_workspace(tmp_path / "m").pack.title == pack.title


TABLE = """kind,ref,source,start,place,district,group,people
population,p1,OCHA,2024-05-01,XX0301,,displaced,10
population,p2,OCHA,2024-05-01,XX0999,,displaced,10
population,p3,OCHA,2024-05-01,Bria,XX01,displaced,10
population,p4,OCHA,2024-05-01,PK12,Bangui,displaced,10
population,p5,OCHA,2024-05-01,XX0999,,nobody,10
"""


@pytest.mark.parametrize("has_list", [False, True])
def test_codes_among_names_are_said_once_and_stay(mission, tmp_path: Path, has_list: bool) -> None:
    """Three rows enter with a code for a name, one is a part of a town, one is rejected and not counted."""
    if not has_list:
        (tmp_path / "m" / "gazetteer.csv").unlink()
    result = bring(mission, tmp_path, TABLE)
    assert (result.entered, result.rejected) == (4, 1)
    (warning,) = (each for each in result.problems if each.code == "unchecked-pcode")
    reason = (
        "the list of P-codes is used for the column position" if has_list else "no list of P-codes"
    )
    assert (warning.severity, warning.row, warning.field, warning.value) == (
        "warning", 2, "place", "XX0301",
    )  # fmt: skip
    assert warning.message == f"3 rows have a P-code as the name of a place; not checked: {reason}"


def test_codes_in_their_own_column_are_no_names(mission, tmp_path: Path) -> None:
    assert "unchecked-pcode" not in {each.code for each in bring(mission, tmp_path, AID).problems}
