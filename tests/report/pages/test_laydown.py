"""The page of a laydown: a map that parses, reasons for each site, names that cannot break it."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from tests.protect.laydown.test_entry import DEMAND, SITES

from sulh.protect import (
    ClosedArea,
    UnitSpec,
    WaysUsed,
    laydown_geojson,
    plan_laydown,
)
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


def test_closed_ways_are_drawn_where_they_lie_and_the_key_says_so():
    """A circle as wide as the closure, a cross where nobody passes; one off the map leaves the map as it is."""
    shut = ClosedArea(name="flood <1>", lon=21.0, lat=6.0, radius_m=20_000.0, passes=False)
    weak = ClosedArea(name="bridge", lon=21.5, lat=6.0, radius_m=30.0, passes=True)
    far = ClosedArea(name="far", lon=-60.0, lat=10.0, radius_m=100.0, passes=True)
    base = plan_laydown(DEMAND, SITES, count=2, reach_km=90)

    def drawn(*areas):
        plan = replace(base, ways=WaysUsed(areas=areas))
        return draw_laydown(plan), laydown_geojson(plan)

    bare, _ = drawn()
    figure, features = drawn(shut, weak, far)
    drawing, before = ET.fromstring(figure.svg), ET.fromstring(bare.svg)
    assert drawing.get("width") == before.get("width")
    titles = [each.text for each in drawing.iter(f"{SVG}title")]
    assert {"flood <1>", "bridge"} <= set(titles)
    words = " ".join(each.text or "" for each in drawing.iter(f"{SVG}text"))
    assert "closed" in words
    assert "slow, or not for the heavy" in words
    assert "slow, or not for the heavy" not in bare.svg
    ring = next(
        group.find(f"{SVG}circle")
        for group in drawing.iter(f"{SVG}g")
        if (title := group.find(f"{SVG}title")) is not None and title.text == "flood <1>"
    )
    reach = next(
        each
        for each in drawing.iter(f"{SVG}circle")
        if "fill-opacity" in each.attrib and float(each.get("r")) > 60
    )
    assert float(ring.get("r")) == pytest.approx(float(reach.get("r")) * 20 / 90, rel=0.01)
    roles = [each["properties"]["role"] for each in features["features"]]
    assert roles.count("closed-way") == 3


def test_hostile_names_and_wide_reaches_are_drawn():
    """Markup in a name, and a reach across the date line and the pole."""
    sites = SITES.with_columns(name=pl.format("<b>{}&", "name"), lat=pl.lit(84.0))
    far = (UnitSpec(name="<i>", count=1, reach=9_000.0),)
    plan = plan_laydown(DEMAND.with_columns(lon=pl.col("lon") + 150), sites, units=far)
    ET.fromstring(draw_laydown(plan).svg)
    page = sheet_html(laydown_sheet(plan))
    assert "<b>" not in page.replace("<bdi>", "")
    assert "<i>" not in page
