"""The page of a laydown: a map that parses, reasons for each site, names that cannot break it."""

from xml.etree import ElementTree as ET

import polars as pl
from tests.protect.laydown.test_entry import DEMAND, SITES

from sulh.protect import UnitSpec, plan_laydown
from sulh.report import sheet_html
from sulh.report.pages.laydown import draw_laydown, laydown_sheet

SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_says_what_the_plan_says():
    """The headline, the sites and the reasons; the same bytes for the same plan."""
    plan = plan_laydown(DEMAND, SITES, count=2, reach_km=90)
    page = sheet_html(laydown_sheet(plan))
    for words in (
        "105 of 107 within reach (98.1%); proven",
        "Closes: Obo, Bangui.",
        "Why each site",
    ):
        assert words in page
    assert page == sheet_html(laydown_sheet(plan))


def test_the_map_shows_each_circle_whole():
    """Each demand with weight, each site, and the circle of what it reaches, inside the drawing."""
    plan = plan_laydown(DEMAND, SITES, count=2, reach_km=90)
    drawing = ET.fromstring(draw_laydown(plan).svg)
    wide, high = (float(drawing.get(name)) for name in ("width", "height"))
    circles = [each for each in drawing.iter(f"{SVG}circle") if float(each.get("r")) > 30]
    assert len(circles) == 2
    for each in circles:
        x, y, radius = (float(each.get(name)) for name in ("cx", "cy", "r"))
        assert radius <= x <= wide - radius
        assert radius <= y <= high - radius
    titles = [each.text for each in drawing.iter(f"{SVG}title")]
    assert "Mouka: 25" in titles


def test_hostile_names_and_wide_reaches_are_drawn():
    """Markup in a name, and a reach across the date line and the pole."""
    sites = SITES.with_columns(name=pl.format("<b>{}&", "name"), lat=pl.lit(84.0))
    far = (UnitSpec(name="<i>", count=1, reach=9_000.0),)
    plan = plan_laydown(DEMAND.with_columns(lon=pl.col("lon") + 150), sites, units=far)
    ET.fromstring(draw_laydown(plan).svg)
    page = sheet_html(laydown_sheet(plan))
    assert "<b>" not in page.replace("<bdi>", "")
    assert "<i>" not in page
