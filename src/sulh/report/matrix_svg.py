"""The compliance matrix as drawings that fit a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.svg import AMBER, GREY, RED, document, rect, text

if TYPE_CHECKING:
    from sulh.report.model import Matrix, MatrixRow

__all__ = ["draw_matrices"]

ROWS_A_PAGE = 44
MONTHS_A_PAGE = 48
CELL = 13.0
LEFT = 320.0
TOP = 52.0
FILLS = {"B": RED, "U": AMBER, "M": "#9cc9e8", "·": "#eceff3"}


def draw_matrices(matrices: tuple[Matrix, ...], *, mark: bool) -> list[tuple[str, str]]:
    """Return titles and drawings, split by rows and months so that each can be read."""
    drawn = []
    for each in matrices:
        for first in range(0, len(each.rows), ROWS_A_PAGE):
            for left in range(0, len(each.months), MONTHS_A_PAGE):
                rows = each.rows[first : first + ROWS_A_PAGE]
                months = slice(left, left + MONTHS_A_PAGE)
                drawn.append((each.agreement, _draw(each, rows, months, mark=mark)))
    return drawn


def _draw(matrix: Matrix, rows: tuple[MatrixRow, ...], months: slice, *, mark: bool) -> str:
    body = []
    names = matrix.months[months]
    for n, month in enumerate(names):
        x = LEFT + n * CELL + 9
        body.append(
            text(x, TOP - 4, month, size=8.5, more=f'transform="rotate(-90 {x} {TOP - 4})"')
        )
    for n, row in enumerate(rows):
        y = TOP + n * CELL
        label = f"{row.party}  {row.title}, {row.zone}"
        body.append(text(0, y + 10, label if len(label) <= 60 else label[:59] + "…", size=9.5))
        for m, cell in enumerate(row.cells[months]):
            if cell.mark:
                x = LEFT + m * CELL
                body.append(
                    rect(
                        x,
                        y,
                        CELL - 1,
                        CELL - 1,
                        FILLS[cell.mark],
                        f'stroke="{GREY}" stroke-width="0.3"',
                    )
                )
                light = ' fill="#fff"' if cell.mark == "B" else ""
                body.append(
                    text(
                        x + CELL / 2 - 0.5,
                        y + 9.5,
                        cell.mark,
                        size=8.5,
                        anchor="middle",
                        more=light,
                    )
                )
    width = LEFT + max(len(names), 12) * CELL + 4
    return document(
        width,
        TOP + len(rows) * CELL + 4,
        f"Compliance matrix: {matrix.agreement}",
        "One row a provision, party and zone, one column a month.",
        body,
        mark=mark,
    )
