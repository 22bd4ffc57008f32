"""The compliance matrix: one row a provision, party and zone; one column a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.context import RANK, mark
from sulh.report.model import Cell, Matrix, MatrixRow
from sulh.report.months import fold
from sulh.report.text import joined
from sulh.verify import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.report.context import Basis, Row
    from sulh.report.model import Column

__all__ = ["matrices"]

ZONES_NAMED_MAX = 4
COLUMNS_MAX = 60
"""So many columns fit beside their rows' names on a landscape page of A4."""

Line = dict[str, list["Row"]]
"""The findings of one row of the matrix, by month."""


def matrices(base: Basis, targets: Mapping[str, str]) -> tuple[Matrix, ...]:
    """Return the matrix of each agreement, in blocks of columns that fit a page.

    `targets`: for each finding's id, where the report tells it.
    """
    lines = _lines(base)
    found: list[Matrix] = []
    for agreement in base.pack.agreements.values():
        shown = {
            key: line for key, line in lines.items()
            if base.provisions[key[0]].agreement == agreement.id
        }  # fmt: skip
        telling = {key: line for key, line in shown.items() if not _is_silent(line)}
        if shown:
            silent = _silent(base, [key for key in shown if key not in telling], telling)
            found += _blocks(base, agreement.title, telling, silent, targets)
    return tuple(found)


def _lines(base: Basis) -> dict[tuple[str, str, str], Line]:
    """Return the rows, in the order of the pack's provisions and parties."""
    found: dict[tuple[str, str, str], Line] = {}
    for row in base.rows:
        key = (row["provision"], row["party"], row["zone"])
        found.setdefault(key, {}).setdefault(row["month"], []).append(row)
    order = {identity: place for place, identity in enumerate(base.provisions)}
    return dict(sorted(found.items(), key=lambda each: order[each[0][0]]))


def _is_silent(line: Line) -> bool:
    return all(row["silent"] for rows in line.values() for row in rows)


def _silent(
    base: Basis, keys: list[tuple[str, str, str]], telling: Iterable[tuple[str, str, str]]
) -> tuple[str, ...]:
    """Name the provisions on which nothing was reported, with the parties.

    Their zones are named where something was reported on others.
    """
    parties: dict[str, list[str]] = {}
    zones: dict[str, dict[str, None]] = {}
    partly = {provision for provision, _, _ in telling}
    for provision, party, zone in keys:
        parties.setdefault(provision, []).append(party)
        zones.setdefault(provision, {})[base.zone(zone)] = None
    named = []
    for each, bound in parties.items():
        where = list(zones[each])
        few = each in partly and len(where) <= ZONES_NAMED_MAX
        of = f"; {joined(where)}" if few else f"; {len(where)} zones" if len(where) > 1 else ""
        named.append(f"{base.provisions[each].title} ({base.parties(bound)}{of})")
    return tuple(named)


def _blocks(
    base: Basis,
    title: str,
    lines: dict[tuple[str, str, str], Line],
    silent: tuple[str, ...],
    targets: Mapping[str, str],
) -> list[Matrix]:
    telling = {
        month for line in lines.values() for month, rows in line.items()
        if not all(row["silent"] for row in rows)
    }  # fmt: skip
    judged = {month for line in lines.values() for month in line}
    months = [each for each in base.months if judged and min(judged) <= each <= max(judged)]
    columns = fold(months, telling)
    if not columns:
        return [Matrix(agreement=title, where="", columns=(), rows=(), silent=silent)]
    zones = {zone for _, _, zone in lines}
    where = base.zone(next(iter(zones))) if len(zones) == 1 else ""
    blocks = []
    for first in range(0, len(columns), COLUMNS_MAX):
        some = columns[first : first + COLUMNS_MAX]
        rows = tuple(
            _row(base, (provision, party, "" if where else base.zone(zone)), line, some, targets)
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
    base: Basis,
    names: tuple[str, str, str],
    line: Line,
    columns: tuple[Column, ...],
    targets: Mapping[str, str],
) -> MatrixRow:
    provision, party, zone = names
    title = base.provisions[provision].title
    return MatrixRow(
        title=title,
        party=party,
        zone="" if zone.lower() in title.lower() else zone,
        cells=tuple(_cell(base, column, line, targets) for column in columns),
    )


def _cell(base: Basis, column: Column, line: Line, targets: Mapping[str, str]) -> Cell:
    rows = [row for month in column.months for row in line.get(month, ())]
    if not rows:
        return Cell(mark="")
    worst = max(rows, key=lambda row: (not row["silent"], RANK[row["verdict"]]))
    if worst["silent"]:
        return Cell(mark="·")
    because = "; ".join(REASONS[reason] for reason in worst["reasons"])
    many = f" (the worst of {len(rows)} findings)" if len(rows) > 1 else ""
    return Cell(
        mark=mark(worst),
        target=targets.get(worst["id"], ""),
        title=f"{base.party(worst['party'])}, {worst['month']}: {worst['verdict']}{many}, {because}",
    )
