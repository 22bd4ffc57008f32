"""The page of a flight from violence: where people were simulated to arrive, and where they were registered.

In the reader's language; names of camps stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.charts.flights import camps_figure, errors_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.exercise import FlightCheck, FlightError
    from sulh.languages.speech import Speech

__all__ = ["error_cells", "flight_content", "flight_sheet"]

KNOWS_CAPACITY = "camps by their capacity"
NO_CAPACITY = "no camp is ever full"
ERRORS = ("mean", "scaled", "later", "worst")


def error_cells(error: FlightError, speech: Speech = ENGLISH) -> tuple[str, ...]:
    """Return the errors under the columns of `ERRORS`."""
    return tuple(
        speech.decimal(each, 3)
        for each in (error.mean, error.scaled, error.scaled_later, error.worst)
    )


def _id(name: str) -> str:
    """Return the name of a guess or an assumption as part of a message's id."""
    return name.replace(" ", "-")


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


def flight_sheet(check: FlightCheck, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page."""
    case, say = check.case, speech.say
    blind = {name: each for name, each in check.rivals.items() if name != KNOWS_CAPACITY}
    best = min(blind, key=lambda name: blind[name].scaled)
    guess = say(f"flight-guess-{_id(best)}")
    return Sheet(
        title=say("flight-title", name=case.name),
        language=speech.language,
        banner=say("flight-banner"),
        subtitle=say(
            "flight-of",
            days=speech.number(case.days),
            day=speech.day(case.start),
            camps=speech.number(len(case.camps)),
        ),
        facts=(
            Fact(speech.percent(1 - check.error.scaled / 2), say("flight-fact-right")),
            Fact(speech.decimal(check.error.scaled, 3), say("flight-difference")),
            Fact(speech.decimal(blind[best].scaled, 3), say("flight-fact-best", guess=guess)),
            Fact(
                speech.decimal(check.variants[NO_CAPACITY].scaled, 3), say("flight-fact-no-limit")
            ),
            Fact(speech.number(float(check.result.on_way[-1])), say("flight-fact-on-way")),
        ),
        sentences=(say("flight-taken"), say("flight-not-how-many"), _of_capacities(check, speech)),
        sections=(
            _errors(check, speech),
            Section(heading=say("flight-camps-by-day"), figures=(camps_figure(check, speech),)),
            Section(
                heading=say("flight-errors-by-day"), figures=(errors_figure(check, best, speech),)
            ),
            _camps(check, speech),
        ),
        landscape=True,
    )


def _of_capacities(check: FlightCheck, speech: Speech) -> str:
    alone = check.rivals[KNOWS_CAPACITY].scaled
    which = "nearer" if alone < check.error.scaled else "farther"
    return speech.say(f"flight-capacities-{which}", error=speech.decimal(alone, 3))


def _errors(check: FlightCheck, speech: Speech) -> Section:
    say = speech.say
    ways = [
        (say("flight-simulated"), check.error),
        *(
            (say("flight-naive", guess=say(f"flight-guess-{_id(name)}")), each)
            for name, each in check.rivals.items()
        ),
        *(
            (say("flight-if", what=say(f"flight-assumed-{_id(name)}")), each)
            for name, each in check.variants.items()
        ),
    ]
    return Section(
        heading=say("flight-head-errors"),
        header=(say("flight-how"), *(say(f"flight-error-{each}") for each in ERRORS)),
        rows=tuple((name, *error_cells(each, speech)) for name, each in ways),
        numbers=frozenset((1, 2, 3, 4)),
        wide=frozenset((0,)),
        notes=(say("flight-note-error"), say("flight-note-twice"), say("flight-note-scaled")),
    )


def _camps(check: FlightCheck, speech: Speech) -> Section:
    case, say = check.case, speech.say
    rows: list[tuple[str | Cell, ...]] = []
    for n, camp in enumerate(case.camps):
        real, simulated = case.registered[camp][-1], float(check.result.in_camps[-1, n])
        off = round(simulated - real)
        sign = "+" if off > 0 else "\N{MINUS SIGN}" if off < 0 else ""
        rows.append(
            (
                camp, speech.number(case.registered[camp][0]), speech.number(real),
                speech.number(simulated),
                Cell(
                    speech.apart(f"{sign}{speech.number(abs(off))}"),
                    "bad" if abs(off) > max(real, 1.0) / 2 else "",
                ),
            )
        )  # fmt: skip
    return Section(
        heading=say("flight-last-day"),
        header=(
            say("flight-camp"), say("flight-on-first"), say("flight-on-last"),
            say("flight-simulated"), say("flight-off"),
        ),
        rows=tuple(rows),
        numbers=frozenset((1, 2, 3, 4)),
        wide=frozenset((0,)),
    )  # fmt: skip
