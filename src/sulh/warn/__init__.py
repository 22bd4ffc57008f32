"""Where violence is likely next: deaths by cell and month as distributions, scored on what came."""

from sulh.warn.build import build_panel
from sulh.warn.cells import (
    Cells,
    District,
    district_cells,
    h3_cells,
    prio_cells,
    prio_centre,
    prio_gid,
    square_cells,
)
from sulh.warn.cluster import ClusterExecutor, on_cluster
from sulh.warn.component_forecasts import EXPERTS, NAIVE
from sulh.warn.events import EVENTS, Gathered, events_of_reports, events_table
from sulh.warn.forecast import Forecast, forecast
from sulh.warn.model_selection import trusted
from sulh.warn.next_year import NextYear, next_year
from sulh.warn.panel import MEASURES, Measure, Panel, Step
from sulh.warn.place_years import PlaceYears, place_years
from sulh.warn.rolling import METHODS, Plan, Rolled, plan_rolling, roll
from sulh.warn.scores import (
    average_precision,
    brier,
    crps,
    crps_samples,
    ignorance,
    interval_score,
    quantile,
    randomised_pit,
)
from sulh.warn.study import Study, study
from sulh.warn.summary import (
    Likely,
    Shares,
    by_country,
    by_horizon,
    overall,
    pit_histogram,
    reliability,
    shares_of_countries,
    where_likely,
)
from sulh.warn.support import SUPPORT

__all__ = [
    "EVENTS",
    "EXPERTS",
    "MEASURES",
    "METHODS",
    "NAIVE",
    "SUPPORT",
    "Cells",
    "ClusterExecutor",
    "District",
    "Forecast",
    "Gathered",
    "Likely",
    "Measure",
    "NextYear",
    "Panel",
    "PlaceYears",
    "Plan",
    "Rolled",
    "Shares",
    "Step",
    "Study",
    "average_precision",
    "brier",
    "build_panel",
    "by_country",
    "by_horizon",
    "crps",
    "crps_samples",
    "district_cells",
    "events_of_reports",
    "events_table",
    "forecast",
    "h3_cells",
    "ignorance",
    "interval_score",
    "next_year",
    "on_cluster",
    "overall",
    "pit_histogram",
    "place_years",
    "plan_rolling",
    "prio_cells",
    "prio_centre",
    "prio_gid",
    "quantile",
    "randomised_pit",
    "reliability",
    "roll",
    "shares_of_countries",
    "square_cells",
    "study",
    "trusted",
    "where_likely",
]
