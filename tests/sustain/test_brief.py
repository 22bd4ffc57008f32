"""The brief and the share of women: hostile names stay text, targets are beside the shares."""

import re

from click.testing import CliRunner

from sulh.cli import main
from sulh.report import Section, Sheet, contributions_sheet, sheet_html, sheet_pdf
from sulh.report.contribution_charts import Amount, draw_amounts
from sulh.sustain import (
    Wanted,
    contribution_summary,
    nations,
    read_contributions,
    settle,
    women,
)
from sulh.tables.csv_rows import csv_table

UN = (
    "isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date\n"
    "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
    "ITA,Italy,UNIFIL,Staff Officers,30,70,2024-09-30\n"
    ',"<b>#x</b>",UNIFIL,Troops,0,5,2024-09-30\n'
)


def test_the_share_of_women_stands_beside_its_target(tmp_path):
    """83 of 1,236 troops is below the target, 30 of 100 staff officers above it."""
    (tmp_path / "un.csv").write_text(UN, "utf-8")
    table = read_contributions(csv_table(tmp_path / "un.csv", "un.csv"), "un.csv").table
    staff, troops = women(settle(table).table).to_dicts()
    assert (staff["share"], staff["reached"]) == (0.30, True)
    assert (troops["women"], troops["people"], troops["reached"]) == (83, 1236, False)


def test_a_hostile_name_is_text_in_html_and_pdf():
    """Markup in a name is escaped in the page and in the chart, and is no command to Typst."""
    name = '<script>alert(1)</script> #panic("x")'
    chart = draw_amounts([Amount(name, 5, 1, None)], name, "bars")
    part = Section(heading=name, figures=(chart,), header=(name,), rows=((name,),), notes=(name,))
    sheet = Sheet(title=name, sentences=(name,), sections=(part,))
    assert "<script>" not in sheet_html(sheet)
    made = sheet_pdf(sheet)
    assert made.startswith(b"%PDF")
    assert made == sheet_pdf(sheet)


def test_the_commands_answer_on_a_table(tmp_path):
    """A brief is written, the unmatched name is told, a wrong group says which there are."""
    path = tmp_path / "un.csv"
    path.write_text(UN, "utf-8")
    out = tmp_path / "brief.html"
    run = CliRunner().invoke(
        main, ["sustain", "contributions", str(path), "--brief", str(out), "--trace"]
    )
    assert run.exit_code == 0, run.output
    assert "3 rows read, 3 kept, 0 rejected" in run.output
    assert "unmatched: <b>#x</b>" in run.output
    assert "un.csv:2.1, un.csv:2.2" in run.output
    assert "1,336 people known" in out.read_text("utf-8")
    assert "<b>#x" not in out.read_text("utf-8")
    refused = CliRunner().invoke(main, ["sustain", "contributions", str(path), "--group", "NOPE"])
    assert refused.exit_code == 2
    assert "ASEAN" in refused.output


def test_the_brief_has_two_pages_and_every_drawing(tmp_path):
    """A table of sixty contributors and thirty months: map, bars, line, and no third page."""
    names = [e for e in nations().values() if e.first is None and e.last is None][:60]
    rows = "".join(
        f'{e.code},"{e.name}",M,Troops,{i},{10 * i},{2020 + m // 12}-{m % 12 + 1:02}-28\n'
        for m in range(30)
        for i, e in enumerate(names)
    )
    path = tmp_path / "un.csv"
    path.write_text(UN.splitlines(keepends=True)[0] + rows, "utf-8")
    settled = settle(read_contributions(csv_table(path, "un.csv"), "un.csv").table)
    sheet = contributions_sheet(contribution_summary(settled, Wanted()))
    assert [figure.name for part in sheet.sections for figure in part.figures] == [
        "map0",
        "bars0",
        "trend0",
    ]
    assert pages(sheet_pdf(sheet)) == 2


def pages(made):
    """Return the number of pages that a PDF states."""
    return max(int(found) for found in re.findall(rb"/Count (\d+)", made))
