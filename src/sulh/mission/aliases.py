"""Names that a pack does not know: which actor each may mean, and how it becomes an alias."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.query_names import near_names, plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sulh.mission.pack import Pack

__all__ = ["AliasProposal", "group_names", "propose_aliases", "with_aliases"]

ALIKE = 0.84
LETTERS = 3
"""How alike two names must be for a proposal: a misspelt letter or two, no other word."""
LENGTH_LEAST = 8
"""Shorter names, as abbreviations are, mean another actor with another letter."""
BRACKETS = re.compile(r"\s*\([^()]*\)")
ACTOR = re.compile(r"^\[\[actor\]\]", re.MULTILINE)
ID = re.compile(r'^id\s*=\s*"([^"]*)"', re.MULTILINE)
OPEN = re.compile(r"^aliases\s*=\s*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasProposal:
    """A name that a pack does not know, the actor that it may mean, and the name of it that is like it."""

    name: str
    actor: str
    like: str

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.name} may be {self.actor} ({self.like})"


def group_names(pack: Pack) -> Callable[[str], str]:
    """Return the function that gives the pack's id of the actor whom a report names by id, name or alias.

    A name that the pack does not know, or that two of its actors bear, stays as it is.
    """
    bearers: dict[str, set[str]] = {}
    for actor in pack.actors.values():
        for name in (actor.id, actor.name, *(alias.name for alias in actor.aliases)):
            bearers.setdefault(plain_name(name), set()).add(actor.id)
    one_name = {plain: next(iter(names)) for plain, names in bearers.items() if len(names) == 1}
    return lambda name: one_name.get(plain_name(name), name)


def propose_aliases(pack: Pack, names: Iterable[str]) -> tuple[AliasProposal, ...]:
    """Return for each name the one actor that it may mean; names that are like none, or like two, are left out.

    A name is like another when what is left without brackets is the same (``Police (2016-)``), when the part
    before or after a colon is (``UPC: Union …``), or when few letters differ.
    """
    names = tuple(names)
    if not names:
        return ()
    bearers: dict[str, set[str]] = {}
    spelling: dict[str, str] = {}
    for actor in pack.actors.values():
        for name in (actor.id, actor.name, *(alias.name for alias in actor.aliases)):
            for each in {plain_name(name), plain_name(BRACKETS.sub("", name))} - {""}:
                bearers.setdefault(each, set()).add(actor.id)
                spelling.setdefault(each, name)
    proposals = []
    for name in names:
        like = next((each for each in _parts(name) if each in bearers), "")
        if not like and len(plain_name(name)) >= LENGTH_LEAST:
            alike = max(ALIKE, 1 - LETTERS / len(plain_name(name)))
            like = next(iter(near_names(name, bearers, alike=alike)), "")
        if len(bearers.get(like, ())) == 1:
            (actor_id,) = bearers[like]
            proposals.append(AliasProposal(name=name, actor=actor_id, like=spelling[like]))
    return tuple(proposals)


def _parts(name: str) -> list[str]:
    """Return a name in plain letters: whole, without brackets, and each side of a colon."""
    short = BRACKETS.sub("", name)
    sides = [plain_name(each) for each in short.split(":")] if ":" in short else []
    return [each for each in (plain_name(name), plain_name(short), *sides) if each]


def with_aliases(actors_toml: str, proposals: Sequence[AliasProposal]) -> str:
    """Return the text of an ``actors.toml`` with the proposed aliases; comments and order stay.

    Raises
    ------
    InputError
        When the text has no such actor, or cannot be changed safely.
    """
    text = actors_toml
    for each in proposals:
        blocks = [match.start() for match in ACTOR.finditer(text)] + [len(text)]
        spans = list(pairwise(blocks))
        at = next((s for s in spans if (m := ID.search(text, *s)) and m[1] == each.actor), None)
        if at is None:
            raise InputError(f"actors.toml has no actor {each.actor!r}.")
        entry = json.dumps(each.name, ensure_ascii=False)
        start = OPEN.search(text, *at)
        if start:
            rest = text[start.end() :].lstrip()
            text = f"{text[: start.end()]}\n  {entry},  # proposed from reports\n  {rest}"
        else:
            end = ID.search(text, *at).end()  # type: ignore[union-attr]
            text = f"{text[:end]}\naliases = [\n  {entry},  # proposed from reports\n]{text[end:]}"
    before = {each["id"]: each for each in tomllib.loads(actors_toml)["actor"]}
    try:
        after = {each["id"]: each for each in tomllib.loads(text)["actor"]}
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"actors.toml cannot be changed safely: {error}.") from error
    for each in proposals:
        before[each.actor].setdefault("aliases", []).insert(0, each.name)
    if before != after:
        raise InputError("actors.toml cannot be changed safely.", remedy="Add the aliases by hand.")
    return text
