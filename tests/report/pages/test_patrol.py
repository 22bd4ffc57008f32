"""The page of patrols: a map, the presence at each place, and the calendar."""

from datetime import date
from xml.etree import ElementTree as ET

from tests.protect.patrol.test_schedule import PLACES

from sulh.protect import PatrolPlace, schedule_patrols
from sulh.report import sheet_html
from sulh.report.pages.patrol import patrol_sheet


def planned(places, **options):
    return schedule_patrols(
        places, (35.1, 33.1), date(2026, 11, 25), seed=4, utc_offset_h=2, **options
    )


def sheet(places, **options):
    return patrol_sheet(planned(places, **options))


def test_each_patrol_of_each_day_is_a_line_with_its_visits():
    """A line for a day without visits, too."""
    schedule = planned(PLACES, days=5)
    (calendar,) = (each for each in patrol_sheet(schedule).sections if each.heading == "Calendar")
    assert [row[0] for row in calendar.rows] == [day.isoformat() for day in schedule.dates]
    visits = schedule.frame.filter(date="2026-11-25")
    assert all(f"{row[2]} {row[3]}-{row[4]}" in calendar.rows[0][2] for row in visits.rows())


def test_the_page_holds_each_place_and_each_day():
    """A row for each place and for each day, and the map parses."""
    page_sheet = sheet(PLACES, days=3)
    page = sheet_html(page_sheet)
    for words in ("Confidential", "Market", "2026-11-27", "Worst remaining harm"):
        assert words in page
    drawing = next(figure for section in page_sheet.sections for figure in section.figures)
    ET.fromstring(drawing.svg)


def test_one_place_beside_the_base_is_drawn():
    """A map of a few metres, and a name with markup."""
    place = PatrolPlace(name="<b>&", lon=35.1001, lat=33.1, value=1.0, stay_min=30)
    page = sheet_html(sheet((place,), days=1))
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page
