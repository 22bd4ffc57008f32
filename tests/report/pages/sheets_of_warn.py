"""The pages of forecasts and their scores, and the index of the demonstration; names are codes."""

from dataclasses import replace
from functools import cache

from tests.warn.small_events import event, random_events

from sulh import warn
from sulh.report.pages.forecast import evaluation_sheet, forecast_sheet
from sulh.report.pages.index import IndexMission, IndexPage, index_sheet

LEFT = (
    "1 report with 12 deaths is left out: no coordinates.",
    "1,234 events lie in no cell and are left out.",
)
OWN = {"PRIO", "PIT", "CRPS"}


@cache
def forecast(method):
    """Return a forecast for two months; one of its countries goes by a naive method."""
    series = warn.death_series(warn.events_panel(random_events(3, country="C1")), "deaths")
    cells = warn.forecast_cells(series, horizons=(1, 2), methods={"C1": method})
    return warn.Forecast(
        panel=series.panel, measures=(cells,), horizons=(1, 2), seed=1, left_out=LEFT,
        simulated=True,
    )  # fmt: skip


@cache
def scores(months):
    """Return scores of two countries, one of which has deaths in cells that were not yet known."""
    frame = random_events(1, country="C1")
    for year, deaths in ((2003, 14), (2005, 22)):
        frame = frame.vstack(event(40.1, 5.1, year, 2, deaths=deaths, country="C2"))
    result = warn.evaluate(frame, months=months, every=12, measures=["deaths"])
    return replace(result, left_out=LEFT)


def page(at, *, simulated):
    return IndexPage(file=f"p{at}.html", title=f"P{at}", sentence=f"S{at}", simulated=simulated)


MISSIONS = [IndexMission(page=page(1, simulated=True), breached=1, doubted=0, silent=1200, met=3)]
SHEETS = {
    ("forecast_sheet", method): (
        lambda speech, method=method: forecast_sheet(forecast(method), speech=speech), OWN
    )
    for method in ("model", "recent")
} | {
    ("evaluation_sheet", f"months-{months}"): (
        lambda speech, months=months: evaluation_sheet(scores(months), speech=speech), OWN
    )
    for months in (1, 2)
} | {
    ("index_sheet", "all"): (
        lambda speech: index_sheet(MISSIONS, [page(2, simulated=False)], speech=speech), set()
    )
}  # fmt: skip
