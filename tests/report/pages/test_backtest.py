"""The page of a back-test: figures, a chart, and what they do not show."""

from xml.etree import ElementTree as ET

import pytest
from tests.protect.backtest.synthetic import (
    BORDERS,
    FORCE,
    deployed,
    history,
    ladder,
    scattered,
    towns,
)

from sulh.languages import say_plain
from sulh.protect import backtest
from sulh.report import sheet_html
from sulh.report.pages.backtest import LIMITS, backtest_sheet
from sulh.report.pages.backtest_maps import year_maps


@pytest.fixture(scope="module")
def result():
    """Two missions over two years, also by road."""
    events = history(*scattered())
    return backtest(
        deployed(*FORCE), events, towns(), borders=BORDERS, mandates=None, seed=4, roads=ladder()
    )


def test_the_page_says_what_was_counted(result):
    """Deaths, shares by distance and by road, each mission-year, and all limits."""
    page = sheet_html(backtest_sheet(result))
    share = result.summary.share("plan", 25).value
    road = result.summary.share_by_road("plan", 60.0).value
    for words in (
        f"{result.summary.civilians:,.0f}",
        f"{share:.3f}",
        f"{road:.3f}",
        "60 min",
        "ALPHA",
    ):
        assert words in page
    for limit in LIMITS:
        assert say_plain(f"backtest-limit-{limit}")[:40].replace("'", "&#39;") in page


def test_the_chart_parses_and_names_each_laydown(result):
    """A bar each; the description says the same in words."""
    sheet = backtest_sheet(result)
    figure = next(figure for section in sheet.sections for figure in section.figures)
    ET.fromstring(figure.svg)
    assert figure.svg.count("within 25 km") >= 15


def test_without_civilian_deaths_there_is_a_page_all_the_same():
    """No chart, but what was replayed, and that there is nothing to compare."""
    quiet = history(*((*row[:4], 0.0) for row in scattered()))
    result = backtest(deployed(*FORCE), quiet, towns(), borders=BORDERS, mandates=None)
    page = sheet_html(backtest_sheet(result))
    assert "nothing to compare" in page
    assert "mission-years replayed" in page
    assert "<svg" not in page


def test_each_mission_year_has_a_map(result):
    """Real bases, new sites of the plans, and the deaths of the year after, in words too."""
    maps = year_maps(result)
    assert len(maps) == result.summary.mission_years == 4
    assert len({each.name for each in maps}) == 4
    assert len(year_maps(result, most=1)) == 1
    for each in maps:
        ET.fromstring(each.svg)
    sites = result.replay.sites.filter(mission="ALPHA", year=2001, method="real").height
    assert f"{sites} real sites; " in maps[0].svg
    assert "ALPHA, end of 2001: deaths of 2002" in maps[0].svg
