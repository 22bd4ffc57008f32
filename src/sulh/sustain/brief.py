"""A brief on contributions: one model, written as HTML, and as PDF by Typst (the extra `pdf`)."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sulh.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Brief", "bar_chart", "brief_html", "brief_pdf"]

BAR, INK, OPEN = "#0067a3", "#1b2530", "#e69f00"
ROW = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a brief says: a title, sentences, charts (SVG) and tables by their headings.

    A table's first row is its header.
    """

    title: str
    sentences: tuple[str, ...]
    charts: Mapping[str, str]
    tables: Mapping[str, tuple[tuple[str, ...], ...]]


def bar_chart(rows: Sequence[tuple[str, int, int, int | None]], title: str) -> str:
    """Return bars as SVG, of rows ``(label, known, low, high)``; `high` None: no upper bound.

    The bar is what is known, the line over it the bounds; a dashed line runs out of the chart where
    there is no upper bound.
    """
    top = max([1, *(value for _, known, _, high in rows for value in (known, high or 0))])
    height = ROW * len(rows) + 30
    scale = 430 / top
    parts = [f'<text x="0" y="16" font-size="13" font-weight="700">{escape(title)}</text>']
    for index, (label, known, low, high) in enumerate(rows):
        y = 30 + ROW * index
        end = 170 + (high if high is not None else top) * scale
        dash = "" if high is not None else ' stroke-dasharray="4 3"'
        shown = f"{known:,}" + (" + unknown" if high is None else "")
        parts.append(
            f'<text x="164" y="{y + 12}" font-size="11" text-anchor="end">{escape(label)}</text>'
            f'<rect x="170" y="{y + 2}" width="{known * scale:.1f}" height="13" fill="{BAR}"/>'
            f'<line x1="{170 + low * scale:.1f}" y1="{y + 8}" x2="{end:.1f}" y2="{y + 8}" '
            f'stroke="{OPEN}" stroke-width="2"{dash}/>'
            f'<text x="610" y="{y + 12}" font-size="11">{shown}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" width="720" '
        f'height="{height}" role="img" font-family="Noto Sans, Arial, sans-serif" fill="{INK}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def brief_html(brief: Brief) -> str:
    """Return the brief as one HTML page that needs nothing else."""
    body = [f"<h1>{escape(brief.title)}</h1>"]
    body += [f"<p>{escape(sentence)}</p>" for sentence in brief.sentences]
    body += [f"<figure>{svg}</figure>" for svg in brief.charts.values()]
    for heading, (header, *rows) in brief.tables.items():
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
        lines = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        body.append(f"<h2>{escape(heading)}</h2><table><tr>{head}</tr>{lines}</table>")
    style = (
        f"body{{font:15px/1.45 'Noto Sans',Arial,sans-serif;color:{INK};max-width:760px;margin:2em auto}}"
        "table{border-collapse:collapse}td,th{padding:.2em .7em;border-bottom:1px solid #c6ccd4;"
        "text-align:start}figure{margin:1em 0}svg{max-width:100%;height:auto}"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(brief.title)}'
        f"</title><style>{style}</style></head><body>{''.join(body)}</body></html>"
    )


TYPST = """#let b = json("brief.json")
#set page(paper: "a4", margin: 18mm, footer: context align(center, counter(page).display()))
#set text(size: 9.5pt)
= #b.title
#for each in b.sentences { par(each) }
#for each in b.charts { image(each, width: 100%) }
#for each in b.tables {
  heading(level: 2, each.heading)
  table(columns: each.rows.first().len(), stroke: 0.4pt + gray, inset: 3pt,
    table.header(..each.rows.first().map(strong)), ..each.rows.slice(1).flatten())
}
"""


def brief_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF; no word of it is read as markup.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    if find_spec("typst") is None:
        raise MissingExtraError(work="A brief in PDF", extra="pdf")
    typst = importlib.import_module("typst")
    charts = {f"chart{index}.svg": svg.encode() for index, svg in enumerate(brief.charts.values())}
    content = {
        "title": brief.title,
        "sentences": brief.sentences,
        "charts": list(charts),
        "tables": [{"heading": name, "rows": rows} for name, rows in brief.tables.items()],
    }
    files = {"main.typ": TYPST.encode(), "brief.json": json.dumps(content).encode(), **charts}
    made: bytes = typst.compile(files, format="pdf", ignore_system_fonts=True, timestamp=0)
    return made
