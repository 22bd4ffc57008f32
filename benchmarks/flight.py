"""Real flights simulated, and what their files were checked against.

``SULH_DATA=FOLDER python -m benchmarks.flight`` simulates the Central African Republic, Mali and South Sudan
(``displacement/fabflee``), holds them against the registrations, checks the files against UCDP's events and
UNHCR's yearly figures, and writes tables and figures into docs/explanation/flight.md. There is no chance in it.
"""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from benchmarks.tables import Table, markdown

from sulh.exercise import FlightCase, FlightCheck, FlightPlace, check_flight
from sulh.report.charts.flights import camps_figure
from sulh.report.pages.flight import error_cells
from sulh.workspace import read_flight_folder

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "explanation" / "flight.md"
BEGIN, END = "<!-- tables: python -m benchmarks.flight -->", "<!-- end of tables -->"
ERROR_HEADER = ("mean error", "of those who arrived", "after day 12", "worst day after 12")
CASES = {
    "car": ("Central African Republic", "CAF"),
    "mali2012": ("Mali", "MLI"),
    "ssudan": ("South Sudan", "SSD"),
}
EVENTS = "ged231_central_african_republic.csv"
COUNTRIES = {
    "Chad": "TCD", "Cameroon": "CMR", "DRC": "COD", "RC": "COG", "Mauritania": "MRT", "Burkina_Faso": "BFA",
    "Niger": "NER", "Ethiopia": "ETH", "Kenya": "KEN", "Sudan": "SDN", "Uganda": "UGA",
}  # fmt: skip
NEAR_KM = 25


def main() -> None:
    """Simulate, check, and write the page."""
    data = Path(os.environ["SULH_DATA"])
    checks = {
        name: check_flight(read_flight_folder(data / "displacement" / "fabflee" / name)[0])
        for name in CASES
    }
    for name, check in checks.items():
        svg = camps_figure(check).svg
        (DOCS / "images" / f"flight-{name}.svg").write_text(svg + "\n", "utf-8")
    tables = [
        errors(checks), lengths(checks), begins(checks["car"].case, data / EVENTS),
        asylum(checks, data / "displacement" / "unhcr" / "population.csv"),
    ]  # fmt: skip
    text = "\n".join(markdown(each) for each in tables)
    print(text)
    head, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.split(END)[1]}", "utf-8")


def errors(checks: dict[str, FlightCheck]) -> Table:
    """Return the errors of each case: simulated, guessed, and under other assumptions."""
    rows = []
    for name, check in checks.items():
        ways = {"simulated": check.error}
        ways |= {f"naive: {each}": error for each, error in check.rivals.items()}
        ways |= {f"if {each}": error for each, error in check.variants.items()}
        rows += [(CASES[name][0], way, *error_cells(error)) for way, error in ways.items()]
    return Table(
        title="How far from the registrations",
        columns=("case", "how people are shared out", *ERROR_HEADER),
        rows=tuple(rows),
        notes=("Averaged relative difference; 0 is right, 2 is all wrong.",),
    )


def straight_km(one: FlightPlace, two: FlightPlace) -> float:
    """Return the great circle between two places, on a sphere of 6,371 km."""
    lat, other = radians(one.lat), radians(two.lat)
    half = (
        sin((other - lat) / 2) ** 2
        + cos(lat) * cos(other) * sin(radians(two.lon - one.lon) / 2) ** 2
    )
    return 2 * 6371 * asin(sqrt(half))


def lengths(checks: dict[str, FlightCheck]) -> Table:
    """Return the routes that are shorter than the straight line between their ends."""
    rows = []
    for name, check in checks.items():
        at = {each.name: each for each in check.case.places}
        for route in check.case.routes:
            straight = straight_km(at[route.one], at[route.two])
            if route.km < 0.95 * straight:
                rows.append(
                    (CASES[name][0], route.one, route.two, f"{route.km:,}", f"{straight:,.0f}")
                )
    return Table(
        title="Routes shorter than the straight line",
        columns=("case", "from", "to", "km in the file", "km straight"),
        rows=tuple(rows),
        notes=("Shorter by more than 5 %: the length or a position is wrong.",),
    )


def begins(case: FlightCase, events: Path) -> Table:
    """Return when violence begins by the file, and the first event near by in UCDP's list."""
    with events.open(encoding="utf-8", newline="") as file:
        rows = [
            (date.fromisoformat(each["date_start"][:10]), float(each["latitude"]), float(each["longitude"]))
            for each in csv.DictReader(file)
            if int(each["where_prec"]) <= 3
        ]  # fmt: skip
    found = []
    for place in case.places:
        if place.kind != "conflict":
            continue
        begin = case.start + timedelta(days=place.conflict_day)
        near = sorted(
            day
            for day, lat, lon in rows
            if day >= date(2013, 9, 1)
            and straight_km(place, FlightPlace(name="", country="", lon=lon, lat=lat, kind="town"))
            <= NEAR_KM
        )
        first = near[0] if near else None
        days = "none" if first is None else f"{(begin - first).days:+,}"
        found.append((place.name, f"{begin}", f"{first or 'none'}", days))
    return Table(
        title="When violence begins, by the file and by UCDP",
        columns=("place", "in the file", "first event near by", "days later in the file"),
        rows=tuple(found),
        notes=(
            f"Central African Republic: events of UCDP GED within {NEAR_KM} km since September 2013.",
        ),
    )


def asylum(checks: dict[str, FlightCheck], population: Path) -> Table:
    """Return the registrations at the ends of years by country, beside UNHCR's yearly figures."""
    with population.open(encoding="utf-8", newline="") as file:
        yearly = {
            (each["coo_iso"], each["coa_iso"], int(float(each["year"]))): float(
                each["refugees"] or 0
            )
            for each in csv.DictReader(file)
        }
    rows = []
    for name, check in checks.items():
        case = check.case
        country = {each.name: each.country for each in case.places}
        for year in range(case.start.year, (case.start + timedelta(days=case.days)).year + 1):
            day = (date(year, 12, 31) - case.start).days
            if not 0 <= day < case.days:
                continue
            for land in sorted({country[camp] for camp in case.camps}):
                here = sum(
                    case.registered[camp][day] for camp in case.camps if country[camp] == land
                )
                known = yearly.get((CASES[name][1], COUNTRIES[land], year))
                rows.append(
                    (CASES[name][0], land.replace("_", " "), f"{year}", f"{here:,.0f}",
                     "none" if known is None else f"{known:,.0f}")
                )  # fmt: skip
    return Table(
        title="Registrations at the ends of years, by country",
        columns=(
            "case",
            "country of asylum",
            "year",
            "in the files (after recounts)",
            "UNHCR, refugees",
        ),
        rows=tuple(rows),
        notes=("UNHCR counts all refugees of that origin in the country, in camps or not.",),
    )


if __name__ == "__main__":
    main()
