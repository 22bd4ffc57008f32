"""The compliance matrix: one row a provision, party and zone; one column a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.context import RANK, mark
from sulh.report.matrix_model import Matrix, MatrixCell, MatrixRow
from sulh.report.months import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.report.context import ReportContext
    from sulh.report.matrix_model import MatrixColumn
    from sulh.verify import Finding

__all__ = ["matrices"]

ZONES_NAMED_MAX = 4
COLUMNS_MAX = 60
"""This many columns fit next to their rows' names on a landscape page of A4."""

Line = dict[str, list["Finding"]]
"""The findings of one row of the matrix, by month."""


def matrices(context: ReportContext, targets: Mapping[str, str]) -> tuple[Matrix, ...]:
    """Return the matrix of each agreement, in blocks of columns that fit a page.

    `targets`: for each finding's id, where the report shows it.
    """
    lines = _lines(context)
    result: list[Matrix] = []
    for agreement in context.pack.agreements.values():
        own = {
            key: line for key, line in lines.items()
            if context.provisions[key[0]].agreement == agreement.id
        }  # fmt: skip
        reported = {key: line for key, line in own.items() if not _is_silent(line)}
        if own:
            silent = _silent(context, [key for key in own if key not in reported], reported)
            result += _blocks(context, agreement.title, reported, silent, targets)
    return tuple(result)


def _lines(context: ReportContext) -> dict[tuple[str, str, str], Line]:
    """Return the rows, in the order of the pack's provisions and parties."""
    lines: dict[tuple[str, str, str], Line] = {}
    for finding in context.findings:
        key = (finding.provision, finding.party, finding.zone)
        lines.setdefault(key, {}).setdefault(finding.month, []).append(finding)
    order = {identity: place for place, identity in enumerate(context.provisions)}
    return dict(sorted(lines.items(), key=lambda each: order[each[0][0]]))


def _is_silent(line: Line) -> bool:
    return all(each.is_silent for findings in line.values() for each in findings)


def _silent(
    context: ReportContext,
    keys: list[tuple[str, str, str]],
    reported: Iterable[tuple[str, str, str]],
) -> tuple[str, ...]:
    """Name the provisions on which nothing was reported, with the parties.

    Their zones are named where something was reported on others.
    """
    parties: dict[str, list[str]] = {}
    zones: dict[str, dict[str, None]] = {}
    partly = {provision for provision, _, _ in reported}
    for provision, party, zone in keys:
        parties.setdefault(provision, []).append(party)
        zones.setdefault(provision, {})[context.zone(zone)] = None
    say, texts = context.speech, []
    for each, bound in parties.items():
        where = list(zones[each])
        few = each in partly and len(where) <= ZONES_NAMED_MAX
        title, names = context.provisions[each].title, context.parties(bound)
        if few or len(where) > 1:
            places = say.join(where) if few else say.say("report-zones", count=len(where))
            texts.append(say.say("report-silent-zones", title=title, parties=names, zones=places))
        else:
            texts.append(say.say("report-silent", title=title, parties=names))
    return tuple(texts)


def _blocks(
    context: ReportContext,
    title: str,
    lines: dict[tuple[str, str, str], Line],
    silent: tuple[str, ...],
    targets: Mapping[str, str],
) -> list[Matrix]:
    informative = {
        month for line in lines.values() for month, findings in line.items()
        if not all(each.is_silent for each in findings)
    }  # fmt: skip
    in_force = {month for line in lines.values() for month in line}
    months = [
        each for each in context.months if in_force and min(in_force) <= each <= max(in_force)
    ]
    columns = fold(months, informative)
    if not columns:
        return [Matrix(agreement=title, where="", columns=(), rows=(), silent=silent)]
    zones = {zone for _, _, zone in lines}
    where = context.zone(next(iter(zones))) if len(zones) == 1 else ""
    blocks = []
    for first in range(0, len(columns), COLUMNS_MAX):
        some = columns[first : first + COLUMNS_MAX]
        rows = tuple(
            _row(
                context,
                (provision, party, "" if where else context.zone(zone)),
                line,
                some,
                targets,
            )
            for (provision, party, zone), line in lines.items()
        )
        is_last = first + COLUMNS_MAX >= len(columns)
        blocks.append(
            Matrix(
                agreement=title,
                where=where,
                columns=some,
                rows=rows,
                silent=silent if is_last else (),
            )
        )
    return blocks


def _row(
    context: ReportContext,
    names: tuple[str, str, str],
    line: Line,
    columns: tuple[MatrixColumn, ...],
    targets: Mapping[str, str],
) -> MatrixRow:
    provision, party, zone = names
    title = context.provisions[provision].title
    return MatrixRow(
        title=title,
        party=party,
        zone="" if zone.lower() in title.lower() else zone,
        cells=tuple(_cell(context, column, line, targets) for column in columns),
    )


def _cell(
    context: ReportContext, column: MatrixColumn, line: Line, targets: Mapping[str, str]
) -> MatrixCell:
    findings = [each for month in column.months for each in line.get(month, ())]
    if not findings:
        return MatrixCell(mark="")
    worst = max(findings, key=lambda each: (not each.is_silent, RANK[each.verdict]))
    if worst.is_silent:
        return MatrixCell(mark="·")
    say = context.speech
    verdict = say.say(f"report-was-{worst.verdict}")
    if len(findings) > 1:
        verdict = say.say("report-worst-of", verdict=verdict, count=len(findings))
    return MatrixCell(
        mark=mark(worst),
        target=targets.get(worst.id, ""),
        title=say.say(
            "report-cell",
            party=context.party(worst.party),
            month=worst.month,
            verdict=verdict,
            because=context.reasons(worst.reasons),
        ),
    )
