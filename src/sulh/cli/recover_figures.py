"""``sulh recover figures``: what UNHCR, IDMC and UNRWA publish, side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import FILE, JSON, LANGUAGE, output_option
from sulh.cli.output import deliver

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["figures"]


@click.command(short_help="Show UNHCR's and IDMC's figures side by side.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--country", "countries", multiple=True, help="Three letters (ISO 3166); may be repeated."
)
@click.option("--year", "years", multiple=True, type=int, help="May be repeated; default: all.")
@MAP
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
def figures(
    files: tuple[Path, ...],
    *,
    countries: tuple[str, ...],
    years: tuple[int, ...],
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show what each source says of displaced people, by country and year, with what it counts.

    FILES are tables of UNHCR (populations), IDMC or UNRWA (totals). Where they disagree, all numbers are kept.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import figures_sheet

    parts: list[room.DisplacementFigure] = []
    for path in files:
        read = room.read_figures(open_mapped(path))
        parts += read.value
        for problem in read.problems:
            click.echo(f"{problem.severity}: {problem}", err=True)
    upper = tuple(each.upper() for each in countries)
    lines = room.compare_figures(parts, countries=upper, years=years)
    text = json.dumps([each.content() for each in lines], ensure_ascii=False, indent=2)
    sheet = figures_sheet(lines, speech=Speech(language))
    deliver(lambda: sheet, text, output, as_json=as_json, work="A page of figures in PDF")
