"""Where violence is likely next: deaths by cell and month as distributions, scored on the past."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.warn.borders import (
        ACCURACY_KM,
        CountryBorders,
        countries_at,
        fill_countries,
        natural_earth_borders,
        uncertain_places,
        within_borders,
    )
    from sulh.warn.build import build_panel, events_panel, lay_cells
    from sulh.warn.cell_forecasts import CellForecasts, forecast_cells
    from sulh.warn.cells import (
        CellKind,
        Cells,
        h3_cells,
        prio_cells,
        prio_centre,
        prio_gid,
        square_cells,
    )
    from sulh.warn.cluster import ClusterExecutor, on_cluster
    from sulh.warn.component_forecasts import COMPONENTS, NAIVE
    from sulh.warn.copula import Leaning, learn_leanings, score_sums_at
    from sulh.warn.country_totals import (
        OFF_MAX,
        compare_totals,
        name_in_ucdp,
        off_countries,
        read_country_totals,
        refuse_wrong_totals,
    )
    from sulh.warn.death_series import DeathSeries, death_series
    from sulh.warn.districts import District, district_cells, pack_districts
    from sulh.warn.evaluation import Evaluation, evaluate
    from sulh.warn.event_frame import events_from_frame
    from sulh.warn.events import (
        Events,
        events_from_records,
        events_from_tables,
        join_events,
        read_events,
    )
    from sulh.warn.exports import evaluation_json, flat_frame, forecast_geojson, forecast_json
    from sulh.warn.forecast import Forecast, forecast
    from sulh.warn.model_selection import select_methods
    from sulh.warn.next_year import YearForecast, forecast_next_year
    from sulh.warn.panel import MEASURES, Measure, Panel
    from sulh.warn.periods import TimeStep
    from sulh.warn.place_years import EVENT_SCHEMA, is_place_years, read_place_years
    from sulh.warn.rivals import RIVALS, RivalSettings, rival_cdfs, tune_rivals
    from sulh.warn.rolling import METHODS, RollingPlan, RollingScores, plan_rolling, score_rolling
    from sulh.warn.score_tables import (
        CountryWins,
        LikelyCoverage,
        country_wins,
        coverage_where_likely,
        overall_scores,
        pit_histogram,
        reliability_table,
        scores_by_country,
        scores_by_horizon,
    )
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
    from sulh.warn.settlements import geonames_settlements
    from sulh.warn.support import SUPPORT

__all__ = [
    "ACCURACY_KM",
    "COMPONENTS",
    "EVENT_SCHEMA",
    "MEASURES",
    "METHODS",
    "NAIVE",
    "OFF_MAX",
    "RIVALS",
    "SUPPORT",
    "CellForecasts",
    "CellKind",
    "Cells",
    "ClusterExecutor",
    "CountryBorders",
    "CountryWins",
    "DeathSeries",
    "District",
    "Evaluation",
    "Events",
    "Forecast",
    "Leaning",
    "LikelyCoverage",
    "Measure",
    "Panel",
    "RivalSettings",
    "RollingPlan",
    "RollingScores",
    "TimeStep",
    "YearForecast",
    "average_precision",
    "brier",
    "build_panel",
    "compare_totals",
    "countries_at",
    "country_wins",
    "coverage_where_likely",
    "crps",
    "crps_samples",
    "death_series",
    "district_cells",
    "evaluate",
    "evaluation_json",
    "events_from_frame",
    "events_from_records",
    "events_from_tables",
    "events_panel",
    "fill_countries",
    "flat_frame",
    "forecast",
    "forecast_cells",
    "forecast_geojson",
    "forecast_json",
    "forecast_next_year",
    "geonames_settlements",
    "h3_cells",
    "ignorance",
    "interval_score",
    "is_place_years",
    "join_events",
    "lay_cells",
    "learn_leanings",
    "name_in_ucdp",
    "natural_earth_borders",
    "off_countries",
    "on_cluster",
    "overall_scores",
    "pack_districts",
    "pit_histogram",
    "plan_rolling",
    "prio_cells",
    "prio_centre",
    "prio_gid",
    "quantile",
    "randomised_pit",
    "read_country_totals",
    "read_events",
    "read_place_years",
    "refuse_wrong_totals",
    "reliability_table",
    "rival_cdfs",
    "score_rolling",
    "score_sums_at",
    "scores_by_country",
    "scores_by_horizon",
    "select_methods",
    "square_cells",
    "tune_rivals",
    "uncertain_places",
    "within_borders",
]

export_lazily(__name__)
