"""The forms of results, one file a room: a page, JSON, tables, what a command writes by a file's ending."""

from sulh.report.forms.exercise import (
    comparison_forms,
    fit_forms,
    flight_forms,
    monitoring_forms,
    replications_forms,
    review_forms,
    sensitivity_forms,
)
from sulh.report.forms.form import ResultForms, json_text, without_nan
from sulh.report.forms.protect import answer_text, backtest_forms, laydown_forms, patrol_forms
from sulh.report.forms.recover import figures_forms, hxl_writers, statement_forms
from sulh.report.forms.respond import (
    area_forms,
    busy_forms,
    casualties_forms,
    chain_forms,
    convoys_forms,
    driver_forms,
    first_days_forms,
    reaction_forms,
    tasks_forms,
)
from sulh.report.forms.sustain import (
    contributions_forms,
    deployments_forms,
    gaps_forms,
    readiness_forms,
    reimbursement_forms,
    training_forms,
)
from sulh.report.forms.tables import table_writers
from sulh.report.forms.warn import evaluation_forms, forecast_forms

__all__ = [
    "ResultForms",
    "answer_text",
    "area_forms",
    "backtest_forms",
    "busy_forms",
    "casualties_forms",
    "chain_forms",
    "comparison_forms",
    "contributions_forms",
    "convoys_forms",
    "deployments_forms",
    "driver_forms",
    "evaluation_forms",
    "figures_forms",
    "first_days_forms",
    "fit_forms",
    "flight_forms",
    "forecast_forms",
    "gaps_forms",
    "hxl_writers",
    "json_text",
    "laydown_forms",
    "monitoring_forms",
    "patrol_forms",
    "reaction_forms",
    "readiness_forms",
    "reimbursement_forms",
    "replications_forms",
    "review_forms",
    "sensitivity_forms",
    "statement_forms",
    "table_writers",
    "tasks_forms",
    "training_forms",
    "without_nan",
]
