"""The page of a back-test: figures, a chart, and what they do not show."""

from xml.etree import ElementTree as ET

import pytest
from tests.protect.backtest.synthetic import FORCE, deployed, history, ladder, scattered, towns

from sulh.protect import backtest
from sulh.report import sheet_html
from sulh.report.pages.backtest import LIMITS, backtest_sheet


@pytest.fixture(scope="module")
def result():
    """Two missions over two years, also by road."""
    events = history(*scattered())
    return backtest(deployed(*FORCE), events, towns(), mandates=None, seed=4, roads=ladder())


def test_the_page_says_what_was_counted(result):
    """Deaths, shares by distance and by road, each mission-year, and all limits."""
    page = sheet_html(backtest_sheet(result))
    share = result.plan.share("plan", 25).civilians
    road = result.plan.share_by_road("plan", 60.0).civilians
    for words in (
        f"{result.plan.civilians:,.0f}",
        f"{share:.3f}",
        f"{road:.3f}",
        "60 min",
        "ALPHA",
    ):
        assert words in page
    for limit in LIMITS:
        assert limit[:40].replace("'", "&#39;") in page


def test_the_chart_parses_and_names_each_laydown(result):
    """Nine bars; the description says the same in words."""
    sheet = backtest_sheet(result)
    figure = next(figure for section in sheet.sections for figure in section.figures)
    ET.fromstring(figure.svg)
    assert figure.svg.count("within 25 km") >= 9


def test_without_civilian_deaths_there_is_a_page_all_the_same():
    """No chart, but what was replayed, and that there is nothing to compare."""
    quiet = history(*((*row[:4], 0.0) for row in scattered()))
    page = sheet_html(backtest_sheet(backtest(deployed(*FORCE), quiet, towns(), mandates=None)))
    assert "nothing to compare" in page
    assert "mission-years replayed" in page
    assert "<svg" not in page
