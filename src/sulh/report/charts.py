"""Charts: verdicts by party, and the timeline of reports, deaths and breaches by month."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.report.svg import AMBER, BLUE, GREY, INK, RED, document, line, rect, text

if TYPE_CHECKING:
    from sulh.mission import Pack
    from sulh.observe.tables import Tables
    from sulh.report.model import PartyCount
    from sulh.verify import Findings

__all__ = ["draw_parties", "draw_timeline"]

WIDTH = 820.0
LEFT = 150.0
HEIGHT = 350.0
NAME_MAX = 36


def draw_parties(parties: tuple[PartyCount, ...], *, mark: bool) -> str:
    """Return bars of breached, undetermined and met findings by party; silence is a number beside."""
    if not parties:
        return ""
    left, row, top = 250.0, 26.0, 26.0
    most = max(p.met + p.breached + p.undetermined - p.silent for p in parties) or 1
    scale = (WIDTH - left - 130) / most
    body = []
    for n, each in enumerate(parties):
        y = top + n * row
        name = each.name if len(each.name) <= NAME_MAX else each.name[: NAME_MAX - 1] + "…"
        body.append(text(left - 8, y + 14, name, size=11.5, anchor="end"))
        x = left
        alleged = each.undetermined - each.silent
        for count, fill, letter in (
            (each.breached, RED, "B"),
            (alleged, AMBER, "U"),
            (each.met, BLUE, "M"),
        ):
            if count:
                body.append(rect(x, y, count * scale, 19, fill))
                if count * scale > 26:
                    light = "#fff" if fill in (BLUE, RED) else INK
                    body.append(
                        text(
                            x + count * scale / 2,
                            y + 14,
                            f"{letter} {count:,}",
                            size=10.5,
                            anchor="middle",
                            more=f'fill="{light}"',
                        )
                    )
                x += count * scale
        if each.silent:
            body.append(
                text(
                    x + 6,
                    y + 14,
                    f"+ {each.silent:,} without a report",
                    size=9.5,
                    more='fill="#6b7684"',
                )
            )
    x = left
    for fill, words in ((RED, "B breached"), (AMBER, "U undetermined"), (BLUE, "M met")):
        body += [rect(x, 4, 12, 12, fill), text(x + 17, 14, words, size=11)]
        x += 128
    described = "; ".join(
        f"{p.name}: {p.breached} breached, {p.undetermined} undetermined, {p.met} met"
        for p in parties
    )
    return document(
        WIDTH, top + len(parties) * row + 6, "Findings by party", described, body, mark=mark
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    months: list[str]
    step: float

    def x(self, month: str) -> float:
        """Return the left edge of a month."""
        return LEFT + self.months.index(month) * self.step


def draw_timeline(
    pack: Pack, tables: Tables, findings: Findings, months: tuple[str, ...], *, mark: bool
) -> str:
    """Return reports, deaths with their bounds, and findings by month, over the dates of agreements."""
    if not months:
        return ""
    axis = _Axis(list(months), (WIDTH - LEFT - 10) / len(months))
    counts = _by_month(pack, tables)
    body: list[str] = []
    dated = _agreements(pack, axis)
    body += dated
    y = 22.0 + 5.5 * len(dated)
    for title, column, colour in (
        ("incidents", "incidents", RED),
        ("observations", "observations", BLUE),
        ("inspections", "inspections", "#009e73"),
    ):
        body += _bars(axis, counts, column, title, colour, y)
        y += 58
    body += _deaths(axis, counts, y)
    y += 82
    body += _verdict_bars(axis, findings, y)
    y += 74
    every = max(1, math.ceil(48 / axis.step))
    for n, month in enumerate(axis.months):
        if n % every == 0:
            body.append(text(axis.x(month), y + 6, month, size=9))
    described = (
        f"{counts['incidents'].sum() if counts.height else 0} incidents over {len(months)} months."
    )
    return document(WIDTH, y + 18, "Timeline by month", described, body, mark=mark)


def _by_month(pack: Pack, tables: Tables) -> pl.DataFrame:
    """Return counts of reports and sums of deaths by the month in which each report begins."""
    zone = pack.timezone.key
    frames = []
    for name in ("incidents", "observations", "inspections"):
        frame: pl.DataFrame = getattr(tables, name)
        month = (
            pl.from_epoch("start", time_unit="us")
            .dt.replace_time_zone("UTC")
            .dt.convert_time_zone(zone)
            .dt.strftime("%Y-%m")
            .alias("month")
        )
        sums = (
            [pl.col(f"deaths_{b}").fill_null(0).sum() for b in ("low", "best")]
            + [
                pl.max_horizontal(
                    pl.col("deaths_high").fill_null(
                        pl.col("deaths_best").fill_null(pl.col("deaths_low"))
                    )
                )
                .sum()
                .alias("deaths_high")
            ]
            if name == "incidents"
            else []
        )
        frames.append(frame.group_by(month).agg(pl.len().cast(pl.Int64).alias(name), *sums))
    joined = frames[0]
    for each in frames[1:]:
        joined = joined.join(each, on="month", how="full", coalesce=True)
    return joined.fill_null(0)


def _agreements(pack: Pack, axis: _Axis) -> list[str]:
    """Return a dashed line and a name, one below the other, for each agreement of these months."""
    drawn: list[str] = []
    for agreement in pack.agreements.values():
        if agreement.signed is None:
            continue
        month = f"{agreement.signed.astimezone(pack.timezone):%Y-%m}"
        if month in axis.months:
            x, y = axis.x(month) + axis.step / 2, 11.0 + 5.5 * len(drawn)
            drawn.append(line(x, y + 3, x, HEIGHT, INK, 'stroke-dasharray="3 3" stroke-width="1"'))
            anchor = "end" if x > WIDTH * 0.6 else "start"
            shift = -4 if anchor == "end" else 4
            drawn.append(text(x + shift, y, agreement.title[:70], size=9.5, anchor=anchor))
    return drawn


def _bars(
    axis: _Axis, counts: pl.DataFrame, column: str, title: str, colour: str, y: float
) -> list[str]:
    high = 42.0
    values = dict(zip(counts["month"], counts[column], strict=True))
    most = max([values.get(m, 0) for m in axis.months] or [0])
    drawn = [
        text(LEFT - 10, y + high - 2, title, size=11, anchor="end"),
        text(LEFT - 10, y + 10, f"most {most:,}", size=9, anchor="end", more='fill="#6b7684"'),
        line(LEFT, y + high, WIDTH - 10, y + high, GREY),
    ]
    for month in axis.months:
        if most and values.get(month, 0):
            tall = values[month] / most * (high - 4)
            drawn.append(
                rect(
                    axis.x(month) + 0.5,
                    y + high - tall,
                    axis.step - 1,
                    tall,
                    colour,
                    'fill-opacity="0.8"',
                )
            )
    return drawn


def _deaths(axis: _Axis, counts: pl.DataFrame, y: float) -> list[str]:
    """Draw best figures as bars, and low to high as whiskers."""
    high = 64.0
    rows = {row["month"]: row for row in counts.iter_rows(named=True)}
    most = max([rows[m]["deaths_high"] for m in axis.months if m in rows] or [0])
    drawn = [
        text(LEFT - 10, y + high - 2, "deaths reported", size=11, anchor="end"),
        text(LEFT - 10, y + 10, f"most {most:,}", size=9, anchor="end", more='fill="#6b7684"'),
        text(LEFT - 10, y + 24, "line: low to high", size=9, anchor="end", more='fill="#6b7684"'),
        line(LEFT, y + high, WIDTH - 10, y + high, GREY),
    ]
    for month in axis.months:
        row = rows.get(month)
        if not most or row is None or not row["deaths_high"]:
            continue
        x, unit = axis.x(month), (high - 4) / most
        tall = row["deaths_best"] * unit
        drawn.append(
            rect(x + 0.5, y + high - tall, axis.step - 1, tall, "#56616f", 'fill-opacity="0.75"')
        )
        middle = x + axis.step / 2
        drawn.append(
            line(
                middle,
                y + high - row["deaths_low"] * unit,
                middle,
                y + high - row["deaths_high"] * unit,
                INK,
                'stroke-width="1.2"',
            )
        )
    return drawn


def _verdict_bars(axis: _Axis, findings: Findings, y: float) -> list[str]:
    high = 60.0
    frame = (
        findings.frame.filter(pl.col("reasons").list.first() != "no-report")
        if findings.frame.height
        else findings.frame
    )
    counted = {(m, v): n for m, v, n in frame.group_by("month", "verdict").len().iter_rows()}
    most = max(
        [
            sum(counted.get((m, v), 0) for v in ("breached", "undetermined", "met"))
            for m in axis.months
        ]
        or [0]
    )
    drawn = [
        text(LEFT - 10, y + high - 2, "findings", size=11, anchor="end"),
        text(LEFT - 10, y + 10, f"most {most:,}", size=9, anchor="end", more='fill="#6b7684"'),
        line(LEFT, y + high, WIDTH - 10, y + high, GREY),
    ]
    for month in axis.months:
        base = y + high
        for verdict, fill in (("breached", RED), ("undetermined", AMBER), ("met", BLUE)):
            if most and counted.get((month, verdict)):
                tall = counted[month, verdict] / most * (high - 4)
                base -= tall
                drawn.append(rect(axis.x(month) + 0.5, base, axis.step - 1, tall, fill))
    return drawn
