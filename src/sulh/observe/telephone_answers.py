"""What telephones' forms export beside plain answers: points, choices over several columns, reviews, labels."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.tables import FaultyField, Rejected, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sulh.tables import Table

__all__ = ["names_of_labels", "with_plain_answers"]

LOCATION = "location"
"""The question of a kind's form that asks for a point."""
POINT = re.compile(r"-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?){1,3}")
"""Latitude, longitude, altitude, accuracy, as a telephone writes them."""
CHOSEN = {"1": True, "true": True, "0": False, "false": False, "": False}
REVIEWS = ("ReviewState", "_validation_status", "_validation_status/uid")
REFUSED = frozenset(("rejected", "not approved", "validation_status_not_approved"))
"""What a reviewer of ODK Central or KoboToolbox makes of an answer that shall not count."""
FORM = frozenset(("kind", "source", "ref"))


def names_of_labels(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a form whose headings are its labels: ``First needs`` is ``first_needs``.

    The columns of any other table stay as they are.
    """
    plain = tuple(name.strip().casefold().replace(" ", "_") for name in names)
    is_form = set(plain) >= FORM and not set(names) >= FORM and len(set(plain)) == len(plain)
    if not is_form:
        return names
    return tuple(
        own if own.startswith("_") else label for own, label in zip(names, plain, strict=True)
    )


def with_plain_answers(table: Table, lists: Collection[str]) -> Table:
    """Return a table with each point in ``position`` and each list in one column; or as it is.

    `lists` are the columns of the form that hold several words. ``first_needs/water`` and ``first_needs/food``,
    1 where it was chosen, become ``first_needs``; a row whose list and columns do not agree is
    refused, and so is one that a reviewer refused.
    """
    split = _split_lists(table.columns, lists)
    reviews = [name for name in REVIEWS if name in table.columns]
    has_point = LOCATION in {name.rpartition("/")[2] for name in table.columns} and (
        "kind" in {name.rpartition("/")[2] for name in table.columns}
    )
    if not (split or reviews or has_point):
        return table
    parts = {name for names in split.values() for name in names}
    columns = dict.fromkeys(
        name.rpartition("/")[0] if name in parts else name for name in table.columns
    )
    if has_point:
        columns = columns | {"position": None}
    return replace(
        table, columns=tuple(columns), rows=_rows(table, split, reviews), by_columns=None
    )


def _split_lists(columns: Sequence[str], lists: Collection[str]) -> dict[str, list[str]]:
    """Return the columns of the choices of each list."""
    split: dict[str, list[str]] = {}
    for name in columns:
        question, _, choice = name.rpartition("/")
        if choice and not choice.isdecimal() and question.rpartition("/")[2] in lists:
            split.setdefault(question, []).append(name)
    return split


def _rows(
    table: Table, split: Mapping[str, list[str]], reviews: Sequence[str]
) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if not isinstance(row, Row) or not row.values:
            yield row
            continue
        try:
            _refuse_reviewed(row.values, reviews)
            values = dict(row.values)
            for question, names in split.items():
                choice = _choice_of(question, names, row.values)
                for name in names:
                    values.pop(name, None)
                values[question] = choice
        except FaultyField as fault:
            yield Rejected(fault.as_problem(table.name, row.number), row.raw, row.bytes_read)
            continue
        yield row._replace(values=_with_position(values))


def _refuse_reviewed(values: Mapping[str, str], reviews: Sequence[str]) -> None:
    for name in reviews:
        text = values.get(name, "")
        if text.strip().casefold() in REFUSED:
            raise FaultyField(
                "not-approved",
                name,
                text,
                message="was refused by its reviewer on the server of the forms",
                remedy="Leave it out; or let it be approved there, and export it again.",
            )


def _choice_of(question: str, names: Sequence[str], values: Mapping[str, str]) -> str:
    """Return the words of a list that were chosen, joined by semicolons."""
    words = []
    for name in names:
        text = values.get(name, "")
        is_chosen = CHOSEN.get(text.strip().casefold())
        if is_chosen is None:
            raise FaultyField("bad-word", name, text, expected="1 where it was chosen, or 0")
        if is_chosen:
            words.append(name.rpartition("/")[2])
    whole = values.get(question, "")
    choices = re.split(r"[;\s]+", whole.strip()) if whole.strip() else words
    if set(choices) != set(words):
        raise FaultyField(
            "choices-contradict",
            question,
            whole,
            message=f"does not agree with the columns of its choices, where {' and '.join(words) or 'none'} "
            f"{'are' if len(words) > 1 else 'is'} chosen",
            remedy="Correct one of the two.",
        )
    return ";".join(words)


def _with_position(values: dict[str, str]) -> dict[str, str]:
    """Return a row's values with a telephone's point as its position, where it has no other."""
    name = next((each for each in values if each.rpartition("/")[2] == LOCATION), "")
    if not name or not POINT.fullmatch(values[name].strip()):
        return values
    point = values.pop(name)
    has_own = any(
        values[each].strip()
        for each in values
        if each.rpartition("/")[2] in ("lon", "lat", "position")
    )
    return values if has_own else values | {"position": point}
