"""Which nation a name means: ISO 3166 alpha-3 codes with dates, and names as tables write them.

A name matches when its letters do: accents, case, punctuation, blanks, footnote marks and a leading
*the* are set aside, and so is the order of its words (``Egypt, Arab Rep.``). A misspelt name is never
guessed: it stays unmatched, and the nearest known names are reported.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.tables.fields import parse_name
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sulh.tables.rows import Read, Row, Table

__all__ = ["Match", "Nation", "find_nation", "match_nation", "nations", "plain", "read_aliases"]

NEAR_ENOUGH, NEAR_MAX = 0.72, 3
"""Below this likeness (`difflib`) a name is too far to be worth showing, and so many are shown."""

CUT_MIN = 15
"""A name of so many letters that was cut off still says which nation it means, if only one begins so."""

MARKS = re.compile(r"(\s*(\(\w{1,2}\)|\[\w{1,2}\]|\d{1,2}[/)]?|[*†‡§#¹²³⁰-⁹ᵃ-ᶻ]+)[,.;]?)+\s*$")
"""Marks of footnotes after a name: ``1/``, ``(a)``, ``[2]``, ``*``, ``¹``."""

ABBREVIATIONS = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federated",
    "sts": "states",
    "st": "saint",
    "is": "islands",
    "isl": "islands",
    "rb": "bolivarian republic",
}
SMALL_WORDS = frozenset(("of", "the", "and"))
FORMAL_WORDS = frozenset(("republic", "kingdom"))
"""*Republic of Mali* is Mali; where one of them tells two nations apart, names.toml says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """A nation: its alpha-3 code, the first and last day of a State that began or ended.

    `population` is GeoNames' figure (undated, mostly of about 2018), None where there is none.
    `lon`, `lat` (degrees, WGS 84) are where its people live on average: the middle of GeoNames'
    settlements weighted by population. A drawing puts its mark there; no border is meant by it.
    `successors` of a State that ended are shown, never counted in its place.
    """

    code: str
    name: str
    population: int | None = None
    lon: float | None = None
    lat: float | None = None
    first: date | None = None
    last: date | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a name means.

    `nation` is an alpha-3 code, or empty: then `reason` is ``unknown`` (with `nearest`, the nearest
    known names), ``no-nation`` (the table names no single nation) or ``dates`` (no such State then).
    `is_past` says that the name is one of the past, `is_cut` that its end is missing.
    """

    nation: str = ""
    reason: str = ""
    nearest: str = ""
    is_past: bool = False
    is_cut: bool = False

    @property
    def hint(self) -> str:
        """Return a sentence that names the nearest known names, where there are some."""
        return f"The nearest known name is {self.nearest}." if self.nearest else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    nations: dict[str, Nation]
    codes: dict[str, str]
    names: dict[str, str]
    past: frozenset[str]
    nowhere: frozenset[str]
    spelling: dict[str, str]
    variants: dict[str, set[str]] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """Return the code of a name in any spelling that means one nation only; empty: none."""
        key = plain(name)
        code = self.names.get(key) or self.codes.get(name.strip().casefold(), "")
        if code or not key or key in self.nowhere:
            return code
        letters, words = _variants(name)
        short = " ".join(w for w in words.split() if w not in FORMAL_WORDS)
        for each in (letters, words, short):
            codes = self.variants.get(each, ())
            if len(codes) == 1:
                return next(iter(codes))
        whole, _, bracket = name.rstrip(" )").partition("(")
        first, second = (self.find(each) for each in (whole, bracket)) if bracket else ("", "")
        if first and first == second:
            return first
        bare = MARKS.sub("", name)
        return self.find(bare) if bare != name else ""

    def find_cut(self, name: str) -> str:
        """Return the code of the only nation with a name that begins so."""
        key = plain(name)
        codes = {code for each, code in self.names.items() if each.startswith(key)}
        return next(iter(codes)) if len(key) >= CUT_MIN and len(codes) == 1 else ""

    def near(self, name: str) -> str:
        """Return the nearest known name, or those that have a word in common with it."""
        key = plain(name)
        keys = get_close_matches(key, self.spelling, n=1, cutoff=NEAR_ENOUGH) or [
            each for each in self.spelling if {each, each.split()[0]} & set(key.split())
        ]
        return ", ".join(self.spelling[each] for each in keys[:NEAR_MAX])


def _variants(name: str) -> tuple[str, str]:
    """Return the letters of a name without blanks, and its words in alphabetic order."""
    words = plain(name.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).split()
    full = " ".join(ABBREVIATIONS.get(each, each) for each in words).split()
    return plain(name).replace(" ", ""), " ".join(sorted(set(full) - SMALL_WORDS))


def plain(name: str) -> str:
    """Return the letters that count: no accents, case, punctuation, nor a leading *the*."""
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    )
    words = "".join(c if c.isalnum() else " " for c in letters.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _register() -> _Register:
    tables = files("sulh.sustain").joinpath("tables")
    more = tomllib.loads(tables.joinpath("names.toml").read_text("utf-8"))
    rows = csv.DictReader(tables.joinpath("nations.csv").read_text("utf-8").splitlines())
    by_code = {row["nation"]: _nation(row, more["begun"].get(row["nation"])) for row in rows}
    register = _Register(
        nations=by_code,
        codes={code.casefold(): code for code in by_code},
        names={},
        past=frozenset(plain(name) for each in more["renamed"] for name in _past_names(each)),
        nowhere=frozenset(plain(name) for name in more["no_nation"]),
        spelling={},
    )
    for code, nation in by_code.items():
        _add_names(register, code, [nation.name])
    for code, names in more["also"].items():
        _add_names(register, code, names)
    french = tomllib.loads(tables.joinpath("names-fr.toml").read_text("utf-8"))
    for code, name in french.items():
        if plain(name) not in register.names:
            _add_names(register, code, [name])
    for each in more["renamed"]:
        register.codes[each["code"].casefold()] = each["nation"]
        _add_names(register, each["nation"], _past_names(each))
    for each in more["ended"]:
        register.nations[each["code"]] = Nation(
            code=each["code"],
            name=each["name"],
            first=each.get("first"),
            last=each["last"],
            successors=tuple(each["successors"]),
        )
        register.codes[each["code"].casefold()] = each["code"]
        _add_names(register, each["code"], [each["name"], *each["names"]])
    return register


def _nation(row: dict[str, str], first: date | None) -> Nation:
    return Nation(
        code=row["nation"],
        name=row["name"],
        population=int(row["population"] or 0) or None,
        lon=float(row["lon"]) if row["lon"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        first=first,
    )


def _past_names(entry: dict[str, Any]) -> list[str]:
    return [*entry["names"], entry["code"]]


def _add_names(register: _Register, code: str, names: Iterable[str]) -> None:
    for name in names:
        register.names[plain(name)] = code
        register.spelling[plain(name)] = name
        for each in _variants(name):
            register.variants.setdefault(each, set()).add(code)


def nations() -> dict[str, Nation]:
    """Return every nation by its alpha-3 code, those that ended among them."""
    return dict(_register().nations)


@cache
def match_nation(name: str, on: date | None = None) -> Match:
    """Return which nation a name or code means on a day; never a guess.

    >>> match_nation("COTE D'IVOIRE").nation, match_nation("Zaire").nation
    ('CIV', 'COD')
    >>> match_nation("Indonsia")
    Match(nation='', reason='unknown', nearest='Indonesia', is_past=False, is_cut=False)
    """
    register = _register()
    key = plain(name)
    if not key or key in register.nowhere:
        return Match(reason="no-nation")
    code = register.find(name)
    is_cut = not code
    code = code or register.find_cut(name)
    if not code:
        return Match(reason="unknown", nearest=register.near(name))
    nation = register.nations[code]
    if on is not None and nation.last is not None and on > nation.last:
        heirs = ", ".join(nation.successors)
        return Match(reason="dates", nearest=f"{nation.name} ended on {nation.last}; see {heirs}")
    if (
        on is not None
        and nation.first is not None
        and on < nation.first
        and key not in register.past
    ):
        return Match(reason="dates", nearest=f"{nation.name} began on {nation.first}")
    return Match(nation=code, is_past=key in register.past, is_cut=is_cut)


def read_aliases(table: Table, file: str) -> Read[Mapping[str, str]]:
    """Read your own names of nations: `name` as tables write it, `nation` a code or known name.

    The value maps letters that count (`plain`) to alpha-3 codes.

    Raises
    ------
    InputError
        When a column is missing.
    """
    columns = {name.strip().casefold(): name for name in table.columns}
    if not {"name", "nation"} <= set(columns):
        raise InputError(
            f"{file} lacks a column: an alias needs name and nation.",
            remedy="Write the name as the table has it, and the nation's code, such as CIV.",
        )
    aliases: dict[str, str] = {}

    def convert(row: Row) -> bool:
        name, nation = (
            parse_name(each, row.values.get(columns[each], "")) for each in ("name", "nation")
        )
        match = match_nation(nation)
        if not match.nation:
            message = "is no nation that is known"
            raise FaultyField(
                "unknown-nation", "nation", shown(nation), message=message, remedy=match.hint
            )
        if aliases.setdefault(plain(name), match.nation) != match.nation:
            message = f"means {aliases[plain(name)]} in an earlier row"
            raise FaultyField("conflict", "name", shown(name), message=message)
        return True

    read = convert_rows(table, file, convert)
    return read.with_value(aliases)


def find_nation(name: str) -> Nation:
    """Return the nation of a code or name.

    Raises
    ------
    InputError
        When no nation has the name; the message gives the nearest one.
    """
    match = match_nation(name)
    if match.nation:
        return _register().nations[match.nation]
    near = f" Did you mean {match.nearest}?" if match.nearest else ""
    raise InputError(
        f"No nation is called {name!r}.{near}",
        remedy="Give a name, or the alpha-3 code of ISO 3166, such as IDN.",
    )
