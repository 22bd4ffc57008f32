"""Problems in people's data, and the exceptions for what cannot go on.

A fault in a row, a field or a pack is a value: a reader returns ``(records, problems)`` and
carries on. An exception is for a request that cannot be answered at all. Both speak to the
person who can act: what was found, where, what was expected, what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

__all__ = [
    "AgreementError",
    "InputError",
    "LedgerError",
    "MissingExtraError",
    "Problem",
    "ProblemGroup",
    "SulhError",
    "group_problems",
    "plural",
]

VALUE_SHOWN_MAX = 120
EXAMPLES_SHOWN = 3


def _on_one_line(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def shown(value: object) -> str:
    """Return `value` as one short printable line, so that no report is broken by its input."""
    text = str(value)
    if len(text) <= VALUE_SHOWN_MAX and text.isprintable():
        return text
    clean = _on_one_line(text[:1000])
    if len(clean) > VALUE_SHOWN_MAX or len(text) > VALUE_SHOWN_MAX:
        return f"{clean[: VALUE_SHOWN_MAX - 1]}… ({plural(len(text), 'character')})"
    return clean


def plural(number: float | Decimal, one: str, many: str = "") -> str:
    """Return ``1 month``, ``2.5 months``, ``1,848 months``; `many` where an s does not do."""
    figure = f"{number:,.12g}" if isinstance(number, float) else f"{number:,}"
    return f"{figure} {one if number == 1 else many or f'{one}s'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in one place of somebody's data.

    `code` is a stable word documented in ``docs/reference/problems.md``. `row` counts from 1 and
    is the line of the file as an editor shows it. Empty strings mean "the whole file" or "not
    applicable". A warning (`severity`) leaves the row in; an error takes it out; an assumption says how a
    file was understood that does not say so itself; a note says of a row that is left out that nothing is
    wrong with it.
    """

    code: str
    source: str
    message: str
    row: int = 0
    field: str = ""
    value: str = ""
    expected: str = ""
    remedy: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        """Say it in one line: where, what, what was expected, what to do."""
        where = _on_one_line(self.source) + (f":{self.row}" if self.row else "")
        text = f"{where}: "
        if self.field:
            text += f"{self.field}: "
        text += self.message
        if self.value:
            text += f" (found {self.value!r})"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.remedy:
            text += f". {self.remedy}"
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemGroup:
    """Problems of one kind in one field of one file: the first few, and how many there are."""

    examples: tuple[Problem, ...]
    count: int

    @property
    def first(self) -> Problem:
        """The first of them."""
        return self.examples[0]


def group_problems(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Sum problems up by file, code and field, in the order in which each kind comes first.

    Rows that are no act of any provision are summed up by what they are instead.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    counts: dict[tuple[str, ...], int] = {}
    for each in problems:
        words = each.value if each.code == "not-an-act" else ""
        kind = (each.severity, each.source, each.code, each.field, words)
        examples = groups.setdefault(kind, [])
        counts[kind] = counts.get(kind, 0) + 1
        if len(examples) < EXAMPLES_SHOWN:
            examples.append(each)
    return [
        ProblemGroup(examples=tuple(examples), count=counts[kind])
        for kind, examples in groups.items()
    ]


class SulhError(Exception):
    """The root of all that Sulh raises on purpose. `remedy` says what a person can do.

    `code` names the sentence in ``languages/errors.CODE.ftl`` and `values` are what is put into it, where
    it has words in every language (`sulh.languages.refusals`). `problems` are the faults that it is about.
    """

    exit_code = 1
    code: str = ""
    values: Mapping[str, Any] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class InputError(SulhError):
    """A file or an argument cannot be read at all: the person who gave it can act."""

    exit_code = 2


class AgreementError(SulhError):
    """A mission pack is faulty: the person who keeps the pack can act.

    `problems` lists every fault at once.
    """

    exit_code = 3

    def __init__(self, message: str, *, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, remedy="Run `sulh pack check` and mend each line it names.")
        self.problems = problems


class LedgerError(SulhError):
    """The ledger cannot be read, written or trusted: the keeper of the site can act."""

    exit_code = 4


class MissingExtraError(SulhError):
    """A rarely needed library is not installed; the message names the extra."""

    exit_code = 5

    def __init__(self, *, work: str, extra: str) -> None:
        super().__init__(
            f"{work} needs the extra '{extra}', which is not installed.",
            remedy=f"Run: pip install 'sulh[{extra}]'",
        )
