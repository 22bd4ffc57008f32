"""Files as the field sends them: each kind is read, what was assumed is said, and one setting overrules it."""

from __future__ import annotations

import csv
import encodings.aliases
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.observe.small_files import (
    ACLED_ROW,
    GED_ROW,
    INCIDENT,
    NOW,
    Brought,
    bring,
    csv_text,
    write_csv,
)
from tests.observe.test_real_files import real_file

from sulh.errors import InputError
from sulh.mission import bundled, find, load
from sulh.observe import Incident, open_reports, read
from sulh.observe.ged import HEADLESS
from sulh.tables.positions import NamedPlace, Spot
from sulh.values import Count

ZONE = ZoneInfo("Africa/Bangui")


def gather(path: Path, **options: object) -> Brought:
    """Read a file with the settings of a test."""
    ways = {name: options.pop(name) for name in ("mapping", "read_as", "format") if name in options}
    batches = list(read(open_reports(path, **ways), timezone=ZONE, now=NOW, **options))  # type: ignore[arg-type]
    return Brought(
        reports=tuple(report for batch in batches for report in batch.reports),
        problems=tuple(problem for batch in batches for problem in batch.problems),
        rows=sum(batch.rows for batch in batches),
        blank=sum(batch.blank for batch in batches),
        raw={},
    )


def assumed(brought: Brought) -> list[str]:
    """The settings that were told from the content."""
    return [each.field for each in brought.problems if each.severity == "assumption"]


def errors(brought: Brought) -> list[tuple[str, str, int]]:
    return [(p.code, p.field, p.row) for p in brought.problems if p.severity == "error"]


def put(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


TEXTS = {
    "cp1252": ["Les évènements à Bouar", "größere Übung"],
    "cp1256": ["اشتباك في بيروت", "قصف مدفعي على صور"],
    "cp1251": ["обстріл позицій", "Донецкая область"],
    "utf-16-le": ["اشتباك في بيروت", "clash"],
    "utf-16-be": ["évènement", "clash"],
    "utf-8": ["اشتباك", "évènement"],
}


@pytest.mark.parametrize("codec", TEXTS)
def test_encodings_are_told_from_the_bytes(tmp_path: Path, codec: str) -> None:
    """A Western, an Arabic and a Cyrillic code page, and UTF-16 without its mark."""
    rows = [INCIDENT | {"ref": f"i-{n}", "text": text} for n, text in enumerate(TEXTS[codec])]
    path = put(tmp_path, csv_text(*rows).encode(codec))
    brought = gather(path)
    assert [each.origin.text for each in brought.reports] == TEXTS[codec]
    assert assumed(brought) == ([] if codec == "utf-8" else ["encoding"])
    named = gather(path, read_as={"encoding": codec})
    assert (named.reports, named.problems) == (brought.reports, ())


def test_an_encoding_can_be_overruled(tmp_path: Path) -> None:
    """What looks Western is read as what people say it is."""
    path = put(tmp_path, csv_text(INCIDENT | {"text": "Łódź xąx"}).encode("cp1250"))
    assert gather(path).reports[0].origin.text != "Łódź xąx"
    assert gather(path, read_as={"encoding": "windows-1250"}).reports[0].origin.text == "Łódź xąx"


LINES = csv_text(INCIDENT, INCIDENT | {"ref": "i-2"})


@pytest.mark.parametrize(
    ("before", "row"),
    [
        ("Daily report of 3 May 2024\n", 3),
        ("Sector East\nViolations; all sites\n\n", 5),
        ('"Joint Commission, monthly report, May"' + "," * (len(INCIDENT) - 1) + "\n", 3),
        ("," * (len(INCIDENT) - 1) + "\nPeriod:,May 2024\n", 4),
        ("sep=,\n", 3),
    ],
)
def test_titles_above_the_header(tmp_path: Path, before: str, row: int) -> None:
    """The header is found below them, and rows keep their numbers in the file."""
    brought = gather(put(tmp_path, before + LINES))
    assert [each.origin.row for each in brought.reports] == [row, row + 1]
    assert assumed(brought) == ([] if before.startswith("sep=") else ["header"])
    line = before.count("\n") + 1
    again = gather(put(tmp_path, before + LINES), read_as={"header": str(line), "delimiter": ","})
    assert (again.reports, assumed(again)) == (brought.reports, [])


def test_titles_of_a_sheet(tmp_path: Path) -> None:
    """The same in a workbook."""
    book = openpyxl.Workbook()
    for cells in (
        ["Daily report"],
        [],
        [None, "May 2024"],
        list(INCIDENT),
        list(INCIDENT.values()),
    ):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    brought = gather(tmp_path / "t.xlsx")
    assert [each.origin.row for each in brought.reports] == [5]
    assert assumed(brought) == ["header"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    titles=st.lists(st.sampled_from(["Report", "", ";;;", "A;B", "Total: 5"]), max_size=4),
    width=st.integers(5, 12),
    mark=st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_titles_leave_the_table_whole(
    tmp_path: Path, titles: list[str], width: int, mark: str
) -> None:
    """No row of the table is lost or made up, whatever stands above it."""
    names = list(INCIDENT) + [f"more {n}" for n in range(width)]
    rows = [names, *([*INCIDENT.values(), *["x"] * width] for _ in range(3))]
    text = "".join(f"{title}\n" for title in titles) + "".join(f"{mark.join(r)}\n" for r in rows)
    brought = gather(put(tmp_path, text))
    assert [each.origin.row for each in brought.reports] == [len(titles) + 2 + n for n in range(3)]


@pytest.mark.parametrize("suffix", ["", ".0"])
def test_a_candidate_release_without_a_header(tmp_path: Path, suffix: str) -> None:
    """Its rows are those of GED in the order published; the first row is a row."""
    rows = []
    for number in range(3):
        row = dict.fromkeys(HEADLESS.columns, "") | GED_ROW
        row |= {"id": f"{number}{suffix}", "best": f"5{suffix}"}
        rows.append(",".join(f'"{text}"' if "," in text else text for text in row.values()))
    brought = gather(put(tmp_path, "\n".join(rows) + "\n"))
    incidents = [each for each in brought.reports if isinstance(each, Incident)]
    assert [each.origin.ref for each in incidents] == ["0", "1", "2"]
    assert (assumed(brought), errors(brought)) == (["header"], [])


def test_the_real_file_without_its_header(tmp_path: Path) -> None:
    """All 1,848 events of the Central African Republic, and the same dead."""
    path = real_file("ged231_central_african_republic.csv")
    header, _, rows = path.read_bytes().partition(b"\n")
    assert header
    brought, whole = gather(put(tmp_path, rows, path.name)), gather(path)
    assert len(brought.reports) == len(whole.reports)
    assert [(r.origin.ref, r.origin.row + 1) for r in brought.reports if r.origin.row] == [
        (r.origin.ref, r.origin.row) for r in whole.reports if r.origin.row
    ]


def test_columns_can_be_numbered(tmp_path: Path) -> None:
    """Any other table without a header is mapped by the numbers of its columns."""
    mapping = put(
        tmp_path,
        'header = "0"\n[columns]\nref = "1"\nstart = "2"\nactor = "3"\n'
        '[constants]\nkind = "incident"\nsource = "x"\nact = "fire"\n',
        "m.toml",
    )
    brought = gather(put(tmp_path, "a,2024-05-03,UPC\nb,2024-05-04,FPRC\n"), mapping=mapping)
    assert [(each.origin.ref, each.origin.row) for each in brought.reports] == [("a", 1), ("b", 2)]
    with pytest.raises(InputError, match="no header"):
        gather(put(tmp_path, "1,2\n3,4\n"))


def test_older_acled_exports(tmp_path: Path) -> None:
    """Capitals, names of older releases, and names that a shapefile cut."""
    expected = bring(write_csv(tmp_path, ACLED_ROW)).only
    cut = {"event_id_cnty": "EVENT_ID_C", "time_precision": "TIME_PRECI"}
    cut |= {"geo_precision": "GEO_PRECIS", "assoc_actor_1": "ALLY_ACTOR_1"}
    for renames in ({}, cut):
        row = {renames.get(name, name).upper(): text for name, text in ACLED_ROW.items()}
        (report,) = gather(write_csv(tmp_path, row)).reports
        assert report == expected
    old = ACLED_ROW | {"event_date": "13/05/1997", "event_type": "Battle-No change of territory"}
    row = {name.upper(): text for name, text in old.items() if name != "sub_event_type"}
    brought = gather(write_csv(tmp_path, row))
    assert brought.reports[0].span.end.date() == date(1997, 5, 13)
    assert assumed(brought) == ["date_order"]


def test_answers_of_interfaces(tmp_path: Path) -> None:
    """ACLED, UCDP and Kobo wrap their rows; a page that is missing is said."""
    acled = {"status": 200, "success": True, "count": 1, "messages": [], "data": [ACLED_ROW]}
    ucdp = {
        "TotalCount": 3,
        "TotalPages": 3,
        "NextPageUrl": "https://x/?page=1",
        "Result": [GED_ROW],
    }
    kobo = {"count": 1, "next": None, "previous": None, "results": [INCIDENT]}
    for document, key, pages in ((acled, "data", 0), (ucdp, "Result", 1), (kobo, "results", 0)):
        brought = gather(put(tmp_path, json.dumps(document), "t.json"))
        assert brought.rows == 1
        assert assumed(brought) == ["rows"]
        assert [each.code for each in brought.problems].count("more-pages") == pages
        named = gather(put(tmp_path, json.dumps(document), "t.json"), read_as={"rows": key})
        assert (named.reports, assumed(named)) == (brought.reports, [])
    two = {"a": [INCIDENT], "b": [INCIDENT]}
    with pytest.raises(InputError, match="unclear"):
        gather(put(tmp_path, json.dumps(two), "t.json"))
    assert gather(put(tmp_path, json.dumps(two), "t.json"), read_as={"rows": "b"}).rows == 1


KOBO = {
    "_id": 7,
    "_uuid": "u",
    "visit/ref": "k-1",
    "visit/when": "2024-05-03T10:00:00.000+01:00",
    "_geolocation": [5.76, 20.67],
    "_attachments": [{"filename": "a.jpg", "id": 1}],
    "who": "upc r3",
    "people": [{"people/name": "x", "people/age": 3}, {"people/name": "y", "people/age": 4}],
}
KOBO_MAP = """
split = " "
[columns]
ref = "visit/ref"
start = "visit/when"
lat = "lat"
lon = "lon"
actor = "who"
[values.actor]
upc = "UPC"
r3 = "3R"
[constants]
kind = "incident"
source = "team"
act = "armed-clash"
accuracy_m = "15"
"""


def test_groups_repeats_and_places_of_telephones(tmp_path: Path) -> None:
    """Groups are paths, lists of choices are split before they are translated, repeats can be rows."""
    mapping = put(tmp_path, KOBO_MAP, "m.toml")
    path = put(tmp_path, json.dumps({"results": [KOBO]}), "k.json")
    (report,) = gather(path, mapping=mapping).reports
    assert (report.place.lon, report.place.lat) == (20.67, 5.76)
    assert isinstance(report, Incident)
    assert [each.name for each in report.participants] == ["UPC", "3R"]
    by_item = put(
        tmp_path, 'repeat = "people"\n' + KOBO_MAP.replace('"visit/ref"', '"people/name"'), "r.toml"
    )
    brought = gather(path, mapping=by_item)
    assert [each.origin.ref for each in brought.reports] == ["x", "y"]
    assert brought.rows == 2


def test_objects_of_a_key_and_a_value(tmp_path: Path) -> None:
    """Filters of Bellingcat's maps become columns; sources are kept as numbered columns."""
    row = {
        "id": "CIV1",
        "date": "02/24/2022",
        "latitude": "50.4",
        "longitude": "30.5",
        "location": "Kyiv",
        "filters": [{"key": "Type", "value": "Residential"}, {"key": "Type", "value": "School"}],
        "sources": [{"path": "https://x", "description": "d"}],
    }
    text = KOBO_MAP.partition("[values.actor]")[0].replace(
        'split = " "', 'date_format = "%m/%d/%Y"'
    )
    text = (
        text.replace("visit/ref", "id").replace("visit/when", "date").replace("who", "filters/Type")
    )
    text = text.replace('"lat"', '"latitude"').replace('"lon"', '"longitude"')
    text += 'link = "sources/1/path"\n' + "[constants]" + KOBO_MAP.partition("[constants]")[2]
    mapping = put(tmp_path, text, "m.toml")
    (report,) = gather(put(tmp_path, json.dumps([row]), "b.json"), mapping=mapping).reports
    assert isinstance(report, Incident)
    assert [each.name for each in report.participants] == ["Residential", "School"]
    assert report.origin.link == "https://x"


@pytest.mark.parametrize(
    ("lon", "lat", "said"),
    [("18,55", "4,37", ["decimal"]), ("١٨٫٥٥", "٤٫٣٧", []), ("18°33'E", "4°22'12\"N", [])],
)
def test_other_marks_in_coordinates(tmp_path: Path, lon: str, lat: str, said: list[str]) -> None:
    """Decimal commas, the Arabic mark and digits, minutes and seconds."""
    brought = gather(write_csv(tmp_path, INCIDENT | {"lon": lon, "lat": lat}))
    place = brought.reports[0].place
    assert (place.lon, place.lat) == (pytest.approx(18.55), pytest.approx(4.37))
    assert assumed(brought) == said


def test_decimal_commas_in_published_tables(tmp_path: Path) -> None:
    """A spreadsheet that was saved again; thousands have points there."""
    rows = [
        GED_ROW | {"id": f"{n}", "latitude": f"6,5{n}", "longitude": "21,9", "high": "1.200"}
        for n in range(3)
    ]
    text = csv_text(*rows).replace(",", ";").replace('"6;', '"6,').replace('"21;', '"21,')
    brought = gather(put(tmp_path, text))
    assert [each.place.lat for each in brought.reports[:3]] == [6.5, 6.51, 6.52]
    assert assumed(brought) == ["decimal"]
    refused = gather(put(tmp_path, text), read_as={"decimal": "."})
    assert {code for code, _, _ in errors(refused)} == {"not-a-number"}


@pytest.mark.parametrize(
    ("texts", "days", "said"),
    [
        (["13/05/2024", "03/05/2024"], ["2024-05-13", "2024-05-03"], ["date_order"]),
        (["05/13/2024", "05/03/2024"], ["2024-05-13", "2024-05-03"], ["date_order"]),
        (["03.05.2024"], ["2024-05-03"], ["date_order"]),
        (["03/05/2024"], [], []),
        (["13/05/2024", "05/13/2024"], [], []),
        (["45415", "2024-05-04"], ["2024-05-03", "2024-05-04"], ["excel_dates"]),
    ],
)
def test_days_of_digits(tmp_path: Path, texts: list[str], days: list[str], said: list[str]) -> None:
    """An order that all days show is taken and said; where none is shown, the rows are refused."""
    rows = [INCIDENT | {"ref": f"i-{n}", "start": text} for n, text in enumerate(texts)]
    brought = gather(write_csv(tmp_path, *rows))
    assert [each.span.end.date().isoformat() for each in brought.reports] == days
    assert assumed(brought) == said
    assert len(errors(brought)) == len(texts) - len(days)
    if not days:
        assert "unclear-dates" in brought.codes
    chosen = gather(write_csv(tmp_path, *rows), read_as={"date_order": "dmy"})
    if texts == ["03/05/2024"]:
        assert [each.span.end.date().isoformat() for each in chosen.reports] == ["2024-05-03"]


@pytest.mark.parametrize(("epoch", "day"), [("1900", "2024-05-03"), ("1904", "2028-05-04")])
def test_days_of_a_workbook(tmp_path: Path, epoch: str, day: str) -> None:
    """Numbers and dates in a sheet count from the year that the workbook says."""
    book = openpyxl.Workbook()
    if epoch == "1904":
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    rows = [
        INCIDENT | {"ref": "a", "start": 45415},
        INCIDENT | {"ref": "b", "start": date(2024, 5, 3)},
    ]
    for cells in (list(INCIDENT), *(list(row.values()) for row in rows)):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    options = {"now": datetime(2030, 1, 1, tzinfo=UTC)}
    batches = read(open_reports(tmp_path / "t.xlsx"), timezone=ZONE, **options)
    days = [each.span.end.date().isoformat() for batch in batches for each in batch.reports]
    assert days == [day, "2024-05-03"]


TIMES_MAP = """
date_format = "%d.%m.%Y %H:%M"
timezone = "Europe/Kyiv"
[columns]
ref = "No"
start = ["Date", "Time"]
actor = "Who"
[constants]
kind = "incident"
source = "x"
act = "fire"
"""


def test_local_times_in_two_columns(tmp_path: Path) -> None:
    """A date and a time are joined, and the mapping names the zone; an hour that comes twice is refused."""
    mapping = put(tmp_path, TIMES_MAP, "m.toml")
    text = "No;Date;Time;Who\n1;03.05.2024;14:30;A\n2;03.01.2024;14:30;A\n3;27.10.2024;03:30;A\n4;31.03.2024;03:30;A\n"
    brought = gather(put(tmp_path, text), mapping=mapping)
    assert [each.span.start.hour for each in brought.reports] == [11, 12]
    assert errors(brought) == [("bad-date", "start", 4), ("bad-date", "start", 5)]
    plain = write_csv(tmp_path, INCIDENT | {"start": "2024-05-03 14:30"})
    assert errors(gather(plain)) == [("bad-date", "start", 2)]
    (report,) = gather(plain, read_as={"timezone": "Asia/Beirut"}).reports
    assert report.span.start == datetime(2024, 5, 3, 11, 30, tzinfo=UTC)


def test_day_and_month_exchanged_in_a_mapping(tmp_path: Path) -> None:
    """Nothing is entered until somebody chooses."""
    mapping = put(
        tmp_path,
        TIMES_MAP.replace("%d.%m.%Y %H:%M", "%d/%m/%Y").replace('["Date", "Time"]', '"Date"'),
        "m.toml",
    )
    text = "No,Date,Who\n1,03/05/2024,A\n2,04/05/2024,A\n3,05/13/2024,A\n"
    path = put(tmp_path, text)
    with pytest.raises(InputError, match="1 of 3 dates does not fit") as refused:
        gather(path, mapping=mapping)
    assert "%m/%d/%Y" in str(refused.value)
    month_first = gather(path, mapping=mapping, read_as={"date_order": "mdy"})
    assert [each.span.end.month for each in month_first.reports] == [3, 4, 5]
    day_first = gather(path, mapping=mapping, read_as={"date_order": "dmy"})
    assert [each.span.end.month for each in day_first.reports] == [5, 5]
    assert errors(day_first) == [("bad-date", "start", 4)]
    fine = gather(put(tmp_path, text.replace("05/13", "13/05")), mapping=mapping)
    assert (len(fine.reports), "date_order" in assumed(fine)) == (3, False)


@pytest.mark.parametrize(
    ("form", "days", "says"),
    [
        ("%m/%d/%Y", ("03/05/2024", "04/05/2024"), "2024-03-05, and not 2024-05-03"),
        ("%d/%m/%Y", ("05/05/2024", "03/05/2024"), "2024-05-03, and not 2024-03-05"),
        ("%Y-%d-%m", ("2024-03-05",), "2024-05-03, and not 2024-03-05"),
        ("%d/%m/%Y", ("05/05/2024", "06/06/2024"), ""),
        ("%d/%m/%Y", ("03/05/2024", "13/05/2024"), ""),
    ],
)
def test_an_order_that_only_the_mapping_tells_is_said(
    tmp_path: Path, form: str, days: tuple[str, ...], says: str
) -> None:
    """Where every date fits day and month exchanged, too, one is shown both ways; a choice ends it."""
    text = TIMES_MAP.replace("%d.%m.%Y %H:%M", form).replace('["Date", "Time"]', '"Date"')
    mapping = put(tmp_path, text, "m.toml")
    rows = "".join(f"{number},{day},A\n" for number, day in enumerate(days))
    path = put(tmp_path, f"No,Date,Who\n{rows}")
    brought = gather(path, mapping=mapping)
    messages = [each.message for each in brought.problems if each.field == "date_order"]
    assert (len(brought.reports), [says in each for each in messages]) == (
        len(days),
        [True] * bool(says),
    )
    chosen = gather(path, mapping=mapping, read_as={"date_order": "dmy"})
    assert "date_order" not in assumed(chosen)


def two_places(name: str) -> tuple[NamedPlace, ...]:
    """A gazetteer of one clear and one unclear name, and a P-code."""
    place = NamedPlace(name="Bambari", spot=Spot(20.67, 5.76, 5000.0), country="CAR", source="pack")
    return {
        "Bambari": (place,),
        "Boda": (place, NamedPlace(name="Boda", spot=Spot(17.4, 4.3, 5000.0), source="other")),
        "CF21": (NamedPlace(name="", district="Ouaka", country="CAF", source="codes"),),
    }.get(name, ())


def test_positions_in_any_notation(tmp_path: Path) -> None:
    """Grid references, names and codes; the accuracy is never better than the notation's."""
    bare = {
        name: text for name, text in INCIDENT.items() if name not in ("lon", "lat", "accuracy_m")
    }
    cases = ["34N GL 0612 3741", "Bambari", "CF21", "Boda", "nowhere", "5.76 20.67 400 12"]
    rows = [bare | {"ref": f"i-{n}", "position": text} for n, text in enumerate(cases)]
    brought = gather(write_csv(tmp_path, *rows), places=two_places)
    grid, named, coded, phone = [each.place for each in brought.reports]
    assert (grid.accuracy_m, named.accuracy_m, phone.accuracy_m) == (100.0, 5000.0, 12.0)
    assert (named.lon, named.lat, named.name) == (20.67, 5.76, "Bambari")
    assert (coded.lon, coded.district, coded.country) == (None, "Ouaka", "CAF")
    assert errors(brought) == [("ambiguous-place", "position", 5), ("bad-position", "position", 6)]
    (unclear,) = (each for each in brought.problems if each.code == "ambiguous-place")
    assert "17.4" in unclear.expected
    assert "20.67" in unclear.expected
    wide = write_csv(tmp_path, bare | {"position": "34N GL 06 37", "accuracy_m": "10"})
    assert gather(wide).reports[0].place.accuracy_m == pytest.approx(707.1, abs=0.1)


def test_what_acled_calls_civilian_targeting(tmp_path: Path) -> None:
    """Force against protesters and remote violence against civilians are violence against them."""
    force = {"event_type": "Protests", "sub_event_type": "Excessive force against protesters"}
    force |= {"actor1": "Protesters (Sudan)", "actor2": "Police Forces of Sudan", "fatalities": "2"}
    shells = {"event_type": "Explosions/Remote violence"}
    shells |= {"sub_event_type": "Shelling/artillery/missile attack", "actor2": "Civilians (Sudan)"}
    targeted = {"civilian_targeting": "Civilian targeting"}
    rows = [force | targeted, force, shells | targeted, shells]
    rows = [ACLED_ROW | row | {"event_id_cnty": f"S{n}"} for n, row in enumerate(rows)]
    brought = gather(write_csv(tmp_path, *rows))
    by_ref = {each.origin.ref: each for each in brought.reports if isinstance(each, Incident)}
    against = "violence-against-civilians"
    assert {ref: each.act for ref, each in by_ref.items()} == {
        "S0": against,
        "S2": against,
        "S3": "indirect-fire",
    }
    assert by_ref["S0"].initiator == "a"
    assert [(p.name, p.side) for p in by_ref["S0"].participants] == [
        ("Police Forces of Sudan", "a"),
        ("Protesters (Sudan)", "b"),
    ]
    assert by_ref["S0"].civilian_deaths == Count(0, None, 2)
    assert errors(brought) == [("not-an-act", "event_type", 3)]


def test_an_older_acled_export_without_a_column_of_targets(tmp_path: Path) -> None:
    """Force against protesters says it by its name, remote violence by the civilians that it names."""
    force = {"event_type": "Protests", "sub_event_type": "Excessive force against protesters"}
    force |= {"actor1": "Protesters (Sudan)", "actor2": "Police Forces of Sudan"}
    shells = {"event_type": "Remote violence", "sub_event_type": "", "actor2": "Civilians (Sudan)"}
    peaceful = {"event_type": "Protests", "sub_event_type": "Peaceful protest"}
    clash = {"actor2": "Civilians (Sudan)"}
    rows = [force, shells, shells | {"actor2": "Police Forces of Sudan"}, peaceful, clash]
    rows = [ACLED_ROW | row | {"event_id_cnty": f"S{n}"} for n, row in enumerate(rows)]
    brought = gather(write_csv(tmp_path, *rows))
    found = {each.origin.ref: each for each in brought.reports if isinstance(each, Incident)}
    against = "violence-against-civilians"
    assert {ref: (each.act, each.initiator) for ref, each in found.items()} == {
        "S0": (against, "a"),
        "S1": (against, "a"),
        "S2": ("hostile-act", ""),
        "S4": ("armed-clash", ""),
    }
    assert found["S0"].participants[0].name == "Police Forces of Sudan"
    assert errors(brought) == [("not-an-act", "event_type", 5)]


def test_looting_is_destruction_and_its_author_began(tmp_path: Path) -> None:
    """A strategic development that an agreement can forbid; others stay out, with or without deaths."""
    loot = {"event_type": "Strategic developments"}
    loot |= {"sub_event_type": "Looting/property destruction", "actor2": "", "fatalities": "0"}
    rows = [
        loot,
        loot | {"event_type": "Strategic development"},
        loot | {"sub_event_type": "Arrests"},
        loot | {"sub_event_type": "LOOTING/PROPERTY DESTRUCTION "},
    ]
    rows = [ACLED_ROW | row | {"event_id_cnty": f"S{n}"} for n, row in enumerate(rows)]
    brought = gather(write_csv(tmp_path, *rows))
    incidents = [each for each in brought.reports if isinstance(each, Incident)]
    assert [(i.act, i.initiator, i.civilian_deaths) for i in incidents] == [
        ("destruction", "a", Count(0, None))
    ] * 3
    assert errors(brought) == [("not-an-act", "event_type", 4)]
    for pack in bundled():
        assert "destruction" in load(find(pack)).acts


COUNTS_MAP = """
[columns]
ref = ["Date", "Site"]
start = "Date"
place = "Site"
best = "Ceasefire violations"
[constants]
kind = "observation"
source = "OSCE SMM"
actor = "not attributed"
item = "violation-reported"
"""


def test_a_row_that_counts_violations(tmp_path: Path) -> None:
    """One row that says 123 violations is one record of a count of 123, never 123 records."""
    mapping = put(tmp_path, COUNTS_MAP, "m.toml")
    text = "Table of ceasefire violations\nDate;Site;Ceasefire violations\n"
    text += "03.05.2021;Horlivka;123\n13.05.2021;Yasynuvata;1.020\n14.05.2021;Yasynuvata;0\n"
    brought = gather(put(tmp_path, text), mapping=mapping)
    counts = [each.count for each in brought.reports]  # type: ignore[union-attr]
    assert counts[0] == Count(123, 123, 123)
    assert counts[-1] == Count(0, 0, 0)
    assert brought.rows == 3
    assert errors(brought) == [("not-a-number", "best", 4)]
    named = gather(put(tmp_path, text), mapping=mapping, read_as={"decimal": ","})
    assert [each.count.best for each in named.reports] == [123, 1020, 0]  # type: ignore[union-attr]


def test_settings_that_say_nothing(tmp_path: Path) -> None:
    """A setting that does not exist, or cannot be, is refused with those that can."""
    path = write_csv(tmp_path, INCIDENT)
    for name, text in [
        ("colour", "red"),
        ("header", "-1"),
        ("header", "99"),
        ("encoding", "klingon"),
        ("encoding", "base64"),
        ("encoding", "idna"),
        ("encoding", "utf-7"),
        ("encoding", "undefined"),
        ("delimiter", ",,"),
        ("decimal", "x"),
        ("timezone", "Mars"),
        ("excel_dates", "1901"),
    ]:
        with pytest.raises(InputError):
            gather(path, read_as={name: text})


HOSTILE = [
    ("deep.json", b'{"data":' + b"[" * 5000 + b"]" * 5000 + b"}"),
    ("wide.json", json.dumps([{f"c{n}": 1 for n in range(3000)}]).encode()),
    ("fan.json", json.dumps([{"a": [{"b": n} for n in range(3000)]}]).encode()),
    ("odd.json", b'{"data": [1, null, [], {}], "count": "x", "next": {}}'),
    ("nuls.csv", b"\x00" * 5000),
    ("half.csv", "kind,ref\n".encode("utf-16-le")[:-1]),
    ("page.csv", bytes(range(128, 256)) * 50),
    ("titles.csv", b"\n" * 5000 + b"a\n" * 5000),
    ("bars.csv", b"|" * 100_000),
]


@pytest.mark.parametrize(("name", "content"), HOSTILE)
def test_hostile_files(tmp_path: Path, name: str, content: bytes) -> None:
    """They are refused in words, or their rows are."""
    try:
        brought = gather(put(tmp_path, content, name))
    except InputError as error:
        assert str(error)  # noqa: PT017 -- either is right
        return
    assert len(brought.reports) + len({row for _, _, row in errors(brought)}) == brought.rows


def test_a_workbook_with_a_hostile_first_part(tmp_path: Path) -> None:
    """The part that says from which year days count may be damaged or huge."""
    book = openpyxl.Workbook()
    for cells in (list(INCIDENT), list(INCIDENT.values())):
        book.active.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for content in (
        b"<workbookPr date1904='1'",
        b"\x00" * 100,
        parts["xl/workbook.xml"] + b" " * 10**6,
    ):
        path = tmp_path / "t.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in (parts | {"xl/workbook.xml": content}).items():
                archive.writestr(name, part)
        try:
            gather(path)
        except InputError as error:
            assert str(error)  # noqa: PT017 -- either is right


def test_rows_of_the_un_files_add_up() -> None:
    """Four months of the UN's contributions, as a table without a known form."""
    from sulh.tables import Row, open_table

    for name in ("un/un_201501.csv", "un/un_201706.csv", "un/un_202208.csv", "un/un_202305.csv"):
        path = real_file(name)
        rows = [row for row in open_table(path).rows if isinstance(row, Row) and row.values]
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert len(rows) == sum(1 for row in csv.DictReader(file) if any(row.values()))


@pytest.mark.parametrize("folder", ["hxl", "xlsform", "un", "admin", "settlements"])
def test_real_tables_open_or_are_refused_in_words(folder: str) -> None:
    """Tables of every sort that came from elsewhere: no crash, and every line is in some row."""
    from sulh.tables import open_table

    names = real_file("README.md").parent / folder
    paths = [each for each in sorted(names.rglob("*")) if each.suffix in (".csv", ".xlsx", ".json")]
    assert paths
    for path in paths[:60]:
        try:
            count = sum(1 for _ in open_table(path).rows)
        except InputError as error:
            assert str(error)  # noqa: PT017 -- either is right
        else:
            assert count >= 0


ROWS = "kind,ref,source,start,actor,act,text\n"
ROWS += "".join(f'incident,r{n},HQ,2024-05-0{n},UPC,fire,"no {n}, TEXT"\n' for n in (1, 2, 3))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1256", "utf-16-le"])
@pytest.mark.parametrize("is_ended", [True, False])
def test_any_end_of_a_line(tmp_path: Path, end: str, codec: str, is_ended: bool) -> None:
    """Also those of an old Macintosh, with a line inside a text, and without an end at the end."""
    text = ROWS.replace("TEXT", "اشتباك").replace("no 2,", "no\n2,").replace("\n2,", "\0")
    text = text.replace("\n", end).replace("\0", "\n2,")
    found = gather(put(tmp_path, (text if is_ended else text.removesuffix(end)).encode(codec)))
    assert [each.origin.text for each in found.reports] == [
        "no 1, اشتباك",
        "no\n2, اشتباك",
        "no 3, اشتباك",
    ]
    assert errors(found) == []


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("دم", "cp1256"),
        ("في", "cp1256"),
        ("و", "cp1256"),
        ("من في", "cp1256"),
        ("à", "cp1252"),
        ("é", "cp1252"),
        ("à Bouar", "cp1252"),
        ("Côte", "cp1252"),
    ],
)
def test_the_encoding_of_a_few_letters(tmp_path: Path, text: str, codec: str) -> None:
    """A small file with one short word."""
    path = put(tmp_path, csv_text(INCIDENT | {"text": text}).encode(codec))
    assert [each.origin.text for each in gather(path).reports] == [text]


@pytest.mark.parametrize("name", ["k.json", "k.jsonl", "k.csv"])
def test_questions_in_groups(tmp_path: Path, name: str) -> None:
    """As Kobo gives them: the groups go, and its own start and end are not those of the report."""
    groups = {"kind": "visit/", "start": "visit/when/", "act": "what/", "actor": "what/who/"}
    row = {groups.get(each, "") + each: text for each, text in INCIDENT.items()}
    row |= {"start": "2024-06-01T10:00:00.000+03:00", "_id": "7", "formhub/uuid": "x"}
    text = {
        "k.json": json.dumps({"count": 1, "next": None, "results": [row]}),
        "k.jsonl": json.dumps(row) + "\n",
        "k.csv": csv_text(row),
    }[name]
    brought = gather(put(tmp_path, text, name))
    plain = gather(put(tmp_path, csv_text(INCIDENT), "plain.csv"))
    (found,), (expected,) = brought.reports, plain.reports
    assert isinstance(found, Incident)
    assert isinstance(expected, Incident)
    assert (found.span, found.act, found.participants) == (
        expected.span,
        expected.act,
        expected.participants,
    )
    assert "visit/when/start as start" in " ".join(each.message for each in brought.problems)


def test_a_slash_between_two_columns_is_no_group(tmp_path: Path) -> None:
    """People write lat/lon over a column of both; a telephone's group may have the name of a column."""
    row = {name: text for name, text in INCIDENT.items() if name != "act"}
    plain = gather(put(tmp_path, csv_text(row | {"lat/act": "fire"})))
    assert ("missing", "act", 2) in errors(plain)
    (report,) = gather(put(tmp_path, csv_text(row | {"source/act": "fire", "_uuid": "x"}))).reports
    assert isinstance(report, Incident)
    assert report.act == "fire"


def test_two_questions_of_one_name_keep_their_groups(tmp_path: Path) -> None:
    """Nobody can say which of them is meant."""
    row = INCIDENT | {"a/act": "fire", "b/act": "rocket"}
    (report,) = gather(put(tmp_path, csv_text(row))).reports
    assert isinstance(report, Incident)
    assert report.act == INCIDENT["act"]


@pytest.mark.parametrize(
    "day",
    [
        *("3 May 2024", "03-May-2024", "3rd MAY 2024", "3 may, 2024", "03 mai 2024", "3 Mai 2024"),
        *("٣ أيار ٢٠٢٤", "3 مايو 2024"),
    ],
)
def test_days_with_the_month_in_words(tmp_path: Path, day: str) -> None:
    """In the three languages; nothing is assumed, for nothing can be meant otherwise."""
    brought = gather(put(tmp_path, csv_text(INCIDENT | {"start": day})))
    (report,) = brought.reports
    assert report.span.end.astimezone(ZONE).date() == date(2024, 5, 3)
    assert assumed(brought) == []


@pytest.mark.parametrize("day", ["31 June 2024", "3 Mai2 2024", "May 2024", "3 May 24", "May 3 4"])
def test_days_in_words_that_are_none(tmp_path: Path, day: str) -> None:
    """They are refused as they stand."""
    brought = gather(put(tmp_path, csv_text(INCIDENT | {"start": day})))
    assert errors(brought) == [("bad-date", "start", 2)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_byte_order_mark_twice(tmp_path: Path, codec: str) -> None:
    """As a program writes that takes the first for text."""
    path = put(tmp_path, ("\ufeff" + csv_text(INCIDENT)).encode(codec))
    assert len(gather(path).reports) == 1


def test_what_telephones_add_is_told_in_one_line(tmp_path: Path) -> None:
    """A warning for all that Kobo and ODK add, one for each other column, and the position is read."""
    row = {
        "kind": "incident",
        "ref": "k1",
        "source": "team",
        "start": "2024-05-03",
        "act": "armed-clash",
        "actor": "UPC",
        "opponent": "3R",
        "accuracy_m": "15",
        "_id": 7,
        "_uuid": "u",
        "_geolocation": [5.76, 20.67],
        "meta/instanceID": "x",
        "mood": "calm",
    }
    brought = gather(put(tmp_path, json.dumps([row]), "k.json"))
    (report,) = brought.reports
    assert (report.place.lon, report.place.lat) == (20.67, 5.76)
    told = {each.code: each for each in brought.problems if each.severity == "warning"}
    assert set(told) == {"telephone-marks", "unknown-column"}
    assert told["unknown-column"].field == "mood"
    assert "_id, _uuid" in told["telephone-marks"].message


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("291430ZNOV23", 14),
        ("29 1430B Nov 2023", 12),
        ("2023-11-29 1430Z", 14),
        ("29/11/2023, 2:30:00 PM", 13),
        ("29 Nov 2023, 1430hrs", 13),
        ("291430J NOV 23", 13),
    ],
)
def test_times_as_soldiers_and_clerks_write_them(tmp_path: Path, written: str, hour: int) -> None:
    """Local times are of the zone that is named; those with a letter say it themselves."""
    text = f'kind,ref,source,start,actor,act,reliability\nincident,1,HQ,"{written}",UPC,fire,b2\n'
    found = gather(put(tmp_path, text), read_as={"timezone": "Africa/Bangui"})
    assert errors(found) == []
    (report,) = found.reports
    assert report.span.start == datetime(2023, 11, 29, hour, 30, tzinfo=UTC)
    assert (report.origin.reliability.source, report.origin.reliability.credibility) == ("B", 2)


def test_a_local_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    """Nobody guesses where the writer's clock stood."""
    text = "kind,ref,source,start,actor,act\nincident,1,HQ,291430J NOV 23,UPC,fire\n"
    found = gather(put(tmp_path, text))
    assert errors(found) == [("bad-date", "start", 2)]


@pytest.mark.parametrize("name", sorted({*encodings.aliases.aliases.values(), "mac_arabic"}))
def test_every_encoding_that_python_knows(tmp_path: Path, name: str) -> None:
    """It is read, or refused with a sentence: by its name, or because the file cannot be in it."""
    path = put(tmp_path, bytes(range(1, 256)) + ROWS.encode())
    try:
        gather(path, read_as={"encoding": name})
    except InputError as error:
        assert name in str(error) or "t.csv" in str(error)  # noqa: PT017 -- either is right


@pytest.mark.parametrize(
    ("word", "is_complete"),
    [("yes", True), ("Oui", True), ("VRAI", True), ("نعم", True), ("١", True), ("TRUE", True),
     ("non", False), ("لا", False), ("faux", False), ("٠", False), ("", False), ("N", False)],
)  # fmt: skip
def test_yes_and_no_in_three_languages(tmp_path: Path, word: str, is_complete: bool) -> None:
    """As a form of each language writes it."""
    text = "kind,ref,source,start,actor,item,deaths_best,best,complete\n"
    text += f"observation,1,HQ,2024-05-03,UPC,tank,,3,{word}\n"
    (report,) = gather(put(tmp_path, text)).reports
    assert report.complete is is_complete


@pytest.mark.parametrize("word", ["perhaps", "ja", "2", "yesno"])
def test_other_words_are_no_answer(tmp_path: Path, word: str) -> None:
    """They are refused, and nothing is guessed."""
    text = f"kind,ref,source,start,actor,item,best,complete\nobservation,1,HQ,2024-05-03,UPC,tank,3,{word}\n"
    assert errors(gather(put(tmp_path, text))) == [("bad-word", "complete", 2)]
