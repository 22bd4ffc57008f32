"""Compute what a report says from pack, tables and findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.report.charts import draw_parties, draw_timeline
from sulh.report.judgements import key_judgements
from sulh.report.map import draw_map
from sulh.report.model import (
    Card,
    Cell,
    Facts,
    Matrix,
    MatrixRow,
    PartyCount,
    Report,
    Settle,
    SourceRow,
    Strangers,
    TallyRow,
)
from sulh.verify import SETTLES, Explanation, Findings, Tally, explain, tally

if TYPE_CHECKING:
    from sulh.mission import Pack
    from sulh.mission.provisions import Provision
    from sulh.observe.tables import Tables

__all__ = ["build_report"]

SILENT = ("no-report", "no-complete-count", "register-incomplete")
MARKS = {"met": "M", "breached": "B", "undetermined": "U"}
RANK = {"breached": 2, "undetermined": 1, "met": 0}


def build_report(pack: Pack, tables: Tables, findings: Findings, facts: Facts) -> Report:
    """Return the content of a report.

    The same arguments give the same content, to the byte.
    """
    rows = findings.frame.to_dicts()
    for row in rows:
        row["silent"] = is_silent(row)
    counted = tally(pack, tables, at=facts.at)
    cards = _cards(pack, tables, findings, rows)
    months = tuple(sorted({row["month"] for row in rows}))
    parties = _parties(pack, rows)
    return Report(
        title=pack.title,
        summary=pack.summary,
        pack=f"{pack.id} {pack.version}, SHA-256 {pack.digest}",
        fictional=pack.fictional,
        facts=facts,
        period=f"{months[0]} to {months[-1]}" if months else "no month judged",
        totals=dict(Counter(row["verdict"] for row in rows)),
        judgements=key_judgements(pack, rows, counted),
        parties=parties,
        settle=_settle(pack, rows),
        unverified=_unverified(pack),
        parties_svg=draw_parties(parties, mark=facts.simulated),
        map_svg=draw_map(pack, tables, _status(rows), mark=facts.simulated),
        timeline_svg=draw_timeline(pack, tables, findings, months, mark=facts.simulated),
        matrices=_matrices(pack, rows, months),
        tally=_tally(pack, counted) if pack.districts else (),
        strangers=_strangers(counted),
        breached=cards["breached"],
        undetermined=cards["undetermined"],
        met=cards["met"],
        history=tuple(
            (e.date, e.text, pack.sources[e.source].title, e.evidence) for e in pack.history
        ),
        sources=tuple(
            SourceRow(id=s.id, title=s.title, date=s.date, reference=s.reference, note=s.note)
            for s in pack.sources.values()
        ),
        evidence_rule=(
            f"A report decides a finding when its source is marked {pack.evidence_rule.source_at_least} or "
            f"better and its information {pack.evidence_rule.credibility_at_least} or better on the Admiralty "
            "code; F and 6 mean that it cannot be judged."
        ),
        credits=_credits(tables),
    )


def is_silent(row: dict[str, Any]) -> bool:
    """Say whether a finding is undetermined only because nobody reported."""
    return (
        row["verdict"] == "undetermined"
        and not row["possible"]
        and all(reason in SILENT for reason in row["reasons"])
    )


def _status(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the worst verdict of each zone, silence apart."""
    worst: dict[str, str] = {}
    for row in rows:
        if row["zone"] and not row["silent"]:
            before = worst.get(row["zone"])
            if before is None or RANK[row["verdict"]] > RANK[before]:
                worst[row["zone"]] = row["verdict"]
    return worst


def _parties(pack: Pack, rows: list[dict[str, Any]]) -> tuple[PartyCount, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["party"]][row["verdict"]] += 1
        counts[row["party"]]["silent"] += row["silent"]
    return tuple(
        PartyCount(
            party=actor.id,
            name=actor.name,
            met=counts[actor.id]["met"],
            breached=counts[actor.id]["breached"],
            undetermined=counts[actor.id]["undetermined"],
            silent=counts[actor.id]["silent"],
        )
        for actor in pack.actors.values()
        if actor.id in counts
    )


def _settle(pack: Pack, rows: list[dict[str, Any]]) -> tuple[Settle, ...]:
    """Return what would settle most: first where something was alleged, then where nobody looked."""
    zones: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        for reason in row["reasons"]:
            if row["verdict"] == "undetermined" and reason in SETTLES and reason != "pending":
                where = pack.zones[row["zone"]].name if row["zone"] else "everywhere"
                zones[row["silent"], SETTLES[reason]][where] += 1
    ranked = sorted(zones.items(), key=lambda each: (each[0][0], -each[1].total(), each[0][1]))
    return tuple(
        Settle(what=what, findings=where.total(), where=_some(where))
        for (_, what), where in ranked[:12]
    )


def _some(where: Counter[str]) -> str:
    """Name the places with most, and say how many more there are."""
    named = [f"{place} ({count:,})" for place, count in where.most_common(4)]
    more = len(where) - len(named)
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _unverified(pack: Pack) -> tuple[str, ...]:
    grades = Counter(each.evidence for each in pack.provisions)
    found = []
    if grades["to_verify"]:
        found.append(
            f"{grades['to_verify']} of {len(pack.provisions)} provisions rest on general knowledge that is "
            "still to be checked against the document."
        )
    if grades["secondary"]:
        found.append(f"{grades['secondary']} provisions rest on secondary sources.")
    drawn = [
        z for z in pack.zones.values() if z.geometry is not None and z.evidence == "approximate"
    ]
    if drawn:
        worst = max(z.accuracy_m for z in drawn)
        found.append(
            f"{len(drawn)} zones are drawn approximately, to within {worst / 1000:g} km; what lies nearer to a "
            "border than that is undetermined, never a breach."
        )
    return tuple(found)


def _matrices(
    pack: Pack, rows: list[dict[str, Any]], months: tuple[str, ...]
) -> tuple[Matrix, ...]:
    by_row: dict[tuple[str, str, str], dict[str, list[dict[str, Any]]]] = {}
    for row in rows:
        key = (row["provision"], row["party"], row["zone"])
        by_row.setdefault(key, {}).setdefault(row["month"], []).append(row)
    found = []
    for agreement in pack.agreements.values():
        shown: list[MatrixRow] = []
        silent: dict[str, list[str]] = {}
        for provision in pack.provisions:
            for (name, party, zone), cells in by_row.items():
                if name != provision.id or provision.agreement != agreement.id:
                    continue
                if all(each["silent"] for month in cells.values() for each in month):
                    silent.setdefault(provision.title, []).append(party)
                    continue
                shown.append(_matrix_row(pack, provision, party, zone, cells, months))
        if shown or silent:
            found.append(
                Matrix(
                    agreement=agreement.title,
                    months=months,
                    rows=tuple(shown),
                    silent=tuple(
                        f"{title} ({', '.join(dict.fromkeys(parties))})"
                        for title, parties in silent.items()
                    ),
                )
            )
    return tuple(found)


def _matrix_row(
    pack: Pack, provision: Provision, party: str, zone: str,
    cells: dict[str, list[dict[str, Any]]], months: tuple[str, ...],
) -> MatrixRow:  # fmt: skip
    return MatrixRow(
        provision=provision.id,
        title=provision.title,
        party=party,
        zone=pack.zones[zone].name if zone else "everywhere",  # type: ignore[index]
        cells=tuple(_cell(cells.get(month, []), month) for month in months),
    )


def _cell(rows: list[dict[str, Any]], month: str) -> Cell:
    if not rows:
        return Cell(mark="", finding="", title="")
    worst = max(rows, key=lambda each: (RANK[each["verdict"]], not each["silent"]))
    mark = "·" if worst["silent"] else MARKS[worst["verdict"]]
    reasons = ", ".join(worst["reasons"])
    return Cell(mark=mark, finding=worst["id"], title=f"{month}: {worst['verdict']} ({reasons})")


def _cards(
    pack: Pack, tables: Tables, findings: Findings, rows: list[dict[str, Any]]
) -> dict[str, tuple[Card, ...]]:
    """Return a card for each finding with reports behind it, and one for each run of those alike."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        alone = row["verdict"] == "breached" or (
            row["verdict"] == "undetermined" and not row["silent"]
        )
        key = (row["provision"], row["party"], row["zone"], row["verdict"], tuple(row["reasons"]))
        groups.setdefault((*key, row["id"]) if alone else key, []).append(row)
    found: dict[str, list[Card]] = {"breached": [], "undetermined": [], "met": []}
    for members in groups.values():
        told = explain(pack, tables, findings, members[0]["id"])
        found[members[0]["verdict"]].append(_card(pack, members, told))
    found["undetermined"].sort(key=lambda each: not each.evidence)
    return {verdict: tuple(cards) for verdict, cards in found.items()}


def _card(pack: Pack, members: list[dict[str, Any]], told: Explanation) -> Card:
    first = members[0]
    provision = next(each for each in pack.provisions if each.id == first["provision"])
    many = len(members) > 1
    zone = pack.zones[first["zone"]].name if first["zone"] else "everywhere"
    silent_or_met = first["silent"] or first["verdict"] == "met"
    return Card(
        anchor=first["id"],
        ids=tuple(each["id"] for each in members),
        verdict=first["verdict"],
        title=f"{provision.title}: {pack.actors[first['party']].name}, {zone}",
        months=month_runs(sorted({each["month"] for each in members})),
        sentence=told.sentence
        if not many
        else f"{first['verdict'].capitalize()} in {len(members)} findings.",
        article=provision.article,
        words=provision.text,
        source=told.source,
        severity=provision.severity,
        because=told.because,
        waivers=told.waivers,
        settle=told.settle,
        unverified=told.unverified,
        evidence=() if many and silent_or_met else told.evidence,
        note=provision.note,
    )


def month_runs(months: list[str]) -> str:
    """Return months as runs: ``2024-01 to 2024-03, 2024-06``."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _following(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _following(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _tally(pack: Pack, counted: Tally) -> tuple[TallyRow, ...]:
    titles = {each.id: each.title for each in pack.provisions}
    grouped = counted.frame.group_by("provision", "party", "district", maintain_order=True).agg(
        *(
            pl.col(kind)
            .filter(pl.col("phase") == phase if phase == "before" else pl.col("phase") != "before")
            .sum()
            .alias(f"{phase}_{kind}")
            for phase in ("before", "after")
            for kind in ("certain", "possible")
        ),
        *(
            pl.col(f"deaths_{b}").filter(pl.col("phase") != "before").sum()
            for b in ("low", "best", "high")
        ),
        pl.col("month")
        .filter(pl.col("phase") != "before")
        .filter(pl.col("certain").filter(pl.col("phase") != "before") > 0)
        .unique()
        .sort()
        .alias("months"),
    )
    rows = grouped.filter(pl.col("after_certain") + pl.col("after_possible") > 0)
    order = {each.id: place for place, each in enumerate(pack.provisions)}
    listed = sorted(
        rows.to_dicts(),
        key=lambda r: (order[r["provision"]], r["party"], -r["after_certain"], r["district"]),
    )
    return tuple(
        TallyRow(
            provision=titles[row["provision"]],
            party=row["party"],
            district=row["district"],
            before_certain=row["before_certain"],
            before_possible=row["before_possible"],
            after_certain=row["after_certain"],
            after_possible=row["after_possible"],
            deaths=_deaths(row),
            months=month_runs(row["months"]),
        )
        for row in listed
    )


def _deaths(row: dict[str, Any]) -> str:
    """Return the best figure with its bounds; a dash where some act's deaths are not known."""
    best, low, high = (row[f"deaths_{bound}"] for bound in ("best", "low", "high"))
    if low is None or best is None:
        return "not known"
    return f"{best:,} ({low:,} to {high:,})" if high is not None else f"{best:,} ({low:,} or more)"


def _strangers(counted: Tally) -> tuple[Strangers, ...]:
    found: dict[str, dict[str, Any]] = {}
    for row in counted.strangers.iter_rows(named=True):
        entry = found.setdefault(
            row["name"], {"known_as": row["known_as"], "before": 0, "after": 0, "deaths": 0}
        )
        entry["before" if row["phase"] == "before" else "after"] += row["acts"]
        entry["deaths"] += row["deaths_best"] or 0
    ranked = sorted(
        found.items(), key=lambda each: (-each[1]["after"], -each[1]["before"], each[0])
    )
    return tuple(
        Strangers(
            name=name,
            known_as=entry["known_as"] or "not in the pack",
            before=entry["before"],
            after=entry["after"],
            deaths_best=entry["deaths"],
        )
        for name, entry in ranked
    )


def _credits(tables: Tables) -> tuple[str, ...]:
    sources = set(tables.all_reports()["source"].unique())
    known = {
        "UCDP GED": "UCDP Georeferenced Event Dataset, Uppsala University, CC BY 4.0 (Sundberg and Melander 2013; Davies, Pettersson and Öberg 2023).",
        "ACLED": "ACLED, acleddata.com, under its terms of use.",
        "Geo-PKO": "Geo-PKO (Cil, Fjelde, Hultman and Nilsson 2020).",
    }
    return tuple(text for source, text in known.items() if source in sources)
