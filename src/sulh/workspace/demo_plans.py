"""The plans of the demonstration, from the bundled tables: forecast, laydown, contributions, respond."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sulh import mission
from sulh.languages.speech import ENGLISH
from sulh.protect import LaydownPlan, UnitSpec, plan_units, read_demands, read_sites
from sulh.report import sheet_html
from sulh.report.pages.contributions import contributions_sheet
from sulh.report.pages.forecast import forecast_sheet
from sulh.report.pages.index import IndexPage
from sulh.report.pages.laydown import laydown_sheet
from sulh.sustain import summarise_contributions
from sulh.tables import open_table, rows_table
from sulh.warn import Forecast, flat_frame, forecast, read_events
from sulh.workspace.demo_respond import casualties_page, convoys_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sulh.languages.speech import Speech
    from sulh.report import Sheet

__all__ = ["write_plans"]

BASES, REACH_KM = 6, 20.0
SAMPLES = 50


def write_plans(output: Path, speech: Speech = ENGLISH) -> Iterator[IndexPage]:
    """Write the plans into `output` in a language, yielding each page once it is there."""
    say = speech.say
    tables = files("sulh.workspace").joinpath("demo_tables")
    with as_file(tables) as folder:
        island = mission.load(mission.find("example"))
        land = [each.geometry for each in island.base]
        result = _forecast(folder / "island-incidents.simulated.csv", island.timezone)
        yield _write(
            forecast_sheet(result, place=island.title, land=land, speech=speech),
            output / "island-forecast.html",
            say("demo-forecast"),
            say("demo-forecast-shows"),
            simulated=True,
        )
        plan = _laydown(result, folder / "island-sites.csv")
        yield _write(
            laydown_sheet(plan, mission=island.title, simulated=result.simulated, speech=speech),
            output / "island-laydown.html",
            say("demo-laydown"),
            say("demo-laydown-shows", bases=str(BASES), km=f"{REACH_KM:g}"),
            simulated=True,
        )
        summary = summarise_contributions(
            open_table(folder / "unifil-contributions-2024-09.csv"), group="OIC"
        )
        yield _write(
            contributions_sheet(summary, speech=speech),
            output / "unifil-contributions.html",
            say("demo-contributions"),
            say("demo-contributions-shows"),
            simulated=False,
        )
        convoys = convoys_page(folder, speech)
        if convoys is not None:
            yield _write(
                convoys,
                output / "island-convoys.html",
                say("demo-convoys"),
                say("demo-convoys-shows"),
                simulated=True,
            )
        yield _write(
            casualties_page(folder, speech),
            output / "island-casualties.html",
            say("demo-casualties"),
            say("demo-casualties-shows"),
            simulated=True,
        )


def _forecast(events: Path, timezone: ZoneInfo) -> Forecast:
    read = read_events(open_table(events), timezone=timezone, simulated=True)
    return forecast(read.value, timezone=timezone, samples=SAMPLES)


def _laydown(result: Forecast, sites: Path) -> LaydownPlan:
    """Plan bases for the civilian deaths that the forecast expects."""
    demand = rows_table(flat_frame(result).iter_rows(named=True), name="forecast")
    return plan_units(
        read_demands(demand, "forecast", measure="civilian_deaths").value,
        read_sites(open_table(sites), sites.name).value,
        [UnitSpec(name="base", count=BASES, reach=REACH_KM)],
    )


def _write(sheet: Sheet, path: Path, title: str, sentence: str, *, simulated: bool) -> IndexPage:
    path.write_text(sheet_html(sheet), "utf-8")
    return IndexPage(file=path.name, title=title, sentence=sentence, simulated=simulated)
