"""What Kobo and ODK export of filled forms is read back without loss, from forms of today and of yesterday."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pyxform.xls2xform import convert
from tests.observe.small_files import BANGUI

from sulh.errors import InputError
from sulh.observe import open_reports, read
from sulh.picture.forms import xlsform
from sulh.tables import rows_table
from sulh.workspace import RECORD_KINDS
from sulh.workspace.templates import form_workbook

NOW = datetime(2025, 1, 1, tzinfo=UTC)
COMMON = {"source": "Team site 4", "start": "2024-05-03", "end": "2024-05-04"}
SAMPLES: dict[str, dict[str, str]] = {
    "incident": {
        "place": "Bria",
        "actor": "UPC;FPRC",
        "opponent": "LRA",
        "act": "armed-clash",
        "deaths_best": "3",
    },
    "population": {"place": "Bria", "group": "displaced", "people": "1200", "women": "400"},
    "delivery": {
        "place": "Kéla",
        "organisation": "مياه بلا حدود",
        "supply": "water",
        "progress": "ongoing",
        "quantity": "12.5",
        "unit": "m3",
        "text": 'two lines\nof text; with marks, and "quotes"',
    },
    "movement": {"place": "Ippy", "left": "Bria", "movers": "returnee", "people": "55"},
    "hazardous-area": {
        "position": "5.7618 20.6672 468 4.5",
        "suspicion": "confirmed",
        "ordnance": "unknown",
        "area_m2": "1500",
        "radius_m": "50",
    },
    "project": {
        "place": "Bria",
        "title": "A school",
        "scale": "quick-impact",
        "service": "education",
        "budget": "12500.50",
        "currency": "USD",
        "stage": "agreed",
    },
}
OF_KOBO = {"_id": "7", "_uuid": "u", "_submission_time": "2024-05-05T10:00:00", "__version__": "v1"}
OF_ODK = {"SubmissionDate": "2024-05-05T10:00:00Z", "KEY": "uuid:1", "meta-instanceID": "uuid:1"}
GROUP = "visit"


def row_of(kind: str) -> dict[str, str]:
    return {"kind": kind, "ref": f"{kind}-1"} | COMMON | SAMPLES[kind]


def as_csv(row: dict[str, str], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def kobo_csv(row: dict[str, str], *, in_group: bool) -> tuple[str, bytes]:
    """Kobo's table: semicolons, a position both whole and in parts, slashes between groups."""
    group = f"{GROUP}/" if in_group else ""
    cells = {f"{group}{name}": text for name, text in row.items()}
    if "position" in row:
        parts = zip(
            ("latitude", "longitude", "altitude", "precision"), row["position"].split(), strict=True
        )
        cells |= {f"_{group}position_{name}": part for name, part in parts}
    return "export.csv", as_csv(cells | OF_KOBO, ";")


def kobo_json(row: dict[str, str], *, in_group: bool) -> tuple[str, bytes]:
    """Kobo's interface: objects under `results`, groups in the names."""
    group = f"{GROUP}/" if in_group else ""
    result = {f"{group}{name}": text for name, text in row.items()} | OF_KOBO
    result |= {"_geolocation": [None, None], "_attachments": []}  # type: ignore[dict-item]
    return "export.json", json.dumps({"count": 1, "next": None, "results": [result]}).encode()


def odk_csv(row: dict[str, str], *, in_group: bool) -> tuple[str, bytes]:
    """ODK Central's table: hyphens between groups, a position in four columns."""
    group = f"{GROUP}-" if in_group else ""
    cells: dict[str, str] = {}
    for name, text in row.items():
        if name == "position":
            names = ("Latitude", "Longitude", "Altitude", "Accuracy")
            cells |= {
                f"{group}position-{part}": cell
                for part, cell in zip(names, text.split(), strict=True)
            }
        else:
            cells[f"{group}{name}"] = text
    return "export.csv", as_csv(cells | OF_ODK)


def kobo_xlsx(visits: list[dict[str, Any]], repeat: str) -> bytes:
    """Kobo's workbook: what repeats on a second sheet, with the groups in the names of its columns."""
    book = openpyxl.Workbook()
    book.active.title = "visits"
    second = book.create_sheet(repeat)
    plain = [{key: each for key, each in visit.items() if key != repeat} for visit in visits]
    columns = [*dict.fromkeys(key for visit in plain for key in visit)]
    book.active.append([*columns, *OF_KOBO, "_index"])
    parts = [*dict.fromkeys(key for visit in visits for part in visit[repeat] for key in part)]
    marks = ["_index", "_parent_table_name", "_parent_index", "_submission__id"]
    second.append([*(f"{repeat}/{name}" for name in parts), *marks])
    count = 0
    for number, visit in enumerate(plain, start=1):
        book.active.append([*(visit.get(key) for key in columns), *OF_KOBO.values(), number])
        for part in visits[number - 1][repeat]:
            count += 1
            second.append([*(part.get(name) for name in parts), count, "visits", number, 7])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bring(source: Any, **more: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    opened = open_reports(source, kinds=RECORD_KINDS, **more)
    batches = list(read(opened, timezone=BANGUI, now=NOW))
    problems = [each for batch in batches for each in batch.problems if each.severity == "error"]
    bodies = [RECORD_KINDS.to_body(report) for batch in batches for report in batch.reports]
    for body in bodies:
        del body["file"], body["row"]
    return bodies, problems


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("in_group", [False, True], ids=["flat", "grouped"])
@pytest.mark.parametrize("export", [kobo_csv, kobo_json, odk_csv], ids=lambda each: each.__name__)
def test_an_export_is_the_record(tmp_path: Path, kind: str, export: Any, in_group: bool) -> None:
    """Every field comes back, in any script, with line ends and quotes; groups change nothing."""
    row = row_of(kind)
    name, content = export(row, in_group=in_group)
    (tmp_path / name).write_bytes(content)
    expected, no_problems = bring(rows_table([row], name="rows"))
    assert (len(expected), no_problems) == (1, [])
    assert bring(tmp_path / name) == (expected, [])


@pytest.mark.parametrize("kind", RECORD_KINDS.names)
def test_a_form_asks_for_every_column_of_its_kind(tmp_path: Path, kind: str) -> None:
    """The XForm's answers bear the names of the columns, so that its export is the report form."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_workbook(kind, tmp_path))
    root = ET.fromstring(convert(xlsform=path, validate=False).xform)
    answers = root.find(".//{http://www.w3.org/2002/xforms}instance/*")
    assert answers is not None
    names = {each.tag.rpartition("}")[2] for each in answers.iter()}
    questions = {
        column.name
        for field in RECORD_KINDS[kind].fields
        for column in field.type.questions(field.name)
    }
    assert questions | {"kind"} <= names


def test_another_form_is_another_version() -> None:
    """A server of telephones sees that words were added; the same form has the same version."""
    kind = RECORD_KINDS["incident"]

    def version(words: tuple[str, ...]) -> str:
        return xlsform(kind, {"acts": words})["settings"][0]["version"]

    assert version(("armed-clash",)) == version(("armed-clash",))
    assert version(("armed-clash",)) != version(("armed-clash", "shelling"))


def test_a_choice_of_an_older_form_is_named_and_can_be_translated(tmp_path: Path) -> None:
    """A telephone that was offline sends the old word: nothing is lost, and one line of a mapping reads it."""
    row = row_of("delivery") | {"progress": "in_work"}
    path = tmp_path / "export.csv"
    path.write_bytes(as_csv(row | OF_KOBO))
    bodies, (problem,) = bring(path)
    assert bodies == []
    assert (problem.field, problem.value) == ("progress", "in_work")
    assert "ongoing" in problem.expected
    mapping = tmp_path / "older.toml"
    columns = "\n".join(f'{name} = "{name}"' for name in row)
    mapping.write_text(f'[columns]\n{columns}\n[values.progress]\nin_work = "ongoing"\n', "utf-8")
    (body,), problems = bring(path, mapping=mapping)
    assert (body["progress"], problems) == ("ongoing", [])


def test_a_repeat_that_was_renamed_is_read_from_both_forms(tmp_path: Path) -> None:
    """Rows of the old and of the new name come in from one document, each with what its visit says."""
    part = {"place": "Bria", "group": "displaced", "people": "12"}
    visit = {"kind": "population", "source": "IOM", "start": "2024-05-03"}
    old = visit | {"households": [part | {"ref": "a"}, part | {"ref": "b"}]}
    new = visit | {"families": [part | {"ref": "c"}]}
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"results": [old, new]}), "utf-8")
    found = []
    for repeat in ("households", "families"):
        bodies, problems = bring(path, read_as={"repeat": repeat})
        found += [body["ref"] for body in bodies]
        assert (
            len({each.row for each in problems}) == 1
        )  # the visit of the other form, named and not lost
    assert found == ["a", "b", "c"]


def test_a_repeat_on_a_second_sheet_is_the_records_of_the_document(tmp_path: Path) -> None:
    """Kobo's workbook and what its interface answers are the same records, each with what its visit says."""
    visits = [
        {"kind": "population", "source": "IOM", "start": day, "place": place}
        | {
            "families": [
                {"ref": f"{place}{n}", "group": "displaced", "people": str(n)} for n in (1, 2)
            ]
        }
        for day, place in (("2024-05-03", "Bria"), ("2024-05-04", "Kéla"))
    ]
    (tmp_path / "export.json").write_text(json.dumps({"results": visits}), "utf-8")
    (tmp_path / "export.xlsx").write_bytes(kobo_xlsx(visits, "families"))
    expected, found = (
        bring(tmp_path / f"export.{ending}", read_as={"repeat": "families"})
        for ending in ("json", "xlsx")
    )
    assert len(expected[0]) == 4
    assert found == expected
    with pytest.raises(InputError) as caught:  # the visits alone are no reports
        bring(tmp_path / "export.xlsx")
    assert (
        "repeat=…: what repeats within its rows is not read: sheet families" in caught.value.remedy
    )


def rejects(row: dict[str, str], path: Path) -> list[tuple[str, str]]:
    path.write_bytes(as_csv(row))
    _, problems = bring(path)
    return [(each.code, each.field) for each in problems]


def sector(**more: str) -> dict[str, str]:
    """Return a row of a kind with a list of words."""
    own = {"kind": "area-assessment", "ref": "s-1", "reliability": "B", "credibility": "2"}
    return own | COMMON | {"sector": "A", "level": "asr-1"} | more | OF_KOBO


def test_choices_over_several_columns_are_one_list(tmp_path: Path) -> None:
    """Kobo writes 1 under each choice, with or without the list itself; groups change nothing."""
    path = tmp_path / "export.csv"
    for whole, group in (("", ""), ("water shelter", ""), ("", "visit/")):
        cells = {"water": "1", "shelter": "True", "food": "0"}
        split = {f"{group}first_needs/{name}": text for name, text in cells.items()}
        path.write_bytes(as_csv(sector(first_needs=whole) | split if whole else sector(**split)))
        (body,), problems = bring(path)
        assert (body["first_needs"], problems) == (["water", "shelter"], [])


def test_choices_that_contradict_their_list_are_refused(tmp_path: Path) -> None:
    """A list and the columns of its choices that do not agree are not settled by guess."""
    path = tmp_path / "export.csv"
    row = sector(first_needs="water food") | {"first_needs/water": "1", "first_needs/food": "0"}
    assert rejects(row, path) == [("choices-contradict", "first_needs")]
    assert rejects(sector() | {"first_needs/water": "3"}, path) == [
        ("bad-word", "first_needs/water")
    ]


@pytest.mark.parametrize(
    ("column", "word"), [("_validation_status", "Not approved"), ("ReviewState", "rejected")]
)
def test_what_a_reviewer_refused_stays_out(tmp_path: Path, column: str, word: str) -> None:
    """An answer that was refused on the forms' server is rejected with its reason, also through a mapping."""
    path, mapping = tmp_path / "export.csv", tmp_path / "own.toml"
    row = row_of("delivery")
    assert rejects(row | {column: word}, path) == [("not-approved", column)]
    columns = "\n".join(f'{name} = "{name}"' for name in row)
    mapping.write_text(f"[columns]\n{columns}\n", "utf-8")
    bodies, (problem,) = bring(path, mapping=mapping)
    assert (bodies, problem.code) == ([], "not-approved")
    assert rejects(row | {column: "approved"}, path) == []


def test_the_point_of_a_form_is_the_position(tmp_path: Path) -> None:
    """A form's question `location` holds where the telephone was; columns of its parts are the same."""
    path = tmp_path / "export.csv"
    row = row_of("movement") | {"location": "8.41 20.65 430.2 14.5"}
    for lon, lat, accuracy in (("", "", ""), ("20.65", "8.41", "14.5")):
        path.write_bytes(as_csv(row | {"lon": lon, "lat": lat, "accuracy_m": accuracy} | OF_KOBO))
        (body,), problems = bring(path)
        point = [float(body[name]) for name in ("lon", "lat", "accuracy_m")]
        assert (point, problems) == ([20.65, 8.41, 14.5], [])


def test_headings_may_be_the_labels_of_a_form(tmp_path: Path) -> None:
    """Kobo's first choice of a heading is the label: it leads to the same record as the name."""
    path = tmp_path / "export.csv"
    row = sector(collapsed="3")
    found = []
    for named in (
        row,
        {
            name if name[0] == "_" else name.replace("_", " ").capitalize(): text
            for name, text in row.items()
        },
    ):
        path.write_bytes(as_csv(named))
        found.append(bring(path))
    assert found[0] == found[1]
    assert found[1][0][0]["collapsed"] == 3


def test_a_repeat_is_held_against_the_number_of_its_visit(tmp_path: Path) -> None:
    """Of two links that do not agree none is believed; where one is missing, the other one finds the visit."""
    visits = [
        {"kind": "population", "source": "IOM", "start": "2024-05-03", "place": place}
        | {"families": [{"ref": place, "group": "displaced", "people": "12"}]}
        for place in ("Bria", "Ippy")
    ]
    path = tmp_path / "export.xlsx"
    path.write_bytes(kobo_xlsx(visits, "families"))
    book = openpyxl.load_workbook(path)
    first, second = book["visits"], book["families"]
    at = {cell.value: cell.column for cell in first[1]}["_id"]
    first.cell(3, at).value = 8
    marks = {cell.value: cell.column for cell in second[1]}
    second.cell(3, marks["_parent_index"]).value = None
    second.cell(3, marks["_submission__id"]).value = 8
    book.save(path)
    bodies, problems = bring(path, read_as={"repeat": "families"})
    assert ([each["place"] for each in bodies], problems) == (["Bria", "Ippy"], [])
    second.cell(3, marks["_parent_index"]).value = 1
    book.save(path)
    bodies, problems = bring(path, read_as={"repeat": "families"})
    assert [each["ref"] for each in bodies] == ["Bria"]
    assert problems[0].field == "_submission__id"
    assert "another visit than 7" in problems[0].message


def test_a_single_table_has_nothing_that_repeats(tmp_path: Path) -> None:
    """A setting that does nothing would hide that what repeats was not read."""
    (tmp_path / "export.csv").write_bytes(as_csv(row_of("population")))
    with pytest.raises(InputError, match="is one table"):
        bring(tmp_path / "export.csv", read_as={"repeat": "families"})
