"""Lists as files: the rows of the page and no others, in three languages, harmless to a spreadsheet."""

import csv
import io
import itertools
import json
import zipfile

import openpyxl
import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.server.access.policy import ROLES

AT = {"at": "2021-03-31"}
TABLES = {
    "records/reports": {},
    "records/reads": {},
    "records/countersignatures": {},
    "findings": AT,
    "accounts": {},
    "account-events": {},
    "heads": {},
}
SECRET = "ZEBRA"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        submit(officer, *tanks(38, "V2-t", "V2", "2021-02-10"), tlp="TLP:RED")
        for number, marking in enumerate(("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")):
            row = incident(f"E-{number}", text=f"{SECRET} {marking}", place="=1+1")
            submit(officer, row, tlp=f"TLP:{marking}")
        yield served


def export(client, table, form="csv", **query):
    return client.get(f"/api/v1/export/{table}", params={"format": form} | query)


def rows(answer):
    """Return the rows of a CSV file as dictionaries."""
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", ROLES)
def test_a_file_of_records_has_the_records_of_the_page(hq, role):
    """For each role, in the same order, with the same state."""
    client = hq.client(role)
    answer = export(client, "records/reports", kind="incident")
    page = client.get("/api/v1/records/latest", params={"kind": "incident", "limit": 500})
    if page.status_code == 403:
        assert answer.status_code == 403
        return
    shown = [each["id"] for each in page.json()["records"]]
    assert [each["Record"] for each in rows(answer) if each["Record"]] == shown


@pytest.mark.parametrize("role", ROLES)
def test_a_file_of_findings_has_the_findings_of_the_page(hq, role):
    client = hq.client(role)
    answer = export(client, "findings", **AT)
    page = client.get("/api/v1/findings", params=AT | {"limit": 1000})
    assert answer.status_code == page.status_code
    if page.status_code == 200:
        shown = [each["id"] for each in page.json()["findings"]]
        assert [each["Finding"] for each in rows(answer) if each["Finding"]] == shown


@pytest.mark.parametrize("role", ROLES)
def test_accounts_are_taken_along_by_those_who_may_see_them(hq, role):
    allowed = role in {"administrator", "auditor"}
    for table in ("accounts", "account-events"):
        answer = export(hq.client(role), table)
        assert answer.status_code == (200 if allowed else 403)
    if allowed:
        names = {each["Name"] for each in rows(export(hq.client(role), "accounts"))}
        assert "watch-officer" in names


@pytest.mark.parametrize("role", ["observer", "analyst", "liaison", "contributor", "auditor"])
def test_no_search_count_page_or_file_betrays_what_may_not_be_read(hq, role):
    """https://github.com/OpenCTI-Platform/opencti/issues/3133 and /6745: a reader tries by all ways.

    The lists with one record more that the reader may not read look the same. (Findings do not: one is as
    strict as the strictest record behind it, which is the policy's choice.)
    """
    client = hq.client(role)

    def look():
        seen = []
        for words, kind, limit in itertools.product(
            ("", SECRET, "RED"), ("", "incident"), (1, 3, 9)
        ):
            query = {"words": words, "limit": limit} | ({"kind": kind} if kind else {})
            page = client.get("/api/v1/records/latest", params=query).json()
            ids = [each["id"] for each in page["records"] if each["kind"] != "access"]
            seen.append((words, kind, limit, ids, page["more"]))
        seen.append(rows(export(client, "records/reports", words=SECRET)))
        content = export(client, "records/reports", "xlsx", kind="incident").content
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
        seen.append([[cell.value for cell in row] for row in sheet.iter_rows()])
        page = export(client, "records/reports", "html", kind="incident").text
        seen.append(page.partition("<table")[2].partition("</table>")[0])
        points = export(client, "records/reports", "geojson", kind="incident").json()
        seen.append(points)
        return seen

    before = look()
    ref = f"HIDDEN-{role}"
    submit(
        hq.client("watch officer"),
        incident(ref, text=f"{SECRET} hidden", actor="Blue Guard"),
        tlp="TLP:RED",
    )
    hidden = next(
        each["id"]
        for each in everything(hq.client("watch officer"), kind="incident")
        if each["body"]["ref"] == ref
    )
    assert look() == before
    hq.client("watch officer").post(f"/api/v1/records/{hidden}/retraction", json={"reason": SECRET})
    assert look() == before
    page = client.get("/api/v1/records/latest", params={"before": hidden}).json()
    assert page == {"records": [], "more": False}


def test_the_strictest_marking_stands_on_the_file(hq):
    """Of the rows that are in it, not of those that are not."""
    for role, marking in (("watch officer", "TLP:RED"), ("observer", "TLP:AMBER")):
        text = export(hq.client(role), "records/reports", "html", kind="incident").text
        assert marking in text.partition("<header>")[0]
    assert "TLP:RED" not in export(hq.client("observer"), "records/reports", "html").text


def test_a_cell_never_becomes_a_formula(hq):
    """In CSV and in a workbook alike."""
    client = hq.client("watch officer")
    submit(client, incident("=cmd|' /C calc'!A0", source="=1+1", text="@x"), tlp="TLP:GREEN")
    content = export(client, "records/reports").content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content)):
        assert not [cell for cell in row if cell.startswith(("=", "@", "+"))]
    book = export(client, "records/reports", "xlsx").content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_reports_with_points_are_geojson(hq):
    """Lon before lat (RFC 7946); a list without a point says so."""
    answer = export(hq.client("watch officer"), "records/reports", "geojson", kind="incident")
    collection = json.loads(answer.content)
    assert collection["type"] == "FeatureCollection"
    assert {tuple(f["geometry"]["coordinates"]) for f in collection["features"]} == {(-30.0, -44.5)}
    refused = export(hq.client("auditor"), "accounts", "geojson")
    assert (refused.status_code, "no" in refused.json()["title"].lower()) == (400, True)


@pytest.mark.parametrize("table", TABLES)
def test_each_list_is_printed_in_each_language(hq, table):
    """Arabic from right to left; the head of each column in the reader's language."""
    role = (
        "auditor" if table in {"accounts", "account-events", "records/reads"} else "watch officer"
    )
    heads = set()
    for language, direction in (("ar", "rtl"), ("en", "ltr"), ("fr", "ltr")):
        answer = export(hq.client(role), table, "html", lang=language, **TABLES[table])
        assert answer.status_code == 200, answer.text
        assert f'<html lang="{language}" dir="{direction}">' in answer.text
        assert "http" not in answer.text.partition("</head>")[0].replace("http-equiv", "")
        heads.add(answer.text.partition("<h2>")[2].partition("</h2>")[0])
    assert len(heads) == 3


def test_a_printed_report_is_a_pdf(hq):
    pytest.importorskip("typst")
    answer = export(hq.client("watch officer"), "findings", "pdf", lang="ar", **AT)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_mission_report_is_in_the_language_of_its_reader(hq, language):
    """For who may read every record; marked as the strictest of them."""
    answer = export(hq.client("watch officer"), "report", "html", lang=language, **AT)
    assert answer.status_code == 200, answer.text
    assert f'<html lang="{language}"' in answer.text
    assert "TLP:RED" in answer.text
    assert 'filename="report-' in answer.headers["content-disposition"]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_read_all_gets_no_report(hq, role):
    """A report of a part of the records would say something else than another reader's."""
    client = hq.client(role)
    answer = export(client, "report", "html", **AT)
    assert answer.status_code == (200 if role == "watch officer" else 403)
    before = export(client, "report", "html", **AT | {"as_of": "2020-01-02"})  # before any secret
    assert (before.status_code, before.text) == (answer.status_code, answer.text) or (
        role == "watch officer"
    )
