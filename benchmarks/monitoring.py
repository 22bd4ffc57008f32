"""How often findings are right: exercises with known truth over each bundled pack, and the page that says so.

``python -m benchmarks.monitoring --pack unifil --first 0 --count 20 --into FOLDER`` plays a part;
``python -m benchmarks.monitoring --page FOLDER`` writes the tables of all parts into
docs/explanation/monitoring.md, between the marks of each rule of evidence, under whatever heading they stand;
a rule that no part played keeps the tables that it has. The same seeds give the same counts on every machine.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.tables import Table, markdown, replaced

from sulh.exercise import Measured, Watching, highest_rate, measure, measured_sum
from sulh.mission import find, load

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "monitoring.md"
MARKS: dict[int | None, str] = {
    None: "monitoring by the packs' rules",
    1: "monitoring by one report",
    2: "monitoring by two reports",
}
"""The name of the marks on the page, for each rule of evidence: on how many reports a breach rests."""
STARTS = {"example": (2021, 1), "unifil": (2024, 12), "mfo-sinai": (2024, 1), "minusca": (2021, 8)}
"""The first month of each pack; six are played."""
DENSITIES = (0.2, 0.5, 0.8, 1.0)
WAYS = [
    Watching(density=density, quality=quality)
    for quality in ("exact", "vague", "usual", "poor")
    for density in DENSITIES
]


OTHER_RULES = [
    each for each in WAYS if each.quality in ("usual", "poor") and each.density in (0.5, 1.0)
]
"""The ways that are measured again with other rules: one report is enough, or two are always needed."""


def play(
    pack: str, first: int, count: int, qualities: tuple[str, ...], reports: int | None = None
) -> tuple[Measured, ...]:
    """Play exercises of a pack with the seeds from `first` on, each watched in every way of some qualities.

    `reports`: on how many reports a breach by an act rests; None: as the packs say, which leave it open.
    """
    begins = datetime(*STARTS[pack], 1, tzinfo=UTC) - timedelta(days=1)
    agreed = load(find(pack))
    rule = replace(agreed.evidence_rule, reports_at_least=reports)
    return measure(
        replace(agreed, evidence_rule=rule),
        [each for each in (WAYS if reports is None else OTHER_RULES) if each.quality in qualities],
        from_=begins,
        until=begins + timedelta(days=186),
        seeds=range(first, first + count),
    )


def parts(folder: Path, reports: int | None) -> list[Measured]:
    """Return what all parts in a folder counted, by the rule of so many reports."""
    return [
        Measured(
            pack=row["pack"],
            watching=Watching(density=row["density"], quality=row["quality"]),
            exercises=row["exercises"],
            months=row["months"],
            outcomes=Counter(row["outcomes"]),
            causes=Counter(row["causes"]),
            missed=Counter(row["missed"]),
        )
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text("utf-8"))
        if row["reports"] == reports
    ]


def tables(rows: list[Measured]) -> list[Table]:
    """Return the tables of the page."""
    worlds = exercises_of(rows, ("usual", "poor"))
    fewer = exercises_of(rows, ("exact", "vague"))
    found = [
        line(measured_sum(each for each in rows if each.watching == way), way.quality, way.density)
        for way in WAYS
        if any(each.watching == way for each in rows)
    ]
    by_pack = [
        line(measured_sum(played), f"{way.quality}, `{pack}`", way.density)
        for way in OTHER_RULES
        for pack in STARTS
        if (played := [each for each in rows if (each.pack, each.watching) == (pack, way)])
    ]
    causes: dict[str, Counter[str]] = {}
    missed: dict[str, Counter[str]] = {}
    for each in rows:
        causes.setdefault(each.watching.quality, Counter()).update(each.causes)
        missed.setdefault(each.watching.quality, Counter()).update(each.missed)
    columns = (
        "quality", "watched", "breaches", "found", "left open", "missed", "months kept",
        "said to be met", "wrongly accused", "in 1,000", "at most",
    )  # fmt: skip
    return [
        Table(
            title="All packs together",
            columns=columns,
            rows=tuple(found),
            notes=(
                f"*Usual* and *poor*: {said(worlds)} of six months, each watched in all of these ways.",
                f"*Exact* and *vague*: {said(fewer)} of them.",
                "*In 1,000*: wrong accusations in 1,000 months kept.",
                "*At most*: the rate that would show so few in one of twenty samples (exact, Poisson).",
                "Months of one exercise are not quite independent of each other.",
            ),
        ),
        Table(title="By pack", columns=("quality and pack", *columns[1:]), rows=tuple(by_pack)),
        Table(
            title="What wrong accusations rest on",
            columns=("quality", "because of", "accusations"),
            rows=ranked(causes),
            notes=("Summed over the four densities. A quality that is not named has none.",),
        ),
        Table(
            title="What was missed: breaches in months said to be met",
            columns=("quality", "kind of provision", "missed"),
            rows=ranked(missed),
        ),
    ]  # fmt: skip


def heading_level(page: str, mark: str) -> int:
    """Return the level of the heading under which a mark stands; 1 where there is none above it."""
    above = page[: page.index(f"<!-- {mark}: start -->")].splitlines()
    levels = [len(each) - len(each.lstrip("#")) for each in above if each.startswith("#")]
    return levels[-1] if levels else 1


def written(page: str, rows: dict[int | None, list[Measured]]) -> str:
    """Return the page with the tables of each rule that was played, one level below the heading above them."""
    for reports, each in rows.items():
        if not each:
            continue
        mark = MARKS[reports]
        level = heading_level(page, mark) + 1
        body = "\n".join(
            markdown(table, level=level)
            for table in (tables(each) if reports is None else [other_rule(each, reports)])
            if table.rows
        )
        page = replaced(page, mark, f"\n{body}\n")
    return page


def exercises_of(rows: list[Measured], qualities: tuple[str, ...]) -> dict[str, int]:
    """Return how many exercises of each pack were watched in one way of these qualities."""
    ways = [each for each in WAYS if each.quality in qualities]
    return {
        pack: max(
            sum(each.exercises for each in rows if (each.pack, each.watching) == (pack, way))
            for way in ways
        )
        for pack in STARTS
    }


def said(counts: dict[str, int]) -> str:
    """Return how many exercises there are, all and by pack."""
    packs = ", ".join(f"{count} of `{pack}`" for pack, count in counts.items() if count)
    return f"{sum(counts.values())} exercises ({packs})"


def other_rule(rows: list[Measured], reports: int) -> Table:
    """Return the table of another rule of evidence, each pack and all."""
    return Table(
        title=f"Measured with `reports_at_least = {reports}`",
        columns=(
            "quality and pack", "watched", "breaches", "found", "left open", "missed", "months kept",
            "said to be met", "wrongly accused", "in 1,000", "at most",
        ),
        rows=tuple(
            line(
                measured_sum(played),
                f"{way.quality}, {pack if pack == 'all' else f'`{pack}`'}",
                way.density,
            )
            for way in OTHER_RULES
            for pack in ("all", *STARTS)
            if (
                played := [
                    each for each in rows if each.watching == way and pack in (each.pack, "all")
                ]
            )
        ),
        notes=(f"Fewer exercises, with `reports_at_least = {reports}` in each pack's rule.",),
    )  # fmt: skip


def ranked(counts: dict[str, Counter[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a row for each quality and name, the most frequent first."""
    return tuple(
        (quality, name, f"{n:,}")
        for quality, each in counts.items()
        for name, n in each.most_common()
    )


def line(each: Measured, name: str, density: float) -> tuple[str, ...]:
    """Return a row of a table."""
    counts, broken, kept = each.outcomes, each.broken or 1, each.kept or 1
    return (
        name,
        f"{density:.0%}",
        f"{each.broken:,}",
        *(f"{counts[outcome] / broken:.0%}" for outcome in ("found", "left-open", "missed")),
        f"{each.kept:,}",
        f"{counts['cleared'] / kept:.0%}",
        f"{counts['accused']:,}",
        f"{each.wrong_per_thousand:.2f}",
        f"{1000 * highest_rate(counts['accused'], each.kept):.2f}",
    )


def main() -> None:
    """Play a part, or write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monitoring", description=__doc__)
    parser.add_argument("--pack", choices=sorted(STARTS))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--qualities", default="exact,vague,usual,poor", help="with commas")
    parser.add_argument("--rules", type=int, nargs="*", default=(), help="also: reports_at_least")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    if options.page:
        rows = {each: parts(options.page, each) for each in MARKS}
        PAGE.write_text(written(PAGE.read_text("utf-8"), rows), "utf-8")
        return
    qualities = tuple(options.qualities.split(","))
    rows = [
        {**each.content(), "reports": reports}
        for reports in (None, *options.rules)
        for each in play(options.pack, options.first, options.count, qualities, reports)
    ]
    options.into.mkdir(parents=True, exist_ok=True)
    path = options.into / f"{options.pack}-{options.first}-{options.count}.json"
    path.write_text(json.dumps(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
