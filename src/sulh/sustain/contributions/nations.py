"""Which nation a name means: ISO 3166 alpha-3 codes with dates, and names as tables write them.

A name matches when its letters do: accents, case, punctuation and a leading *the* are set aside.
A misspelt name is never guessed: it stays unmatched, and the nearest known name is reported.
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["Match", "Nation", "find_nation", "match_nation", "nations"]

NEAR_ENOUGH = 0.72
"""Below this likeness (`difflib`) a name is too far to be worth showing."""


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
    known name), ``no-nation`` (the table names no single nation) or ``dates`` (no such State then).
    `is_past` says that the name is one of the past.
    """

    nation: str = ""
    reason: str = ""
    nearest: str = ""
    is_past: bool = False

    @property
    def hint(self) -> str:
        """Return a sentence that names the nearest known name, where there is one."""
        return f"The nearest known name is {self.nearest}." if self.nearest else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    nations: dict[str, Nation]
    codes: dict[str, str]
    names: dict[str, str]
    past: frozenset[str]
    nowhere: frozenset[str]
    spelling: dict[str, str]


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


def nations() -> dict[str, Nation]:
    """Return every nation by its alpha-3 code, those that ended among them."""
    return dict(_register().nations)


@cache
def match_nation(name: str, on: date | None = None) -> Match:
    """Return which nation a name or code means on a day; never a guess.

    >>> match_nation("COTE D'IVOIRE").nation, match_nation("Zaire").nation
    ('CIV', 'COD')
    >>> match_nation("Indonsia")
    Match(nation='', reason='unknown', nearest='Indonesia', is_past=False)
    """
    register = _register()
    key = plain(name)
    if not key or key in register.nowhere:
        return Match(reason="no-nation")
    code = register.names.get(key) or register.codes.get(name.strip().casefold())
    if code is None:
        near = get_close_matches(key, register.spelling, n=1, cutoff=NEAR_ENOUGH)
        return Match(reason="unknown", nearest=register.spelling[near[0]] if near else "")
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
    return Match(nation=code, is_past=key in register.past)


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
