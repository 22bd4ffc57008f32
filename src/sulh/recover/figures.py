"""Published figures of displacement: UNHCR's and IDMC's, kept side by side where they do not agree.

Neither is wrong: they count different people. No number is chosen, averaged or dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError, shown
from sulh.languages.sentence import Sentence, sentence
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.tables import Read, Row, Table

__all__ = ["DisplacementFigure", "FigureLine", "compare_figures", "read_figures"]

Measure = Literal[
    "internally-displaced",
    "returned-displaced",
    "refugees-from",
    "refugees-in",
    "asylum-seekers-from",
    "asylum-seekers-in",
    "returned-refugees",
    "palestine-refugees-in",
]
DEFINITIONS: Mapping[tuple[str, Measure], Sentence] = {
    ("UNHCR", "internally-displaced"): sentence("figure-unhcr-displaced"),
    ("UNHCR", "returned-displaced"): sentence("figure-unhcr-returned-displaced"),
    ("UNHCR", "refugees-from"): sentence("figure-unhcr-refugees-from"),
    ("UNHCR", "refugees-in"): sentence("figure-unhcr-refugees-in"),
    ("UNHCR", "asylum-seekers-from"): sentence("figure-unhcr-asylum-from"),
    ("UNHCR", "asylum-seekers-in"): sentence("figure-unhcr-asylum-in"),
    ("UNHCR", "returned-refugees"): sentence("figure-unhcr-returned-refugees"),
    ("IDMC", "internally-displaced"): sentence("figure-idmc-displaced"),
    ("UNRWA", "palestine-refugees-in"): sentence("figure-unrwa-refugees-in"),
}
"""What each source counts, in short, after its own methodology [GK: shortened by us]."""
POPULATION: Mapping[str, tuple[Measure, Measure | None]] = {
    "refugees": ("refugees-from", "refugees-in"),
    "asylum_seekers": ("asylum-seekers-from", "asylum-seekers-in"),
    "returned_refugees": ("returned-refugees", None),
    "idps": ("internally-displaced", None),
    "returned_idps": ("returned-displaced", None),
}
"""UNHCR's columns: what each says of the country of origin, and of the country of asylum."""
NEEDED = ("year", "coo_iso", "coa_iso")
TOTALS: Mapping[str, Measure] = {"IDMC": "internally-displaced", "UNRWA": "palestine-refugees-in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplacementFigure:
    """One number of a source: people of a measure in a year, of or in a country (ISO 3166, three letters)."""

    source: str
    measure: Measure
    year: int
    country: str
    people: int
    table: str

    @property
    def definition(self) -> Sentence:
        """What the source counts."""
        return DEFINITIONS[self.source, self.measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """What each source says of one measure, country and year; people are sums over the other countries."""

    measure: Measure
    year: int
    country: str
    says: Mapping[str, int]
    definitions: Mapping[str, Sentence]

    @property
    def disagree(self) -> bool:
        """Whether two sources say different numbers."""
        return len(set(self.says.values())) > 1

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "measure": self.measure,
            "year": self.year,
            "country": self.country,
            "says": [
                {"source": source, "people": people, "definition": str(self.definitions[source])}
                for source, people in self.says.items()
            ],
            "disagree": self.disagree,
        }


def read_figures(table: Table) -> Read[tuple[DisplacementFigure, ...]]:
    """Read UNHCR's table of populations, or IDMC's or UNRWA's of totals, as their open data have them.

    IDMC's and UNRWA's have the same columns: the name of the file says whose it is.

    Raises
    ------
    InputError
        When it is none of these.
    """
    columns = set(table.columns)
    source = next((each for each in TOTALS if each.casefold() in table.name.casefold()), "")
    is_of_unhcr = set(NEEDED) <= columns and bool(columns & POPULATION.keys())
    if not is_of_unhcr and {*NEEDED, "total"} <= columns:
        if not source:
            raise InputError(
                f"{table.name} has totals, and nothing says whose.",
                remedy="Put IDMC or UNRWA into the name of the file.",
            )
    elif not is_of_unhcr:
        raise InputError(
            f"{table.name} is no table of UNHCR, IDMC or UNRWA: {shown(', '.join(table.columns))}",
            remedy="It needs year, coo_iso, coa_iso, and refugees, idps … (UNHCR) or total (IDMC, UNRWA).",
        )

    def convert(row: Row) -> list[DisplacementFigure]:
        return _population(row, table.name) if is_of_unhcr else _total(row, table.name, source)

    read = convert_rows(table, table.name, convert)
    return read.with_value(tuple(figure for figures in read.value for figure in figures))


def _population(row: Row, table: str) -> list[DisplacementFigure]:
    year, origin, asylum = _year(row), _country(row, "coo_iso"), _country(row, "coa_iso")
    figures = []
    for column, (of_origin, of_asylum) in POPULATION.items():
        people = _people(row, column)
        for country, measure in ((origin, of_origin), (asylum, of_asylum)):
            if people is not None and measure is not None:
                figures.append(
                    DisplacementFigure(
                        source="UNHCR",
                        measure=measure,
                        year=year,
                        country=country,
                        people=people,
                        table=table,
                    )
                )
    return figures


def _total(row: Row, table: str, source: str) -> list[DisplacementFigure]:
    people = _people(row, "total")
    if people is None:
        raise FaultyField("missing", "total", "")
    return [
        DisplacementFigure(
            source=source,
            measure=TOTALS[source],
            year=_year(row),
            country=_country(row, "coa_iso"),
            people=people,
            table=table,
        )
    ]


def _year(row: Row) -> int:
    year = parse_whole("year", row.values.get("year", ""))
    if year is None or not 1900 <= year <= 2200:
        raise FaultyField("bad-date", "year", row.values.get("year", ""), expected="a year")
    return year


def _country(row: Row, column: str) -> str:
    text = row.values.get(column, "").strip()
    if len(text) != 3 or not (text.isascii() and text.isalnum() and text[0].isalpha()):
        raise FaultyField(
            "bad-code", column, shown(text), expected="three letters of ISO 3166, or IDMC's AB9"
        )
    return text.upper()


def _people(row: Row, column: str) -> int | None:
    text = row.values.get(column, "").strip()
    return parse_whole(column, text) if text and text.upper() != "NA" else None


def compare_figures(
    figures: Iterable[DisplacementFigure],
    *,
    countries: Sequence[str] = (),
    years: Sequence[int] = (),
) -> tuple[FigureLine, ...]:
    """Return what each source says of each measure, country and year, all of them or those named.

    Rows of one source and table add up: over countries of asylum, or of origin. What two tables of one
    source say is kept apart, by the name of the table, where it differs. A line of
    zeros is left out.
    """
    sums: dict[tuple[Measure, int, str], dict[tuple[str, str], int]] = {}
    for each in figures:
        if (countries and each.country not in countries) or (years and each.year not in years):
            continue
        says = sums.setdefault((each.measure, each.year, each.country), {})
        says[each.source, each.table] = says.get((each.source, each.table), 0) + each.people
    lines = []
    for (measure, year, country), own in sorted(
        sums.items(), key=lambda pair: (pair[0][2], pair[0][1], pair[0][0])
    ):
        by_source = _by_source(own)
        if any(by_source.values()):
            definitions = {
                name: DEFINITIONS[name.partition(" (")[0], measure] for name in by_source
            }
            lines.append(
                FigureLine(
                    measure=measure,
                    year=year,
                    country=country,
                    says=by_source,
                    definitions=definitions,
                )
            )
    return tuple(lines)


def _by_source(own: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Name each number by its source; by the table, too, where two tables of a source differ."""
    numbers: dict[str, set[int]] = {}
    for (source, _), people in own.items():
        numbers.setdefault(source, set()).add(people)
    return {
        source if len(numbers[source]) == 1 else f"{source} ({table})": people
        for (source, table), people in sorted(own.items())
    }
