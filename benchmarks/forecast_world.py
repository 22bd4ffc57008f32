"""The lead over the best rival in every country whose record can show one, by months ahead.

    python -m benchmarks.forecast_world [--keep FOLDER]

UCDP GED 21.1, events with precise places, to December 2020; each country is a run of its own, tested at every
sixth month of the second half of its record, with weights learned from every third month. A country counts with
`DEADLY_MIN` deadly cells and months or more before its first test month, and as many from then on. ``--keep``
stores each country, so that a run that was stopped goes on there. The tables go to docs/reference/forecasts.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from benchmarks.forecast_page import write_part
from benchmarks.forecast_rivals import (
    DRAWS,
    GOALS,
    LEADS,
    _best,
    _means,
    bounds_of,
    chance_behind,
    leads_over,
    score_panel,
)
from benchmarks.kept import code_digest
from benchmarks.tables import Table

from sulh import warn
from sulh.tables import open_table
from sulh.warn import RIVALS

EVENTS = "ged211_precise_events.csv.gz"
UNTIL = "2020-12"
DEADLY_MIN, EVERY, THIN = 20, 6, 3


def panels() -> tuple[dict[str, warn.Panel], dict[str, str]]:
    """Return the panel of each country that counts, and why each other one does not."""
    table = open_table(Path(os.environ["SULH_DATA"]) / EVENTS)
    events = warn.read_events(table, timezone=ZoneInfo("UTC")).value.frame
    counted, reasons = {}, {}
    for (country,), own in sorted(events.group_by(["country"]), key=lambda each: str(each[0][0])):
        panel = warn.events_panel(own, step="month", until=UNTIL)
        deadly = (panel.counts["deaths"] > 0).sum(axis=1)
        first = panel.periods // 2
        before, after = int(deadly[: first + 1].sum()), int(deadly[first + 1 :].sum())
        if before < DEADLY_MIN:
            reasons[str(country)] = (
                f"fewer than {DEADLY_MIN} deadly cells and months before its test"
            )
        elif after < DEADLY_MIN:
            reasons[str(country)] = f"fewer than {DEADLY_MIN} deadly cells and months in its test"
        else:
            counted[str(country)] = panel
    return counted, reasons


def kept_scores(country: str, panel: warn.Panel, folder: Path) -> pl.DataFrame:
    """Return the scores of a country: from a folder, or computed and then kept in it."""
    path = folder / f"world-{country}-{code_digest('benchmarks.forecast_world')[:12]}.parquet"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        scores, _ = score_panel(panel, "deaths", every=EVERY, thin=THIN)
        scores.write_parquet(path)
        print(country, flush=True)
    return pl.read_parquet(path)


def tables_of(folder: Path) -> list[Table]:
    """Return the leads by country, what they come to, and the countries left out."""
    counted, reasons = panels()
    leads: dict[str, list[np.ndarray]] = {}
    sums: dict[str, list[list[float]]] = {}
    chances = {name: np.zeros(2) for name in (*LEADS, *GOALS)}
    rows = []
    for country, panel in counted.items():
        scores = kept_scores(country, panel, folder)
        cells = []
        for name, (first, last) in {**LEADS, **GOALS}.items():
            part = scores.filter(pl.col("horizon").is_between(first, last))
            best = _best(_means(part))
            lead = leads_over(part, best)
            leads.setdefault(name, []).append(lead)
            chances[name] += chance_behind(part)
            total = dict(part.group_by("method").agg(pl.col("crps").sum()).iter_rows())
            own = [total["forecast"], total[best], *(total[rival] for rival in RIVALS)]
            sums.setdefault(name, []).append(own)
            if name in LEADS:
                value, low, high = bounds_of(lead)
                cells.append(f"{value:+.1%} ({low:+.1%} to {high:+.1%}), {best}")
        rows.append((country, *cells))
    return [_pooled(leads, sums, chances), _by_country(rows), _left_out(reasons)]


def _pooled(
    leads: dict[str, list[np.ndarray]],
    sums: dict[str, list[list[float]]],
    chances: dict[str, np.ndarray],
) -> Table:
    rows = []
    for name, each in leads.items():
        gain, low, high = bounds_of(np.nanmean(each, axis=0))
        own = [bounds_of(lead) for lead in each]
        rows.append(
            (
                name, f"{gain:+.1%} ({low:+.1%} to {high:+.1%})", f"{np.median([v for v, *_ in own]):+.1%}",
                *_leads_of_sums(np.array(sums[name])),
                str(sum(low > 0.0 for _, low, _ in own)), str(sum(high < 0.0 for *_, high in own)),
                *(f"{each:.1f}" for each in chances[name]),
            )
        )  # fmt: skip
    count = len(next(iter(leads.values())))
    return Table(
        title=f"The lead over the best rival, {count} countries, deaths",
        columns=("Months ahead", "Mean lead (95 %)", "Median", "Sums of CRPS (95 %)",
                 "Sums, over the one rival best for all (95 %)",
                 "Countries clearly ahead", "clearly behind",
                 "by chance, level with the best rival", "by chance, level with all rivals"),
        rows=tuple(rows),
        notes=(
            "Sums of CRPS: over all countries together, so that deadly ones count most; 95 %: countries drawn.",
            "Else each country counts alike; its best rival is picked on its test itself, at each lead.",
            "By chance: so many clearly behind if the forecast were as good as the best rival, or as all.",
            f"Tested every {EVERY} months, learned from every {THIN}; blocks of twelve months.",
        ),
    )  # fmt: skip


def _leads_of_sums(sums: np.ndarray) -> tuple[str, str]:
    """Return the lead by sums over countries: over each one's best rival, and over the one best for all.

    Parameters
    ----------
    sums : float64[countries, 2 + rivals]
        Of the forecast, of the country's best rival, of each rival.
    """
    draws = np.random.default_rng(0).integers(0, len(sums), (DRAWS, len(sums)))
    drawn, whole = sums[draws].sum(axis=1), sums.sum(axis=0)
    one = 2 + int(whole[2:].argmin())
    texts = []
    for rival in (1, one):
        low, high = np.percentile(1.0 - drawn[:, 0] / drawn[:, rival], (2.5, 97.5))
        texts.append(f"{1.0 - whole[0] / whole[rival]:+.1%} ({low:+.1%} to {high:+.1%})")
    return texts[0], f"{texts[1]}, {RIVALS[one - 2]}"


def _by_country(rows: list[tuple[str, ...]]) -> Table:
    return Table(
        title="By country: lead over its best rival (95 %), and that rival, by months ahead",
        columns=("Country", *LEADS),
        rows=tuple(rows),
    )


def _left_out(reasons: dict[str, str]) -> Table:
    names: dict[str, list[str]] = {}
    for country, why in reasons.items():
        names.setdefault(why, []).append(country)
    return Table(
        title="Countries left out",
        columns=("Why", "Number", "Countries"),
        rows=tuple((why, str(len(each)), ", ".join(each)) for why, each in sorted(names.items())),
    )


def main() -> None:
    """Score, print, and put the tables in the page."""

    def tables(keep: Path | None) -> list[Table]:
        with TemporaryDirectory() as made:
            return tables_of(keep or Path(made))

    write_part("forecast_world", "rivals-world", tables)


if __name__ == "__main__":
    main()
