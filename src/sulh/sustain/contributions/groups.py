"""Groups of nations as dated membership lists: a member counts on the days of its membership."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema

from sulh.errors import InputError
from sulh.mission.schema import schema
from sulh.sustain.contributions.nations import nations

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ContributorGroup", "Membership", "bundled_groups", "find_group", "read_groups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A nation's membership from its first day to its last (None: it goes on), both included."""

    nation: str
    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Say whether the nation is a member on the day."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorGroup:
    """A group of nations, with the source of its list and how far that was checked."""

    id: str
    name: str
    source: str
    grade: str
    memberships: tuple[Membership, ...]

    def members(self, on: date) -> tuple[str, ...]:
        """Return the codes of the members on the day, sorted."""
        return tuple(sorted({each.nation for each in self.memberships if each.holds(on)}))


def read_groups(text: str, source: str) -> dict[str, ContributorGroup]:
    """Return the groups of a TOML text by their id in capitals; `source` names it in errors.

    Raises
    ------
    InputError
        When the text is no TOML, breaks the schema, or names a nation or dates that cannot be.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{source} is not TOML: {error}.", remedy="See docs/reference/sustain.md."
        ) from None
    faults = sorted(_validator().iter_errors(content), key=lambda each: list(map(str, each.path)))
    if faults:
        where = ".".join(map(str, faults[0].absolute_path))
        raise InputError(
            f"{source}: {where}: {faults[0].message}.", remedy="See docs/reference/sustain.md."
        )
    groups: dict[str, ContributorGroup] = {}
    for each in content["group"]:
        key = each["id"].upper()
        if key in groups:
            raise InputError(
                f"{source} defines the group {each['id']} twice.", remedy="Keep one of them."
            )
        groups[key] = ContributorGroup(
            id=each["id"],
            name=each["name"],
            source=each["source"],
            grade=each["grade"],
            memberships=tuple(_membership(text, f"{source}: {key}") for text in each["members"]),
        )
    return groups


@cache
def bundled_groups() -> Mapping[str, ContributorGroup]:
    """Return the groups that come with Sulh: OIC, AU, EU, ASEAN."""
    text = files("sulh.sustain").joinpath("tables", "groups.toml").read_text("utf-8")
    return read_groups(text, "groups.toml")


def find_group(name: str, groups: Mapping[str, ContributorGroup]) -> ContributorGroup:
    """Return the group of a name, in any case.

    Raises
    ------
    InputError
        When no group has the name; the message lists them.
    """
    group = groups.get(name.upper())
    if group is None:
        raise InputError(
            f"No group is called {name!r}; the groups are {', '.join(sorted(groups))}.",
            remedy="Name one of them, or define it in a file and name that file with --groups.",
        )
    return group


@cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(schema("contributors"))


def _membership(text: str, source: str) -> Membership:
    nation, first, *rest = text.split(" ")
    if nation not in nations():
        raise InputError(
            f"{source}: {text!r}: no nation has the code {nation}.",
            remedy="Use the alpha-3 codes of ISO 3166.",
        )
    try:
        begins = date.fromisoformat(first if len(first) > 4 else f"{first}-01-01")
        ends = [date.fromisoformat(day if len(day) > 4 else f"{day}-12-31") for day in rest]
    except ValueError:
        raise InputError(
            f"{source}: {text!r} holds a day that is none.", remedy="Write days as 2004-05-01."
        ) from None
    last = ends[0] if ends else None
    if last is not None and last < begins:
        raise InputError(f"{source}: {text!r} ends before it begins.", remedy="Swap the two days.")
    return Membership(nation=nation, first=begins, last=last)
