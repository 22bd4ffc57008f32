"""The row of hashtags below a header that says what each column holds, by HXL 1.1.

HXL is the Humanitarian Exchange Language of OCHA (hxlstandard.org). A column bears a hashtag and attributes,
such as ``#affected+idps+f``; the words above it are for people, in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from sulh.errors import InputError, Problem, shown
from sulh.tables.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sulh.tables.rows import Rejected, Table

__all__ = [
    "CORE_HASHTAGS",
    "Hashtag",
    "TagPattern",
    "by_hashtags",
    "columns_of",
    "hashtag_problems",
    "hashtag_row",
    "hashtags_of_keys",
    "parse_hashtag",
]

CORE = (
    "access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country "
    "crisis currency date description event frequency geo group impact indicator inneed item loc meta "
    "modality need operations org output population reached region respondee sector service severity status "
    "subsector targeted value"
)
CORE_HASHTAGS = frozenset(f"#{word}" for word in CORE.split())
"""The hashtags of the HXL 1.1 dictionary (2018). Others may be used; a new one close to these is a slip."""

ROWS_SEEN = 25
"""The hashtags stand in one of so many first rows (HXL 1.1)."""
WORD = "[A-Za-z][A-Za-z0-9_]*"
TAG = re.compile(rf"#({WORD})((?:\s*\+\s*{WORD})*)\s*")
PATTERN_PART = re.compile(rf"([+-])({WORD})")
CLOSE = 75.0
"""From this likeness on, of 100, a hashtag is taken for a slip of another."""
EXPECTED = "a hashtag such as #affected+idps: letters, digits and _, each word begins with a letter"


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag with its ``#``, in lower case, and its attributes without ``+``."""

    name: str
    attributes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Return it as it is written, the attributes in the order of letters."""
        return "+".join((self.name, *sorted(self.attributes)))


@dataclass(frozen=True, slots=True)
class TagPattern:
    """Hashtags that fit: of this name, with all of these attributes and none of those."""

    name: str
    needed: frozenset[str]
    barred: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> TagPattern:
        """Return the pattern that a text such as ``#org+impl-code`` says."""
        name = re.split("[+-]", text)[0]
        parts = PATTERN_PART.findall(text)
        needed = frozenset(word for mark, word in parts if mark == "+")
        return cls(name, needed, frozenset(word for mark, word in parts if mark == "-"))

    def fits(self, tag: Hashtag) -> bool:
        """Say whether a hashtag fits."""
        return (
            tag.name == self.name
            and self.needed <= tag.attributes
            and self.barred.isdisjoint(tag.attributes)
        )

    def __str__(self) -> str:
        """Return what a column would have to bear."""
        return "+".join((self.name, *sorted(self.needed)))


def parse_hashtag(text: str) -> Hashtag | None:
    """Return the hashtag that a cell holds; None where it holds none, or one that is written wrongly."""
    match = TAG.fullmatch(text.strip())
    if match is None:
        return None
    attributes = (each.strip().lower() for each in match[2].split("+"))
    return Hashtag(f"#{match[1].lower()}", frozenset(filter(None, attributes)))


def hashtag_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the row of hashtags among the first rows of a table; None where there is none.

    At least half of its cells that are not blank begin with ``#``. One of them holds a core hashtag, or two
    hold any: a line of remarks that begins with ``#`` is no such row.
    """
    for at, cells in enumerate(rows[:ROWS_SEEN]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        marks = [cell for cell in filled if cell.startswith("#")]
        tags = [tag for tag in map(parse_hashtag, marks) if tag]
        if marks and 2 * len(marks) >= len(filled) and (len(tags) > 1 or any(map(_is_known, tags))):
            return at
    return None


def _is_known(tag: Hashtag) -> bool:
    """Say whether a hashtag is a core one, or begins with ``#x_``, as those of a group's own do."""
    return tag.name in CORE_HASHTAGS or tag.name.startswith("#x_")


def columns_of(
    rows: Sequence[Sequence[str]], at: int
) -> tuple[tuple[str, ...], dict[str, Hashtag]]:
    """Return the columns of a table with hashtags in the row at `at`, and the hashtag of each that has one.

    A column is called by the words above its hashtag. Where there are none, or other columns bear the same,
    it is called by the hashtag, and where that stands twice, by the hashtag and the number of the column.
    """
    cells = [cell.strip() for cell in rows[at]]
    above = [cell.strip() for cell in rows[at - 1]] if at else []
    if any('"' in cell for cell in above):  # the end of a header over several lines of text
        above = []
    width = max(len(cells), len(above))
    cells += [""] * (width - len(cells))
    above += [""] * (width - len(above))
    counts = Counter([*above, *cells])
    names: list[str] = []
    tags: dict[str, Hashtag] = {}
    for number, (words, cell) in enumerate(zip(above, cells, strict=True), start=1):
        usual = words if counts[words] == 1 else cell if counts[cell] == 1 else ""
        names.append(usual or f"{cell or words or 'column'} ({number})")
        tag = parse_hashtag(cell)
        if tag is not None:
            tags[names[-1]] = tag
    while names and not cells[len(names) - 1] and not above[len(names) - 1]:
        names.pop()
    return tuple(names), tags


def hashtags_of_keys(columns: Sequence[str]) -> dict[str, Hashtag]:
    """Return the hashtags of columns that are called by hashtags alone, as in JSON objects; or nothing."""
    if hashtag_row([columns]) is None:
        return {}
    return {name: tag for name in columns if (tag := parse_hashtag(name)) is not None}


def hashtag_problems(cells: Sequence[str], row: int, file: str) -> tuple[Problem, ...]:
    """Return a warning for each cell of a row of hashtags that holds none, or one close to a core hashtag."""
    problems = []
    for number, cell in enumerate(map(str.strip, cells), start=1):
        tag = parse_hashtag(cell)
        if tag is None and cell:
            message, expected = "is no hashtag; its column has none", EXPECTED
            plain = f"#{cell.lstrip('# ')}"
            other = parse_hashtag(plain)
            if other is not None and other.name in CORE_HASHTAGS:
                expected = str(other)
        elif tag is not None and tag.name not in CORE_HASHTAGS:
            close = process.extractOne(
                tag.name, sorted(CORE_HASHTAGS), scorer=fuzz.ratio, score_cutoff=CLOSE
            )
            if close is None:
                continue
            message, expected = "is no core hashtag of HXL 1.1", close[0]
        else:
            continue
        problems.append(
            Problem(
                code="bad-hashtag",
                source=file,
                row=row,
                field=f"column {number}",
                value=shown(cell),
                message=message,
                expected=expected,
                remedy="Mend the hashtag in the file, or name its column in a mapping.",
                severity="warning",
            )
        )
    return tuple(problems)


def by_hashtags(table: Table, names: Iterable[str]) -> Table:
    """Return the table with the columns that bear one of some hashtags called by it, as `names` writes it.

    Raises
    ------
    InputError
        When two columns bear one of these hashtags.
    """
    renames: dict[str, str] = {}
    for name in names:
        tag = parse_hashtag(name)
        columns = [column for column, each in table.hashtags.items() if each == tag]
        if len(columns) > 1:
            raise InputError(
                f"{table.name} has the hashtag {name} over more than one column.",
                remedy=f"Name the column by the words above it: {shown(' or '.join(columns))}.",
            )
        renames |= dict.fromkeys(columns, name)
    return replace(
        table,
        columns=tuple(renames.get(each, each) for each in table.columns),
        rows=_renamed(table, renames),
        by_columns=None,
        hashtags={},
    )


def _renamed(table: Table, names: Mapping[str, str]) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if isinstance(row, Row):
            values = {names.get(name, name): text for name, text in row.values.items()}
            yield row._replace(values=values)
        else:
            yield row
