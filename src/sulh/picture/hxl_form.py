"""A form of one kind of record as hashtags: which columns of an HXL table hold which of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sulh.tables.hashtags import TagPattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HxlForm", "HxlVariant"]

OF_EVERY_KIND = {
    "ref": ("#meta+id",),
    "source": ("#meta+source", "#org+reporting"),
    "link": ("#meta+url",),
    "text": ("#description",),
    "start": ("#date+start", "#date+occurred", "#date-end", "#date"),
    "end": ("#date+end",),
    "country": ("#country+name-origin", "#country-code-origin"),
    "position": (
        "#loc+pcode-origin",
        "#adm4+code-origin",
        "#adm3+code-origin",
        "#adm2+code-origin",
        "#adm1+code-origin",
    ),
    "place": ("#loc+name-district-origin", "#loc-code-district-origin-pcode-type"),
    "district": (
        *(f"#adm{level}-code-origin" for level in (5, 4, 3, 2, 1)),
        "#loc+district+name",
    ),
    "accuracy_m": ("#geo+accuracy", "#geo+precision"),
    "lat": ("#geo+lat",),
    "lon": ("#geo+lon",),
}
"""The columns of every kind's form, and the hashtags that fit each, the best first."""


@dataclass(frozen=True, kw_only=True)
class HxlVariant:
    """One record that a row may hold, by hashtags of its own; and what the form says of it, by column.

    A row of a wide table holds several: of displaced people, of those who returned.
    """

    tags: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def patterns(self) -> dict[str, tuple[TagPattern, ...]]:
        """The hashtags that fit each column."""
        return {name: tuple(map(TagPattern.parse, each)) for name, each in self.tags.items()}


@dataclass(frozen=True, kw_only=True)
class HxlForm:
    """The hashtags of one kind's form.

    `tags` are those of each column of its own, the best first; `required` are columns that a table must have
    to be this form; `variants` are the records that a row may hold (none: one). A variant is used where the
    table has the columns of all of its tags that stand in `required`. `words` translate values, in lower
    case, by column. `rest` is a variant that counts only where no other does.
    """

    kind: str
    tags: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    variants: tuple[HxlVariant, ...] = (HxlVariant(tags={}),)
    rest: HxlVariant | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def patterns(self) -> dict[str, tuple[TagPattern, ...]]:
        """The hashtags that fit each column, of every kind and of this one."""
        tags = {**OF_EVERY_KIND, **self.tags}
        return {name: tuple(map(TagPattern.parse, each)) for name, each in tags.items()}

    def expected(self, column: str) -> str:
        """Return the hashtags that a column of the form may bear, in words."""
        options = self.patterns.get(column, ())
        for variant in (*self.variants, *((self.rest,) if self.rest else ())):
            options = (*options, *variant.patterns.get(column, ()))
        return " or ".join(dict.fromkeys(map(str, options)))
