"""The forms of what `sulh.respond` computes."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh import respond
from sulh.languages.speech import Speech
from sulh.report.forms.form import ResultForms, json_text
from sulh.report.forms.protect import answer_text
from sulh.report.pages.busy import busy_sheet
from sulh.report.pages.casualties import casualties_sheet
from sulh.report.pages.convoys import convoys_sheet
from sulh.report.pages.driver import driver_sheet
from sulh.report.pages.evacuation import area_sheet, chain_sheet
from sulh.report.pages.first_days import first_days_sheet
from sulh.report.pages.reaction import reaction_sheet
from sulh.report.pages.tasks import tasks_sheet
from sulh.report.xlsx import harmless_csv
from sulh.respond import convoys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from sulh.recover import NeedsStatement
    from sulh.respond import (
        AreaCover,
        BusyPlan,
        CasualtyChain,
        FirstDaysPlan,
        Fix,
        Reaction,
        TaskWatch,
    )
    from sulh.respond.convoys import ConvoyPlan, ConvoyWays
    from sulh.respond.mass_casualty import CasualtyPlan

__all__ = [
    "area_forms",
    "busy_forms",
    "casualties_forms",
    "chain_forms",
    "convoys_forms",
    "driver_forms",
    "first_days_forms",
    "reaction_forms",
    "tasks_forms",
]

UNSAFE = re.compile(r"[^\w.-]+")


def chain_forms(chain: CasualtyChain, *, clock: tzinfo, language: str = "en") -> ResultForms:
    """Return the chain of one casualty as a page on a clock, JSON and CSV."""
    return ResultForms(
        sheet=partial(chain_sheet, chain, clock=clock, speech=Speech(language)),
        text=lambda: answer_text(respond.chain_answer(chain)),
        work="A page of evacuation in PDF",
        more={".csv": lambda: harmless_csv(chain.frame())},
    )


def area_forms(cover: AreaCover, fixes: Sequence[Fix] = (), *, language: str = "en") -> ResultForms:
    """Return where the timeline of evacuation holds, and what would change it, as a page, JSON and CSV."""
    return ResultForms(
        sheet=partial(area_sheet, cover, tuple(fixes), speech=Speech(language)),
        text=lambda: answer_text(respond.area_answer(cover, tuple(fixes))),
        work="A page of evacuation in PDF",
        more={".csv": lambda: harmless_csv(cover.frame())},
    )


def busy_forms(plan: BusyPlan, *, language: str = "en") -> ResultForms:
    """Return how often units are out as a page and JSON."""
    return ResultForms(
        sheet=partial(busy_sheet, plan, speech=Speech(language)),
        text=lambda: answer_text(plan),
        work="The page in PDF",
    )


def reaction_forms(result: Reaction, *, clock: tzinfo, language: str = "en") -> ResultForms:
    """Return who goes to a place as a page on a clock and JSON."""
    return ResultForms(
        sheet=partial(reaction_sheet, result, clock=clock, speech=Speech(language)),
        text=lambda: answer_text(respond.reaction_answer(result)),
        work="A page of a reaction in PDF",
    )


def first_days_forms(plan: FirstDaysPlan, *, language: str = "en") -> ResultForms:
    """Return a plan of the first 72 hours as a page in a language, and as JSON."""
    return ResultForms(
        sheet=partial(first_days_sheet, plan, speech=Speech(language)),
        text=lambda: json_text(plan.content()),
        work="A plan of the first 72 hours in PDF",
    )


def casualties_forms(
    plan: CasualtyPlan, needs: NeedsStatement | None, *, language: str = "en"
) -> ResultForms:
    """Return how long many wounded wait, and what the displaced `needs` are, as a page, JSON and CSV."""

    def content() -> dict[str, Any]:
        return {**plan.content(), "first_72_hours": None if needs is None else needs.content()}

    result = ResultForms(
        sheet=partial(casualties_sheet, plan, needs, speech=Speech(language)),
        text=lambda: json_text(content()),
        work="A page of many wounded in PDF",
        more={".csv": lambda: harmless_csv(plan.frame())},
    )
    return result.of_exercise(language) if plan.simulated else result


def convoys_forms(plan: ConvoyPlan, ways: ConvoyWays, *, language: str = "en") -> ResultForms:
    """Return a plan of convoys as a page with its map, JSON, CSV and GeoJSON; on a terminal without the map."""
    speech = Speech(language)
    result = ResultForms(
        sheet=partial(convoys_sheet, plan, ways, speech=speech),
        text=lambda: json_text(convoys.plan_content(plan)),
        work="A plan of convoys in PDF",
        printed=partial(convoys_sheet, plan, speech=speech),
        more={
            ".geojson": lambda: json.dumps(convoys.plan_features(plan, ways), ensure_ascii=False),
            ".csv": lambda: harmless_csv(convoys.stops_frame(plan)),
        },
    )
    return result.of_exercise(language) if plan.simulated else result


def driver_forms(
    plan: ConvoyPlan, ways: ConvoyWays, *, language: str = "en"
) -> Iterator[tuple[str, ResultForms]]:
    """Yield a page for each driver and day, with the name of its file without the ending."""
    for run in plan.runs:
        words = f"{run.day:%Y-%m-%d} {plan.depots[run.depot].name} {run.vehicle}"
        sheet = partial(driver_sheet, plan, run, ways, speech=Speech(language))
        yield UNSAFE.sub("-", words), ResultForms(sheet=sheet, work="A driver's page in PDF")


def tasks_forms(tasks: TaskWatch, *, simulated: bool = False, language: str = "en") -> ResultForms:
    """Return the tasks of a watch as a page, JSON and CSV; `simulated`: they are an exercise's."""
    result = ResultForms(
        sheet=partial(tasks_sheet, tasks, speech=Speech(language)),
        text=lambda: answer_text(respond.watch_answer(tasks)),
        work="A page of tasks in PDF",
        more={".csv": lambda: harmless_csv(tasks.frame())},
    )
    return result.of_exercise(language) if simulated else result
