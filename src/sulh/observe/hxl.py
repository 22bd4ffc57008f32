"""Tables with hashtags of HXL as rows of the report form: which kind they are, and which column is which."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from sulh.errors import InputError, Problem, shown
from sulh.tables import Row
from sulh.tables.hashtags import Hashtag, TagPattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sulh.picture.hxl_form import HxlForm, HxlVariant
    from sulh.tables import Rejected, Table

__all__ = ["hxl_table"]

REF_LETTERS = 16
TAGS_SAID = 20
"""So many hashtags a refusal lists: a table of fifty thousand made a sentence of a megabyte."""
AREAS = ("position", "district", "left")
"""Fields that a row fills from the smallest area that it names."""
PLACE = ("position", "place", "district", "lat")
"""Columns that say where; a table needs one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How rows of a table become rows of a form: the table's columns for each of the form's, the best first."""

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A form that a table may be: the ways that fit it, and the columns of the form that it lacks."""

    form: HxlForm
    ways: tuple[Way, ...]
    missing: tuple[str, ...]


def hxl_table(table: Table, forms: Sequence[HxlForm], *, reads_codes: bool = False) -> Table:
    """Return the rows of a table with hashtags as rows of the report form.

    A row of a wide table becomes one row for each of its counts, with the same number. A row without a key of
    its own (``#meta+id``) gets one from what it says, so that the same row is known when it comes again.
    Where a gazetteer `reads_codes`, the code of an area says where, and else its name does, if there is one.

    Raises
    ------
    InputError
        When the hashtags fit no form: the message names the nearest form, and the hashtags it lacks. When two
        columns fit one field equally well.
    """
    matches = [_match(table, form, reads_codes=reads_codes) for form in forms]
    best = min(
        (each for each in matches if each is not None),
        key=lambda each: len(each.missing),
        default=None,
    )
    if best is None or best.missing:
        tags = [f"{shown(tag)} ({shown(name)})" for name, tag in table.hashtags.items()]
        more = len(tags) - TAGS_SAID
        listed = ", ".join(tags[:TAGS_SAID]) + (f" and {more:,} more" if more > 0 else "")
        raise InputError(
            f"{table.name} has hashtags that fit no form: {listed}."
            + (_lacks(best) if best else ""),
            remedy="Add a column with the hashtag, or give a mapping file with --map that names columns by "
            "their hashtags and holds what is the same in all rows under [constants].",
        )
    has_ref = any("ref" in way.columns for way in best.ways)
    return replace(
        table,
        columns=tuple(dict.fromkeys(name for way in best.ways for name in _fields(way))),
        rows=_rows(table, best.ways),
        by_columns=None,
        has_header=True,
        assumptions=(*table.assumptions, *_notes(table, best, has_ref=has_ref)),
        hashtags={},
    )


def _lacks(match: Match) -> str:
    parts = [f"{match.form.expected(name) or 'a place'} ({name})" for name in match.missing]
    return f" As records of kind {match.form.kind} they lack: {'; '.join(parts)}."


def _match(table: Table, form: HxlForm, *, reads_codes: bool) -> Match | None:
    """Return how a table fits a form; None where it has none of the columns that make the form."""
    columns = _fitting(table, form.patterns)
    by_variant = [(each, _fitting(table, each.patterns)) for each in form.variants]
    if form.rest is not None and not any(own for _, own in by_variant):
        by_variant = [(form.rest, _fitting(table, form.rest.patterns))]
    ways, lacks = [], []
    for variant, own in by_variant:
        of_variant = {**columns, **own}
        gaps = [name for name in form.required if name not in {**of_variant, **variant.constants}]
        if not any(name in of_variant for name in PLACE):
            gaps.append("place")
        if "start" not in of_variant:
            gaps.append("start")
        lacks.append(gaps)
        if not gaps:
            where = _one_place(of_variant, reads_codes=reads_codes)
            ways.append(Way(columns=where, constants=_constants(form, variant), words=form.words))
    missing = min(lacks, key=len)
    if len(missing) > len(form.required):
        return None
    return Match(form=form, ways=tuple(ways), missing=tuple(missing) if not ways else ())


def _constants(form: HxlForm, variant: HxlVariant) -> dict[str, str]:
    return {"kind": form.kind, **variant.constants}


def _fitting(
    table: Table, patterns: Mapping[str, tuple[TagPattern, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the columns that fit each field: the best, and for areas all, the smallest area first."""
    fitting: dict[str, tuple[str, ...]] = {}
    for name, options in patterns.items():
        tries = [(each,) for each in options] if name in AREAS else [options]
        columns = [column for each in tries if (column := _column(table, each, name)) is not None]
        if columns:
            fitting[name] = tuple(dict.fromkeys(columns))
    return fitting


def _one_place(
    columns: Mapping[str, tuple[str, ...]], *, reads_codes: bool
) -> dict[str, tuple[str, ...]]:
    """Return the columns without the code of an area where nothing reads it and something else says where."""
    has_point = "lat" in columns and "lon" in columns
    has_name = not {"place", "district"}.isdisjoint(columns)
    is_left_out = has_point or (has_name and not reads_codes)
    return {name: each for name, each in columns.items() if name != "position" or not is_left_out}


def _column(table: Table, patterns: Iterable[TagPattern], name: str) -> str | None:
    """Return the column that fits a field best: the first pattern's, with the fewest further attributes.

    Raises
    ------
    InputError
        When two fit equally well.
    """
    for pattern in patterns:
        fitting = sorted(
            (len(tag.attributes), column)
            for column, tag in table.hashtags.items()
            if pattern.fits(tag)
        )
        if len(fitting) > 1 and fitting[0][0] == fitting[1][0]:
            tags = [str(table.hashtags[column]) for _, column in fitting[:2]]
            raise InputError(
                f"{table.name} has two columns for {name}: {shown(fitting[0][1])} ({tags[0]}) and "
                f"{shown(fitting[1][1])} ({tags[1]}).",
                remedy="Give the two different attributes, or name the right one in a mapping (--map).",
            )
        if fitting:
            return fitting[0][1]
    return None


def _fields(way: Way) -> tuple[str, ...]:
    return (*way.constants, "ref", *way.columns)


def _rows(table: Table, ways: Sequence[Way]) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if not isinstance(row, Row) or not any(map(str.strip, row.values.values())):
            yield row
            continue
        records = [_row(row, way, is_one=len(ways) == 1) for way in ways]
        filled = [each for each in records if each is not None]
        yield from filled or [_row(row, ways[0], is_one=True) or row]


def _row(row: Row, way: Way, *, is_one: bool) -> Row | None:
    """Return a row of the form; None where a wide table's row has nothing in the columns of this way."""
    values = dict(way.constants)
    for name, columns in way.columns.items():
        text = next(filter(None, (row.values.get(each, "").strip() for each in columns)), "")
        if text:
            values[name] = way.words.get(name, {}).get(text.casefold(), text)
    if not is_one and not values.get("people"):
        return None
    if not values.get("ref"):
        content = json.dumps(values, sort_keys=True)
        values["ref"] = f"hxl-{sha256(content.encode()).hexdigest()[:REF_LETTERS]}"
    elif not is_one:
        values["ref"] += f"-{values.get('group') or values.get('movers')}"
    return row._replace(values=values)


def _notes(table: Table, match: Match, *, has_ref: bool) -> Iterator[Problem]:
    """Say what a table was taken for, where keys come from, and which hashtags are not read."""
    used = {column for way in match.ways for each in way.columns.values() for column in each}
    listed = ", ".join(
        f"{table.hashtags[columns[0]]} as {name}"
        for way in match.ways[:1]
        for name, columns in way.columns.items()
    )
    yield _note(table.name, f"rows are records of kind {match.form.kind}: {listed}")
    if not has_ref:
        text = "rows have no #meta+id: the key of each is made from what it says"
        yield _note(table.name, text)
    for column, tag in table.hashtags.items():
        if column not in used:
            yield Problem(
                code="unread-hashtag",
                source=table.name,
                field=shown(column),
                value=str(tag),
                message=f"is not read: the kind {match.form.kind} has no field for it",
                remedy=_near_tags(match, tag) or "Map the column if you need it.",
                severity="warning",
            )


def _near_tags(match: Match, tag: Hashtag) -> str:
    """Say which hashtags a field of that name is read from; empty where the kind has no such field."""
    words = {tag.name.removeprefix("#"), *tag.attributes}
    near = [
        f"{name} is read from {' or '.join(str(Hashtag(p.name, p.needed)) for p in patterns)}"
        for name, texts in match.form.tags.items()
        if name in words
        for patterns in [[TagPattern.parse(each) for each in texts]]
    ]
    return f"Of this kind {'; '.join(near)}." if near else ""


def _note(file: str, message: str) -> Problem:
    return Problem(
        code="assumed",
        source=file,
        message=message,
        remedy="To overrule it, name the columns by their hashtags in a mapping (--map).",
        severity="assumption",
    )
