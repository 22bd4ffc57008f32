"""The page of a flight from violence: where people were simulated to arrive, and where they were registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.charts.flights import camps_figure, errors_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.exercise import FlightCheck, FlightError

__all__ = ["error_cells", "flight_content", "flight_sheet"]

BANNER = "SIMULATED: no person was followed"
KNOWS_CAPACITY = "camps by their capacity"
ERROR_HEADER = ("mean error", "of those who arrived", "after day 12", "worst day after 12")


def error_cells(error: FlightError) -> tuple[str, ...]:
    """Return the errors under `ERROR_HEADER`."""
    return tuple(
        f"{each:.3f}" for each in (error.mean, error.scaled, error.scaled_later, error.worst)
    )


def flight_content(check: FlightCheck) -> dict[str, object]:
    """Return what the page says as plain values: errors, and people by day and camp."""

    def errors(error: FlightError) -> dict[str, float]:
        return {
            "mean": error.mean, "scaled": error.scaled, "scaled_after_day_12": error.scaled_later,
            "worst_after_day_12": error.worst,
        }  # fmt: skip

    case = check.case
    return {
        "case": case.name,
        "start": case.start.isoformat(),
        "days": case.days,
        "simulated": True,
        "error": errors(check.error),
        "rivals": {name: errors(each) for name, each in check.rivals.items()},
        "other_assumptions": {name: errors(each) for name, each in check.variants.items()},
        "camps": {
            camp: {
                "registered": [round(each) for each in case.registered[camp]],
                "simulated": [round(each) for each in check.result.in_camps[:, n].tolist()],
            }
            for n, camp in enumerate(case.camps)
        },
        "on_the_way": [round(each) for each in check.result.on_way.tolist()],
    }


def flight_sheet(check: FlightCheck) -> Sheet:
    """Return the page."""
    case = check.case
    blind = {name: each for name, each in check.rivals.items() if name != KNOWS_CAPACITY}
    best = min(blind, key=lambda name: blind[name].scaled)
    return Sheet(
        title=f"Flight from violence: {case.name}",
        banner=BANNER,
        subtitle=f"{case.days:,} days from {case.start:%Y-%m-%d}, {len(case.camps):,} camps",
        facts=(
            Fact(f"{1 - check.error.scaled / 2:.0%}", "in the camp that registered them"),
            Fact(f"{check.error.scaled:.3f}", "averaged relative difference"),
            Fact(f"{blind[best].scaled:.3f}", f"{best}, the best naive guess"),
            Fact(f"{check.variants['no camp is ever full'].scaled:.3f}", "without capacities"),
            Fact(f"{check.result.on_way[-1]:,.0f}", "on their way on the last day"),
        ),
        sentences=(
            "How many fled is taken from the registrations; where they went is simulated.",
            "It says nothing of how many will flee.",
            _of_capacities(check),
        ),
        sections=(
            _errors(check),
            Section(heading="Camps by day", figures=(camps_figure(check),)),
            Section(heading="Errors by day", figures=(errors_figure(check, best),)),
            _camps(check),
        ),
        landscape=True,
    )


def _of_capacities(check: FlightCheck) -> str:
    alone = check.rivals[KNOWS_CAPACITY].scaled
    better = "nearer than" if alone < check.error.scaled else "not as near as"
    return (
        "Capacities are often the highest number that a camp came to register, which nobody knew beforehand: "
        f"sharing people out by them alone has an error of {alone:.3f}, {better} the simulation."
    )


def _errors(check: FlightCheck) -> Section:
    ways = [
        ("simulated", check.error),
        *((f"naive: {name}", each) for name, each in check.rivals.items()),
        *((f"if {name}", each) for name, each in check.variants.items()),
    ]
    return Section(
        heading="How far from the registrations",
        header=("how people are shared out", *ERROR_HEADER),
        rows=tuple((name, *error_cells(each)) for name, each in ways),
        numbers=frozenset((1, 2, 3, 4)),
        wide=frozenset((0,)),
        notes=(
            "Error: the differences of all camps over all registered (averaged relative difference).",
            "Who is in the wrong camp counts twice.",
            "Of those who arrived: simulated people scaled to as many as were registered.",
        ),
    )


def _camps(check: FlightCheck) -> Section:
    case = check.case
    rows: list[tuple[str | Cell, ...]] = []
    for n, camp in enumerate(case.camps):
        real, simulated = case.registered[camp][-1], float(check.result.in_camps[-1, n])
        off = simulated - real
        rows.append(
            (
                camp, f"{case.registered[camp][0]:,.0f}", f"{real:,.0f}", f"{simulated:,.0f}",
                Cell(f"{off:+,.0f}", "bad" if abs(off) > max(real, 1.0) / 2 else ""),
            )
        )  # fmt: skip
    return Section(
        heading="Camps on the last day",
        header=("camp", "registered on the first day", "on the last", "simulated", "difference"),
        rows=tuple(rows),
        numbers=frozenset((1, 2, 3, 4)),
        wide=frozenset((0,)),
    )
