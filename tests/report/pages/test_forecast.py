"""The pages of forecasts: what they say is what the forecast says; nothing is loaded."""

import re
import xml.etree.ElementTree as ET

import pytest
from tests.warn.small_events import event, random_events

from sulh import mission, warn
from sulh.report import sheet_html
from sulh.report.pages.forecast import evaluation_sheet, forecast_sheet


@pytest.fixture(scope="module")
def forecast():
    return warn.forecast(random_events(1, country="<b>A & B</b>"), months=2, check=False)


def svgs(page):
    """Every drawing of a page, as XML."""
    return [ET.fromstring(each) for each in re.findall(r"<svg .*?</svg>", page, re.DOTALL)]


def words(drawing):
    return " ".join(drawing.itertext())


def test_the_page_shows_the_cells_with_most_deaths_first(forecast):
    """The rows of the table are those of the frame, most expected deaths first."""
    sheet = forecast_sheet(forecast)
    assert sheet.title == "Where violence is likely next: 2008-01 to 2008-02"
    assert [each.heading for each in sheet.sections[::2]] == ["All deaths", "Civilian deaths"]
    frame = forecast.frame.filter(measure="deaths")
    first = {row["cell"]: row for row in frame.filter(ahead=1).to_dicts()}
    rows = sheet.sections[1].rows
    assert len(rows) == 20
    totals = [float(row[6]) for row in rows]
    assert totals == sorted(totals, reverse=True)
    for row in rows:
        own = first[row[0]]
        assert row[2:6] == (
            "<b>A & B</b>",
            f"{own['chance_any']:.0%}",
            f"{own['mean']:.1f}",
            f"{own['q05']:,} to {own['q95']:,}",
        )
    total = frame["mean"].sum()
    assert f"over 2 months: {total:,.1f} (2008-01 " in sheet.sections[0].sentences[0]


def test_the_page_is_whole_and_loads_nothing(forecast):
    """Two maps and six fans for each measure, all well-formed; hostile names are text."""
    page = sheet_html(forecast_sheet(forecast))
    assert "<script" not in page
    assert "<b>A" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    drawings = svgs(page)
    assert len(drawings) == 2 * (2 + 6)
    assert "≥ 60%" in words(drawings[0])
    names = [each.get("aria-labelledby") for each in drawings]
    assert len(set(names)) == len(names)


def test_a_map_shows_each_cell_with_its_value(forecast):
    """As many shapes as cells, each with its name and its chance."""
    cells = forecast.measures[0]
    drawing = words(svgs(sheet_html(forecast_sheet(forecast)))[0])
    for cell, chance in zip(cells.cells, cells.chance(1), strict=True):
        assert f"{cells.series.panel.cells[cell]}: {chance:.0%}" in drawing


def test_without_drawings_the_words_and_tables_are_the_same(forecast):
    """What a terminal shows."""
    plain, whole = forecast_sheet(forecast, drawings=False), forecast_sheet(forecast)
    assert not any(each.figures for each in plain.sections)
    assert [each.rows for each in plain.sections] == [each.rows for each in whole.sections]


def test_simulated_and_left_out_events_are_stated():
    """An exercise's forecast carries its mark on the page and on every drawing."""
    frame = random_events(2)
    events = warn.Events(frame=frame, left_out={"long": (3, 12)}, simulated=True)
    result = warn.forecast(events, months=1, check=False, measures=["deaths"])
    pack = mission.load(mission.find("minusca"))
    sheet = forecast_sheet(result, place=pack.title, land=[each.geometry for each in pack.base])
    assert sheet.banner.startswith("SIMULATED")
    assert sheet.subtitle.startswith(pack.title)
    assert any("3 reports with 12 deaths" in each for each in sheet.sentences)
    assert all("SIMULATED" in words(each) for each in svgs(sheet_html(sheet)))


def test_a_map_of_the_world_stays_in_its_frame():
    """Cells on both sides of the globe, and on the 180th meridian, lie where they belong."""
    frame = warn.join_events([]).frame
    for lon in (-100.2, 0.1, 179.9, -179.9):
        for month in range(1, 13):
            frame = frame.vstack(event(lon, 5.2, 2001, month, deaths=2))
    result = warn.forecast(frame, months=1, check=False)
    page = sheet_html(forecast_sheet(result))
    outlines = re.findall(r'</title><path d="M([^"]+)Z"', page)
    assert len(outlines) >= 2 * 33
    for outline in outlines:
        x = [float(point.split()[0]) for point in outline.split("L")]
        assert max(x) - min(x) < 3, "a cell is half a degree wide, on a map of 520 for 360"
        assert -20 <= min(x) <= max(x) <= 540


def test_countries_with_a_naive_forecast_are_named():
    """A page says where the model is not used."""
    series = warn.death_series(warn.events_panel(random_events(3)), "deaths")
    cells = warn.forecast_cells(series, horizons=(1,), methods={"A": "recent"})
    result = warn.Forecast(panel=series.panel, measures=(cells,), horizons=(1,), seed=1)
    sheet = forecast_sheet(result, drawings=False)
    assert "is used for: A (recent)." in sheet.sections[0].sentences[1]
    assert {row[7] for row in sheet.sections[1].rows} == {"recent"}


def test_scores_are_those_of_the_frame_and_calibration_is_drawn():
    """A row for each method, the horizons below, two drawings for each measure."""
    result = warn.evaluate(random_events(1), months=2, every=6)
    sheet = evaluation_sheet(result)
    rows = {row[0]: row for row in sheet.sections[0].rows}
    for row in result.frame.filter(measure="deaths").to_dicts():
        assert rows[row["method"]][1] == f"{row['crps']:.4f}"
    assert [row[0] for row in sheet.sections[1].rows] == ["1", "2"]
    assert not any("countries" in each for each in sheet.sections[0].notes), "there is only one"
    drawings = svgs(sheet_html(sheet))
    assert len(drawings) == 4
    assert "Randomised PIT" in words(drawings[0])


def test_one_period_ahead_needs_no_table_of_periods():
    """And a record of several countries is counted, not listed."""
    frame = random_events(1)
    for number in range(6):
        frame = frame.vstack(event(40.1 + 3 * number, 5.1, 2003, 5, deaths=4, country=f"C{number}"))
        frame = frame.vstack(event(40.1 + 3 * number, 5.1, 2005, 2, deaths=2, country=f"C{number}"))
    result = warn.evaluate(frame, months=1, every=12, measures=["deaths"])
    sheet = evaluation_sheet(result, drawings=False)
    assert len(sheet.sections) == 1
    assert sheet.subtitle.startswith("7 countries")
    frame = warn.scores_by_country(result.measures["deaths"], result.panel.countries)
    deadly = frame.filter(frame["deadly"] >= 1).height
    assert deadly > 1
    assert f"Of the {deadly} countries with 1 or more cases" in sheet.sections[0].notes[0]
