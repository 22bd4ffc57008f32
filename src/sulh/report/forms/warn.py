"""The forms of what `sulh.warn` computes."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh.languages.speech import Speech
from sulh.report.forms.form import ResultForms, without_nan
from sulh.report.pages.forecast import evaluation_sheet, forecast_sheet
from sulh.report.xlsx import frame_csv, frames_xlsx, harmless_csv
from sulh.warn import evaluation_json, flat_frame, forecast_geojson, forecast_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from sulh.errors import Problem
    from sulh.mission import Pack
    from sulh.warn import Evaluation, Forecast

__all__ = ["evaluation_forms", "forecast_forms"]

PROBLEMS_IN_JSON = 50


def forecast_forms(
    result: Forecast,
    *,
    pack: Pack | None = None,
    problems: Collection[Problem] = (),
    rejected: int = 0,
    language: str = "en",
) -> ResultForms:
    """Return a forecast as a page in a language with the land of `pack`, JSON, XLSX, CSV and GeoJSON.

    JSON says how many rows of its events were `rejected`, and names the first fifty `problems`.
    """
    place, land = (pack.title, [each.geometry for each in pack.base]) if pack else ("", [])
    speech = Speech(language)
    return ResultForms(
        sheet=partial(forecast_sheet, result, place=place, land=land, speech=speech),
        text=lambda: _json(forecast_json(result) | _account(problems, rejected)),
        work="A forecast in PDF",
        printed=partial(forecast_sheet, result, place=place, drawings=False, speech=speech),
        more={
            ".xlsx": lambda: frames_xlsx({"Forecast": flat_frame(result)}),
            ".csv": lambda: frame_csv(flat_frame(result)),
            ".geojson": lambda: _json(forecast_geojson(result)),
        },
    )


def evaluation_forms(
    result: Evaluation,
    *,
    problems: Collection[Problem] = (),
    rejected: int = 0,
    language: str = "en",
) -> ResultForms:
    """Return scores of forecasts as a page in a language, JSON (see `forecast_forms`) and CSV."""
    speech = Speech(language)
    return ResultForms(
        sheet=partial(evaluation_sheet, result, speech=speech),
        text=lambda: _json(evaluation_json(result) | _account(problems, rejected)),
        work="Scores in PDF",
        printed=partial(evaluation_sheet, result, drawings=False, speech=speech),
        more={".csv": lambda: harmless_csv(result.frame)},
    )


def _account(problems: Collection[Problem], rejected: int) -> dict[str, Any]:
    return {"rejected": rejected, "problems": [str(each) for each in problems][:PROBLEMS_IN_JSON]}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(without_nan(content), ensure_ascii=False, allow_nan=False)
