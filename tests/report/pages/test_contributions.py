"""The brief: hostile names stay text, two pages hold every drawing."""

import re

from tests.sustain.contributions.tables import UN, read

from sulh.report import Section, Sheet, contributions_sheet, sheet_html, sheet_pdf
from sulh.report.charts.contributions import Amount, draw_amounts
from sulh.sustain import ContributionQuery, contribution_summary, deduplicate, nations


def test_a_hostile_name_is_text_in_html_and_pdf():
    """Markup in a name is escaped in the page and in the chart, and is no command to Typst."""
    name = '<script>alert(1)</script> #panic("x")'
    chart = draw_amounts([Amount(name, 5, 1, None)], name, "bars")
    part = Section(heading=name, figures=(chart,), header=(name,), rows=((name,),), notes=(name,))
    sheet = Sheet(title=name, sentences=(name,), sections=(part,))
    assert "<script>" not in sheet_html(sheet)
    content = sheet_pdf(sheet)
    assert content.startswith(b"%PDF")
    assert content == sheet_pdf(sheet)


def test_the_brief_has_two_pages_and_every_drawing(tmp_path):
    """A table of sixty contributors and thirty months: map, bars, line, and no third page."""
    names = [e for e in nations().values() if e.first is None and e.last is None][:60]
    rows = "".join(
        f'{e.code},"{e.name}",M,Troops,{i},{10 * i},{2020 + m // 12}-{m % 12 + 1:02}-28\n'
        for m in range(30)
        for i, e in enumerate(names)
    )
    lines = deduplicate(read(tmp_path, UN + rows).value)
    sheet = contributions_sheet(contribution_summary(lines, ContributionQuery()))
    assert [figure.name for part in sheet.sections for figure in part.figures] == [
        "map0",
        "bars0",
        "trend0",
    ]
    assert pages(sheet_pdf(sheet)) == 2


def test_rows_that_contradict_each_other_are_named(tmp_path):
    """Not as an unknown size, and not as a number alone."""
    text = (
        UN
        + "".join(f"NPL,Nepal,M,Troops,{women},100,2024-09-30\n" for women in (5, 7))
        + "GHA,Ghana,M,Troops,0,50,2024-09-30\n"
    )
    sheet = contributions_sheet(
        contribution_summary(deduplicate(read(tmp_path, text).value), ContributionQuery())
    )
    section = next(each for each in sheet.sections if "contradict" in each.heading)
    assert section.rows == (
        ("Nepal", "M", "", "troops F", "2024-09", "5 to 7", "table.csv:2 and table.csv:3"),
    )
    table = next(each for each in sheet.sections if each.heading.startswith("By nation"))
    assert [row[3:5] for row in table.rows] == [
        ("", "105 to 107 (1 contradiction)"),
        ("", "50 to 50"),
    ]
    assert "+ unknown" not in str(sheet.facts[0])


def pages(content):
    """Return the number of pages that a PDF states."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", content))
