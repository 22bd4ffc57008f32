"""The forms of what `sulh.protect` computes."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh import protect
from sulh.languages.speech import Speech
from sulh.report.forms.form import ResultForms
from sulh.report.pages.backtest import backtest_sheet
from sulh.report.pages.laydown import draw_laydown, laydown_sheet
from sulh.report.pages.patrol import patrol_sheet
from sulh.report.xlsx import harmless_csv

if TYPE_CHECKING:
    from sulh.protect import Backtest, LaydownPlan, PatrolSchedule

__all__ = ["answer_text", "backtest_forms", "laydown_forms", "patrol_forms"]


def answer_text(answer: Any) -> str:
    """Return an answer of `protect` or `respond` as JSON; a number without a value is null."""
    return json.dumps(protect.as_json(answer), ensure_ascii=False, indent=2, allow_nan=False)


def laydown_forms(
    plan: LaydownPlan, *, mission: str = "", simulated: bool = False, language: str = "en"
) -> ResultForms:
    """Return a laydown as a page, JSON, CSV, SVG (its map) and GeoJSON.

    `mission` is the page's title; `simulated`: its demand rests on an exercise's records.
    """
    speech = Speech(language)
    result = ResultForms(
        sheet=partial(laydown_sheet, plan, mission=mission, simulated=simulated, speech=speech),
        text=lambda: answer_text(protect.laydown_answer(plan)),
        work="A laydown in PDF",
        more={
            ".csv": lambda: harmless_csv(plan.frame),
            ".svg": lambda: draw_laydown(plan, simulated=simulated, speech=speech).svg,
            ".geojson": lambda: json.dumps(
                protect.laydown_geojson(plan), ensure_ascii=False, indent=1
            ),
        },
    )
    return result.of_exercise(language) if simulated else result


def patrol_forms(schedule: PatrolSchedule, *, language: str = "en") -> ResultForms:
    """Return a patrol calendar as a page, JSON and CSV."""
    return ResultForms(
        sheet=partial(patrol_sheet, schedule, speech=Speech(language)),
        text=lambda: answer_text(protect.patrol_answer(schedule)),
        work="A patrol plan in PDF",
        more={".csv": lambda: harmless_csv(schedule.frame)},
    )


def backtest_forms(result: Backtest, *, language: str = "en") -> ResultForms:
    """Return a back-test as a page in a language, JSON and CSV."""
    return ResultForms(
        sheet=partial(backtest_sheet, result, speech=Speech(language)),
        text=lambda: answer_text(protect.backtest_answer(result)),
        work="A back-test in PDF",
        more={".csv": lambda: harmless_csv(result.frame)},
    )
