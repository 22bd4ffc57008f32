"""P-codes that stand where names of places do: they enter as names, and nobody has checked them."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from sulh.errors import Problem, plural, shown
from sulh.tables import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sulh.picture.origin import Entry

__all__ = ["UncheckedCodes"]

CODE = re.compile(r"[A-Z]{2,3}[0-9]{3,}[A-Z0-9]*")
"""P-codes of districts and below, such as CF511; with two digits it can be a part of a town, such as PK12."""
AREA_CODE = re.compile(r"[A-Z]{2,3}[0-9]{2,}[A-Z0-9]*")
"""P-codes in a column of districts: those of the largest areas, too, such as CF51."""
CODE_LINE, AREA_CODE_LINE = (
    re.compile(f"^{code.pattern}$", re.MULTILINE) for code in (CODE, AREA_CODE)
)
FIELDS = (
    ("place", attrgetter("place.name"), CODE_LINE),
    ("place", attrgetter("place.district"), AREA_CODE_LINE),
    ("left", attrgetter("left"), CODE_LINE),
)
"""Fields that kinds may have, what takes the text, and what finds a line that is a P-code."""
CACHED = 65_536


class UncheckedCodes:
    """Counts reports whose place, district or place of origin looks like a P-code.

    `places` looks places up: what has ``units`` with P-codes has a list of them, by which only the column
    ``position`` is checked; None, or a function without: there is no list.
    """

    def __init__(self, file: str, places: Callable[[str], object] | None) -> None:
        self._file = file
        self._places = places
        self._count = 0
        self._row = 0
        self._example = ("", "")

    def look(self, outcomes: Iterable[Entry | Rejected | None]) -> None:
        """Count the reports among some outcomes that have such a place."""
        entries = [each for each in outcomes if not (each is None or isinstance(each, Rejected))]
        if not any(map(_may_have_code, *_by_kind(entries))):
            return
        for each in entries:
            place = getattr(each, "place", None)
            names = (
                getattr(place, "name", ""),
                getattr(place, "district", ""),
                getattr(each, "left", ""),
            )
            if code := _code_among(*(name if isinstance(name, str) else "" for name in names)):
                self._count += 1
                if self._count == 1:
                    self._example, self._row = code, each.origin.row

    def problems(self) -> tuple[Problem, ...]:
        """Return one warning for the whole file with the count and the first row, or nothing."""
        if not self._count:
            return ()
        has_list = bool(len(getattr(self._places, "units", ())))
        reason = (
            "the list of P-codes is used for the column position"
            if has_list
            else "no list of P-codes"
        )
        field, value = self._example
        rows = plural(self._count, "row has a P-code", "rows have a P-code")
        return (
            Problem(
                code="unchecked-pcode",
                source=self._file,
                row=self._row,
                field=field,
                value=shown(value),
                message=f"{rows} as the name of a place; not checked: {reason}",
                remedy=(
                    "Put the codes into the column position."
                    if has_list
                    else "Give the list with --read-as gazetteer=FILE, and the codes in the column position."
                ),
                severity="warning",
            ),
        )


def _by_kind(
    entries: Sequence[Entry],
) -> tuple[tuple[type[Entry], ...], tuple[Sequence[Entry], ...]]:
    """Return the kinds of some entries, and the entries of each."""
    kinds = tuple(dict.fromkeys(map(type, entries)))
    if len(kinds) == 1:
        return kinds, (entries,)
    return kinds, tuple([each for each in entries if type(each) is kind] for kind in kinds)


def _may_have_code(kind: type[Entry], entries: Sequence[Entry]) -> bool:
    """Say whether an entry of one kind may have such a text: all its distinct texts are searched at once."""
    for field, text_of, code_line in FIELDS:
        if not hasattr(kind, field):
            continue
        try:
            texts = "\n".join(set(map(text_of, entries)))
        except (AttributeError, TypeError):  # some have no place, or a text that is sealed
            return True
        if code_line.search(texts):
            return True
    return False


@lru_cache(maxsize=CACHED)
def _code_among(name: str, district: str, left: str) -> tuple[str, str] | None:
    """Return the column and the text of the first that looks like a P-code."""
    if CODE.fullmatch(name):
        return "place", name
    if AREA_CODE.fullmatch(district):
        return "district", district
    if CODE.fullmatch(left):
        return "left", left
    return None
