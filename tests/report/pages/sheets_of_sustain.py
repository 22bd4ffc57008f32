"""The pages of units, contributions and gaps, each with all that it can say; names are codes."""

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from tests.sustain.contributions.tables import UN, read
from tests.sustain.entries import entry
from tests.sustain.gaps.cases import need, pledge

from sulh.report.pages.contributions import contributions_sheet
from sulh.report.pages.gaps import gaps_sheet
from sulh.report.pages.places import places_sheet
from sulh.report.pages.readiness import readiness_overview, readiness_sheet, training_sheet
from sulh.report.pages.statement import statement_overview, statement_sheet
from sulh.sustain import (
    Deployment,
    deployment_years,
    gap_summary,
    read_deployed_places,
    read_fatalities,
    read_rates,
    reimburse,
    summarise_contributions,
    training_gaps,
    with_personnel_rates,
)
from sulh.tables import open_table
from sulh.workspace import assess_units, folder_units

DAY = date(2022, 6, 30)
EXAMPLE = Path(__file__).parents[3] / "examples" / "units"
UNITS = {
    *("North", "Battalion", "Clearance", "Company", "Mounted", "patrol", "Observation", "drone"),
    *("team", "armoured", "carrier", "diesel", "observation", "pilot", "mine", "detector"),
    *("clearance", "batteries", "radio", "set", "signals", "first", "aid", "poc", "cyber"),
    *("hygiene", "catering", "wet", "dry", "fictional", "un", "casquebleu", "org"),
    *("survey", "average", "press"),
}
"""The names of the example's units, equipment, courses and rates; of sources, what they are called."""


@cache
def units():
    return folder_units(
        EXAMPLE, lambda path, reader: reader(open_table(path), path.name).value, today=DAY
    )


@cache
def due():
    rates = read_rates((EXAMPLE / "rates.toml").read_text("utf-8"), "rates.toml")
    return reimburse(2022, 6, units(), with_personnel_rates(rates))


@cache
def wanted():
    """Return gaps of every sort: filled, refused for each reason, ending, with a requirement unknown."""
    needs = (need(), need(id="R2", unit_type="hospital", languages=frozenset({"E1", "E2"})))
    pledges = (
        pledge(),
        pledge(id="P2", strength=50, languages=frozenset(), caveats=frozenset({"patrol"})),
        pledge(id="P3", first=date(2026, 5, 2), notice_days=0),
        pledge(id="P4", unit_type="hospital", notice_days=900, languages=frozenset({"E1"})),
        pledge(id="P5"),
    )
    there = (
        entry(Deployment, id="D1", requirement="R1", nation="BGD", first=date(2026, 1, 1),
              last=date(2026, 3, 15)),
        entry(Deployment, id="D2", requirement="R9", nation="BGD", first=date(2026, 1, 1),
              last=date(2026, 3, 15)),
    )  # fmt: skip
    return gap_summary(needs, pledges, there, day=date(2026, 1, 15), within_days=90)


@cache
def given(nation=""):
    """Return contributions of two periods with a nation unknown, rows that contradict, and deaths."""
    rows = (
        "IDN,Indonesia,M1,Troops,83,1148,2024-08-31\nIDN,Indonesia,M1,Troops,83,1148,2024-09-30\n"
        "ITA,Italy,M1,Staff Officers,30,70,2024-09-30\nITA,Italy,M1,Staff Officers,31,70,2024-09-30\n"
        "COD,DR Congo,M1,Formed Police Unit,,70,2024-09-30\nPSE,Palestine,M1,Troops,1,70,2024-09-30\n"
        ",K1,M1,Troops,0,5,2024-09-30\n"
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dead = "nation,mission,period,fatalities\nIndonesia,M1,2020,2\nK1,M1,2021,1\n"
        return summarise_contributions(
            read(folder, UN + rows).value,
            fatalities=read(folder, dead, "dead.csv", read_fatalities).value,
            nation=nation,
        )


@cache
def posted():
    rows = (
        "mission,year,country,location,latitude,longitude,Infantry,NoTroops,Reserve,hq,UNPOL,Med,Av,UNMO\n"
        "M1,2004,DRC,Bunia,1.5,30.2,100,100,0,3,0,0,0,1\nM1,2004,DRC,Bunia,1.5,30.2,NA,1300,0,3,0,0,0,0\n"
    )
    with tempfile.TemporaryDirectory() as name:
        return deployment_years(read(Path(name), rows, "p.csv", read_deployed_places).value, "")


def readiness(speech):
    results, technology = assess_units(EXAMPLE, units(), DAY)
    return readiness_sheet(results, technology, training_gaps(units(), DAY), DAY, speech=speech)


def overview(speech):
    return readiness_overview(*assess_units(EXAMPLE, units(), DAY), DAY, speech=speech)


WANTED = {"infantry", "hospital", "patrol", "french", "Bria", "SEN", "BGD"}
GIVEN = {
    "UN",
    "IDN",
    "ITA",
    "COD",
    "PSE",
    "GeoNames",
    "Equal",
    "Earth",
    "aliases",
    "name",
    "nation",
}
SHEETS = {
    ("readiness_sheet", "units"): (readiness, UNITS),
    ("readiness_overview", "units"): (overview, UNITS),
    ("training_sheet", "units"): (
        lambda speech: training_sheet(training_gaps(units(), DAY), DAY, speech=speech),
        UNITS,
    ),
    ("gaps_sheet", "all"): (lambda speech: gaps_sheet(wanted(), speech=speech), WANTED),
    ("contributions_sheet", "all"): (
        lambda speech: contributions_sheet(given(), speech=speech),
        GIVEN | {"table", "csv"},
    ),
    ("contributions_sheet", "nation"): (
        lambda speech: contributions_sheet(given("IDN"), speech=speech),
        GIVEN,
    ),
    ("places_sheet", "all"): (lambda speech: places_sheet(posted(), speech=speech), set()),
    ("statement_sheet", "units"): (lambda speech: statement_sheet(due(), speech=speech), UNITS),
    ("statement_overview", "units"): (
        lambda speech: statement_overview(due(), speech=speech),
        UNITS,
    ),
}
